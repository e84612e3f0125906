//! How far a figure reaches on the scale of another, for showing. The verdicts are the core's; nothing is decided here.

use super::words::{Group, group};
use crate::wire::output::{Figure, FigureKind, Hedge};
use crate::wire::trace::convert;

/// What one figure leaves open, in the unit of the figure that it is laid beside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// Least value; `None` is open.
    pub lo: Option<f64>,
    /// Greatest value; `None` is open.
    pub hi: Option<f64>,
    /// By how much "about" or a round number may be off, to each side; 0 for what is exact.
    pub slack: f64,
    /// The source says "about" or the like.
    pub about: bool,
}

/// "About" reaches to half the step of a round number, but at most and at least to these shares of it: the same as where
/// values are compared.
const ABOUT: (f64, f64) = (0.10, 0.02);
/// How far a plain round number of three digits or more may be off: the same as where values are compared.
const ROUNDED: f64 = 0.025;

impl Reach {
    /// The reach of `figure` in `unit`. `None` where it has no value, or none in that unit. Counts of one number are one value,
    /// whatever is counted.
    pub fn of(figure: &Figure, unit: Option<&str>) -> Option<Self> {
        let counted = group(figure.kind) == Group::Count;
        let turn = |v: f64| match (figure.unit.as_deref(), unit) {
            (a, b) if counted || a == b => Some(v),
            (Some(a), Some(b)) => convert(v, a, b),
            _ => None,
        };
        let end = |v: Option<f64>| match v {
            Some(v) => turn(v).filter(|v| v.is_finite()).map(Some),
            None => Some(None),
        };
        let (lo, hi) = (end(figure.lo)?, end(figure.hi)?);
        let (one, written) = (lo.or(hi)?, figure.lo.or(figure.hi)?);
        let about = matches!(figure.hedge, Some(Hedge::About));
        let calendar = matches!(figure.kind, FigureKind::Date | FigureKind::Time);
        let scale = if written == 0.0 { 1.0 } else { (one / written).abs() };
        let coarse = round_step(written.abs()) / 2.0 * scale;
        let slack = match () {
            () if calendar => 0.0,
            () if about => coarse.min(one.abs() * ABOUT.0).max(one.abs() * ABOUT.1),
            () if counted && one.abs() < 100.0 => 0.0,
            () => coarse.min(one.abs() * ROUNDED),
        };
        Some(Self { lo, hi, slack, about })
    }
    /// Both cannot be true of one thing.
    pub fn apart(&self, other: &Self) -> bool {
        let below = |hi: Option<f64>, a: f64, lo: Option<f64>, b: f64| match (hi, lo) {
            (Some(hi), Some(lo)) => hi + a + 1e-9 * hi.abs() < lo - b,
            _ => false,
        };
        below(self.hi, self.slack, other.lo, other.slack) || below(other.hi, other.slack, self.lo, self.slack)
    }
}

/// The step to which a round number is given: 1,000 for 31,000; 0 for what has decimals.
fn round_step(v: f64) -> f64 {
    if v == 0.0 || v.fract() != 0.0 || v >= 1e18 {
        return 0.0;
    }
    let mut step = 1.0;
    while step < 1e18 && (v / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    step
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A figure of a kind, as its source limits it.
    pub fn figure(kind: FigureKind, lo: Option<f64>, hi: Option<f64>, unit: Option<&str>, hedge: Option<Hedge>) -> Figure {
        let (unit, text) = (unit.map(String::from), format!("{lo:?}"));
        Figure { start: 0, end: 1, text, kind, lo, hi, unit, hedge, measure: None, subjects: Vec::new(), rule: "test".into() }
    }

    fn reach(kind: FigureKind, v: f64, unit: &str, hedge: Option<Hedge>, on: &str) -> Option<Reach> {
        Reach::of(&figure(kind, Some(v), Some(v), Some(unit), hedge), Some(on))
    }

    #[test]
    fn about_and_round_numbers_reach_as_far_as_when_they_are_compared() {
        let slack = |v: f64, hedge| reach(FigureKind::Money, v, "EUR", hedge, "EUR").map(|r| r.slack);
        assert_eq!(slack(12e6, Some(Hedge::About)), Some(5e5));
        assert_eq!(slack(20.0, Some(Hedge::About)), Some(2.0), "at most a tenth");
        assert_eq!(slack(21.0, Some(Hedge::About)), Some(0.5));
        assert_eq!(slack(38e6, None), Some(5e5));
        assert_eq!(reach(FigureKind::Count, 40.0, "person", None, "injured").map(|r| r.slack), Some(0.0));
    }

    #[test]
    fn units_meet_and_currencies_do_not() {
        let km = reach(FigureKind::Length, 3.0, "kilometre", None, "metre");
        assert_eq!(km.and_then(|r| r.lo), Some(3000.0));
        assert_eq!(reach(FigureKind::Money, 3.0, "EUR", None, "USD"), None);
        assert_eq!(Reach::of(&figure(FigureKind::Count, None, None, None, None), None), None);
    }

    #[test]
    fn values_are_apart_where_no_value_fits_both() {
        let count = |lo, hi, hedge| {
            Reach::of(&figure(FigureKind::Count, lo, hi, Some("person"), hedge), Some("person")).expect("a value")
        };
        let (a, b) = (count(Some(42.0), Some(42.0), None), count(Some(24.0), Some(24.0), None));
        assert!(a.apart(&b) && b.apart(&a) && !a.apart(&a));
        let least = count(Some(30.0), None, Some(Hedge::AtLeast));
        assert!(!a.apart(&least) && b.apart(&least) && least.apart(&b));
        assert!(!a.apart(&count(Some(40.0), Some(40.0), Some(Hedge::About))), "about 40");
    }
}
