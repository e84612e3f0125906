//! Amounts of money, in any form that news writes: `$38 billion`, `US$38bn`, `38-billion-dollar`, `5p`, `Rs 500 crore`.

use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::number::{Form, Num};
use super::{FigureKind, Interval, noun};
use crate::core::lexicon::{Class, Sense};

/// Offers every number beside a currency.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        if n.form != Form::Chain
            && let Some(c) = signed(cx, n).or_else(|| named(cx, n)) {
                out.push(with_small_change(cx, c));
            }
    }
}

/// Behind a sign or code: "US$38bn".
fn signed(cx: &Context, n: &Num) -> Option<Candidate> {
    let before = if is_hyphen(cx.word(n.first.wrapping_sub(1))) { n.first - 1 } else { n.first };
    let (first, s) = cx
        .sense_before(before, Class::CurrencySign, 2)
        .map(|(first, s)| whole_sign(cx, first, s))
        .or_else(|| cx.sense_before(before, Class::CurrencyCode, 1))
        // "dollar 22.5 million", "ringgit 42": only with digits, and not behind an amount of its own.
        .or_else(|| {
            let lead = cx.sense_before(before, Class::CurrencyLead, 2)?;
            (n.digits.is_some() && !n.is_year() && cx.num_before(lead.0).is_none()).then_some(lead)
        })?;
    // A code or letter sign in a running sentence stands close: "Rs 20", but the sign's number starts on the same line.
    if cx.line(n.first) || n.form == Form::Part {
        return None;
    }
    let n = n.hardened();
    let mut end = n.end;
    // "$76 US a barrel", "$ 10 dollars"
    let mut unit = s.name;
    if let Some(name) = cx.sense(end, Class::CurrencyName).filter(|x| x.value == 1.0 && s.name == "USD" && x.name.len() == 3 && x.tokens < 3) {
        if !cx.line(end) && name.name != "ILS" {
            unit = name.name;
            end += name.tokens;
        }
    } else if s.name == "USD" && !cx.line(end) {
        match cx.word(end) {
            "US" | "USD" => end += 1,
            "Canadian" | "CAD" | "Cdn" => (unit, end) = ("CAD", end + 1),
            "Australian" | "AUD" => (unit, end) = ("AUD", end + 1),
            _ => {}
        }
    }
    Some(amount(cx, &n, first..end, s.value, unit, "money.sign"))
}

/// "A$5" is Australian, "a $5 note" is not: a single letter belongs to the sign only when nothing stands between them.
fn whole_sign(cx: &Context, first: usize, s: Sense) -> (usize, Sense) {
    let letter = s.tokens == 2 && cx.word(first).len() == 1 && !cx.glued(first + 1) && cx.word(first) != "c";
    let alone = if letter { cx.sense(first + 1, Class::CurrencySign).filter(|s| s.tokens == 1) } else { None };
    alone.map_or((first, s), |alone| (first + 1, alone))
}

/// Before a name or code: "38 million euros", "99 cents", "5p".
fn named(cx: &Context, n: &Num) -> Option<Candidate> {
    let h = n.hardened();
    for n in [h, *n] {
        let at = past_links(cx, n.end);
        if cx.line(at) {
            continue;
        }
        if let Some(s) = currency(cx, at, &n) {
            let end = at + s.tokens;
            // "75 USD million"
            if let Some(k) = cx.sense(end, Class::NumScale).filter(|_| s.class == Class::CurrencyCode && !cx.line(end)) {
                return Some(amount(cx, &n, n.first..end + 1, s.value * k.value, s.name, "money.name"));
            }
            return Some(amount(cx, &n, n.first..end, s.value, s.name, "money.name"));
        }
        // "tens of thousands of dollars", "millions of pounds"
        let of = cx.is(n.end, "of").then(|| n.end + 1).filter(|_| matches!(n.form, Form::Vague | Form::Part));
        if let Some((at, s)) = of.and_then(|at| Some((at, currency(cx, at, &n)?))) {
            return Some(amount(cx, &n, n.first..at + s.tokens, s.value, s.name, "money.vague"));
        }
    }
    None
}

/// Past a hyphen, or a closing mark that people leave between amount and name.
fn past_links(cx: &Context, i: usize) -> usize {
    cx.past_hyphen(i)
}

fn currency(cx: &Context, at: usize, n: &Num) -> Option<Sense> {
    if n.form == Form::Part && n.digits.is_none() && !cx.is(at.wrapping_sub(1), "a") && n.value.lo != Some(0.5) {
        return None;
    }
    let glued = cx.glued(at);
    let sign = |s: Sense| s.name != "INR" && s.name != "ZAR" && s.name != "GBP" || glued || cx.word(at).len() == 2;
    cx.sense(at, Class::CurrencyName)
        .or_else(|| cx.sense(at, Class::CurrencyCode))
        .or_else(|| cx.sense(at, Class::CurrencySign).filter(|s| sign(*s) && s.tokens == 1 && !is_letters(cx.word(at)) && n.digits.is_some() && !starts_amount(cx, at)))
        .or_else(|| cx.sense(at, Class::CurrencySign).filter(|s| s.tokens == 2 && glued))
        .or_else(|| cx.sense(at, Class::CurrencyLetter).filter(|_| glued && n.digits.is_some() && letter_is_money(cx, at, n)))
        .or_else(|| cx.sense(at, Class::CurrencyRare).filter(|_| n.value.lo.is_some_and(|v| v >= 1000.0)))
        .or_else(|| cx.sense(at, Class::PoundName).filter(|_| pound_is_money(cx, at, n)))
}

fn is_letters(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.')
}

/// A sign behind a number belongs to the next amount: "5 $10 bills".
fn starts_amount(cx: &Context, at: usize) -> bool {
    cx.glued(at + 1) && cx.token(at + 1).is_some_and(|t| t.is_number())
}

/// `5p` is money, `p.5` and `5 p` are not; `14c` only where cents are likely (it is also Celsius).
fn letter_is_money(cx: &Context, at: usize, n: &Num) -> bool {
    cx.word(at) == "p" && n.value.lo.is_some_and(|v| v > 0.0) || cx.word(at) == "c" && cx.is_any(at + 1, &["a", "per", "each", "/"])
}

/// The pound: mass with "of" a substance or where weight is spoken of, else money.
fn pound_is_money(cx: &Context, at: usize, n: &Num) -> bool {
    if matches!(n.form, Form::Scaled) || n.value.lo.is_some_and(|v| v >= 1e6) {
        return true;
    }
    if n.form == Form::Part || cx.is(n.first, "a") && n.form == Form::Spelled {
        return false;
    }
    let weight = &["weigh", "weighs", "weighed", "weighing", "weight", "heavy", "lost", "lose", "gained", "gain", "pounder", "lift", "lifted", "drop", "dropped", "shed", "baby", "babies", "bench", "feet", "foot", "inches"];
    let near = (n.first.saturating_sub(6)..at + 6).any(|i| cx.is_any(i, weight));
    let of_substance = cx.is(at + 1, "of") && !cx.is_any(at + 2, &["debt", "public", "taxpayer", "taxpayers", "money", "funding", "investment", "cash"]);
    !near && !of_substance && !is_hyphen(cx.word(at.wrapping_sub(1))) && !cx.is_any(at + 1, &["per", "heavier", "lighter"])
}

/// Nothing more on the line but a stop.
fn ends(cx: &Context, i: usize) -> bool {
    let i = if matches!(cx.word(i), "." | "!" | "?") { i + 1 } else { i };
    cx.token(i).is_none_or(|t| t.line)
}

fn amount(cx: &Context, n: &Num, core: std::ops::Range<usize>, factor: f64, unit: &'static str, rule: &'static str) -> Candidate {
    let mut value = n.value.scaled(factor);
    let mut hedge = n.hedge();
    // "a trillion-dollar bet", "million dollar homes": a bare scale is about one of it.
    if n.form == Form::Bare {
        hedge = Some(super::Hedge::About);
    }
    if value.lo.is_none() {
        value = Interval::NONE;
    }
    let mut c = Candidate::new(FigureKind::Money, core, value, rule).unit(unit).hedge(hedge).step(n.step * factor);
    c.per = noun::per(cx, c.core.end);
    c
}

/// "thirteen dollars and forty-five cents", "$20 and 43 cents": one amount.
fn with_small_change(cx: &Context, c: Candidate) -> Candidate {
    let Some(whole) = c.value.as_point() else { return c };
    let at = if cx.is(c.core.end, "and") { c.core.end + 1 } else { c.core.end };
    let Some(n) = cx.num_at(at).filter(|n| !n.range) else { return c };
    let Some(cents) = n.value.as_point().filter(|v| (1.0..100.0).contains(v)) else { return c };
    // "15 dollars 50."
    let bare = n.plain().is_some_and(|v| (10..100).contains(&v)) && at == c.core.end && c.step >= 1.0 && whole < 1e4 && ends(cx, n.end);
    if bare {
        let mut c = c;
        c.core.end = n.end;
        c.outer = c.core.clone();
        (c.value, c.step) = (Interval::point(whole + cents / 100.0), 0.01);
        return c;
    }
    let small = cx.sense(n.end, Class::CurrencyName).or_else(|| cx.sense(n.end, Class::CurrencyLetter));
    match small.filter(|s| s.value == 0.01 && c.step >= 1.0) {
        Some(s) => {
            let mut c = c;
            c.core.end = n.end + s.tokens;
            c.outer = c.core.clone();
            c.value = Interval::point(whole + cents / 100.0);
            c.step = 0.01;
            c
        }
        None => c,
    }
}
