//! Articles with their candidate pairs, kept up to date as articles come and go.
//!
//! Candidates come from an index of dimension and telling words, never from all pairs. Under each word the claims stand in order
//! of their values. While they are few all of them are candidates of one another; of a common word a claim's candidates are
//! those with the nearest values. So the pairs grow with the number of claims, equal values still hang together one to the
//! next, and which pairs there are does not depend on the order in which the articles came.
//!
//! A pair's score depends on its two articles alone, so that putting one article scores its own pairs and no others.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::align::{self, Link, Node};
use super::compare::{Relation, relate};
use super::quantity::{Dimension, Quantity, quantity};
use super::verdict::middle;
use super::witness::{Runs, text_hash, witnesses};
use crate::core::claims::word_key;
use crate::core::passes::Analysis;

/// Of a word that at most so many claims share, all are candidates of one another.
const FEW: usize = 96;
/// Of a word that more share, a claim's candidates are so many on either side of it.
const NEAREST: usize = 8;
/// So many values of one measure are looked at; more make no difference.
const RUN: usize = 32;

/// What the index files a claim under.
type Key = (Dimension, u32);
/// A claim: serial number of its article, index among the article's claims.
type Claimed = (u32, u32);

/// Where a claim stands under a word: by value, then by what it counts and hangs on, so that like claims stand side by side;
/// then by article and place, whatever the order of coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    value: u64,
    like: u64,
    article: u64,
    claim: Claimed,
}

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
    entry: Entry,
}

/// A candidate pair of two articles: indices into their claims, score, relation.
type Pair = (u32, u32, Link);

/// The articles and their candidate pairs.
#[derive(Debug, Default)]
pub struct Store {
    next: u32,
    serials: BTreeMap<String, u32>,
    slots: BTreeMap<u32, Slot>,
    postings: HashMap<Key, Vec<Entry>>,
    /// By serial numbers of the two articles, the smaller first; sorted.
    pairs: BTreeMap<(u32, u32), Vec<Pair>>,
    /// Claims whose neighbours in the index have changed since their pairs were scored.
    open: BTreeSet<Claimed>,
}

impl Store {
    /// The article of an id.
    pub fn get(&self, id: &str) -> Option<&Rc<Analysis>> {
        self.serials.get(id).and_then(|s| self.slots.get(s)).map(|s| &s.analysis)
    }
    /// Adds an article, or replaces the one of the same id.
    pub fn put(&mut self, analysis: Rc<Analysis>) {
        let id = analysis.source.id.clone();
        self.remove(&id);
        let serial = self.next;
        self.next += 1;
        let claims = filed(&analysis, serial);
        for (n, claim) in claims.iter().enumerate() {
            for key in &claim.keys {
                let list = self.postings.entry((claim.quantity.dimension, *key)).or_default();
                list.insert(list.partition_point(|e| *e < claim.entry), claim.entry);
            }
            self.open.insert((serial, n as u32));
        }
        self.serials.insert(id, serial);
        let runs = Runs::new(&analysis.doc);
        self.slots.insert(serial, Slot { analysis, runs, claims, partners: BTreeSet::new() });
    }
    /// Takes an article out; false if there was none of that id.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(serial) = self.serials.remove(id) else { return false };
        let Some(slot) = self.slots.remove(&serial) else { return false };
        for claim in &slot.claims {
            for key in &claim.keys {
                let key = (claim.quantity.dimension, *key);
                let Some(list) = self.postings.get_mut(&key) else { continue };
                let Ok(at) = list.binary_search(&claim.entry) else { continue };
                list.remove(at);
                // Claims on the two sides come nearer to each other; a word that was too common is telling again.
                let nearer = if list.len() == FEW { 0..FEW } else { at.saturating_sub(NEAREST)..at };
                if list.len() >= FEW {
                    self.open.extend(list[nearer].iter().map(|e| e.claim));
                } else if list.is_empty() {
                    self.postings.remove(&key);
                }
            }
        }
        for n in 0..slot.claims.len() {
            self.open.remove(&(serial, n as u32));
        }
        self.open.retain(|c| c.0 != serial);
        for partner in slot.partners {
            self.pairs.remove(&(serial.min(partner), serial.max(partner)));
            if let Some(other) = self.slots.get_mut(&partner) {
                other.partners.remove(&serial);
            }
        }
        self.pairs.remove(&(serial, serial));
        true
    }
    /// Scores the candidate pairs that have come up since the last time; returns how many.
    pub fn settle(&mut self) -> usize {
        let open = std::mem::take(&mut self.open);
        let mut scored = 0;
        let mut near: Vec<Claimed> = Vec::new();
        let mut found: BTreeMap<(u32, u32), Vec<Pair>> = BTreeMap::new();
        for at in &open {
            let Some((slot, claim)) = self.claim(*at) else { continue };
            near.clear();
            for key in &claim.keys {
                let Some(list) = self.postings.get(&(claim.quantity.dimension, *key)) else { continue };
                near.extend(neighbours(list, &claim.entry).iter().map(|e| e.claim));
            }
            near.sort_unstable();
            near.dedup();
            for other in &near {
                // A pair of two open claims comes up at both.
                if other == at || (other > at && open.contains(other)) {
                    continue;
                }
                let (first, second) = (*at.min(other), *at.max(other));
                let pair = (first.0, second.0);
                let known = |list: &Vec<Pair>| list.binary_search_by_key(&(first.1, second.1), |p| (p.0, p.1)).is_ok();
                if self.pairs.get(&pair).is_some_and(known) {
                    continue;
                }
                let Some((theirs, filed)) = self.claim(*other) else { continue };
                let x = node((0, 0), slot, claim);
                let apart = usize::from(other.0 != at.0);
                let y = node((apart, apart), theirs, filed);
                scored += 1;
                let link = if other < at { align::link(&y, &x) } else { align::link(&x, &y) };
                if let Some(link) = link {
                    found.entry(pair).or_default().push((first.1, second.1, link));
                }
            }
        }
        for (pair, links) in found {
            for (a, b) in [pair, (pair.1, pair.0)] {
                if let Some(slot) = self.slots.get_mut(&a) {
                    slot.partners.insert(b);
                }
            }
            let list = self.pairs.entry(pair).or_default();
            list.extend(links);
            list.sort_unstable_by_key(|p| (p.0, p.1));
        }
        scored
    }
    fn claim(&self, (serial, n): Claimed) -> Option<(&Slot, &Filed)> {
        let slot = self.slots.get(&serial)?;
        Some((slot, slot.claims.get(n as usize)?))
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
        let places = self.places();
        let mut links = Vec::new();
        for ((s, t), pairs) in &self.pairs {
            let (Some(a), Some(b)) = (first.get(s), first.get(t)) else { continue };
            for (m, n, link) in pairs {
                if places.as_ref().is_some_and(|p| !self.still_near(p, (*s, *m), (*t, *n))) {
                    continue;
                }
                let (x, y) = (a + *m as usize, b + *n as usize);
                links.push(Link { a: x.min(y), b: x.max(y), ..*link });
            }
        }
        links.sort_unstable_by_key(|l| (l.a, l.b));
        (nodes, links)
    }
    /// For each claim and each of its keys the place in the list there, or [`RARE`] where the list is short; none where all are.
    #[allow(clippy::iter_over_hash_type, reason = "each list fills its own cells")]
    fn places(&self) -> Option<HashMap<Claimed, Vec<u32>>> {
        let mut places: HashMap<Claimed, Vec<u32>> = HashMap::new();
        for (key, list) in self.postings.iter().filter(|(_, l)| l.len() > FEW) {
            for (place, entry) in list.iter().enumerate() {
                let Some((_, filed)) = self.claim(entry.claim) else { continue };
                let Ok(at) = filed.keys.binary_search(&key.1) else { continue };
                places.entry(entry.claim).or_insert_with(|| vec![RARE; filed.keys.len()])[at] = place as u32;
            }
        }
        (!places.is_empty()).then_some(places)
    }
    /// A pair that was scored is still one by the words as common as they are now, so that the order of coming does not matter.
    fn still_near(&self, places: &HashMap<Claimed, Vec<u32>>, x: Claimed, y: Claimed) -> bool {
        let (Some(p), Some(q)) = (places.get(&x), places.get(&y)) else { return true };
        let (Some((_, a)), Some((_, b))) = (self.claim(x), self.claim(y)) else { return false };
        let (mut i, mut j) = (0, 0);
        while let (Some(k), Some(l)) = (a.keys.get(i), b.keys.get(j)) {
            if k == l && (p[i] == RARE || p[i].abs_diff(q[j]) as usize <= NEAREST) {
                return true;
            }
            (i, j) = (i + usize::from(k <= l), j + usize::from(l <= k));
        }
        false
    }
}

/// Place in a list that is too short to matter.
const RARE: u32 = u32::MAX;

/// The candidates of a claim under one word, itself among them.
fn neighbours<'a>(list: &'a [Entry], entry: &Entry) -> &'a [Entry] {
    if list.len() <= FEW {
        return list;
    }
    let at = list.partition_point(|e| e < entry);
    &list[at.saturating_sub(NEAREST)..list.len().min(at + NEAREST + 1)]
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

/// A number as bits that sort like it.
fn sortable(value: f64) -> u64 {
    let bits = value.to_bits();
    bits ^ if value.is_sign_negative() { u64::MAX } else { 1 << 63 }
}

fn filed(a: &Analysis, serial: u32) -> Vec<Filed> {
    let all = a.figures.iter().zip(&a.claims).enumerate();
    let mut filed: Vec<Filed> = all
        .filter(|(_, (f, c))| f.restates.is_none() && !c.frame.dateline)
        .filter_map(|(figure, (f, claim))| {
            let quantity = quantity(f, claim)?;
            let frame = &claim.frame;
            let counted = frame.topic.map_or(frame.head, |t| word_key(t.name));
            let entry = Entry {
                value: sortable(middle(&quantity)),
                like: u64::from(counted) << 32 | u64::from(frame.governor),
                article: text_hash(&a.source.id),
                claim: (serial, 0),
            };
            Some(Filed { figure, quantity, keys: align::keys(frame), rivals: 0, entry })
        })
        .collect();
    for (n, claim) in filed.iter_mut().enumerate() {
        claim.entry.claim.1 = n as u32;
    }
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
