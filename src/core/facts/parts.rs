//! Parts of the candidate graph that can be decided each by itself, and kept as long as nothing in them changes.
//!
//! Two claims are in one part where a chain of links leads from one to the other each of which could join claims. A decision
//! about a part looks at its own claims and at their pairs with claims of the same articles, at nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{self, Group, Link};
use super::store::{Claimed, Nodes, Touched};
use crate::core::sets::Sets;

/// The decided parts, by their first claims.
#[derive(Debug, Default)]
pub struct Parts {
    known: BTreeMap<Claimed, Part>,
    decided: usize,
}

/// A part as it was decided. Claims are named by their place in `claims`.
#[derive(Debug)]
struct Part {
    claims: Vec<Claimed>,
    /// For each claim the place of the first one of the same witness.
    voices: Vec<usize>,
    groups: Vec<Group>,
}

impl Parts {
    /// The groups of all claims. `touched` are the claims whose pairs with an article have changed since the last time.
    pub fn groups(&mut self, all: &Nodes, touched: &Touched) -> Vec<Group> {
        let mut sets = Sets::new(all.nodes.len());
        for a in 0..all.nodes.len() {
            for (b, _) in all.ties(a).filter(|(b, link)| a < *b && align::can_join(&all.nodes[a], link)) {
                sets.join(a, b);
            }
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in 0..all.nodes.len() {
            parts.entry(sets.root(node)).or_default().push(node);
        }
        let mut known = std::mem::take(&mut self.known);
        let mut out = Vec::new();
        self.decided = 0;
        for nodes in parts.into_values().filter(|p| p.len() > 1) {
            let claims: Vec<Claimed> = nodes.iter().map(|n| all.names[*n]).collect();
            let voices = voices(all, &nodes);
            let articles: BTreeSet<u32> = claims.iter().map(|c| c.0).collect();
            let changed = |c: &Claimed| touched.range((*c, 0)..=(*c, u32::MAX)).any(|t| articles.contains(&t.1));
            let same = |p: &Part| p.claims == claims && p.voices == voices && !claims.iter().any(changed);
            let first = claims[0];
            let part = known.remove(&first).filter(same).unwrap_or_else(|| {
                self.decided += 1;
                Part { groups: decide(all, &nodes), claims, voices }
            });
            let place = |n: &usize| nodes[*n];
            out.extend(part.groups.iter().map(|g| Group {
                nodes: g.nodes.iter().map(place).collect(),
                links: g.links.iter().map(|l| Link { a: nodes[l.a], b: nodes[l.b], ..*l }).collect(),
            }));
            self.known.insert(first, part);
        }
        out
    }
    /// How many parts the last call had to decide.
    pub const fn decided(&self) -> usize {
        self.decided
    }
}

fn voices(all: &Nodes, nodes: &[usize]) -> Vec<usize> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    nodes.iter().enumerate().map(|(place, n)| *first.entry(all.nodes[*n].witness).or_insert(place)).collect()
}

/// The groups of one part, in places of its claims.
fn decide(all: &Nodes, part: &[usize]) -> Vec<Group> {
    let mut articles: Vec<usize> = part.iter().map(|n| all.nodes[*n].article).collect();
    articles.dedup();
    let inside = |n: usize| part.binary_search(&n).is_ok();
    let mut links: Vec<Link> = Vec::new();
    for &a in part {
        let here = all.ties(a).filter(|(b, _)| articles.binary_search(&all.nodes[*b].article).is_ok());
        links.extend(here.filter(|(b, _)| a < *b || !inside(*b)).map(|(b, l)| Link { a: a.min(b), b: a.max(b), ..*l }));
    }
    // Claims outside are rivals: what else an article could have meant.
    let mut nodes: Vec<usize> = part.iter().copied().chain(links.iter().flat_map(|l| [l.a, l.b])).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let at = |n: usize| nodes.partition_point(|m| *m < n);
    for link in &mut links {
        (link.a, link.b) = (at(link.a), at(link.b));
    }
    links.sort_unstable_by_key(|l| (l.a, l.b));
    let copies: Vec<_> = nodes.iter().map(|n| all.nodes[*n]).collect();
    let mut groups = align::groups(&copies, &links);
    let place = |n: usize| part.partition_point(|m| *m < nodes[n]);
    for group in &mut groups {
        group.nodes.iter_mut().for_each(|n| *n = place(*n));
        group.links.iter_mut().for_each(|l| (l.a, l.b) = (place(l.a), place(l.b)));
    }
    groups
}
