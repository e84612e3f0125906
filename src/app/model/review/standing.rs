//! How decisions stand to a reading.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decision, Review, Ruling, Scope};
use crate::app::model::reading::Reading;
use crate::wire::output::{Claim, Fact};

/// What was decided on one fact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactReview {
    /// The ruling in force. `None`: nobody ruled, people disagree, or the finding has changed since.
    pub ruling: Option<Ruling>,
    /// Indices of the decisions on it, in order.
    pub decisions: Vec<usize>,
    /// It was ruled on, but says something else now.
    pub changed: bool,
    /// Two people ruled otherwise.
    pub disputed: bool,
}

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// By fact id.
    pub facts: BTreeMap<String, FactReview>,
    /// Indices of decisions that belong to no fact of this reading.
    pub lost: Vec<usize>,
    /// Indices of links one of whose figures is not found.
    pub lost_links: Vec<usize>,
}

/// A figure by source and index.
type At<'a> = (&'a str, usize);

impl Standing {
    /// Looks every decision up in a reading.
    pub fn new(review: &Review, reading: &Reading) -> Self {
        let mut out = Self::default();
        let mut pairs: Vec<(At, At)> = Vec::new();
        let mut figures: Vec<At> = Vec::new();
        let mut rulings: BTreeMap<&str, Vec<(Ruling, bool)>> = BTreeMap::new();
        for (i, decision) in review.decisions.iter().enumerate() {
            let found: Vec<At> = decision.anchors.iter().filter_map(|a| Some((&*a.source, a.find(reading)?))).collect();
            let dismissed = decision.ruling == Some(Ruling::Dismissed);
            let fact = match (decision.scope, found[..].as_ref()) {
                (Scope::Finding, found) => of_finding(reading, found),
                (Scope::Pair, &[a, b]) => {
                    let fact = of_figure(reading, a).find(|f| holds(f, b));
                    if dismissed && fact.is_some() {
                        pairs.push((a, b));
                    }
                    fact
                }
                (Scope::Figure, &[a]) => {
                    if dismissed {
                        figures.push(a);
                    }
                    of_figure(reading, a).next()
                }
                _ => None,
            };
            let Some(fact) = fact else {
                // A figure that is there but in no finding has not lost its place.
                if decision.scope != Scope::Figure || found.is_empty() {
                    out.lost.push(i);
                }
                continue;
            };
            let entry = out.facts.entry(fact.id.clone()).or_default();
            entry.decisions.push(i);
            if let (Some(ruling), Scope::Finding) = (decision.ruling, decision.scope) {
                rulings.entry(&fact.id).or_default().push((ruling, says_the_same(reading, decision, fact, &found)));
            }
        }
        for (id, rulings) in rulings {
            let Some(entry) = out.facts.get_mut(id) else { continue };
            let holding: Vec<Ruling> = rulings.iter().filter(|r| r.1).map(|r| r.0).collect();
            entry.changed = holding.is_empty();
            entry.disputed = holding.iter().any(|r| Some(r) != holding.first());
            entry.ruling = holding.first().copied().filter(|_| !entry.disputed);
        }
        for fact in reading.all().filter(|_| !pairs.is_empty() || !figures.is_empty()) {
            if ruled_out(reading, fact, &pairs, &figures) {
                let entry = out.facts.entry(fact.id.clone()).or_default();
                entry.ruling = entry.ruling.or(Some(Ruling::Dismissed));
            }
        }
        let missing = |a: &super::Anchor| a.find(reading).is_none();
        out.lost_links =
            review.links.iter().enumerate().filter(|(_, l)| missing(&l.a) || missing(&l.b)).map(|(i, _)| i).collect();
        out
    }
    /// What was decided on a fact.
    pub fn of(&self, fact: &str) -> Option<&FactReview> {
        self.facts.get(fact)
    }
    /// Ids of the facts that are dismissed.
    pub fn dismissed(&self) -> BTreeSet<String> {
        self.facts.iter().filter(|(_, r)| r.ruling == Some(Ruling::Dismissed)).map(|(id, _)| id.clone()).collect()
    }
}

fn holds(fact: &Fact, at: At) -> bool {
    fact.claims.iter().any(|c| (c.source.as_str(), c.figure) == at)
}

fn of_figure<'a>(reading: &'a Reading, at: At<'a>) -> impl Iterator<Item = &'a Fact> {
    reading.all().filter(move |f| holds(f, at))
}

/// The fact that holds most of the figures, at least two of them.
fn of_finding<'a>(reading: &'a Reading, found: &[At]) -> Option<&'a Fact> {
    let share = |f: &Fact| found.iter().filter(|at| holds(f, **at)).count();
    let best = reading.all().map(|f| (share(f), f)).filter(|(n, _)| *n > 1);
    best.min_by_key(|(n, f)| (std::cmp::Reverse(*n), f.id.clone())).map(|(_, f)| f)
}

/// The finding has the verdict that was ruled on, and no value that it had not.
fn says_the_same(reading: &Reading, decision: &Decision, fact: &Fact, found: &[At]) -> bool {
    let known = |claims: &[&Claim]| claims.iter().any(|c| found.contains(&(c.source.as_str(), c.figure)));
    fact.verdict == decision.verdict && reading.sides(fact).iter().all(|s| known(&s.claims))
}

/// Without the figures and pairs that a reader dismissed the finding would say nothing.
fn ruled_out(reading: &Reading, fact: &Fact, pairs: &[(At, At)], figures: &[At]) -> bool {
    let sides = reading.sides(fact);
    let at = |c: &&Claim| (c.source.clone(), c.figure);
    let left: Vec<Vec<(String, usize)>> = sides
        .iter()
        .map(|s| s.claims.iter().map(at).filter(|(s, f)| !figures.contains(&(s.as_str(), *f))).collect::<Vec<_>>())
        .filter(|side| !side.is_empty())
        .collect();
    let touched = left.iter().map(Vec::len).sum::<usize>() < fact.claims.len();
    if sides.len() < 2 {
        return touched && left.iter().map(Vec::len).sum::<usize>() < 2;
    }
    let apart = |x: &(String, usize), y: &(String, usize)| {
        pairs.iter().any(|&((s, f), (t, g))| {
            let (x, y) = ((x.0.as_str(), x.1), (y.0.as_str(), y.1));
            ((s, f), (t, g)) == (x, y) || ((t, g), (s, f)) == (x, y)
        })
    };
    let crossing = || {
        let all =
            left.iter().enumerate().flat_map(|(i, a)| left[i + 1..].iter().flat_map(move |b| a.iter().map(move |x| (x, b))));
        all.flat_map(|(x, b)| b.iter().map(move |y| (x, y)))
    };
    let ruled = touched || crossing().any(|(x, y)| apart(x, y));
    ruled && crossing().all(|(x, y)| apart(x, y))
}

#[cfg(test)]
mod tests {
    use super::super::{Anchor, anchors};
    use super::*;
    use crate::app::model::reading::tests::{fact, source};
    use crate::wire::Report;
    use crate::wire::output::Verdict;

    fn reading(texts: &[&str], verdict: Verdict) -> Reading {
        let sources: Vec<_> = texts.iter().enumerate().map(|(i, t)| source(&format!("a{i}"), t)).collect();
        let facts = vec![fact("f", verdict, &sources.iter().collect::<Vec<_>>())];
        Reading::new(1, Report::of(sources, facts))
    }

    const TWO: [&str; 2] = ["Police in Ort counted [42] dead people.", "In Ort there were [45] dead people, doctors said."];
    const THREE: [&str; 3] = [TWO[0], TWO[1], "A paper in Ort has [51] dead people on its list."];

    fn decision(r: &Reading, ruling: Ruling, scope: Scope, claims: &[usize], by: &str) -> Decision {
        let all = anchors(r, r.all().next().expect("a fact"));
        let anchors: Vec<Anchor> = claims.iter().map(|i| all[*i].clone()).collect();
        let (label, verdict) = ("deaths".into(), Verdict::Conflict);
        Decision {
            id: format!("d{by}"),
            ruling: Some(ruling),
            scope,
            anchors,
            label,
            verdict,
            note: String::new(),
            by: by.into(),
            at: String::new(),
        }
    }

    fn ruling(decisions: &[Decision], r: &Reading) -> Option<Ruling> {
        let review = Review { decisions: decisions.to_vec(), ..Review::default() };
        Standing::new(&review, r).of("f").and_then(|f| f.ruling)
    }

    #[test]
    fn a_ruling_holds_while_the_finding_says_the_same() {
        let two = reading(&TWO, Verdict::Conflict);
        let d = decision(&two, Ruling::Dismissed, Scope::Finding, &[0, 1], "");
        assert_eq!(ruling(std::slice::from_ref(&d), &two), Some(Ruling::Dismissed));
        let edited = reading(&[&format!("New first words. {}", TWO[0]), TWO[1]], Verdict::Conflict);
        assert_eq!(ruling(std::slice::from_ref(&d), &edited), Some(Ruling::Dismissed), "an edit around it");
        let grown =
            Standing::new(&Review { decisions: vec![d.clone()], ..Review::default() }, &reading(&THREE, Verdict::Conflict));
        assert!(grown.of("f").is_some_and(|f| f.ruling.is_none() && f.changed), "a third value came");
        let turned = Standing::new(&Review { decisions: vec![d.clone()], ..Review::default() }, &reading(&TWO, Verdict::Updated));
        assert!(turned.of("f").is_some_and(|f| f.ruling.is_none() && f.changed), "another verdict");
        let gone = reading(&["Police in Ort counted [44] dead people.", TWO[1]], Verdict::Conflict);
        let lost = Standing::new(&Review { decisions: vec![d], ..Review::default() }, &gone);
        assert_eq!((lost.lost, lost.facts.len()), (vec![0], 0), "its figure changed: told, not dropped");
    }

    #[test]
    fn people_may_disagree() {
        let two = reading(&TWO, Verdict::Conflict);
        let ours = decision(&two, Ruling::Confirmed, Scope::Finding, &[0, 1], "Ada");
        let theirs = decision(&two, Ruling::Dismissed, Scope::Finding, &[0, 1], "Ben");
        let both = Standing::new(&Review { decisions: vec![ours.clone(), theirs], ..Review::default() }, &two);
        assert!(both.of("f").is_some_and(|f| f.disputed && f.ruling.is_none() && f.decisions.len() == 2));
        assert_eq!(ruling(&[ours.clone(), ours], &two), Some(Ruling::Confirmed));
    }

    #[test]
    fn a_dismissed_pair_and_a_dismissed_figure_leave_the_rest() {
        let three = reading(&THREE, Verdict::Conflict);
        let pair = |a, b| decision(&three, Ruling::Dismissed, Scope::Pair, &[a, b], "");
        assert_eq!(ruling(&[pair(0, 1)], &three), None, "two pairs still differ");
        assert_eq!(ruling(&[pair(0, 1), pair(0, 2), pair(1, 2)], &three), Some(Ruling::Dismissed));
        let figure = |a| decision(&three, Ruling::Dismissed, Scope::Figure, &[a], "");
        assert_eq!(ruling(&[figure(2)], &three), None);
        assert_eq!(ruling(&[figure(2), figure(0)], &three), Some(Ruling::Dismissed));
        assert_eq!(ruling(&[figure(2), pair(0, 1)], &three), Some(Ruling::Dismissed));
    }

    #[test]
    fn the_last_word_of_one_person_stands() {
        let two = reading(&TWO, Verdict::Conflict);
        let mut review = Review::default();
        review.decide(decision(&two, Ruling::Dismissed, Scope::Finding, &[0, 1], ""));
        review.decide(decision(&two, Ruling::Confirmed, Scope::Finding, &[1, 0], ""));
        assert_eq!(review.decisions.len(), 1);
        review.decide(Decision { ruling: None, ..decision(&two, Ruling::Confirmed, Scope::Finding, &[0, 1], "") });
        assert!(review.is_empty(), "neither ruling nor note");
    }

    #[test]
    fn anchors_move_along() {
        let two = reading(&TWO, Verdict::Conflict);
        let mut review =
            Review { decisions: vec![decision(&two, Ruling::Confirmed, Scope::Finding, &[0, 1], "")], ..Review::default() };
        assert!(!review.refresh(&two));
        let edited = reading(&[&format!("Now: {}", TWO[0]), TWO[1]], Verdict::Conflict);
        assert!(review.refresh(&edited));
        assert_eq!(review.decisions[0].anchors[0].start, 27);
        assert!(!review.refresh(&edited));
    }
}
