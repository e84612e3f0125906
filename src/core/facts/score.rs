//! How sure it is that two claims speak of one thing.
//!
//! Features of a pair, each 0..1, times the weights below; the logistic function makes a probability of the sum. Nothing here looks at
//! any third article, so that adding one changes no score.

use super::align::Node;
use super::compare::Relation;
use super::quantity::{Dimension, Quantity};
use crate::core::claims::{Frame, Mark, Place, Scope, Weighted, word_key};
use crate::core::figures::Dimension as Unit;

/// Name, weight and meaning of each feature.
///
/// The weights are a logistic regression over pairs of claims of the development articles and of `tests/cases`: rare equal values,
/// annotated agreements and contradictions as what belongs together; as what does not, claims whose equal stands elsewhere in the
/// other article, and annotated traps. They were drawn towards weights set by hand (a ridge of 60), and may not have another sign
/// than the meaning demands. What came out below 0.06 was left out.
pub const WEIGHTS: &[(&str, f64, &str)] = &[
    ("bias", -1.28, "what is left when nothing matches"),
    ("local", 0.81, "words near the figures, the nearer the heavier (cosine)"),
    ("context", 1.12, "words and other figures of the two sentences (cosine)"),
    ("beside", 0.94, "share of equal words among the three on each side"),
    ("governor", 0.15, "they hang on the same word"),
    ("topic", 0.46, "both name the same measure"),
    ("topic differs", -2.3, "they name different measures"),
    ("one topic", -0.39, "only one of them names a measure that is known"),
    ("head", 0.3, "they count the same noun"),
    ("head differs", -1.67, "they count different nouns"),
    ("names", 0.44, "shared names near the figures (cosine)"),
    ("target", 0.68, "the name that follows is the same"),
    ("target differs", -0.18, "another name follows"),
    ("anchor", 0.37, "the nearest name is the same"),
    ("anchor differs", -0.11, "another name stands nearest"),
    ("subject differs", -2.86, "each sentence begins with a name that the other lacks"),
    ("strangers", -0.19, "both have a name near by that the other sentence lacks"),
    ("scope unlike", -2.85, "another place or group follows"),
    ("time differs", -1.33, "another year or month"),
    ("past differs", -1.98, "one speaks of an earlier event, the other does not"),
    ("scope differs", -1.42, "one is another or a part"),
    ("state differs", -3.53, "one is a comparison, a plan or a denial"),
    ("lonely", 0.89, "the only value of this measure in both articles"),
    ("crowded", -0.29, "both articles give several values of this measure"),
    ("neighbour", 1.14, "other figures of the sentence are the same in both, two or more counting full"),
    ("neighbour differs", -1.0, "another figure of the same kind differs, none is the same"),
    ("both early", 0.68, "both in headline or lead"),
    ("rare dimension", 0.75, "magnitude, time of day, area …: an article has few of them"),
    ("common", 0.08, "words near the figures that are no names (cosine)"),
    ("nearest", 0.57, "how near the nearest word that both share stands to its figures"),
    ("no word", -0.27, "no word but names is shared near them"),
    ("unit", 0.19, "they are given in the same unit, not percent or years"),
    ("one head", -0.81, "only one counts something"),
    ("opposed", -1.15, "one has a word whose opposite the other has: first and second, arrivals and departures"),
    ("beyond", 0.33, "sentences around hold the same figures"),
    ("peers", -0.07, "other values of this kind in the two articles (logarithm)"),
    ("alone", 0.38, "the only value of its kind in one of the articles, per article half"),
    ("dates", 1.05, "two dates"),
    ("percent", -0.47, "two percentages"),
    ("money", 0.19, "two sums of money"),
    ("spans", -0.14, "two spans of time"),
    ("elsewhere", -0.62, "a name near one of them stands in the other article, but not in that sentence"),
    ("rivals", -0.07, "other values of the same measure in the two articles (logarithm)"),
    ("wholes differ", -0.86, "shares or parts of two groups that are told apart by a word"),
    ("unit noun differs", -0.8, "beside another count of the same thing that differs: one dose, two doses"),
    ("no name shared", -0.23, "both have names near by, and neither sentence has one of the other's"),
    ("wide", -0.59, "only one of them speaks of several places or all of one"),
    ("age to come", -3.92, "one says how old somebody will be"),
    ("scope narrower", -0.28, "one of two groups that follow has a word that the other sentence lacks"),
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
    let neighbours =
        |same: fn(&(u32, u32), &(u32, u32)) -> bool| a.neighbours.iter().any(|x| b.neighbours.iter().any(|y| same(x, y)));
    let equal = a.neighbours.iter().filter(|x| b.neighbours.contains(x)).count();
    let neighbour = (equal as f64 * 0.6).min(1.0);
    let dated = p.dimension != Dimension::Date;
    let local = cosine(&a.local, &b.local);
    let common = cosine(&a.common, &b.common);
    let nearest = nearest(&a.common, &b.common);
    // The more alike the rest is, the more a difference is meant: "the Falcons offered", "the Mariners offered".
    let telling = 0.3 + local;
    [
        1.0,
        local,
        cosine(&a.context, &b.context),
        beside(a, b),
        flag(a.governor != 0 && a.governor == b.governor),
        flag(both_topics && s == t),
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
        flag(x.rivals == 0 && y.rivals == 0) * length(a).min(length(b)),
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
        common,
        nearest,
        flag(nearest == 0.0),
        flag(a.unit != 0 && a.unit == b.unit && !matches!(p.dimension, Dimension::Unit(Unit::Percent | Unit::Time))),
        flag((a.head == 0) != (b.head == 0)),
        flag(opposed(a, b)),
        beyond(a, b),
        f64::from(1 + a.peers.min(30)).ln() + f64::from(1 + b.peers.min(30)).ln(),
        (flag(a.peers == 0) * length(a) + flag(b.peers == 0) * length(b)) / 2.0,
        flag(p.dimension == Dimension::Date),
        flag(p.dimension == Dimension::Unit(Unit::Percent)),
        flag(matches!(p.dimension, Dimension::Money(_))),
        flag(p.dimension == Dimension::Unit(Unit::Time)),
        telling * elsewhere(a, b).max(elsewhere(b, a)),
        f64::from(1 + x.rivals.min(20)).ln() + f64::from(1 + y.rivals.min(20)).ln(),
        flag(a.scope.of && b.scope.of && both(&a.scope.keys, &b.scope.keys) && a.scope.keys != b.scope.keys),
        telling * flag(counts_unlike(a, b) || counts_unlike(b, a)),
        flag(!a.names.is_empty() && !b.names.is_empty() && lack_all(a, b) && lack_all(b, a)),
        flag(a.scope.wide != b.scope.wide),
        flag((s == Some("age to come")) != (t == Some("age to come"))),
        flag(narrower(a, b) || narrower(b, a)),
    ]
}

/// 1 for an article, less for a few sentences: there it says little that nothing else is of the kind.
fn length(f: &Frame) -> f64 {
    (f64::from(f.sentences) / 6.0).min(1.0)
}

/// How near the nearest shared word stands to both figures: 0..1.
fn nearest(a: &Weighted, b: &Weighted) -> f64 {
    let shared = a.iter().filter_map(|x| b.binary_search_by_key(&x.0, |y| y.0).ok().map(|at| f64::from(x.1 * b[at].1).sqrt()));
    shared.fold(0.0, f64::max).min(1.0)
}

/// None of the names near `a` stands in the other's sentence.
fn lack_all(a: &Frame, b: &Frame) -> bool {
    a.names.iter().all(|(key, _)| lacks(&[*key], b))
}

/// How near the nearest name of `a` stands that the other article has, but not in the sentence of `b`.
fn elsewhere(a: &Frame, b: &Frame) -> f64 {
    let apart = |key: &u32| b.article.names.binary_search(key).is_ok() && lacks(&[*key], b);
    a.names.iter().filter(|(key, _)| apart(key)).map(|(_, w)| f64::from(*w)).fold(0.0, f64::max).min(1.0)
}

/// A figure beside `a` has the unit of one beside `b`, which does not have its value: "after one dose", "after two doses".
fn counts_unlike(a: &Frame, b: &Frame) -> bool {
    a.neighbours.iter().any(|x| b.neighbours.iter().any(|y| x.0 == y.0) && !b.neighbours.contains(x))
}

/// One has a side of a pair of opposites, the other only another side.
fn opposed(a: &Frame, b: &Frame) -> bool {
    let axis = |f: &Frame, axis: u32| f.poles.iter().any(|p| p.0 == axis);
    a.poles.iter().any(|(x, _)| axis(b, *x) && !a.poles.iter().any(|p| p.0 == *x && b.poles.contains(p)))
}

/// Share of the figures of the sentences around that are the same in both.
fn beyond(a: &Frame, b: &Frame) -> f64 {
    let all = |f: &Frame| -> Vec<(u32, u32)> {
        let mut all: Vec<_> = f.beyond.iter().chain(&f.neighbours).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (x, y) = (all(a), all(b));
    let same = x.iter().filter(|k| y.contains(k) && !(a.neighbours.contains(k) && b.neighbours.contains(k))).count();
    (same as f64 * 0.5).min(1.0)
}

/// Both name a group behind the figure, and a word of `a`'s is nowhere in the other sentence.
fn narrower(a: &Frame, b: &Frame) -> bool {
    let both = !a.scope.keys.is_empty() && !b.scope.keys.is_empty();
    both && a.scope.keys.iter().any(|k| b.context.binary_search_by_key(k, |w| w.0).is_err())
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
