//! What no training set teaches: spans as the contract wants them, and words that are no names.

use super::EntityKind;
use super::model::Atoms;
use super::tagger::Draft;
use crate::core::figures::Figure;
use crate::core::lexicon::Class;
use crate::core::text::{Document, Shape, TokenKind};

/// Short forms that keep their period at the end of a name.
const PERIOD: &[&str] = &["inc", "corp", "co", "ltd", "bros", "jr", "sr"];

/// Corrects the drafts of the tagger, in reading order.
pub(crate) fn apply(doc: &Document, atoms: &Atoms, scale: i32, drafts: &mut Vec<Draft>) {
    let _ = scale;
    drafts.retain_mut(|d| trim(doc, d) && is_name(doc, atoms, d));
    drafts.sort_by_key(|d| d.first);
    let mut end = 0;
    drafts.retain(|d| {
        let free = d.first >= end;
        end = end.max(d.last + 1);
        free
    });
}

/// Brings the borders of a draft into the form of the contract; false where nothing is left.
fn trim(doc: &Document, d: &mut Draft) -> bool {
    // A line break inside: only what stands before it.
    if let Some(i) = (d.first + 1..=d.last).find(|i| doc.tokens[*i].line) {
        d.last = i - 1;
    }
    while d.first <= d.last {
        let word = doc.word(d.first);
        let article = d.first < d.last && ["the", "a", "an"].iter().any(|w| doc.is(d.first, w)) && d.kind != EntityKind::Work;
        let article = article || d.first < d.last && word.eq_ignore_ascii_case("the");
        let title = d.kind == EntityKind::Person && doc.sense(d.first, Class::EntityTitle).is_some() && d.first < d.last;
        let mark = doc.tokens[d.first].kind == TokenKind::Symbol || doc.tokens[d.first].kind == TokenKind::Clitic;
        if !(article || title || mark) {
            break;
        }
        d.first += 1;
    }
    while d.last >= d.first {
        let token = &doc.tokens[d.last];
        let mark = token.kind == TokenKind::Symbol && !matches!(doc.word(d.last), "!" | "+" | ")" | ".")
            || token.kind == TokenKind::Clitic;
        let stop = doc.word(d.last) == "."
            && !(d.last > d.first && PERIOD.iter().any(|w| doc.is(d.last - 1, w)) || initial(doc, d.last));
        if !(mark || stop) {
            break;
        }
        if d.last == 0 {
            return false;
        }
        d.last -= 1;
    }
    if d.first > d.last {
        return false;
    }
    // The rest of a hyphenated name: Tae-yong.
    while d.kind == EntityKind::Person
        && doc.word(d.last + 1) == "-"
        && !doc.tokens[d.last + 1].space
        && doc.token(d.last + 2).is_some_and(|t| !t.space && t.is_word() && t.shape == Shape::Lower)
    {
        d.last += 2;
    }
    // The period of an abbreviation belongs to the name: Corp., Jr.
    let short = PERIOD.iter().any(|w| doc.is(d.last, w));
    if short && doc.word(d.last + 1) == "." && doc.tokens.get(d.last + 1).is_some_and(|t| !t.space) {
        d.last += 1;
    }
    true
}

fn initial(doc: &Document, period: usize) -> bool {
    period > 0 && doc.tokens[period - 1].shape == Shape::Initial && !doc.tokens[period].space
}

/// Not made of common words alone.
fn is_name(doc: &Document, atoms: &Atoms, d: &Draft) -> bool {
    let capital = (d.first..=d.last).any(|i| atoms.0[i].capital);
    let whole = |class: Class| doc.sense(d.first, class).is_some_and(|s| d.first + s.tokens > d.last);
    capital && !whole(Class::EntityCommon) && !whole(Class::EntityCalendar)
}

/// Takes away what figures cover: no name is made of a figure.
pub(crate) fn keep_off(doc: &Document, figures: &[Figure], drafts: &mut Vec<Draft>) {
    let mut next = 0;
    drafts.retain_mut(|d| {
        loop {
            let span = doc.span(d.first, d.last);
            while figures.get(next).is_some_and(|f| f.span.end() <= span.start()) {
                next += 1;
            }
            let Some(figure) = figures.get(next).filter(|f| f.span.overlaps(span)) else { return true };
            // A figure at the start is cut off; one further on ends the name.
            let inside = doc.tokens_in(figure.span);
            if inside.start <= d.first {
                d.first = inside.end;
            } else {
                d.last = inside.start - 1;
                return d.first <= d.last && (d.first..=d.last).any(|i| doc.tokens[i].is_capital());
            }
            if d.first > d.last || !(d.first..=d.last).any(|i| doc.tokens[i].is_capital()) {
                return false;
            }
        }
    });
}
