//! The passes over one article, in order. Each reads what the ones before it made.

use std::rc::Rc;

use super::Source;
use super::claims::{self, Claim};
use super::entities::{self, Corrections, Entities};
use super::figures::{self, Figure};
use super::text::Document;

/// Everything known about one article by itself.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// The article as given.
    pub source: Source,
    /// Its tokens, sentences and paragraphs.
    pub doc: Document,
    /// Its figures, in reading order.
    pub figures: Vec<Figure>,
    /// Its names, as the reader corrected them.
    pub entities: Entities,
    /// One claim a figure, in the same order.
    pub claims: Vec<Claim>,
    /// What the reader knows better of names.
    pub corrections: Rc<Corrections>,
}

/// A step from one state of the analysis to the next.
pub struct Pass {
    /// For `explain` and for people.
    pub name: &'static str,
    run: fn(&mut Analysis),
}

/// The passes, in the order in which they run. What joins several articles runs after them: [`super::workspace`].
pub const PASSES: &[Pass] = &[
    Pass { name: "text", run: |a| a.doc = Document::new(&a.source.text) },
    Pass { name: "figures", run: |a| a.figures = figures::find(&a.doc, &a.source) },
    Pass { name: "entities", run: |a| a.entities = entities::find(&a.doc, &a.figures) },
    Pass { name: "corrections", run: |a| a.corrections.apply(&a.doc, &mut a.entities) },
    Pass { name: "claims", run: |a| a.claims = claims::find(&a.doc, &a.figures, &a.entities, &a.source) },
];

/// Runs all passes over one article.
pub fn annotate(source: Source) -> Analysis {
    annotate_corrected(source, &Rc::default())
}

/// The same under a reader's corrections of names, which win.
pub fn annotate_corrected(source: Source, corrections: &Rc<Corrections>) -> Analysis {
    let mut analysis = Analysis { source, corrections: Rc::clone(corrections), ..Analysis::default() };
    for pass in PASSES {
        (pass.run)(&mut analysis);
    }
    analysis
}
