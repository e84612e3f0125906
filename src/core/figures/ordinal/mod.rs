//! Ordinals: "93rd", "the third-largest", "twenty-fifth".

use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::number::Form;
use super::{FigureKind, Interval, noun};
use crate::core::lexicon::Class;

/// Offers digits with -th and ordinal words from "third" on; "first" and "second" are mostly adverbs, nouns and units of time.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    let mut push = |first: usize, end: usize, value: f64| {
        out.push(Candidate::new(FigureKind::Ordinal, first..end, Interval::point(value), "ordinal"));
    };
    for n in cx.nums.iter().filter(|n| !n.range) {
        let Some(v) = n.value.as_point() else { continue };
        let street = cx.sense(n.end + 1, Class::OrdStop).is_some() && n.digits.is_some();
        if !street && n.plain().is_some() && cx.glued(n.end) && is_suffix(cx.word(n.end), v) {
            push(n.first, n.end + 1, v);
        } else if n.form == Form::Spelled {
            // "twenty-fifth", "one hundred twenty second"
            let at = cx.past_hyphen(n.end);
            let tens = v % 10.0 == 0.0 && v % 100.0 != 10.0;
            if let Some(s) = cx.sense(at, Class::Ord).filter(|s| tens && s.value < 10.0 && !cx.line(at) && (v % 100.0 != 0.0 || s.value > 2.0)) {
                push(n.first, at + 1, v + s.value);
            }
        }
    }
    for c in cx.cues.iter().filter(|c| c.sense.class == Class::Ord && c.sense.value >= 3.0) {
        let fraction = cx.num_before(c.at).is_some() || c.at > 0 && is_hyphen(cx.word(c.at - 1)) && cx.num_before(c.at - 1).is_some();
        let phrase = cx.sense(cx.past_hyphen(c.at + 1), Class::OrdStop).is_some();
        if !fraction && !phrase && !noun::is_title(cx, c.at) {
            push(c.at, c.at + 1, c.sense.value);
        }
    }
}

/// The ending that belongs to the number: "1st", "12th", "22nd"; "12st" is twelve stone.
fn is_suffix(word: &str, v: f64) -> bool {
    let suffix = match (v % 100.0, v % 10.0) {
        (11.0..=13.0, _) => "th",
        (_, 1.0) => "st",
        (_, 2.0) => "nd",
        (_, 3.0) => "rd",
        _ => "th",
    };
    word.eq_ignore_ascii_case(suffix)
}
