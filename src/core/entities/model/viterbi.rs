//! The best sequence of labels.

use super::labels::{LABELS, Label};

/// Scores of a label given the one before it. Only pairs that [`Label::allows`] are ever read.
#[derive(Debug, Clone)]
pub(crate) struct Transitions(pub [[i32; LABELS]; LABELS]);

impl Transitions {
    /// From little-endian 16-bit numbers, a row for each earlier label; zeros where the data is short. In units of 16
    /// weights, so that they fit.
    pub fn read(data: &[u8]) -> Self {
        let mut out = [[0; LABELS]; LABELS];
        for (i, b) in data.as_chunks::<2>().0.iter().take(LABELS * LABELS).enumerate() {
            out[i / LABELS][i % LABELS] = i32::from(i16::from_le_bytes(*b)) * 16;
        }
        Self(out)
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
        let mut score = [LEAST; LABELS];
        let mut back = [0u8; LABELS];
        for next in (0..LABELS).filter(|l| allowed >> l & 1 == 1) {
            let label = Label(next as u8);
            let mut top = (LEAST, 0u8);
            if t == 0 {
                if Label::OUT.allows(label) {
                    top = (transitions.0[0][next], 0);
                }
            } else {
                let previous: &[i32; LABELS] = &best[t - 1];
                let mut consider = |p: usize| {
                    if previous[p] > LEAST {
                        let s = previous[p] + transitions.0[p][next];
                        if s > top.0 {
                            top = (s, p as u8);
                        }
                    }
                };
                if label.0 == 0 || label.starts() {
                    consider(0);
                    for kind in 0..super::labels::KINDS.len() {
                        consider(3 + kind * 4);
                        consider(4 + kind * 4);
                    }
                } else if let Some(kind) = label.kind() {
                    consider(1 + kind * 4);
                    consider(2 + kind * 4);
                }
            }
            if top.0 > LEAST {
                score[next] = top.0 + row[next];
                back[next] = top.1;
            }
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
