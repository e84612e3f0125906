//! What every kind reads: the document, its numbers, and the words that a kind may start from.

use jiff::civil::Date;

use super::number::{self, Num};
use crate::core::Source;
use crate::core::lexicon::{Class, Classes, Sense};
use crate::core::text::{Document, Token, date};

/// A word (or phrase) that some kind starts from.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// First token.
    pub at: usize,
    /// What it means.
    pub sense: Sense,
}

/// One document as the kinds see it.
pub struct Context<'d> {
    /// The text and its tokens.
    pub doc: &'d Document,
    /// Day of publication, where the source gives one.
    pub published: Option<Date>,
    /// Every number, in order, never overlapping.
    pub nums: Vec<Num>,
    /// Words that dates, times and durations start from, in order.
    pub cues: Vec<Cue>,
}

impl<'d> Context<'d> {
    /// Reads all numbers and cues of `doc`.
    pub fn new(doc: &'d Document, source: &Source) -> Self {
        let mut cues = Vec::new();
        for at in 0..doc.tokens.len() {
            cues.extend(doc.senses_of(at, CUES).map(|sense| Cue { at, sense }));
        }
        let published = source.published.as_deref().and_then(date::parse_iso).map(|d| d.date());
        Self { doc, published, nums: number::read(doc), cues }
    }
    /// The words of token `i`; empty past the end.
    pub fn word(&self, i: usize) -> &'d str {
        self.doc.word(i)
    }
    /// Token `i` is this word, letter case aside.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.doc.is(i, word)
    }
    /// Token `i` is one of these words, letter case aside.
    pub fn is_any(&self, i: usize, words: &[&str]) -> bool {
        let word = self.word(i);
        !word.is_empty() && words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }
    /// Token `i` counted back from `end`: `back(end, 1)` is the one before `end`. `None` before the start.
    pub fn back(&self, end: usize, n: usize) -> Option<usize> {
        end.checked_sub(n)
    }
    /// The token, if there is one.
    pub fn token(&self, i: usize) -> Option<&'d Token> {
        self.doc.token(i)
    }
    /// The longest sense of a class at token `i`.
    pub fn sense(&self, i: usize, class: Class) -> Option<Sense> {
        self.doc.sense(i, class)
    }
    /// Token `i` stands right behind the one before it.
    pub fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| !t.space)
    }
    /// Token `i` starts a line (and is not the first one).
    pub fn line(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.line)
    }
    /// Past a hyphen at `i`, if one stands there with a word behind it on the same line.
    pub fn past_hyphen(&self, i: usize) -> usize {
        if is_hyphen(self.word(i)) && self.glued(i) && self.glued(i + 1) { i + 1 } else { i }
    }
    /// The number that starts at token `i`.
    pub fn num_at(&self, i: usize) -> Option<&Num> {
        let at = self.nums.partition_point(|n| n.first < i);
        self.nums.get(at).filter(|n| n.first == i)
    }
    /// The number that ends before token `i`.
    pub fn num_before(&self, i: usize) -> Option<&Num> {
        let at = self.nums.partition_point(|n| n.end <= i);
        at.checked_sub(1).and_then(|at| self.nums.get(at)).filter(|n| n.end == i)
    }
    /// A sense of `class` whose last token is the one before `end`, of at most `max` tokens; the longest.
    pub fn sense_before(&self, end: usize, class: Class, max: usize) -> Option<(usize, Sense)> {
        (1..=max.min(end)).rev().find_map(|n| {
            let sense = self.doc.senses_of(end - n, Classes::one(class)).find(|s| s.tokens == n)?;
            Some((end - n, sense))
        })
    }
}

/// A hyphen or a dash that joins words.
pub fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑" | "–")
}

const CUES: Classes = Classes::of(&[
    Class::Month,
    Class::Weekday,
    Class::DayWord,
    Class::DateRelative,
    Class::Season,
    Class::Period,
    Class::Holiday,
    Class::TimeUnit,
    Class::TimeWord,
    Class::Multiple,
    Class::Ord,
    Class::QuarterCode,
    Class::NoneWord,
]);
