//! Dates: years, days, months, quarters, "last week", "Friday, July 21, 2017", "seventeen years ago".
//!
//! A year (or a span of years) has its number as value, unit `year`. Every other date has days since 1970-01-01 as value, unit
//! `day`, when the calendar day is known from its own words or from the day of publication.

mod anchors;
pub mod compose;
mod resolve;
mod years;

use std::ops::Range;

use super::candidate::Candidate;
use super::context::Context;
use super::{FigureKind, Hedge, Interval};

/// What a date says of the calendar. Parts that are not said are `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateValue {
    /// Year of the common era.
    pub year: Option<i16>,
    /// 1..=12
    pub month: Option<u8>,
    /// 1..=31
    pub day: Option<u8>,
    /// ISO 8601: Monday 1 … Sunday 7.
    pub weekday: Option<u8>,
    /// Time of day, from and to, in minutes since midnight, where the date has one ("2 p.m. Wednesday").
    pub minutes: Option<(u16, u16)>,
    /// First and last day, in days since 1970-01-01, where they are known.
    pub days: Option<(i32, i32)>,
}

/// Offers every date.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    anchors::find(cx, out);
    years::find(cx, out);
}

pub use years::counts;

/// A date from its parts: resolved, with the value and unit that the convention above asks for.
fn candidate(cx: &Context, core: Range<usize>, value: DateValue, relative: bool, rule: &'static str) -> Candidate {
    let value = resolve::complete(cx, core.end, value);
    let (interval, unit) = match value {
        DateValue { year: Some(y), month: None, day: None, weekday: None, days: None, .. } => (Interval::point(f64::from(y)), "year"),
        DateValue { days: Some((a, b)), .. } => (Interval::range(f64::from(a), f64::from(b)), "day"),
        _ => (Interval::NONE, "day"),
    };
    let c = Candidate::new(FigureKind::Date, core, interval, rule).unit(unit).date(value);
    c.hedge(relative.then_some(Hedge::Relative))
}
