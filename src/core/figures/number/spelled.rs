//! Numbers in words: "seven hundred twenty-one thousand and twelve", "half a million", "tens of millions", "two-thirds".

use super::{Form, Interval, Num, digits};
use crate::core::lexicon::{Class, Classes, Sense};
use crate::core::text::Document;

/// Classes of the words that a whole number in words is made of.
const WHOLE: Classes =
    Classes::of(&[Class::NumSmall, Class::NumTens, Class::NumHundred, Class::NumScale, Class::NumVague]);

/// Classes of first words, but for articles.
const FIRST: Classes =
    WHOLE.with(Classes::of(&[Class::NumFew, Class::NumMulti, Class::NumPart, Class::NumMinus]));

/// The number that starts with the word at token `i`.
pub fn read(doc: &Document, i: usize) -> Option<Num> {
    let article = matches!(doc.word(i), "a" | "A" | "an" | "An");
    if !article && doc.senses_of(i, FIRST).next().is_none() && !doc.is(i, "multi") {
        return None;
    }
    let n = few(doc, i)
        .or_else(|| multi(doc, i))
        .or_else(|| vague(doc, i))
        .or_else(|| part_of_scale(doc, i))
        .or_else(|| if article { after_article(doc, i) } else { cardinal(doc, i, i) })?;
    Some(n)
}

fn num(first: usize, end: usize, value: Interval, step: f64, form: Form) -> Num {
    Num { first, end, value, step, form, digits: None, range: false, soft: None }
}

fn sense(doc: &Document, i: usize, class: Class) -> Option<Sense> {
    doc.sense(i, class)
}

/// Past a hyphen between words.
fn past_hyphen(doc: &Document, i: usize) -> usize {
    let glued = |i: usize| doc.token(i).is_some_and(|t| !t.space);
    if matches!(doc.word(i), "-" | "‐" | "‑") && glued(i) == glued(i + 1) { i + 1 } else { i }
}

/// Token `i` goes on the same line.
fn here(doc: &Document, i: usize) -> bool {
    doc.token(i).is_some_and(|t| !t.line)
}

fn scale(doc: &Document, i: usize) -> Option<Sense> {
    sense(doc, i, Class::NumScale).or_else(|| sense(doc, i, Class::NumHundred)).filter(|_| here(doc, i))
}

/// "several hundred", "a few", "a couple of thousand".
fn few(doc: &Document, i: usize) -> Option<Num> {
    let s = sense(doc, i, Class::NumFew)?;
    let mut end = i + s.tokens;
    let (mut lo, mut scaled) = (s.value, false);
    while let Some(k) = scale(doc, end) {
        (lo, end, scaled) = (lo * k.value, end + k.tokens, true);
    }
    if !scaled {
        if doc.is(end - 1, "of") {
            end -= 1;
        }
        let pair = s.value == 2.0;
        let value = if pair { Interval::point(2.0) } else { Interval { lo: Some(lo), hi: None } };
        return Some(num(i, end, value, 0.0, Form::Vague));
    }
    let value = if s.value == 2.0 { Interval::point(lo) } else { Interval::range(lo * 2.0 / 3.0, lo * 10.0 / 3.0) };
    Some(num(i, end, value, 0.0, Form::Vague))
}

/// "multi-billion", "multi-hundred-billion", "multimillion".
fn multi(doc: &Document, i: usize) -> Option<Num> {
    if let Some(s) = sense(doc, i, Class::NumMulti) {
        return Some(num(i, i + 1, Interval::range(s.value, s.value * 100.0), 0.0, Form::Vague));
    }
    if !doc.is(i, "multi") {
        return None;
    }
    let (mut at, mut value, mut words) = (past_hyphen(doc, i + 1), 1.0, 0);
    while let Some(s) = scale(doc, at).filter(|_| words < 3) {
        value *= s.value;
        words += 1;
        at = past_hyphen(doc, at + 1);
    }
    let end = if matches!(doc.word(at - 1), "-" | "‐" | "‑") { at - 1 } else { at };
    let hi = if words > 1 { 10.0 } else { 100.0 };
    (words > 0).then(|| num(i, end, Interval::range(value, value * hi), 0.0, Form::Vague))
}

/// "dozens", "tens of millions", "hundreds of thousands".
fn vague(doc: &Document, i: usize) -> Option<Num> {
    let mut s = sense(doc, i, Class::NumVague)?;
    let (mut end, mut lo) = (i + 1, s.value);
    for _ in 0..2 {
        if !doc.is(end, "of") {
            break;
        }
        let Some(next) = sense(doc, end + 1, Class::NumVague).filter(|n| n.value > s.value) else { break };
        (lo, end, s) = (lo * next.value, end + 2, next);
    }
    // "scores" and "tens" alone are words of games and of grammar.
    if end == i + 1 && (doc.is(i, "tens") || doc.is(i, "scores")) && !doc.is(end, "of") {
        return None;
    }
    Some(num(i, end, Interval::range(lo, lo * 10.0), 0.0, Form::Vague))
}

/// "half a million", "half million", "quarter of a million", "three quarters of a billion", "two-thirds", "a third".
fn part_of_scale(doc: &Document, i: usize) -> Option<Num> {
    let article = matches!(doc.word(i), "a" | "A" | "an" | "An");
    let count = sense(doc, i, Class::NumSmall).filter(|s| s.value >= 1.0);
    let at = if article {
        i + 1
    } else if count.is_some() {
        past_hyphen(doc, i + 1)
    } else {
        i
    };
    let part = sense(doc, at, Class::NumPart).filter(|_| here(doc, at) || at == i)?;
    let value = part.value * count.map_or(1.0, |s| s.value);
    let mut end = at + 1;
    let mut next = end;
    if doc.is(next, "of") {
        next += 1;
    }
    if doc.is(next, "a") || doc.is(next, "an") {
        next += 1;
    }
    // "fourth million" is an ordinal; only halves and quarters come without "of" or "a".
    let usual = part.value == 0.5 || part.value == 0.25 || next > end;
    if let Some(s) = scale(doc, next).filter(|_| usual && !doc.is(at, "fourth")) {
        end = next + 1;
        return Some(num(i, end, Interval::point(value * s.value), value * s.value / 2.0, Form::Spelled));
    }
    // "third" alone is an ordinal, "half" is not; a plural wants its count.
    let singular = !doc.word(at).ends_with('s');
    let said = match count {
        Some(c) => (c.value == 1.0) == singular,
        None => singular && (article && !doc.is(at, "fourth") && part.value > 0.04 || part.value == 0.5 && !article),
    };
    if said && part.value == 0.5 && count.is_none() && doc.is(end, "an") | doc.is(end, "a") {
        // "half an hour", "half a litre": the unit's own article.
        end += 1;
    }
    said.then(|| num(i, end, Interval::point(value), 0.0, Form::Part))
}

/// "a hundred", "a million", "a dozen".
fn after_article(doc: &Document, i: usize) -> Option<Num> {
    scale(doc, i + 1)?;
    // "a trillion-dollar firm": the article is the firm's.
    let compound = past_hyphen(doc, i + 2) > i + 2 && scale(doc, i + 3).is_none();
    if compound { None } else { cardinal(doc, i, i + 1) }
}

/// A whole number in words at token `at`, begun at `first` (its article).
fn cardinal(doc: &Document, first: usize, at: usize) -> Option<Num> {
    let sign = sense(doc, at, Class::NumMinus).is_some();
    if sign {
        let next = past_hyphen(doc, at + 1);
        let n = match doc.token(next) {
            Some(t) if t.is_number() => super::in_digits(doc, first, next).filter(|n| n.form != Form::Chain)?,
            _ => cardinal_words(doc, first, next)?,
        };
        return Some(super::negative(n));
    }
    cardinal_words(doc, first, at)
}

fn cardinal_words(doc: &Document, first: usize, at: usize) -> Option<Num> {
    let (mut end, value) = whole(doc, at, true)?;
    let bare = scale(doc, at).is_some() && first == at && end == at + 1;
    let mut value = value;
    let mut n_form = if bare { Form::Bare } else { Form::Spelled };
    if doc.is(end, "point") {
        let mut place = 0.1;
        let mut last = end + 1;
        while let Some(s) = sense(doc, last, Class::NumSmall).filter(|s| here(doc, last) && s.value < 10.0) {
            value += s.value * place;
            place /= 10.0;
            last += 1;
        }
        // "nought point eleven", "point seventy-one"
        if let Some((stop, v)) = whole(doc, end + 1, false).filter(|(_, v)| last <= end + 2 && here(doc, end + 1) && (10.0..100.0).contains(v)) {
            (value, last) = (value.trunc() + v / 100.0, stop);
        }
        if last > end + 1 {
            end = last;
            if let Some(s) = sense(doc, end, Class::NumScale) {
                value *= s.value;
                end += 1;
            }
            return Some(num(first, end, Interval::point(value), 0.0, Form::Spelled));
        }
    }
    if let Some((part, last)) = and_part(doc, end) {
        // "two million and one half": half a million more.
        let big = [1e12, 1e9, 1e6].into_iter().find(|s| value >= *s && value % s == 0.0).unwrap_or(1.0);
        value += part * big;
        end = last;
        n_form = Form::Spelled;
        if let Some(s) = scale(doc, end) {
            value *= s.value;
            end += 1;
        }
        return Some(num(first, end, Interval::point(value), 0.0, n_form));
    }
    // "twenty-three fifths", "one hundred thirty-two fifths"
    let at_part = past_hyphen(doc, end);
    if let Some(s) = sense(doc, at_part, Class::NumPart).filter(|s| s.value < 0.5 && doc.word(at_part).ends_with('s') && !doc.is(at_part, "quarters") && value < 1000.0) {
        return Some(num(first, at_part + 1, Interval::point(value * s.value), 0.0, Form::Part));
    }
    let mut step = digits::step(value, 0);
    if n_form == Form::Spelled && value >= 1000.0 {
        // "two million": stated to the million.
        let big = [1e12, 1e9, 1e6, 1e3].into_iter().find(|s| value % s == 0.0).unwrap_or(1.0);
        step = big * digits::step(value / big, 0);
    }
    Some(num(first, end, Interval::point(value), step, n_form))
}

/// "and a half", "and a quarter", "and two quarters" at token `i`: the part and its end.
pub fn and_part(doc: &Document, i: usize) -> Option<(f64, usize)> {
    let and = if doc.is(past_hyphen(doc, i), "and") { past_hyphen(doc, i) } else { return None };
    let mut at = past_hyphen(doc, and + 1);
    let mut count = 1.0;
    if doc.is(at, "a") || doc.is(at, "an") {
        at = past_hyphen(doc, at + 1);
    } else if let Some(s) = sense(doc, at, Class::NumSmall) {
        count = s.value;
        at = past_hyphen(doc, at + 1);
    }
    let part = sense(doc, at, Class::NumPart).filter(|s| s.value >= 0.2)?;
    (count * part.value < 1.0).then_some((count * part.value, at + 1))
}

/// What the last word of a whole number was; decides what may follow.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    None,
    Small,
    Tens,
    Hundred,
    Scale,
}

/// The whole number in words at `at`: its end and value.
fn whole(doc: &Document, at: usize, and: bool) -> Option<(usize, f64)> {
    let (mut total, mut group, mut least, mut last) = (0.0f64, 0.0f64, f64::INFINITY, Last::None);
    let (mut i, mut end) = (at, at);
    loop {
        if end > at && !here(doc, i) {
            break;
        }
        let Some(s) = doc.senses_of(i, WHOLE).next() else { break };
        match s.class {
            Class::NumSmall
                if matches!(last, Last::None | Last::Hundred | Last::Scale)
                    || last == Last::Tens && (1.0..10.0).contains(&s.value) =>
            {
                // "zero" joins nothing.
                if s.value == 0.0 && last != Last::None {
                    break;
                }
                group += s.value;
                last = Last::Small;
            }
            Class::NumTens if matches!(last, Last::None | Last::Hundred | Last::Scale) => {
                group += s.value;
                last = Last::Tens;
            }
            Class::NumHundred if last == Last::None || matches!(last, Last::Small | Last::Tens) && (1.0..100.0).contains(&group) => {
                group = group.max(1.0) * 100.0;
                last = Last::Hundred;
            }
            Class::NumScale if last == Last::None => {
                (total, least, last) = (s.value, s.value, Last::Scale);
            }
            // "three billions", "two hundred dozens"
            Class::NumVague if group > 0.0 && s.value < least && s.value != 10.0 && s.value != 20.0 => {
                (total, group, least, last) = (total + group * s.value, 0.0, s.value, Last::Scale);
            }
            Class::NumScale if group > 0.0 && s.value < least => {
                (total, group, least, last) = (total + group * s.value, 0.0, s.value, Last::Scale);
            }
            Class::NumScale if last == Last::Scale && total < 1e15 && s.value >= 1000.0 => {
                (total, least) = (total * s.value, least * s.value);
            }
            _ => break,
        }
        end = i + 1;
        i = past_hyphen(doc, end);
        if and && matches!(last, Last::Hundred | Last::Scale) && doc.is(end, "and") && here(doc, end) {
            let unit = if last == Last::Hundred { 100.0 } else { least };
            // What follows "and" must be smaller than what it is added to: "between one hundred and two hundred" is two numbers.
            let part = |stop: usize| sense(doc, past_hyphen(doc, stop), Class::NumPart).is_some_and(|s| s.value < 0.34 || s.value == 0.5);
            if let Some((stop, v)) = whole(doc, end + 1, false).filter(|(stop, v)| here(doc, end + 1) && *v < unit && *v > 0.0 && !(last == Last::Scale && part(*stop))) {
                group += v;
                end = stop;
                break;
            }
        }
    }
    (end > at).then_some((end, total + group))
}
