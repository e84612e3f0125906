//! Names as the trained model sees them.

use super::EntityKind;
use super::model::labels::KINDS;
use super::model::{Atoms, Decoder, LABELS, Label, Model, decode, features};
use crate::core::text::Document;

/// A name before it has an entity: tokens `first..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Draft {
    pub first: usize,
    pub last: usize,
    pub kind: EntityKind,
    pub rule: &'static str,
}

/// All names that the model finds, in reading order. Only runs of tokens that may be part of a name are looked at.
pub(crate) fn tag(doc: &Document, atoms: &Atoms, model: &Model) -> Vec<Draft> {
    let transitions = model.transitions();
    let mut decoder = Decoder::default();
    let (mut scores, mut labels, mut out) = (Vec::<[i32; LABELS]>::new(), Vec::new(), Vec::new());
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
                let mut row = [0; LABELS];
                features::each(doc, atoms, sentence.tokens.clone(), i, |f| model.weights.add(f, &mut row));
                scores.push(row);
                i += 1;
            }
            decode(&mut decoder, &scores, &transitions, |_| u64::MAX, &mut labels);
            drafts(&labels, start, &mut out);
        }
    }
    out
}

fn drafts(labels: &[Label], start: usize, out: &mut Vec<Draft>) {
    let mut first = 0;
    for (t, label) in labels.iter().enumerate() {
        if label.starts() {
            first = t;
        }
        if label.ends()
            && let Some(kind) = label.kind()
        {
            out.push(Draft { first: start + first, last: start + t, kind: KINDS[kind], rule: "tagger" });
        }
    }
}
