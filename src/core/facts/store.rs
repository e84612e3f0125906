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
use super::kin::strangers;
use super::quantity::{Dimension, Quantity, quantity};
use super::verdict::middle;
use super::witness::{Copies, Runs, text_hash, witnesses};
use crate::core::claims::{Vocabulary, word_key};
use crate::core::passes::Analysis;

/// Of a word that at most so many claims share, all are candidates of one another.
const FEW: usize = 96;
/// Of a word that more share, a claim's candidates are so many on either side of it.
const NEAREST: usize = 8;
/// So many values of one measure are looked at; more make no difference.
const RUN: usize = 32;

/// What the index files a claim under.
type Key = (Dimension, u32);
/// A claim by its lasting name: serial number of its article, index among the article's claims.
pub type Claimed = (u32, u32);
/// Claims, each with the serial number of an article.
pub type Touched = BTreeSet<(Claimed, u32)>;

/// Where a claim stands under a word: by value, then by what it counts and hangs on, so that like claims stand side by side;
/// then by article and place, whatever the order of coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    value: u64,
    like: u64,
    /// Its article, by text and then by id: other ids for the same texts change nothing.
    article: (u64, u64),
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
}

impl Slot {
    fn words(&self) -> &Vocabulary {
        // An article of which a claim is looked at has one.
        &self.analysis.claims[0].frame.article
    }
}

#[derive(Debug)]
struct Filed {
    figure: usize,
    quantity: Quantity,
    keys: Vec<u32>,
    rivals: u32,
    entry: Entry,
    /// Its candidate pairs, by the other claim.
    ties: Vec<(Claimed, Link)>,
}

/// The articles and their candidate pairs.
#[derive(Debug, Default)]
pub struct Store {
    next: u32,
    serials: BTreeMap<String, u32>,
    slots: BTreeMap<u32, Slot>,
    postings: HashMap<Key, Vec<Entry>>,
    /// Claims that have got new neighbours in the index since their pairs were scored.
    open: BTreeSet<Claimed>,
    /// Scored pairs that may not be neighbours any more.
    doubtful: BTreeSet<(Claimed, Claimed)>,
    /// Claims whose pairs with an article have changed since [`Self::take_touched`].
    touched: Touched,
    /// For each article, by id, the first one of which it is a copy.
    witnesses: Vec<usize>,
    copies: Copies,
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
                let at = list.partition_point(|e| *e < claim.entry);
                list.insert(at, claim.entry);
                // A word that has just become common, or claims that it pushes out of each other's reach.
                let parted = if list.len() == FEW + 1 { 0..list.len() } else { at.saturating_sub(NEAREST)..at };
                if list.len() > FEW {
                    for i in parted {
                        let far = list.iter().skip(i + NEAREST + 1).take(if list.len() == FEW + 1 { FEW } else { 1 });
                        let x = list[i].claim;
                        let tied = far.map(|e| e.claim).filter(|y| tie(&self.slots, x, *y).is_some());
                        self.doubtful.extend(tied.map(|y| (x.min(y), x.max(y))));
                    }
                }
            }
            self.open.insert((serial, n as u32));
        }
        self.serials.insert(id, serial);
        let runs = Runs::new(&analysis.doc);
        self.slots.insert(serial, Slot { analysis, runs, claims });
        self.witnesses.clear();
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
        self.open.retain(|c| c.0 != serial);
        self.doubtful.retain(|(x, y)| x.0 != serial && y.0 != serial);
        for (n, claim) in slot.claims.iter().enumerate() {
            for (other, _) in claim.ties.iter().filter(|(other, _)| other.0 != serial) {
                self.untie(*other, (serial, n as u32));
            }
        }
        self.copies.forget(serial);
        self.witnesses.clear();
        true
    }
    /// Scores the candidate pairs that have come up since the last time, drops those that are none any more; returns how many
    /// were scored.
    pub fn settle(&mut self) -> usize {
        for (x, y) in std::mem::take(&mut self.doubtful) {
            if !self.are_near(x, y) {
                self.untie(x, y);
                self.untie(y, x);
            }
        }
        let (scored, found) = self.score();
        for run in found.chunk_by(|p, q| p.0 == q.0) {
            let (serial, n) = run[0].0;
            let Some(claim) = self.slots.get_mut(&serial).and_then(|s| s.claims.get_mut(n as usize)) else { continue };
            claim.ties.extend(run.iter().map(|(_, other, link)| (*other, *link)));
            claim.ties.sort_unstable_by_key(|t| t.0);
            self.touched.extend(run.iter().map(|(claim, other, _)| (*claim, other.0)));
        }
        if self.witnesses.len() != self.serials.len() {
            let texts: Vec<_> = self.serials.values().filter_map(|s| Some((*s, &self.slots.get(s)?.runs))).collect();
            self.witnesses = witnesses(&texts, &mut self.copies);
        }
        scored
    }
    /// The number of pairs scored, and both directions of those that say something, sorted.
    fn score(&mut self) -> (usize, Vec<(Claimed, Claimed, Link)>) {
        let open = std::mem::take(&mut self.open);
        let (mut scored, mut found) = (0, Vec::new());
        let mut near: Vec<Claimed> = Vec::new();
        for at in &open {
            let Some((slot, claim)) = self.claim(*at) else { continue };
            near.clear();
            for key in &claim.keys {
                let Some(list) = self.postings.get(&(claim.quantity.dimension, *key)) else { continue };
                near.extend(neighbours(list, &claim.entry).iter().map(|e| e.claim));
            }
            near.sort_unstable();
            near.dedup();
            for there in near.chunk_by(|p, q| p.0 == q.0) {
                let Some(theirs) = self.slots.get(&there[0].0).filter(|theirs| !strangers(slot.words(), theirs.words())) else {
                    continue;
                };
                for other in there {
                    // A pair of two open claims comes up at both.
                    let twice = other == at || (other > at && open.contains(other));
                    if twice || claim.ties.binary_search_by_key(other, |t| t.0).is_ok() {
                        continue;
                    }
                    let Some(filed) = theirs.claims.get(other.1 as usize) else { continue };
                    let x = node((0, 0), slot, claim);
                    let apart = usize::from(other.0 != at.0);
                    let y = node((apart, apart), theirs, filed);
                    scored += 1;
                    let link = if other < at { align::link(&y, &x) } else { align::link(&x, &y) };
                    if let Some(link) = link {
                        found.push((*at, *other, link));
                        found.push((*other, *at, link));
                    }
                }
            }
        }
        found.sort_unstable_by_key(|f| (f.0, f.1));
        (scored, found)
    }
    /// They stand near each other under some word.
    fn are_near(&self, x: Claimed, y: Claimed) -> bool {
        let (Some((_, a)), Some((_, b))) = (self.claim(x), self.claim(y)) else { return false };
        a.keys.iter().filter(|k| b.keys.binary_search(k).is_ok()).any(|key| {
            let Some(list) = self.postings.get(&(a.quantity.dimension, *key)) else { return false };
            let place = |c: &Filed| list.partition_point(|e| *e < c.entry);
            list.len() <= FEW || place(a).abs_diff(place(b)) <= NEAREST
        })
    }
    /// Takes a pair from the list of its first claim.
    fn untie(&mut self, x: Claimed, y: Claimed) {
        let Some(claim) = self.slots.get_mut(&x.0).and_then(|s| s.claims.get_mut(x.1 as usize)) else { return };
        if let Ok(at) = claim.ties.binary_search_by_key(&y, |t| t.0) {
            claim.ties.remove(at);
            self.touched.insert((x, y.0));
        }
    }
    fn claim(&self, (serial, n): Claimed) -> Option<(&Slot, &Filed)> {
        let slot = self.slots.get(&serial)?;
        Some((slot, slot.claims.get(n as usize)?))
    }
    /// The articles, sorted by id.
    pub fn articles(&self) -> Vec<Rc<Analysis>> {
        self.serials.values().filter_map(|s| self.slots.get(s)).map(|s| Rc::clone(&s.analysis)).collect()
    }
    /// For each article, in the order of [`Self::articles`], the first one of which it is a copy, or its own index. As of the last
    /// [`Self::settle`].
    pub fn witnesses(&self) -> &[usize] {
        &self.witnesses
    }
    /// The claims whose candidate pairs have changed since the last call, with the articles of the other ends.
    pub fn take_touched(&mut self) -> Touched {
        std::mem::take(&mut self.touched)
    }
    /// All claims, by article and place; articles are numbered by id.
    pub fn nodes(&self) -> Nodes<'_> {
        let mut all = Nodes::default();
        for ((article, serial), witness) in self.serials.values().enumerate().zip(&self.witnesses) {
            let Some(slot) = self.slots.get(serial) else { continue };
            all.first.insert(*serial, all.nodes.len());
            all.names.extend((0..slot.claims.len()).map(|n| (*serial, n as u32)));
            all.nodes.extend(slot.claims.iter().map(|c| node((article, *witness), slot, c)));
            all.ties.extend(slot.claims.iter().map(|c| c.ties.as_slice()));
        }
        all
    }
}

/// The claims of all articles with their candidate pairs.
#[derive(Debug, Default)]
pub struct Nodes<'a> {
    /// By article and place.
    pub nodes: Vec<Node<'a>>,
    /// For each its lasting name.
    pub names: Vec<Claimed>,
    ties: Vec<&'a [(Claimed, Link)]>,
    first: HashMap<u32, usize>,
}

impl Nodes<'_> {
    /// The candidate pairs of a claim: index of the other, link without ends.
    pub fn ties(&self, node: usize) -> impl Iterator<Item = (usize, &Link)> {
        self.ties[node].iter().filter_map(|((serial, n), link)| Some((self.first.get(serial)? + *n as usize, link)))
    }
}

fn tie(slots: &BTreeMap<u32, Slot>, x: Claimed, y: Claimed) -> Option<&Link> {
    let ties = &slots.get(&x.0)?.claims.get(x.1 as usize)?.ties;
    ties.binary_search_by_key(&y, |t| t.0).ok().map(|at| &ties[at].1)
}

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
                article: (text_hash(&a.source.text), text_hash(&a.source.id)),
                claim: (serial, 0),
            };
            Some(Filed { figure, quantity, keys: align::keys(frame), rivals: 0, entry, ties: Vec::new() })
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
