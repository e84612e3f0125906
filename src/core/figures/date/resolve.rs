//! From partial dates to calendar days.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use super::DateValue;
use crate::core::figures::context::Context;

/// Days since 1970-01-01.
pub fn day_number(d: Date) -> i32 {
    d.since(date(1970, 1, 1)).map_or(0, |s| s.get_days())
}

fn span(a: Date, b: Date) -> Option<(i32, i32)> {
    Some((day_number(a), day_number(b)))
}

fn month_span(year: i16, month: u8) -> Option<(i32, i32)> {
    let first = Date::new(year, month as i8, 1).ok()?;
    span(first, first.last_of_month())
}

/// Adds what the parts and the day of publication tell. `end` is the token behind the date.
pub fn complete(cx: &Context, end: usize, v: DateValue) -> DateValue {
    if v.days.is_some() {
        return v;
    }
    let days = match v {
        DateValue { year: Some(y), month: Some(m), day: Some(d), .. } => {
            Date::new(y, m as i8, d as i8).ok().and_then(|d| span(d, d))
        }
        DateValue { year: Some(y), month: Some(m), day: None, .. } => month_span(y, m),
        DateValue { year: None, month: Some(m), day: Some(d), .. } => {
            cx.published.and_then(|p| nearest(p, m, d)).and_then(|d| span(d, d))
        }
        DateValue { year: None, month: Some(m), day: None, .. } => cx.published.and_then(|p| nearest(p, m, 15)).and_then(|d| month_span(d.year(), m)),
        DateValue { year: None, month: None, weekday: Some(w), .. } => {
            cx.published.and_then(|p| weekday(p, w, is_future(cx, end))).and_then(|d| span(d, d))
        }
        _ => None,
    };
    DateValue { days, ..v }
}

/// The day of month `m` that lies nearest to `p`, within half a year.
fn nearest(p: Date, m: u8, d: u8) -> Option<Date> {
    (-1..=1i16)
        .filter_map(|k| Date::new(p.year() + k, m as i8, d as i8).ok())
        .min_by_key(|x| (day_number(*x) - day_number(p)).abs())
}

/// The week day before (or on) `p`; the one behind it in a sentence that speaks of the future.
pub fn weekday(p: Date, w: u8, future: bool) -> Option<Date> {
    let w = Weekday::from_monday_one_offset(w as i8).ok()?;
    if p.weekday() == w {
        return Some(p);
    }
    p.nth_weekday(if future { 1 } else { -1 }, w).ok()
}

/// The sentence that holds token `at - 1` speaks of what is to come.
fn is_future(cx: &Context, at: usize) -> bool {
    let at = at.saturating_sub(1);
    let Some(s) = cx.doc.sentences.get(cx.doc.sentence_of(at)) else { return false };
    let from = s.tokens.start.max(at.saturating_sub(15));
    (from..at).any(|i| cx.is_any(i, &["will", "shall", "scheduled", "expected", "due", "plans", "next", "upcoming", "set"]))
}

/// `n` units before or after the day of publication: the days that it may mean.
pub fn shift(cx: &Context, unit: &str, n: i64) -> Option<(i32, i32)> {
    if n.abs() > 3000 {
        return None;
    }
    let p = cx.published?;
    let by: Span = match unit {
        "day" => n.days(),
        "week" => n.weeks(),
        "month" => n.months(),
        "year" => n.years(),
        "decade" => (n * 10).years(),
        _ => return None,
    };
    let d = p.checked_add(by).ok()?;
    // "three weeks ago" is not meant to the day.
    let slack = match unit {
        "day" => 0,
        "week" => 3,
        "month" => 15,
        _ => 183,
    };
    Some((day_number(d) - slack, day_number(d) + slack))
}

/// The week, month, quarter, year … that is `n` away from the one of publication (0 = "this").
pub fn period(cx: &Context, unit: &str, n: i16) -> Option<(i32, i32)> {
    let p = cx.published?;
    let k = i64::from(n);
    match unit {
        "day" => {
            let d = p.checked_add(k.days()).ok()?;
            span(d, d)
        }
        "week" | "weekend" => {
            let monday = p.checked_sub(i64::from(p.weekday().to_monday_zero_offset()).days()).ok()?.checked_add(k.weeks()).ok()?;
            let first = if unit == "weekend" { monday.checked_add(5.days()).ok()? } else { monday };
            span(first, monday.checked_add(6.days()).ok()?)
        }
        "month" => {
            let d = p.first_of_month().checked_add(k.months()).ok()?;
            month_span(d.year(), d.month() as u8)
        }
        "quarter" => {
            let first = Date::new(p.year(), (p.month() - 1) / 3 * 3 + 1, 1).ok()?.checked_add((k * 3).months()).ok()?;
            span(first, first.checked_add(2.months()).ok()?.last_of_month())
        }
        "year" => {
            let y = p.year().checked_add(n)?;
            span(Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?)
        }
        _ => None,
    }
}

/// Quarter `q` of year `y` (calendar quarters; fiscal years of firms differ and are not known).
pub fn quarter(y: i16, q: u8) -> Option<(i32, i32)> {
    let first = Date::new(y, (q as i8 - 1) * 3 + 1, 1).ok()?;
    span(first, first.checked_add(2.months()).ok()?.last_of_month())
}
