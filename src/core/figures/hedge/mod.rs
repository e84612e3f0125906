//! Hedges and bounds: the words around a figure that limit it, and their direction. This is the only place that knows them.

use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::{FigureKind, Hedge, Interval};
use crate::core::lexicon::{Class, Classes, Sense};

/// The longest hedge before a figure, in tokens ("in the neighbourhood of").
const LONGEST: usize = 5;

/// Name in `words.tsv` of hedges that stay outside the span.
const OUTSIDE: &str = "out";

/// Reads the hedges of all candidates (in text order, not overlapping).
pub fn attach(cx: &Context, all: &mut [Candidate]) {
    let mut free = 0;
    for i in 0..all.len() {
        let limit = all.get(i + 1).map_or(cx.doc.tokens.len(), |c| c.core.start);
        let c = &mut all[i];
        if takes_hedges(c) {
            before(cx, c, free);
            after(cx, c, limit);
        }
        free = c.outer.end;
    }
}

/// "more than 100 and less than 300": a lower and an upper bound of one thing are its range.
pub fn join_bounds(cx: &Context, all: Vec<Candidate>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(all.len());
    for b in all {
        match out.last().and_then(|a| both_bounds(cx, a, &b)) {
            Some(c) => {
                out.pop();
                out.push(c);
            }
            None => out.push(b),
        }
    }
    out
}

fn both_bounds(cx: &Context, a: &Candidate, b: &Candidate) -> Option<Candidate> {
    let (least, most) = match (a.hedge?, b.hedge?) {
        (Hedge::AtLeast, Hedge::AtMost) => (a, b),
        (Hedge::AtMost, Hedge::AtLeast) => (b, a),
        _ => return None,
    };
    let linked = a.outer.end + 1 == b.outer.start && cx.is_any(a.outer.end, &["and", "but", ","]);
    let (lo, hi) = (least.value.lo?, most.value.hi?);
    let same = a.unit == b.unit || a.unit.is_none() || b.unit.is_none();
    let core = a.core.start..b.core.end;
    let unit = b.unit.clone().or(a.unit.clone());
    (linked && same && lo < hi && a.outer.start < a.core.start).then(|| Candidate {
        outer: a.outer.start..b.outer.end,
        core,
        unit,
        value: Interval::range(lo, hi),
        hedge: Some(Hedge::Range),
        ..b.clone()
    })
}

/// Dates, times, ordinals and results of games are not bounded by these words ("over Christmas", "about the third").
fn takes_hedges(c: &Candidate) -> bool {
    !matches!(c.kind, FigureKind::Date | FigureKind::Time | FigureKind::Ordinal) && c.rule != "count.none"
}

/// One or two hedges before the core: "about", "at least", "up to about".
fn before(cx: &Context, c: &mut Candidate, free: usize) {
    let mut at = c.outer.start;
    for _ in 0..2 {
        let Some((first, sense)) = longest_before(cx, at, free) else { break };
        if cx.line(at) || !fits(cx, c, first, sense) {
            break;
        }
        if sense.name != OUTSIDE && at == c.outer.start {
            c.outer.start = first;
        }
        limit(c, sense.class);
        at = first;
    }
}

fn longest_before(cx: &Context, at: usize, free: usize) -> Option<(usize, Sense)> {
    let room = at.saturating_sub(free).min(LONGEST);
    (1..=room).rev().find_map(|n| {
        let sense = cx.doc.senses_of(at - n, BEFORE).find(|s| s.tokens == n)?;
        Some((at - n, sense))
    })
}

/// What stands before a figure and widens it.
const BEFORE: Classes = Classes::of(&[
    Class::HedgeAbout,
    Class::HedgeNear,
    Class::HedgeLeast,
    Class::HedgeMost,
    Class::HedgeBetween,
    Class::HedgeFrom,
]);

/// The word is a hedge here and not a preposition of its own.
fn fits(cx: &Context, c: &Candidate, first: usize, s: Sense) -> bool {
    let amount = matches!(c.kind, FigureKind::Money | FigureKind::Percent | FigureKind::Number);
    match s.class {
        Class::HedgeNear => amount,
        Class::HedgeBetween => c.hedge == Some(Hedge::Range),
        Class::HedgeFrom => c.hedge == Some(Hedge::Range) && !cx.is(first, "between"),
        // "spent over five years": during; "lasted over five years": a bound.
        Class::HedgeLeast if c.kind == FigureKind::Duration && cx.is(first, "over") && s.tokens == 1 => {
            let bound = &[
                "for", "after", "lasted", "took", "lasting", "is", "was", "were", "be", "been", "of", "spent", "than", "taken",
                "takes", "just", "well", "aged",
            ];
            c.hedge.is_none() && (first == 0 || cx.is_any(first - 1, bound))
        }
        // "under 2 laws", "below three goals" are rare enough to keep; "over the" is not before a number at all.
        Class::HedgeAbout if cx.is(first, "some") => !matches!(c.kind, FigureKind::Ratio) && c.hedge != Some(Hedge::Relative),
        _ => true,
    }
}

fn after(cx: &Context, c: &mut Candidate, limit_at: usize) {
    let at = c.outer.end;
    if cx.line(at) {
        return;
    }
    for s in cx.doc.senses(at) {
        if matches!(s.class, Class::AfterLeast | Class::AfterMost | Class::AfterAbout) && at + s.tokens <= limit_at {
            // "plus" and "at least" may begin the next figure: "300 plus 20".
            let end = at + s.tokens;
            let next = cx.num_at(end).is_some() || cx.is(end, "than") || cx.is_any(end, &["equal"]);
            let sign = cx.is(at, "+") && !cx.glued(at)
                || cx.is_any(at, &["plus", "minimum", "maximum", "tops"]) && (next || c.hedge.is_some());
            if next || sign {
                continue;
            }
            c.outer.end = at + s.tokens;
            limit(c, s.class);
            return;
        }
    }
    // "20-odd", "thirty-something"
    if is_hyphen(cx.word(at)) && cx.is_any(at + 1, &["odd", "ish", "something", "plus"]) && cx.glued(at) && at + 2 <= limit_at {
        c.outer.end = at + 2;
        limit(c, if cx.is(at + 1, "plus") { Class::AfterLeast } else { Class::AfterAbout });
    }
}

/// Turns the value into what the hedge leaves of it.
fn limit(c: &mut Candidate, class: Class) {
    match class {
        Class::HedgeLeast | Class::AfterLeast
            // "at least 5 to 7" keeps its range; "no more than … at least" cannot be both.
            if c.hedge != Some(Hedge::AtMost) => {
                c.value = Interval { lo: c.value.lo, hi: None };
                c.hedge = Some(Hedge::AtLeast);
            }
        Class::HedgeMost | Class::AfterMost
            if c.hedge != Some(Hedge::AtLeast) => {
                c.value = Interval { lo: None, hi: c.value.hi.or(c.value.lo) };
                c.hedge = Some(Hedge::AtMost);
            }
        Class::HedgeAbout | Class::HedgeNear | Class::AfterAbout => {
            c.hedge = c.hedge.or(Some(Hedge::About));
        }
        _ => {}
    }
}
