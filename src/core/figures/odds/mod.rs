//! Odds: "odds of 10-1", "a 7-2 favourite", "odds of 3 to 1 against". Unit `odds`, value the first number over the second.

use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::number::{Form, Num, digits};
use super::{FigureKind, Interval};
use crate::core::lexicon::Class;

/// How far from the pair the odds may be spoken of, in tokens.
const REACH: usize = 4;

/// Offers every pair of numbers beside a word of betting.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for (i, n) in cx.nums.iter().enumerate() {
        out.extend(pair(cx, n).or_else(|| to(cx, n, cx.nums.get(i + 1)?)));
    }
}

fn odds(cx: &Context, core: std::ops::Range<usize>, a: f64, b: f64, rule: &'static str) -> Option<Candidate> {
    let near = core.start.saturating_sub(REACH)..core.end + REACH;
    let bet = near.into_iter().any(|i| cx.sense(i, Class::OddsWord).is_some());
    let possible = bet && a > 0.0 && b > 0.0;
    possible.then(|| Candidate::new(FigureKind::Ratio, core, Interval::point(a / b), rule).unit("odds"))
}

/// "10-1", "7/2"
fn pair(cx: &Context, n: &Num) -> Option<Candidate> {
    let joined = n.form == Form::Chain && n.end == n.first + 3 && (is_hyphen(cx.word(n.first + 1)) || cx.word(n.first + 1) == "/");
    let side = |i: usize| digits::parse(cx.word(i)).filter(|d| joined && d.is_plain() && d.whole <= 4).map(|d| d.value);
    odds(cx, n.first..n.end, side(n.first)?, side(n.first + 2)?, "odds.pair")
}

/// "3 to 1"; a rising pair is a range.
fn to(cx: &Context, a: &Num, b: &Num) -> Option<Candidate> {
    let whole = |n: &Num| n.value.as_point().filter(|v| v.fract() == 0.0 && *v < 1e6 && n.form != Form::Vague && !n.is_year());
    let (x, y) = (whole(a)?, whole(b)?);
    let joined = cx.is(a.end, "to") && b.first == a.end + 1 && !cx.line(b.first) && x > y;
    if joined { odds(cx, a.first..b.end, x, y, "odds.to") } else { None }
}
