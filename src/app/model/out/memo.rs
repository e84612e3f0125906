//! A memo in Markdown (CommonMark), for mail, notes and tickets.

use super::{Ruling, Sheet, Texts, ruled};
use crate::app::model::words;
use crate::wire::output::Fact;

/// Findings by verdict, each with its reason and each source's sentence; notes below; what was dismissed at the end.
pub fn markdown(sheet: &Sheet) -> String {
    let texts = Texts::new(sheet);
    let mut out =
        format!("# {}\n\n{}\n\n", escape(&sheet.name), escape(&format!("{}. {}", words::date(&sheet.date), sheet.summary())));
    for (verdict, facts) in sheet.findings() {
        out += &format!("## {} ({})\n\n", words::verdicts(verdict), facts.len());
        for fact in facts {
            finding(&mut out, fact, sheet.ruling(fact), &texts);
        }
    }
    let dismissed = sheet.dismissed();
    if !dismissed.is_empty() {
        out += &format!("## Dismissed ({})\n\n", dismissed.len());
        for fact in dismissed {
            finding(&mut out, fact, sheet.ruling(fact), &texts);
        }
    }
    out += "## Sources\n\n";
    for source in &sheet.sources {
        let parts = [source.publisher.clone(), source.title.clone(), source.day()];
        let line: Vec<String> = parts.iter().filter(|p| !p.is_empty()).map(|p| escape(p)).collect();
        let line = if line.is_empty() { source.outlet() } else { line.join(", ") };
        let url = address(&source.url).map(|u| format!(", <{u}>")).unwrap_or_default();
        out += &format!("{}. {line}{url}\n", source.number);
    }
    out
}

fn finding(out: &mut String, fact: &Fact, ruling: Option<&Ruling>, texts: &Texts) {
    *out += &format!("### {}\n\n{}\n\n", escape(&fact.label), escape(&fact.reason));
    for passage in fact.claims.iter().filter_map(|c| texts.passage(c)) {
        let (before, figure, after) = passage.quoted();
        let day = passage.source.day();
        let day = if day.is_empty() { String::new() } else { format!(", {}", escape(&day)) };
        *out +=
            &format!("- {}{day}: “{}{}{}”\n", escape(&passage.source.outlet()), inline(before), strong(figure), inline(after));
    }
    out.push('\n');
    let Some(ruling) = ruling else { return };
    let decided = ruled(ruling);
    if !decided.is_empty() {
        *out += &format!("{}\n\n", escape(&decided));
    }
    let note = ruling.note.trim();
    if !note.is_empty() {
        for line in note.lines() {
            *out += &format!("> {}\n>\n", escape(line.trim()));
        }
        out.push('\n');
    }
}

/// Emphasis with signs holds only next to words of certain kinds ("$40" after a letter is none); a tag always does.
fn strong(figure: &str) -> String {
    format!("<strong>{}</strong>", inline(figure))
}

/// Text at the start of a line: as [`inline`], and no sign makes a heading, a list or a quotation of it.
fn escape(text: &str) -> String {
    let text = inline(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'#' | b'+' | b'-' | b'=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// Text within a line: line breaks become spaces, and signs of Markdown stand for themselves.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address that may stand between angle brackets.
fn address(url: &str) -> Option<&str> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    (web && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{conflict, sheet};
    use super::super::{Decision, Ruling, Scope};
    use super::*;
    use crate::intake::markdown::read;

    #[test]
    fn the_memo_says_all_of_it_in_its_own_words() {
        let mut sheet = sheet();
        let fact = conflict(&sheet).clone();
        let note = "1. Call the *mayor* <b>again</b>\n# before | noon & [now](x)";
        sheet
            .rulings
            .insert(fact.id.clone(), Ruling { decision: Some(Decision::Confirmed), note: note.into(), by: "Ada_Hill_".into() });
        let memo = markdown(&sheet);
        // Read back by a reader of Markdown, every word stands as it was.
        let text = read(&memo).text;
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "Harbour | *vote*");
        for expected in [
            fact.reason.as_str(),
            "Contradictions (1)",
            "Confirmed by Ada_Hill_.",
            "1. Call the *mayor* <b>again</b>",
            "# before | noon & [now](x)",
            "The Coast Courier, 2 March 2026: “The harbour will cost $40 million, Mayor 𝒜da Hill said.”",
            "Northern Wire, 2 March 2026: “The harbour will cost $90 million, Mayor Ada Hill said.”",
            "Northern Wire, 👩‍🚀 Council backs Zoe\u{308} Harbour, 2 March 2026, https://wire.example/harbour?a=1&b=2",
        ] {
            assert!(lines.contains(&expected), "{expected}\nis not in\n{text}");
        }
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in\n{text}"));
        assert!(at("Contradictions") < at("Agreements") && at("Agreements") < at("Sources"));
        sheet.rulings.insert(fact.id, Ruling { decision: Some(Decision::Dismissed(Scope::Finding)), ..Ruling::default() });
        let text = read(&markdown(&sheet)).text;
        assert!(!text.contains("Contradictions") && text.contains("Dismissed (1)") && text.contains("Dismissed."), "{text}");
    }

    #[test]
    fn signs_at_the_start_of_a_line_make_no_block() {
        for words in
            ["2026. A year", "- 5 degrees", "+5", "# 1", "=== x", "> x", "12) x", "-40", "~~a~~", "a&amp;b", "`x`", "***"]
        {
            assert_eq!(read(&escape(words)).text, words);
        }
    }
}
