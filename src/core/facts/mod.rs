//! Facts: claims of different sources that speak of one thing, each with a verdict and its reason.

use super::passes::Analysis;

/// How the claims of a fact stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// About the same thing at the same time, and the values cannot both be true.
    Conflict,
    /// A later source reports a later state of a changing quantity.
    Updated,
    /// The values differ only by rounding, hedging, or bounds that overlap.
    Compatible,
    /// The same value, as far as each source states it.
    Agree,
    /// One source only.
    Single,
}

/// One thing that sources state a figure for.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Stable name: the same sources give the same one in any order.
    pub id: String,
    /// What it is about, for people: "OpenAI-AWS deal value".
    pub label: String,
    /// How the claims stand to each other.
    pub verdict: Verdict,
    /// 0..1: how sure it is that the claims speak of one thing.
    pub confidence: f64,
    /// One sentence: the values, the sources, why this verdict.
    pub reason: String,
    /// The claims: (index of the article, index of its figure), ordered by article and position.
    pub claims: Vec<(usize, usize)>,
}

/// All facts of the articles, conflicts first, then by confidence. `names` are the canonical names that
/// [`super::entities::unite`] gave. Articles come sorted by id; claims name them by index.
pub fn find(_articles: &[&Analysis], _names: &[Vec<String>]) -> Vec<Fact> {
    Vec::new()
}
