//! Articles with their candidate pairs, kept up to date as articles come and go.
//!
//! Candidates come from an index of dimension and telling words, never from all pairs. A pair's score depends on its two
//! articles alone, so that putting one article scores its own pairs and no others.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::align::{self, Link, Node};
use super::compare::{Relation, relate};
use super::quantity::{Dimension, Quantity, quantity};
use super::witness::{Runs, witnesses};
use crate::core::passes::Analysis;

/// A word that more claims than this share finds no candidates: it says too little, and pairs would grow with the square.
const COMMON: usize = 400;
/// So many values of one measure are looked at; more make no difference.
const RUN: usize = 32;

/// What the index files a claim under.
type Key = (Dimension, u32);

/// One article.
#[derive(Debug)]
struct Slot {
    analysis: Rc<Analysis>,
    /// What its text is known by.
    runs: Runs,
    /// Figure, value and keys of each claim that states something to compare.
    claims: Vec<Filed>,
    /// Serial numbers of the articles it shares a candidate pair with.
    partners: BTreeSet<u32>,
}

#[derive(Debug)]
struct Filed {
    figure: usize,
    quantity: Quantity,
    keys: Vec<u32>,
    rivals: u32,
}

/// A candidate pair of two articles: indices into their claims, score, relation.
type Pair = (u32, u32, Link);

/// The articles and their candidate pairs.
#[derive(Debug, Default)]
pub struct Store {
    next: u32,
    serials: BTreeMap<String, u32>,
    slots: BTreeMap<u32, Slot>,
    postings: HashMap<Key, Vec<(u32, u32)>>,
    /// By serial numbers of the two articles, the smaller first.
    pairs: BTreeMap<(u32, u32), Vec<Pair>>,
}

impl Store {
    /// The article of an id.
    pub fn get(&self, id: &str) -> Option<&Rc<Analysis>> {
        self.serials.get(id).and_then(|s| self.slots.get(s)).map(|s| &s.analysis)
    }
    /// Adds an article, or replaces the one of the same id; scores its candidate pairs.
    pub fn put(&mut self, analysis: Rc<Analysis>) {
        let id = analysis.source.id.clone();
        self.remove(&id);
        let serial = self.next;
        self.next += 1;
        let claims = filed(&analysis);
        for (n, claim) in claims.iter().enumerate() {
            for key in &claim.keys {
                self.postings.entry((claim.quantity.dimension, *key)).or_default().push((serial, n as u32));
            }
        }
        self.serials.insert(id, serial);
        let runs = Runs::new(&analysis.doc);
        self.slots.insert(serial, Slot { analysis, runs, claims, partners: BTreeSet::new() });
        self.score(serial);
    }
    /// Takes an article out; false if there was none of that id.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(serial) = self.serials.remove(id) else { return false };
        let Some(slot) = self.slots.remove(&serial) else { return false };
        let mut thinned = false;
        for claim in &slot.claims {
            for key in &claim.keys {
                if let Some(list) = self.postings.get_mut(&(claim.quantity.dimension, *key)) {
                    let before = list.len();
                    list.retain(|(s, _)| *s != serial);
                    thinned |= before > COMMON && list.len() <= COMMON;
                }
            }
        }
        for partner in slot.partners {
            self.pairs.remove(&(serial.min(partner), serial.max(partner)));
            if let Some(other) = self.slots.get_mut(&partner) {
                other.partners.remove(&serial);
            }
        }
        self.pairs.remove(&(serial, serial));
        if thinned {
            // A word that was too common is telling again: its pairs were never scored.
            let all: Vec<u32> = self.slots.keys().copied().collect();
            self.pairs.clear();
            for serial in all {
                self.score(serial);
            }
        }
        true
    }
    /// Scores the pairs of an article with those before it, and within itself.
    fn score(&mut self, serial: u32) {
        let Some(slot) = self.slots.get(&serial) else { return };
        let mut found: BTreeMap<(u32, u32), Vec<Pair>> = BTreeMap::new();
        let mut partners: Vec<(u32, u32)> = Vec::new();
        for (n, claim) in slot.claims.iter().enumerate() {
            partners.clear();
            for key in &claim.keys {
                if let Some(list) = self.postings.get(&(claim.quantity.dimension, *key)).filter(|l| l.len() <= COMMON) {
                    partners.extend(list.iter().filter(|p| **p < (serial, n as u32)));
                }
            }
            partners.sort_unstable();
            partners.dedup();
            let y = node((0, 0), slot, claim);
            for (s, m) in &partners {
                let Some(other) = self.slots.get(s) else { continue };
                let Some(theirs) = other.claims.get(*m as usize) else { continue };
                let other_article = usize::from(*s != serial);
                let x = node((other_article, other_article), other, theirs);
                if let Some(link) = align::link(&x, &y) {
                    found.entry((*s, serial)).or_default().push((*m, n as u32, link));
                }
            }
        }
        for (pair, links) in found {
            for (a, b) in [(pair.0, pair.1), (pair.1, pair.0)] {
                if let Some(slot) = self.slots.get_mut(&a) {
                    slot.partners.insert(b);
                }
            }
            self.pairs.insert(pair, links);
        }
    }
    /// The articles, sorted by id.
    pub fn articles(&self) -> Vec<Rc<Analysis>> {
        self.serials.values().filter_map(|s| self.slots.get(s)).map(|s| Rc::clone(&s.analysis)).collect()
    }
    /// For each article, in the order of [`Self::articles`], the first one of which it is a copy, or its own index.
    pub fn witnesses(&self) -> Vec<usize> {
        let slots = self.serials.values().filter_map(|s| self.slots.get(s));
        witnesses(&slots.map(|s| &s.runs).collect::<Vec<_>>())
    }
    /// All claims, by article and place, and all candidate pairs; articles are numbered by id.
    pub fn graph(&self) -> (Vec<Node<'_>>, Vec<Link>) {
        let (mut nodes, mut first) = (Vec::new(), BTreeMap::new());
        for ((article, serial), witness) in self.serials.values().enumerate().zip(self.witnesses()) {
            let Some(slot) = self.slots.get(serial) else { continue };
            first.insert(*serial, nodes.len());
            nodes.extend(slot.claims.iter().map(|c| node((article, witness), slot, c)));
        }
        let crowded = self.serials.len() > COMMON / 25 && self.has_common();
        let mut links = Vec::new();
        for ((s, t), pairs) in &self.pairs {
            let (Some(a), Some(b)) = (first.get(s), first.get(t)) else { continue };
            for (m, n, link) in pairs {
                if crowded && !self.still_found(*s, *m, *t, *n) {
                    continue;
                }
                let (x, y) = (a + *m as usize, b + *n as usize);
                links.push(Link { a: x.min(y), b: x.max(y), ..*link });
            }
        }
        links.sort_by_key(|l| (l.a, l.b));
        (nodes, links)
    }
    #[allow(clippy::iter_over_hash_type, reason = "whether there is any does not depend on the order")]
    fn has_common(&self) -> bool {
        self.postings.values().any(|l| l.len() > COMMON)
    }
    /// A pair is a candidate by the words as common as they are now, so that the order of coming does not matter.
    fn still_found(&self, s: u32, m: u32, t: u32, n: u32) -> bool {
        let claim = |serial: u32, n: u32| self.slots.get(&serial).and_then(|s| s.claims.get(n as usize));
        let (Some(x), Some(y)) = (claim(s, m), claim(t, n)) else { return false };
        x.keys.iter().any(|k| {
            y.keys.binary_search(k).is_ok() && self.postings.get(&(x.quantity.dimension, *k)).is_some_and(|l| l.len() <= COMMON)
        })
    }
}

/// `article` is its index and that of the article of which it is a copy.
fn node<'a>((article, witness): (usize, usize), slot: &'a Slot, claim: &'a Filed) -> Node<'a> {
    Node {
        article,
        witness,
        figure: claim.figure,
        claim: &slot.analysis.claims[claim.figure],
        quantity: &claim.quantity,
        rivals: claim.rivals,
    }
}

fn filed(a: &Analysis) -> Vec<Filed> {
    let all = a.figures.iter().zip(&a.claims).enumerate();
    let mut filed: Vec<Filed> = all
        .filter(|(_, (f, c))| f.restates.is_none() && !c.frame.dateline)
        .filter_map(|(figure, (f, claim))| {
            let quantity = quantity(f, claim)?;
            Some(Filed { figure, quantity, keys: align::keys(&claim.frame), rivals: 0 })
        })
        .collect();
    // Values of one measure: those of one dimension with the same topic, or else the same noun.
    let measure = |f: &Filed| {
        let frame = &a.claims[f.figure].frame;
        let dated = f.quantity.dimension == super::quantity::Dimension::Date;
        let noun = if dated { frame.governor } else { frame.head };
        (f.quantity.dimension, frame.topic.map_or("", |t| t.name), if frame.topic.is_some() { 0 } else { noun })
    };
    let mut order: Vec<_> = filed.iter().enumerate().map(|(i, f)| (measure(f), i)).collect();
    order.sort_unstable();
    for run in order.chunk_by(|x, y| x.0 == y.0) {
        let mut values: Vec<usize> = Vec::new();
        for (_, i) in run.iter().take(RUN) {
            if !values.iter().any(|v| relate(&filed[*v].quantity, &filed[*i].quantity) == Relation::Same) {
                values.push(*i);
            }
        }
        for (_, i) in run {
            filed[*i].rivals = values.len().saturating_sub(1) as u32;
        }
    }
    filed
}
