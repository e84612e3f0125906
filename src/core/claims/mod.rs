//! Claims: a figure with what it measures, whom it is about, where, when, whose word it is.

use super::Source;
use super::entities::Entities;
use super::figures::Figure;
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
}

/// One claim for each figure, in the same order.
pub fn find(_doc: &Document, figures: &[Figure], _entities: &Entities, _source: &Source) -> Vec<Claim> {
    (0..figures.len()).map(|figure| Claim { figure, ..Claim::default() }).collect()
}
