//! What leaves the page: a [`Sheet`] in, a file out. Pure functions; the date comes from outside.
//!
//! | module | what it makes |
//! |---|---|
//! | [`memo`] | a Markdown memo |
//! | [`table`] | CSV, a claim a row |
//! | [`annotations`] | W3C Web Annotations (JSON-LD); [`anchors`] reads such files and finds their places again |
//! | [`fill`] | the sheet itself, from the store |
//! | [`page`] | an HTML report that needs nothing but itself |

pub mod anchors;
pub mod annotations;
pub mod fill;
pub mod memo;
pub mod page;
pub mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::reading::sentence_ends;
pub use super::review::Scope;
use super::words::{self, plural, rank};
use crate::wire::Report;
use crate::wire::offsets::OffsetMap;
use crate::wire::output::{Annotations, Claim, Fact, Verdict};

/// All that an export says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Of the workspace.
    pub name: String,
    /// Of the export: ISO 8601 date or date-time.
    pub date: String,
    /// In the page's order.
    pub sources: Vec<Source>,
    /// What was read; its texts are the sources' texts, its offsets theirs.
    pub report: Report,
    /// What people decided, by fact id.
    pub rulings: BTreeMap<String, Ruling>,
}

/// A source, as the reader knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// As in the report.
    pub id: String,
    /// In the page's list, from 1.
    pub number: usize,
    /// May be empty.
    pub title: String,
    /// May be empty.
    pub publisher: String,
    /// ISO 8601 or empty.
    pub published: String,
    /// Address on the web, or empty.
    pub url: String,
}

/// What people decided about a fact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruling {
    /// `None`: there is only a note.
    pub decision: Option<Decision>,
    /// May be empty.
    pub note: String,
    /// Who decided; may be empty.
    pub by: String,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The finding is right.
    Confirmed,
    /// The finding is wrong, or of no interest.
    Dismissed(Scope),
}

impl Decision {
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Dismissed(Scope::Finding) => "dismissed",
            Self::Dismissed(Scope::Pair) => "dismissed (this pair)",
            Self::Dismissed(Scope::Figure) => "dismissed (this figure)",
        }
    }
}

impl Source {
    /// "The Coast Courier", or its title, or its number.
    pub fn outlet(&self) -> String {
        let named = [&self.publisher, &self.title].into_iter().find(|s| !s.is_empty());
        named.cloned().unwrap_or_else(|| format!("Source {}", self.number))
    }
    /// "3 March 2026", or empty.
    pub fn day(&self) -> String {
        if self.published.is_empty() { String::new() } else { words::date(&self.published) }
    }
}

/// A claim where it stands.
pub struct Passage<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Its source.
    pub source: &'a Source,
    /// The text of the source.
    pub text: &'a str,
    /// The claim's bytes in the text.
    pub span: Range<usize>,
    /// The bytes of the sentence around it.
    pub sentence: Range<usize>,
}

impl Passage<'_> {
    /// The sentence before the figure, the figure, and the sentence behind it.
    pub fn quoted(&self) -> (&str, &str, &str) {
        (
            &self.text[self.sentence.start..self.span.start],
            &self.text[self.span.clone()],
            &self.text[self.span.end..self.sentence.end],
        )
    }
}

/// The sources' texts with their offset maps, to look claims up in.
pub struct Texts<'a> {
    by_id: BTreeMap<&'a str, (&'a Source, &'a Annotations, OffsetMap)>,
}

impl<'a> Texts<'a> {
    /// Of a sheet.
    pub fn new(sheet: &'a Sheet) -> Self {
        let named = |id: &str| sheet.sources.iter().find(|s| s.id == id);
        let all =
            sheet.report.sources.iter().filter_map(|a| Some((a.id.as_str(), (named(&a.id)?, &**a, OffsetMap::new(&a.text)))));
        Self { by_id: all.collect() }
    }
    /// A source, what was read in it, its offsets.
    pub fn get(&self, id: &str) -> Option<(&'a Source, &'a Annotations, &OffsetMap)> {
        self.by_id.get(id).map(|(s, a, m)| (*s, *a, m))
    }
    /// A claim in its sentence; `None` when its offsets are none of the text.
    pub fn passage(&self, claim: &'a Claim) -> Option<Passage<'a>> {
        let (source, read, map) = self.get(&claim.source)?;
        let text = read.text.as_str();
        let span = bytes(text, map, claim.start, claim.end)?;
        let sentence = sentence(text, span.clone());
        Some(Passage { claim, source, text, span, sentence })
    }
}

/// Byte range of a range in UTF-16 code units; `None` when it is none of the text.
fn bytes(text: &str, map: &OffsetMap, start: u32, end: u32) -> Option<Range<usize>> {
    let span = map.to_byte(start) as usize..map.to_byte(end) as usize;
    text.get(span.clone()).map(|_| span)
}

/// Bytes of the sentence around a span, without white space at its ends.
fn sentence(text: &str, span: Range<usize>) -> Range<usize> {
    let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let start = sentence_ends(&text[line..span.start]).last().map_or(line, |at| line + at);
    // With the passage before it, which may end the sentence.
    let end = sentence_ends(&text[span.start..end]).find(|at| span.start + at >= span.end).map_or(end, |at| span.start + at);
    let cut = |s: &str| s.len() - s.trim_start().len();
    let start = (start + cut(&text[start..span.start])).min(span.start);
    start..span.end + text[span.end..end].trim_end().len()
}

impl Sheet {
    /// The ruling on a fact.
    fn ruling(&self, fact: &Fact) -> Option<&Ruling> {
        self.rulings.get(&fact.id)
    }
    fn is_dismissed(&self, fact: &Fact) -> bool {
        matches!(self.ruling(fact).and_then(|r| r.decision), Some(Decision::Dismissed(_)))
    }
    /// Findings by verdict, gravest first, without those that were dismissed and those of one source only.
    fn findings(&self) -> impl Iterator<Item = (Verdict, Vec<&Fact>)> {
        words::VERDICTS.into_iter().filter(|v| *v != Verdict::Single).filter_map(|verdict| {
            let facts: Vec<_> = self.report.facts.iter().filter(|f| f.verdict == verdict && !self.is_dismissed(f)).collect();
            (!facts.is_empty()).then_some((verdict, facts))
        })
    }
    /// Findings that were dismissed, gravest first.
    fn dismissed(&self) -> Vec<&Fact> {
        let mut facts: Vec<_> = self.report.facts.iter().filter(|f| self.is_dismissed(f)).collect();
        facts.sort_by_key(|f| rank(f.verdict));
        facts
    }
    /// "5 sources; 2 contradictions, 1 update".
    fn summary(&self) -> String {
        let count = |v: Verdict| self.report.facts.iter().filter(|f| f.verdict == v && !self.is_dismissed(f)).count();
        let parts = [
            (Verdict::Conflict, "contradiction", "contradictions"),
            (Verdict::Updated, "update", "updates"),
            (Verdict::Compatible, "compatible finding", "compatible findings"),
            (Verdict::Agree, "agreement", "agreements"),
        ];
        let parts: Vec<_> = parts.into_iter().map(|(v, one, many)| plural(count(v), one, many)).collect();
        format!("{}: {}.", plural(self.sources.len(), "source", "sources"), parts.join(", "))
    }
    /// Sources that a fact's claims are of, for tables.
    fn sources_of(&self, fact: &Fact) -> BTreeSet<usize> {
        let at = |id: &str| self.sources.iter().position(|s| s.id == id);
        fact.claims.iter().filter_map(|c| at(&c.source)).collect()
    }
}

/// "Confirmed by Ada Hill.", or nothing.
fn ruled(ruling: &Ruling) -> String {
    let Some(decision) = ruling.decision else { return String::new() };
    let label = decision.label();
    let label = label[..1].to_uppercase() + &label[1..];
    if ruling.by.is_empty() { format!("{label}.") } else { format!("{label} by {}.", ruling.by) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::wire::{OptionsInput, SourceInput, compare};

    /// Sources with signs that take one, two and several code units, and a language that runs from right to left.
    pub const TEXTS: [(&str, &str, &str); 3] = [
        (
            "a",
            "The Coast Courier",
            "Harbour plan 😀 approved\nPort Ansel’s council backed the Zoe\u{308} Harbour on Monday. The harbour will cost $40 million, Mayor 𝒜da Hill said. “*No* <b>tax</b> & no debt,” she said.",
        ),
        (
            "b",
            "Northern Wire",
            "👩‍🚀 Council backs Zoe\u{308} Harbour\nThe council of Port Ansel approved the Zoe\u{308} Harbour on Monday. مرحبا بالجميع. The harbour will cost $90 million, Mayor Ada Hill said.",
        ),
        ("c", "", "Harbour vote\nPort Ansel approved the Zoe\u{308} Harbour on Monday. The harbour will cost $40 million."),
    ];

    /// A sheet of these texts, read by the engine.
    pub fn sheet() -> Sheet {
        let inputs = TEXTS.iter().map(|(id, publisher, text)| SourceInput {
            publisher: Some(publisher.to_string()).filter(|p| !p.is_empty()),
            published: Some("2026-03-02".into()),
            ..SourceInput::text(*id, *text)
        });
        let report = compare(inputs.collect(), &OptionsInput::default()).expect("valid");
        let sources = TEXTS.iter().enumerate().map(|(i, (id, publisher, text))| Source {
            id: id.to_string(),
            number: i + 1,
            title: text.lines().next().unwrap_or_default().into(),
            publisher: publisher.to_string(),
            published: "2026-03-02".into(),
            url: if *id == "b" { "https://wire.example/harbour?a=1&b=2".into() } else { String::new() },
        });
        Sheet {
            name: "Harbour | *vote*".into(),
            date: "2026-03-03T09:00:00Z".into(),
            sources: sources.collect(),
            report,
            rulings: BTreeMap::new(),
        }
    }

    /// The contradiction over the price.
    pub fn conflict(sheet: &Sheet) -> &Fact {
        sheet.report.facts.iter().find(|f| f.verdict == Verdict::Conflict).expect("$40 million against $90 million")
    }

    #[test]
    fn a_passage_is_the_claim_in_its_sentence() {
        let sheet = sheet();
        let texts = Texts::new(&sheet);
        let fact = conflict(&sheet);
        let quotes: Vec<_> = fact
            .claims
            .iter()
            .filter_map(|c| texts.passage(c))
            .map(|p| {
                assert_eq!(p.claim.text, p.text[p.span.clone()]);
                p.text[p.sentence.clone()].to_string()
            })
            .collect();
        assert_eq!(quotes.len(), 3);
        assert!(quotes.contains(&"The harbour will cost $40 million, Mayor 𝒜da Hill said.".to_string()), "{quotes:?}");
        assert!(quotes.contains(&"The harbour will cost $90 million, Mayor Ada Hill said.".to_string()), "{quotes:?}");
    }

    #[test]
    fn dismissed_findings_are_set_apart() {
        let mut sheet = sheet();
        let id = conflict(&sheet).id.clone();
        assert_eq!(sheet.findings().next().map(|(v, f)| (v, f.len())), Some((Verdict::Conflict, 1)));
        sheet
            .rulings
            .insert(id, Ruling { decision: Some(Decision::Dismissed(Scope::Pair)), by: "Bo".into(), ..Ruling::default() });
        assert!(sheet.findings().all(|(v, _)| v != Verdict::Conflict));
        assert_eq!(sheet.dismissed().len(), 1);
        assert!(sheet.summary().starts_with("3 sources: 0 contradictions"), "{}", sheet.summary());
    }
}
