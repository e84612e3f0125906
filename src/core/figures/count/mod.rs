//! Counts: a number and the noun that it counts. The noun stays outside the span and becomes the unit.

use super::FigureKind;
use super::candidate::Candidate;
use super::context::{Context, is_hyphen};
use super::noun::{self, Noun};
use super::number::{self, Form, Num};
use crate::core::lexicon::Class;

/// Offers every number with a counted noun.
pub fn find(cx: &Context, out: &mut Vec<Candidate>) {
    for n in &cx.nums {
        if matches!(n.form, Form::Chain | Form::Bare | Form::Part) || noun::is_name_part(cx, n) {
            continue;
        }
        if number::is_bullet(cx, n) {
            continue;
        }
        if let Some(c) = harmed(cx, n) {
            out.push(c);
        } else if let Some((n, noun)) = counted(cx, n) {
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
    if n.is_year() && n.value.lo.is_some_and(|v| (1900.0..2060.0).contains(&v)) && !super::date::counts(cx, n) {
        return None;
    }
    if is_hyphen(cx.word(n.end)) && cx.glued(n.end) && start == n.end {
        // "six-member team", "four-cylinder engine"
        let at = n.end + 1;
        if n.digits.is_some_and(|d| d.decimals > 0) {
            return None;
        }
        let word = cx.token(at).filter(|t| !t.space && t.is_word() && !t.is_capital())?;
        // "a 2,500-strong crowd", "a 30-something"
        if cx.is(at, "strong") {
            return Some((*n, Noun { name: "person".into(), at }));
        }
        if cx.is_any(at, &["something", "ish", "somethings"]) {
            return None;
        }
        let ok = cx.sense(at, Class::Stop).is_none() && cx.sense(at, Class::Ord).is_none();
        return (ok && !one).then(|| (*n, Noun { name: noun::singular(cx.word(at), word.shape), at }));
    }
    let found = noun::head(cx, start, !one)?;
    if one {
        // "one" is mostly a pronoun; it counts people and what happens to them.
        let counted = start == hard.end && (cx.sense(found.at, Class::OneNoun).is_some() || cx.sense(found.at, Class::PeopleNoun).is_some());
        return counted.then_some((hard, found));
    }
    Some((hard, found))
}

/// "injuring 80", "140 were injured", "70 others were hurt", "a population of 120,000": people, though no noun says so.
fn harmed(cx: &Context, n: &Num) -> Option<Candidate> {
    let other = cx.is_any(n.end, &["others", "more", "other"]);
    let at = n.end + usize::from(other);
    if !other && cx.token(at).is_some_and(|t| t.is_word() && !t.line && cx.sense(at, Class::Stop).is_none()) {
        return None;
    }
    if n.form == Form::Vague && n.value.hi.is_none_or(|hi| hi <= 3.0) || n.is_year() && !other {
        return None;
    }
    // Hedges may stand between verb and number.
    let lead = (1..=5).take_while(|k| *k <= n.first).find(|k| {
        let i = n.first - k;
        let near = (i..n.first).skip(1).all(|j| cx.doc.senses(j).any(|s| matches!(s.class, Class::Stop | Class::HedgeAbout)) || cx.is_any(j, &["least", "many", "estimated"]));
        near && (cx.sense(i, Class::HarmVerb).is_some() && (cx.is_any(i + 2, &["least", "most"]) || !cx.is_any(i + 1, &["by", "in", "on", "at", "after"]))
            || cx.sense(i, Class::PeopleLead).is_some_and(|s| i + s.tokens <= n.first))
    });
    // "the death toll has risen to 146"
    let toll = (2..=7).take_while(|k| *k <= n.first && cx.token(n.first - k + 1).is_some_and(|t| t.is_word() && !t.line)).any(|k| cx.is(n.first - k, "toll"))
        && cx.is_any(n.first - 1, &["to", "at", "is", "was", "be", "reached", "hit", "least", "than", "about"]);
    let state = |i: usize| cx.sense(i, Class::StateNoun).is_some() || cx.is_any(i, &["trapped", "rescued", "evacuated", "detained", "hospitalized"]);
    let passive = cx.is_any(at, &["were", "was", "are", "have", "had"]) && (state(at + 1) || cx.is(at + 1, "been") && state(at + 2));
    let died = cx.is_any(at, &["died", "perished", "drowned"]);
    (lead.is_some() || toll || passive || died && n.value.hi != Some(1.0)).then(|| {
        Candidate::new(FigureKind::Count, n.first..n.end, n.value, "count.people").unit("person").hedge(n.hedge()).step(n.step)
    })
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
