//! Ages: "29 years old", "a 68-year-old", "aged 18 to 34", "Nick Vale, 44,".

use super::FigureKind;
use super::candidate::Candidate;
use super::context::Context;
use super::number::{Form, Num};
use crate::core::lexicon::Class;

/// Offers every number that tells an age.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        if let Some(c) = years_old(cx, n).or_else(|| aged(cx, n)).or_else(|| apposed(cx, n)) {
            out.push(c);
        }
    }
}

fn age(n: &Num, core: std::ops::Range<usize>, unit: &'static str, rule: &'static str) -> Candidate {
    Candidate::new(FigureKind::Age, core, n.value, rule).unit(unit).hedge(n.hedge()).step(n.step)
}

fn years_old(cx: &Context, n: &Num) -> Option<Candidate> {
    if matches!(n.form, Form::Chain) {
        return None;
    }
    let at = cx.past_hyphen(n.end);
    if cx.is(at, "yo") && !cx.line(at) {
        return Some(age(n, n.first..at + 1, "year", "age.old"));
    }
    let s = cx.sense(at, Class::TimeUnit).filter(|s| matches!(s.name, "year" | "month" | "week" | "day") && !cx.line(at))?;
    let old = cx.past_hyphen(at + s.tokens);
    if cx.is_any(old, &["old", "olds"]) {
        return Some(age(n, n.first..old + 1, s.name, "age.old"));
    }
    (cx.is(old, "of") && cx.is(old + 1, "age")).then(|| age(n, n.first..old + 2, s.name, "age.old"))
}

/// "aged 18 to 34", "at age seventeen", "age of 12".
fn aged(cx: &Context, n: &Num) -> Option<Candidate> {
    let mut before = n.first.checked_sub(1)?;
    if cx.is_any(before, &["of", "between", "from", "about", "around"]) {
        before = before.checked_sub(1)?;
    }
    let possible = n.value.lo.is_some_and(|v| (0.0..=120.0).contains(&v)) && !matches!(n.form, Form::Chain | Form::Part | Form::Bare);
    // "turned 29", but "turned 40 people away".
    let turned = cx.is_any(before, &["turn", "turns", "turned", "turning"])
        && n.plain().is_some_and(|v| (1..=110).contains(&v))
        && (cx.token(n.end).is_none_or(|t| !t.is_word()) || cx.sense(n.end, Class::Stop).is_some());
    // "Bob Vale dies at 67"
    let dead = cx.is(before, "at") && before > 0 && cx.is_any(before - 1, &["dies", "died", "dead", "death"]) && n.plain().is_some();
    // "He was 68."
    let whom = before > 0 && (cx.is_any(before - 1, &["he", "she", "who"]) || cx.token(before - 1).is_some_and(|t| t.is_capital() && t.is_word()) && cx.sense(before - 1, Class::Stop).is_none());
    let stops = cx.token(n.end).is_none_or(|t| t.line || matches!(cx.word(n.end), "." | "," | ";" | "\"" | "”"));
    let told = cx.is_any(before, &["was", "is"]) && whom && stops && n.plain().is_some_and(|v| (10..=110).contains(&v));
    let ok = possible && (turned || told || dead || cx.is_any(before, &["aged", "age", "ages"])) && cx.sense(n.end, Class::PercentUnit).is_none();
    ok.then(|| age(n, n.first..n.end, "year", "age.aged"))
}

/// A number set off by commas behind a name: "Nick Vale, 44, said".
fn apposed(cx: &Context, n: &Num) -> Option<Candidate> {
    let v = n.plain().filter(|v| (1..=110).contains(v))?;
    let comma = n.first.checked_sub(1).filter(|i| matches!(cx.word(*i), "," | "("))?;
    let name = comma.checked_sub(1).and_then(|i| cx.token(i))?;
    let open = cx.word(comma) == "(";
    let closed = if open { cx.word(n.end) == ")" } else { matches!(cx.word(n.end), "," | ";" | ".") };
    let named = name.is_word() && name.is_capital() && cx.sense(comma - 1, Class::Month).is_none();
    // A second capital before it makes it a person rather than a street or a team in a list.
    let full = comma >= 2 && cx.token(comma - 2).is_some_and(|t| t.is_capital() && t.is_word());
    let stop = cx.word(n.end) == "." && !cx.token(n.end + 1).is_none_or(|t| t.space);
    let told = cx.word(n.end) == "," && v >= 10 && cx.is_any(n.end + 1, &["a", "an", "who", "of", "from", "was", "is", "had", "has", "said", "told", "and"]);
    (closed && named && (full || told) && !stop && v > 1 && !open).then(|| age(n, n.first..n.end, "year", "age.apposed"))
}
