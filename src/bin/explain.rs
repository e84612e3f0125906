//! `explain FILE…` prints what crossread reads in text files, and why; `explain --lines` answers JSON requests, one a line.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use crossread::core::{Options, Source, compare};
use crossread::wire::{self, OptionsInput, SourceInput};
use serde::Deserialize;

/// One line of `--lines`: `{"annotate": SOURCE, "options": {…}}` or `{"compare": [SOURCE, …], "options": {…}}`.
#[derive(Deserialize)]
struct Line {
    annotate: Option<SourceInput>,
    compare: Option<Vec<SourceInput>>,
    #[serde(default)]
    options: OptionsInput,
}

fn answer(line: &str) -> Result<String, String> {
    let line: Line = serde_json::from_str(line).map_err(|e| e.to_string())?;
    if let Some(source) = line.annotate {
        let out = wire::annotate(source, &line.options).map_err(|e| e.to_string())?;
        return serde_json::to_string(&out).map_err(|e| e.to_string());
    }
    let out = wire::compare(line.compare.unwrap_or_default(), &line.options).map_err(|e| e.to_string())?;
    serde_json::to_string(&out).map_err(|e| e.to_string())
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    if args.first().is_some_and(|a| a == "--lines") {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            let text = answer(&line).unwrap_or_else(|e| serde_json::json!({ "error": e }).to_string());
            if writeln!(out, "{text}").is_err() {
                break;
            }
        }
        return ExitCode::SUCCESS;
    }
    if args.is_empty() {
        eprintln!("usage: explain FILE… | explain --lines < requests.jsonl");
        return ExitCode::from(2);
    }
    let mut sources = Vec::new();
    for path in args {
        match std::fs::read(&path) {
            Ok(bytes) => {
                sources.push(Source { id: path, text: String::from_utf8_lossy(&bytes).into_owned(), ..Source::default() })
            }
            Err(e) => {
                eprintln!("explain: {path}: {e}");
                return ExitCode::FAILURE;
            }
        }
    }
    let report = compare(sources, Options::default());
    for (a, names) in report.articles.iter().zip(&report.names) {
        let _ = writeln!(out, "== {}", a.source.id);
        for figure in wire::output::annotations(a, Some(names)).figures {
            let _ = writeln!(out, "figure {:?}: {}", figure.text, wire::trace(&figure));
        }
        for m in &a.entities.mentions {
            let _ = writeln!(out, "entity {:?} {:?} = {:?} rule {}", a.doc.slice(m.span), m.kind, names.get(m.entity), m.rule);
        }
    }
    for f in &report.facts {
        let _ = writeln!(out, "{:?} {:.2} {}: {}", f.verdict, f.confidence, f.label, f.reason);
    }
    ExitCode::SUCCESS
}
