//! Counts: a number and the noun that it counts. The noun stays outside the span and becomes the unit.

use super::FigureKind;
use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::noun::{self, Noun};
use super::number::{Form, Num};
use crate::core::lexicon::Class;

/// Offers every number with a counted noun.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        if matches!(n.form, Form::Chain | Form::Bare | Form::Part) || noun::is_name_part(cx, n) {
            continue;
        }
        if let Some((n, noun)) = counted(cx, n) {
            let c = Candidate::new(FigureKind::Count, n.first..n.end, n.value, "count").unit(noun.name);
            out.push(c.hedge(n.hedge()).step(n.step));
        }
    }
    none(cx, out);
}

/// The number (with its soft scale where a noun follows it) and the noun.
fn counted(cx: &Context, n: &Num) -> Option<(Num, Noun)> {
    let hard = n.hardened();
    // "several", "a few" say no number that a reader could compare.
    if n.form == Form::Vague && n.value.hi.is_none_or(|hi| hi <= 3.0) {
        return None;
    }
    let one = hard.value.as_point() == Some(1.0);
    let start = behind(cx, &hard)?;
    if n.is_year() && n.value.lo.is_some_and(|v| (1900.0..2060.0).contains(&v)) {
        return None;
    }
    if is_hyphen(cx.word(n.end)) && cx.glued(n.end) {
        // "six-member team", "four-cylinder engine"
        let at = n.end + 1;
        let word = cx.token(at).filter(|t| !t.space && t.is_word() && !t.is_capital())?;
        let ok = cx.sense(at, Class::Stop).is_none() && cx.sense(at, Class::Ord).is_none();
        return (ok && !one).then(|| (*n, Noun { name: noun::singular(cx.word(at), word.shape), at }));
    }
    let found = noun::head(cx, start, !one)?;
    if one {
        // "one" is mostly a pronoun; it counts people and what happens to them.
        let counted = cx.sense(found.at, Class::OneNoun).is_some() || cx.sense(found.at, Class::PeopleNoun).is_some();
        return counted.then_some((hard, found));
    }
    Some((hard, found))
}

/// Where the noun phrase starts: behind the number, "of" and its article passed over.
fn behind(cx: &Context, n: &Num) -> Option<usize> {
    let mut at = n.end;
    if cx.line(at) {
        return None;
    }
    // "500 or so people", "20-odd cars", "50 more people", "100+ people"
    if cx.is(at, "or") && cx.is_any(at + 1, &["so", "more"]) || is_hyphen(cx.word(at)) && cx.is(at + 1, "odd") {
        at += 2;
    } else if cx.is(at, "+") || cx.is(at, "plus") {
        at += 1;
    }
    if cx.is(at, "of") {
        let owner = cx.is_any(at + 1, &["the", "these", "those", "its", "his", "her", "their", "our", "my", "all"]);
        if !owner && n.form != Form::Vague {
            return None;
        }
        at += if owner { 2 } else { 1 };
        if owner && cx.is_any(at, &["the", "its", "their"]) {
            at += 1;
        }
        // "three of the 12 crew"
        if let Some(all) = cx.num_at(at) {
            at = all.end;
        }
    }
    Some(at)
}

/// "no survivors", "no deaths", "nobody was hurt": zero of something that news counts.
fn none(cx: &Context, out: &mut Vec<Candidate>) {
    for c in &cx.cues {
        if c.sense.class == Class::NoneWord {
            let plural = noun::head(cx, c.at + 1, true).filter(|n| n.at <= c.at + 2 && cx.sense(n.at, Class::HarmNoun).is_some());
            if let Some(n) = plural {
                let core = c.at..c.at + 1;
                out.push(Candidate::new(FigureKind::Count, core, super::Interval::point(0.0), "count.none").unit(n.name).step(1.0));
            }
        }
    }
}
