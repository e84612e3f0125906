//! Fractions in digits: `1/4`, `2 1/2`, `2½`.

use super::{Digits, Form, Num, digits, plain};
use crate::core::lexicon::Class;
use crate::core::text::Document;

/// The value of a fraction sign.
pub fn glyph(word: &str) -> Option<f64> {
    Some(match word {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅛" => 0.125,
        _ => return None,
    })
}

/// A fraction that begins with, or follows, the digits `d` at token `i`. Digits around a slash that are no fraction
/// ("9/11", "24/7") come back as a chain, so that neither half is read by itself.
pub fn after_digits(doc: &Document, first: usize, i: usize, d: Digits) -> Option<Num> {
    if !d.is_plain() {
        return None;
    }
    if let Some(part) = glyph(doc.word(i + 1)) {
        return Some(part_of(first, i + 2, d.value + part));
    }
    if let Some((part, end)) = slash(doc, i) {
        let form = if part.is_some() { Form::Part } else { Form::Chain };
        return Some(Num { form, ..part_of(first, end, part.unwrap_or(0.0)) });
    }
    let whole_first = doc.token(i + 1).is_some_and(|t| t.is_number() && t.space && !t.line);
    match slash(doc, i + 1).filter(|_| whole_first) {
        Some((Some(part), end)) => Some(Num { form: Form::Digits, ..part_of(first, end, d.value + part) }),
        _ => None,
    }
}

fn part_of(first: usize, end: usize, value: f64) -> Num {
    let d = Digits { value, decimals: 2, whole: 1, grouped: false };
    Num { form: Form::Part, digits: None, step: 0.0, ..plain(first, end, d) }
}

/// Digits, slash, digits without spaces at token `i`: the quotient if it is one that people write, and the end.
fn slash(doc: &Document, i: usize) -> Option<(Option<f64>, usize)> {
    let glued = |i: usize| doc.token(i).is_some_and(|t| !t.space);
    if !matches!(doc.word(i + 1), "/" | "⁄") || !glued(i + 1) || !glued(i + 2) || !doc.token(i + 2)?.is_number() {
        return None;
    }
    let (a, b) = (digits::parse(doc.word(i))?, digits::parse(doc.word(i + 2))?);
    let usual = matches!(b.value as u32, 2..=5 | 8 | 10 | 16 | 20 | 32 | 40 | 50 | 64 | 100 | 1000);
    let ok = a.is_plain() && b.is_plain() && usual && a.value >= 1.0 && a.value < b.value;
    Some((ok.then(|| a.value / b.value), i + 3))
}

/// Thousands set apart by plain spaces: "10 000 dollars", "1 234 567". Only behind one to three digits that are no day of a
/// month, and only whole groups of three.
pub fn spaced(doc: &Document, first: usize, i: usize, d: Digits) -> Option<Num> {
    let group = |i: usize| {
        let t = doc.token(i).filter(|t| t.is_number() && t.space && !t.line && t.end - t.start == 3)?;
        digits::parse(t.span().of(doc.text()))
    };
    if !d.is_plain() || d.whole > 3 || d.value == 0.0 || i > 0 && (doc.sense(i - 1, Class::Month).is_some() || doc.tokens[i - 1].is_number()) {
        return None;
    }
    let (mut value, mut end, mut whole) = (d.value, i + 1, d.whole);
    while let Some(g) = group(end).filter(|_| whole < 13) {
        (value, end, whole) = (value * 1000.0 + g.value, end + 1, whole + 3);
    }
    (end > i + 1).then(|| plain(first, end, Digits { value, decimals: 0, whole, grouped: true }))
}
