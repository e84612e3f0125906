//! Durations: "seven-year", "two days", "a decade", "multi-year", "the past three years".

use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::number::{Form, Num};
use super::{FigureKind, Hedge, Interval};
use crate::core::lexicon::{Class, Sense};

/// Offers every number before a unit of time, and units of time that stand for one.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        if let Some(c) = counted(cx, n) {
            out.push(c);
        }
    }
    for cue in cx.cues.iter().filter(|c| c.sense.class == Class::TimeUnit && cx.num_before(c.at).is_none()) {
        if let Some(c) = uncounted(cx, cue.at, cue.sense) {
            out.push(c);
        }
    }
}

fn counted(cx: &Context, n: &Num) -> Option<Candidate> {
    if matches!(n.form, Form::Chain) || n.is_year() && n.value.lo >= Some(1900.0) && !cx.is(n.first.wrapping_sub(1), "of") {
        return None;
    }
    let mut at = cx.past_hyphen(n.end);
    if cx.is_any(at, &["extra", "more", "additional", "fewer", "full", "consecutive", "straight", "long", "whole", "calendar", "working"]) {
        at += 1;
    }
    // "the 2 next days", but "2.1 last year"
    if cx.is_any(at, &["next", "last", "past"]) && cx.word(at + 1).ends_with('s') {
        at += 1;
    }
    if cx.is(at, "of") && (matches!(n.form, Form::Part | Form::Vague) || n.value.lo.is_some_and(|v| v.fract() != 0.0)) {
        at += 1;
    }
    let s = unit_at(cx, at, n)?;
    // "one day it would rain" tells no length.
    let lead = &["for", "in", "within", "than", "least", "only", "just", "after", "about", "last", "lasted", "to", "every", "or"];
    if s.name == "day" && n.form == Form::Spelled && n.value.as_point() == Some(1.0) && at == n.end
        && !(n.first > 0 && cx.is_any(n.first - 1, lead)) && !cx.is_any(at + 1, &["later", "earlier", "after", "before", "ago", "of"])
    {
        return None;
    }
    let mut end = at + s.tokens;
    let mut value = n.value;
    let mut unit = s.name;
    let mut step = n.step;
    if let Some((part, stop)) = super::number::and_part(cx.doc, end).filter(|_| !cx.line(end)) {
        value = Interval { lo: value.lo.map(|v| v + part), hi: value.hi.map(|v| v + part) };
        end = stop;
        step = 0.0;
    } else if let Some((minutes, stop, small)) = smaller(cx, end, s.name) {
        let k = match (s.name, small) {
            ("hour", "second") => 3600.0,
            ("year", _) => 12.0,
            _ => 60.0,
        };
        value = Interval { lo: value.lo.map(|v| v * k + minutes), hi: value.hi.map(|v| v * k + minutes) };
        (unit, end, step) = (small, stop, 1.0);
    }
    let first = if is_window(cx, n.first) { n.first - 1 } else { n.first };
    let hedge = n.hedge().or((first < n.first).then_some(Hedge::Relative));
    Some(Candidate::new(FigureKind::Duration, first..end, value, "duration").unit(unit).hedge(hedge).step(step))
}

/// "past" of "the past three years".
fn is_window(cx: &Context, first: usize) -> bool {
    first > 0 && cx.is_any(first - 1, &["past", "last", "next", "coming", "previous", "following"]) && !cx.line(first)
}

fn unit_at(cx: &Context, at: usize, n: &Num) -> Option<Sense> {
    let s = cx.sense(at, Class::TimeUnit)?;
    let word = cx.word(at);
    if cx.line(at) {
        return None;
    }
    if word.len() == 1 {
        // "80s" is a decade, "12h" a duration.
        let decimals = n.digits.is_some_and(|d| d.decimals > 0);
        if n.digits.is_none() || !cx.glued(at) || word == "s" && !decimals {
            return None;
        }
    }
    // "two second-half goals", "three quarter-finals", "one quarter of": no time.
    let compound = is_hyphen(cx.word(at + 1)) && cx.is_any(at + 2, &["half", "final", "finals", "finalist", "finalists", "back", "place", "round", "string"]);
    (!compound).then_some(s)
}

/// "and 45 minutes" behind hours, "30 seconds" behind minutes.
fn smaller(cx: &Context, end: usize, unit: &str) -> Option<(f64, usize, &'static str)> {
    let small: &[&str] = match unit {
        "hour" => &["minute", "second"],
        "minute" => &["second"],
        "year" => &["month"],
        _ => return None,
    };
    // Years and months are one term only when nothing stands between them.
    let linked = (cx.is(end, "and") || cx.is(end, ",")) && unit != "year";
    let at = if linked { end + 1 } else { end };
    let n = cx.num_at(at).filter(|n| !n.range)?;
    let v = n.value.as_point().filter(|v| (1.0..60.0).contains(v))?;
    let unit = cx.past_hyphen(n.end);
    let s = cx.sense(unit, Class::TimeUnit).filter(|s| small.contains(&s.name) && !cx.line(unit))?;
    Some((v, unit + s.tokens, s.name))
}

/// "a decade", "half an hour", "multi-year", "the coming decade".
fn uncounted(cx: &Context, at: usize, s: Sense) -> Option<Candidate> {
    let before = at.checked_sub(1)?;
    if cx.line(at) || cx.word(at).len() < 3 {
        return None;
    }
    let one = Interval::point(1.0);
    let make = |first: usize, value, hedge, rule| {
        Some(Candidate::new(FigureKind::Duration, first..at + s.tokens, value, rule).unit(s.name).hedge(hedge))
    };
    if is_hyphen(cx.word(before)) && before > 0 && cx.is(before - 1, "multi") {
        return make(before - 1, Interval::NONE, Some(Hedge::Vague), "duration.multi");
    }
    if cx.is_any(before, &["past", "coming"]) && !cx.word(at).ends_with('s') || cx.is_any(before, &["next", "last"]) && s.name == "decade" {
        let the = before > 0 && cx.is(before - 1, "the") && cx.is(before, "coming");
        let value = if s.name == "decade" { Interval::point(10.0) } else { one };
        let unit = if s.name == "decade" { "year" } else { s.name };
        let c = Candidate::new(FigureKind::Duration, before - usize::from(the)..at + s.tokens, value, "duration.window").unit(unit);
        return Some(c.hedge(Some(Hedge::Relative)));
    }
    // "for a decade", "within an hour": an article alone is too often a rate or a phrase.
    if cx.is_any(before, &["a", "an"]) && !cx.word(at).ends_with('s') {
        let asked = &["for", "within", "than", "nearly", "almost", "about", "roughly", "over", "lasted", "took", "take", "takes", "last", "in", "after", "half", "least", "to", "up"];
        let next = cx.word(at + s.tokens);
        let rate = cx.is_any(at + s.tokens, &["ago", "earlier", "later", "old", "before", "long", "in", "-"]) || is_hyphen(next);
        let more = super::number::and_part(cx.doc, at + s.tokens).is_some() || smaller(cx, at + s.tokens, s.name).is_some();
        if (before > 0 && cx.is_any(before - 1, asked) && !rate && !cx.is(before - 1, "to") && s.name != "second") || more {
            let mut c = make(before, one, None, "duration.article")?;
            if let Some((part, stop)) = super::number::and_part(cx.doc, at + s.tokens) {
                (c.value, c.core.end) = (Interval::point(1.0 + part), stop);
                c.outer = c.core.clone();
            } else if let Some((v, stop, small)) = smaller(cx, at + s.tokens, s.name) {
                let k = if (s.name, small) == ("hour", "second") { 3600.0 } else { 60.0 };
                (c.value, c.core.end, c.unit) = (Interval::point(k + v), stop, Some(small.into()));
                c.outer = c.core.clone();
            }
            return Some(c);
        }
    }
    None
}
