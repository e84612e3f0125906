//! How the claims of one group stand to each other.

use jiff::civil::DateTime;

use super::Verdict;
use super::align::{Group, Node};
use super::compare::{Relation, relate};
use super::quantity::{Quantity, Value};
use crate::core::claims::Mark;
use crate::core::passes::Analysis;
use crate::core::text::date;

/// Counts that rise while they are taken.
const RISING: &[&str] = &[
    "deaths",
    "injured",
    "missing",
    "trapped",
    "evacuated",
    "displaced",
    "rescued",
    "arrested",
    "infected",
    "hospitalised",
    "destroyed",
    "damage estimate",
    "area burned",
    "aftershocks",
    "voters",
    "funding",
];

/// Values that go up and down from day to day.
const MOVING: &[&str] = &[
    "missing",
    "trapped",
    "power cuts",
    "share price",
    "market value",
    "temperature",
    "interest rate",
    "support",
    "unemployment",
    "inflation",
];

/// Counts of one day that differ by more than this factor are rather two hours than two opinions.
const MOVED: f64 = 2.0;

/// A verdict and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// The two nodes that show it best: of a conflict the two that differ, of an update the earlier and the later.
    pub shown: (usize, usize),
    /// A later source may have counted further.
    pub may_rise: bool,
}

/// The measure changes with time.
pub fn rises(node: &Node) -> bool {
    // "Gusts reached 146" is no count: the word tells only where the measure is not known.
    node.frame().topic.map_or_else(|| node.frame().marks.has(Mark::Rising), |t| RISING.contains(&t.name))
}

fn published(articles: &[&Analysis], node: &Node) -> Option<DateTime> {
    articles[node.article].source.published.as_deref().and_then(date::parse_iso)
}

/// The number that stands for a value where values are put in order.
pub fn middle(q: &Quantity) -> f64 {
    match q.value {
        Value::Number { bounds, .. } => match (bounds.lo, bounds.hi) {
            (Some(lo), Some(hi)) => f64::midpoint(lo, hi),
            (lo, hi) => lo.or(hi).unwrap_or(0.0),
        },
        Value::Day(d) => d.days.map_or_else(
            || {
                f64::from(d.year.unwrap_or(0)).mul_add(372.0, f64::from(d.month.unwrap_or(0)) * 31.0)
                    + f64::from(d.day.unwrap_or(0))
            },
            |days| f64::from(days.0),
        ),
        Value::Clock { minute, .. } => f64::from(minute),
        Value::Score { more, .. } => more,
    }
}

/// Judges a group.
pub fn judge(articles: &[&Analysis], nodes: &[Node], group: &Group) -> Judged {
    let first = group.nodes[0];
    let mut worst: Option<(usize, usize, f64)> = None;
    let mut compatible: Option<(usize, usize)> = None;
    for link in &group.links {
        match link.relation {
            Relation::Apart { .. } if worst.is_none_or(|w| link.score > w.2) => worst = Some((link.a, link.b, link.score)),
            Relation::Compatible => compatible = compatible.or(Some((link.a, link.b))),
            _ => {}
        }
    }
    let Some((a, b, _)) = worst else {
        let shown = compatible.or_else(|| group.links.first().map(|l| (l.a, l.b))).unwrap_or((first, first));
        let verdict = if compatible.is_some() { Verdict::Compatible } else { Verdict::Agree };
        return Judged { verdict, shown, may_rise: false };
    };
    let moves = nodes[a].frame().topic.is_some_and(|t| MOVING.contains(&t.name));
    let days = |n: usize| published(articles, &nodes[n]).map(|at| at.date());
    if moves && days(a).is_some() && days(b).is_some() && days(a) != days(b) {
        let (a, b) = if days(a) < days(b) { (a, b) } else { (b, a) };
        // What one source still says after another has said something else did not move.
        let like =
            |n: usize| group.nodes.iter().filter(move |m| relate(nodes[**m].quantity, nodes[n].quantity) == Relation::Same);
        let moved = like(a).filter_map(|n| days(*n)).max() < like(b).filter_map(|n| days(*n)).min();
        if moved {
            return Judged { verdict: Verdict::Updated, shown: (a, b), may_rise: false };
        }
    }
    // They speak of one measure, so one that says which is enough.
    let may_rise = group.nodes.iter().any(|n| rises(&nodes[*n]));
    let (a, b) = if middle(nodes[a].quantity) <= middle(nodes[b].quantity) { (a, b) } else { (b, a) };
    if nodes[a].article != nodes[b].article
        && may_rise
        && !same_digits(&nodes[a], &nodes[b])
        && ![a, b].iter().any(|n| nodes[*n].frame().when.past)
        && is_update(articles, nodes, group, a, b)
    {
        return Judged { verdict: Verdict::Updated, shown: (a, b), may_rise };
    }
    Judged { verdict: Verdict::Conflict, shown: (a, b), may_rise }
}

/// "12,000 acres" and "12,000 hectares": a slip of the unit and no later count.
fn same_digits(a: &Node, b: &Node) -> bool {
    match (a.quantity.value, b.quantity.value) {
        (Value::Number { written: x, .. }, Value::Number { written: y, .. }) => x == y,
        _ => false,
    }
}

/// The greater values are all from later sources than the lesser ones.
fn is_update(articles: &[&Analysis], nodes: &[Node], group: &Group, low: usize, high: usize) -> bool {
    let copied = group.links.iter().any(|l| l.copied && matches!(l.relation, Relation::Apart { .. }));
    let side = |like: usize| -> Vec<usize> {
        let q = nodes[like].quantity;
        group.nodes.iter().copied().filter(|n| relate(nodes[*n].quantity, q) == Relation::Same).collect()
    };
    let (lows, highs) = (side(low), side(high));
    let times = |list: &[usize]| -> Vec<Option<DateTime>> { list.iter().map(|n| published(articles, &nodes[*n])).collect() };
    let (early, late) = (times(&lows), times(&highs));
    if early.iter().chain(&late).any(Option::is_none) {
        // Without dates the words may still say it: "has risen to 146"; and a count is rather taken later than taken wrong by
        // half.
        return !copied && middle(nodes[high].quantity) > MOVED * middle(nodes[low].quantity)
            || highs.iter().any(|n| nodes[*n].frame().marks.has(Mark::Rising))
                && !lows.iter().any(|n| nodes[*n].frame().marks.has(Mark::Rising));
    }
    let (last_low, first_high) = (early.iter().flatten().max(), late.iter().flatten().min());
    let sources = |list: &[usize]| super::witness::count(list.iter().map(|n| &nodes[*n]));
    match (last_low, first_high) {
        (Some(l), Some(h)) if l.date() < h.date() => true,
        // On one day a count may have moved on; two sources against one mean that the one is wrong.
        // Of one day: two versions of one sentence are a slip, unless the hours say otherwise.
        (Some(l), Some(h)) if l.date() == h.date() && copied => l < h,
        (Some(l), Some(h)) if l.date() == h.date() && middle(nodes[high].quantity) > MOVED * middle(nodes[low].quantity) => true,
        (Some(l), Some(h)) if l.date() == h.date() => l < h || (sources(&lows) < 2 && sources(&highs) < 2),
        _ => false,
    }
}
