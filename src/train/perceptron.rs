//! A structured perceptron with averaged weights, trained on partly known labels.

use std::collections::HashMap;

use super::data::Example;
use crate::core::entities::model::{Atoms, LABELS, Label, Tables, features};

const NONE: f32 = -1e30;

/// A run of tokens that are decoded together.
pub struct Chunk {
    /// Feature numbers of all tokens.
    features: Vec<u32>,
    /// End of each token's features.
    ends: Vec<u32>,
    /// Labels that the annotation leaves open.
    allowed: Vec<u64>,
    /// All of the labels are known.
    full: bool,
}

/// Features by number.
#[derive(Default)]
pub struct Features {
    numbers: HashMap<u32, u32>,
    /// Hash of each feature.
    pub hashes: Vec<u32>,
}

/// Cuts examples into chunks; features seen fewer than `least` times are left out.
pub fn prepare(examples: &[Example], tables: &Tables, least: u32) -> (Vec<Chunk>, Features) {
    let mut counts = HashMap::<u32, u32>::new();
    let atoms: Vec<Atoms> = examples.iter().map(|e| Atoms::new(&e.doc, tables)).collect();
    let visit = |f: &mut dyn FnMut(usize, usize, std::ops::Range<usize>)| {
        for (n, e) in examples.iter().enumerate() {
            for s in &e.doc.sentences {
                for i in s.tokens.clone().filter(|i| atoms[n].0[*i].active) {
                    f(n, i, s.tokens.clone());
                }
            }
        }
    };
    visit(&mut |n, i, s| features::each(&examples[n].doc, &atoms[n], s, i, |f| *counts.entry(f).or_default() += 1));
    let mut kept = Features::default();
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut last = (usize::MAX, usize::MAX, usize::MAX);
    visit(&mut |n, i, s| {
        if last != (n, s.start, i.wrapping_sub(1)) {
            chunks.push(Chunk { features: Vec::new(), ends: Vec::new(), allowed: Vec::new(), full: true });
        }
        last = (n, s.start, i);
        let Some(chunk) = chunks.last_mut() else { return };
        features::each(&examples[n].doc, &atoms[n], s, i, |f| {
            if counts.get(&f).is_some_and(|c| *c >= least) {
                let next = kept.hashes.len() as u32;
                let number = *kept.numbers.entry(f).or_insert_with(|| {
                    kept.hashes.push(f);
                    next
                });
                chunk.features.push(number);
            }
        });
        chunk.ends.push(chunk.features.len() as u32);
        let allowed = examples[n].allowed[i];
        chunk.allowed.push(allowed);
        chunk.full &= allowed.count_ones() == 1;
    });
    (chunks, kept)
}

/// The learner's state.
pub struct Learner {
    weights: Vec<[f32; LABELS]>,
    sums: Vec<[f64; LABELS]>,
    transitions: [[f32; LABELS]; LABELS],
    transition_sums: [[f64; LABELS]; LABELS],
    step: f64,
}

impl Learner {
    /// All weights zero.
    pub fn new(features: usize) -> Self {
        Self {
            weights: vec![[0.0; LABELS]; features],
            sums: vec![[0.0; LABELS]; features],
            transitions: [[0.0; LABELS]; LABELS],
            transition_sums: [[0.0; LABELS]; LABELS],
            step: 1.0,
        }
    }

    /// One round over the chunks in the order given; returns how many tokens were labelled wrong. `margin` is asked of
    /// every wrong label.
    pub fn round<'c>(&mut self, chunks: impl Iterator<Item = &'c Chunk>, margin: f32) -> usize {
        let mut wrong = 0;
        let (mut scores, mut guess, mut gold) = (Vec::new(), Vec::new(), Vec::new());
        for chunk in chunks {
            self.step += 1.0;
            scores.clear();
            let mut from = 0;
            for end in &chunk.ends {
                let mut row = [0f32; LABELS];
                for f in &chunk.features[from..*end as usize] {
                    for (r, w) in row.iter_mut().zip(&self.weights[*f as usize]) {
                        *r += w;
                    }
                }
                from = *end as usize;
                scores.push(row);
            }
            viterbi(&scores, &self.transitions, |t| chunk.allowed[t], &mut gold);
            if gold.is_empty() {
                continue;
            }
            for (row, allowed) in scores.iter_mut().zip(&chunk.allowed) {
                for (label, r) in row.iter_mut().enumerate() {
                    *r += if allowed >> label & 1 == 0 { margin } else { 0.0 };
                }
            }
            viterbi(&scores, &self.transitions, |_| u64::MAX, &mut guess);
            let mut from = 0;
            for (t, end) in chunk.ends.iter().enumerate() {
                let (g, p) = (gold[t] as usize, guess[t] as usize);
                if g != p {
                    wrong += 1;
                    for f in &chunk.features[from..*end as usize] {
                        let f = *f as usize;
                        self.weights[f][g] += 1.0;
                        self.sums[f][g] += self.step;
                        self.weights[f][p] -= 1.0;
                        self.sums[f][p] -= self.step;
                    }
                }
                let (bg, bp) = if t == 0 { (0, 0) } else { (gold[t - 1] as usize, guess[t - 1] as usize) };
                if (bg, g) != (bp, p) {
                    self.transitions[bg][g] += 1.0;
                    self.transition_sums[bg][g] += self.step;
                    self.transitions[bp][p] -= 1.0;
                    self.transition_sums[bp][p] -= self.step;
                }
                from = *end as usize;
            }
        }
        wrong
    }

    /// The averaged weights.
    pub fn average(&self) -> (Vec<[f32; LABELS]>, [[f32; LABELS]; LABELS]) {
        let mean = |w: f32, s: f64| (f64::from(w) - s / self.step) as f32;
        let rows = self.weights.iter().zip(&self.sums).map(|(w, s)| std::array::from_fn(|l| mean(w[l], s[l]))).collect();
        let pairs = std::array::from_fn(|a| std::array::from_fn(|b| mean(self.transitions[a][b], self.transition_sums[a][b])));
        (rows, pairs)
    }
}

impl Chunk {
    /// All labels of the chunk are known.
    pub const fn is_full(&self) -> bool {
        self.full
    }
}

fn viterbi(scores: &[[f32; LABELS]], transitions: &[[f32; LABELS]; LABELS], mask: impl Fn(usize) -> u64, out: &mut Vec<u8>) {
    out.clear();
    let mut best: Vec<[f32; LABELS]> = Vec::with_capacity(scores.len());
    let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    for (t, row) in scores.iter().enumerate() {
        let (mut score, mut back) = ([NONE; LABELS], [0u8; LABELS]);
        let allowed = mask(t);
        for next in (0..LABELS).filter(|l| allowed >> l & 1 == 1) {
            let mut top = (NONE, 0u8);
            for before in 0..LABELS {
                let possible = Label(before as u8).allows(Label(next as u8)) && (t > 0 || before == 0);
                let previous = if t == 0 { 0.0 } else { best[t - 1][before] };
                if possible && previous > NONE && previous + transitions[before][next] > top.0 {
                    top = (previous + transitions[before][next], before as u8);
                }
            }
            if top.0 > NONE {
                score[next] = top.0 + row[next];
                back[next] = top.1;
            }
        }
        best.push(score);
        from.push(back);
    }
    let Some(last) = best.last() else { return };
    let Some(mut label) = (0..LABELS as u8)
        .filter(|l| !Label(*l).open() && last[*l as usize] > NONE)
        .max_by(|a, b| last[*a as usize].total_cmp(&last[*b as usize]))
    else {
        return;
    };
    for back in from.iter().rev() {
        out.push(label);
        label = back[label as usize];
    }
    out.reverse();
}
