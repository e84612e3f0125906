//! Several articles, kept and compared.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Source;
use super::entities::{self, Corrections};
use super::facts::parts::Parts;
use super::facts::regroup::Regroup;
use super::facts::store::Store;
use super::facts::{self, Fact};
use super::passes::{Analysis, annotate_corrected};

/// What a caller may choose.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// Facts of less confidence (0..1) are left out.
    pub min_confidence: f64,
    /// What the reader knows better of names; it holds for all articles.
    pub corrections: Rc<Corrections>,
}

/// Articles by id, each analysed once.
#[derive(Debug, Default)]
pub struct Workspace {
    options: Options,
    store: Store,
    regroup: Regroup,
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
    /// Other options from now on. Articles are read anew only when corrections of names change.
    pub fn set_options(&mut self, options: Options) {
        let same = self.options.corrections == options.corrections;
        self.options = options;
        for article in if same { Vec::new() } else { self.store.articles() } {
            self.store.put(Rc::new(annotate_corrected(article.source.clone(), &self.options.corrections)));
        }
    }
    /// From now on this is the reader's word on what speaks of one thing.
    pub fn set_regroup(&mut self, regroup: Regroup) {
        self.regroup = regroup;
    }
    /// The article of an id.
    pub fn get(&self, id: &str) -> Option<&Rc<Analysis>> {
        self.store.get(id)
    }
    /// Adds an article, or replaces the one of the same id, and returns its analysis. Only this article is read.
    pub fn put(&mut self, source: Source) -> Rc<Analysis> {
        if let Some(known) = self.store.get(&source.id).filter(|a| a.source == source) {
            return Rc::clone(known);
        }
        let analysis = Rc::new(annotate_corrected(source, &self.options.corrections));
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
        let found: Vec<_> = articles.iter().map(|a| &a.entities).collect();
        let names = entities::unite_corrected(&found, &self.options.corrections);
        let analyses: Vec<&Analysis> = articles.iter().map(|a| &**a).collect();
        let mut facts = facts::find(&mut self.store, &mut self.parts, &analyses, &names, &self.regroup);
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
