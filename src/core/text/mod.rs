//! A text, cut once into paragraphs, sentences and tokens that every pass shares.

pub mod date;
pub mod html;
mod lexer;
mod sentences;

use std::ops::Range;

use super::lexicon::{Class, Classes, Entry, Sense};
use super::span::ByteSpan;
pub use lexer::{Shape, Token, TokenKind};

/// A sentence: a run of tokens inside one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Index into [`Document::paragraphs`].
    pub paragraph: usize,
}

/// A block of text between line breaks (or a list item, a heading, a caption).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Indices into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// What it covers, without surrounding white space.
    pub span: ByteSpan,
}

/// A text with its tokens, sentences and paragraphs. Nothing here looks at meaning.
#[derive(Debug, Clone, Default)]
pub struct Document {
    text: Box<str>,
    /// In order, never overlapping; white space is in none.
    pub tokens: Vec<Token>,
    /// In order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// In order; together they hold every sentence.
    pub paragraphs: Vec<Paragraph>,
    entries: Vec<Option<&'static Entry>>,
    /// The classes of each entry, as most questions are for a class that a word does not have.
    classes: Vec<Classes>,
}

impl Document {
    /// Cuts a text. Texts over 4 GiB are cut at that length (callers refuse much shorter ones already).
    pub fn new(text: &str) -> Self {
        let words = Self::phrase(text);
        let (sentences, paragraphs) = sentences::split(text, &words.tokens);
        Self { sentences, paragraphs, ..words }
    }
    /// Cuts a few words into tokens alone.
    pub fn phrase(text: &str) -> Self {
        let tokens = lexer::tokenize(text);
        let mut lookup = super::lexicon::Lookup::default();
        let entries: Vec<_> = tokens.iter().map(|t| lookup.entry(t.span().of(text))).collect();
        let classes = entries.iter().map(|e| e.map_or(Classes::default(), Entry::classes)).collect();
        Self { text: text.into(), tokens, entries, classes, ..Self::default() }
    }
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The words of a span.
    pub fn slice(&self, span: ByteSpan) -> &str {
        span.of(&self.text)
    }
    /// The words of token `i`; empty past the end.
    pub fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span().of(&self.text))
    }
    /// Token `i`, if there is one.
    pub fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }
    /// Token `i` is this word, letter case aside (ASCII).
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }
    /// From the first byte of token `first` to the last byte of token `last` (inclusive).
    pub fn span(&self, first: usize, last: usize) -> ByteSpan {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) => ByteSpan::new(a.start, b.end),
            _ => ByteSpan::default(),
        }
    }
    /// The longest sense of class `class` that starts at token `i`.
    #[inline]
    pub fn sense(&self, i: usize, class: Class) -> Option<Sense> {
        if self.classes.get(i).is_some_and(|c| c.has(class)) { self.longest(i, class) } else { None }
    }
    fn longest(&self, i: usize, class: Class) -> Option<Sense> {
        self.senses_of(i, Classes::one(class)).max_by_key(|s| s.tokens)
    }
    /// All senses in the lexicon of the words that start at token `i`.
    pub fn senses(&self, i: usize) -> impl Iterator<Item = Sense> + '_ {
        self.senses_of(i, Classes::ALL)
    }
    /// The same of the classes `wanted`; the words of other senses are not compared.
    pub fn senses_of(&self, i: usize, wanted: Classes) -> impl Iterator<Item = Sense> + '_ {
        let some = self.classes.get(i).is_some_and(|c| c.meets(wanted));
        let entry = self.entries.get(i).copied().flatten().filter(|_| some);
        entry.into_iter().flat_map(move |e| super::lexicon::matches(self, i, e, wanted))
    }
    /// Index of the sentence that holds token `i`.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= i).min(self.sentences.len().saturating_sub(1))
    }
    /// Index of the first token that ends after byte `at`.
    pub fn token_at(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.end <= at)
    }
    /// The tokens that a span touches.
    pub fn tokens_in(&self, span: ByteSpan) -> Range<usize> {
        let a = self.token_at(span.start());
        let b = self.tokens.partition_point(|t| t.start < span.end());
        a..b.max(a)
    }
}
