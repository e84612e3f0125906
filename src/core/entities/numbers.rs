//! Figures and names: what is a figure is no name, but a name may hold a figure.

use std::ops::Range;

use super::EntityKind;
use super::tagger::Draft;
use crate::core::figures::{Figure, FigureKind};
use crate::core::text::{Document, Shape};

/// Takes away what figures cover, but for figures that are part of a name.
pub(crate) fn keep_off(doc: &Document, figures: &[Figure], drafts: &mut Vec<Draft>) {
    let mut next = 0;
    drafts.retain_mut(|d| {
        let mut at = next;
        loop {
            let span = doc.span(d.first, d.last);
            while figures.get(at).is_some_and(|f| f.span.end() <= span.start()) {
                at += 1;
                next = at;
            }
            let Some(figure) = figures.get(at).filter(|f| f.span.overlaps(span)) else { return true };
            let inside = doc.tokens_in(figure.span);
            if part(doc, d, figure, inside.clone()) {
                at += 1;
                continue;
            }
            // A figure at the start is cut off; one further on ends the name.
            let named = |a: usize, b: usize| a <= b && (a..=b).any(|i| doc.tokens[i].is_capital());
            if inside.start > d.first {
                d.last = inside.start - 1;
                return named(d.first, d.last);
            }
            d.first = inside.end;
            if !named(d.first, d.last) {
                return false;
            }
        }
    });
}

/// The figure at tokens `inside` is part of the name: the year before an event, the number of a unit, what a title counts
/// ("Forty Minutes").
fn part(doc: &Document, d: &Draft, figure: &Figure, inside: Range<usize>) -> bool {
    if inside.start < d.first || inside.end > d.last {
        return false;
    }
    let capital = |i: usize| doc.tokens[i].shape == Shape::Title;
    match figure.kind {
        FigureKind::Date if figure.rule == "date.century" => capital(inside.end - 1),
        FigureKind::Date => (d.kind == EntityKind::Event || d.rule == "repeat") && inside.start == d.first && inside.len() == 1,
        FigureKind::Ordinal => true,
        FigureKind::Duration | FigureKind::Money => inside.len() == 2 && capital(inside.end - 1),
        _ => false,
    }
}
