//! A report as one HTML file that opens anywhere: no script, nothing loaded, light and dark, fit to be printed.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Ruling, Sheet, Texts, bytes, ruled};
use crate::app::model::words;
use crate::wire::output::{Fact, Verdict};
use crate::wire::segments::segments;

/// No source of anything but the styles that stand in the file itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = include_str!("page.css");

/// Findings, the table of facts by source, and the sources with their figures marked.
pub fn html(sheet: &Sheet) -> String {
    let texts = Texts::new(sheet);
    let name = text(&sheet.name);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"crossread\">\n<title>{name}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header><h1>{name}</h1>\n<p>{}. {}</p></header>\n<main>\n",
        text(&words::date(&sheet.date)),
        text(&sheet.summary())
    );
    for (verdict, facts) in sheet.findings() {
        heading(&mut out, words::sign(verdict), words::verdicts(verdict), verdict.as_str(), facts.len());
        facts.iter().for_each(|fact| finding(&mut out, fact, sheet.ruling(fact), &texts));
        out += "</section>\n";
    }
    let dismissed = sheet.dismissed();
    if !dismissed.is_empty() {
        heading(&mut out, "–", "Dismissed", "dismissed", dismissed.len());
        dismissed.iter().for_each(|fact| finding(&mut out, fact, sheet.ruling(fact), &texts));
        out += "</section>\n";
    }
    matrix(&mut out, sheet, &texts);
    sources(&mut out, sheet, &texts);
    out += "</main>\n</body>\n</html>\n";
    out
}

fn heading(out: &mut String, sign: &str, name: &str, class: &str, count: usize) {
    *out += &format!(
        "<section class=\"v-{class}\">\n<h2><span class=\"sign\" aria-hidden=\"true\">{sign}</span> {name} <small>{count}</small></h2>\n"
    );
}

fn finding(out: &mut String, fact: &Fact, ruling: Option<&Ruling>, texts: &Texts) {
    *out +=
        &format!("<article id=\"{}\">\n<h3>{}</h3>\n<p>{}</p>\n<ul>\n", fact_id(&fact.id), text(&fact.label), text(&fact.reason));
    for (claim, p) in fact.claims.iter().filter_map(|c| Some((c, texts.passage(c)?))) {
        let (before, figure, after) = p.quoted();
        let day = if p.source.day().is_empty() { String::new() } else { format!(", {}", text(&p.source.day())) };
        *out += &format!(
            "<li><a href=\"#{}\">{}</a>{day}: <q dir=\"auto\">{}<mark>{}</mark>{}</q></li>\n",
            figure_id(p.source.number, claim.figure),
            text(&p.source.outlet()),
            text(before),
            text(figure),
            text(after)
        );
    }
    *out += "</ul>\n";
    if let Some(ruling) = ruling {
        let decided = ruled(ruling);
        if !decided.is_empty() {
            *out += &format!("<p class=\"ruling\">{}</p>\n", text(&decided));
        }
        if !ruling.note.trim().is_empty() {
            *out += &format!("<p class=\"note\" dir=\"auto\">{}</p>\n", text(ruling.note.trim()));
        }
    }
    *out += "</article>\n";
}

/// Facts as rows, sources as columns.
fn matrix(out: &mut String, sheet: &Sheet, texts: &Texts) {
    let facts: Vec<&Fact> = sheet.findings().flat_map(|(_, facts)| facts).filter(|f| sheet.sources_of(f).len() > 1).collect();
    if facts.is_empty() {
        return;
    }
    *out += "<section>\n<h2>Facts by source</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Facts by source\"><table>\n<thead><tr><th scope=\"col\">Fact</th>";
    for source in &sheet.sources {
        *out += &format!("<th scope=\"col\">{}</th>", text(&source.outlet()));
    }
    *out += "</tr></thead>\n<tbody>\n";
    for fact in facts {
        let verdict = fact.verdict;
        *out += &format!(
            "<tr class=\"v-{}\"><th scope=\"row\"><span class=\"sign\" title=\"{}\">{}</span> <a href=\"#{}\">{}</a></th>",
            verdict.as_str(),
            words::verdict(verdict),
            words::sign(verdict),
            fact_id(&fact.id),
            text(&fact.label)
        );
        for source in &sheet.sources {
            let claims = fact.claims.iter().filter(|c| c.source == source.id && texts.passage(c).is_some());
            let cells: Vec<String> = claims
                .map(|c| format!("<a href=\"#{}\"><bdi>{}</bdi></a>", figure_id(source.number, c.figure), text(&c.text)))
                .collect();
            *out += &format!("<td>{}</td>", if cells.is_empty() { "–".to_string() } else { cells.join("<br>") });
        }
        *out += "</tr>\n";
    }
    *out += "</tbody></table></div>\n</section>\n";
}

/// The texts, with their figures marked by what was found about them.
fn sources(out: &mut String, sheet: &Sheet, texts: &Texts) {
    let mut found: BTreeMap<(&str, usize), &Fact> = BTreeMap::new();
    for fact in sheet.report.facts.iter().filter(|f| !sheet.is_dismissed(f)) {
        found.extend(fact.claims.iter().map(|c| ((c.source.as_str(), c.figure), fact)));
    }
    *out += "<section>\n<h2>Sources</h2>\n";
    for source in &sheet.sources {
        let Some((_, read, map)) = texts.get(&source.id) else { continue };
        let title = if source.title.is_empty() { source.outlet() } else { source.title.clone() };
        let mut about: Vec<String> =
            [&source.publisher, &source.day()].into_iter().filter(|s| !s.is_empty()).map(|s| text(s)).collect();
        if source.url.starts_with("https://") || source.url.starts_with("http://") {
            about.push(format!("<a href=\"{0}\" rel=\"noreferrer\">{0}</a>", text(&source.url)));
        }
        *out += &format!(
            "<article class=\"source\">\n<h3>{}. {}</h3>\n<p class=\"about\">{}</p>\n",
            source.number,
            text(&title),
            about.join(", ")
        );
        let spans: Vec<(usize, std::ops::Range<u32>)> = read
            .figures
            .iter()
            .enumerate()
            .filter_map(|(i, f)| bytes(&read.text, map, f.start, f.end).map(|s| (i, s.start as u32..s.end as u32)))
            .collect();
        let ranges: Vec<_> = spans.iter().map(|(_, s)| s.clone()).collect();
        let mut at = 0;
        for line in read.text.split('\n') {
            let within = at as u32..(at + line.len()) as u32;
            at += line.len() + 1;
            if line.trim().is_empty() {
                continue;
            }
            *out += "<p dir=\"auto\">";
            for run in segments(within, &ranges, &[]) {
                let words = text(read.text.get(run.start as usize..run.end as usize).unwrap_or_default());
                let Some(index) = run.figure.and_then(|f| spans.get(f)).map(|(i, _)| *i) else {
                    *out += &words;
                    continue;
                };
                let id = figure_id(source.number, index);
                let _ = match found.get(&(source.id.as_str(), index)) {
                    Some(fact) if fact.verdict != Verdict::Single => write!(
                        out,
                        "<a id=\"{id}\" class=\"f v-{}\" href=\"#{}\" title=\"{}: {}\">{words}</a>",
                        fact.verdict.as_str(),
                        fact_id(&fact.id),
                        words::verdict(fact.verdict),
                        text(&fact.reason)
                    ),
                    _ => write!(out, "<span id=\"{id}\" class=\"f\">{words}</span>"),
                };
            }
            *out += "</p>\n";
        }
        *out += "</article>\n";
    }
    *out += "</section>\n";
}

/// Ids of facts are words of ours, but a file may have been changed by hand.
fn fact_id(id: &str) -> String {
    let safe: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect();
    format!("fact-{safe}")
}

fn figure_id(source: usize, figure: usize) -> String {
    format!("s{source}-f{figure}")
}

/// Text as HTML, also between double quotes.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\0' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{TEXTS, conflict, sheet};
    use super::super::{Decision, Ruling, Scope};
    use super::*;
    use crate::core::text::html::to_text;

    #[test]
    fn the_report_is_whole_and_nothing_in_it_runs() {
        let mut sheet = sheet();
        let fact = conflict(&sheet).clone();
        let note = "</p><script>alert(1)</script> \"quoted\" & 'so'";
        sheet.name = "<img src=x onerror=alert(1)>".into();
        sheet.sources[0].url = "javascript:alert(1)".into();
        sheet.sources[1].url = "https://wire.example/\"onclick=\"alert(1)".into();
        sheet
            .rulings
            .insert(fact.id.clone(), Ruling { decision: Some(Decision::Confirmed), note: note.into(), by: "Ada".into() });
        let page = html(&sheet);
        for never in ["<script", "<img", "javascript:", "onclick=\"", "<b>", "src=", "@import", "url("] {
            let at = page
                .find(never)
                .filter(|_| !(never == "src=" && page.matches("src=").count() == page.matches("&lt;img src=").count()));
            assert_eq!(at, None, "{never}");
        }
        assert!(page.contains(&format!("content=\"{POLICY}\"")));
        let read = to_text(&page);
        for words in
            ["Contradictions 1", &fact.reason, note, "Confirmed by Ada.", "Facts by source", "<img src=x onerror=alert(1)>"]
        {
            assert!(read.contains(words), "{words} is not in\n{read}");
        }
        // Every line of every text is there as it was.
        for line in TEXTS.iter().flat_map(|t| t.2.lines()) {
            assert!(read.contains(line), "{line}");
        }
    }

    #[test]
    fn links_lead_to_what_is_there_and_ids_are_unique() {
        let page = html(&sheet());
        let all = |start: &str| {
            page.match_indices(start)
                .map(|(i, _)| page[i + start.len()..].split('"').next().unwrap_or_default().to_string())
                .collect::<Vec<_>>()
        };
        let ids = all(" id=\"");
        assert!(ids.len() > 6);
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len());
        let links = all("href=\"#");
        assert!(links.len() > 6);
        for link in links {
            assert!(ids.contains(&link), "{link}");
        }
        assert!(page.contains("class=\"f v-conflict\""));
    }

    #[test]
    fn what_was_dismissed_is_no_longer_marked() {
        let mut sheet = sheet();
        let id = conflict(&sheet).id.clone();
        sheet.rulings.insert(id, Ruling { decision: Some(Decision::Dismissed(Scope::Figure)), ..Ruling::default() });
        let page = html(&sheet);
        assert!(!page.contains("v-conflict\" href") && page.contains("Dismissed (this figure)."));
    }
}
