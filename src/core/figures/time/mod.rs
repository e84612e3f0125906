//! Times of day: "8:30 a.m. EDT", "2 pm", "1400 GMT", "noon". Value: minutes since midnight, in the zone written.

use std::borrow::Cow;

use super::candidate::Candidate;
use super::context::Context;
use super::number::{Form, Num, digits};
use super::{FigureKind, Interval};
use crate::core::lexicon::Class;

/// Offers every clock time.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        if let Some((minutes, end)) = clock(cx, n) {
            out.push(time(cx, n.first, end, minutes, "time.clock"));
        }
    }
    for c in cx.cues.iter().filter(|c| c.sense.class == Class::TimeWord) {
        out.push(time(cx, c.at, c.at + 1, c.sense.value, "time.word"));
    }
}

fn time(cx: &Context, first: usize, end: usize, minutes: f64, rule: &'static str) -> Candidate {
    let mut end = end;
    let mut zone = None;
    if let Some(s) = cx.sense(end, Class::Zone).filter(|_| !cx.line(end)) {
        zone = Some(Cow::Owned((end..end + s.tokens).map(|i| cx.word(i)).collect::<Vec<_>>().join(" ")));
        end += s.tokens;
    }
    let mut c = Candidate::new(FigureKind::Time, first..end, Interval::point(minutes), rule).unit("minute").step(1.0);
    c.zone = zone;
    c
}

/// Minutes since midnight and the end.
fn clock(cx: &Context, n: &Num) -> Option<(f64, usize)> {
    let part_of_day = |at: usize| cx.sense(at, Class::DayPart).filter(|_| n.plain().is_some_and(|v| (1..=12).contains(&v)) || n.form == Form::Spelled);
    let half = |at: usize| cx.sense(at, Class::HalfDay).or_else(|| part_of_day(at)).filter(|_| !cx.line(at));
    let (hour, minute, end) = match n.form {
        Form::Chain if cx.word(n.first + 1) == ":" => {
            let (h, m) = (part(cx, n.first)?, part(cx, n.first + 2)?);
            if cx.word(n.first + 2).len() != 2 || n.end > n.first + 5 {
                return None;
            }
            (h, m, n.end)
        }
        Form::Digits | Form::Spelled if !n.range && n.value.as_point().is_some() => {
            let v = n.value.as_point()?;
            let at = cx.past_hyphen(n.end);
            if half(at).is_some() {
                // "8.30pm"
                let hundredths = n.digits.is_some_and(|d| d.decimals == 2);
                let (h, m) = if hundredths { (v.trunc(), ((v - v.trunc()) * 100.0).round()) } else { (v, 0.0) };
                (h.fract() == 0.0).then_some((h, m, at))?
            } else if cx.is_any(n.end, &["o'clock", "o’clock"]) {
                (v, 0.0, n.end + 1)
            } else if n.plain().is_some() && cx.word(n.first).len() == 4 && cx.sense(n.end, Class::Zone).is_some() {
                ((v / 100.0).trunc(), v % 100.0, n.end)
            } else {
                return None;
            }
        }
        _ => return None,
    };
    if !(0.0..=24.0).contains(&hour) || !(0.0..60.0).contains(&minute) || hour.fract() != 0.0 {
        return None;
    }
    match half(end) {
        Some(s) if (1.0..=12.0).contains(&hour) => Some(((hour % 12.0 + s.value) * 60.0 + minute, end + s.tokens)),
        Some(s) if hour > 12.0 => Some((hour * 60.0 + minute, end + s.tokens)),
        _ => Some((hour * 60.0 + minute, end)),
    }
}

fn part(cx: &Context, i: usize) -> Option<f64> {
    digits::parse(cx.word(i)).filter(|d| d.is_plain() && d.whole <= 2).map(|d| d.value)
}
