//! Entities: the people, organisations, places, products … that a text names, and which names are one entity.

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
    /// The name to show: the fullest one used.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// All spellings used, the canonical one first, the rest sorted.
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

/// All names of a document and what they name. Figures are given so that no name is made of a figure.
pub fn find(_doc: &Document, _figures: &[Figure]) -> Entities {
    Entities::default()
}

/// Unites the entities of several articles: for each article, for each of its entities, the canonical name over all of
/// them. Does not depend on the order of the articles.
pub fn unite(articles: &[&Entities]) -> Vec<Vec<String>> {
    articles.iter().map(|a| a.entities.iter().map(|e| e.name.clone()).collect()).collect()
}
