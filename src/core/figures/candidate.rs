//! What a kind offers before overlaps are settled.

use std::borrow::Cow;
use std::ops::Range;

use super::date::DateValue;
use super::{FigureKind, Hedge, Interval};

/// A possible figure: the tokens of its number and unit, without outer hedges.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Tokens of number and unit.
    pub core: Range<usize>,
    /// Tokens with the hedge; the same as `core` until hedges are read.
    pub outer: Range<usize>,
    /// What kind it is.
    pub kind: FigureKind,
    /// What the words say.
    pub value: Interval,
    /// As in [`super::Figure::unit`].
    pub unit: Option<Cow<'static, str>>,
    /// A hedge that lies in the number itself (range, vague, relative).
    pub hedge: Option<Hedge>,
    /// As in [`super::Figure::step`].
    pub step: f64,
    /// As in [`super::Figure::per`].
    pub per: Option<Cow<'static, str>>,
    /// As in [`super::Figure::date`].
    pub date: Option<DateValue>,
    /// As in [`super::Figure::zone`].
    pub zone: Option<Cow<'static, str>>,
    /// Name of the rule.
    pub rule: &'static str,
    /// Place of its kind in the list of kinds.
    pub rank: usize,
}

impl Candidate {
    /// A candidate without unit, hedge and step.
    pub fn new(kind: FigureKind, core: Range<usize>, value: Interval, rule: &'static str) -> Self {
        Self {
            outer: core.clone(),
            core,
            kind,
            value,
            unit: None,
            hedge: None,
            step: 0.0,
            per: None,
            date: None,
            zone: None,
            rule,
            rank: 0,
        }
    }
    /// With a unit.
    pub fn unit(mut self, unit: impl Into<Cow<'static, str>>) -> Self {
        self.unit = Some(unit.into());
        self
    }
    /// With a hedge of its own.
    pub fn hedge(mut self, hedge: Option<Hedge>) -> Self {
        self.hedge = hedge;
        self
    }
    /// With the step to which it is stated.
    pub fn step(mut self, step: f64) -> Self {
        self.step = step;
        self
    }
    /// With a calendar value.
    pub fn date(mut self, date: DateValue) -> Self {
        self.date = Some(date);
        self
    }
}
