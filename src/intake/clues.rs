//! Headline, outlet and date where a plain text shows them: the lines before the story, its dateline, and the lines behind it.
//! What is not plainly one of them is left for the reader to fill in: a wrong date would change verdicts.

use super::dates;
use crate::wire::protocol::Found;

/// Lines before the story that are looked at.
const HEAD: usize = 10;
/// Lines at the end that are looked at.
const TAIL: usize = 6;
/// A line of more bytes is prose.
const LONGEST: usize = 160;

/// Words that names of newspapers, agencies and stations have.
const OUTLETS: &[&str] = &[
    "agency",
    "argus",
    "associated",
    "bbc",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courant",
    "courier",
    "daily",
    "dispatch",
    "echo",
    "evening",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "inquirer",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "mercury",
    "mirror",
    "monitor",
    "network",
    "news",
    "observer",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "reporter",
    "reuters",
    "review",
    "sentinel",
    "standard",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "tv",
    "weekly",
    "wire",
];

/// Fills in what is not known yet.
pub fn complete(found: &mut Found) {
    let clues = Clues::of(&found.text);
    let fill = |slot: &mut String, value: Option<String>| {
        if let Some(value) = value.filter(|_| slot.is_empty()) {
            *slot = value;
        }
    };
    fill(&mut found.title, clues.title);
    fill(&mut found.publisher, clues.publisher);
    fill(&mut found.published, clues.published);
}

/// The first line that reads like a headline: not too long, not the first sentence of a paragraph, no byline or date.
pub fn headline(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let first = lines.by_ref().take(HEAD).find(|l| !is_furniture(l))?;
    lines.next()?;
    let words = first.split_whitespace().count();
    let sentence = first.ends_with(['.', ':', ',', ';']) || first.contains(". ");
    (words <= 24 && first.len() <= 200 && !sentence).then_some(first)
}

/// A line about the article: who wrote it, when, for whom.
fn is_furniture(line: &str) -> bool {
    if field(line).is_some() || is_masthead(line) {
        return true;
    }
    let parts: Vec<&str> = parts(line).collect();
    let telling = |p: &str| byline(p).is_some() || dates::read(undated(p).1).is_some() || minutes(p);
    parts.iter().any(|p| telling(p)) && parts.iter().all(|p| telling(p) || is_name(p))
}

#[derive(Debug, Default)]
struct Clues {
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    updated: Option<String>,
}

impl Clues {
    fn of(text: &str) -> Self {
        let mut clues = Self::default();
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let mut masthead = None;
        for line in lines.iter().take(HEAD) {
            if let Some(publisher) = dateline(line) {
                clues.publisher.get_or_insert(publisher);
                break;
            }
            if line.len() > LONGEST || line.contains(". ") {
                break;
            }
            clues.head(line);
            if masthead.is_none() && is_masthead(line) {
                masthead = Some((*line).to_string());
            }
        }
        for line in lines.iter().skip(HEAD.min(lines.len() / 2)).rev().take(TAIL) {
            if let Some(owner) = owner(line) {
                clues.publisher.get_or_insert(owner);
            }
        }
        clues.publisher = clues.publisher.or(masthead);
        clues.published = clues.published.or(clues.updated.take());
        clues
    }

    /// A line before the story.
    fn head(&mut self, line: &str) {
        if let Some((name, value)) = field(line) {
            match name {
                Field::Title => drop(self.title.get_or_insert(value.to_string())),
                Field::Publisher => drop(self.publisher.get_or_insert(value.to_string())),
                Field::Published => {
                    if let Some(date) = dates::read(value) {
                        self.published.get_or_insert(date);
                    }
                }
            }
            return;
        }
        let (mut told, mut names) = (false, Vec::new());
        for part in parts(line) {
            let (updated, rest) = undated(part);
            if let Some(date) = dates::read(rest) {
                let slot = if updated { &mut self.updated } else { &mut self.published };
                slot.get_or_insert(date);
                told = true;
            } else if let Some(outlet) = byline(part) {
                if let Some(outlet) = outlet {
                    self.publisher.get_or_insert(outlet);
                }
                told = true;
            } else if is_name(part) && !minutes(part) {
                names.push(part);
            }
        }
        // "By Ada Hill | Northern Wire", "The Coast Courier · 3 March 2026"; a name alone may be anything.
        let by = parts(line).any(|p| byline(p).is_some());
        if told && let Some(name) = names.into_iter().find(|n| by || is_outlet(n)) {
            self.publisher.get_or_insert(name.to_string());
        }
    }
}

enum Field {
    Title,
    Publisher,
    Published,
}

/// "Publisher: The Coast Courier", as archives and collections of cuttings write it.
fn field(line: &str) -> Option<(Field, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = match name.trim().to_ascii_lowercase().as_str() {
        "title" | "headline" => Field::Title,
        "publisher" | "publication" | "outlet" | "source" => Field::Publisher,
        "published" | "date" | "publication date" | "published on" => Field::Published,
        _ => return None,
    };
    let value = value.trim();
    let fits = match name {
        Field::Published => dates::read(value).is_some(),
        Field::Publisher => value.split_whitespace().count() <= 8,
        Field::Title => true,
    };
    (!value.is_empty() && fits).then_some((name, value))
}

/// What a line holds side by side.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(['|', '·', '•', '—', '\t'])
        .flat_map(|p| p.split(" – "))
        .flat_map(|p| p.split(" - "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
}

/// A date without the words before it, and whether they say that it is the date of a change.
fn undated(part: &str) -> (bool, &str) {
    const PUBLISHED: [&str; 5] = ["first published", "published", "posted", "publication date", "date"];
    const UPDATED: [&str; 4] = ["last updated", "updated", "last modified", "modified"];
    let cut = |words: &[&str]| {
        words.iter().find_map(|w| {
            let head = part.get(..w.len()).filter(|h| h.eq_ignore_ascii_case(w))?;
            Some(part[head.len()..].trim_start_matches([':', ' ']))
        })
    };
    match (cut(&PUBLISHED), cut(&UPDATED)) {
        (Some(rest), _) => (false, rest),
        (None, Some(rest)) => (true, rest),
        (None, None) => (false, part),
    }
}

/// "By Ada Hill", "By Ada Hill, Northern Wire", "By Ada Hill for The Coast Courier": a byline, and the outlet where it names one.
fn byline(part: &str) -> Option<Option<String>> {
    let rest = part.strip_prefix("By ").or(part.strip_prefix("BY ")).or(part.strip_prefix("by "))?.trim();
    let person = rest.split([',', ' ']).next().is_some_and(|w| w.starts_with(char::is_uppercase));
    if !person || rest.split_whitespace().count() > 12 || rest.ends_with(['?', '!']) {
        return None;
    }
    let behind = [" for ", " of "].iter().find_map(|w| rest.split_once(w)).or(rest.rsplit_once(", ")).map(|(_, o)| o.trim());
    Some(behind.filter(|o| is_name(o) && is_outlet(o)).map(|o| o.strip_prefix("the ").unwrap_or(o).to_string()))
}

/// "PORT ANSEL (Northern Wire) –": the agency of a dateline.
fn dateline(line: &str) -> Option<String> {
    let (place, rest) = line.split_once(" (")?;
    let (agency, rest) = rest.split_once(')')?;
    let dash = rest.trim_start().starts_with(['–', '—', '-']);
    let small = |w: &str| matches!(w, "de" | "of" | "the" | "la");
    let name = place.split_whitespace().count() <= 7
        && place.split_whitespace().all(|w| small(w) || w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    (dash && name && is_name(agency)).then(|| agency.to_string())
}

/// "© 2026 The Coast Courier. All rights reserved."
fn owner(line: &str) -> Option<String> {
    const SIGNS: [&str; 5] = ["copyright ©", "copyright (c)", "copyright", "©", "(c)"];
    let rest = SIGNS.iter().find_map(|s| line.get(..s.len()).filter(|h| h.to_lowercase() == *s).map(|h| &line[h.len()..]))?;
    let rest = rest.trim().trim_start_matches(['©', ' ', ',']);
    let year = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ' ' | ',');
    let rest = rest.trim_start_matches(year);
    let rest = rest.strip_prefix("by ").unwrap_or(rest).trim_matches(year);
    let rest = rest.split(". ").next()?.split(" All rights").next()?.split(['|', '·', '/']).next()?;
    let rest = rest.trim().trim_end_matches(['.', ',']).trim_matches(year);
    let rest = ["Ltd", "Limited", "plc", "PLC", "Inc", "LLC"].iter().find_map(|s| rest.strip_suffix(s)).unwrap_or(rest);
    let rest = rest.trim().trim_end_matches([',', '.']);
    (rest.len() > 1 && is_name(rest)).then(|| rest.to_string())
}

/// The name of a paper on a line of its own: "THE COAST COURIER", "The Coast Courier".
fn is_masthead(line: &str) -> bool {
    line.split_whitespace().count() <= 5 && line.get(..4).is_some_and(|h| h.eq_ignore_ascii_case("the ")) && is_name(line) && {
        let last = line.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
        OUTLETS.contains(&last.as_str())
    }
}

/// A few capitalised words and no sentence.
fn is_name(part: &str) -> bool {
    let small = |w: &str| matches!(w, "of" | "the" | "and" | "de" | "for" | "&" | "on" | "in");
    let words = part.split_whitespace().count();
    (1..=6).contains(&words)
        && part.len() <= 50
        && !part.ends_with(['?', '!', ':', '.'])
        && part.chars().any(char::is_alphabetic)
        && part
            .split_whitespace()
            .all(|w| small(w) || w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || w.contains('.'))
        && undated(part).1 == part
}

fn is_outlet(name: &str) -> bool {
    let bare = |w: &str| w.to_ascii_lowercase().trim_matches(|c: char| !c.is_alphanumeric()).to_string();
    let agency = name.len() <= 5 && name.len() >= 2 && name.chars().all(|c| c.is_ascii_uppercase());
    let site = [".com", ".org", ".net", ".co.uk"].iter().any(|s| name.to_ascii_lowercase().ends_with(s));
    agency || site || name.split_whitespace().any(|w| OUTLETS.contains(&bare(w).as_str()))
}

/// "4 min read".
fn minutes(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    lower.starts_with(|c: char| c.is_ascii_digit()) && (lower.ends_with("min read") || lower.ends_with("minute read"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (String, String, String) {
        let mut found = Found { text: text.into(), ..Found::default() };
        complete(&mut found);
        (headline(text).unwrap_or_default().to_string(), found.publisher, found.published)
    }

    #[test]
    fn a_headline_is_a_short_first_line_without_a_full_stop() {
        assert_eq!(
            headline("\n Ferry runs aground off Skarvoy \n\nTwo hundred people …"),
            Some("Ferry runs aground off Skarvoy")
        );
        assert_eq!(headline("A ferry ran aground on Monday.\nMore."), None);
        assert_eq!(headline("Only one line"), None, "then it is the text");
        assert_eq!(headline(&format!("{}\nText", "word ".repeat(30))), None);
        assert_eq!(headline(""), None);
    }

    #[test]
    fn the_lines_before_a_story_tell_outlet_and_date() {
        let body = "\n\nNine ships waited in the fog off Port Ansel on Monday. No one was hurt.";
        for (head, publisher, published) in [
            ("Fog at sea\nBy Ada Hill | Northern Wire\nPublished 3 March 2026, 07:30", "Northern Wire", "2026-03-03T07:30:00"),
            ("Fog at sea\nThe Coast Courier · 3 March 2026 · 4 min read", "The Coast Courier", "2026-03-03"),
            ("THE COAST COURIER\nFog at sea\nMarch 3, 2026", "THE COAST COURIER", "2026-03-03"),
            ("Fog at sea\nBy Ada Hill for The Coast Courier\nUpdated: 4 March 2026", "The Coast Courier", "2026-03-04"),
            ("Fog at sea\nPublished: 3 March 2026 09:00 GMT | Updated: 4 March 2026", "", "2026-03-03T09:00:00Z"),
            ("Headline: Fog at sea\nSource: Harbour Post\nDate: 2026-03-03\n\nFog at sea", "Harbour Post", "2026-03-03"),
            ("By Ada Hill, Northern Wire\nFog at sea", "Northern Wire", ""),
            ("Fog at sea\nBy Ada Hill\nWorld", "", ""),
        ] {
            assert_eq!(found(&format!("{head}{body}")), ("Fog at sea".into(), publisher.into(), published.into()), "{head}");
        }
    }

    #[test]
    fn datelines_and_the_last_lines_name_the_outlet() {
        let outlet = |text: &str| found(text).1;
        assert_eq!(outlet("Fog at sea\nPORT ANSEL (Northern Wire) – Nine ships waited. It was cold."), "Northern Wire");
        assert_eq!(outlet("Fog at sea\nPORT ANSEL, March 3 (Reuters) - Nine ships waited. It was cold."), "Reuters");
        assert_eq!(
            outlet("Fog at sea\nNine ships waited in fog.\nIt was cold.\n© 2026 The Coast Courier. All rights reserved."),
            "The Coast Courier"
        );
        assert_eq!(outlet("Fog at sea\nNine ships waited.\nCopyright 2024-2026 Harbour Post Ltd."), "Harbour Post");
        assert_eq!(outlet("Fog at sea\nThe firm (Orrin Corp) – which owns nine ships – waited. It was cold."), "");
        assert_eq!(outlet("Fog at sea\nThe ship's owner (he is 40) waited - for hours. It was cold."), "");
    }

    #[test]
    fn prose_gives_no_clues() {
        let text = "Fog at sea\nBy nightfall, 9 ships had gone.\nPublished figures show 3 March 2026 was the worst day. It was cold.\nThe Sun rose - 40 saw it.";
        assert_eq!(found(text), ("Fog at sea".into(), String::new(), String::new()));
        assert_eq!(found("May 3, 2026 was cold, the Daily Post said. Nine ships waited.\nx").2, "");
    }
}
