//! Reading the stories of `tests/cases`; the format is described in `cases.rs`.

#![allow(dead_code, reason = "each test binary reads its own part")]

pub mod made;

use std::path::PathBuf;

use crossread::core::Source;

/// A story.
pub struct Case {
    pub name: String,
    pub path: PathBuf,
    pub text: String,
    pub sources: Vec<Source>,
    pub expected: Vec<Line>,
}

/// One line of `## expect`.
pub struct Line {
    pub word: String,
    /// (quote, source)
    pub claims: Vec<(String, String)>,
}

impl Line {
    /// It says what is still to be done: "missed conflict", "wrong conflict".
    pub fn is_open(&self) -> bool {
        self.word.starts_with("missed ") || self.word.starts_with("wrong ")
    }
}

fn line(text: &str) -> Line {
    let (word, rest) = text.split_once(": ").unwrap_or_else(|| panic!("a verdict and a colon expected: {text}"));
    let claims = rest.split(" / ").map(|part| {
        let (quote, source) = part.trim().rsplit_once("\" (").unwrap_or_else(|| panic!("\"quote\" (source) expected: {part}"));
        (quote.trim_start_matches('"').to_string(), source.trim_end_matches(')').to_string())
    });
    Line { word: word.to_string(), claims: claims.collect() }
}

fn read(path: PathBuf) -> Case {
    let text = std::fs::read_to_string(&path).expect("a case is UTF-8");
    let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let (mut sources, mut expected) = (Vec::new(), Vec::new());
    for block in text.split("\n## ").skip(1) {
        let (head, body) = block.split_once('\n').unwrap_or((block, ""));
        if head.trim() == "expect" {
            expected.extend(body.lines().filter(|l| !l.trim().is_empty()).map(line));
            continue;
        }
        let mut cells = head.split('|').map(|c| c.trim().to_string());
        sources.push(Source {
            id: cells.next().unwrap_or_default(),
            publisher: cells.next(),
            published: cells.next(),
            text: body.trim().to_string(),
            ..Source::default()
        });
    }
    Case { name, path, text, sources, expected }
}

/// All of them, by name.
pub fn cases() -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("tests/cases").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md"));
    paths.sort();
    paths.into_iter().map(read).collect()
}

/// The articles of the example.
pub fn example() -> Vec<Source> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/example");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("www/example").flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let read = |path: &PathBuf| {
        let file = std::fs::read_to_string(path).expect("an article is UTF-8");
        let (head, text) = file.split_once("\n\n").expect("a head and a text");
        let field = |name: &str| head.lines().find_map(|l| l.strip_prefix(name)).map(|v| v.trim().to_string());
        Source {
            id: path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
            title: field("Title:"),
            publisher: field("Publisher:"),
            published: field("Published:"),
            text: text.trim().to_string(),
            ..Source::default()
        }
    };
    paths.iter().map(read).collect()
}
