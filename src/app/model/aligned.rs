//! Two sources side by side: what they share, and how one scrolls with the other.

use std::collections::BTreeMap;

use super::reading::Reading;
use super::words::rank;
use crate::wire::output::{Fact, Verdict};

/// A fact that both sources have.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// The letters that mark it in both texts: A … Z, AA ….
    pub letter: String,
    /// Its figures in the left source, by index, in reading order; never empty.
    pub left: Vec<usize>,
    /// Its figures in the right source.
    pub right: Vec<usize>,
}

/// What two sources share, in the order of the left one.
pub fn shared<'a>(reading: &'a Reading, left: &str, right: &str) -> Vec<Shared<'a>> {
    let of = |fact: &Fact, source: &str| {
        let mut all: Vec<usize> = fact.claims.iter().filter(|c| c.source == source).map(|c| c.figure).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let both = |fact: &'a Fact| {
        let (l, r) = (of(fact, left), of(fact, right));
        (!l.is_empty() && !r.is_empty()).then(|| Shared { fact, letter: String::new(), left: l, right: r })
    };
    let mut all: Vec<_> = reading.findings().filter_map(both).collect();
    // A figure can be part of two facts; the gravest one marks it.
    all.sort_by_key(|s| (s.left[0], s.right[0], rank(s.fact.verdict)));
    all.dedup_by_key(|s| (s.left[0], s.right[0]));
    for (i, s) in all.iter_mut().enumerate() {
        s.letter = letter(i);
    }
    all
}

/// 0 is A, 25 is Z, 26 is AA.
fn letter(i: usize) -> String {
    let last = char::from(b'A' + (i % 26) as u8);
    if i < 26 { last.to_string() } else { letter(i / 26 - 1) + &last.to_string() }
}

/// The two of these sources with most contradictions between them, then with most that they share; those that come first
/// where that is equal. `None` with fewer than two.
pub fn best_pair<'a>(reading: &Reading, ids: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let mut between: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
    for fact in reading.findings() {
        let mut columns: Vec<usize> = fact.claims.iter().filter_map(|c| ids.iter().position(|id| *id == c.source)).collect();
        columns.sort_unstable();
        columns.dedup();
        for (i, &a) in columns.iter().enumerate() {
            for &b in &columns[i + 1..] {
                let apart = fact.verdict == Verdict::Conflict && differ(fact, ids[a], ids[b]);
                let tally = between.entry((a, b)).or_default();
                tally.0 += usize::from(apart);
                tally.1 += 1;
            }
        }
    }
    let best = between.iter().rev().max_by_key(|(_, tally)| **tally).map(|(pair, _)| *pair);
    let (a, b) = best.unwrap_or((0, 1));
    Some((*ids.get(a)?, *ids.get(b)?))
}

/// The two sources state different values.
fn differ(fact: &Fact, a: &str, b: &str) -> bool {
    let of = |id: &str| fact.claims.iter().filter(move |c| c.source == id).map(|c| (c.lo, c.hi)).collect::<Vec<_>>();
    let (a, b) = (of(a), of(b));
    !a.iter().any(|x| b.contains(x))
}

/// Where `y` of one text stands in the other: between two neighbouring pairs of `anchors` (left, right) it moves evenly.
/// Pairs that would turn the order round are left out. Lengths in any one unit; `ends` are the heights of both texts.
pub fn level(anchors: &[(f64, f64)], ends: (f64, f64), y: f64) -> f64 {
    let mut before = (0.0, 0.0);
    for &after in in_order(anchors).iter().chain([&ends]) {
        if y <= after.0 && after.0 > before.0 {
            let share = (y - before.0) / (after.0 - before.0);
            return (after.1 - before.1).mul_add(share, before.1);
        }
        before = after;
    }
    ends.1
}

/// The longest list of pairs that grows on both sides.
fn in_order(anchors: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut pairs: Vec<_> = anchors.to_vec();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    // For each pair the longest list that ends with it, and the pair before it there.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (i, p) in pairs.iter().enumerate() {
        let before = (0..i).filter(|&j| pairs[j].0 < p.0 && pairs[j].1 < p.1).max_by_key(|&j| best[j].0);
        best.push((before.map_or(1, |j| best[j].0 + 1), before));
    }
    let mut at = (0..pairs.len()).rev().max_by_key(|&i| best[i].0);
    let mut list = Vec::new();
    while let Some(i) = at {
        list.push(pairs[i]);
        at = best[i].1;
    }
    list.reverse();
    list
}

#[cfg(test)]
mod tests {
    use super::super::reading::tests::{fact, source};
    use super::*;
    use crate::wire::Report;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letter), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }

    #[test]
    fn the_pair_with_most_contradictions_comes_first() {
        let s = [source("a", "[42] hurt"), source("b", "[42]"), source("c", "[24]"), source("d", "none")];
        let facts = vec![fact("agree", Verdict::Agree, &[&s[0], &s[1]]), fact("hurt", Verdict::Conflict, &[&s[0], &s[1], &s[2]])];
        let reading = Reading::new(1, Report::of(s.to_vec(), facts));
        assert_eq!(best_pair(&reading, &["a", "b", "c", "d"]), Some(("a", "c")));
        assert_eq!(best_pair(&reading, &["b", "a"]), Some(("b", "a")));
        assert_eq!(best_pair(&reading, &["d", "x"]), Some(("d", "x")), "nothing shared");
        assert_eq!(best_pair(&reading, &["a"]), None);
        let both = shared(&reading, "a", "c");
        assert_eq!((both.len(), both[0].letter.as_str(), both[0].fact.id.as_str()), (1, "A", "hurt"));
        assert_eq!(shared(&reading, "a", "b").len(), 1, "one figure, one mark: the gravest");
        assert!(shared(&reading, "a", "d").is_empty());
    }

    #[test]
    fn texts_move_evenly_between_what_they_share() {
        let anchors = [(100.0, 300.0), (200.0, 320.0)];
        let at = |y| level(&anchors, (400.0, 520.0), y);
        assert_eq!([0.0, 50.0, 100.0, 150.0, 300.0, 400.0, 500.0].map(at), [0.0, 150.0, 300.0, 310.0, 420.0, 520.0, 520.0]);
        assert_eq!(level(&[], (100.0, 300.0), 50.0), 150.0);
        assert_eq!(level(&[], (0.0, 300.0), 0.0), 300.0, "an empty text is at its end");
    }

    #[test]
    fn pairs_that_cross_are_left_out() {
        let crossing = [(10.0, 90.0), (20.0, 30.0), (30.0, 40.0), (40.0, 35.0)];
        assert_eq!(in_order(&crossing), [(20.0, 30.0), (30.0, 40.0)]);
        assert_eq!(in_order(&[(1.0, 1.0), (1.0, 2.0)]).len(), 1);
    }
}
