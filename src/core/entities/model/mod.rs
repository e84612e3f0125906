//! The trained tagger: what the model file holds, and how a sentence is labelled with it.
//!
//! The file is one run of sections, each a little-endian length and its bytes; all but the weights are read in place. The
//! provenance of the shipped file is told in `README.md` beside it.

pub(crate) mod atoms;
pub(crate) mod features;
pub(crate) mod fuse;
pub(crate) mod hash;
pub(crate) mod labels;
mod viterbi;
pub(crate) mod weights;

use std::sync::OnceLock;

pub(crate) use atoms::Atoms;
use fuse::Fuse;
pub(crate) use labels::{COLUMNS, LABELS, Label, fold};
pub(crate) use viterbi::{Transitions, decode};
use weights::Weights;

/// The model that is shipped.
static SHIPPED: &[u8] = include_bytes!("model.bin");

/// First bytes of a model file; the number goes up whenever features or tables change their meaning.
pub(crate) const MAGIC: &[u8; 8] = b"XREADNE3";

/// Word tables: what a word is, known without its context.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tables<'a> {
    /// Lower-cased word to cluster.
    pub clusters: Fuse<'a>,
    /// Middle level of each cluster, then the coarse level of each.
    pub levels: &'a [u8],
    /// Phrase to the number of its set of classes.
    pub gazetteer: Fuse<'a>,
    /// Sets of classes (bits, two bytes each, little endian).
    pub classes: &'a [u8],
}

impl Tables<'_> {
    /// The classes of a phrase of the gazetteer (bits); 0 for any other phrase.
    #[inline]
    pub fn phrase(&self, key: u32) -> u32 {
        let set = self.gazetteer.get(key).and_then(|n| self.classes.get(n as usize * 2..)?.first_chunk());
        set.map_or(0, |b| u16::from_le_bytes(*b).into())
    }
}

impl Tables<'_> {
    /// Cluster of a word, by its hash, at three levels; 0 = unknown.
    fn cluster(&self, word: u32) -> [u16; 3] {
        let fine = self.clusters.get(word).map_or(0, |c| c as u16 + 1);
        let size = self.levels.len() / 2;
        let level = |n: usize| {
            (fine > 0).then(|| self.levels.get(n * size + fine as usize - 1)).flatten().map_or(0, |b| u16::from(*b) + 1)
        };
        [fine, level(0), level(1)]
    }
}

/// Everything the tagger reads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model<'a> {
    pub tables: Tables<'a>,
    pub weights: Weights,
    transitions: &'a [u8],
    /// How many units of the scores are one unit of log-probability.
    pub scale: i32,
}

impl<'a> Model<'a> {
    /// The model in `data`; an empty one, which finds nothing, where the data is none.
    pub fn read(data: &'a [u8]) -> Self {
        let mut rest = data.strip_prefix(MAGIC).unwrap_or(&[]);
        let mut section = || {
            let (size, tail) = rest.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
            let (body, tail) = tail.split_at_checked(u32::from_le_bytes(*size) as usize).unwrap_or((&[], &[]));
            rest = tail;
            body
        };
        let tables =
            Tables { clusters: Fuse::read(section()), levels: section(), gazetteer: Fuse::read(section()), classes: section() };
        let (weights, transitions) = (Weights::read(section()), section());
        let scale = section().first_chunk::<4>().map_or(1, |b| i32::from_le_bytes(*b)).max(1);
        Self { tables, weights, transitions, scale }
    }

    /// The shipped model.
    pub fn shipped() -> &'static Model<'static> {
        static MODEL: OnceLock<Model<'static>> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(SHIPPED))
    }

    /// Scores of label pairs.
    pub fn transitions(&self) -> Transitions {
        Transitions::read(self.transitions)
    }
}

/// Writes the sections of a model file. Native training only.
#[cfg(feature = "train")]
pub(crate) fn write(sections: &[&[u8]]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    for section in sections {
        out.extend((section.len() as u32).to_le_bytes());
        out.extend(*section);
    }
    out
}
