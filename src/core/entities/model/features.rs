//! The features of one token, as hashes. The list is part of the model's format.

use std::ops::Range;

use super::atoms::{Atom, Atoms};
use super::hash::{bytes, mix};
use crate::core::text::Document;

/// What stands outside of the sentence.
const NONE: Atom = Atom {
    word: 1,
    shape: 1,
    cluster: [0; 3],
    gazetteer: 0,
    whole: 0,
    class: 0,
    document: 0,
    style: 0,
    active: false,
    capital: false,
    first: false,
    run: (0, 0),
    again: [0; 2],
};

/// Calls `emit` with the hash of every feature of token `i` of a sentence.
#[inline]
pub(crate) fn each(doc: &Document, atoms: &Atoms, sentence: Range<usize>, i: usize, mut emit: impl FnMut(u32)) {
    let get = |at: usize| if sentence.contains(&at) { &atoms.0[at] } else { &NONE };
    let a = &atoms.0[i];
    let (p, n) = (get(i.wrapping_sub(1)), get(i + 1));
    let (pp, nn) = (get(i.wrapping_sub(2)), get(i + 2));
    let style = u32::from(a.style);
    let mut feature = |kind: u32, x: u32, y: u32| emit(mix(kind, x, y));

    feature(1, 0, 0);
    // Words.
    feature(2, a.word, 0);
    feature(3, p.word, 0);
    feature(4, n.word, 0);
    feature(5, pp.word, 0);
    feature(6, nn.word, 0);
    feature(7, p.word, a.word);
    feature(8, a.word, n.word);
    feature(9, p.word, n.word);
    // Shapes.
    let first = u32::from(a.first);
    let shape = mix(0x100, a.shape, style << 1 | first);
    feature(10, shape, 0);
    feature(11, p.shape, shape);
    feature(12, shape, n.shape);
    feature(13, mix(0x101, p.shape, n.shape), shape);
    feature(14, a.shape, a.word);
    // Beginnings and endings.
    let word = doc.word(i);
    if a.capital || doc.tokens[i].is_word() {
        let lower = |b: u8| b.to_ascii_lowercase();
        let b = word.as_bytes();
        for k in [2usize, 3, 4] {
            if b.len() > k {
                feature(15, k as u32, bytes(b[b.len() - k..].iter().copied().map(lower)));
                if k > 2 {
                    feature(16, k as u32, bytes(b[..k].iter().copied().map(lower)));
                }
            }
        }
    }
    // Clusters.
    let c = |atom: &Atom, level: usize| u32::from(atom.cluster[level]) << 1 | u32::from(atom.capital);
    feature(20, c(a, 0), 0);
    feature(21, c(p, 0), 0);
    feature(22, c(n, 0), 0);
    feature(23, c(a, 1), 0);
    feature(24, c(p, 1), c(a, 1));
    feature(26, c(pp, 1), c(p, 1));
    feature(29, c(a, 2), shape);
    feature(30, c(pp, 0), 0);
    feature(31, c(nn, 0), 0);
    // Lists.
    let g = |atom: &Atom| atom.gazetteer;
    feature(41, g(p), g(a));
    feature(43, a.class, shape);
    feature(44, p.class, a.class);
    feature(45, a.class, n.class);
    if a.gazetteer != 0 {
        feature(47, g(a), c(p, 2));
        feature(48, g(a), c(n, 2));
    }
    // Each class by itself, for combinations that the training texts do not have.
    for bit in bits(a.gazetteer) {
        feature(32, bit, 0);
        feature(33, bit, shape);
        feature(34, bit, c(p, 2));
        feature(35, bit, c(n, 2));
    }
    // The run of capitals: its ends and what stands around it tell the kind of all of it.
    let (start, end) = (a.run.0 as usize, a.run.1 as usize);
    let (before, after) = (get(start.wrapping_sub(1)), get(end + 1));
    let place = if start == end {
        0
    } else if i == start {
        1
    } else if i == end {
        2
    } else {
        3
    };
    let (head, lead) = (get(end), get(start));
    feature(50, place, (end - start).min(5) as u32);
    feature(51, place, head.word);
    feature(52, place, lead.word);
    feature(53, place, before.word);
    feature(54, place, after.word);
    feature(55, place, c(before, 0));
    feature(56, place, c(after, 0));
    feature(58, place, c(head, 0));
    feature(59, place, head.class);
    for bit in bits(a.whole.into()) {
        feature(36, place, bit);
        feature(37, bit, c(before, 1));
        feature(38, bit, c(after, 1));
    }
    feature(61, mix(0x103, c(lead, 1), c(head, 1)), place);
    feature(63, before.class, after.class);
    // What is spoken of: clusters of the words around, wherever they stand.
    let near = i.saturating_sub(8).max(sentence.start)..(i + 9).min(sentence.end);
    for j in near {
        let around = &atoms.0[j];
        if !around.capital && around.cluster[1] != 0 && j.abs_diff(i) > 2 {
            feature(80, around.cluster[1].into(), 0);
        }
    }
    // The same word elsewhere in the document.
    for j in a.again {
        let j = j as usize;
        if j != i {
            let other = |k: usize| atoms.0.get(k).unwrap_or(&NONE);
            let o = other(j);
            let (s, e) = (o.run.0 as usize, o.run.1 as usize);
            let (b, f) = (other(s.wrapping_sub(1)), other(e + 1));
            feature(90, b.word, 0);
            feature(91, f.word, 0);
            feature(93, c(f, 0), 0);
            feature(94, u32::from(e != j), c(other(e), 0));
            feature(95, u32::from(s != j), c(other(s), 0));
            feature(96, other(e).class, g(other(e)));
            feature(97, o.whole.into(), 0);
        }
    }
    // The document.
    feature(71, u32::from(a.document), a.cluster[1].into());
    feature(72, u32::from(p.document) << 3 | u32::from(n.document), u32::from(a.document));
}

/// The numbers of the bits that are set.
fn bits(mut of: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = of.trailing_zeros();
        of &= of.wrapping_sub(1);
        (bit < u32::BITS).then_some(bit)
    })
}
