//! How sure it is that two claims speak of one thing.
//!
//! Features of a pair, each 0..1, times the weights below; the logistic function makes a probability of the sum. Nothing here looks at
//! any third article, so that adding one changes no score.

use super::align::Node;
use super::compare::Relation;
use super::quantity::{Dimension, Quantity};
use crate::core::claims::{Frame, Mark, Place, Scope, Topic, Weighted, word_key};
use crate::core::figures::Dimension as Unit;

/// Name, weight and meaning of each feature.
pub const WEIGHTS: &[(&str, f64, &str)] = &[
    ("bias", -3.0, "what is left when nothing matches"),
    ("local", 1.0, "words near the figures, the nearer the heavier (cosine)"),
    ("context", 1.5, "words and other figures of the two sentences (cosine)"),
    ("beside", 0.9, "share of equal words among the three on each side"),
    ("governor", 0.6, "they hang on the same word"),
    ("topic", 0.6, "both name the same measure"),
    ("close topic", 0.3, "and name it within three words"),
    ("topic differs", -2.0, "they name different measures"),
    ("one topic", -0.5, "only one of them names a measure that is known"),
    ("head", 0.4, "they count the same noun"),
    ("head differs", -1.3, "they count different nouns"),
    ("names", 0.8, "shared names near the figures (cosine)"),
    ("target", 0.6, "the name that follows is the same"),
    ("target differs", -0.2, "another name follows"),
    ("anchor", 0.1, "the nearest name is the same"),
    ("anchor differs", -0.4, "another name stands nearest"),
    ("subject differs", -2.6, "each sentence begins with a name that the other lacks"),
    ("strangers", -0.3, "both have a name near by that the other sentence lacks"),
    ("scope unlike", -3.0, "another place or group follows"),
    ("time differs", -1.3, "another year or month"),
    ("past differs", -1.9, "one speaks of an earlier event, the other does not"),
    ("scope differs", -2.0, "one is another or a part"),
    ("state differs", -3.2, "one is a comparison, a plan or a denial"),
    ("lonely", 0.7, "the only value of this measure in both articles"),
    ("crowded", -0.3, "both articles give several values of this measure"),
    ("neighbour", 1.4, "other figures of the sentence are the same in both, two or more counting full"),
    ("neighbour differs", -1.3, "another figure of the same kind differs, none is the same"),
    ("both early", 0.7, "both in headline or lead"),
    ("rare dimension", 0.8, "magnitude, time of day, area …: an article has few of them"),
];

/// Number of features.
pub const FEATURES: usize = WEIGHTS.len();

fn dot(a: &Weighted, b: &Weighted) -> (f64, f64, f64, f64) {
    let (mut i, mut j, mut product, mut shared) = (0, 0, 0.0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                product += f64::from(a[i].1) * f64::from(b[j].1);
                shared += f64::from(a[i].1.min(b[j].1));
                i += 1;
                j += 1;
            }
        }
    }
    let norm = |w: &Weighted| w.iter().map(|x| f64::from(x.1).powi(2)).sum::<f64>().sqrt();
    (product, norm(a), norm(b), shared)
}

/// Cosine of the angle between two bags of words; 0 where one is empty.
pub fn cosine(a: &Weighted, b: &Weighted) -> f64 {
    let (product, x, y, _) = dot(a, b);
    if x * y > 0.0 { (product / (x * y)).min(1.0) } else { 0.0 }
}

/// Share of equal words among the three on each side; a missing word equals a missing word half.
fn beside(a: &Frame, b: &Frame) -> f64 {
    const NEAR: [f64; 3] = [3.0, 2.0, 1.0];
    let mut sum = 0.0;
    for side in 0..2 {
        for (at, near) in NEAR.iter().enumerate() {
            let (x, y) = (a.beside[side][at], b.beside[side][at]);
            if x == 0 && y == 0 {
                sum += near / 4.0;
            } else if x == y {
                sum += near;
            } else {
                break;
            }
        }
    }
    sum / 12.0
}

/// Measures that writers use for one another: an offer for a player is the value of the deal.
fn kindred(a: Option<&str>, b: Option<&str>) -> bool {
    const KIN: &[&[&str]] =
        &[&["offer", "deal value", "price", "market value", "payment"], &["budget", "funding"], &["theft", "market value"]];
    KIN.iter().any(|k| a.is_some_and(|a| k.contains(&a)) && b.is_some_and(|b| k.contains(&b)))
}

/// The features of a pair, in the order of [`WEIGHTS`].
pub fn features(x: &Node, y: &Node) -> [f64; FEATURES] {
    let (a, b, p, q) = (x.frame(), y.frame(), x.quantity, y.quantity);
    let flag = |on: bool| f64::from(u8::from(on));
    let names = cosine(&a.names, &b.names);
    let (s, t) = (a.topic.map(|t| t.name), b.topic.map(|t| t.name));
    let both_topics = s.is_some() && t.is_some();
    // "212 people" may be passengers; "passengers" are no "soldiers".
    let anyone = word_key("person");
    let general = a.head != b.head && a.people && b.people && (a.head == anyone || b.head == anyone);
    let heads = a.head != 0 && b.head != 0 && !general;
    let (w, v) = (a.when, b.when);
    let clash = |x: Option<i16>, y: Option<i16>| matches!((x, y), (Some(x), Some(y)) if x != y);
    let month = |m: Option<u8>| m.map(i16::from);
    let differs = |mark: Mark| a.marks.has(mark) != b.marks.has(mark);
    let count = |marks: &[Mark]| marks.iter().filter(|m| differs(**m)).count() as f64;
    let share = |x: &[u32], y: &[u32]| x.iter().any(|k| y.contains(k));
    let both = |x: &[u32], y: &[u32]| !x.is_empty() && !y.is_empty();
    let close = |t: Option<Topic>| t.is_some_and(|t| t.cost <= 3);
    let neighbours =
        |same: fn(&(u32, u32), &(u32, u32)) -> bool| a.neighbours.iter().any(|x| b.neighbours.iter().any(|y| same(x, y)));
    let equal = a.neighbours.iter().filter(|x| b.neighbours.contains(x)).count();
    let neighbour = (equal as f64 * 0.6).min(1.0);
    let dated = p.dimension != Dimension::Date;
    let local = cosine(&a.local, &b.local);
    // The more alike the rest is, the more a difference is meant: "the Falcons offered", "the Mariners offered".
    let telling = 0.3 + local;
    [
        1.0,
        local,
        cosine(&a.context, &b.context),
        beside(a, b),
        flag(a.governor != 0 && a.governor == b.governor),
        flag(both_topics && s == t),
        flag(both_topics && s == t && close(a.topic) && close(b.topic)),
        flag(both_topics && s != t && !kindred(s, t)),
        flag(s.is_some() != t.is_some()),
        flag(heads && a.head == b.head),
        flag(heads && a.head != b.head),
        names,
        flag(share(&a.target, &b.target)),
        flag(both(&a.target, &b.target) && !share(&a.target, &b.target)),
        flag(share(&a.anchor, &b.anchor)),
        flag(both(&a.anchor, &b.anchor) && !share(&a.anchor, &b.anchor)),
        telling * flag(both(&a.subject, &b.subject) && lacks(&a.subject, b) && lacks(&b.subject, a)),
        stranger(a, b).min(stranger(b, a)),
        telling * flag(scopes_unlike(a, b)),
        flag(dated && (clash(w.year, v.year) || clash(month(w.month), month(v.month)))),
        flag(w.past != v.past),
        telling * count(&[Mark::Other, Mark::Part]),
        telling * count(&[Mark::Compared, Mark::Planned, Mark::Denied]),
        flag(x.rivals == 0 && y.rivals == 0),
        flag(x.rivals > 0 && y.rivals > 0),
        neighbour,
        telling * flag(equal == 0 && neighbours(|x, y| x.0 == y.0)),
        flag(a.place != Place::Body && b.place != Place::Body),
        flag(
            !matches!(
                p.dimension,
                Dimension::Count
                    | Dimension::Unit(Unit::Percent | Unit::Time)
                    | Dimension::Money(_)
                    | Dimension::Date
                    | Dimension::Ordinal
                    | Dimension::Ratio
            ) && q.dimension == p.dimension,
        ),
    ]
}

/// Another place or group follows, or the whole of one and a part of it: "in the province", "across the continent".
fn scopes_unlike(a: &Frame, b: &Frame) -> bool {
    let (p, q) = (&a.scope, &b.scope);
    let said = |s: &Scope| !s.keys.is_empty() || s.place;
    let missing = |s: &Scope, f: &Frame| !s.keys.is_empty() && lacks(&s.keys, f);
    let wide = said(p) && said(q) && (p.place || q.place) && p.wide != q.wide;
    wide || (p.place == q.place && missing(p, b) && missing(q, a))
}

/// None of these words stands in the other's sentence.
fn lacks(words: &[u32], f: &Frame) -> bool {
    words.iter().all(|k| f.context.binary_search_by_key(k, |w| w.0).is_err())
}

/// How near the nearest name of `a` stands that the sentence of `b` lacks.
fn stranger(a: &Frame, b: &Frame) -> f64 {
    let lacking = a.names.iter().filter(|(key, _)| b.context.binary_search_by_key(key, |w| w.0).is_err());
    lacking.map(|(_, w)| f64::from(*w)).fold(0.0, f64::max).min(1.0)
}

/// The two sentences are nearly the same words, near the figure and as a whole: one report, copied.
pub fn is_copy(features: &[f64; FEATURES]) -> bool {
    let [_, local, context, beside, ..] = features;
    *local >= 0.7 && *context >= 0.65 && *beside >= 0.5
}

/// Logit of the probability that a pair with these features speaks of one thing, whatever the values are.
pub fn same_thing(features: &[f64; FEATURES]) -> f64 {
    features.iter().zip(WEIGHTS).map(|(f, (_, w, _))| f * w).sum()
}

/// The probability of a logit.
pub fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// What equal or far-off values add to the logit: an equal rare number is hardly ever chance, a value many times greater is
/// rarely the same thing misreported.
pub fn value_evidence(relation: Relation, p: &Quantity, q: &Quantity) -> f64 {
    match relation {
        // "50 basis points" and "half a point": as rare as the plainer of the two.
        Relation::Same => 0.5 + rarity(p).min(rarity(q)),
        Relation::Compatible => 0.3,
        Relation::Apart { ratio, .. } => -0.4 * ratio.ln().min(6.0),
        Relation::Unknown => 0.0,
    }
}

/// 0 for small whole numbers, up to 2.5 for numbers of many digits.
fn rarity(q: &Quantity) -> f64 {
    let super::quantity::Value::Number { written, .. } = q.value else { return 1.0 };
    let v = written.lo.or(written.hi).unwrap_or(0.0);
    let digits = format!("{v}").bytes().filter(|b| b.is_ascii_digit() && *b != b'0').count();
    (digits.saturating_sub(1) as f64 * 1.0 + if v.abs() >= 20.0 { 0.5 } else { 0.0 }).min(2.5)
}
