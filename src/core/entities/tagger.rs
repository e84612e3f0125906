//! Names as the trained model sees them.

use super::EntityKind;
use super::model::labels::KINDS;
use super::model::{Atoms, COLUMNS, LABELS, Label, Model, decode, features, fold};
use crate::core::text::Document;

/// What the model says for each kind, in its own units; zeros where it was not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scores([i32; KINDS.len()]);

impl Scores {
    /// Speaks for one kind.
    pub fn favour(&mut self, kind: EntityKind, score: i32) {
        if let Some(i) = KINDS.iter().position(|k| *k == kind) {
            self.0[i] = self.0[i].saturating_add(score);
        }
    }
    /// Adds what is said of another mention.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a = a.saturating_add(b));
    }
    /// The kind of the greatest score, unless all are equal.
    pub fn best(&self) -> Option<EntityKind> {
        let top = (0..KINDS.len()).max_by_key(|i| (self.0[*i], std::cmp::Reverse(*i)))?;
        self.0.iter().any(|s| *s != self.0[top]).then_some(KINDS[top])
    }
    /// `kind` is the best or at most `margin` behind it.
    pub fn near(&self, kind: EntityKind, margin: i32) -> bool {
        let top = self.0.iter().copied().max().unwrap_or(0);
        KINDS.iter().position(|k| *k == kind).is_some_and(|i| self.0[i].saturating_add(margin) >= top)
    }
}

/// A name before it has an entity: tokens `first..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Draft {
    pub first: usize,
    pub last: usize,
    pub kind: EntityKind,
    pub rule: &'static str,
    pub scores: Scores,
}

/// How many features of a token are gathered before they are looked up; few tokens have more.
const MANY: usize = 256;

/// All names that the model finds, in reading order. Only runs of tokens that may be part of a name are looked at.
pub(crate) fn tag(doc: &Document, atoms: &Atoms, model: &Model) -> Vec<Draft> {
    let transitions = model.transitions();
    let mut best = Vec::new();
    let (mut scores, mut labels, mut out) = (Vec::<[i32; LABELS]>::new(), Vec::new(), Vec::new());
    let mut hashes = [0; MANY];
    for sentence in &doc.sentences {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            if !atoms.0[i].active {
                i += 1;
                continue;
            }
            let start = i;
            scores.clear();
            while i < sentence.tokens.end && atoms.0[i].active {
                let mut row = [0; COLUMNS];
                let mut n = 0;
                features::each(doc, atoms, sentence.tokens.clone(), i, |f| {
                    if n >= MANY {
                        model.weights.add(&hashes, &mut row);
                        n = 0;
                    }
                    hashes[n] = f;
                    n += 1;
                });
                model.weights.add(&hashes[..n], &mut row);
                scores.push(fold(&row));
                i += 1;
            }
            decode(&mut best, &scores, &transitions, &mut labels);
            drafts(&labels, &scores, start, &mut out);
        }
    }
    out
}

fn drafts(labels: &[Label], scores: &[[i32; LABELS]], start: usize, out: &mut Vec<Draft>) {
    let mut first = 0;
    for (t, label) in labels.iter().enumerate() {
        if label.starts() {
            first = t;
        }
        if label.ends()
            && let Some(kind) = label.kind()
        {
            // The same tokens as a name of each kind.
            let mut sums = Scores::default();
            for (label, row) in labels[first..=t].iter().zip(&scores[first..=t]) {
                for (k, sum) in sums.0.iter_mut().enumerate() {
                    *sum += row[label.of_kind(k).0 as usize];
                }
            }
            out.push(Draft { first: start + first, last: start + t, kind: KINDS[kind], rule: "tagger", scores: sums });
        }
    }
}
