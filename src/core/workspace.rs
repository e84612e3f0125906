//! Several articles, kept and compared.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::facts::parts::Parts;
use super::facts::store::Store;
use super::facts::{self, Fact};
use super::passes::{Analysis, annotate};
use super::{Source, entities};

/// What a caller may choose.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Options {
    /// Facts of less confidence (0..1) are left out.
    pub min_confidence: f64,
}

/// Articles by id, each analysed once.
#[derive(Debug, Default)]
pub struct Workspace {
    options: Options,
    store: Store,
    parts: Parts,
    work: Work,
}

/// What a report took, in counts that are the same on every machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Pairs of claims scored.
    pub pairs: usize,
    /// Groups of claims hanging together that were decided; the others were as before.
    pub parts: usize,
}

/// What several articles say together.
#[derive(Debug, Default)]
pub struct Report {
    /// Sorted by id.
    pub articles: Vec<Rc<Analysis>>,
    /// For each article, for each of its entities, the canonical name over all articles.
    pub names: Vec<Vec<String>>,
    /// Conflicts first, then by confidence.
    pub facts: Vec<Fact>,
    /// Articles that print one text: two or more indices each, ascending; an article is in one list at most.
    pub copies: Vec<Vec<usize>>,
}

impl Workspace {
    /// Empty.
    pub fn new(options: Options) -> Self {
        Self { options, ..Self::default() }
    }
    /// Adds an article, or replaces the one of the same id, and returns its analysis. Only this article is read.
    pub fn put(&mut self, source: Source) -> Rc<Analysis> {
        if let Some(known) = self.store.get(&source.id).filter(|a| a.source == source) {
            return Rc::clone(known);
        }
        let analysis = Rc::new(annotate(source));
        self.store.put(Rc::clone(&analysis));
        analysis
    }
    /// Takes an article out; false if there was none of that id.
    pub fn remove(&mut self, id: &str) -> bool {
        self.store.remove(id)
    }
    /// What the last report took.
    pub const fn work(&self) -> Work {
        self.work
    }
    /// The facts over all articles. Of pairs of claims only those are scored that the articles put since bring with them.
    pub fn report(&mut self) -> Report {
        let pairs = self.store.settle();
        let articles = self.store.articles();
        let names = entities::unite(&articles.iter().map(|a| &a.entities).collect::<Vec<_>>());
        let mut facts = facts::find(&mut self.store, &mut self.parts, &articles.iter().map(|a| &**a).collect::<Vec<_>>(), &names);
        facts.retain(|f| f.confidence >= self.options.min_confidence);
        self.work = Work { pairs, parts: self.parts.decided() };
        let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (article, witness) in self.store.witnesses().iter().enumerate() {
            copies.entry(*witness).or_default().push(article);
        }
        let copies = copies.into_values().filter(|c| c.len() > 1).collect();
        Report { articles, names, facts, copies }
    }
}

/// Compares articles once. Of two with one id the later wins (the wire layer refuses them before).
pub fn compare(sources: Vec<Source>, options: Options) -> Report {
    let mut workspace = Workspace::new(options);
    for source in sources {
        workspace.put(source);
    }
    workspace.report()
}
