//! Stories with their expected facts, one a file in `tests/cases`.
//!
//! A file begins with `# why`. Articles follow as `## id | publisher | published`, then `## expect` with one line a fact:
//! `conflict: "24" (a) / "31" (b)`, likewise `agree`, `compatible`, `updated`; `none: "x" (a) / "y" (b)` means that no
//! fact joins the two. A quote is the first place in the article that has these letters. What is not expected must not
//! be there: a conflict or an update that no line names fails.
//!
//! `missed conflict: …` (or `missed agree: …` and so on) is true and not found yet, `wrong conflict: …` is found and not
//! true. Neither fails; they say what is still to be done, and are printed with `--nocapture`.
//!
//! `UPDATE_CASES=1 cargo test --test cases` writes what is found in place of what was expected (`none` lines stay).

mod stories;

use std::fmt::Write as _;

use crossread::core::facts::Verdict;
use crossread::core::{Options, Report, compare};
use stories::{Case, cases};

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "conflict",
        Verdict::Updated => "updated",
        Verdict::Compatible => "compatible",
        Verdict::Agree => "agree",
        Verdict::Single => "single",
    }
}

/// (article, figure) of the figure that a quote points at.
fn find(report: &Report, case: &Case, (quote, source): &(String, String)) -> Result<(usize, usize), String> {
    let article = report.articles.iter().position(|a| a.source.id == *source).ok_or(format!("no source {source}"))?;
    let a = &report.articles[article];
    let start = a.source.text.find(quote.as_str()).unwrap_or_else(|| panic!("{}: {source} has no {quote:?}", case.name)) as u32;
    let end = start + quote.len() as u32;
    let figure = a.figures.iter().position(|f| f.span.start() < end && start < f.span.end());
    figure.map(|f| (article, f)).ok_or(format!("{quote:?} ({source}) is not seen as a figure"))
}

fn facts(report: &Report) -> Vec<String> {
    let cross = |claims: &[(usize, usize)]| claims.len() > 1;
    let show = |(a, f): &(usize, usize)| {
        let article = &report.articles[*a];
        format!("\"{}\" ({})", article.doc.slice(article.figures[*f].span), article.source.id)
    };
    let lines = report.facts.iter().filter(|f| cross(&f.claims));
    lines.map(|f| format!("{}: {}", word(f.verdict), f.claims.iter().map(show).collect::<Vec<_>>().join(" / "))).collect()
}

/// What is wrong with a report.
fn faults(case: &Case, report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    let mut named = vec![false; report.facts.len()];
    for line in &case.expected {
        let said = || {
            format!(
                "{}: {}",
                line.word,
                line.claims.iter().map(|(q, s)| format!("\"{q}\" ({s})")).collect::<Vec<_>>().join(" / ")
            )
        };
        let claims: Result<Vec<_>, _> = line.claims.iter().map(|c| find(report, case, c)).collect();
        let claims = match claims {
            Ok(claims) => claims,
            Err(_) if line.word == "none" || line.is_open() => continue,
            Err(e) => {
                out.push(format!("{}  [{e}]", said()));
                continue;
            }
        };
        let joined = report.facts.iter().position(|f| claims.iter().all(|c| f.claims.contains(c)));
        if let Some(at) = joined {
            named[at] |= line.word != "none";
        }
        match joined {
            _ if line.is_open() => {}
            None if line.word == "none" => {}
            Some(at) if word(report.facts[at].verdict) == line.word => {}
            // Inside a conflict the claims that agree with one another stand side by side.
            Some(at)
                if line.word == "agree"
                    && report.facts[at].verdict == Verdict::Conflict
                    && line.claims.len() < report.facts[at].claims.len() => {}
            _ => out.push(said()),
        }
    }
    for (fact, named) in report.facts.iter().zip(named) {
        if !named && matches!(fact.verdict, Verdict::Conflict | Verdict::Updated) {
            out.push(format!("not expected: {} {}", word(fact.verdict), fact.reason));
        }
    }
    out
}

#[test]
fn stories_give_the_expected_facts() {
    let cases = cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let mut wrong = String::new();
    let mut n = 0;
    let open = |word: &str| cases.iter().flat_map(|c| &c.expected).filter(|l| l.word == word).count();
    let (found, missed, false_alarms) = (open("conflict"), open("missed conflict"), open("wrong conflict"));
    println!("{found} contradictions found, {missed} missed, {false_alarms} flags known to be wrong");
    for case in &cases {
        let report = compare(case.sources.clone(), Options::default());
        let faults = faults(case, &report);
        if faults.is_empty() {
            continue;
        }
        n += 1;
        if std::env::var_os("UPDATE_CASES").is_some() {
            let head = case.text.split("\n## expect").next().unwrap_or_default();
            let kept = case
                .text
                .lines()
                .filter(|l| ["none: ", "missed ", "wrong "].iter().any(|w| l.starts_with(w)))
                .map(str::to_string);
            let lines: Vec<_> = facts(&report).into_iter().chain(kept).collect();
            std::fs::write(&case.path, format!("{head}\n## expect\n{}\n", lines.join("\n"))).expect("the case can be written");
        }
        let _ = writeln!(wrong, "{}:", case.name);
        for fault in faults {
            let _ = writeln!(wrong, "    expected  {fault}");
        }
        for found in facts(&report) {
            let _ = writeln!(wrong, "    found     {found}");
        }
    }
    assert!(wrong.is_empty(), "{n} of {} stories are wrong:\n{wrong}", cases.len());
}
