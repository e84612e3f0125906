//! Figures: every number that a news reader would call one, with its value, unit and hedge.

use std::borrow::Cow;

use super::Source;
use super::span::ByteSpan;
use super::text::Document;

/// Kinds of figure, as in the public contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum FigureKind {
    Money,
    Percent,
    Count,
    Duration,
    Date,
    Time,
    Age,
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    Power,
    Energy,
    Data,
    Ordinal,
    Ratio,
    Number,
    Other,
}

/// How a source limits its own figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// "about", "nearly", "roughly"
    About,
    /// "more than", "at least", "over"
    AtLeast,
    /// "up to", "fewer than", "as many as"
    AtMost,
    /// "3 to 5", "between 3 and 5"
    Range,
    /// "dozens", "hundreds of thousands", "multi-year"
    Vague,
    /// "last week", "this year": known only from the date of publication
    Relative,
}

/// What the words say, in the figure's unit; `None` is an open end, or no value at all when both are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Interval {
    /// Least value.
    pub lo: Option<f64>,
    /// Greatest value.
    pub hi: Option<f64>,
}

impl Interval {
    /// One value.
    pub const fn point(v: f64) -> Self {
        Self { lo: Some(v), hi: Some(v) }
    }
    /// From `lo` to `hi`.
    pub const fn range(lo: f64, hi: f64) -> Self {
        Self { lo: Some(lo), hi: Some(hi) }
    }
}

/// One figure of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Where it stands, hedge included.
    pub span: ByteSpan,
    /// The part of the span that is the number with its unit, without the hedge.
    pub core: ByteSpan,
    /// What kind it is.
    pub kind: FigureKind,
    /// What the words say, in `unit`.
    pub value: Interval,
    /// ISO 4217 code, `%`, an English singular unit name; for counts the counted noun.
    pub unit: Option<Cow<'static, str>>,
    /// How the source limits it.
    pub hedge: Option<Hedge>,
    /// The step to which the number is stated, in `unit`: 1e9 for "$38 billion", 1e11 for "$1.4 trillion", 1 for "24". 0 = exact or unknown.
    pub step: f64,
    /// "season", "share", "day" in "$5 a share", "20 million a season".
    pub per: Option<Cow<'static, str>>,
    /// Index of the figure that this one only says in other words: "10 km (6.2 miles)".
    pub restates: Option<usize>,
    /// Name of the rule that made it.
    pub rule: &'static str,
}

/// All figures of a document, in reading order, never overlapping. `source.published` is the reference of relative dates.
pub fn find(_doc: &Document, _source: &Source) -> Vec<Figure> {
    Vec::new()
}
