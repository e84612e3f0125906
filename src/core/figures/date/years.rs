//! Dates in digits: years, decades, spans of years, ISO dates, quarters, centuries.

use super::{DateValue, candidate, resolve};
use crate::core::figures::candidate::Candidate;
use crate::core::figures::context::{Context, is_hyphen};
use crate::core::figures::number::{Form, Num, digits};
use crate::core::figures::{FigureKind, Interval, noun};
use crate::core::lexicon::Class;
use crate::core::text::TokenKind;

/// Offers every year and every date in digits.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for (i, n) in cx.nums.iter().enumerate() {
        let found = match n.form {
            Form::Chain => chain(cx, n).or_else(|| slash(cx, n)),
            _ if n.plain().is_some_and(|v| (19_000_101..=20_991_231).contains(&v)) => basic(cx, n),
            _ if n.is_year() => decade(cx, n).or_else(|| span_of_years(cx, n, cx.nums.get(i + 1))).or_else(|| year(cx, n)),
            _ => decade(cx, n).or_else(|| numbered(cx, n)),
        };
        out.extend(found);
    }
    quarters(cx, out);
}

/// ISO 8601 (2024-05-03), and 5/3/2024 whose order is not known and not resolved unless one number is above 12.
fn chain(cx: &Context, n: &Num) -> Option<Candidate> {
    let part = |i: usize| digits::parse(cx.word(n.first + i)).filter(|d| d.is_plain());
    if n.end != n.first + 5 || cx.word(n.first + 1) == ":" {
        return None;
    }
    let (a, b, c) = (part(0)?, part(2)?, part(4)?);
    let v = if a.is_year() && b.whole <= 2 && c.whole <= 2 {
        DateValue { year: Some(a.value as i16), month: Some(b.value as u8), day: Some(c.value as u8), ..DateValue::default() }
    } else if (c.is_year() || c.whole == 2) && a.whole <= 2 && b.whole <= 2 && (cx.word(n.first + 1) != "-" || c.is_year()) {
        let year = if c.is_year() { c.value } else { c.value + if c.value < 70.0 { 2000.0 } else { 1900.0 } };
        let (m, d) = match (a.value, b.value) {
            (a, b) if a > 12.0 => (Some(b), Some(a)),
            (a, b) if b > 12.0 => (Some(a), Some(b)),
            _ => (None, None),
        };
        if a.value > 31.0 || b.value > 31.0 || a.value > 12.0 && b.value > 12.0 {
            return None;
        }
        DateValue { year: Some(year as i16), month: m.map(|m| m as u8), day: d.map(|d| d as u8), ..DateValue::default() }
    } else {
        return None;
    };
    if v.month.is_some_and(|m| !(1..=12).contains(&m)) || v.day.is_some_and(|d| !(1..=31).contains(&d)) {
        return None;
    }
    Some(candidate(cx, n.first..n.end, v, false, "date.digits"))
}

/// ISO 8601 basic form: 20161016.
fn basic(cx: &Context, n: &Num) -> Option<Candidate> {
    let v = n.plain()?;
    let (y, m, d) = (v / 10_000, v / 100 % 100, v % 100);
    let value = DateValue { year: Some(y as i16), month: Some(m as u8), day: Some(d as u8), ..DateValue::default() };
    let c = candidate(cx, n.first..n.end, value, false, "date.digits");
    c.date?.days.is_some().then_some(c)
}

/// "5/12" behind a week day or a preposition of time; which is the month is not known unless one is above 12.
fn slash(cx: &Context, n: &Num) -> Option<Candidate> {
    let part = |i: usize| digits::parse(cx.word(n.first + i)).filter(|d| d.is_plain() && d.whole <= 2 && d.value >= 1.0);
    if n.end != n.first + 3 || cx.word(n.first + 1) != "/" || n.first == 0 {
        return None;
    }
    let (a, b) = (part(0)?.value as u8, part(2)?.value as u8);
    let led = cx.sense(n.first - 1, Class::Weekday).is_some() || cx.is_any(n.first - 1, &["on", "from", "by", "until", "to", "since"]);
    let possible = a <= 31 && b <= 31 && (a <= 12 || b <= 12) && (a, b) != (9, 11) && (a, b) != (24, 7);
    let (month, day) = match (a, b) {
        (a, b) if a > 12 => (Some(b), Some(a)),
        (a, b) if b > 12 => (Some(a), Some(b)),
        _ => (None, None),
    };
    let first = n.first - usize::from(cx.sense(n.first - 1, Class::Weekday).is_some());
    (led && possible).then(|| candidate(cx, first..n.end, DateValue { month, day, ..DateValue::default() }, true, "date.slash"))
}

/// "1990s", "mid-1990s", "the 80s".
fn decade(cx: &Context, n: &Num) -> Option<Candidate> {
    let v = n.plain()?;
    let s = cx.is(n.end, "s") && cx.glued(n.end) || matches!(cx.word(n.end), "'s" | "’s") && cx.glued(n.end) && v % 10 == 0;
    if !s || v % 10 != 0 {
        return None;
    }
    let (year, first) = match v {
        1000..=2090 => (v, n.first),
        20..=90 if cx.word(n.first).len() == 2 && (cx.is(n.first.wrapping_sub(1), "the") || matches!(cx.word(n.first.wrapping_sub(1)), "'" | "’" | "‘")) => (1900 + v, n.first),
        _ => return None,
    };
    let span = if year % 100 == 0 { 99 } else { 9 };
    let mut first = first;
    if first > 1 && is_hyphen(cx.word(first - 1)) && cx.sense(first - 2, Class::SpanPart).is_some() {
        first -= 2;
    } else if first > 0 && cx.sense(first - 1, Class::SpanPart).is_some() {
        first -= 1;
    }
    let mut c = candidate(cx, first..n.end + 1, DateValue { year: Some(year as i16), ..DateValue::default() }, false, "date.decade");
    c.value = Interval::range(f64::from(year), f64::from(year + span));
    Some(c)
}

/// "2014-2018", "1980-88", "between 2010 and 2015". "From 2014 to 2018" stays two dates: often something changed between them.
fn span_of_years(cx: &Context, n: &Num, next: Option<&Num>) -> Option<Candidate> {
    let a = n.plain()?;
    if is_named(cx, n) {
        return None;
    }
    let between = n.first > 0 && cx.is(n.first - 1, "between") && cx.is(n.end, "and");
    let dash = matches!(cx.word(n.end), "-" | "–" | "—" | "/" | "~") && cx.glued(n.end) && cx.glued(n.end + 1);
    let next = next.filter(|b| b.first == n.end + 1 && (between || dash) && !cx.line(b.first))?;
    let b = next.plain()?;
    let b = if dash && b < 100 && digits::parse(cx.word(next.first)).is_some_and(|d| d.whole == 2) { a / 100 * 100 + b } else { b };
    if !next.is_year() && b < 1000 || b <= a || b > 2200 || b - a > 300 || !(1000..2200).contains(&a) {
        return None;
    }
    let mut c = candidate(cx, n.first..next.end, DateValue { year: Some(a as i16), ..DateValue::default() }, false, "date.years");
    c.value = Interval::range(f64::from(a), f64::from(b));
    c.date = None;
    Some(c.hedge(Some(super::Hedge::Range)))
}

/// Four digits that say a year and count nothing.
fn year(cx: &Context, n: &Num) -> Option<Candidate> {
    let v = n.plain()?;
    let lead = n.first > 0 && cx.sense(n.first - 1, Class::YearLead).is_some();
    let recent = (1900..=2060).contains(&v);
    let possible = recent || (1300..=2200).contains(&v) && n.first > 0 && cx.is_any(n.first - 1, &["in", "since", "year", "until", "by", "from", "circa"]);
    if !possible || is_named(cx, n) {
        return None;
    }
    let unit = cx.sense(cx.past_hyphen(n.end), Class::Unit).is_some() || cx.sense(n.end, Class::TimeUnit).is_some() || cx.sense(n.end, Class::PercentUnit).is_some();
    if unit && (!lead || cx.glued(n.end)) || counts(cx, n) {
        return None;
    }
    let mut first = n.first;
    if first > 1 && is_hyphen(cx.word(first - 1)) && cx.sense(first - 2, Class::SpanPart).is_some() {
        first -= 2;
    } else if first > 0 && (cx.sense(first - 1, Class::SpanPart).is_some() || cx.is_any(first - 1, &["fiscal"])) {
        first -= 1;
    }
    Some(candidate(cx, first..n.end, DateValue { year: Some(v as i16), ..DateValue::default() }, false, "date.year"))
}

/// Four digits that could be a year count things: "2000 people" does, "its 2018 sales", "in 2018 sales" do not. A year is rarely
/// a round hundred, and a number of things often is.
pub fn counts(cx: &Context, n: &Num) -> bool {
    let Some(v) = n.plain() else { return false };
    let lead = n.first > 0 && cx.sense(n.first - 1, Class::YearLead).is_some();
    let counted = noun::head(cx, n.end, true).is_some_and(|h| h.at <= n.end + 1 && (cx.word(h.at).ends_with('s') || cx.is(h.at, "people")));
    let owner = n.first > 0
        && (cx.token(n.first - 1).is_some_and(|t| t.kind == TokenKind::Clitic)
            || cx.is_any(n.first - 1, &["its", "his", "her", "their", "our", "this", "that"]));
    counted && !owner && (v % 100 == 0 || !lead && !(1900..=2060).contains(&v))
}

/// The year belongs to a name or a code: "Euro 2020", "A-2020", "#2020".
fn is_named(cx: &Context, n: &Num) -> bool {
    if cx.glued(n.end) && cx.token(n.end).is_some_and(|t| t.is_word()) {
        return true;
    }
    let Some(before) = n.first.checked_sub(1).and_then(|i| cx.token(i)) else { return false };
    let glued = cx.glued(n.first);
    if glued && !matches!(cx.word(n.first - 1), "(" | "[" | "'" | "’" | "\"" | "“" | "-" | "–" | "—" | "/" | "<" | ">" | "=") {
        return true;
    }
    if glued && is_hyphen(cx.word(n.first - 1)) && n.first > 1 && cx.token(n.first - 2).is_some_and(|t| t.is_capital() || t.is_number()) && !before.space {
        return cx.sense(n.first - 2, Class::SpanPart).is_none() && cx.sense(n.first - 2, Class::Month).is_none();
    }
    cx.is_any(n.first - 1, &["euro", "vision", "agenda", "windows", "nikkei", "russell", "tokyo", "horizon", "route", "flight"])
}

/// "3rd quarter", "21st century", "15th day of".
fn numbered(cx: &Context, n: &Num) -> Option<Candidate> {
    let v = n.plain()?;
    if !(cx.glued(n.end) && cx.is_any(n.end, &["st", "nd", "rd", "th"])) {
        return None;
    }
    let at = cx.past_hyphen(n.end + 1);
    part_of_year(cx, n.first, at, f64::from(v))
}

/// A quarter, half, week or century named by its ordinal: `at` is the token behind the ordinal that starts at `first`.
pub fn part_of_year(cx: &Context, first: usize, at: usize, value: f64) -> Option<Candidate> {
    if cx.line(at) {
        return None;
    }
    if cx.is(at, "century") {
        let (a, b) = ((value - 1.0) * 100.0, value * 100.0 - 1.0);
        let first = if first > 0 && cx.sense(first - 1, Class::SpanPart).is_some() { first - 1 } else { first };
        let mut c = Candidate::new(FigureKind::Date, first..at + 1, Interval::range(a, b), "date.century").unit("year");
        c.date = Some(DateValue::default());
        return (value > 1.0 && value < 23.0).then_some(c);
    }
    let quarter = cx.is(at, "quarter") && value <= 4.0;
    let half = cx.is(at, "half") && value <= 2.0;
    if !quarter && !half {
        return None;
    }
    let mut end = at + 1;
    let mut year = None;
    let mut of = end;
    if cx.is(of, "of") {
        of += 1;
    }
    if cx.is(of, "fiscal") {
        of += 1;
    }
    if let Some(n) = cx.num_at(of).filter(|n| n.is_year() && !cx.line(of)) {
        (year, end) = (n.value.lo, n.end);
    } else if of > end && cx.is_any(of, &["this", "last", "the"]) && cx.is(of + 1, "year") {
        end = of + 2;
    } else if first > 0 && quarter {
        // "1988 third quarter"
        if let Some(n) = cx.num_before(first).filter(|n| n.is_year()) {
            return Some(quarter_of(cx, n.first..end, n.value.lo, value as u8));
        }
    }
    // "first half" of a game is no date.
    if half && year.is_none() && end == at + 1 {
        return None;
    }
    if half {
        let v = DateValue { year: year.map(|y| y as i16), ..DateValue::default() };
        let mut c = candidate(cx, first..end, v, year.is_none(), "date.half");
        c.value = Interval::NONE;
        return Some(c.unit("day"));
    }
    Some(quarter_of(cx, first..end, year, value as u8))
}

fn quarter_of(cx: &Context, core: std::ops::Range<usize>, year: Option<f64>, q: u8) -> Candidate {
    let days = year.and_then(|y| resolve::quarter(y as i16, q));
    let v = DateValue { year: year.map(|y| y as i16), days, ..DateValue::default() };
    let mut c = candidate(cx, core, v, year.is_none(), "date.quarter");
    if days.is_none() {
        (c.value, c.unit) = (Interval::NONE, Some("day".into()));
    }
    c
}

/// "Q3", "Q3 2024", "FY2024", "3Q".
fn quarters(cx: &Context, out: &mut Vec<Candidate>) {
    for cue in cx.cues.iter().filter(|c| c.sense.class == Class::QuarterCode) {
        let q = cue.sense.value as u8;
        let mut core = cue.at..cue.at + 1;
        let mut year = None;
        if let Some(n) = cx.num_at(core.end).filter(|n| n.is_year() && !cx.line(n.first)) {
            (year, core.end) = (n.value.lo, n.end);
        } else if let Some(n) = cx.num_before(core.start).filter(|n| n.is_year() && !cx.line(cue.at)) {
            (year, core.start) = (n.value.lo, n.first);
        }
        out.push(quarter_of(cx, core, year, q));
    }
}
