//! Can two values both be true? Interval arithmetic over what the words leave open.

use super::quantity::{Dimension, Quantity, Value};
use crate::core::figures::{DateValue, Dimension as Unit, Hedge, Interval};

/// How two values stand to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Relation {
    /// The same, as far as each is stated.
    Same,
    /// Not the same, but both can be true: rounding, hedges, bounds, ranges that overlap.
    Compatible,
    /// They cannot both be true of one thing. The greater over the lesser, where that makes sense.
    Apart {
        /// 1 or more; 1 where there is no ratio.
        ratio: f64,
        /// Both are lower bounds: strictly both can hold, but of a settled number two writers name the same bound.
        bounds: bool,
    },
    /// Nothing can be said.
    Unknown,
}

/// How far a plain round number of three digits or more may be off: "600" for 612. Of what is written.
const ROUNDED: f64 = 0.025;
/// The same for what is measured and not counted: "60 km" for 58.
const MEASURED: f64 = 0.05;
/// How far "about" reaches at most, and at least where the step is finer.
const ABOUT: (f64, f64) = (0.10, 0.02);
/// A lower bound says little about a value this many times greater.
const BOUND_REACH: f64 = 3.0;
/// Two lower bounds that differ by less can be two ways to put one value.
const BOUNDS_APART: f64 = 1.1;

/// The last digit that is not zero: the step to which a round number is given. 1e3 for 31,000.
fn round_step(v: f64) -> f64 {
    let mut step = 1.0;
    while step < 1e18 && (v / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    step
}

/// What one source leaves open around its number. `None` in a place means no limit there.
#[derive(Debug, Clone, Copy)]
struct Reach {
    lo: f64,
    hi: f64,
    bound: Option<Hedge>,
}

fn reach(q: &Quantity) -> Option<Reach> {
    let Value::Number { bounds, step, written } = q.value else { return None };
    let (lo, hi) = match (bounds.lo, bounds.hi) {
        (Some(lo), Some(hi)) => (lo, hi),
        (Some(lo), None) => (lo, lo),
        (None, Some(hi)) => (hi, hi),
        (None, None) => return None,
    };
    let scale = match (written.lo.or(written.hi), bounds.lo.or(bounds.hi)) {
        (Some(w), Some(b)) if w != 0.0 && b != 0.0 => (b / w).abs(),
        _ => 1.0,
    };
    let open = |v: f64| {
        let size = v.abs();
        let said = size / scale;
        let coarse = if (said - said.round()).abs() < 1e-9 { (round_step(said.round()) * scale).max(step) } else { step } / 2.0;
        let measured = matches!(q.dimension, Dimension::Unit(u) if !matches!(u, Unit::Percent | Unit::Points | Unit::Magnitude));
        let counted = matches!(q.dimension, Dimension::Count | Dimension::Age | Dimension::Ordinal);
        match q.hedge {
            Some(Hedge::About) => coarse.min(size * ABOUT.0).max(size * ABOUT.1),
            _ if counted && size < 100.0 => 0.0,
            _ if measured => coarse.min(size * MEASURED),
            _ => coarse.min(size * ROUNDED),
        }
    };
    let bound = q.hedge.filter(|h| matches!(h, Hedge::AtLeast | Hedge::AtMost));
    Some(Reach { lo: lo - open(lo), hi: hi + open(hi), bound })
}

/// Compares two quantities of one dimension. Symmetric.
pub fn relate(a: &Quantity, b: &Quantity) -> Relation {
    if a.dimension != b.dimension {
        return Relation::Unknown;
    }
    match (a.value, b.value) {
        (Value::Number { bounds: x, .. }, Value::Number { bounds: y, .. }) => {
            let near = |p: Option<f64>, q: Option<f64>| match (p, q) {
                (Some(p), Some(q)) => (p - q).abs() <= 1e-6 * p.abs().max(q.abs()),
                (None, None) => true,
                _ => false,
            };
            if near(x.lo, y.lo) && near(x.hi, y.hi) {
                return Relation::Same;
            }
            // "at least 10" beside "10": one number, limited by one of them.
            let single = |v: Interval| v.lo.is_none() || v.hi.is_none() || near(v.lo, v.hi);
            if single(x) && single(y) && near(x.lo.or(x.hi), y.lo.or(y.hi)) {
                return Relation::Same;
            }
            numbers(a, b)
        }
        (Value::Score { less: a, more: b }, Value::Score { less: c, more: d }) if a == c && b == d => Relation::Same,
        (Value::Score { .. }, Value::Score { .. }) => Relation::Apart { ratio: 1.0, bounds: false },
        (Value::Day(x), Value::Day(y)) => days(x, y),
        (Value::Clock { minute: x, zone: p, local: l }, Value::Clock { minute: y, zone: q, local: m }) => match (p, q) {
            (Some(p), Some(q)) if (x - p - y + q).rem_euclid(1440) == 0 => Relation::Same,
            (None, None) if x == y => Relation::Same,
            (Some(_), Some(_)) | (None, None) => Relation::Apart { ratio: 1.0, bounds: false },
            // The same digits in local time and in a named zone cannot both be right; others may be.
            _ if x == y && (l || m) => Relation::Apart { ratio: 1.0, bounds: false },
            _ if x == y => Relation::Same,
            _ => Relation::Unknown,
        },
        _ => Relation::Unknown,
    }
}

/// Less than, beyond what rounding of binary fractions can do.
fn below(a: f64, b: f64) -> bool {
    a + 1e-9 * a.abs().max(b.abs()) < b
}

/// "$43 million" for $43,885,310: digits left out instead of rounded. Only a coarser figure can be a finer one cut short.
fn cut_short(coarse: &Quantity, fine: &Quantity) -> bool {
    let point = |q: &Quantity| match q.value {
        Value::Number { bounds: Interval { lo: Some(lo), hi: Some(hi) }, step, .. } if lo == hi && q.hedge.is_none() => {
            Some((lo, step))
        }
        _ => None,
    };
    let (Some((c, step)), Some((f, finer))) = (point(coarse), point(fine)) else { return false };
    // A step of half the value says too little to know which digits were left out.
    step > finer * 2.0 && step * 20.0 <= c.abs() && c < f && f < c + step
}

fn numbers(a: &Quantity, b: &Quantity) -> Relation {
    let (Some(x), Some(y)) = (reach(a), reach(b)) else { return Relation::Unknown };
    // The ends of a stated range or bound belong to it, those of a rounding do not.
    let closed = [a, b].iter().any(|q| matches!(q.hedge, Some(Hedge::Range | Hedge::AtLeast | Hedge::AtMost | Hedge::Vague)));
    let overlap = if closed { x.lo <= y.hi && y.lo <= x.hi } else { below(x.lo, y.hi) && below(y.lo, x.hi) };
    let vague = [a, b].iter().any(|q| matches!(q.hedge, Some(Hedge::Vague | Hedge::Relative)));
    if overlap || cut_short(a, b) || cut_short(b, a) {
        return Relation::Compatible;
    }
    if vague {
        return Relation::Unknown;
    }
    let (low, high) = if x.hi <= y.lo { (x, y) } else { (y, x) };
    let ratio = if low.hi > 0.0 { (high.lo / low.hi).max(1.0) } else { f64::MAX };
    let within = |most: f64| if ratio <= most { Relation::Compatible } else { Relation::Unknown };
    match (low.bound, high.bound) {
        // "at least 5" and "at least 8": both hold, but two ways to put one settled number would be nearer together.
        (Some(x), Some(y)) if x == y && ratio > BOUNDS_APART => Relation::Apart { ratio, bounds: true },
        (Some(Hedge::AtLeast), _) => within(BOUND_REACH),
        (low, Some(Hedge::AtMost)) if low != Some(Hedge::AtMost) => within(BOUND_REACH),
        // "up to 70" and "more than 75": two limits leave much open, whichever way they point.
        (Some(_), Some(_)) => Relation::Apart { ratio, bounds: true },
        _ => Relation::Apart { ratio, bounds: false },
    }
}

fn days(a: DateValue, b: DateValue) -> Relation {
    const APART: Relation = Relation::Apart { ratio: 1.0, bounds: false };
    // "on Monday" mostly says when somebody spoke; only a month or a year makes a date that can contradict.
    let solid = |d: &DateValue| d.year.is_some() || d.month.is_some();
    if let (Some(x), Some(y)) = (a.days, b.days) {
        return match (x == y, x.0 <= y.1 && y.0 <= x.1) {
            (true, _) => Relation::Same,
            (_, true) => Relation::Compatible,
            _ if solid(&a) && solid(&b) => APART,
            _ => Relation::Unknown,
        };
    }
    let clash = |p: Option<i16>, q: Option<i16>| matches!((p, q), (Some(p), Some(q)) if p != q);
    let small = |v: Option<u8>| v.map(i16::from);
    // A part that only one of them names is taken to be the other's.
    if clash(a.year, b.year) || clash(small(a.month), small(b.month)) || clash(small(a.day), small(b.day)) {
        return APART;
    }
    if (a.year, a.month, a.day) == (b.year, b.month, b.day) {
        let bare = a.year.is_none() && a.month.is_none();
        return match (bare, a.weekday == b.weekday) {
            (true, false) => Relation::Unknown,
            (true, true) if a.weekday.is_none() => Relation::Unknown,
            _ => Relation::Same,
        };
    }
    let meet = (a.year.is_some() && a.year == b.year) || (a.month.is_some() && a.month == b.month);
    if meet { Relation::Compatible } else { Relation::Unknown }
}
