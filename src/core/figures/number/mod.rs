//! The grammar of numbers, shared by all kinds, and the kind of those that nothing else claims.

pub mod digits;
mod parts;
mod ranges;
mod spelled;

use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::{FigureKind, Hedge, Interval, noun};
use crate::core::lexicon::Class;
use crate::core::text::{Document, Shape, TokenKind};
pub use digits::Digits;
pub use spelled::and_part;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `24`, `1,200.5`
    Digits,
    /// `38 billion`, `1.2m`, `3 dozen`
    Scaled,
    /// `twenty-four`, `a hundred`, `half a million`
    Spelled,
    /// `tens of millions`, `several`, `multi-billion`
    Vague,
    /// A scale word by itself: `trillion` of "trillion-dollar"
    Bare,
    /// `half`, `two-thirds`, `1/4`
    Part,
    /// Three or more digit groups joined by one mark (a date, a telephone number), or two joined by a colon or a slash
    Chain,
}

/// One number of the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Num {
    /// First token, a sign included.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// What it says.
    pub value: Interval,
    /// As in [`super::Figure::step`].
    pub step: f64,
    /// How it is written.
    pub form: Form,
    /// The digits as written, where it is in digits.
    pub digits: Option<Digits>,
    /// It joins two numbers.
    pub range: bool,
    /// A letter behind it that is a scale only in some company (`5m`): end and scale if taken.
    pub soft: Option<(usize, f64)>,
}

impl Num {
    /// The number with its soft scale taken, if it has one.
    pub fn hardened(self) -> Self {
        match self.soft {
            Some((end, scale)) => {
                Self { end, value: self.value.scaled(scale), step: self.step * scale, form: Form::Scaled, soft: None, ..self }
            }
            None => self,
        }
    }
    /// Range and vague numbers hedge themselves.
    pub fn hedge(&self) -> Option<Hedge> {
        if self.range {
            Some(Hedge::Range)
        } else if self.form == Form::Vague {
            Some(Hedge::Vague)
        } else {
            None
        }
    }
    /// Four plain digits that may be a year.
    pub fn is_year(&self) -> bool {
        self.form == Form::Digits && !self.range && self.digits.is_some_and(Digits::is_year)
    }
    /// A whole number in plain digits, no range.
    pub fn plain(&self) -> Option<u32> {
        let d = self.digits.filter(|d| d.is_plain() && d.whole <= 9)?;
        (self.form == Form::Digits && !self.range && d.value == self.value.lo?).then_some(d.value as u32)
    }
}

/// Every number of a document, in order. Linear: each token is read a bounded number of times.
pub fn read(doc: &Document) -> Vec<Num> {
    let mut out: Vec<Num> = Vec::new();
    let mut i = 0;
    while i < doc.tokens.len() {
        match number(doc, i) {
            Some(n) => {
                i = n.end.max(i + 1);
                if !is_code(doc, &n) {
                    out.push(n);
                }
            }
            None => i += 1,
        }
    }
    ranges::join(doc, &mut out);
    out
}

/// The digits are part of a word: "COVID-19", "F-16", "Form 10-K", "#3", "x=5". No kind may see them.
fn is_code(doc: &Document, n: &Num) -> bool {
    if n.form == Form::Spelled || n.form == Form::Vague || doc.token(n.first).is_none_or(|t| t.space) && !ends_as_code(doc, n) {
        return false;
    }
    if ends_as_code(doc, n) {
        return true;
    }
    let Some(before) = n.first.checked_sub(1) else { return false };
    let word = doc.word(before);
    // "Y=100 million": yen, as some wires write it.
    if word == "=" && before > 0 && doc.word(before - 1) == "Y" {
        return false;
    }
    if matches!(word, "#" | "@" | "_" | "=" | "&" | "\\" | "№" | "^") || matches!(word, "." | "/") && n.first > 1 {
        return true;
    }
    // "P5+1"
    if word == "+" && glued(doc, before) && before > 0 && doc.tokens[before - 1].is_word() {
        return true;
    }
    // A hyphen that glues the digits to a word, unless the word only tells where on a scale they lie ("sub-300", "mid-1990s").
    let hyphen = is_hyphen(word) && glued(doc, before) && before > 0;
    let lead = before.saturating_sub(1);
    // "3km-5km"
    let unit = lead > 0 && doc.tokens[lead - 1].is_number() && (doc.sense(lead, Class::Unit).is_some() || doc.sense(lead, Class::TimeUnit).is_some());
    hyphen && !unit && doc.tokens[lead].is_word() && doc.sense(lead, Class::DigitLead).is_none()
}

/// "10-K", "4x4": a capital letter or a word glued behind that is no unit.
fn ends_as_code(doc: &Document, n: &Num) -> bool {
    // "401(k)"
    let bracket = doc.word(n.end) == "(" && glued(doc, n.end) && doc.word(n.end + 1).len() == 1 && doc.word(n.end + 2) == ")";
    if bracket && n.form == Form::Digits && doc.token(n.end + 1).is_some_and(|t| t.is_word()) {
        return true;
    }
    let letter = doc.token(n.end + 1).is_some_and(|t| t.shape == Shape::Initial && !t.space);
    n.digits.is_some() && n.form == Form::Digits && is_hyphen(doc.word(n.end)) && glued(doc, n.end) && letter
}

fn number(doc: &Document, i: usize) -> Option<Num> {
    let token = doc.token(i)?;
    match token.kind {
        TokenKind::Number => in_digits(doc, i, i),
        TokenKind::Word => spelled::read(doc, i),
        TokenKind::Symbol => match doc.word(i) {
            // A sign: glued to digits, and not behind a word or a number ("1-2", "F-16").
            "-" | "−" | "–" if glued(doc, i + 1) && (token.space || matches!(doc.word(i.wrapping_sub(1)), "(" | "$" | "£" | "€")) => {
                let n = doc.token(i + 1).filter(|t| t.is_number()).and_then(|_| in_digits(doc, i, i + 1))?;
                (n.form != Form::Chain).then(|| negative(n))
            }
            "." if glued(doc, i + 1) && token.space => {
                let d = digits::parse(doc.word(i + 1)).filter(|d| doc.tokens[i + 1].is_number() && d.is_plain())?;
                let decimals = d.whole;
                let value = d.value / 10f64.powi(i32::from(decimals));
                let d = Digits { value, decimals, whole: 0, grouped: false };
                Some(scaled(doc, plain(i, i + 2, d)))
            }
            "½" | "⅓" | "⅔" | "¼" | "¾" | "⅕" | "⅛" => {
                let value = parts::glyph(doc.word(i))?;
                Some(Num { form: Form::Part, digits: None, step: 0.0, ..plain(i, i + 1, Digits { value, decimals: 2, whole: 1, grouped: false }) })
            }
            _ => None,
        },
        _ => None,
    }
}

fn negative(n: Num) -> Num {
    Num { value: Interval { lo: n.value.hi.map(|v| -v), hi: n.value.lo.map(|v| -v) }, ..n }
}

fn glued(doc: &Document, i: usize) -> bool {
    doc.token(i).is_some_and(|t| !t.space)
}

fn plain(first: usize, end: usize, d: Digits) -> Num {
    Num {
        first,
        end,
        value: Interval::point(d.value),
        step: digits::step(d.value, d.decimals),
        form: Form::Digits,
        digits: Some(d),
        range: false,
        soft: None,
    }
}

/// A number in digits at token `i`, begun at token `first` (its sign).
fn in_digits(doc: &Document, first: usize, i: usize) -> Option<Num> {
    if let Some(end) = telephone(doc, i).or_else(|| chain(doc, i)) {
        let form = Form::Chain;
        return Some(Num { form, value: Interval::NONE, ..plain(first, end, Digits { value: 0.0, decimals: 0, whole: 1, grouped: false }) });
    }
    let d = digits::parse(doc.word(i))?;
    if let Some(n) = parts::after_digits(doc, first, i, d) {
        return Some(n);
    }
    if let Some(n) = parts::spaced(doc, first, i, d) {
        return Some(scaled(doc, n));
    }
    Some(scaled(doc, plain(first, i + 1, d)))
}

/// The end of a telephone number at `i`: behind "+", two or more groups of digits with spaces, hyphens or brackets between.
fn telephone(doc: &Document, i: usize) -> Option<usize> {
    if i == 0 || doc.word(i - 1) != "+" || !glued(doc, i) {
        return None;
    }
    let mut end = i + 1;
    let mut groups = 1;
    while groups < 8 {
        let skip = (0..3).take_while(|k| matches!(doc.word(end + k), "-" | "(" | ")" | "." | "–")).count();
        if !doc.token(end + skip).is_some_and(|t| t.is_number() && !t.line) {
            break;
        }
        end += skip + 1;
        groups += 1;
    }
    (groups > 1).then_some(end)
}

/// The end of digit groups at `i` that one mark joins without spaces: three or more groups with `-`, `/` or `.`, two or
/// more with `:`.
fn chain(doc: &Document, i: usize) -> Option<usize> {
    let mark = doc.word(i + 1);
    if !matches!(mark, "-" | "/" | ":" | "–") {
        return None;
    }
    let mut end = i + 1;
    let mut groups = 1;
    while doc.word(end) == mark && glued(doc, end) && glued(doc, end + 1) && doc.tokens[end + 1].is_number() {
        end += 2;
        groups += 1;
    }
    (groups > 2 || (groups == 2 && mark == ":")).then_some(end)
}

/// A currency sign stands before token `i`.
fn is_sign(doc: &Document, i: usize) -> bool {
    i > 0 && doc.sense(i - 1, Class::CurrencySign).is_some()
}

/// "e10", "e-3" glued behind digits: the power of ten and the end.
fn exponent(doc: &Document, i: usize) -> Option<(i32, usize)> {
    let power = doc.word(i).strip_prefix(['e', 'E']).filter(|_| glued(doc, i))?;
    let (sign, digits, end) = match doc.word(i + 1) {
        "-" if power.is_empty() && glued(doc, i + 1) && glued(doc, i + 2) => (-1, doc.word(i + 2), i + 3),
        _ => (1, power, i + 1),
    };
    let power: i32 = digits.parse().ok()?;
    ((0..=30).contains(&power)).then_some((sign * power, end))
}

/// Adds the scale behind a number in digits: "38 billion", "38-billion", "38bn", "3 lakh crore".
fn scaled(doc: &Document, n: Num) -> Num {
    let mut n = n;
    if let Some((power, end)) = exponent(doc, n.end) {
        let k = 10f64.powi(power);
        return Num { end, value: n.value.scaled(k), step: n.step * k, form: Form::Scaled, ..n };
    }
    let word = |i: usize, class| doc.sense(i, class).filter(|_| !doc.tokens[i].line);
    for _ in 0..2 {
        let at = if doc.word(n.end) == "-" && glued(doc, n.end + 1) { n.end + 1 } else { n.end };
        let scale = word(at, Class::NumScale)
            .or_else(|| word(at, Class::NumHundred))
            .or_else(|| word(at, Class::NumAbbrev))
            .or_else(|| word(at, Class::NumVague).filter(|s| s.value > 10.0 && s.value != 20.0 && !n.digits.is_some_and(Digits::is_year)));
        // "1B" is a first baseman, "$1B" and "1.2B" are billions.
        let small = |v: f64| n.digits.is_some_and(|d| d.whole < 2 && d.decimals == 0) && v > 1e6 && !is_sign(doc, n.first);
        let letter = || word(n.end, Class::NumLetter).filter(|s| glued(doc, n.end) && n.form == Form::Digits && !small(s.value));
        let Some(s) = scale.or_else(letter) else { break };
        n = Num { end: at + 1, value: n.value.scaled(s.value), step: n.step * s.value, form: Form::Scaled, ..n };
    }
    if n.form == Form::Digits
        && let Some((part, end)) = and_part(doc, n.end).filter(|_| n.digits.is_some_and(Digits::is_plain)) {
            let value = Interval { lo: n.value.lo.map(|v| v + part), hi: n.value.hi.map(|v| v + part) };
            n = scaled(doc, Num { end, value, step: 0.0, form: Form::Spelled, ..n });
        }
    if n.form == Form::Digits && glued(doc, n.end) {
        n.soft = word(n.end, Class::NumLetterSoft).map(|s| (n.end + 1, s.value));
    }
    n
}

/// Numbers that stand for themselves: the last resort.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        // Long bare digits are numbers of calls and cases, not of things.
        let code = n.form == Form::Digits && n.digits.is_some_and(|d| d.is_plain() && (8..=12).contains(&d.whole));
        let zero = n.form == Form::Spelled && n.value.hi == Some(0.0) && cx.token(n.end).is_some_and(|t| t.is_word() && !t.line) && (cx.is(n.end, "in") || cx.sense(n.end, Class::Stop).is_none());
        if code || zero || is_bullet(cx, n) {
            continue;
        }
        if matches!(n.form, Form::Chain | Form::Bare | Form::Part) || n.form == Form::Vague && n.value.hi.is_none_or(|hi| hi <= 3.0) || noun::is_name_part(cx, n) {
            continue;
        }
        let small_word = n.form == Form::Spelled && n.value.as_point() == Some(1.0);
        if small_word || n.is_year() && n.value.lo.is_none_or(|v| (1900.0..=2050.0).contains(&v)) {
            continue;
        }
        // "20 per week": the rate belongs to the figure.
        let money = cx.sense_before(n.first, Class::CurrencySign, 2).is_some();
        let rate = !money && cx.is(n.end, "per") && cx.sense(n.end + 1, Class::TimeUnit).is_some() && !cx.line(n.end + 1);
        let end = if rate { n.end + 2 } else { n.end };
        let mut c = Candidate::new(FigureKind::Number, n.first..end, n.value, "number").hedge(n.hedge()).step(n.step);
        c.per = noun::per(cx, n.end);
        out.push(c);
    }
}

/// "1. How it began": the number of an item of a list is a sentence of its own, or stands in brackets at the start of a line.
pub fn is_bullet(cx: &Context, n: &Num) -> bool {
    if n.plain().is_none_or(|v| v > 99) {
        return false;
    }
    let alone = matches!(cx.word(n.end), "." | ")") && cx.glued(n.end) && cx.token(n.end + 1).is_none_or(|t| t.space);
    let first = cx.doc.sentences.get(cx.doc.sentence_of(n.first)).is_some_and(|s| s.tokens.start == n.first);
    alone && first && cx.token(n.end + 1).is_some_and(|t| !t.line)
}
