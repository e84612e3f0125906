//! Measures: a number with a unit of length, area, volume, mass, speed, temperature, power, energy, data and the rest.

use std::borrow::Cow;

use super::FigureKind;
use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::noun;
use super::number::{Form, Num, digits};
use super::unit::{Dimension, measure};
use crate::core::lexicon::{Class, Sense};
use crate::core::text::Shape;

/// Offers every number before a unit.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        if n.form == Form::Chain {
            continue;
        }
        let hard = n.hardened();
        if let Some(c) = feet_and_inches(cx, n) {
            out.push(c);
            continue;
        }
        let found = (n.soft.is_some()).then(|| with_unit(cx, &hard)).flatten().or_else(|| with_unit(cx, n)).or_else(|| magnitude(cx, n));
        if let Some(c) = found {
            out.push(join_small(cx, c));
        }
    }
}

/// 6'2"
fn feet_and_inches(cx: &Context, n: &Num) -> Option<Candidate> {
    let feet = n.plain().filter(|f| *f < 9)?;
    let marks = matches!(cx.word(n.end), "'" | "′" | "’") && cx.glued(n.end) && cx.glued(n.end + 1) && cx.glued(n.end + 2);
    let inches = digits::parse(cx.word(n.end + 1)).filter(|d| marks && d.is_plain() && d.value < 12.0)?;
    let closed = matches!(cx.word(n.end + 2), "\"" | "″" | "”");
    let value = super::Interval::point(f64::from(feet) * 12.0 + inches.value);
    closed.then(|| Candidate::new(FigureKind::Length, n.first..n.end + 3, value, "measure.feet").unit("inch").step(1.0))
}

fn with_unit(cx: &Context, n: &Num) -> Option<Candidate> {
    let mut at = past(cx, n);
    if cx.line(at) {
        return None;
    }
    // "tens of millions of gallons", "half of a mile"
    if cx.is(at, "of") && n.form == Form::Vague {
        at += 1;
    }
    // "two-tenths of a mile"
    if cx.is(at, "of") && n.form == Form::Part {
        at += if cx.is_any(at + 1, &["a", "an"]) { 2 } else { 1 };
    }
    // "20 (kg)", as tables write it.
    let closing = match cx.word(at) {
        "(" => ")",
        "[" => "]",
        "{" => "}",
        _ => "",
    };
    if let Some(s) = cx.sense(at + 1, Class::Unit).filter(|s| !closing.is_empty() && cx.word(at + 1 + s.tokens) == closing && n.digits.is_some()) {
        let m = measure(s.name)?;
        let c = Candidate::new(kind_of(m.dimension, cx, n), n.first..at + 2 + s.tokens, n.value, "measure.bracket").unit(s.name);
        return Some(c.hedge(n.hedge()).step(n.step));
    }
    let s = unit_at(cx, at, n)?;
    // "2016 Stone spoke": a year and a name.
    let singular = cx.word(at).len() > 2 && !cx.word(at).ends_with('s') && !is_hyphen(cx.word(at - 1)) && !matches!(s.name, "foot");
    if n.is_year() && (singular || cx.token(at).is_some_and(|t| t.shape == Shape::Title)) {
        return None;
    }
    let mut end = at + s.tokens;
    let mut unit: Cow<'static, str> = Cow::Borrowed(s.name);
    let mut dimension = measure(s.name)?.dimension;
    if let Some((rate, stop)) = rate(cx, s.name, end) {
        unit = Cow::Owned(rate);
        end = stop;
        dimension = measure(&unit).map_or(Dimension::Share, |m| m.dimension);
    }
    let kind = kind_of(dimension, cx, n);
    // The prefixes of the watt are scale words ("30 gigawatts" is 30 billion watts), as "billion" is of the dollar.
    let (factor, unit) = match measure(&unit) {
        Some(m) if m.dimension == Dimension::Power && unit.ends_with("watt") => (m.to_base(1.0), Cow::Borrowed("watt")),
        _ => (1.0, unit),
    };
    let c = Candidate::new(kind, n.first..end, n.value.scaled(factor), "measure").unit(unit);
    Some(c.hedge(n.hedge()).step(n.step * factor))
}

/// Where the unit stands: behind a hyphen, "and a half", or words that only qualify ("2 extra miles").
fn past(cx: &Context, n: &Num) -> usize {
    let at = cx.past_hyphen(n.end);
    if cx.is_any(at, &["extra", "more", "additional", "fewer", "full"]) && cx.sense(at + 1, Class::Unit).is_some() { at + 1 } else { at }
}

fn unit_at(cx: &Context, at: usize, n: &Num) -> Option<Sense> {
    let word = cx.word(at);
    let inch = |tokens| Some(Sense { class: Class::Unit, tokens, value: f64::NAN, name: "inch" });
    if cx.glued(at) && n.digits.is_some() {
        match word {
            "″" => return inch(1),
            "'" if cx.word(at + 1) == "'" && cx.glued(at + 1) => return inch(2),
            // A straight mark that closes no quotation.
            "\"" if (at.saturating_sub(80)..at).filter(|i| cx.word(*i) == "\"").count() % 2 == 0 && !cx.is(at + 1, "\"") => return inch(1),
            _ => {}
        }
    }
    if word == "in" && n.digits.is_some() && (cx.is_any(at + 1, &["thick", "wide", "long", "tall", "deep"]) || cx.token(at + 1).is_none()) {
        return inch(1);
    }
    let s = cx.sense(at, Class::Unit)?;
    let glued = cx.glued(at);
    // "71st" is an ordinal, "12st" a weight.
    if word == "st" && n.plain().is_some_and(|v| v % 10 == 1 && v % 100 != 11) {
        return None;
    }
    if s.tokens == 1 && word.len() == 1 && word.is_ascii() {
        let upper = word.bytes().all(|b| b.is_ascii_uppercase());
        // Letters: only behind digits; "13F", "5G", "3K" name things, "2.5 F" is a measure.
        let decimals = n.digits.is_some_and(|d| d.decimals > 0);
        // "45C" is a temperature only where weather is spoken of.
        let degrees = matches!(word, "C" | "F") && is_weather(cx, n);
        if degrees && word == "F" {
            return Some(Sense { class: Class::Unit, tokens: 1, value: f64::NAN, name: "fahrenheit" });
        }
        let named = upper && glued && !decimals && !degrees && !matches!(word, "W" | "V" | "L");
        if n.digits.is_none() || named || !glued && word == "A" || is_hyphen(cx.word(at - 1)) && n.digits.is_none_or(|d| d.decimals == 0) && upper {
            return None;
        }
        // "5m people": a scale.
        if word == "m" && noun::head(cx, at + 1, true).is_some_and(|h| h.at <= at + 3 && cx.word(h.at).ends_with('s') || cx.is(h.at, "people")) {
            return None;
        }
        if matches!(word, "t" | "l" | "g") && !glued && n.form != Form::Digits && n.form != Form::Scaled {
            return None;
        }
    }
    // "a degree", "bar" and "pound" are more than units.
    if s.name == "bar" && n.digits.is_none() || s.name == "pound" && word.starts_with(['p', 'P']) && n.form == Form::Scaled {
        return None;
    }
    if n.form == Form::Bare && !matches!(word.len(), 4..) {
        return None;
    }
    Some(s)
}

/// "per hour", "a day", "/m" behind a unit: the name of the rate and its end.
fn rate(cx: &Context, unit: &str, at: usize) -> Option<(String, usize)> {
    let link = cx.past_hyphen(at);
    if !cx.is_any(link, &["per", "a", "an", "/"]) || cx.line(link) {
        return None;
    }
    let below = cx.past_hyphen(link + 1);
    let s = cx.sense(below, Class::TimeUnit).or_else(|| cx.sense(below, Class::Unit))?;
    // "3 kg a week" is a rate, "walked 5 km a day" too; "6 feet a second" likewise. "10 miles a" ends elsewhere.
    (!cx.line(below)).then(|| (format!("{unit} per {}", s.name), below + s.tokens))
}

/// "magnitude 6.1", "a magnitude of 6.1", "a 4.4 quake", "6.1 on the Richter scale".
fn magnitude(cx: &Context, n: &Num) -> Option<Candidate> {
    magnitude_before(cx, n).or_else(|| {
        let small = n.value.hi.or(n.value.lo).is_some_and(|v| (0.5..11.0).contains(&v)) && n.digits.is_some_and(|d| d.decimals == 1);
    let next = cx.past_hyphen(n.end);
    let quake = cx.sense(next, Class::QuakeNoun).is_some() && !cx.line(next);
    let richter = (n.end..n.end + 4).any(|i| cx.is(i, "richter"));
    (small && (quake || richter)).then(|| {
        let c = Candidate::new(FigureKind::Other, n.first..n.end, n.value, "measure.magnitude").unit("magnitude");
        c.hedge(n.hedge()).step(n.step)
    })
    })
}

fn magnitude_before(cx: &Context, n: &Num) -> Option<Candidate> {
    let mut at = n.first.checked_sub(1)?;
    if cx.is_any(at, &["of", "at", "was"]) || is_hyphen(cx.word(at)) {
        at = at.checked_sub(1)?;
    }
    let ok = cx.is(at, "magnitude") && n.value.hi.is_some_and(|v| v < 11.0) && !cx.line(n.first);
    ok.then(|| Candidate::new(FigureKind::Other, at..n.end, n.value, "measure.magnitude").unit("magnitude").hedge(n.hedge()).step(n.step))
}

/// "7 feet 10 inches", "6 lb 4 oz": one measure, in the smaller unit.
fn join_small(cx: &Context, c: Candidate) -> Candidate {
    // "5ft 10in"
    if c.unit.as_deref() == Some("foot")
        && let (Some(f), Some(n)) = (c.value.as_point(), cx.num_at(c.core.end))
        && let Some(i) = n.plain().filter(|i| *i < 12 && cx.is(n.end, "in") && cx.glued(n.end))
    {
        let core = c.core.start..n.end + 1;
        return Candidate { outer: core.clone(), core, value: super::Interval::point(f * 12.0 + f64::from(i)), unit: Some("inch".into()), ..c };
    }
    // "5-foot-11"
    let feet = c.unit.as_deref() == Some("foot") && is_hyphen(cx.word(c.core.end)) && cx.glued(c.core.end) && cx.glued(c.core.end + 1);
    let inches = digits::parse(cx.word(c.core.end + 1)).filter(|d| feet && d.is_plain() && d.value < 12.0);
    if let (Some(i), Some(f)) = (inches, c.value.as_point()) {
        let core = c.core.start..c.core.end + 2;
        return Candidate { outer: core.clone(), core, value: super::Interval::point(f * 12.0 + i.value), unit: Some("inch".into()), ..c };
    }
    let Some(small) = c.unit.as_deref().and_then(smaller) else { return c };
    let mut at = c.core.end;
    if cx.is(at, ",") || cx.is(at, "and") {
        at += 1;
    }
    let Some(n) = cx.num_at(at).filter(|n| !n.range && n.value.as_point().is_some()) else { return c };
    let unit = cx.past_hyphen(n.end);
    let Some(s) = cx.sense(unit, Class::Unit).filter(|s| s.name == small) else { return c };
    let (Some(big), Some(rest), Some(ratio)) = (c.value.as_point(), n.value.as_point(), ratio(c.unit.as_deref(), small)) else { return c };
    let core = c.core.start..unit + s.tokens;
    Candidate { outer: core.clone(), core, value: super::Interval::point(big * ratio + rest), unit: Some(Cow::Borrowed(small)), step: n.step, ..c }
}

fn smaller(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "foot" => "inch",
        "pound" => "ounce",
        "stone" => "pound",
        "metre" => "centimetre",
        "kilometre" => "metre",
        _ => return None,
    })
}

fn ratio(big: Option<&str>, small: &str) -> Option<f64> {
    Some((measure(big?)?.to_base(1.0) / measure(small)?.to_base(1.0)).round())
}

fn kind_of(d: Dimension, cx: &Context, n: &Num) -> FigureKind {
    match d {
        Dimension::Length => FigureKind::Length,
        Dimension::Area => FigureKind::Area,
        Dimension::Volume => FigureKind::Volume,
        Dimension::Mass => FigureKind::Mass,
        Dimension::Speed => FigureKind::Speed,
        Dimension::Temperature => FigureKind::Temperature,
        Dimension::Angle if is_weather(cx, n) => FigureKind::Temperature,
        Dimension::Power => FigureKind::Power,
        Dimension::Energy => FigureKind::Energy,
        Dimension::Data => FigureKind::Data,
        _ => FigureKind::Other,
    }
}

fn is_weather(cx: &Context, n: &Num) -> bool {
    if n.value.hi.is_some_and(|v| v < 0.0) {
        return true;
    }
    const WORDS: &[&str] =
        &["temperature", "temperatures", "warm", "warming", "warmer", "heat", "hot", "cold", "cooler", "hotter", "colder", "freezing", "weather"];
    (n.first.saturating_sub(8)..n.end + 8).any(|i| cx.is_any(i, WORDS))
}
