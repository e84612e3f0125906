//! A linear-chain conditional random field, trained on partly known labels by FTRL-Proximal (McMahan et al., "Ad Click
//! Prediction: a View from the Trenches", 2013), which keeps most weights at zero.

use std::collections::HashMap;

use super::data::Example;
use crate::core::entities::model::{Atoms, COLUMNS, LABELS, Label, Tables, features, fold, hash};

/// A run of tokens that are decoded together.
pub struct Chunk {
    /// Feature numbers of all tokens.
    features: Vec<u32>,
    /// End of each token's features.
    ends: Vec<u32>,
    /// Labels that the annotation leaves open.
    allowed: Vec<u64>,
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
            chunks.push(Chunk { features: Vec::new(), ends: Vec::new(), allowed: Vec::new() });
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
        chunk.allowed.push(examples[n].allowed[i]);
    });
    (chunks, kept)
}

/// How the learner steps.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// Size of the first steps.
    pub alpha: f32,
    /// Weights are drawn to zero this strongly.
    pub l1: f32,
    /// Large weights are drawn back this strongly.
    pub l2: f32,
    /// Share of features hidden at each visit.
    pub dropout: f32,
}

/// One weight with what FTRL remembers of its gradients.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    w: f32,
    z: f32,
    n: f32,
}

impl Cell {
    #[inline]
    fn step(&mut self, g: f32, rates: &Rates) {
        let n = self.n + g * g;
        let sigma = (n.sqrt() - self.n.sqrt()) / rates.alpha;
        self.z += g - sigma * self.w;
        self.n = n;
        self.w = if self.z.abs() <= rates.l1 {
            0.0
        } else {
            -(self.z - rates.l1.copysign(self.z)) / ((1.0 + n.sqrt()) / rates.alpha + rates.l2)
        };
    }
}

/// The learner's state.
pub struct Learner {
    cells: Vec<[Cell; COLUMNS]>,
    transitions: [[Cell; LABELS]; LABELS],
    /// For each label the labels that may stand before it.
    before: [Vec<usize>; LABELS],
    visits: u32,
    /// Weights that may be other than zero; all, where it is empty.
    kept: Vec<u64>,
}

type Row = [f32; LABELS];

impl Learner {
    /// All weights zero.
    pub fn new(features: usize, run: u32) -> Self {
        Self {
            cells: vec![[Cell::default(); COLUMNS]; features],
            transitions: [[Cell::default(); LABELS]; LABELS],
            before: std::array::from_fn(|l| (0..LABELS).filter(|b| Label(*b as u8).allows(Label(l as u8))).collect()),
            visits: run << 24,
            kept: Vec::new(),
        }
    }

    /// Keeps only the `count` largest weights; the others stay zero from now on.
    pub fn prune(learners: &mut [Self], count: usize) {
        let rows = Self::average(learners).0;
        let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        eprintln!("{} weights are not zero", sizes.len());
        sizes.sort_by(|a, b| b.total_cmp(a));
        let least = sizes.get(count).copied().unwrap_or(0.0);
        for learner in learners {
            learner.kept = vec![0; rows.len()];
            for ((row, average), kept) in learner.cells.iter_mut().zip(&rows).zip(&mut learner.kept) {
                for (label, (cell, w)) in row.iter_mut().zip(average).enumerate() {
                    if w.abs() > least {
                        *kept |= 1 << label;
                    } else {
                        *cell = Cell::default();
                    }
                }
            }
        }
    }

    /// One round over the chunks in the order given; returns the mean loss a token.
    pub fn round<'c>(&mut self, chunks: impl Iterator<Item = &'c Chunk>, rates: &Rates) -> f64 {
        let (mut loss, mut tokens) = (0.0, 0);
        let mut scores: Vec<Row> = Vec::new();
        let mut seen: Vec<bool> = Vec::new();
        for chunk in chunks {
            self.visits += 1;
            scores.clear();
            seen.clear();
            // Weights must not lean on single words: some features are hidden, others in every visit.
            let visit = self.visits;
            let limit = (rates.dropout * u32::MAX as f32) as u32;
            let mut from = 0;
            for end in &chunk.ends {
                let mut row = [0f32; COLUMNS];
                for (at, f) in chunk.features[from..*end as usize].iter().enumerate() {
                    let shown = at == 0 || hash::mix(visit, at as u32, *f) >= limit;
                    seen.push(shown);
                    if shown {
                        for (r, c) in row.iter_mut().zip(&self.cells[*f as usize]) {
                            *r += c.w;
                        }
                    }
                }
                from = *end as usize;
                scores.push(fold(&row));
            }
            let pairs: [Row; LABELS] = std::array::from_fn(|a| std::array::from_fn(|b| self.transitions[a][b].w.exp()));
            let (free, log_free, edges_free) = self.marginals(&scores, &pairs, |_| u64::MAX);
            let (known, log_known, edges_known) = self.marginals(&scores, &pairs, |t| chunk.allowed[t]);
            tokens += scores.len();
            if !(log_free.is_finite() && log_known.is_finite()) {
                continue;
            }
            loss += f64::from(log_free - log_known);
            if log_free - log_known < 1e-3 {
                continue;
            }
            let mut from = 0;
            for (t, end) in chunk.ends.iter().enumerate() {
                let mut gradient = [0f32; COLUMNS];
                for label in 0..LABELS {
                    let g = free[t][label] - known[t][label];
                    gradient[label] = g;
                    if label > 0 {
                        gradient[LABELS + (label - 1) / 4] += g;
                    }
                }
                let active: Vec<(usize, f32)> = gradient.iter().copied().enumerate().filter(|(_, g)| g.abs() > 1e-3).collect();
                if !active.is_empty() {
                    for (at, f) in chunk.features[from..*end as usize].iter().enumerate() {
                        if !seen[from + at] {
                            continue;
                        }
                        let kept = self.kept.get(*f as usize).copied().unwrap_or(u64::MAX);
                        let cells = &mut self.cells[*f as usize];
                        for (label, g) in &active {
                            if kept >> label & 1 == 1 {
                                cells[*label].step(*g, rates);
                            }
                        }
                    }
                }
                from = *end as usize;
            }
            let rates = Rates { l1: 0.0, ..*rates };
            for a in 0..LABELS {
                for b in 0..LABELS {
                    let g = edges_free[a][b] - edges_known[a][b];
                    if g.abs() > 1e-3 {
                        self.transitions[a][b].step(g, &rates);
                    }
                }
            }
        }
        loss / tokens.max(1) as f64
    }

    /// Probabilities of labels, the logarithm of the sum over all sequences, and expected counts of label pairs.
    fn marginals(
        &self,
        scores: &[Row],
        pairs: &[Row; LABELS],
        mask: impl Fn(usize) -> u64,
    ) -> (Vec<Row>, f32, Box<[Row; LABELS]>) {
        let n = scores.len();
        let mut log = 0f32;
        let mut potentials = Vec::with_capacity(n);
        let mut forward: Vec<Row> = Vec::with_capacity(n);
        for (t, row) in scores.iter().enumerate() {
            let allowed = mask(t);
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            let potential: Row = std::array::from_fn(|l| if allowed >> l & 1 == 1 { (row[l] - top).exp() } else { 0.0 });
            let mut alpha = [0f32; LABELS];
            for l in 0..LABELS {
                if potential[l] > 0.0 {
                    let sum: f32 = if t == 0 {
                        if Label::OUT.allows(Label(l as u8)) { pairs[0][l] } else { 0.0 }
                    } else {
                        self.before[l].iter().map(|b| forward[t - 1][*b] * pairs[*b][l]).sum()
                    };
                    alpha[l] = sum * potential[l];
                }
                if t + 1 == n && Label(l as u8).open() {
                    alpha[l] = 0.0;
                }
            }
            let sum: f32 = alpha.iter().sum();
            alpha.iter_mut().for_each(|a| *a /= sum);
            log += sum.ln() + top;
            forward.push(alpha);
            potentials.push(potential);
        }
        let mut edges = Box::new([[0f32; LABELS]; LABELS]);
        let mut out = forward.clone();
        for t in (1..n).rev() {
            // out[t] holds the probabilities at t; those of t - 1 follow from the pairs.
            let mut previous = [0f32; LABELS];
            for l in 0..LABELS {
                let p = out[t][l];
                if p > 0.0 {
                    let total: f32 = self.before[l].iter().map(|b| forward[t - 1][*b] * pairs[*b][l]).sum();
                    for b in &self.before[l] {
                        let share = p * forward[t - 1][*b] * pairs[*b][l] / total;
                        previous[*b] += share;
                        edges[*b][l] += share;
                    }
                }
            }
            out[t - 1] = previous;
        }
        if let Some(first) = out.first() {
            for (l, p) in first.iter().enumerate() {
                edges[0][l] += p;
            }
        }
        (out, log, edges)
    }

    /// The mean of the weights.
    pub fn average(learners: &[Self]) -> (Vec<[f32; COLUMNS]>, [Row; LABELS]) {
        let (mut rows, mut pairs) = learners.first().map_or_else(|| (Vec::new(), [[0.0; LABELS]; LABELS]), Self::weights);
        for learner in learners.iter().skip(1) {
            let (more, other) = learner.weights();
            rows.iter_mut().zip(more).for_each(|(a, b)| a.iter_mut().zip(b).for_each(|(a, b)| *a += b));
            pairs.iter_mut().zip(other).for_each(|(a, b)| a.iter_mut().zip(b).for_each(|(a, b)| *a += b));
        }
        let n = learners.len().max(1) as f32;
        rows.iter_mut().flatten().chain(pairs.iter_mut().flatten()).for_each(|w| *w /= n);
        (rows, pairs)
    }

    /// The weights.
    fn weights(&self) -> (Vec<[f32; COLUMNS]>, [Row; LABELS]) {
        let rows = self.cells.iter().map(|row| std::array::from_fn(|l| row[l].w)).collect();
        (rows, std::array::from_fn(|a| std::array::from_fn(|b| self.transitions[a][b].w)))
    }
}
