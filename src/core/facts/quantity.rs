//! What a figure says, in base units, so that miles meet kilometres.

use crate::core::claims::Claim;
use crate::core::figures::{DateValue, Dimension as Unit, Figure, FigureKind, Hedge, Interval, unit};

/// What kind of thing is measured; only figures of one dimension are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Dimension {
    Count,
    Ordinal,
    Ratio,
    Age,
    Date,
    Time,
    /// By the first letters of its currency.
    Money([u8; 8]),
    /// What a unit measures.
    Unit(Unit),
}

/// A value with what its words leave open.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What it can be compared with.
    pub dimension: Dimension,
    /// What the words say, in base units.
    pub value: Value,
    /// How the source limits it.
    pub hedge: Option<Hedge>,
    /// "per season": the denominator, or none.
    pub per: Option<String>,
}

/// The value itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Bounds and the step to which the number is stated, in base units.
    Number {
        /// Least and greatest value.
        bounds: Interval,
        /// 1e9 for "$38 billion".
        step: f64,
        /// The bounds in the unit written: what is round is round there.
        written: Interval,
    },
    /// A calendar date, as far as it is said.
    Day(DateValue),
    /// The result of a game, the lesser side first: 3-1 is no range from 1 to 3.
    Score {
        /// The lesser side.
        less: f64,
        /// The greater side.
        more: f64,
    },
    /// Minutes after midnight, and the zone's minutes east of Greenwich if said.
    Clock {
        /// Minutes after midnight.
        minute: i32,
        /// Minutes east of Greenwich.
        zone: Option<i32>,
        /// It says that it is local time.
        local: bool,
    },
}

/// The quantity of a figure; `None` where it states nothing to compare.
pub fn quantity(figure: &Figure, claim: &Claim) -> Option<Quantity> {
    let unit = figure.unit.as_deref().unwrap_or("");
    let topic = claim.frame.topic.map_or("", |t| t.name);
    let value = match figure.kind {
        FigureKind::Date => Value::Day(figure.date?),
        FigureKind::Time => Value::Clock {
            minute: figure.value.lo? as i32,
            zone: figure.zone.as_deref().and_then(zone),
            local: figure.zone.as_deref().is_some_and(|z| z.contains("local")),
        },
        FigureKind::Ratio if unit == "score" => Value::Score { less: figure.value.lo?, more: figure.value.hi? },
        _ => number(figure, topic)?,
    };
    let dimension = match figure.kind {
        FigureKind::Date => Dimension::Date,
        FigureKind::Time => Dimension::Time,
        FigureKind::Age => Dimension::Age,
        FigureKind::Ordinal => Dimension::Ordinal,
        FigureKind::Ratio => Dimension::Ratio,
        FigureKind::Money => {
            let mut code = [0; 8];
            code.iter_mut().zip(unit.bytes()).for_each(|(c, b)| *c = b);
            Dimension::Money(code)
        }
        FigureKind::Count | FigureKind::Number if topic == "magnitude" => Dimension::Unit(Unit::Magnitude),
        FigureKind::Number if topic.starts_with("age") => Dimension::Age,
        FigureKind::Count | FigureKind::Number => Dimension::Count,
        _ if topic == "magnitude" => Dimension::Unit(Unit::Magnitude),
        _ => Dimension::Unit(figure.dimension()?),
    };
    Some(Quantity { dimension, value, hedge: figure.hedge, per: figure.per.as_deref().map(str::to_string) })
}

fn number(figure: &Figure, topic: &str) -> Option<Value> {
    let finite = |v: Option<f64>| v.filter(|v| v.is_finite());
    let mut base = figure.to_base();
    if figure.kind == FigureKind::Number && topic.starts_with("age") {
        let year = unit::measure("year").map_or(1.0, |m| m.to_base(1.0));
        base = Interval { lo: base.lo.map(|v| v * year), hi: base.hi.map(|v| v * year) };
    } else if topic == "magnitude" {
        base = figure.value;
    }
    let bounds = Interval { lo: finite(base.lo), hi: finite(base.hi) };
    let measure = figure.dimension().and_then(|_| unit::measure(figure.unit.as_deref()?));
    let step = measure.map_or(figure.step, |m| m.to_base(figure.step) - m.to_base(0.0));
    let written = Interval { lo: finite(figure.value.lo), hi: finite(figure.value.hi) };
    (bounds.lo.is_some() || bounds.hi.is_some()).then_some(Value::Number { bounds, step, written })
}

/// Minutes east of Greenwich of the zones that English-language news names.
const ZONES: &[(&str, i32)] = &[
    ("gmt", 0),
    ("utc", 0),
    ("coordinated", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("msk", 180),
    ("ist", 330),
    ("jst", 540),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
];

fn zone(words: &str) -> Option<i32> {
    words.split_whitespace().find_map(|w| ZONES.iter().find(|(name, _)| w.eq_ignore_ascii_case(name)).map(|(_, m)| *m))
}
