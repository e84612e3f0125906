//! The values of a finding on one axis, as places between 0 (left) and 1 (right).

use super::reach::Reach;
use super::words;
use crate::wire::output::{Figure, FigureKind};

/// What a source says, on the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// One value.
    Dot(f64),
    /// "About" one value: how far that may reach, and the value.
    About(f64, f64, f64),
    /// From one value to another.
    Bar(f64, f64),
    /// This value or more.
    AtLeast(f64),
    /// This value or less.
    AtMost(f64),
}

/// A line across the plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// What it stands for.
    pub label: String,
}

/// A finding's plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// Equal steps are equal factors: the values lie too far apart for equal differences.
    pub log: bool,
    /// From left to right.
    pub ticks: Vec<Tick>,
    /// One for each figure asked for, in that order.
    pub shapes: Vec<Shape>,
}

/// More than this between the least and the greatest value, and the axis goes by factors.
const LOG_FROM: f64 = 100.0;
/// Room at both ends, as a share of what lies between.
const MARGIN: f64 = 0.08;
/// No plot has more lines than this.
const MOST_TICKS: usize = 4;

impl Plot {
    /// Lays figures on one axis, in the unit of the first. `None` where they have no common one, or where there is nothing to
    /// tell apart.
    pub fn new(figures: &[&Figure]) -> Option<Self> {
        let first = figures.first()?;
        let unit = first.unit.as_deref();
        // Years and days are no lengths of time here: a year has no place among days.
        let alike = |f: &&Figure| match is_calendar(first) {
            true => f.kind == first.kind && f.unit == first.unit,
            false => words::group(f.kind) == words::group(first.kind) && !is_calendar(f),
        };
        if !figures.iter().all(alike) || unit == Some("score") {
            return None;
        }
        let reaches: Vec<Reach> = figures.iter().map(|f| Reach::of(f, unit)).collect::<Option<_>>()?;
        let ends = |r: &Reach| {
            [r.lo, r.hi]
                .into_iter()
                .flatten()
                .flat_map(|v| if r.about { [v - r.slack, v + r.slack] } else { [v, v] })
                .collect::<Vec<_>>()
        };
        let all: Vec<f64> = reaches.iter().flat_map(ends).collect();
        let (least, most) = (all.iter().copied().fold(f64::MAX, f64::min), all.iter().copied().fold(f64::MIN, f64::max));
        let distinct = reaches.iter().any(|r| (r.lo, r.hi) != (reaches[0].lo, reaches[0].hi));
        if !distinct || most <= least {
            return None;
        }
        let log = least > 0.0 && most / least > LOG_FROM && !is_calendar(first);
        let axis = Axis::new(least, most, log);
        let shapes = reaches.iter().map(|r| shape(r, &axis)).collect();
        let values = if log { factors(&axis) } else { steps(&axis, first) };
        let label = |v: f64| tick_label(first, v, values.len() > 1 && all_same_year(&values));
        let ticks = values.iter().map(|&v| Tick { at: axis.at(v), label: label(v) }).collect();
        Some(Self { log, ticks, shapes })
    }
}

fn is_calendar(f: &Figure) -> bool {
    matches!(f.kind, FigureKind::Date | FigureKind::Time)
}

fn shape(r: &Reach, axis: &Axis) -> Shape {
    match (r.lo, r.hi) {
        (Some(a), Some(b)) if a == b && r.about => Shape::About(axis.at(a - r.slack), axis.at(a), axis.at(a + r.slack)),
        (Some(a), Some(b)) if a == b => Shape::Dot(axis.at(a)),
        (Some(a), Some(b)) => Shape::Bar(axis.at(a), axis.at(b)),
        (Some(a), None) => Shape::AtLeast(axis.at(a)),
        (None, Some(b)) => Shape::AtMost(axis.at(b)),
        // `Reach::of` gives at least one end.
        (None, None) => Shape::Bar(0.0, 1.0),
    }
}

struct Axis {
    from: f64,
    to: f64,
    log: bool,
}

impl Axis {
    fn new(least: f64, most: f64, log: bool) -> Self {
        let turn = |v: f64| if log { v.log10() } else { v };
        let (a, b) = (turn(least), turn(most));
        let room = (b - a) * MARGIN;
        Self { from: a - room, to: b + room, log }
    }
    fn at(&self, v: f64) -> f64 {
        let v = if self.log { v.max(f64::MIN_POSITIVE).log10() } else { v };
        ((v - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }
    fn ends(&self) -> (f64, f64) {
        if self.log { (10f64.powf(self.from), 10f64.powf(self.to)) } else { (self.from, self.to) }
    }
}

/// Multiples of `step` on the axis.
fn multiples(axis: &Axis, step: f64) -> Vec<f64> {
    let (from, to) = axis.ends();
    let first = (from / step).ceil() as i64;
    let last = (to / step).floor() as i64;
    // A step is chosen so that there are few; this guards against a step of next to nothing.
    if last - first > 100 { Vec::new() } else { (first..=last).map(|i| i as f64 * step).collect() }
}

/// The finest of `sizes` that gives few lines.
fn few(axis: &Axis, sizes: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sizes = sizes.map(|s| multiples(axis, s)).skip_while(|t| t.is_empty() || t.len() > MOST_TICKS);
    sizes.next().unwrap_or_default()
}

fn steps(axis: &Axis, figure: &Figure) -> Vec<f64> {
    let (from, to) = axis.ends();
    let span = to - from;
    // Days, weeks, months and years as they come; hours of a day.
    const DAYS: [f64; 10] = [1.0, 2.0, 7.0, 14.0, 30.0, 61.0, 91.0, 182.0, 365.25, 730.5];
    const MINUTES: [f64; 10] = [5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 180.0, 360.0, 720.0, 1440.0];
    let decade = 10f64.powf((span / 10.0).log10().floor());
    let nice = (0..4).flat_map(|d| [1.0, 2.0, 5.0].map(|k| k * decade * 10f64.powi(d)));
    let whole = figure.kind == FigureKind::Date || words::group(figure.kind) == words::Group::Count;
    match (figure.kind, figure.unit.as_deref()) {
        (FigureKind::Date, Some("day")) if span < 3000.0 => few(axis, DAYS.into_iter()),
        (FigureKind::Date, Some("day")) => few(axis, [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].map(|y| y * 365.25).into_iter()),
        (FigureKind::Time, _) => few(axis, MINUTES.into_iter()),
        _ => few(axis, nice.filter(|s| !whole || *s >= 1.0)),
    }
}

/// Powers of ten, thinned until there are few.
fn factors(axis: &Axis) -> Vec<f64> {
    let (first, last) = (axis.from.ceil() as i32, axis.to.floor() as i32);
    let by = (((last - first) as usize) / MOST_TICKS + 1).max(1);
    (first..=last).step_by(by).map(|p| 10f64.powi(p)).collect()
}

/// All are the first day of something, years apart or less: then the label leaves out what they share.
fn all_same_year(values: &[f64]) -> bool {
    values.windows(2).all(|w| w[1] - w[0] < 300.0)
}

fn tick_label(figure: &Figure, v: f64, short: bool) -> String {
    match (figure.kind, figure.unit.as_deref()) {
        (FigureKind::Date, Some("day")) => {
            let day = words::value(figure.kind, Some(v.round()), Some(v.round()), Some("day")).unwrap_or_default();
            // "3 March 2026" is "3 Mar" among days, "2026" among years.
            let mut parts = day.split(' ');
            match (parts.next(), parts.next(), parts.next()) {
                (Some(d), Some(m), Some(_)) if short => format!("{d} {}", m.get(..3).unwrap_or(m)),
                (Some(_), Some(_), Some(y)) => y.to_string(),
                _ => day,
            }
        }
        (FigureKind::Date, _) => format!("{v:.0}"),
        (FigureKind::Time, _) => words::value(figure.kind, Some(v), Some(v), figure.unit.as_deref()).unwrap_or_default(),
        (FigureKind::Percent, Some("%")) => format!("{} %", words::number(v)),
        _ => words::number(v),
    }
}

#[cfg(test)]
mod tests {
    use super::super::reach::tests::figure;
    use super::*;
    use crate::wire::output::Hedge;

    fn point(kind: FigureKind, v: f64, unit: &str) -> Figure {
        figure(kind, Some(v), Some(v), Some(unit), None)
    }

    fn plot(figures: &[Figure]) -> Option<Plot> {
        Plot::new(&figures.iter().collect::<Vec<_>>())
    }

    fn labels(p: &Plot) -> Vec<&str> {
        p.ticks.iter().map(|t| t.label.as_str()).collect()
    }

    #[test]
    fn dots_bars_arrows_and_whiskers_keep_their_order_on_the_axis() {
        let count = |lo, hi, hedge| figure(FigureKind::Count, lo, hi, Some("person"), hedge);
        let p = plot(&[
            count(Some(24.0), Some(24.0), None),
            count(Some(30.0), Some(42.0), Some(Hedge::Range)),
            count(Some(40.0), None, Some(Hedge::AtLeast)),
            count(None, Some(50.0), Some(Hedge::AtMost)),
            count(Some(40.0), Some(40.0), Some(Hedge::About)),
        ])
        .expect("a plot");
        let [Shape::Dot(a), Shape::Bar(b, c), Shape::AtLeast(d), Shape::AtMost(e), Shape::About(f, g, h)] = p.shapes[..] else {
            panic!("{:?}", p.shapes)
        };
        assert!(0.0 < a && a < b && b < d && d < c && c < e && e < 1.0);
        assert!(f < g && g < h && g == d, "about 40 stands where at least 40 begins");
        assert!(!p.log);
        assert_eq!(labels(&p), ["30", "40", "50"]);
    }

    #[test]
    fn far_values_stand_on_a_scale_of_factors() {
        let p = plot(&[point(FigureKind::Money, 2e3, "EUR"), point(FigureKind::Money, 3e6, "EUR")]).expect("a plot");
        assert!(p.log);
        assert_eq!(labels(&p), ["10,000", "100,000", "1 million"]);
        assert!(!plot(&[point(FigureKind::Money, 2e3, "EUR"), point(FigureKind::Money, 2e4, "EUR")]).is_some_and(|p| p.log));
    }

    #[test]
    fn days_years_and_hours_have_lines_of_their_own() {
        let days = plot(&[point(FigureKind::Date, 20515.0, "day"), point(FigureKind::Date, 20518.0, "day")]).expect("a plot");
        assert_eq!(labels(&days), ["3 Mar", "4 Mar", "5 Mar", "6 Mar"]);
        let years = plot(&[point(FigureKind::Date, 2009.0, "year"), point(FigureKind::Date, 2021.0, "year")]).expect("a plot");
        assert_eq!(labels(&years), ["2010", "2015", "2020"]);
        let times = plot(&[point(FigureKind::Time, 1300.0, "minute"), point(FigureKind::Time, 1320.0, "minute")]).expect("one");
        assert_eq!(labels(&times), ["21:40", "21:50", "22:00"]);
    }

    #[test]
    fn what_has_no_common_axis_or_no_difference_has_no_plot() {
        assert_eq!(plot(&[]), None);
        assert_eq!(plot(&[point(FigureKind::Money, 2.0, "EUR"), point(FigureKind::Money, 3.0, "USD")]), None);
        assert_eq!(plot(&[point(FigureKind::Count, 2.0, "dog"), point(FigureKind::Count, 2.0, "animal")]), None);
        assert_eq!(plot(&[point(FigureKind::Ratio, 2.0, "score"), point(FigureKind::Ratio, 3.0, "score")]), None);
        assert!(plot(&[point(FigureKind::Length, 2.0, "kilometre"), point(FigureKind::Length, 3000.0, "metre")]).is_some());
        assert!(plot(&[point(FigureKind::Date, 2021.0, "year"), point(FigureKind::Date, 20518.0, "day")]).is_none());
    }
}
