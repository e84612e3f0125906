//! The way from a figure to the words of its sentence.

use super::words::Words;
use crate::core::figures::Figure;
use crate::core::text::Document;

/// A token of the sentence as seen from a figure.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Index of the token.
    pub token: usize,
    /// Tokens on the way, with surcharges for what separates clauses.
    pub cost: u32,
    /// The token stands before the figure.
    pub left: bool,
}

/// What it costs to step over a token. A comma or a conjunction often ends the words that belong to a figure, a
/// semicolon or a dash nearly always; behind another figure the words are rather that figure's.
fn surcharge(doc: &Document, words: &Words, token: usize) -> u32 {
    if words.figure(token).is_some() {
        return u32::from(words.figure(token.wrapping_sub(1)) != words.figure(token)) * 4;
    }
    match doc.word(token) {
        "," | "(" | ")" => 3,
        ";" | ":" | "–" | "—" | "|" => 6,
        "“" | "”" | "\"" => 1,
        w if ["and", "but", "while", "whereas", "or"].iter().any(|c| w.eq_ignore_ascii_case(c)) => 3,
        w if ["which", "who", "when", "after", "before", "because", "although"].iter().any(|c| w.eq_ignore_ascii_case(c)) => 2,
        _ => 0,
    }
}

/// All tokens of the figure's sentence outside the figure, the cheapest first; of two equal ones the left.
pub fn around(doc: &Document, words: &Words, figure: usize, figures: &[Figure]) -> Vec<Step> {
    let own = doc.tokens_in(figures[figure].span);
    let Some(sentence) = doc.sentences.get(doc.sentence_of(own.start)) else { return Vec::new() };
    // "10 km (6.2 miles)": the bracket that says the same again is no way at all.
    let is_same = |token: usize| {
        words
            .figure(token)
            .is_some_and(|f| f == figure || figures[f].restates == Some(figure) || figures[figure].restates == Some(f))
    };
    let same = |token: usize| {
        is_same(token)
            || (doc.word(token) == "(" && is_same(token + 1))
            || (doc.word(token) == ")" && token > 0 && is_same(token - 1))
    };
    let mut out = Vec::with_capacity(sentence.tokens.len());
    let mut cost = 0;
    for token in (sentence.tokens.start..own.start.min(sentence.tokens.end)).rev() {
        if same(token) {
            continue;
        }
        cost += 1;
        out.push(Step { token, cost, left: true });
        cost += surcharge(doc, words, token);
    }
    cost = 0;
    for token in own.end..sentence.tokens.end {
        if same(token) {
            continue;
        }
        cost += 1;
        out.push(Step { token, cost, left: false });
        cost += surcharge(doc, words, token);
    }
    out.sort_by_key(|s| (s.cost, !s.left));
    out
}
