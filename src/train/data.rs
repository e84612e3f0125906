//! Training records: JSON lines with text, spans and kinds.

use std::io;
use std::path::Path;

use crate::core::entities::model::labels::KINDS;
use crate::core::entities::model::{LABELS, Label, atoms};
use crate::core::lexicon::{Class, Classes};
use crate::core::text::Document;
use serde::Deserialize;

/// One line of a training file. Offsets count code points, ends are exclusive.
#[derive(Debug, Deserialize)]
pub struct Record {
    /// Name of the record.
    pub id: String,
    /// Which set it comes from.
    pub origin: String,
    /// The kinds that its annotators marked.
    pub kinds: Vec<String>,
    /// The text.
    pub text: String,
    /// The names.
    #[serde(default)]
    pub entities: Vec<Span>,
    /// Kinds that may stand anywhere, unmarked.
    #[serde(default)]
    pub drop: Vec<String>,
    /// Spans of which nothing is known.
    #[serde(default)]
    pub ignore: Vec<(usize, usize)>,
}

/// A marked name.
#[derive(Debug, Clone, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its kind.
    pub kind: String,
}

/// Names of kinds in data files, in label order.
pub const NAMES: [&str; KINDS.len()] = ["org", "person", "place", "product", "event", "work", "law", "nationality", "other"];

/// Index of a kind by its name.
pub fn kind(name: &str) -> Option<usize> {
    NAMES.iter().position(|n| *n == name)
}

/// Reads JSON lines.
pub fn read(path: &Path) -> io::Result<Vec<Record>> {
    let text = std::fs::read_to_string(path)?;
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| serde_json::from_str(l).map_err(io::Error::other)).collect()
}

/// Reads our own texts: a folder of files with one paragraph a line, a blank line between texts, names marked as `{o:…}`.
///
/// # Errors
/// When a file cannot be read, or a mark in it is none.
pub fn own(dir: &Path) -> io::Result<Vec<Record>> {
    let mut files: Vec<_> = std::fs::read_dir(dir)?.map(|f| Ok(f?.path())).collect::<io::Result<_>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut out = Vec::new();
    for file in files {
        for (n, text) in std::fs::read_to_string(&file)?.split("\n\n").filter(|t| !t.trim().is_empty()).enumerate() {
            let wrong = |why: &str| io::Error::other(format!("{}, text {}: {why}", file.display(), n + 1));
            out.push(marked(text.trim()).map_err(|why| wrong(&why))?);
        }
    }
    Ok(out)
}

/// Letters of the marks, in the order of [`NAMES`].
const MARKS: &str = "oplrewanx";

/// A text whose names are marked.
fn marked(text: &str) -> Result<Record, String> {
    let mut record = Record {
        id: String::new(),
        origin: "own".into(),
        kinds: NAMES.map(str::to_string).to_vec(),
        text: String::new(),
        entities: Vec::new(),
        drop: Vec::new(),
        ignore: Vec::new(),
    };
    let mut parts = text.split('{');
    record.text.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let (name, rest) = part.split_once('}').ok_or_else(|| format!("a mark without an end: {part:.40}"))?;
        let (mark, name) = name.split_once(':').ok_or_else(|| format!("a mark without a kind: {name}"))?;
        let kind = MARKS.find(mark).filter(|_| mark.len() == 1).ok_or_else(|| format!("no kind {mark}: {name}"))?;
        let start = record.text.chars().count();
        record.text.push_str(name);
        record.entities.push(Span { start, end: start + name.chars().count(), kind: NAMES[kind].into() });
        record.text.push_str(rest);
    }
    Ok(record)
}

const ALL: u64 = (1 << LABELS) - 1;

fn labels_of(kind: usize) -> u64 {
    0b1111 << (1 + 4 * kind)
}

/// A text with, for each token, the labels that the annotation leaves open (bits), and whether the annotators could have
/// marked each kind.
pub struct Example {
    /// The text.
    pub doc: Document,
    /// For each token.
    pub allowed: Vec<u64>,
}

impl Example {
    /// What `record` says of each token.
    ///
    /// Annotation guidelines differ: where a kind was not annotated, a token without a mark may be of that kind, or, where
    /// the guideline has a kind `other`, a name marked `other` may be of it.
    pub fn new(record: &Record) -> Self {
        let doc = Document::new(&record.text);
        let mut bytes: Vec<usize> = record.text.char_indices().map(|(i, _)| i).collect();
        bytes.push(record.text.len());
        let has = |k: usize| record.kinds.iter().any(|n| n == NAMES[k]);
        let other = KINDS.len() - 1;
        let missing: Vec<usize> = (0..KINDS.len()).filter(|k| !has(*k)).collect();
        let mut outside = 1;
        for k in &missing {
            if !has(other) || record.drop.iter().any(|d| d == NAMES[*k]) {
                outside |= labels_of(*k);
            }
        }
        // Nationalities and laws are told by list alone; an open label would attract what is none.
        let nationality = kind("nationality").unwrap_or(other);
        let people = |i: usize| doc.tokens[i].is_capital() && doc.sense(i, Class::EntityNationality).is_some();
        let law = kind("law").unwrap_or(other);
        let closed = labels_of(nationality) | labels_of(law);
        let mut allowed = vec![outside & !closed; doc.tokens.len()];
        for (_, labels) in allowed.iter_mut().enumerate().filter(|(i, _)| people(*i)) {
            *labels |= outside & labels_of(nationality);
        }
        // Peoples that no list has.
        let unknown =
            |i: usize| doc.tokens[i].is_capital() && doc.senses_of(i, const { Classes::of(&atoms::CLASSES) }).next().is_none();
        let unit = 1 << Label::of(nationality, 0, 1).0;
        if outside & unit != 0 {
            allowed.iter_mut().enumerate().filter(|(i, _)| unknown(*i)).for_each(|(_, labels)| *labels |= unit);
        }
        let tokens = |start: usize, end: usize| {
            let (start, end) = (*bytes.get(start)? as u32, *bytes.get(end)? as u32);
            let range = doc.tokens_in(crate::core::ByteSpan::new(start, end));
            (!range.is_empty()).then_some(range)
        };
        for (start, end) in &record.ignore {
            if let Some(range) = tokens(*start, *end) {
                allowed[range].fill(ALL);
            }
        }
        for span in &record.entities {
            let (Some(kind), Some(mut range)) = (kind(&span.kind), tokens(span.start, span.end)) else { continue };
            while range.len() > 1 && ["the", "a", "an", "\"", "“", "'", "‘"].iter().any(|w| doc.is(range.start, w)) {
                range.start += 1;
            }
            while range.len() > 1
                && (doc.tokens[range.end - 1].kind == crate::core::text::TokenKind::Clitic
                    || ["\"", "”", "'", "’"].contains(&doc.word(range.end - 1)))
            {
                range.end -= 1;
            }
            let mut kinds = vec![kind];
            if kind == other {
                kinds.extend(missing.iter().copied().filter(|k| *k != nationality && *k != law));
                kinds = refine(&doc, range.clone(), kinds);
                if range.len() == 1 && kinds.len() > 1 && missing.contains(&nationality) && unknown(range.start) {
                    kinds.push(nationality);
                }
            }
            let len = range.len();
            for (at, i) in range.enumerate() {
                allowed[i] = kinds.iter().fold(0, |bits, k| bits | 1 << Label::of(*k, at, len).0);
            }
        }
        Self { doc, allowed }
    }
}

/// Kinds that a name marked `other` may have, by the words in it: nationalities and laws are told apart by list.
fn refine(doc: &Document, range: std::ops::Range<usize>, kinds: Vec<usize>) -> Vec<usize> {
    let whole = |class: Class| doc.sense(range.start, class).is_some_and(|s| s.tokens == range.len());
    let pick = |name: &str| kind(name).into_iter().collect::<Vec<_>>();
    if whole(Class::EntityNationality) {
        return pick("nationality");
    }
    if whole(Class::EntityProduct) {
        return pick("product");
    }
    let law =
        range.len() > 1 && range.clone().any(|i| doc.tokens[i].is_capital() && doc.sense(i, Class::EntityLawWord).is_some());
    if law || whole(Class::EntityLaw) {
        return pick("law");
    }
    kinds
}

/// A copy of a record in which sentences are written in capitals (`upper`) or with capitals at each longer word.
pub fn recase(record: &Record, upper: bool) -> Option<Record> {
    let mut out = String::with_capacity(record.text.len());
    let mut start = true;
    for word in record.text.split_inclusive(' ') {
        let small = ["of ", "the ", "in ", "on ", "and ", "to ", "a ", "an ", "for ", "by ", "at ", "or ", "as "].contains(&word);
        let mut chars = word.chars();
        match chars.next() {
            Some(c) if !upper && (start || !small) && c.is_lowercase() && c.to_uppercase().count() == 1 => {
                out.extend(c.to_uppercase());
                out.push_str(chars.as_str());
            }
            _ if upper => out.extend(
                word.chars().map(|c| if c.to_uppercase().count() == 1 { c.to_uppercase().next().unwrap_or(c) } else { c }),
            ),
            _ => out.push_str(word),
        }
        start = false;
    }
    (out.chars().count() == record.text.chars().count()).then(|| Record {
        id: record.id.clone(),
        origin: record.origin.clone(),
        kinds: record.kinds.clone(),
        text: out,
        entities: record.entities.clone(),
        drop: record.drop.clone(),
        ignore: record.ignore.clone(),
    })
}
