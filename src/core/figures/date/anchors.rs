//! Dates that start from a word: months, week days, "last", "today", feasts, "… ago".

use super::{DateValue, candidate, resolve};
use crate::core::figures::candidate::Candidate;
use crate::core::figures::context::{Context, Cue, is_hyphen};
use crate::core::figures::number::{Form, Num, digits};
use crate::core::lexicon::Class;
use crate::core::text::Shape;

/// Offers one date for each cue word at most; longer ones win when overlaps are settled.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for c in &cx.cues {
        let found = match c.sense.class {
            Class::Month => month(cx, c),
            Class::Weekday => weekday(cx, c),
            Class::DayWord => {
                let n = c.sense.value as i16;
                let days = resolve::period(cx, "day", n);
                Some(candidate(cx, c.at..c.at + 1, DateValue { days, ..DateValue::default() }, true, "date.day"))
            }
            Class::DateRelative => relative(cx, c),
            Class::Season => season(cx, c),
            Class::Holiday => holiday(cx, c),
            Class::TimeUnit => ago(cx, c).or_else(|| same_day(cx, c)),
            Class::Period => weekend(cx, c),
            Class::Ord => ordinal(cx, c),
            _ => None,
        };
        out.extend(found);
    }
}

/// The word is a month here: "May" and "March" (and "Mar", "Dec" …) want a capital letter and a neighbour that dates have.
fn is_month(cx: &Context, at: usize) -> bool {
    let word = cx.word(at);
    let Some(t) = cx.token(at) else { return false };
    let doubtful = cx.is_any(at, &["may", "march", "mar", "sep", "dec", "jan", "sun", "august"]);
    if !doubtful {
        return t.shape != Shape::Lower || has_day(cx, at) || at > 0 && cx.is_any(at - 1, &["in", "of", "last", "next", "this", "since", "by", "early", "late", "mid", "to", "until"]);
    }
    if has_day(cx, at) {
        return true;
    }
    if t.shape == Shape::Lower {
        return false;
    }
    let lead = &["in", "of", "since", "by", "until", "till", "last", "next", "this", "early", "late", "mid", "from", "to", "and", "during", "between", "through", "before", "after", "for", "or", "-", "every", "each"];
    // "for March Motors": a name.
    let name = cx.token(at + 1).is_some_and(|t| t.is_word() && t.is_capital() && t.space && !t.line);
    let led = at > 0 && cx.is_any(at - 1, lead) && !name;
    led || word.len() > 3 && cx.num_at(at + 1).is_some_and(Num::is_year) || word.ends_with("ugust") && t.shape == Shape::Title
}

/// A day number beside the month.
fn has_day(cx: &Context, at: usize) -> bool {
    day_after(cx, at + 1).is_some() || day_before(cx, at).is_some() || ordinal_day(cx, at + 1).is_some()
}

fn day(n: &Num) -> Option<u8> {
    n.plain().filter(|d| (1..=31).contains(d) && n.digits.is_some_and(|d| d.whole <= 2)).map(|d| d as u8)
}

/// "21", "21st", "21-23", "the 21st" behind a month: first day, end, and the last day of a range.
fn day_after(cx: &Context, i: usize) -> Option<(u8, usize, Option<u8>)> {
    let i = if cx.word(i) == "." && cx.glued(i) { i + 1 } else { i };
    if cx.line(i) {
        return None;
    }
    if let Some(n) = cx.num_at(i) {
        if n.range && n.digits.is_some_and(|d| d.whole <= 2) {
            let (a, b) = (n.value.lo?, n.value.hi?);
            return (a >= 1.0 && b <= 31.0 && a.fract() == 0.0).then_some((a as u8, n.end, Some(b as u8)));
        }
        let d = day(n)?;
        // "May 5 people", "March 10%": still a month and its day only when nothing counts.
        let suffix = cx.glued(n.end) && cx.is_any(n.end, &["st", "nd", "rd", "th"]);
        let counted = cx.sense(n.end, Class::PercentUnit).is_some() || cx.word(n.end) == ":" && cx.glued(n.end + 1);
        return (!counted).then_some((d, n.end + usize::from(suffix), None));
    }
    None
}

/// "ninth", "twenty-fourth" at `i`: the day and the end.
fn ordinal_day(cx: &Context, i: usize) -> Option<(u8, usize)> {
    if cx.line(i) {
        return None;
    }
    if let Some(n) = cx.num_at(i) {
        let tens = n.value.as_point().filter(|v| matches!(*v as u8, 20 | 30) && n.digits.is_none())?;
        let at = cx.past_hyphen(n.end);
        let s = cx.sense(at, Class::Ord).filter(|s| s.value < 10.0 && tens + s.value <= 31.0)?;
        return Some(((tens + s.value) as u8, at + 1));
    }
    cx.sense(i, Class::Ord).filter(|s| s.value <= 30.0).map(|s| (s.value as u8, i + s.tokens))
}

/// "the third of" before a month: first token and day.
fn ordinal_day_before(cx: &Context, at: usize) -> Option<(u8, usize)> {
    let of = at.checked_sub(1).filter(|i| cx.is(*i, "of"))?;
    (1..=3.min(of)).rev().find_map(|n| ordinal_day(cx, of - n).filter(|(_, end)| *end == of).map(|(d, _)| (d, of - n)))
}

/// "21", "21st of", "the 21st day of" before a month: first token and day.
fn day_before(cx: &Context, at: usize) -> Option<(u8, usize)> {
    let mut i = at;
    if i > 0 && cx.is(i - 1, "of") {
        i -= 1;
    }
    if i >= 2 && cx.is_any(i - 1, &["st", "nd", "rd", "th"]) && cx.glued(i - 1) {
        i -= 1;
    } else if i < at {
        return None;
    }
    if cx.line(i) && i == at {
        return None;
    }
    let n = cx.num_before(i)?;
    let d = if n.range { n.value.hi.filter(|h| n.digits.is_some_and(|d| d.whole <= 2) && *h <= 31.0)? as u8 } else { day(n)? };
    (d >= 1).then_some((d, n.first))
}

/// ", 2017", "of 2017", "2017" at `i`: the year and the end.
fn year_after(cx: &Context, i: usize) -> Option<(i16, usize)> {
    let mut at = i;
    if cx.word(at) == "." && cx.glued(at) {
        at += 1;
    }
    if cx.word(at) == "," || cx.is(at, "of") {
        at += 1;
    }
    if cx.line(at) {
        return None;
    }
    let n = cx.num_at(at).filter(|n| n.is_year() && n.value.lo.is_some_and(|v| (1500.0..2150.0).contains(&v)))?;
    Some((n.value.lo? as i16, n.end))
}

/// Words that narrow a date and belong to it: "early", "mid-", "late", "the end of".
fn with_part(cx: &Context, first: usize) -> usize {
    let before = if first > 0 && is_hyphen(cx.word(first - 1)) { first - 1 } else { first };
    if before > 0 && cx.sense(before - 1, Class::SpanPart).is_some() && !cx.line(before) { before - 1 } else { first }
}

fn month(cx: &Context, c: &Cue) -> Option<Candidate> {
    if !is_month(cx, c.at) {
        return None;
    }
    let mut v = DateValue { month: Some(c.sense.value as u8), ..DateValue::default() };
    let (mut first, mut end) = (c.at, c.at + 1);
    let mut last_day = None;
    // "10 Nov 11": the day stands before, two digits of the year behind.
    let short = cx.num_at(end).filter(|n| n.plain().is_some_and(|y| (1..=69).contains(&y)) && n.digits.is_some_and(|d| d.whole == 2) && !cx.line(n.first));
    let before = day_before(cx, c.at).filter(|(_, start)| *start + 1 == c.at);
    if let (Some((d, start)), Some(y)) = (before, short) {
        (v.day, first) = (Some(d), start);
        (v.year, end) = (y.plain().map(|y| 2000 + y as i16), y.end);
    } else if let Some((d, stop, last)) = day_after(cx, end).filter(|(_, stop, _)| year_after(cx, c.at + 1).is_none_or(|(_, y)| y < *stop) || *stop > c.at) {
        // "May 2017": the number is the year.
        (v.day, end, last_day) = (Some(d), stop, last);
    } else if let Some((d, start)) = day_before(cx, c.at) {
        (v.day, first) = (Some(d), start);
    }
    // A pair that is no range ("27-2005") is kept from other kinds but holds the day.
    if v.day.is_none() && cx.num_at(end).is_some_and(|n| n.form == Form::Chain && n.end == end + 3) {
        let part = |i: usize| digits::parse(cx.word(i)).filter(|d| d.is_plain());
        if let (Some(d), Some(y)) = (part(end).filter(|d| (1.0..=31.0).contains(&d.value)), part(end + 2).filter(|d| d.is_year())) {
            (v.day, v.year, end) = (Some(d.value as u8), Some(y.value as i16), end + 3);
        }
    }
    if v.day.is_none() && v.year.is_none() && year_after(cx, c.at + 1).is_none() {
        if let Some((d, stop)) = ordinal_day(cx, if cx.is(end, "the") { end + 1 } else { end }) {
            (v.day, end) = (Some(d), stop);
        } else if let Some((d, start)) = ordinal_day_before(cx, c.at) {
            (v.day, first) = (Some(d), start);
        }
    }
    // "November 27-2005"
    let after = if v.day.is_some() && is_hyphen(cx.word(end)) && cx.glued(end) && cx.glued(end + 1) { end + 1 } else { end };
    if let Some((y, stop)) = year_after(cx, after).filter(|_| v.year.is_none()) {
        (v.year, end) = (Some(y), stop);
    } else if cx.word(end) == "." && cx.glued(end) && v.day.is_none() && cx.word(c.at).len() <= 4 && cx.token(end + 1).is_some_and(|t| !t.is_capital()) {
        end += 1;
    }
    // "Friday, July 21, 2017"
    let comma = if first > 0 && cx.word(first - 1) == "," { first - 1 } else { first };
    if let Some((at, s)) = cx.sense_before(comma, Class::Weekday, 1).filter(|_| v.day.is_some() && !cx.line(first)) {
        (v.weekday, first) = (Some(s.value as u8), at);
    }
    // "2017 April"
    if let Some(n) = cx.num_before(first).filter(|n| v.year.is_none() && v.day.is_none() && n.is_year() && !cx.line(first)) {
        (v.year, first) = (n.plain().map(|y| y as i16), n.first);
    }
    let mut relative = v.year.is_none();
    // "this August", "last July"
    if let Some((at, s)) = cx.sense_before(first, Class::DateRelative, 1).filter(|_| v.year.is_none())
        && s.name.is_empty() && cx.is_any(at, &["last", "this", "next"]) {
            first = at;
            relative = true;
        }
    first = with_part(cx, first);
    let mut made = candidate(cx, first..end, v, relative, "date.month");
    if let (Some(last), Some((a, _)), Some(day)) = (last_day, made.date.and_then(|d| d.days), v.day) {
        let days = (a, a + i32::from(last) - i32::from(day));
        made.value = super::Interval::range(f64::from(days.0), f64::from(days.1));
        made.date = made.date.map(|d| DateValue { days: Some(days), ..d });
    }
    // A bare month or day without year is known only from the publication.
    Some(made)
}

fn weekday(cx: &Context, c: &Cue) -> Option<Candidate> {
    let t = cx.token(c.at)?;
    if t.shape == Shape::Lower && cx.word(c.at).len() < 6 {
        return None;
    }
    let mut first = c.at;
    let w = c.sense.value as u8;
    let mut days = None;
    if let Some((at, s)) = cx.sense_before(c.at, Class::DateRelative, 1).filter(|(at, _)| cx.is_any(*at, &["last", "this", "next", "past", "coming", "previous"]) || *at > 0 && cx.is(*at - 1, "the")) {
        first = at;
        if let Some(p) = cx.published {
            // "last Friday" is never the day of publication itself; "next Friday" neither.
            let d = match s.value as i8 {
                -1 => resolve::weekday(p.yesterday().ok()?, w, false),
                1 => resolve::weekday(p.tomorrow().ok()?, w, true),
                _ => None,
            };
            days = d.map(|d| (resolve::day_number(d), resolve::day_number(d)));
        }
    }
    let mut v = DateValue { weekday: Some(w), days, ..DateValue::default() };
    let mut end = c.at + 1;
    // "Wed 13th", "Tuesday the eleventh"
    let the = cx.is(end, "the");
    if let Some(n) = cx.num_at(end + usize::from(the)).filter(|n| cx.glued(n.end) && cx.is_any(n.end, &["st", "nd", "rd", "th"]) && !cx.line(n.first)) {
        (v.day, end) = (day(n), n.end + 1);
    } else if let Some((d, stop)) = ordinal_day(cx, end + 1).filter(|_| the) {
        (v.day, end) = (Some(d), stop);
    }
    Some(candidate(cx, first..end, v, true, "date.weekday"))
}

/// "last week", "this year", "next month", "the past quarter", "earlier this year".
fn relative(cx: &Context, c: &Cue) -> Option<Candidate> {
    let mut at = c.at + c.sense.tokens;
    let s = cx.sense(at, Class::Period).filter(|_| !cx.line(at))?;
    if cx.is(at, "years") && !cx.is(c.at, "this") {
        return None;
    }
    let same = cx.is_any(c.at, &["same", "that"]) || c.sense.tokens > 1;
    if cx.is(c.at, "the") || same && !matches!(s.name, "week" | "weekend" | "month" | "year" | "quarter" | "day") {
        return None;
    }
    // "that year" and "the same day" point at something said before: no day is known.
    at += s.tokens;
    let mut first = c.at;
    if first > 0 && cx.is_any(first - 1, &["earlier", "later", "early", "late"]) && !cx.line(first) {
        first -= 1;
    }
    let night = s.name == "day";
    let n = c.sense.value as i16;
    let pointed = same || cx.is_any(c.at, &["previous", "following"]);
    let days = if pointed { None } else { resolve::period(cx, s.name, if night && n < 0 { -1 } else { n }) };
    let v = DateValue { days, ..DateValue::default() };
    let mut made = candidate(cx, first..at, v, true, "date.relative");
    if s.name == "year" && !pointed {
        if let Some(y) = cx.published.and_then(|p| p.year().checked_add(n)) {
            made.value = super::Interval::point(f64::from(y));
            made.date = Some(DateValue { year: Some(y), days, ..DateValue::default() });
        }
        made = made.unit("year");
    }
    Some(made)
}

/// "over the weekend", "later in the year"
fn weekend(cx: &Context, c: &Cue) -> Option<Candidate> {
    let later = c.at >= 3 && cx.is(c.at - 1, "the") && cx.is(c.at - 2, "in") && cx.is_any(c.at - 3, &["later", "earlier", "early", "late"]);
    if later && matches!(c.sense.name, "week" | "month" | "year" | "quarter" | "decade" | "century" | "season") {
        return Some(candidate(cx, c.at - 3..c.at + c.sense.tokens, DateValue::default(), true, "date.later"));
    }
    let bare = cx.is(c.at, "weekend") && c.at > 0 && cx.is(c.at - 1, "the") && !cx.line(c.at);
    // "the weekend edition" is no date.
    let goes_on = cx.token(c.at + 1).is_some_and(|t| t.is_word() && !t.line && cx.sense(c.at + 1, Class::Stop).is_none());
    let days = resolve::period(cx, "weekend", 0).map(|(a, b)| (a - 7, b));
    (bare && !goes_on).then(|| candidate(cx, c.at..c.at + 1, DateValue { days, ..DateValue::default() }, true, "date.weekend"))
}

/// "summer 2020", "spring of 2019".
fn season(cx: &Context, c: &Cue) -> Option<Candidate> {
    let (y, end) = year_after(cx, c.at + 1).filter(|_| !cx.line(c.at + 1) && cx.word(c.at + 1) != ",")?;
    let v = DateValue { year: Some(y), ..DateValue::default() };
    let first = with_part(cx, c.at);
    Some(candidate(cx, first..end, v, false, "date.season"))
}

fn holiday(cx: &Context, c: &Cue) -> Option<Candidate> {
    let t = cx.token(c.at)?;
    let lower = t.shape == Shape::Lower && c.sense.tokens == 1 && !cx.is_any(c.at, &["christmas", "easter", "thanksgiving"]);
    let end = c.at + c.sense.tokens;
    // "Christmas market", "Easter Island": part of a name or an adjective.
    let goes_on = cx.token(end).is_some_and(|t| t.is_word() && !t.line && (t.is_capital() || cx.sense(end, Class::Stop).is_none()));
    let name = c.at > 0 && c.sense.tokens == 1 && cx.token(c.at - 1).is_some_and(|t| t.is_capital() && t.is_word()) && cx.sense(c.at - 1, Class::NotName).is_none();
    if name || lower || goes_on && c.sense.tokens == 1 {
        return None;
    }
    let first = if c.at > 0 && cx.is_any(c.at - 1, &["last", "next", "this", "previous", "following"]) { c.at - 1 } else { c.at };
    let (year, end) = year_after(cx, end).filter(|_| cx.word(end) != ",").map_or((None, end), |(y, e)| (Some(y), e));
    let v = DateValue { year, ..DateValue::default() };
    let mut made = candidate(cx, first..end, v, year.is_none(), "date.holiday");
    if year.is_some() {
        made.hedge = None;
    }
    Some(made)
}

/// "seventeen years ago", "a year ago", "two weeks earlier", "a month from now".
fn ago(cx: &Context, c: &Cue) -> Option<Candidate> {
    let end = c.at + c.sense.tokens;
    let word = cx.word(end);
    let back = cx.is(end, "ago");
    let relative = cx.is_any(end, &["earlier", "before", "later"]) && c.at > 0 && cx.is_any(c.at - 1, &["a", "an"]);
    let ahead = cx.is(end, "from") && cx.is_any(end + 1, &["now", "today"]);
    if word.is_empty() || cx.line(end) || !(back || relative || ahead) {
        return None;
    }
    let stop = end + if ahead { 2 } else { 1 };
    let (first, n) = match cx.num_before(c.at) {
        Some(n) => (n.first, n.value.as_point()),
        None if c.at > 0 && cx.is_any(c.at - 1, &["a", "an"]) => (c.at - 1, Some(1.0)),
        None => return None,
    };
    let n = n.filter(|n| n.fract() == 0.0 && n.abs() < 1e6).map(|n| if ahead { n as i64 } else { -(n as i64) });
    let days = n.filter(|_| !relative).and_then(|n| resolve::shift(cx, c.sense.name, n));
    Some(candidate(cx, first..stop, DateValue { days, ..DateValue::default() }, true, "date.ago"))
}

/// "the next day", "the same day": told from what was said before, so no day is known.
fn same_day(cx: &Context, c: &Cue) -> Option<Candidate> {
    let led = c.at > 1 && cx.is(c.at, "day") && cx.is_any(c.at - 1, &["next", "following", "previous", "same"]) && cx.is(c.at - 2, "the");
    (led && !cx.line(c.at)).then(|| candidate(cx, c.at - 1..c.at + 1, DateValue::default(), true, "date.same"))
}

/// "third quarter of 2023", "first half of the year", "19th century" (digits stand in `years`).
fn ordinal(cx: &Context, c: &Cue) -> Option<Candidate> {
    let at = cx.past_hyphen(c.at + 1);
    super::years::part_of_year(cx, c.at, at, c.sense.value)
}
