//! What callers get.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::offsets::OffsetMap;
use crate::core;
use crate::core::entities::EntityKind as CoreEntityKind;
use crate::core::facts::Verdict as CoreVerdict;
use crate::core::figures::{FigureKind as CoreFigureKind, Hedge as CoreHedge};
use crate::core::span::ByteSpan;

/// Declares an enum of the contract, its core twin and its name on the wire.
macro_rules! contract_enum {
    ($(#[$doc:meta])* $name:ident = $core:ident { $($variant:ident => $wire:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "described in crossread.d.ts")]
        pub enum $name { $(#[serde(rename = $wire)] $variant),+ }
        impl $name {
            /// All of them, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Its name on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $wire),+ }
            }
        }
        impl From<$core> for $name {
            fn from(core: $core) -> Self {
                match core { $($core::$variant => Self::$variant),+ }
            }
        }
    };
}

contract_enum! {
    /// Kinds of entity.
    EntityKind = CoreEntityKind {
        Org => "org", Person => "person", Place => "place", Product => "product", Event => "event", Work => "work", Law => "law",
        Nationality => "nationality", Other => "other",
    }
}
contract_enum! {
    /// Kinds of figure.
    FigureKind = CoreFigureKind {
        Money => "money", Percent => "percent", Count => "count", Duration => "duration", Date => "date", Time => "time", Age => "age",
        Length => "length", Area => "area", Volume => "volume", Mass => "mass", Speed => "speed", Temperature => "temperature",
        Power => "power", Energy => "energy", Data => "data", Ordinal => "ordinal", Ratio => "ratio", Number => "number", Other => "other",
    }
}
contract_enum! {
    /// How a source limits its figure.
    Hedge = CoreHedge {
        About => "about", AtLeast => "at_least", AtMost => "at_most", Range => "range", Vague => "vague", Relative => "relative",
    }
}
contract_enum! {
    /// How the claims of a fact stand to each other.
    Verdict = CoreVerdict {
        Agree => "agree", Compatible => "compatible", Updated => "updated", Conflict => "conflict", Single => "single",
    }
}

/// One name in a text; offsets in UTF-16 code units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in crossread.d.ts")]
pub struct EntityMention {
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub kind: EntityKind,
    pub entity: String,
    /// Name of the rule or model that found it.
    pub rule: String,
}

/// One figure of a text; offsets in UTF-16 code units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in crossread.d.ts")]
pub struct Figure {
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub kind: FigureKind,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
    pub unit: Option<String>,
    pub hedge: Option<Hedge>,
    pub measure: Option<String>,
    pub subjects: Vec<String>,
    /// Name of the rule that made it.
    pub rule: String,
}

/// Entities and figures of one source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in crossread.d.ts")]
pub struct Annotations {
    pub id: String,
    pub text: String,
    pub entities: Vec<EntityMention>,
    pub figures: Vec<Figure>,
}

/// One source's word on a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in crossread.d.ts")]
pub struct Claim {
    pub start: u32,
    pub end: u32,
    pub source: String,
    pub figure: usize,
    pub text: String,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
    pub unit: Option<String>,
}

/// One thing that sources state a figure for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in crossread.d.ts")]
pub struct Fact {
    pub id: String,
    pub label: String,
    pub verdict: Verdict,
    pub confidence: f64,
    pub reason: String,
    pub claims: Vec<Claim>,
    /// Sources behind it that are no copies of one another.
    pub witnesses: usize,
    /// Each value that is claimed.
    pub values: Vec<Stated>,
}

/// One value of a fact and who gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Indices into the fact's claims, ascending.
    pub claims: Vec<usize>,
    /// Sources that give it and are no copies of one another.
    pub witnesses: usize,
}

/// What several sources say together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "described in crossread.d.ts")]
pub struct Report {
    /// Shared, as those of an unchanged source go from one report into the next.
    pub sources: Vec<Rc<Annotations>>,
    pub facts: Vec<Fact>,
    /// Ids of sources that print one text, two or more in a list.
    pub copies: Vec<Vec<String>>,
}

#[cfg(test)]
impl Report {
    /// Of these sources and facts.
    pub fn of(sources: Vec<Annotations>, facts: Vec<Fact>) -> Self {
        Self { sources: sources.into_iter().map(Rc::new).collect(), facts, copies: Vec::new() }
    }
}

/// One article's annotations; `names` are the canonical names of its entities over all articles, where there are others.
pub fn annotations(a: &core::Analysis, names: Option<&[String]>) -> Annotations {
    let map = OffsetMap::new(a.doc.text());
    let place = |span: ByteSpan| (map.to_utf16(span.start()), map.to_utf16(span.end()), a.doc.slice(span).to_string());
    let name = |entity: usize| {
        names
            .and_then(|n| n.get(entity).cloned())
            .or_else(|| a.entities.entities.get(entity).map(|e| e.name.clone()))
            .unwrap_or_default()
    };
    let entities = a.entities.mentions.iter().map(|m| {
        let (start, end, text) = place(m.span);
        EntityMention { start, end, text, kind: m.kind.into(), entity: name(m.entity), rule: m.rule.to_string() }
    });
    let figures = a.figures.iter().zip(&a.claims).map(|(f, claim)| {
        let (start, end, text) = place(f.span);
        Figure {
            start,
            end,
            text,
            kind: f.kind.into(),
            lo: finite(f.value.lo),
            hi: finite(f.value.hi),
            unit: f.unit.as_deref().map(str::to_string),
            hedge: f.hedge.map(Into::into),
            measure: claim.measure.clone(),
            subjects: claim.subjects.iter().map(|s| name(*s)).collect(),
            rule: f.rule.to_string(),
        }
    });
    Annotations {
        id: a.source.id.clone(),
        entities: entities.collect(),
        figures: figures.collect(),
        text: a.doc.text().to_string(),
    }
}

/// The report; `order` ranks sources by id.
pub fn report(r: &core::Report, order: impl Fn(&str) -> usize) -> Report {
    let all: Vec<_> = r.articles.iter().zip(&r.names).map(|(a, n)| Rc::new(annotations(a, Some(n)))).collect();
    let facts = r.facts.iter().map(|f| Fact {
        id: f.id.clone(),
        label: f.label.clone(),
        verdict: f.verdict.into(),
        confidence: f.confidence,
        reason: f.reason.clone(),
        claims: f
            .claims
            .iter()
            .filter_map(|&(article, figure)| {
                let source = all.get(article)?;
                let g = source.figures.get(figure)?;
                Some(Claim {
                    start: g.start,
                    end: g.end,
                    source: source.id.clone(),
                    figure,
                    text: g.text.clone(),
                    lo: g.lo,
                    hi: g.hi,
                    unit: g.unit.clone(),
                })
            })
            .collect(),
        witnesses: f.witnesses,
        values: f.values.iter().map(|v| Stated { claims: v.claims.clone(), witnesses: v.witnesses }).collect(),
    });
    let facts = facts.collect();
    let ids = |articles: &Vec<usize>| articles.iter().filter_map(|a| all.get(*a)).map(|s| s.id.clone()).collect();
    let copies = r.copies.iter().map(ids).collect();
    let mut sources = all;
    sources.sort_by_key(|s| order(&s.id));
    Report { sources, facts, copies }
}

/// JSON has no infinities.
fn finite(v: Option<f64>) -> Option<f64> {
    v.filter(|v| v.is_finite())
}
