//! Entities: the people, organisations, places, products … that a text names, and which names are one entity.

mod corrections;
mod document;
mod given;
pub(crate) mod model;
mod names;
mod numbers;
mod parts;
mod rules;
mod tagger;
mod teams;
mod unite;

pub use corrections::{Correction, Corrections};
use tagger::Draft;

use super::figures::Figure;
use super::span::ByteSpan;
use super::text::Document;

/// Kinds of entity, as in the public contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum EntityKind {
    Org,
    Person,
    Place,
    Product,
    Event,
    Work,
    Law,
    Nationality,
    Other,
}

/// One name in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands, without "the" and without a possessive ending.
    pub span: ByteSpan,
    /// What kind of thing it names.
    pub kind: EntityKind,
    /// Index into [`Entities::entities`].
    pub entity: usize,
    /// Name of the rule or model that found it.
    pub rule: &'static str,
}

/// One thing that a text names, under one or more names.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The name to show: the fullest one used, or the one that a reader gave.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// All spellings used, the fullest one first, the rest sorted.
    pub aliases: Vec<String>,
}

/// The names of one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// In reading order, never overlapping.
    pub mentions: Vec<Mention>,
    /// In order of first mention.
    pub entities: Vec<Entity>,
}

/// All names of a document and what they name. Figures are given so that no name is made of a figure alone.
pub fn find(doc: &Document, figures: &[Figure]) -> Entities {
    find_with(model::Model::shipped(), doc, figures)
}

/// The same with a model that is not the shipped one.
pub(crate) fn find_with(model: &model::Model, doc: &Document, figures: &[Figure]) -> Entities {
    let atoms = model::Atoms::new(doc, &model.tables);
    let mut drafts = tagger::tag(doc, &atoms, model);
    rules::apply(doc, &atoms, model.scale, &mut drafts);
    numbers::keep_off(doc, figures, &mut drafts);
    document::repeats(doc, &atoms, &mut drafts);
    numbers::keep_off(doc, figures, &mut drafts);
    let groups = document::resolve(doc, &mut drafts, model.scale);
    teams::mark(doc, &mut drafts);
    let mut out = Entities::default();
    for (entity, group) in groups.iter().enumerate() {
        let name = names::best(group.spellings.iter().map(|(s, (name, uses))| (s.as_str(), &**name, *uses))).to_string();
        let rest = group.spellings.keys().filter(|s| **s != name).cloned();
        let aliases = std::iter::once(name.clone()).chain(rest).collect();
        out.entities.push(Entity { name, kind: group.kind, aliases });
        for d in &group.drafts {
            let Draft { first, last, kind, rule, .. } = drafts[*d];
            out.mentions.push(Mention { span: doc.span(first, last), kind, entity, rule });
        }
    }
    out.mentions.sort_by_key(|m| m.span);
    out
}

/// Unites the entities of several articles: for each article, for each of its entities, the canonical name over all of
/// them. Does not depend on the order of the articles.
pub fn unite(articles: &[&Entities]) -> Vec<Vec<String>> {
    unite::unite(articles, &Corrections::default())
}

/// The same under a reader's corrections, which win.
pub fn unite_corrected(articles: &[&Entities], corrections: &Corrections) -> Vec<Vec<String>> {
    unite::unite(articles, corrections)
}

#[cfg(test)]
mod tests;
