//! Figures: every number that a news reader would call one, with its value, unit and hedge.
//!
//! # How a text becomes figures
//!
//! 1. [`number`] reads every number of the text once, in digits or words, with its scale and range ([`number::Num`]).
//! 2. Each kind looks at the numbers and at the words around them and offers [`candidate::Candidate`]s. Kinds do not know each other.
//! 3. [`settle`] is the one place where overlaps are decided, by a written priority.
//! 4. [`hedge`] widens what is left by "about", "at least", "up to" and turns the value into a bound.
//!
//! # Adding a kind
//!
//! Copy a folder (`mod.rs`, `words.tsv`, `corpus.md`), add its line to `figure_kinds!`. `TEMPLATE.md` says what each file holds.

pub mod candidate;
mod context;
mod hedge;
mod noun;
mod settle;
pub mod unit;

#[cfg(test)]
mod battery;

use std::borrow::Cow;

use super::Source;
use super::span::ByteSpan;
use super::text::Document;
use candidate::Candidate;
use context::Context;
pub use date::DateValue;
pub use noun::plural;
pub use unit::{Dimension, Measure};

/// Declares the kinds: each is a folder with a `find` and a corpus. The order is the priority among candidates of equal length.
macro_rules! figure_kinds {
    ($($name:ident),+ $(,)?) => {
        $(pub mod $name;)+
        /// Name and finder of every kind, by falling priority.
        const KINDS: &[(&str, fn(&Context, &mut Vec<Candidate>))] = &[$((stringify!($name), $name::find)),+];
        /// Name and corpus of every kind.
        #[cfg(test)]
        const CORPORA: &[(&str, &str)] = &[$((stringify!($name), include_str!(concat!(stringify!($name), "/corpus.md")))),+];
    };
}

figure_kinds! {
    money, percent, age, date, time, duration, measure, odds, ratio, ordinal, count, number,
}

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
    /// No value.
    pub const NONE: Self = Self { lo: None, hi: None };

    /// Both ends times `k`.
    pub fn scaled(self, k: f64) -> Self {
        Self { lo: self.lo.map(|v| v * k), hi: self.hi.map(|v| v * k) }
    }
    /// The value, where it is a single one.
    pub fn as_point(self) -> Option<f64> {
        self.lo.filter(|_| self.lo == self.hi)
    }
}

/// One figure of a text.
///
/// | kind | `value` | `unit` |
/// |---|---|---|
/// | money | amount | ISO 4217 code; the plain name where the currency is ambiguous ("franc", "peso") |
/// | percent | percent | `%`, `percentage point`, `basis point` |
/// | count | how many | the counted noun, singular |
/// | duration, age, measures | amount in the unit written; watts for every prefix of the watt | singular unit name of [`mod@unit`] |
/// | date: a year, a span of years | year number | `year` |
/// | any other date | days since 1970-01-01, first and last; `None` when not resolved | `day` |
/// | time | minutes since midnight | `minute` |
/// | ordinal | rank | – |
/// | ratio | quotient ("one in five" 0.2, "a third" 0.333, "doubled" 2) | `score` for results of games, else – |
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
    /// The calendar value of a date.
    pub date: Option<DateValue>,
    /// The zone of a time of day as written: "GMT", "a.m. EDT" gives "EDT".
    pub zone: Option<Cow<'static, str>>,
    /// Name of the rule that made it.
    pub rule: &'static str,
}

impl Figure {
    /// The dimension of the unit; `None` for kinds without a convertible unit (counts, ordinals, dates).
    pub fn dimension(&self) -> Option<Dimension> {
        match self.kind {
            FigureKind::Count
            | FigureKind::Ordinal
            | FigureKind::Ratio
            | FigureKind::Number
            | FigureKind::Date
            | FigureKind::Time => None,
            FigureKind::Money => Some(Dimension::Money),
            _ => unit::measure(self.unit.as_deref()?).map(|m| m.dimension),
        }
    }
    /// The value in the base unit of its dimension (metres, watts, seconds, percent …); the value as it is where there is no conversion.
    /// Money is not converted between currencies.
    pub fn to_base(&self) -> Interval {
        self.dimension()
            .and_then(|_| unit::measure(self.unit.as_deref()?))
            .map_or(self.value, |m| Interval { lo: self.value.lo.map(|v| m.to_base(v)), hi: self.value.hi.map(|v| m.to_base(v)) })
    }
}

/// All figures of a document, in reading order, never overlapping. `source.published` is the reference of relative dates.
pub fn find(doc: &Document, source: &Source) -> Vec<Figure> {
    let cx = Context::new(doc, source);
    let mut found = Vec::new();
    for (rank, (_, find)) in KINDS.iter().enumerate() {
        let from = found.len();
        find(&cx, &mut found);
        for c in &mut found[from..] {
            c.rank = rank;
        }
    }
    let mut settled = settle::settle(&cx, found);
    hedge::attach(&cx, &mut settled);
    settle::finish(&cx, hedge::join_bounds(&cx, settled))
}
