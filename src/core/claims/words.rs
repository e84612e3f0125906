//! What each token says: its key for comparing, how much it says, which figure or name it belongs to.

use crate::core::entities::Entities;
use crate::core::figures::{Figure, FigureKind};
use crate::core::lexicon::Class;
use crate::core::text::{Document, Shape, TokenKind};

/// One token as comparisons see it.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// Hash of its stem or of the synonym it stands for; 0 says nothing.
    key: u32,
    /// How much it says: 0 for "the", 1 for most words.
    weight: f32,
    /// Part of a name.
    name: bool,
    figure: u32,
    mention: u32,
}

/// All tokens of an article.
pub struct Words {
    words: Vec<Word>,
    /// For each key the number of sentences that hold it, sorted by key.
    spread: Vec<(u32, u32)>,
    main: Vec<usize>,
    /// For each figure the keys of its kind and of its value.
    figures: Vec<(u32, u32)>,
}

/// The words of one article by their keys, each list sorted and without doubles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Parts of all names.
    pub names: Vec<u32>,
    /// Those of them that can tell who is meant: no "Council", "River", "Monday".
    pub who: Vec<u32>,
    /// All words with a capital, as names are compared: a name that was not found as one still stands among them.
    pub capitals: Vec<u32>,
    /// What is no name and says something.
    pub matter: Vec<u32>,
}

fn sorted(keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut keys: Vec<u32> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

const NONE: u32 = u32::MAX;
/// Weight of words that say little, such as "people" and "year".
const FREQUENT: f32 = 0.4;
/// What the name of a speaker counts, of what it would count else.
const VOICE: f32 = 0.3;
/// Weight of a name against a common noun.
const NAME: f32 = 1.2;

impl Words {
    /// Looks at every token once.
    pub fn new(doc: &Document, figures: &[Figure], entities: &Entities) -> Self {
        let mut words = vec![Word { figure: NONE, mention: NONE, ..Word::default() }; doc.tokens.len()];
        for (i, f) in figures.iter().enumerate() {
            for t in doc.tokens_in(f.span) {
                words[t].figure = i as u32;
            }
        }
        for (i, m) in entities.mentions.iter().enumerate() {
            for t in doc.tokens_in(m.span) {
                words[t].mention = i as u32;
            }
        }
        for sentence in &doc.sentences {
            for i in sentence.tokens.clone() {
                let first = i == sentence.tokens.start || matches!(doc.word(i.wrapping_sub(1)), "“" | "\"" | ":" | "‘");
                let w = &mut words[i];
                let token = &doc.tokens[i];
                if token.kind != TokenKind::Word || w.figure != NONE {
                    continue;
                }
                if token.shape == Shape::Initial && w.mention == NONE {
                    continue;
                }
                let capital = token.is_capital();
                // A capital at the start says nothing, unless another one follows ("Tollen Motors said").
                let follows = || doc.token(i + 1).is_some_and(|t| t.is_capital() && !t.line);
                let common = doc.sense(i, Class::Synonym).is_some() || doc.sense(i, Class::Frequent).is_some();
                w.name = w.mention != NONE || (capital && !common && (!first || follows()));
                let plain = doc.sense(i, Class::Plain).is_some();
                if plain && !(w.mention != NONE && capital) {
                    w.name = false;
                    continue;
                }
                w.key = match doc.sense(i, Class::Synonym) {
                    Some(s) => key(s.name),
                    None if w.name => key(&name_stem(doc.word(i))),
                    None => stem_key(doc.word(i)),
                };
                w.weight = match (doc.sense(i, Class::Frequent).is_some(), w.name) {
                    (true, _) => FREQUENT,
                    (false, true) => NAME,
                    (false, false) => 1.0,
                };
            }
        }
        for sentence in &doc.sentences {
            silence_voices(doc, &mut words, sentence.tokens.clone());
        }
        let mut seen: Vec<(u32, u32)> = Vec::new();
        for (n, sentence) in doc.sentences.iter().enumerate() {
            seen.extend(sentence.tokens.clone().filter(|i| words[*i].key != 0).map(|i| (words[i].key, n as u32)));
        }
        seen.sort_unstable();
        seen.dedup();
        let spread = seen.chunk_by(|a, b| a.0 == b.0).map(|c| (c[0].0, c.len() as u32)).collect();
        Self { words, spread, main: main_entities(doc, entities), figures: figures.iter().map(figure_keys).collect() }
    }
    /// Key of a token, 0 if it says nothing.
    pub fn key(&self, token: usize) -> u32 {
        self.words.get(token).map_or(0, |w| w.key)
    }
    /// The token is part of a name.
    pub fn is_name(&self, token: usize) -> bool {
        self.words.get(token).is_some_and(|w| w.name)
    }
    /// The words that the article is made of.
    pub fn vocabulary(&self, doc: &Document) -> Vocabulary {
        const GENERAL: &[Class] = &[
            Class::EntityOrgWord,
            Class::EntityPlaceWord,
            Class::EntityEventWord,
            Class::EntityLawWord,
            Class::EntityWorkWord,
            Class::EntityCalendar,
            Class::EntityRole,
            Class::EntityTitle,
            Class::EntityCommon,
            Class::Synonym,
            Class::Frequent,
        ];
        let telling = |t: usize| !doc.senses(t).any(|s| GENERAL.contains(&s.class));
        let said = || self.words.iter().enumerate().filter(|(_, w)| w.key != 0);
        let capitals = doc.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word && t.is_capital());
        Vocabulary {
            names: sorted(said().filter(|(_, w)| w.name).map(|(_, w)| w.key)),
            who: sorted(said().filter(|(t, w)| w.mention != NONE && telling(*t)).map(|(_, w)| w.key)),
            capitals: sorted(capitals.map(|(t, _)| key(&name_stem(doc.word(t))))),
            matter: sorted(said().filter(|(_, w)| !w.name && w.mention == NONE && w.weight > FREQUENT).map(|(_, w)| w.key)),
        }
    }
    /// How much a token says in this article: a word of many sentences says less about any one of them.
    pub fn weight(&self, token: usize) -> f32 {
        let Some(w) = self.words.get(token) else { return 0.0 };
        let spread = self.spread.binary_search_by_key(&w.key, |s| s.0).map_or(1, |at| self.spread[at].1);
        w.weight / (spread as f32).sqrt().sqrt()
    }
    /// The figure that a token belongs to.
    pub fn figure(&self, token: usize) -> Option<usize> {
        self.words.get(token).filter(|w| w.figure != NONE).map(|w| w.figure as usize)
    }
    /// The keys of a figure's kind and of its value.
    pub fn figure_keys(&self, figure: usize) -> (u32, u32) {
        self.figures.get(figure).copied().unwrap_or_default()
    }
    /// The mention that a token belongs to.
    pub fn mention(&self, token: usize) -> Option<usize> {
        self.words.get(token).filter(|w| w.mention != NONE).map(|w| w.mention as usize)
    }
    /// The entities that the article is about: most often named, the first two sentences counting triple.
    pub fn main_entities(&self) -> &[usize] {
        &self.main
    }
}

fn figure_keys(f: &Figure) -> (u32, u32) {
    let bits = |v: Option<f64>| v.map_or(0, f64::to_bits);
    let value = bits(f.value.lo) ^ bits(f.value.hi).rotate_left(17);
    // "14 trapped" and "14 others trapped": what is counted goes by many words.
    let unit = f.unit.as_deref().filter(|_| f.kind != FigureKind::Count);
    (key(&format!("{:?} {:?}", f.kind, f.unit)), key(&format!("{:?} {value:x} {unit:?}", f.kind)))
}

/// Whose word it is does not say what it is about: the names beside "said" or "according to" are no names of the matter.
fn silence_voices(doc: &Document, words: &mut [Word], sentence: std::ops::Range<usize>) {
    let mut i = sentence.start;
    while i < sentence.end {
        if !words[i].name {
            i += 1;
            continue;
        }
        let from = i;
        while i < sentence.end && (words[i].name || (i + 1 < sentence.end && words[i + 1].name && doc.is(i, "of"))) {
            i += 1;
        }
        let voice = |t: Option<usize>| t.and_then(|t| doc.sense(t, Class::Voice)).is_some();
        let before =
            (from > sentence.start).then(|| from - 1).map(|b| if doc.is(b, "the") && b > sentence.start { b - 1 } else { b });
        // "according to" is found at its first word.
        let according = before.is_some_and(|b| doc.is(b, "to") && b > 0 && doc.is(b - 1, "according"));
        if voice(Some(i).filter(|t| *t < sentence.end)) || voice(before) || according {
            for w in &mut words[from..i] {
                w.name = false;
                w.weight *= VOICE;
            }
        }
    }
}

fn main_entities(doc: &Document, entities: &Entities) -> Vec<usize> {
    let lead = doc.sentences.get(1).or(doc.sentences.first()).map_or(0, |s| s.tokens.end);
    let mut counts: Vec<(usize, usize)> = (0..entities.entities.len()).map(|e| (0, e)).collect();
    for m in &entities.mentions {
        let in_lead = doc.token_at(m.span.start()) < lead;
        if let Some(c) = counts.get_mut(m.entity) {
            c.0 += if in_lead { 3 } else { 1 };
        }
    }
    counts.sort_by_key(|(n, e)| (std::cmp::Reverse(*n), *e));
    counts.into_iter().filter(|(n, _)| *n > 1).take(2).map(|(_, e)| e).collect()
}

/// Hash of a word's stem.
fn stem_key(word: &str) -> u32 {
    key(&stem(word))
}

/// FNV-1a (32 bit) of the letters; never 0.
pub fn key(word: &str) -> u32 {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    hash.max(1)
}

/// A name without the endings that tell a country from its people: "Brenia" and "Brenian".
fn name_stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let bare = ["ian", "ia", "an", "a", "y", "o"].iter().find_map(|end| lower.strip_suffix(end).filter(|rest| rest.len() >= 4));
    bare.map_or_else(|| lower.clone(), str::to_string)
}

/// A word without the endings that news prose varies: plural, past, -ing, -ly, and a final e or doubled letter.
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    if !lower.is_ascii() || lower.len() < 4 || !lower.bytes().all(|b| b.is_ascii_lowercase()) {
        return lower;
    }
    let cut = |s: &str, end: &str, least: usize| s.strip_suffix(end).filter(|r| r.len() >= least).map(str::to_string);
    let mut s = lower;
    if let Some(r) = cut(&s, "ies", 3) {
        s = r + "y";
    } else if !s.ends_with("ss") && !s.ends_with("us") && !s.ends_with("is") {
        s = cut(&s, "s", 3).unwrap_or(s);
    }
    let bare = cut(&s, "ing", 3).or_else(|| cut(&s, "ed", 3)).or_else(|| cut(&s, "ly", 4)).or_else(|| cut(&s, "er", 4));
    if let Some(r) = bare {
        s = r;
    }
    let b = s.as_bytes();
    if b.len() > 3 && b[b.len() - 1] == b[b.len() - 2] && !matches!(b[b.len() - 1], b's' | b'l') {
        s.pop();
    }
    if s.len() > 3 && s.ends_with('e') {
        s.pop();
    }
    if s.len() > 3 && s.ends_with('y') {
        s.pop();
        s.push('i');
    }
    s
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn endings_of_one_word_fall_together() {
        for group in [
            &["evacuate", "evacuated", "evacuating", "evacuates"][..],
            &["village", "villages"],
            &["company", "companies"],
            &["pipe", "pipes"],
            &["stop", "stopped", "stopping", "stops"],
        ] {
            let first = stem(group[0]);
            assert!(group.iter().all(|w| stem(w) == first), "{group:?} {:?}", group.iter().map(|w| stem(w)).collect::<Vec<_>>());
        }
        assert_eq!(stem("gas"), "gas");
        assert_ne!(stem("station"), stem("state"));
    }
}
