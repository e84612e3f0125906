//! Two numbers that make one range: "140-150 million", "3 to 5", "between 44 and 50", "three or four".

use super::{Form, Interval, Num};
use crate::core::lexicon::Class;
use crate::core::text::Document;

/// Joins neighbours in place.
pub fn join(doc: &Document, nums: &mut Vec<Num>) {
    let mut out = 0;
    let mut i = 0;
    while i < nums.len() {
        let next = nums.get(i + 1).copied();
        if let Some(n) = next.and_then(|b| range(doc, nums[i], b)) {
            nums[out] = n;
            i += 2;
        } else if let Some(n) = next.and_then(|b| pair(doc, nums[i], b)) {
            nums[out] = n;
            i += 2;
        } else {
            nums[out] = nums[i];
            i += 1;
        }
        out += 1;
    }
    nums.truncate(out);
}

fn range(doc: &Document, a: Num, b: Num) -> Option<Num> {
    let writable = |n: &Num| matches!(n.form, Form::Digits | Form::Scaled | Form::Spelled) && !n.range;
    if !writable(&a) || !writable(&b) || doc.token(b.first)?.line {
        return None;
    }
    // "8- to 16-": the first number keeps its hyphen.
    let from = if doc.word(a.end) == "-" && doc.is(a.end + 1, "to") { a.end + 1 } else { a.end };
    let link = connector(doc, from, a)?;
    let start = from + 1;
    // "2 - ~7"
    let second = if matches!(doc.word(start), "~" | "about" | "around") { start + 1 } else { start };
    // A dash that was read as the sign of the second number is the connector.
    let (mut b, dash) = if b.first == from && link == Link::Dash { (negated(b), true) } else { (b, false) };
    if !dash && b.first != second {
        return None;
    }
    // "November 27-2005": a day and its year. "555-0134": a code.
    let code = link == Link::Dash && doc.word(b.end - 1).starts_with('0') && b.digits.is_some_and(|d| d.whole > 1 && d.decimals == 0);
    if code || b.is_year() && a.first > 0 && doc.sense(a.first - 1, Class::Month).is_some() {
        return None;
    }
    if a.is_year() && b.is_year() && a.value.lo >= Some(1800.0) {
        return None;
    }
    let (lo, hi) = (a.value.as_point()?, b.value.as_point()?);
    if link == Link::Or && !(a.form == b.form && (hi - lo == 1.0 || hi <= 2.0 * lo && hi < 1000.0)) {
        return None;
    }
    // The scale that stands once holds for both: "140-150 million", "four to five thousand".
    let mut a = a;
    let k = b.value.lo? / mantissa(doc, &b)?;
    if k > 1.0 && a.form != Form::Scaled && lo < hi / k {
        a.value = a.value.scaled(k);
        a.step *= k;
    }
    let lo = a.value.lo?;
    // "lost 5 to 6 percent" is a range, "rose 12 to 1,478" tells a change; so does "from 5 to 7 percent" behind such a verb.
    let from = a.first > 0 && doc.is(a.first - 1, "from");
    let unit = !from && (has_unit(doc, b.end) || link == Link::Dash && a.digits.is_some_and(|d| d.whole > 2));
    if lo >= hi || lo < 0.0 && hi < lo || (link != Link::Between && !unit && is_change(doc, a.first)) {
        return None;
    }
    // "5-0", "2 to 0" fall out above; "10 to 1,000,000" is two numbers.
    if lo > 0.0 && hi / lo > 1000.0 {
        return None;
    }
    let soft = b.soft;
    b.soft = None;
    let form = if a.form == Form::Digits && b.form == Form::Digits { Form::Digits } else { b.form };
    Some(Num { first: a.first, value: Interval::range(lo, hi), step: a.step.min(b.step), form, digits: a.digits, range: true, soft, ..b })
}

/// Two whole numbers that a hyphen joins and that are no range: the result of a game ("3-1") or a code ("3888-2"). Neither half is a
/// figure by itself.
fn pair(doc: &Document, a: Num, b: Num) -> Option<Num> {
    let dash = matches!(doc.word(a.end), "-" | "–" | "—" | "‑");
    let whole = |n: &Num| n.plain().is_some();
    // "1 - 0" with spaces, "1-0" without; the dash may have been read as a sign.
    let (second, even) = if b.first == a.end + 1 {
        (b, doc.token(a.end)?.space == doc.token(b.first)?.space)
    } else {
        return None;
    };
    let ok = dash && even && whole(&a) && whole(&second) && !doc.token(b.first)?.line && !a.is_year();
    ok.then_some(Num { first: a.first, end: second.end, form: Form::Chain, value: Interval::NONE, ..a })
}

#[derive(Clone, Copy, PartialEq)]
enum Link {
    Dash,
    To,
    Or,
    Between,
}

fn connector(doc: &Document, at: usize, a: Num) -> Option<Link> {
    let t = doc.token(at)?;
    let between = || a.first > 0 && doc.is(a.first - 1, "between");
    match doc.word(at) {
        "-" | "–" | "—" | "‐" | "‑" | "−" | "~" => {
            // "18 -19": uneven only behind a month.
            let days = a.first > 0 && doc.sense(a.first - 1, Class::Month).is_some();
            (days || t.space == doc.token(at + 1)?.space).then_some(Link::Dash)
        }
        "to" | "To" => Some(Link::To),
        "or" => Some(Link::Or),
        "and" if between() => Some(Link::Between),
        _ => None,
    }
}

/// The sign taken off again.
fn negated(n: Num) -> Num {
    Num { first: n.first + 1, ..super::negative(n) }
}

/// The number before its scale word: 150 of "150 million".
fn mantissa(doc: &Document, n: &Num) -> Option<f64> {
    let v = n.value.lo?;
    if n.form == Form::Digits {
        return Some(v);
    }
    let mut k = 1.0;
    for i in n.first + 1..n.end {
        for s in doc.senses(i) {
            if matches!(s.class, Class::NumScale | Class::NumHundred | Class::NumAbbrev | Class::NumLetter) {
                k *= s.value;
                break;
            }
        }
    }
    (k > 0.0).then(|| (v / k).max(f64::MIN_POSITIVE))
}

/// A unit stands at token `i`, a hyphen aside.
fn has_unit(doc: &Document, i: usize) -> bool {
    let i = if doc.word(i) == "-" { i + 1 } else { i };
    [Class::PercentUnit, Class::Unit, Class::TimeUnit, Class::CurrencyName].iter().any(|c| doc.sense(i, *c).is_some())
}

/// A verb of change stands close before: "rose 12 to 1,478", "from 5 to 7" behind one. Then it is no range.
fn is_change(doc: &Document, first: usize) -> bool {
    (1..=4).any(|n| first >= n && doc.sense(first - n, Class::ChangeVerb).is_some())
}
