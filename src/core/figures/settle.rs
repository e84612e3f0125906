//! Overlaps, ranges of whole figures, and restatements: decided here and nowhere else.

use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::{Figure, FigureKind, Hedge, Interval, date};
use crate::core::lexicon::Class;

/// Of candidates that share a token one stays. Priority: the longer core wins ("3 May 2024" over "3"); of equal length the kind
/// that stands earlier in `figure_kinds!`; of one kind the earlier rule. Then ranges whose ends both carry a unit are joined, and dates made of several.
pub fn settle(cx: &Context, mut all: Vec<Candidate>) -> Vec<Candidate> {
    all.retain(|c| c.core.start < c.core.end && c.core.end <= cx.doc.tokens.len());
    all.sort_by(|a, b| b.core.len().cmp(&a.core.len()).then(a.rank.cmp(&b.rank)).then(a.core.start.cmp(&b.core.start)));
    let mut taken = vec![false; cx.doc.tokens.len()];
    let mut kept = Vec::with_capacity(all.len());
    for c in all {
        if !taken[c.core.clone()].iter().any(|t| *t) {
            taken[c.core.clone()].fill(true);
            kept.push(c);
        }
    }
    kept.sort_by_key(|c| c.core.start);
    date::compose::join(cx, join_ranges(cx, kept))
}

/// "$1 million to $1.25 million", "between 5% and 6%", "3km-5km": two figures with their units are one range.
fn join_ranges(cx: &Context, all: Vec<Candidate>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(all.len());
    for b in all {
        let joined = out.last().and_then(|a| joined(cx, a, &b));
        match joined {
            Some(c) => {
                out.pop();
                out.push(c);
            }
            None => out.push(b),
        }
    }
    out
}

fn joined(cx: &Context, a: &Candidate, b: &Candidate) -> Option<Candidate> {
    if matches!(a.kind, FigureKind::Date | FigureKind::Time | FigureKind::Ordinal | FigureKind::Ratio) || cx.line(b.core.start) {
        return None;
    }
    let bare = matches!(a.kind, FigureKind::Number | FigureKind::Count);
    // A bare first number takes the second one's unit; two bare ones were joined by the number grammar.
    if a.kind != b.kind && !bare || bare && matches!(b.kind, FigureKind::Number | FigureKind::Count | FigureKind::Date) {
        return None;
    }
    if !bare && a.unit != b.unit {
        return None;
    }
    let link = a.core.end;
    let between = a.core.start > 0 && cx.is(a.core.start - 1, "between") && cx.is(link, "and");
    let from = a.core.start > 0 && cx.is(a.core.start - 1, "from") && cx.is_any(link, &["to", "and"]);
    let to = cx.is(link, "to") || is_hyphen(cx.word(link)) || cx.word(link) == "—";
    let gap = b.core.start.checked_sub(link)?;
    // "between 2 g and about 7 g"
    let about = gap == 2 && cx.sense(link + 1, Class::HedgeAbout).is_some();
    if !(gap == 1 || about) || !(between || from || to) {
        return None;
    }
    let (mut lo, hi) = (a.value.as_point()?, b.value.as_point()?);
    // "between $19 and $22 million", "$5-$10 billion": the scale stands once.
    let thousands = 1000f64.powi((hi.max(1.0).log10() / 3.0) as i32);
    let mut step = b.step;
    if a.kind == FigureKind::Money && hi >= 1e6 && lo < 1000.0 && a.step <= 1.0 && lo * thousands < hi {
        lo *= thousands;
        step = step.min(a.step * thousands);
    }
    let changed = !between && (1..=4).any(|n| a.core.start >= n && cx.sense(a.core.start - n, Class::ChangeVerb).is_some());
    if lo >= hi || changed || lo > 0.0 && hi / lo > 1e5 || bare && is_hyphen(cx.word(link)) {
        return None;
    }
    let core = a.core.start..b.core.end;
    Some(Candidate { outer: core.clone(), core, value: Interval::range(lo, hi), hedge: Some(Hedge::Range), step, ..b.clone() })
}

/// Candidates to figures, with restatements.
pub fn finish(cx: &Context, all: Vec<Candidate>) -> Vec<Figure> {
    let mut out: Vec<Figure> = Vec::with_capacity(all.len());
    for (i, c) in all.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|j| all.get(j));
        let restates = before.filter(|b| restated(cx, b, c, &out[i - 1])).map(|_| i - 1);
        let value = Interval { lo: c.value.lo.filter(|v| v.is_finite()), hi: c.value.hi.filter(|v| v.is_finite()) };
        out.push(Figure {
            span: cx.doc.span(c.outer.start, c.outer.end - 1),
            core: cx.doc.span(c.core.start, c.core.end - 1),
            kind: c.kind,
            value,
            unit: c.unit.clone(),
            hedge: c.hedge,
            step: c.step,
            per: c.per.clone(),
            restates: None,
            date: c.date,
            zone: c.zone.clone(),
            rule: c.rule,
        });
        out[i].restates = restates;
    }
    out
}

/// `b` stands alone in brackets right behind `a` and says the same in another unit or currency.
fn restated(cx: &Context, a: &Candidate, b: &Candidate, said: &Figure) -> bool {
    let open = b.outer.start.checked_sub(1).filter(|i| matches!(cx.word(*i), "(" | "["));
    let near = open.is_some_and(|o| o >= a.outer.end && o - a.outer.end <= 2);
    let closed = (b.outer.end..b.outer.end + 3).any(|i| matches!(cx.word(i), ")" | "]"));
    if !near || !closed || a.kind != b.kind || said.restates.is_some() {
        return false;
    }
    // "10:00 am (0800 GMT)"
    if a.kind == FigureKind::Time {
        return a.zone != b.zone;
    }
    if a.unit == b.unit {
        return false;
    }
    if a.kind == FigureKind::Money {
        return true;
    }
    let base = |c: &Candidate| {
        let m = super::unit::measure(c.unit.as_deref()?)?;
        Some((m.dimension, m.to_base(c.value.lo.or(c.value.hi)?)))
    };
    // Rounded conversions differ by up to a tenth.
    matches!((base(a), base(b)), (Some((d, x)), Some((e, y))) if d == e && (x - y).abs() <= 0.1 * x.abs().max(y.abs()))
}
