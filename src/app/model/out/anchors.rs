//! Reading Web Annotations of other tools, and finding their places in the sources again.
//!
//! The quotation decides. A position is believed where the quotation stands at it, counted in code points as the standard has it
//! or in UTF-16 code units as some tools do; elsewhere it only chooses between several places of the same words.

use std::fmt;
use std::ops::Range;

use serde_json::Value;

use super::annotations::{sha256, source_id};
use super::{Sheet, Source};
use crate::wire::offsets::OffsetMap;

/// Annotations are looked for as deep as this in a file.
const DEEPEST: usize = 8;

/// Why a file is no list of annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No JSON.
    NotJson,
    /// JSON without annotations.
    NoAnnotations,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotJson => "This file is no JSON. Choose a file of Web Annotations (JSON-LD).",
            Self::NoAnnotations => "There are no Web Annotations in this file.",
        })
    }
}

impl std::error::Error for Trouble {}

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// In the order of the file.
    pub found: Vec<Anchored>,
    /// Those whose words are nowhere, or whose target is no text.
    pub lost: Vec<Lost>,
}

/// An annotation on its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// Id of the source.
    pub source: String,
    /// In UTF-16 code units, as in the report.
    pub start: u32,
    /// In UTF-16 code units.
    pub end: u32,
    /// The words there.
    pub text: String,
    /// What it says.
    pub note: Note,
}

/// An annotation without a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The words that it was on, where it says so.
    pub text: String,
    /// Address or name of what it was on.
    pub target: String,
    /// What it says.
    pub note: Note,
}

/// What an annotation says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// Its own id; may be empty.
    pub id: String,
    /// Purpose (may be empty) and words.
    pub bodies: Vec<(String, String)>,
    /// Who wrote it; may be empty.
    pub by: String,
}

/// Reads a file of annotations and finds their places in the sheet's sources.
///
/// # Errors
/// When the file holds none.
pub fn read(json: &str, sheet: &Sheet) -> Result<Imported, Trouble> {
    let value: Value = serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|_| Trouble::NotJson)?;
    let mut all = Vec::new();
    collect(&value, 0, &mut all);
    if all.is_empty() {
        return Err(Trouble::NoAnnotations);
    }
    let texts: Vec<Text> = sheet
        .report
        .sources
        .iter()
        .filter_map(|a| {
            let source = sheet.sources.iter().find(|s| s.id == a.id)?;
            Some(Text { source, text: &a.text, hash: sha256(&a.text), map: OffsetMap::new(&a.text) })
        })
        .collect();
    let mut out = Imported::default();
    for annotation in all {
        let note = note(annotation);
        for target in list(annotation.get("target")) {
            let target = Target::of(target, annotation);
            let places = target.places(&texts);
            if places.is_empty() {
                let text = target.quote.map(|q| q.exact.to_string()).unwrap_or_default();
                out.lost.push(Lost { text, target: target.source.to_string(), note: note.clone() });
            }
            out.found.extend(places.into_iter().map(|(t, span)| Anchored {
                source: t.source.id.clone(),
                start: t.map.to_utf16(span.start as u32),
                end: t.map.to_utf16(span.end as u32),
                text: t.text[span].to_string(),
                note: note.clone(),
            }));
        }
    }
    Ok(out)
}

/// Annotations in collections, pages, lists and answers of servers.
fn collect<'a>(value: &'a Value, depth: usize, out: &mut Vec<&'a Value>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect(v, depth + 1, out)),
        Value::Object(map) if map.contains_key("target") => out.push(value),
        Value::Object(map) => {
            for key in ["first", "items", "@graph", "annotations", "rows", "next"] {
                if let Some(inner) = map.get(key) {
                    collect(inner, depth + 1, out);
                }
            }
        }
        _ => {}
    }
}

/// One or several.
fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

fn string(value: Option<&Value>) -> Option<&str> {
    match value? {
        Value::String(s) => Some(s),
        Value::Object(map) => string(map.get("id").or(map.get("@id"))),
        _ => None,
    }
}

fn note(annotation: &Value) -> Note {
    let mut bodies = Vec::new();
    for body in list(annotation.get("body")) {
        let purpose = list(body.get("purpose")).into_iter().find_map(Value::as_str).unwrap_or_default();
        let words = body.as_str().or(body.get("value").and_then(Value::as_str));
        bodies.extend(words.filter(|w| !w.trim().is_empty()).map(|w| (purpose.to_string(), w.to_string())));
    }
    bodies.extend(annotation.get("bodyValue").and_then(Value::as_str).map(|w| (String::new(), w.to_string())));
    // The shape in which Hypothesis gives out its annotations.
    bodies.extend(
        annotation.get("text").and_then(Value::as_str).filter(|w| !w.is_empty()).map(|w| ("commenting".into(), w.to_string())),
    );
    let tags = list(annotation.get("tags")).into_iter().filter_map(Value::as_str);
    bodies.extend(tags.map(|t| ("tagging".to_string(), t.to_string())));
    let creator = list(annotation.get("creator")).into_iter().next();
    let name = creator.and_then(|c| c.as_str().or(c.get("name").and_then(Value::as_str)));
    let by = name.or(annotation.get("user").and_then(Value::as_str)).unwrap_or_default().to_string();
    Note { id: string(annotation.get("id")).unwrap_or_default().to_string(), bodies, by }
}

struct Text<'a> {
    source: &'a Source,
    text: &'a str,
    hash: String,
    map: OffsetMap,
}

#[derive(Debug, Clone, Copy)]
struct Quote<'a> {
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Debug, Default)]
struct Target<'a> {
    source: &'a str,
    hash: &'a str,
    quote: Option<Quote<'a>>,
    position: Option<(u32, u32)>,
}

impl<'a> Target<'a> {
    fn of(value: &'a Value, annotation: &'a Value) -> Self {
        let source = value.get("source");
        let uri = annotation.get("uri").and_then(Value::as_str);
        let mut target = Self {
            source: string(source).or(string(Some(value)).filter(|_| source.is_none())).or(uri).unwrap_or_default(),
            hash: source.and_then(|s| s.get("sha256")).and_then(Value::as_str).unwrap_or_default(),
            ..Self::default()
        };
        target.select(value.get("selector"), 0);
        target
    }

    /// Selectors side by side, and those within what another selects.
    fn select(&mut self, selector: Option<&'a Value>, depth: usize) {
        for s in list(selector).into_iter().filter(|_| depth <= DEEPEST) {
            let get = |key: &str| s.get(key).and_then(Value::as_str).unwrap_or_default();
            match get("type") {
                "TextQuoteSelector" if !get("exact").is_empty() => {
                    self.quote = Some(Quote { exact: get("exact"), prefix: get("prefix"), suffix: get("suffix") });
                }
                "TextPositionSelector" => {
                    let at = |key: &str| s.get(key).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
                    self.position = at("start").zip(at("end")).filter(|(a, b)| a < b);
                }
                _ => {}
            }
            self.select(s.get("refinedBy"), depth + 1);
        }
    }

    /// Where it is: in the source that it names, or wherever its words fit best. Several places that fit equally are all meant.
    fn places<'t, 's>(&self, texts: &'t [Text<'s>]) -> Vec<(&'t Text<'s>, Range<usize>)> {
        let page = |address: &str| address.split('#').next().unwrap_or_default().trim_end_matches('/').to_string();
        let is_named = |t: &&Text| {
            t.hash == self.hash
                || (!self.source.is_empty() && self.source == source_id(t.source, &t.hash))
                || self.source == format!("nih:sha-256;{}", t.hash)
                || (!t.source.url.is_empty() && page(self.source) == page(&t.source.url))
        };
        let named: Vec<&Text> = texts.iter().filter(is_named).collect();
        let Some(quote) = self.quote else {
            // A bare position is one in a text that is known to be the same.
            let same = named.into_iter().find(|t| self.hash.is_empty() || t.hash == self.hash);
            return same.and_then(|t| Some((t, self.by_points(t)?))).into_iter().collect();
        };
        // In a text of another name the same words are the same place only between the same neighbours.
        let stranger = named.is_empty() && !(self.source.is_empty() && self.hash.is_empty());
        let among = if named.is_empty() { texts.iter().collect() } else { named };
        let mut best = Vec::new();
        let mut most = 0;
        for text in among {
            for span in occurrences(text.text, quote.exact) {
                let Some(fit) = quote.fit(text.text, &span, stranger) else { continue };
                if fit > most {
                    best.clear();
                    most = fit;
                }
                if fit == most {
                    best.push((text, span));
                }
            }
        }
        if best.len() > 1 {
            let at = [Self::by_points, Self::by_units];
            for by in at {
                if let Some(i) = best.iter().position(|(t, span)| by(self, t).as_ref() == Some(span)) {
                    return vec![best.swap_remove(i)];
                }
            }
        }
        best
    }

    fn by_points(&self, t: &Text) -> Option<Range<usize>> {
        let (start, end) = self.position?;
        inside(t.text, t.map.byte_of_points(start)..t.map.byte_of_points(end))
    }
    fn by_units(&self, t: &Text) -> Option<Range<usize>> {
        let (start, end) = self.position?;
        inside(t.text, t.map.to_byte(start)..t.map.to_byte(end))
    }
}

fn inside(text: &str, span: Range<u32>) -> Option<Range<usize>> {
    let span = span.start as usize..span.end as usize;
    text.get(span.clone()).map(|_| span)
}

impl Quote<'_> {
    /// How many characters of what stood around it stand around a place, and one; `None` where that is too few for the
    /// place to be the one that was meant: a quarter, or for a `stranger` half on either side.
    fn fit(&self, text: &str, span: &Range<usize>, stranger: bool) -> Option<usize> {
        let words = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
        // As far as the context could reach, and some more for white space of another kind.
        let (before, behind) = (&text[..span.start], &text[span.end..]);
        let from = before.char_indices().rev().nth(2 * self.prefix.len() + 8).map_or(0, |(i, _)| i);
        let to = behind.char_indices().nth(2 * self.suffix.len() + 8).map_or(behind.len(), |(i, _)| i);
        let (before, behind) = (words(&before[from..]), words(&behind[..to]));
        let (prefix, suffix) = (words(self.prefix), words(self.suffix));
        let same = |(a, b): &(&char, &char)| a == b;
        let head = prefix.iter().rev().zip(before.iter().rev()).take_while(same).count();
        let tail = suffix.iter().zip(&behind).take_while(same).count();
        let enough = if stranger {
            head * 2 >= prefix.len() && tail * 2 >= suffix.len() && head + tail > 0
        } else {
            (head + tail) * 4 >= prefix.len() + suffix.len()
        };
        enough.then_some(1 + head + tail)
    }
}

/// Places of some words in a text; white space of any kind and length is one.
fn occurrences(text: &str, words: &str) -> Vec<Range<usize>> {
    let exact: Vec<_> = overlapping(text, words).map(|at| at..at + words.len()).collect();
    if !exact.is_empty() {
        return exact;
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let follow = |at: usize| {
        let mut end = at + first.len();
        for part in rest {
            let gap = text[end..].len() - text[end..].trim_start().len();
            let next = text[end + gap..].strip_prefix(part).filter(|_| gap > 0)?;
            end = text.len() - next.len();
        }
        Some(at..end)
    };
    overlapping(text, first).filter_map(follow).collect()
}

fn overlapping<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(words)?;
        from = at + step;
        Some(at)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::annotations::json_ld;
    use super::super::tests::{TEXTS, sheet};
    use super::*;
    use crate::wire::output::Annotations;

    #[test]
    fn what_goes_out_comes_back_to_the_same_words() {
        let sheet = sheet();
        let back = read(&json_ld(&sheet), &sheet).expect("annotations");
        assert_eq!(back.lost, []);
        let mut expected: Vec<_> = sheet
            .report
            .facts
            .iter()
            .flat_map(|f| &f.claims)
            .map(|c| (c.source.clone(), c.start, c.end, c.text.clone()))
            .collect();
        let mut found: Vec<_> = back.found.iter().map(|a| (a.source.clone(), a.start, a.end, a.text.clone())).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
        assert!(back.found.iter().any(|a| a.note.bodies.contains(&("classifying".into(), "conflict".into()))));
    }

    /// A sheet of one text.
    fn one(text: &str) -> Sheet {
        let source = Source { id: "a".into(), number: 1, url: "https://x.example/a".into(), ..Source::default() };
        let mut sheet = Sheet { sources: vec![source], ..Sheet::default() };
        sheet.report.sources.push(std::rc::Rc::new(Annotations {
            id: "a".into(),
            text: text.into(),
            entities: Vec::new(),
            figures: Vec::new(),
        }));
        sheet
    }

    fn anchor(text: &str, target: Value) -> Vec<(u32, u32, String)> {
        let file = json!({ "type": "Annotation", "target": target }).to_string();
        read(&file, &one(text)).expect("an annotation").found.into_iter().map(|a| (a.start, a.end, a.text)).collect()
    }

    fn at(start: u32, end: u32, exact: &str) -> Value {
        json!({ "source": "https://x.example/a#top", "selector": [
            { "type": "TextPositionSelector", "start": start, "end": end },
            { "type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": "" },
        ] })
    }

    #[test]
    fn positions_count_code_points_and_the_quotation_tells_when_they_do_not() {
        // The words stand at code points 4..6, 9..11 and 14..16; at UTF-16 units 5..7, 10..12 and 16..18.
        let text = "😀 é 40, 𝒜 40, x 40";
        let points: Vec<usize> = text.match_indices("40").map(|(i, _)| text[..i].chars().count()).collect();
        let units: Vec<u32> = text.match_indices("40").map(|(i, _)| OffsetMap::new(text).to_utf16(i as u32)).collect();
        for (p, u) in points.iter().zip(&units) {
            assert_eq!(anchor(text, at(*p as u32, *p as u32 + 2, "40")), [(*u, *u + 2, "40".to_string())], "code points");
            if !points.contains(&(*u as usize)) {
                assert_eq!(anchor(text, at(*u, *u + 2, "40")), [(*u, *u + 2, "40".to_string())], "UTF-16");
            }
        }
        assert_eq!(anchor(text, at(1, 3, "40")).len(), 3, "no position helps: all of them are meant");
        assert_eq!(anchor(text, at(90_000, 90_002, "x 40")).len(), 1, "the quotation decides");
    }

    #[test]
    fn context_chooses_between_places_and_white_space_is_no_matter() {
        let text = "Zoe\u{308} lost 40 men.\nمرحبا lost 40 men.\nAda  lost\n40 men.";
        let quote =
            |prefix: &str, exact: &str| json!({ "selector": { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix } });
        let starts = |target| anchor(text, target).into_iter().map(|(s, ..)| s).collect::<Vec<_>>();
        let all: Vec<u32> = text.match_indices("40").map(|(i, _)| OffsetMap::new(text).to_utf16(i as u32)).collect();
        assert_eq!(starts(quote("Zoe\u{308} lost ", "40")), [all[0]]);
        assert_eq!(starts(quote("مرحبا lost ", "40")), [all[1]]);
        assert_eq!(starts(quote("Ada lost ", "40")), [all[2]]);
        assert_eq!(anchor(text, quote("", "Ada lost 40 men."))[0].2, "Ada  lost\n40 men.");
        // An accent that is put together otherwise is another word.
        assert_eq!(starts(quote("", "Zo\u{eb} lost")), [] as [u32; 0]);
    }

    #[test]
    fn what_has_no_place_is_listed() {
        let sheet = one("Nine ships.");
        let file = json!({ "rows": [
            { "id": "n1", "user": "ada", "text": "Hm.", "tags": ["t"], "uri": "https://x.example/a", "target": [{ "source": "https://x.example/a", "selector": [
                { "type": "RangeSelector", "startContainer": "/div" },
                { "type": "TextQuoteSelector", "exact": "Ten ships" } ] }] },
            { "type": "Annotation", "bodyValue": "Of a picture.", "target": "https://x.example/b.jpg" },
            { "type": "Annotation", "body": "Bare.", "target": { "source": "https://x.example/a", "selector": { "type": "TextPositionSelector", "start": 0, "end": 4 } } },
            { "type": "Annotation", "target": { "source": "https://elsewhere.example", "selector": { "type": "TextPositionSelector", "start": 0, "end": 4 } } },
        ] });
        let back = read(&file.to_string(), &sheet).expect("annotations");
        assert_eq!(
            back.found.iter().map(|a| (a.text.as_str(), a.note.bodies[0].1.as_str())).collect::<Vec<_>>(),
            [("Nine", "Bare.")]
        );
        assert_eq!(back.lost.len(), 3);
        assert_eq!((back.lost[0].text.as_str(), back.lost[0].note.by.as_str()), ("Ten ships", "ada"));
        assert_eq!(back.lost[0].note.bodies, [("commenting".to_string(), "Hm.".to_string()), ("tagging".into(), "t".into())]);
        assert_eq!(
            (back.lost[1].target.as_str(), back.lost[1].note.bodies[0].1.as_str()),
            ("https://x.example/b.jpg", "Of a picture.")
        );
        assert_eq!(read("{", &sheet), Err(Trouble::NotJson));
        assert_eq!(read("{\"a\":1}", &sheet), Err(Trouble::NoAnnotations));
    }

    #[test]
    fn a_text_that_was_changed_since_keeps_what_is_still_there() {
        let mut sheet = sheet();
        let file = json_ld(&sheet);
        std::rc::Rc::make_mut(&mut sheet.report.sources[0]).text =
            format!("A line before.\n{}", TEXTS[0].2.replace("$40", "$45"));
        let back = read(&file, &sheet).expect("annotations");
        assert!(back.lost.iter().any(|l| l.text.contains("$40")), "{:?}", back.lost);
        assert!(back.found.iter().all(|a| a.source != "a" || !a.text.contains("40")), "nothing moves to other words");
    }
}
