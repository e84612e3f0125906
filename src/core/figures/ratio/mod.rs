//! Ratios: "one in five", "two out of three", "a third of", "half the", odds, results of games, "tripled".

use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::number::{Form, Num, digits};
use super::{FigureKind, Interval};
use crate::core::lexicon::Class;

/// Offers fractions, shares and multiples.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    multiples(cx, out);
    for (i, n) in cx.nums.iter().enumerate() {
        if let Some(b) = cx.nums.get(i + 1)
            && let Some(c) = share(cx, n, b) {
                out.push(c);
            }
        if let Some(c) = times(cx, n) {
            out.push(c);
        }
        // "2-6 6-2 6-3": beside other results a rising pair is one too.
        let near = |j: Option<usize>| j.and_then(|j| cx.nums.get(j)).is_some_and(|m| m.form == Form::Chain && (n.first.abs_diff(m.end) <= 1 || m.first.abs_diff(n.end) <= 1));
        if n.range && n.form == Form::Digits && (near(i.checked_sub(1)) || near(Some(i + 1))) {
            out.extend(result(cx, n));
        }
        if n.form == Form::Chain {
            out.extend(result(cx, n));
        }
        if n.form == Form::Part && (n.first..n.end).all(|i| i == n.first || !cx.line(i)) && is_fraction(cx, n) {
            out.push(Candidate::new(FigureKind::Ratio, n.first..n.end, n.value, "ratio.part"));
        }
    }
}

/// "doubled", "a tenfold rise": how many times as much. Verbs only where an amount is what they double: not "doubled down".
fn multiples(cx: &Context, out: &mut Vec<Candidate>) {
    for c in cx.cues.iter().filter(|c| c.sense.class == Class::Multiple) {
        let verb = c.sense.name == "verb";
        let next = c.at + 1;
        let ends = cx.token(next).is_none_or(|t| !t.is_word() || t.line);
        let goes_on = cx.is_any(next, &["to", "from", "in", "since", "over", "its", "their", "his", "her", "the", "last", "this", "during", "between", "by", "and", "as"]);
        if !verb || ends || goes_on {
            out.push(Candidate::new(FigureKind::Ratio, c.at..next, Interval::point(c.sense.value), "ratio.multiple"));
        }
    }
}

/// "three times higher", "five times as many", "10 times the size".
fn times(cx: &Context, n: &Num) -> Option<Candidate> {
    let simple = matches!(n.form, Form::Digits | Form::Spelled) && n.value.lo.is_some_and(|v| v > 1.0);
    let more = cx.is_any(n.end + 1, &["as", "more", "higher", "larger", "bigger", "greater", "the", "faster", "better", "less", "likelier", "its", "their"]);
    let ok = simple && cx.is(n.end, "times") && more && !cx.line(n.end) && !cx.line(n.end + 1);
    ok.then(|| Candidate::new(FigureKind::Ratio, n.first..n.end + 1, n.value, "ratio.times").hedge(n.hedge()))
}

/// "one in five", "3 out of 4".
fn share(cx: &Context, a: &Num, b: &Num) -> Option<Candidate> {
    let simple = |n: &Num| matches!(n.form, Form::Digits | Form::Spelled | Form::Scaled) && !n.range && !n.is_year();
    let (x, y) = (a.value.as_point()?, b.value.as_point()?);
    if !simple(a) || !simple(b) || x >= y || x <= 0.0 || cx.line(b.first) {
        return None;
    }
    let gap = b.first - a.end;
    // "one over twenty": nothing that the second number could count may follow ("won 1 over 3 years").
    let alone = cx.token(b.end).is_none_or(|t| !t.is_word() || t.line);
    if gap == 1 && cx.is(a.end, "over") && alone && x <= 10.0 {
        return Some(Candidate::new(FigureKind::Ratio, a.first..b.end, Interval::point(x / y), "ratio.over"));
    }
    let out_of = gap == 2 && cx.is(a.end, "out") && cx.is(a.end + 1, "of");
    // "1 in 5" yes, "8 in 2020" and "three in 10 minutes" no.
    let time = cx.sense(b.end, Class::TimeUnit).is_some() || cx.sense(b.end, Class::Unit).is_some() || cx.sense(b.end, Class::Month).is_some();
    let within = (gap == 1 && cx.is(a.end, "in") || gap == 2 && cx.is(a.end, "in") && cx.is(a.end + 1, "every"))
        && (x <= 10.0 && y <= 1e6)
        && !time;
    (out_of || within).then(|| Candidate::new(FigureKind::Ratio, a.first..b.end, Interval::point(x / y), "ratio.share"))
}

/// "won 3-1", "a 2-0 defeat": both numbers, the smaller one as `lo`.
fn result(cx: &Context, n: &Num) -> Option<Candidate> {
    if n.end != n.first + 3 || !(is_hyphen(cx.word(n.first + 1)) || cx.word(n.first + 1) == "—") {
        return None;
    }
    let side = |i: usize| digits::parse(cx.word(i)).filter(|d| d.is_plain() && d.whole <= 3 && d.value < 600.0).map(|d| d.value);
    let (a, b) = (side(n.first)?, side(n.first + 2)?);
    Some(Candidate::new(FigureKind::Ratio, n.first..n.end, Interval::range(a.min(b), a.max(b)), "ratio.result").unit("score"))
}

/// A written fraction that speaks of a part: followed by "of", "the", a verb … but not a unit or a noun that it halves.
fn is_fraction(cx: &Context, n: &Num) -> bool {
    let spelled = n.digits.is_none() && cx.token(n.first).is_some_and(|t| t.is_word());
    if !spelled {
        return true;
    }
    let last = n.end - 1;
    let half = cx.is(last, "half");
    let article = cx.is_any(n.first, &["a", "an"]);
    // "third quarter", "second half", "half-time", "a half" of a game
    if is_hyphen(cx.word(n.end)) && cx.glued(n.end) {
        return false;
    }
    if n.first > 0 && (cx.sense(n.first - 1, Class::Ord).is_some() || is_hyphen(cx.word(n.first - 1)) || cx.is_any(n.first - 1, &["and", "last", "this", "previous", "next"]) && half) {
        return false;
    }
    let next = |words: &[&str]| cx.is_any(n.end, words);
    if half && n.first == last {
        return next(&["of", "the", "its", "their", "his", "her", "a", "that"]);
    }
    if article {
        let by = n.first > 0 && cx.is_any(n.first - 1, &["by", "than", "nearly", "almost", "about", "over", "least", "roughly", "up", "to", "only"]);
        return next(&["of"]) || by && !cx.token(n.end).is_some_and(|t| t.is_word() && !t.line && cx.sense(n.end, Class::Stop).is_none());
    }
    true
}
