//! What is known of each token before features are made of it: hashes, clusters, gazetteer and lexicon classes, its run
//! of capitals, and what the rest of the document says of the same word.

use super::Tables;
use super::hash;
use crate::core::lexicon::{Class, Classes};
use crate::core::text::{Document, Shape, Token, TokenKind};

/// Longest phrase of the gazetteer, in words.
const PHRASE: usize = 5;
/// Lower-cased or small tokens that may stand between two capitals of one name, at most.
const GAP: usize = 4;

/// One token.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Atom {
    /// Hash of the word in lower case.
    pub word: u32,
    /// Hash of the pattern of its letters: `Xx`, `X`, `Xd`, `xX`.
    pub shape: u32,
    /// Cluster of the word at three levels; 0 = unknown.
    pub cluster: [u16; 3],
    /// Gazetteer classes of phrases that start here (low half), and of phrases of several words that it stands in (high half).
    pub gazetteer: u32,
    /// Classes of the longest phrase that starts at the head of the run, where that phrase is the whole run.
    pub whole: u16,
    /// Lexicon classes of the word (see [`CLASSES`]).
    pub class: u32,
    /// What the document says of the word elsewhere: bit 0 seen in lower case, bit 1 seen with a capital inside a
    /// sentence, bit 2 seen more than once.
    pub document: u8,
    /// Case of the sentence: 0 running text, 1 title case, 2 all capitals.
    pub style: u8,
    /// May be part of a name.
    pub active: bool,
    /// Begins with a capital.
    pub capital: bool,
    /// Stands at the start of its sentence (opening quotes aside).
    pub first: bool,
    /// First and last token of the run of capitals that it stands in.
    pub run: (u32, u32),
    /// The same word with a capital before and after this one, in the document; its own place where there is none.
    pub again: [u32; 2],
}

/// The atoms of a document.
#[derive(Debug, Default)]
pub(crate) struct Atoms(pub Vec<Atom>);

/// The lexicon classes that features see, in the order of their bits.
pub(crate) const CLASSES: [Class; 15] = [
    Class::EntityTitle,
    Class::EntityRole,
    Class::EntityOrgWord,
    Class::EntityPlaceWord,
    Class::EntityEventWord,
    Class::EntityLawWord,
    Class::EntityWorkWord,
    Class::EntityNationality,
    Class::EntityCommon,
    Class::EntityCalendar,
    Class::EntityOrg,
    Class::EntityPlace,
    Class::EntityProduct,
    Class::EntityEvent,
    Class::EntityPerson,
];

impl Atoms {
    /// Looks at every token once. Linear.
    pub fn new(doc: &Document, tables: &Tables) -> Self {
        let mut atoms = Vec::with_capacity(doc.tokens.len());
        // Half of a text are the same few words.
        let mut recent = [(0, tables.cluster(0)); 256];
        for (i, token) in doc.tokens.iter().enumerate() {
            let word = hash::word(doc.word(i));
            let known = &mut recent[word as usize % 256];
            if known.0 != word {
                *known = (word, tables.cluster(word));
            }
            atoms.push(Atom { word, cluster: known.1, capital: token.is_capital(), ..Atom::default() });
        }
        let mut out = Self(atoms);
        out.styles(doc);
        out.activate(doc);
        out.lists(doc, tables);
        out.document(doc);
        out
    }

    fn styles(&mut self, doc: &Document) {
        for sentence in &doc.sentences {
            let (mut words, mut long, mut capital, mut upper) = (0, 0, 0, 0);
            for t in &doc.tokens[sentence.tokens.clone()] {
                if t.is_word() {
                    words += 1;
                    upper += usize::from(matches!(t.shape, Shape::Upper | Shape::Initial));
                    if t.end - t.start >= 4 {
                        long += 1;
                        capital += usize::from(t.is_capital());
                    }
                }
            }
            let style = if words >= 3 && upper * 10 >= words * 8 {
                2
            } else if long >= 4 && capital * 10 >= long * 7 {
                1
            } else {
                0
            };
            let mut first = true;
            for i in sentence.tokens.clone() {
                self.0[i].style = style;
                self.0[i].first = first;
                first &= !matches!(doc.tokens[i].kind, TokenKind::Word | TokenKind::Number);
            }
        }
    }

    /// Marks what may be part of a name, and the runs of capitals.
    fn activate(&mut self, doc: &Document) {
        for sentence in &doc.sentences {
            let mut last: Option<usize> = None;
            let mut run: Option<usize> = None;
            for i in sentence.tokens.clone() {
                let token = &doc.tokens[i];
                self.0[i].run = (i as u32, i as u32);
                if self.0[i].capital {
                    if let Some(l) = last.filter(|l| i - l <= GAP + 1 && doc.tokens[l + 1..i].iter().all(|t| bridges(doc, t))) {
                        self.0[l..i].iter_mut().for_each(|a| a.active = true);
                    }
                    self.0[i].active = true;
                    self.0[i].shape = shape(doc.word(i));
                    last = Some(i);
                    // Particles and letters glued before it belong to it: al-Sadr, de la Cruz.
                    for back in (sentence.tokens.start.max(i.saturating_sub(3))..i).rev() {
                        let glued = !doc.tokens[back + 1].space;
                        if !(particle(doc.word(back)) || glued && matches!(doc.word(back), "-" | "'" | "’")) {
                            break;
                        }
                        self.0[back].active = true;
                    }
                } else if last == Some(i.wrapping_sub(1)) && token.is_number()
                    || last == Some(i.wrapping_sub(2)) && token.is_number() && doc.word(i - 1) == "-"
                {
                    self.0[i].active = true;
                    self.0[i - 1].active = true;
                    last = Some(i);
                } else if token.is_number() && doc.tokens.get(i + 1).is_some_and(|t| t.is_capital() || doc.word(i + 1) == "-") {
                    self.0[i].active = true;
                }
                // The lower-cased end of a hyphenated name: Tae-yong.
                if i >= sentence.tokens.start + 2
                    && doc.word(i - 1) == "-"
                    && !token.space
                    && !doc.tokens[i - 1].space
                    && self.0[i - 2].capital
                    && token.is_word()
                    && !self.0[i].capital
                {
                    self.0[i].active = true;
                    self.0[i - 1].active = true;
                    last = Some(i);
                }
                // Lower-cased heads: the general election, the civil war.
                if !self.0[i].capital
                    && let Some(l) = last.filter(|l| i - l <= 3 && i > *l)
                    && doc.tokens[l + 1..=i].iter().all(Token::is_word)
                    && doc.sense(i, Class::EntityEventWord).is_some()
                {
                    self.0[l..=i].iter_mut().for_each(|a| a.active = true);
                    last = Some(i);
                }
                if self.0[i].shape == 0 {
                    self.0[i].shape = small_shape(token);
                }
                // Runs: capitals with hyphens, ampersands and numbers between.
                let inside = self.0[i].capital
                    || (run.is_some()
                        && (token.is_number() || matches!(doc.word(i), "&" | "-" | "–" | "'" | "’" | "."))
                        && sentence.tokens.contains(&(i + 1))
                        && doc.tokens[i + 1].is_capital()
                        && (doc.word(i) != "." || matches!(doc.tokens[i - 1].shape, Shape::Initial)));
                match (inside, run) {
                    (true, None) => run = Some(i),
                    (false, Some(start)) => {
                        self.close(start, i);
                        run = None;
                    }
                    _ => {}
                }
            }
            if let Some(start) = run {
                self.close(start, sentence.tokens.end);
            }
        }
    }

    fn close(&mut self, start: usize, end: usize) {
        self.0[start..end].iter_mut().for_each(|a| a.run = (start as u32, end as u32 - 1));
    }

    /// Classes of phrases that start at capitals.
    fn lists(&mut self, doc: &Document, tables: &Tables) {
        for i in 0..doc.tokens.len() {
            for sense in doc.senses_of(i, const { Classes::of(&CLASSES) }) {
                let bits = CLASSES.iter().position(|c| *c == sense.class).map_or(0, |b| 1 << b);
                let end = (i + sense.tokens).min(self.0.len());
                self.0[i..end].iter_mut().for_each(|a| a.class |= bits);
            }
            if !self.0[i].capital {
                continue;
            }
            let (mut key, mut end, mut words) = (0, i, 0);
            while words < PHRASE && end < self.0.len() && (end == i || !doc.tokens[end].line) {
                // Full stops and hyphens inside a name do not count as words.
                if !matches!(doc.word(end), "-" | "." | "'" | "’") {
                    key = hash::phrase(key, self.0[end].word);
                    words += 1;
                    let bits = tables.phrase(key);
                    if bits != 0 {
                        self.0[i].gazetteer |= bits;
                        // A phrase of several words is worth more than its parts; mark all of it.
                        if words > 1 {
                            self.0[i..=end].iter_mut().for_each(|a| a.gazetteer |= bits << 16);
                        }
                        if self.0[i].run == (i as u32, end as u32) {
                            self.0[i..=end].iter_mut().for_each(|a| a.whole = bits as u16);
                        }
                    }
                }
                end += 1;
            }
        }
    }

    /// What the document says of each word elsewhere, by a small table of its words.
    fn document(&mut self, doc: &Document) {
        let size = (doc.tokens.len() * 2).next_power_of_two();
        let mask = size - 1;
        let mut keys = vec![0u32; size];
        let mut seen = vec![0u8; size];
        let mut latest = vec![u32::MAX; size];
        let slot = |keys: &[u32], word: u32| {
            let mut at = hash::mix(0x51, word, 0) as usize & mask;
            while keys[at] != 0 && keys[at] != word {
                at = (at + 1) & mask;
            }
            at
        };
        for (i, a) in self.0.iter().enumerate() {
            if doc.tokens[i].is_word() && a.style == 0 {
                let word = a.word.max(1);
                let at = slot(&keys, word);
                keys[at] = word;
                let bit = if !a.capital {
                    1
                } else if !a.first && !doc.tokens[i - 1].is_word() {
                    2
                } else if !a.first {
                    2 | (seen[at] & 2) << 1
                } else {
                    (seen[at] & 8) >> 1 | 8
                };
                seen[at] |= bit;
            }
        }
        for i in 0..self.0.len() {
            let a = self.0[i];
            if !a.active {
                continue;
            }
            let at = slot(&keys, a.word.max(1));
            self.0[i].document = seen[at] & 7;
            self.0[i].again = [i as u32; 2];
            if a.capital && keys[at] != 0 {
                let before = latest[at];
                latest[at] = i as u32;
                if before != u32::MAX {
                    self.0[i].again[0] = before;
                    self.0[before as usize].again[1] = i as u32;
                }
            }
        }
    }
}

/// Words and marks that may stand between two capitals of one name.
fn bridges(doc: &Document, token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => token.end - token.start <= 3 || particle(doc.slice(token.span())) || doc.slice(token.span()) == "from",
        TokenKind::Number | TokenKind::Clitic => true,
        TokenKind::Symbol => matches!(doc.slice(token.span()), "-" | "–" | "&" | "." | "," | "'" | "’" | "/" | "+" | ":" | "!"),
        TokenKind::Url => false,
    }
}

/// Small words that begin a family name or join its parts.
fn particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "la"
            | "von"
            | "van"
            | "der"
            | "den"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "bint"
            | "du"
            | "da"
            | "di"
            | "del"
            | "dos"
            | "das"
            | "do"
            | "le"
            | "ben"
            | "ter"
            | "ten"
            | "zu"
            | "af"
            | "av"
            | "y"
            | "e"
            | "abu"
            | "ul"
            | "ur"
            | "d"
            | "with"
            | "della"
            | "und"
    )
}

/// Hash of the letter pattern: runs of one class become one sign.
fn shape(word: &str) -> u32 {
    let mut last = 0;
    let mut runs = 0u32;
    hash::bytes(word.chars().filter_map(|c| {
        let class = if c.is_uppercase() {
            b'X'
        } else if c.is_ascii_digit() {
            b'd'
        } else if c.is_alphabetic() {
            b'x'
        } else {
            b'.'
        };
        // One capital and several differ.
        runs = if class == last { runs + 1 } else { 0 };
        let keep = class != last || (class == b'X' && runs == 1);
        last = class;
        keep.then_some(class)
    }))
}

/// Of tokens without capitals only the kind counts, and the length of numbers.
fn small_shape(token: &Token) -> u32 {
    match token.kind {
        TokenKind::Number => 10 + (token.end - token.start).min(6),
        TokenKind::Word => 2 + u32::from(token.end - token.start <= 3),
        TokenKind::Clitic => 4,
        TokenKind::Symbol => 5,
        TokenKind::Url => 6,
    }
}
