//! What a reader decided: rulings on findings, notes, figures joined and set apart, names corrected. Plain data that is kept and
//! goes into session files.
//!
//! A decision holds on to its figures by [`Anchor`]s, which find their words again after edits and reloads; [`standing`] tells which
//! decisions hold for the present reading and which have lost their place.

pub mod anchor;
pub mod standing;

use serde::{Deserialize, Serialize};

pub use anchor::Anchor;
pub use standing::{FactReview, Standing};

use super::reading::Reading;
use crate::wire::output::{Fact, Verdict};
use crate::wire::{CorrectionInput, FigureRef, RegroupInput};

/// What a reader says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Ruling {
    /// It is so.
    Confirmed,
    /// It is not; it is no longer counted.
    Dismissed,
}

impl Ruling {
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirmed",
            Self::Dismissed => "Dismissed",
        }
    }
}

/// How far a ruling reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// This finding, as long as it says the same.
    Finding,
    /// These two figures, in whatever finding they meet.
    Pair,
    /// This figure, wherever it is compared.
    Figure,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// Tells it from all others, also from those of other people.
    pub id: String,
    /// `None`: only a note.
    pub ruling: Option<Ruling>,
    /// How far it reaches.
    pub scope: Scope,
    /// The figures that it is about: all of a finding, two of a pair, one.
    pub anchors: Vec<Anchor>,
    /// What the finding was called then, for when it is gone.
    pub label: String,
    /// The verdict that was ruled on.
    pub verdict: Verdict,
    /// In the reader's words; may be empty.
    pub note: String,
    /// Who, as they call themselves; may be empty.
    #[serde(default)]
    pub by: String,
    /// When: ISO 8601, or empty.
    #[serde(default)]
    pub at: String,
}

/// Two figures that a reader joined or set apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// They speak of one thing, or they do not.
    pub together: bool,
    /// The one.
    pub a: Anchor,
    /// The other.
    pub b: Anchor,
}

/// All decisions, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Review {
    /// Rulings and notes.
    pub decisions: Vec<Decision>,
    /// Facts merged and split.
    pub links: Vec<Link>,
    /// Names renamed, united, split, or struck out.
    pub names: Vec<CorrectionInput>,
}

impl Review {
    /// Nothing was decided.
    pub const fn is_empty(&self) -> bool {
        self.decisions.is_empty() && self.links.is_empty() && self.names.is_empty()
    }
    /// For the worker: the links whose figures are found in this reading. Those that are not wait until their words are back.
    pub fn regroup(&self, reading: &Reading) -> RegroupInput {
        let at = |a: &Anchor| {
            let figure = a.find(reading)?;
            Some(FigureRef { source: a.source.to_string(), start: reading.figure(&a.source, figure)?.start })
        };
        let mut out = RegroupInput::default();
        for link in &self.links {
            if let (Some(a), Some(b)) = (at(&link.a), at(&link.b)) {
                if link.together { &mut out.together } else { &mut out.apart }.push((a, b));
            }
        }
        out
    }
    /// Anchors that have moved take note of where they stand now, so that they are found after the next edit too. True when any has.
    pub fn refresh(&mut self, reading: &Reading) -> bool {
        let decided = self.decisions.iter_mut().flat_map(|d| d.anchors.iter_mut());
        let linked = self.links.iter_mut().flat_map(|l| [&mut l.a, &mut l.b]);
        let mut moved = false;
        for anchor in decided.chain(linked) {
            let now = anchor.find(reading).and_then(|figure| Anchor::new(reading, &anchor.source, figure));
            if let Some(now) = now.filter(|now| now != anchor) {
                *anchor = now;
                moved = true;
            }
        }
        moved
    }
    /// Takes back what `scope` and these figures were ruled or noted before, so that one finding has one ruling of a person.
    fn forget(&mut self, like: &Decision) {
        self.decisions.retain(|d| !(d.scope == like.scope && d.by == like.by && same_figures(&d.anchors, &like.anchors)));
    }
    /// Adds a decision in place of an earlier one of the same person on the same figures.
    pub fn decide(&mut self, decision: Decision) {
        self.forget(&decision);
        if decision.ruling.is_some() || !decision.note.is_empty() {
            self.decisions.push(decision);
        }
    }
    /// Joins or sets apart two figures; the later word on a pair stands.
    pub fn link(&mut self, link: Link) {
        let pair = |l: &Link| {
            let mut p = [l.a.place(), l.b.place()];
            p.sort_unstable();
            p.map(|(s, at)| (s.to_string(), at))
        };
        let new = pair(&link);
        self.links.retain(|l| pair(l) != new);
        self.links.push(link);
    }
}

/// A correction of a name, as a sentence for people.
pub fn correction(c: &CorrectionInput) -> String {
    match c {
        CorrectionInput::Rename { name, to } => format!("“{name}” is shown as “{to}”."),
        CorrectionInput::Merge { name, into } => format!("“{name}” and “{into}” are one."),
        CorrectionInput::Split { name } => format!("“{name}” stands for itself."),
        CorrectionInput::NotAName { name } => format!("“{name}” is no name."),
    }
}

/// Both lists hold on to the same places.
fn same_figures(a: &[Anchor], b: &[Anchor]) -> bool {
    let places = |list: &[Anchor]| {
        let mut p: Vec<_> = list.iter().map(|a| (a.source.clone(), a.start)).collect();
        p.sort_unstable();
        p
    };
    places(a) == places(b)
}

/// Anchors of all claims of a fact.
pub fn anchors(reading: &Reading, fact: &Fact) -> Vec<Anchor> {
    fact.claims.iter().filter_map(|c| Anchor::new(reading, &c.source, c.figure)).collect()
}
