//! A report, indexed for the page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::paint::Shift;
use super::words::{Group, group, rank};
use crate::wire::Report;
use crate::wire::offsets::OffsetMap;
use crate::wire::output::{Annotations, Claim, EntityKind, Fact, Figure, Verdict};

/// What the worker made of the sources at one revision, less what the reader dismissed.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The revision of the page that it belongs to.
    pub revision: u32,
    index: Rc<Index>,
    /// Ids of facts that the reader dismissed: they are listed apart, mark nothing and are not counted.
    dismissed: BTreeSet<String>,
}

/// The report and the ways into it.
#[derive(Debug, Default)]
struct Index {
    report: Report,
    /// Position of a source in `report.sources`.
    place: BTreeMap<String, usize>,
    maps: Vec<OffsetMap>,
    /// For each source, for each figure, the facts that it is part of, the gravest first.
    facts_of: Vec<Vec<Vec<usize>>>,
    fact_place: BTreeMap<String, usize>,
    /// Facts in the order of the list of findings.
    order: Vec<usize>,
}

/// How much was found in one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Figures.
    pub figures: usize,
    /// Entities, each counted once.
    pub entities: usize,
    /// Figures whose gravest verdict is this one, in the order of [`super::words::VERDICTS`].
    pub verdicts: [usize; 5],
}

/// One entity over all sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityRow {
    /// Canonical name.
    pub name: String,
    /// The kind of its first mention.
    pub kind: EntityKind,
    /// All spellings, sorted.
    pub spellings: Vec<String>,
    /// For each source, in the order asked for, the indices of its mentions.
    pub mentions: Vec<Vec<usize>>,
    /// Of all mentions.
    pub total: usize,
}

/// Sources that state one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Side<'a> {
    /// Least and greatest value, and unit.
    pub value: (Option<f64>, Option<f64>, Option<&'a str>),
    /// Who states it.
    pub claims: Vec<&'a Claim>,
}

/// A figure on the strip that shows where the findings of a source lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// The share of the text before it, 0..1.
    pub at: f64,
    /// The gravest verdict over it.
    pub verdict: Verdict,
    /// Its index.
    pub figure: usize,
}

/// Words around a passage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// What stands before, with "…" where it is cut.
    pub before: String,
    /// The passage.
    pub words: String,
    /// What stands behind, with "…" where it is cut.
    pub after: String,
}

impl Reading {
    /// Indexes a report; one pass over it.
    pub fn new(revision: u32, report: Report) -> Self {
        let place: BTreeMap<_, _> = report.sources.iter().enumerate().map(|(i, s)| (s.id.clone(), i)).collect();
        let maps = report.sources.iter().map(|s| OffsetMap::new(&s.text)).collect();
        let mut facts_of: Vec<Vec<Vec<usize>>> = report.sources.iter().map(|s| vec![Vec::new(); s.figures.len()]).collect();
        for (i, fact) in report.facts.iter().enumerate() {
            for claim in &fact.claims {
                let facts = place.get(&claim.source).and_then(|&s| facts_of[s].get_mut(claim.figure));
                facts.into_iter().for_each(|f| f.push(i));
            }
        }
        for facts in facts_of.iter_mut().flatten() {
            facts.sort_by_key(|&f| rank(report.facts[f].verdict));
        }
        let mut order: Vec<_> = (0..report.facts.len()).collect();
        order.sort_by_key(|&f| rank(report.facts[f].verdict));
        let fact_place = report.facts.iter().enumerate().map(|(i, f)| (f.id.clone(), i)).collect();
        let index = Index { report, place, maps, facts_of, fact_place, order };
        Self { revision, index: Rc::new(index), dismissed: BTreeSet::new() }
    }
    /// The same report with these facts dismissed.
    pub fn without(&self, dismissed: BTreeSet<String>) -> Self {
        Self { dismissed, ..self.clone() }
    }
    /// As it came from the worker.
    pub fn report(&self) -> &Report {
        &self.index.report
    }
    /// The reader dismissed this fact.
    pub fn is_dismissed(&self, id: &str) -> bool {
        self.dismissed.contains(id)
    }
    /// All facts, dismissed ones too.
    pub fn all(&self) -> impl Iterator<Item = &Fact> {
        self.index.order.iter().map(|&i| &self.index.report.facts[i])
    }
    /// One source.
    pub fn source(&self, id: &str) -> Option<&Annotations> {
        self.index.place.get(id).map(|&i| &*self.index.report.sources[i])
    }
    /// One figure.
    pub fn figure(&self, id: &str, figure: usize) -> Option<&Figure> {
        self.source(id)?.figures.get(figure)
    }
    /// One fact.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.index.fact_place.get(id).map(|&i| &self.index.report.facts[i])
    }
    /// Facts that were not dismissed, contradictions first, then as the core ranks them.
    pub fn findings(&self) -> impl Iterator<Item = &Fact> {
        self.all().filter(|f| !self.is_dismissed(&f.id))
    }
    /// How many facts have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings().filter(|f| f.verdict == verdict).count()
    }
    /// The gravest fact that a figure is part of.
    pub fn fact_of(&self, id: &str, figure: usize) -> Option<&Fact> {
        let &source = self.index.place.get(id)?;
        let facts = self.index.facts_of[source].get(figure)?.iter().map(|&i| &self.index.report.facts[i]);
        facts.into_iter().find(|f| !self.is_dismissed(&f.id))
    }
    /// All that was found on a figure is dismissed, and something was.
    pub fn is_set_aside(&self, id: &str, figure: usize) -> bool {
        let on = |f: &&Fact| f.claims.iter().any(|c| c.source == id && c.figure == figure);
        self.fact_of(id, figure).is_none() && self.all().filter(on).any(|f| self.is_dismissed(&f.id))
    }
    /// How much was found in a source.
    pub fn counts(&self, id: &str) -> Counts {
        let Some(source) = self.source(id) else { return Counts::default() };
        let mut names: Vec<_> = source.entities.iter().map(|e| &e.entity).collect();
        names.sort_unstable();
        names.dedup();
        let mut verdicts = [0; 5];
        for figure in 0..source.figures.len() {
            if let Some(fact) = self.fact_of(id, figure) {
                verdicts[rank(fact.verdict)] += 1;
            }
        }
        Counts { figures: source.figures.len(), entities: names.len(), verdicts }
    }
    /// Where the figures with a grave verdict lie in a source.
    pub fn marks(&self, id: &str) -> Vec<Mark> {
        let Some(source) = self.source(id) else { return Vec::new() };
        let length = source.figures.iter().map(|f| f.end).max().unwrap_or(0).max(source.text.len() as u32).max(1);
        let mark = |(figure, f): (usize, &Figure)| {
            let at = f64::from(f.start) / f64::from(length);
            Some(Mark { at, verdict: self.fact_of(id, figure)?.verdict, figure })
        };
        source.figures.iter().enumerate().filter_map(mark).filter(|m| m.verdict != Verdict::Single).collect()
    }
    /// Bytes of a span of a source's analysed text.
    pub fn bytes(&self, id: &str, start: u32, end: u32) -> Range<u32> {
        self.index.place.get(id).map_or(0..0, |&i| self.index.maps[i].to_byte(start)..self.index.maps[i].to_byte(end))
    }
    /// The figure of this reading that stands where figure `figure` of the older one stood, give or take an edit before or
    /// behind it; an edit of its own words leaves it where it begins.
    pub fn follow(&self, older: &Self, id: &str, figure: usize) -> Option<usize> {
        let (was, now) = (older.source(id)?, self.source(id)?);
        let f = was.figures.get(figure)?;
        let old = older.bytes(id, f.start, f.end);
        let start = Shift::new(&was.text, &now.text).apply(old.clone()).map_or(old.start, |s| s.start);
        now.figures.iter().position(|g| self.bytes(id, g.start, g.end).contains(&start))
    }
    /// The finding of this reading that goes on where `fact` left off: the same one, or one of the same name.
    pub fn successor(&self, fact: &Fact) -> Option<&Fact> {
        self.fact(&fact.id).or_else(|| self.index.report.facts.iter().find(|f| f.label == fact.label))
    }
    /// The claims of a fact by value: of an update the lesser first, else the value with most witnesses first. Counts of one
    /// number are one value, whatever is counted ("42 people", "42 injured"); units of measure tell values apart.
    pub fn sides<'a>(&self, fact: &'a Fact) -> Vec<Side<'a>> {
        let counts = |c: &Claim| self.figure(&c.source, c.figure).is_some_and(|f| group(f.kind) == Group::Count);
        let mut sides: Vec<Side> = Vec::new();
        for claim in &fact.claims {
            let value = (claim.lo, claim.hi, claim.unit.as_deref());
            let same = |s: &Side| {
                s.value == value
                    || (s.value.0, s.value.1) == (claim.lo, claim.hi) && counts(claim) && s.claims.iter().all(|c| counts(c))
            };
            match sides.iter_mut().find(|s| same(s)) {
                Some(side) => side.claims.push(claim),
                None => sides.push(Side { value, claims: vec![claim] }),
            }
        }
        match fact.verdict {
            Verdict::Updated => sides.sort_by(|a, b| a.value.0.unwrap_or(0.0).total_cmp(&b.value.0.unwrap_or(0.0))),
            _ => sides.sort_by_key(|s| std::cmp::Reverse(s.claims.len())),
        }
        sides
    }
    /// Another source that prints the same text, the first of them.
    pub fn copied(&self, id: &str) -> Option<&str> {
        let same = self.index.report.copies.iter().find(|ids| ids.iter().any(|i| i == id))?;
        same.iter().map(String::as_str).find(|other| *other != id)
    }
    /// How many sources stand behind these claims, those that print one text counted once.
    pub fn witnesses<'a>(&self, claims: impl IntoIterator<Item = &'a Claim>) -> usize {
        let copies = &self.index.report.copies;
        let one = |c: &'a Claim| {
            copies.iter().find(|ids| ids.contains(&c.source)).and_then(|ids| ids.first()).unwrap_or(&c.source).clone()
        };
        claims.into_iter().map(one).collect::<BTreeSet<_>>().len()
    }
    /// A passage in its sentence.
    pub fn snippet(&self, id: &str, start: u32, end: u32) -> Snippet {
        let bytes = self.bytes(id, start, end);
        self.source(id).map_or_else(Snippet::default, |s| snippet(&s.text, bytes.start as usize..bytes.end as usize))
    }
    /// Entities of the given sources, those of most sources first, then the most frequent.
    pub fn entities(&self, ids: &[&str]) -> Vec<EntityRow> {
        let mut rows: BTreeMap<&str, EntityRow> = BTreeMap::new();
        for (column, source) in ids.iter().enumerate().filter_map(|(i, id)| Some((i, self.source(id)?))) {
            for (i, m) in source.entities.iter().enumerate() {
                let row = rows.entry(&m.entity).or_insert_with(|| EntityRow {
                    name: m.entity.clone(),
                    kind: m.kind,
                    spellings: Vec::new(),
                    mentions: vec![Vec::new(); ids.len()],
                    total: 0,
                });
                row.mentions[column].push(i);
                row.total += 1;
                if let Err(at) = row.spellings.binary_search(&m.text) {
                    row.spellings.insert(at, m.text.clone());
                }
            }
        }
        let mut rows: Vec<_> = rows.into_values().collect();
        rows.sort_by_key(|r| {
            (std::cmp::Reverse(r.mentions.iter().filter(|m| !m.is_empty()).count()), std::cmp::Reverse(r.total))
        });
        rows
    }
}

/// How many bytes of context a snippet may show before and behind its passage.
const CONTEXT: usize = 110;

/// The sentence around `span`, or as much of it as fits.
pub fn snippet(text: &str, span: Range<usize>) -> Snippet {
    let (Some(head), Some(words), Some(tail)) = (text.get(..span.start), text.get(span.clone()), text.get(span.end..)) else {
        return Snippet::default();
    };
    let head = head.rsplit('\n').next().unwrap_or_default();
    let head = sentence_ends(head).last().map_or(head, |at| &head[at..]);
    let tail = tail.split('\n').next().unwrap_or_default();
    // With the passage before it, which may end the sentence.
    let both = &text[span.start..span.end + tail.len()];
    let tail = sentence_ends(both).find(|at| *at >= words.len()).map_or(tail, |at| &tail[..at - words.len()]);
    let before = match head.len() > CONTEXT {
        true => {
            let from = (head.len() - CONTEXT..head.len()).find(|&i| head.is_char_boundary(i)).unwrap_or(head.len());
            format!("… {}", head[from..].split_once(' ').map_or("", |(_, rest)| rest))
        }
        false => head.trim_start().to_string(),
    };
    let after = match tail.len() > CONTEXT {
        true => {
            let to = (0..=CONTEXT).rev().find(|&i| tail.is_char_boundary(i)).unwrap_or(0);
            format!("{} …", tail[..to].rsplit_once(' ').map_or("", |(rest, _)| rest))
        }
        false => tail.trim_end().to_string(),
    };
    Snippet { before, words: words.to_string(), after }
}

/// Where sentences seem to end: behind ". " and the like before a capital letter. Good enough for showing; nothing is decided by it.
pub(super) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let ends = text.match_indices(['.', '?', '!']).map(|(at, _)| at + 1);
    let spaced = ends.filter(|&at| text[at..].starts_with(' ')).map(|at| at + 1);
    spaced.filter(|&at| {
        let last = text[..at - 2].rsplit([' ', '.']).next().unwrap_or_default();
        let no_abbreviation = last.chars().count() > 3 || last.ends_with(|c: char| c.is_ascii_digit() || c == '%');
        // Scripts without capitals begin a sentence with any letter.
        no_abbreviation && text[at..].starts_with(|c: char| (c.is_alphabetic() && !c.is_lowercase()) || c == '“' || c == '"')
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::wire::output::{EntityMention, FigureKind};

    /// A source whose figures are the numbers in `[]` and whose entities are the words in `<>`; each figure's value is its digits.
    pub fn source(id: &str, marked: &str) -> Annotations {
        let mut out = Annotations { id: id.into(), text: String::new(), entities: Vec::new(), figures: Vec::new() };
        let mut open = Vec::new();
        for c in marked.chars() {
            match c {
                '[' | '<' => open.push(out.text.len()),
                ']' | '>' => {
                    let begun: usize = open.pop().expect("a mark is open");
                    let text = out.text[begun..].to_string();
                    let map = OffsetMap::new(&out.text);
                    let (start, end) = (map.to_utf16(begun as u32), map.to_utf16(out.text.len() as u32));
                    let rule = "test".to_string();
                    if c == ']' {
                        let v = text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
                        let (kind, unit, hedge) = (FigureKind::Count, Some("person".into()), None);
                        out.figures.push(Figure {
                            start,
                            end,
                            text,
                            kind,
                            lo: v,
                            hi: v,
                            unit,
                            hedge,
                            measure: None,
                            subjects: Vec::new(),
                            rule,
                        });
                    } else {
                        out.entities.push(EntityMention { start, end, entity: text.clone(), text, kind: EntityKind::Org, rule });
                    }
                }
                c => out.text.push(c),
            }
        }
        out
    }

    /// A fact of the first figures of the named sources.
    pub fn fact(id: &str, verdict: Verdict, sources: &[&Annotations]) -> Fact {
        let claim = |s: &&Annotations| {
            let f = s.figures.first()?;
            Some(Claim {
                start: f.start,
                end: f.end,
                source: s.id.clone(),
                figure: 0,
                text: f.text.clone(),
                lo: f.lo,
                hi: f.hi,
                unit: f.unit.clone(),
            })
        };
        let claims = sources.iter().filter_map(claim).collect();
        let (label, reason) = (format!("label of {id}"), "because".into());
        Fact { id: id.into(), label, verdict, confidence: 0.9, reason, claims, witnesses: sources.len(), values: Vec::new() }
    }

    fn two() -> Reading {
        let a = source("a1", "Zoë 😀 <Ort> lost [42] of [90] people.");
        let b = source("a2", "<Ort> lost [45], said <Ort>.");
        let facts = vec![fact("f1", Verdict::Agree, &[&a]), fact("f2", Verdict::Conflict, &[&a, &b])];
        Reading::new(1, Report::of(vec![a, b], facts))
    }

    #[test]
    fn contradictions_come_first_and_mark_their_figures() {
        let r = two();
        assert_eq!(r.findings().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["f2", "f1"]);
        assert_eq!(r.fact_of("a1", 0).map(|f| f.id.as_str()), Some("f2"));
        assert_eq!(r.fact_of("a1", 1), None);
        assert_eq!(r.fact_of("nobody", 0), None);
        assert_eq!(r.counts("a1"), Counts { figures: 2, entities: 1, verdicts: [1, 0, 0, 0, 0] });
        assert_eq!(r.marks("a2").len(), 1);
    }

    #[test]
    fn offsets_are_utf_16_outside_and_bytes_inside() {
        let r = two();
        let f = r.figure("a1", 0).expect("a figure");
        assert_eq!(f.text, "42");
        let bytes = r.bytes("a1", f.start, f.end);
        let text = &r.source("a1").expect("there").text;
        assert_eq!(&text[bytes.start as usize..bytes.end as usize], "42");
        assert_eq!(r.snippet("a1", f.start, f.end).before, "Zoë 😀 Ort lost ");
    }

    #[test]
    fn a_figure_is_followed_through_edits() {
        let report = |marked: &str| Reading::new(1, Report::of(vec![source("a", marked)], Vec::new()));
        let old = report("Lost [3] cats and [42] dogs.");
        assert_eq!(report("Zoë lost [3] fat cats and [42] dogs.").follow(&old, "a", 1), Some(1));
        assert_eq!(report("In [2020] lost [3] cats and [42] dogs.").follow(&old, "a", 1), Some(2), "one more before it");
        assert_eq!(report("Lost [3] cats and [45] dogs.").follow(&old, "a", 1), Some(1), "its own words");
        assert_eq!(report("Lost [3] cats.").follow(&old, "a", 1), None);
        assert_eq!(report("").follow(&old, "b", 1), None);
    }

    #[test]
    fn entities_are_counted_by_source() {
        let rows = two().entities(&["a2", "a1"]);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].name.as_str(), rows[0].total), ("Ort", 3));
        assert_eq!(rows[0].mentions, [vec![0, 1], vec![0]]);
    }

    #[test]
    fn claims_of_one_value_stand_together() {
        let (a, b, mut c) = (source("a", "[42]"), source("b", "[45]"), source("c", "[42]"));
        c.figures[0].unit = Some("injured".into());
        let fact = |verdict| fact("f", verdict, &[&b, &a, &c]);
        let reading = Reading::new(1, Report::of(vec![a.clone(), b.clone(), c.clone()], Vec::new()));
        let show = |f: &Fact| reading.sides(f).iter().map(|s| (s.value.0, s.claims.len())).collect::<Vec<_>>();
        assert_eq!(show(&fact(Verdict::Conflict)), [(Some(42.0), 2), (Some(45.0), 1)]);
        assert_eq!(show(&fact(Verdict::Updated)), [(Some(42.0), 2), (Some(45.0), 1)]);
        let mut c = c.clone();
        c.figures[0].kind = FigureKind::Length;
        let reading = Reading::new(1, Report::of(vec![a.clone(), b.clone(), c.clone()], Vec::new()));
        assert_eq!(reading.sides(&fact(Verdict::Conflict)).len(), 3, "metres are no feet");
    }

    #[test]
    fn a_snippet_is_the_sentence() {
        let text = "It was Monday. Police said 42 people died. Mr. Berg left.\nNext.";
        let at = text.find("42").expect("there");
        let s = snippet(text, at..at + 2);
        assert_eq!((s.before.as_str(), s.words.as_str(), s.after.as_str()), ("Police said ", "42", " people died."));
        let text = "He counts 42 hurt. More came. It was 42. Then";
        let at = text.find("42").expect("there");
        assert_eq!(snippet(text, at..at + 7).after, ".");
        let at = text.rfind("42").expect("there");
        assert_eq!(snippet(text, at..at + 2), Snippet { before: "It was ".into(), words: "42".into(), after: ".".into() });
        let long = format!("{} 42 {}", "é".repeat(150) + " word word", "word ".repeat(60));
        let at = long.find("42").expect("there");
        let s = snippet(&long, at..at + 2);
        assert!(s.before.starts_with("… ") && s.before.len() < 130, "{s:?}");
        assert!(s.after.ends_with(" …") && s.after.len() < 130, "{s:?}");
        assert_eq!(snippet("abc", 2..9), Snippet::default());
    }
}
