//! Claims: a figure with what it measures, whom it is about, where, when, whose word it is.
//!
//! A claim is read off the words around its figure. Nothing is parsed: words count the more the nearer they stand, and a
//! comma, an "and" or another figure between them makes the way longer ([`walk`]).

mod frame;
mod measure;
mod walk;
mod when;
mod words;

pub use frame::{Frame, Mark, Marks, Place, Scope, Weighted};
pub use measure::Topic;
pub use when::When;
pub use words::{Vocabulary, key as word_key};

use std::rc::Rc;

use super::Source;
use super::entities::Entities;
use super::figures::{Figure, FigureKind};
use super::text::Document;

/// The frame around one figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claim {
    /// Index into the article's figures.
    pub figure: usize,
    /// What the figure measures, in a few words ("deal value"); `None` when unknown.
    pub measure: Option<String>,
    /// Entities that the figure is about: indices into [`Entities::entities`], the nearest first.
    pub subjects: Vec<usize>,
    /// What a comparison looks at.
    pub frame: Frame,
}

/// Most subjects that a claim names.
const MAX_SUBJECTS: usize = 3;

/// One claim for each figure, in the same order.
pub fn find(doc: &Document, figures: &[Figure], entities: &Entities, source: &Source) -> Vec<Claim> {
    let words = words::Words::new(doc, figures, entities);
    let clock = when::Clock::new(doc, source, figures, &words);
    let article = Rc::new(words.vocabulary(doc));
    let mut claims = Vec::with_capacity(figures.len());
    for (figure, f) in figures.iter().enumerate() {
        let steps = walk::around(doc, &words, figure, figures);
        let topic = measure::topic(doc, &words, &steps, f);
        let near = frame::Near { doc, words: &words, figures, clock: &clock, source, article: &article };
        let frame = frame::build(&near, figure, &steps, topic);
        claims.push(Claim {
            figure,
            measure: measure::label(doc, &words, &steps, f, topic),
            subjects: subjects(&words, &steps, entities),
            frame,
        });
    }
    count_peers(figures, &mut claims);
    claims
}

/// For each figure the number of other values of its kind and unit.
fn count_peers(figures: &[Figure], claims: &mut [Claim]) {
    let kind = |f: &Figure| (f.kind, f.dimension(), f.unit.clone().filter(|_| f.kind == FigureKind::Money));
    let mut values: Vec<_> = Vec::new();
    for f in figures {
        let value = (kind(f), f.to_base().lo.map(f64::to_bits), f.to_base().hi.map(f64::to_bits));
        if !values.contains(&value) {
            values.push(value);
        }
    }
    for (f, c) in figures.iter().zip(claims) {
        c.frame.peers = values.iter().filter(|v| v.0 == kind(f)).count().saturating_sub(1) as u32;
    }
}

/// The entities nearest to a figure in its sentence; without any, the main entities of the article.
fn subjects(words: &words::Words, steps: &[walk::Step], entities: &Entities) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for step in steps {
        if let Some(mention) = words.mention(step.token) {
            let entity = entities.mentions[mention].entity;
            if !out.contains(&entity) {
                out.push(entity);
            }
        }
    }
    if out.is_empty() {
        out.extend_from_slice(words.main_entities());
    }
    out.truncate(MAX_SUBJECTS);
    out
}
