//! The best sequence of labels.

use super::labels::{LABELS, Label};

/// Scores of a label given the one before it. Only pairs that [`Label::allows`] are ever read.
#[derive(Debug, Clone)]
pub(crate) struct Transitions {
    pairs: [[i32; LABELS]; LABELS],
    /// Between the best and the worst of the pairs at which no name goes on: an earlier label that is further behind than this
    /// is never the better one.
    spread: i32,
}

/// Labels after which no name goes on: outside, and the last and only tokens of names.
fn closed() -> impl Iterator<Item = usize> {
    (0..LABELS).filter(|l| !Label(*l as u8).open())
}

impl Transitions {
    /// From little-endian 16-bit numbers, a row for each earlier label; zeros where the data is short. In units of 16
    /// weights, so that they fit.
    pub fn read(data: &[u8]) -> Self {
        let mut out = [[0; LABELS]; LABELS];
        for (i, b) in data.as_chunks::<2>().0.iter().take(LABELS * LABELS).enumerate() {
            out[i / LABELS][i % LABELS] = i32::from(i16::from_le_bytes(*b)) * 16;
        }
        let free = || (0..LABELS).filter(|l| *l == 0 || Label(*l as u8).starts());
        let costs = || closed().flat_map(|a| free().map(move |b| (a, b))).map(|(a, b)| out[a][b]);
        let spread = costs().max().unwrap_or(0) - costs().min().unwrap_or(0);
        Self { pairs: out, spread }
    }
}

const LEAST: i32 = i32::MIN / 2;

/// Buffers that are used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    best: Vec<[i32; LABELS]>,
    from: Vec<[u8; LABELS]>,
}

/// Labels of the best-scoring sequence into `out`. `scores` holds one row a token, `mask` the labels that a token may
/// bear (bits). The sequence starts and ends outside of any name.
pub(crate) fn decode(
    decoder: &mut Decoder,
    scores: &[[i32; LABELS]],
    transitions: &Transitions,
    mask: impl Fn(usize) -> u64,
    out: &mut Vec<Label>,
) {
    out.clear();
    if scores.is_empty() {
        return;
    }
    let (best, from) = (&mut decoder.best, &mut decoder.from);
    best.clear();
    from.clear();
    for (t, row) in scores.iter().enumerate() {
        let allowed = mask(t);
        // Earlier labels that a name may follow on, without those that are too far behind.
        let (mut before, mut count) = ([0u8; LABELS], 0);
        if t > 0 {
            let top = closed().map(|p| best[t - 1][p]).max().unwrap_or(LEAST);
            for p in closed().filter(|p| best[t - 1][*p] > LEAST && best[t - 1][*p] >= top - transitions.spread) {
                before[count] = p as u8;
                count += 1;
            }
        }
        let mut score = [LEAST; LABELS];
        let mut back = [0u8; LABELS];
        // The best way into each label, and the earlier label on it.
        let (mut top, mut way) = ([LEAST; LABELS], [0i32; LABELS]);
        if t == 0 {
            for next in (0..LABELS).filter(|l| Label::OUT.allows(Label(*l as u8))) {
                top[next] = transitions.pairs[0][next];
            }
        } else {
            let previous: &[i32; LABELS] = &best[t - 1];
            for p in before[..count].iter().map(|p| usize::from(*p)) {
                for ((top, way), pair) in top.iter_mut().zip(&mut way).zip(&transitions.pairs[p]) {
                    let s = previous[p] + pair;
                    (*top, *way) = if s > *top { (s, p as i32) } else { (*top, *way) };
                }
            }
            // A name goes on only in its own kind.
            for next in (1..LABELS).filter(|l| !Label(*l as u8).starts()) {
                let begin = (next - 1) / 4 * 4 + 1;
                (top[next], way[next]) = (LEAST, 0);
                for p in [begin, begin + 1].into_iter().filter(|p| previous[*p] > LEAST) {
                    let s = previous[p] + transitions.pairs[p][next];
                    if s > top[next] {
                        (top[next], way[next]) = (s, p as i32);
                    }
                }
            }
        }
        for next in (0..LABELS).filter(|l| allowed >> l & 1 == 1 && top[*l] > LEAST) {
            score[next] = top[next] + row[next];
            back[next] = way[next] as u8;
        }
        best.push(score);
        from.push(back);
    }
    let last = scores.len() - 1;
    let end = (0..LABELS).filter(|l| !Label(*l as u8).open()).fold(0, |a, b| if best[last][b] > best[last][a] { b } else { a });
    let mut label = end as u8;
    for t in (0..scores.len()).rev() {
        out.push(Label(label));
        label = from[t][label as usize];
    }
    out.reverse();
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
            decode(&mut Decoder::default(), &scores, &transitions, |_| u64::MAX, &mut out);
            let of = |t: usize| out[t].0 as usize;
            let pairs = &transitions.pairs;
            let got = pairs[0][of(0)] + pairs[of(0)][of(1)] + pairs[of(1)][of(2)] + (0..3).map(|t| scores[t][of(t)]).sum::<i32>();
            assert_eq!(got, slow(&scores, pairs));
        }
    }
}
