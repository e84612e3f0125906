//! All words that a rule knows by heart, in one perfect-hash table made at build time from every `words.tsv`.
//!
//! Each token is looked up once, when the document is cut; rules ask [`Document::sense`](super::text::Document::sense).

use super::text::Document;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The longest first word that is looked up, in bytes.
const MAX_WORD: usize = 40;

/// All phrases that begin with one word.
#[derive(Debug)]
pub struct Entry {
    rows: &'static [Row],
}

#[derive(Debug)]
struct Row {
    rest: &'static [&'static str],
    class: Class,
    exact: &'static str,
    value: f64,
    name: &'static str,
}

/// A set of classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Classes(u128);

impl Classes {
    /// Every class.
    pub const ALL: Self = Self(u128::MAX);

    /// These classes.
    pub const fn of(classes: &[Class]) -> Self {
        let (mut bits, mut rest) = (0, classes);
        while let [class, tail @ ..] = rest {
            bits |= Self::one(*class).0;
            rest = tail;
        }
        Self(bits)
    }
    /// These and the classes of `other`.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// One class.
    pub const fn one(class: Class) -> Self {
        Self(1 << class as u32)
    }
    /// Holds `class`.
    pub const fn has(self, class: Class) -> bool {
        self.meets(Self::one(class))
    }
    /// Shares a class with `other`.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Entry {
    /// The classes of its phrases.
    pub(super) fn classes(&self) -> Classes {
        self.rows.iter().fold(Classes::default(), |all, row| all.with(Classes::one(row.class)))
    }
}

/// One reading of the words that start at a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sense {
    /// Column of the table.
    pub class: Class,
    /// How many tokens the phrase takes, inner hyphens counted.
    pub tokens: usize,
    /// The number given in the table, NaN where there is none.
    pub value: f64,
    /// The name given in the table, or empty.
    pub name: &'static str,
}

/// The entry of a word, in any letter case.
pub(super) fn lookup(word: &str) -> Option<&'static Entry> {
    if word.len() > MAX_WORD {
        return None;
    }
    if word.is_ascii() {
        let mut buffer = [0u8; MAX_WORD];
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        TABLE.get(std::str::from_utf8(lower).ok()?)
    } else {
        TABLE.get(word.to_lowercase().as_str())
    }
}

/// Looks up the words of one text: what was asked a moment ago is still known, as half of a text are the same few words.
pub(super) struct Lookup<'t>([(&'t str, Option<&'static Entry>); 64]);

impl Default for Lookup<'_> {
    fn default() -> Self {
        Self([("", None); 64])
    }
}

impl<'t> Lookup<'t> {
    /// The entry of a word, in any letter case.
    pub fn entry(&mut self, word: &'t str) -> Option<&'static Entry> {
        let [first, .., last] = word.as_bytes() else { return lookup(word) };
        let place = word.len() * 5 + usize::from(*first) * 7 + usize::from(*last) * 3;
        let known = &mut self.0[place % 64];
        if known.0 != word {
            *known = (word, lookup(word));
        }
        known.1
    }
}

/// The senses of `entry` of a class of `wanted` that the text at token `i` really spells.
pub(super) fn matches(doc: &Document, i: usize, entry: &'static Entry, wanted: Classes) -> impl Iterator<Item = Sense> {
    entry.rows.iter().filter(move |row| wanted.has(row.class)).filter_map(move |row| {
        let mut at = i + 1;
        for word in row.rest {
            if doc.word(at) == "-" && *word != "-" {
                at += 1;
            }
            if !same(doc.word(at), word) || doc.token(at).is_some_and(|t| t.line) {
                return None;
            }
            at += 1;
        }
        let spelled = row.exact.is_empty() || exact(doc, i, row.exact);
        spelled.then_some(Sense { class: row.class, tokens: at - i, value: row.value, name: row.name })
    })
}

fn same(word: &str, lower: &str) -> bool {
    word.eq_ignore_ascii_case(lower) || (!word.is_ascii() && word.to_lowercase() == lower)
}

fn exact(doc: &Document, mut i: usize, spelling: &str) -> bool {
    spelling.split(' ').all(|word| {
        if doc.word(i) == "-" && word != "-" {
            i += 1;
        }
        i += 1;
        doc.word(i - 1) == word
    })
}

/// The name that the table gives to a single lower-case word of a class.
pub fn value_of(word: &str, class: Class) -> Option<&'static str> {
    let entry = lookup(word)?;
    entry.rows.iter().find(|r| r.class == class && r.rest.is_empty()).map(|r| r.name)
}

/// A word (in any letter case) has a sense of this class by itself.
pub fn has(word: &str, class: Class) -> bool {
    lookup(word)
        .is_some_and(|e| e.rows.iter().any(|r| r.class == class && r.rest.is_empty() && (r.exact.is_empty() || r.exact == word)))
}
