//! The best sequence of labels.

use super::labels::{LABELS, Label};

/// Labels after which no name goes on: outside, and the last and only tokens of names.
fn closed() -> impl Iterator<Item = usize> {
    (0..LABELS).filter(|l| !Label(*l as u8).open())
}

/// Labels that may follow these: outside, then the first tokens of names of each kind, then the only ones; filled up, so
/// that the numbers of all are added by a few wide additions.
const FREE: usize = 20;
const KINDS: usize = (LABELS - 1) / 4;

/// Scores of a label given the one before it. Only pairs of which the later may follow the earlier are ever read.
#[derive(Debug, Clone)]
pub(crate) struct Transitions {
    pairs: [[i32; LABELS]; LABELS],
    /// The same of the labels that may follow where no name goes on.
    free: [[i32; FREE]; LABELS],
    /// Between the best and the worst of the pairs at which no name goes on: an earlier label that is further behind than this
    /// is never the better one.
    spread: i32,
}

impl Transitions {
    /// From little-endian 16-bit numbers, a row for each earlier label; zeros where the data is short. In units of 16
    /// weights, so that they fit.
    pub fn read(data: &[u8]) -> Self {
        let mut pairs = [[0; LABELS]; LABELS];
        for (i, b) in data.as_chunks::<2>().0.iter().take(LABELS * LABELS).enumerate() {
            pairs[i / LABELS][i % LABELS] = i32::from(i16::from_le_bytes(*b)) * 16;
        }
        let mut free = [[0; FREE]; LABELS];
        for (free, pairs) in free.iter_mut().zip(&pairs) {
            free[0] = pairs[0];
            for kind in 0..KINDS {
                free[1 + kind] = pairs[1 + 4 * kind];
                free[1 + KINDS + kind] = pairs[4 + 4 * kind];
            }
        }
        let costs = || closed().flat_map(|a| free[a].iter().take(1 + 2 * KINDS));
        let spread = costs().max().unwrap_or(&0) - costs().min().unwrap_or(&0);
        Self { pairs, free, spread }
    }
}

const LEAST: i32 = i32::MIN / 2;

/// Labels of the best-scoring sequence into `out`. `scores` holds one row a token; `best` is a buffer that is used again
/// from sentence to sentence. The sequence starts and ends outside of any name.
pub(crate) fn decode(best: &mut Vec<[i32; LABELS]>, scores: &[[i32; LABELS]], transitions: &Transitions, out: &mut Vec<Label>) {
    out.clear();
    best.clear();
    let mut previous = [LEAST; LABELS];
    previous[0] = 0;
    for row in scores {
        let next = step(&previous, row, transitions);
        best.push(next);
        previous = next;
    }
    // From the end back: the label before is the one that gave the score, of equal ones the first.
    let ends = closed().map(|l| (l, previous[l]));
    let mut label = greatest(ends);
    for before in best.iter().rev().skip(1).map(Some).chain([None]).take(scores.len()) {
        out.push(Label(label as u8));
        let Some(before) = before else { break };
        let from = |p: usize| (p, before[p] + transitions.pairs[p][label]);
        label = if label == 0 || Label(label as u8).starts() {
            greatest(closed().map(from))
        } else {
            let begin = (label - 1) / 4 * 4 + 1;
            greatest([begin, begin + 1].into_iter().map(from))
        };
    }
    out.reverse();
}

/// The scores of the best ways to each label of a token, from those of the token before.
fn step(previous: &[i32; LABELS], row: &[i32; LABELS], transitions: &Transitions) -> [i32; LABELS] {
    let limit = closed().map(|p| previous[p]).max().unwrap_or(LEAST) - transitions.spread;
    let mut top = [LEAST; FREE];
    for p in closed().filter(|p| previous[*p] >= limit) {
        for (top, pair) in top.iter_mut().zip(&transitions.free[p]) {
            *top = (*top).max(previous[p] + pair);
        }
    }
    let mut next = *row;
    next[0] += top[0];
    for kind in 0..KINDS {
        // A name goes on only in its own kind.
        let [begin, inside, last, unit] = [1, 2, 3, 4].map(|part| part + 4 * kind);
        let on =
            |to: usize| (previous[begin] + transitions.pairs[begin][to]).max(previous[inside] + transitions.pairs[inside][to]);
        next[begin] += top[1 + kind];
        next[inside] += on(inside);
        next[last] += on(last);
        next[unit] += top[1 + KINDS + kind];
    }
    next
}

/// The label of the greatest score; of equal ones the first.
fn greatest(scores: impl Iterator<Item = (usize, i32)>) -> usize {
    scores.reduce(|a, b| if b.1 > a.1 { b } else { a }).map_or(0, |best| best.0)
}

#[cfg(test)]
mod tests {
    use super::super::hash::mix;
    use super::*;

    /// All sequences of three tokens, one after the other.
    fn slow(scores: &[[i32; LABELS]; 3], pairs: &[[i32; LABELS]; LABELS]) -> i32 {
        let mut best = i32::MIN;
        let labels = || (0..LABELS).map(|l| Label(l as u8));
        for a in labels().filter(|a| Label::OUT.allows(*a)) {
            for b in labels().filter(|b| a.allows(*b)) {
                for c in labels().filter(|c| b.allows(*c) && !c.open()) {
                    let [x, y, z] = [a.0 as usize, b.0 as usize, c.0 as usize];
                    best = best.max(pairs[0][x] + pairs[x][y] + pairs[y][z] + scores[0][x] + scores[1][y] + scores[2][z]);
                }
            }
        }
        best
    }

    #[test]
    fn no_sequence_scores_higher() {
        for seed in 0..20 {
            let number = |i: usize, size: i32| (mix(seed, i as u32, 1) % 2000) as i32 * size / 100;
            let data: Vec<u8> = (0..LABELS * LABELS).flat_map(|i| ((number(i, 3) / 16) as i16).to_le_bytes()).collect();
            let transitions = Transitions::read(&data);
            let scores: [[i32; LABELS]; 3] = std::array::from_fn(|t| std::array::from_fn(|l| number(5000 + t * LABELS + l, 10)));
            let mut out = Vec::new();
            decode(&mut Vec::new(), &scores, &transitions, &mut out);
            let of = |t: usize| out[t].0 as usize;
            let pairs = &transitions.pairs;
            let got = pairs[0][of(0)] + pairs[of(0)][of(1)] + pairs[of(1)][of(2)] + (0..3).map(|t| scores[t][of(t)]).sum::<i32>();
            assert_eq!(got, slow(&scores, pairs));
        }
    }
}
