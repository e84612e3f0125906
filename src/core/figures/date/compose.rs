//! Dates made of several: "2 p.m. Wednesday", "from May to September", "the third week of July", "two days after Christmas".
//!
//! Runs over candidates that are already settled; what it joins was never in one another's way.

use super::resolve;
use crate::core::figures::candidate::Candidate;
use crate::core::figures::context::{Context, is_hyphen};
use crate::core::figures::{FigureKind, Hedge, Interval};
use crate::core::lexicon::Class;

/// Joins neighbours; the list stays in order and apart.
pub fn join(cx: &Context, all: Vec<Candidate>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::with_capacity(all.len());
    for next in all {
        let mut c = next;
        if c.kind == FigureKind::Date {
            part_of(cx, &mut out, &mut c);
            open_end(cx, &mut c);
        }
        while let Some(joined) = out.last().and_then(|a| pair(cx, a, &c)) {
            out.pop();
            c = joined;
        }
        out.push(c);
    }
    out
}

fn pair(cx: &Context, a: &Candidate, b: &Candidate) -> Option<Candidate> {
    if cx.line(b.core.start) || !matches!(b.kind, FigureKind::Date | FigureKind::Time) {
        return None;
    }
    let gap = a.core.end..b.core.start;
    if gap.len() > 3 || gap.clone().any(|i| cx.line(i)) {
        return None;
    }
    match (a.kind, b.kind) {
        (FigureKind::Date, FigureKind::Time) => moment(cx, a, b, gap),
        (FigureKind::Time, FigureKind::Date) => moment(cx, b, a, gap),
        (FigureKind::Date, FigureKind::Date) => range(cx, a, b, gap),
        (FigureKind::Time, FigureKind::Time) => times(cx, a, b, gap),
        (FigureKind::Duration, FigureKind::Date) => offset(cx, a, b, gap),
        _ => None,
    }
}

fn whole(a: &Candidate, b: &Candidate) -> std::ops::Range<usize> {
    a.core.start.min(b.core.start)..a.core.end.max(b.core.end)
}

/// A day and a time of day.
fn moment(cx: &Context, day: &Candidate, time: &Candidate, gap: std::ops::Range<usize>) -> Option<Candidate> {
    // "Tuesday from 2:00 to 2:30 pm": the end of the time.
    if let (Some(d), Some(to)) = (day.date, time.value.hi) {
        let until = gap.len() == 1 && (cx.is_any(gap.start, &["to", "until", "till"]) || is_hyphen(cx.word(gap.start)));
        if let Some((from, _)) = d.minutes.filter(|(a, b)| a == b && until && day.core.start < time.core.start) {
            let core = whole(day, time);
            let date = Some(super::DateValue { minutes: Some((from, (to as u16).max(from))), ..d });
            return Some(Candidate { outer: core.clone(), core, date, ..day.clone() });
        }
    }
    let value = day.date.filter(|d| d.minutes.is_none() && (d.day.is_some() || d.weekday.is_some() || day.rule == "date.day"))?;
    let links: &[&str] = if day.core.start < time.core.start { &[",", "at", "for", "around", "from", "before", "by", "after"] } else { &["on", ",", "of"] };
    let joined = gap.clone().all(|i| cx.is_any(i, links)) && gap.len() <= 2;
    let minutes = |v: Option<f64>| v.map(|v| v as u16);
    let (from, to) = (minutes(time.value.lo)?, minutes(time.value.hi).or(minutes(time.value.lo))?);
    let core = whole(day, time);
    joined.then(|| {
        let date = Some(super::DateValue { minutes: Some((from, to)), ..value });
        Candidate { outer: core.clone(), core, date, zone: time.zone.clone(), rule: "date.moment", ..day.clone() }
    })
}

/// "from May to September", "2 July to 10 July", "between Jan 2019 and today".
fn range(cx: &Context, a: &Candidate, b: &Candidate, gap: std::ops::Range<usize>) -> Option<Candidate> {
    let link = gap.start;
    let between = a.core.start > 0 && cx.is(a.core.start - 1, "between") && cx.is(link, "and");
    let to = cx.is_any(link, &["to", "until", "till", "through", "thru"]) || is_hyphen(cx.word(link)) || cx.word(link) == "—";
    let from = a.core.start > 0 && cx.is(a.core.start - 1, "from");
    let years = a.rule == "date.year" && b.rule == "date.year";
    if years || gap.len() != 1 || !(between || to) || a.hedge == Some(Hedge::Range) || b.hedge == Some(Hedge::Range) {
        return None;
    }
    // "moved the vote from Monday to Tuesday": two days.
    let moved = &["moved", "postponed", "delayed", "changed", "pushed", "shifted", "rescheduled", "rose", "fell"];
    if (1..=8).any(|n| a.core.start >= n && cx.is_any(a.core.start - n, moved)) || !(between || from || cx.is(link, "through") || !cx.is(link, "to") || a.unit == b.unit) {
        return None;
    }
    let mut first = a.clone();
    // "May 3 to June 5, 2024": the year stands once.
    if let (Some(d), Some(e)) = (a.date, b.date)
        && d.year.is_none() && d.month.is_some() && e.year.is_some() && e.month.is_some() {
            let d = resolve::complete(cx, a.core.end, super::DateValue { year: e.year, days: None, ..d });
            first.date = Some(d);
            first.value = d.days.map_or(Interval::NONE, |(x, y)| Interval::range(f64::from(x), f64::from(y)));
        }
    let value = match (first.value.lo, b.value.hi) {
        (Some(lo), Some(hi)) if lo < hi && a.unit == b.unit => Interval::range(lo, hi),
        // Days whose order is not known ("02-02-2020 - 03-03-2020") share their year.
        (Some(lo), Some(hi)) if lo == hi && a.rule == "date.digits" && b.rule == "date.digits" => Interval::point(lo),
        (Some(lo), Some(hi)) if lo >= hi && a.unit == b.unit => return None,
        _ => Interval::NONE,
    };
    let core = whole(a, b);
    let days = value.lo.zip(value.hi).filter(|_| b.unit.as_deref() == Some("day")).map(|(x, y)| (x as i32, y as i32));
    let date = first.date.map(|d| super::DateValue { days, ..d });
    Some(Candidate { outer: core.clone(), core, value, date, hedge: Some(Hedge::Range), rule: "date.range", ..b.clone() })
}

/// "10am to 12pm", "2:00 - 2:30 pm".
fn times(cx: &Context, a: &Candidate, b: &Candidate, gap: std::ops::Range<usize>) -> Option<Candidate> {
    let link = gap.start;
    let to = cx.is_any(link, &["to", "until", "till", "through"]) || is_hyphen(cx.word(link));
    let between = a.core.start > 0 && cx.is(a.core.start - 1, "between") && cx.is(link, "and");
    if gap.len() != 1 || !(to || between) || a.hedge.is_some() || b.rule == "time.word" {
        return None;
    }
    let (mut lo, hi) = (a.value.lo?, b.value.hi?);
    // "2:00 - 2:30 pm": the half of the day stands once.
    if lo < hi && hi >= 720.0 && lo < 720.0 && lo + 720.0 <= hi && a.core.len() == 3 {
        lo += 720.0;
    }
    let value = if lo <= hi { Interval::range(lo, hi) } else { Interval::NONE };
    let core = whole(a, b);
    Some(Candidate { outer: core.clone(), core, value, hedge: Some(Hedge::Range), rule: "time.range", ..b.clone() })
}

/// "two days after Christmas", "3 days before January 12".
fn offset(cx: &Context, a: &Candidate, b: &Candidate, gap: std::ops::Range<usize>) -> Option<Candidate> {
    let day = b.date.is_some_and(|d| d.day.is_some()) || matches!(b.rule, "date.holiday" | "date.day");
    let small = matches!(a.unit.as_deref(), Some("day" | "week" | "month"));
    if gap.len() != 1 || !cx.is_any(gap.start, &["before", "after", "from"]) || !day || !small {
        return None;
    }
    let k = match a.unit.as_deref() {
        Some("day") => 1.0,
        Some("week") => 7.0,
        _ => f64::NAN,
    };
    let sign = if cx.is(gap.start, "before") { -k } else { k };
    let n = a.value.as_point().unwrap_or(f64::NAN) * sign;
    let date = b.date.map(|d| super::DateValue {
        year: None,
        month: None,
        day: None,
        weekday: None,
        days: d.days.filter(|_| n.is_finite() && n.abs() < 1e5).map(|(x, y)| (x + n as i32, y + n as i32)),
        minutes: None,
    });
    let value = date.and_then(|d| d.days).map_or(Interval::NONE, |(x, y)| Interval::range(f64::from(x), f64::from(y)));
    let core = whole(a, b);
    Some(Candidate { outer: core.clone(), core, value, date, unit: Some("day".into()), rule: "date.offset", ..b.clone() })
}

/// "2018 or later", "1/1/2016 and earlier"
fn open_end(cx: &Context, c: &mut Candidate) {
    let end = c.core.end;
    if !cx.is_any(end, &["or", "and"]) || cx.line(end) || cx.line(end + 1) {
        return;
    }
    let later = cx.is_any(end + 1, &["later", "after"]);
    // "2018 and later in 2019" goes on; "and after" wants an end too.
    let done = cx.token(end + 2).is_none_or(|t| !t.is_word() || t.line);
    if done && (later || cx.is_any(end + 1, &["earlier", "before"])) {
        c.core.end = end + 2;
        c.outer = c.core.clone();
        (c.value, c.hedge) = if later {
            (Interval { lo: c.value.lo, hi: None }, Some(Hedge::AtLeast))
        } else {
            (Interval { lo: None, hi: c.value.hi }, Some(Hedge::AtMost))
        };
    }
}

/// "the third week of" before a date, "last four months of", "the 15th day of": the date takes them in.
fn part_of(cx: &Context, out: &mut Vec<Candidate>, c: &mut Candidate) {
    let Some(of) = c.core.start.checked_sub(1).filter(|i| cx.is(*i, "of") && !cx.line(c.core.start)) else { return };
    let unit = (of.saturating_sub(1)..of).find(|i| {
        cx.sense(*i, Class::TimeUnit).is_some_and(|s| i + s.tokens == of) || cx.is_any(*i, &["half", "days", "part"])
    });
    let Some(unit) = unit.filter(|u| *u > 0) else { return };
    let counted = cx.num_before(unit).map_or(unit, |n| n.first);
    let Some(which) = counted.checked_sub(1) else { return };
    let word = |i: usize| cx.sense(i, Class::Ord).is_some() || cx.is_any(i, &["first", "last", "final", "opening"]);
    let first = if word(which) {
        which
    } else if cx.is_any(which, &["st", "nd", "rd", "th"]) && cx.num_before(which).is_some() {
        which - 1
    } else if counted < unit && cx.is_any(unit, &["half"]) {
        counted
    } else {
        return;
    };
    while out.last().is_some_and(|o| o.core.start >= first) {
        out.pop();
    }
    if out.last().is_some_and(|o| o.core.end > first) {
        return;
    }
    c.core.start = first;
    c.outer = c.core.clone();
    c.rule = "date.part";
    // Which days that are is not worked out; they lie inside.
    if let Some(d) = &mut c.date {
        d.day = None;
    }
}
