//! Facts: claims of different sources that speak of one thing, each with a verdict and its reason.
//!
//! [`store`] keeps the articles and their candidate pairs, [`witness`] finds those that print one text, [`quantity`] brings
//! values to base units, [`compare`] says whether two can both be true, [`score`] how sure it is that two claims speak of one
//! thing, [`align`] joins claims into groups, [`parts`] keeps the groups of what has not changed, [`regroup`] puts a reader's
//! word over that, [`verdict`] and [`reason`] judge a group and say why.

pub mod align;
pub mod compare;
mod kin;
pub mod parts;
pub mod quantity;
mod reason;
pub mod regroup;
pub mod score;
pub mod store;
mod verdict;
pub mod witness;

use super::claims::word_key;
use super::passes::Analysis;

/// How the claims of a fact stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// About the same thing at the same time, and the values cannot both be true.
    Conflict,
    /// A later source reports a later state of a changing quantity.
    Updated,
    /// The values differ only by rounding, hedging, or bounds that overlap.
    Compatible,
    /// The same value, as far as each source states it.
    Agree,
    /// One source only.
    Single,
}

/// One thing that sources state a figure for.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Stable name: the same sources give the same one in any order.
    pub id: String,
    /// What it is about, for people: "OpenAI-AWS deal value".
    pub label: String,
    /// How the claims stand to each other.
    pub verdict: Verdict,
    /// 0..1: how sure it is that the claims speak of one thing.
    pub confidence: f64,
    /// One sentence: the values, the sources, why this verdict.
    pub reason: String,
    /// The claims: (index of the article, index of its figure), ordered by article and position.
    pub claims: Vec<(usize, usize)>,
    /// How many sources that are no copies of one another stand behind it.
    pub witnesses: usize,
    /// Each value that is claimed, the one of the first claim first.
    pub values: Vec<Stated>,
}

/// One value of a fact and who gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Indices into the fact's claims, ascending.
    pub claims: Vec<usize>,
    /// How many sources that are no copies of one another give it.
    pub witnesses: usize,
}

/// All facts of the stored articles, conflicts first, then by confidence. `articles` are the store's, sorted by id; claims
/// name them by index. `names` are the canonical names that [`super::entities::unite`] gave; `regroup` is the reader's word.
pub fn find(
    store: &mut store::Store,
    parts: &mut parts::Parts,
    articles: &[&Analysis],
    names: &[Vec<String>],
    regroup: &regroup::Regroup,
) -> Vec<Fact> {
    let touched = store.take_touched();
    let all = store.nodes();
    let mut groups = parts.groups(&all, &touched);
    regroup.apply(articles, &all.nodes, &mut groups);
    let mut facts: Vec<Fact> = groups.iter().map(|g| fact(articles, names, &all.nodes, g)).collect();
    let first = |f: &Fact| f.verdict != Verdict::Conflict;
    facts.sort_by(|a, b| first(a).cmp(&first(b)).then(b.confidence.total_cmp(&a.confidence)).then(a.id.cmp(&b.id)));
    facts
}

fn fact(articles: &[&Analysis], names: &[Vec<String>], nodes: &[align::Node], group: &align::Group) -> Fact {
    let judged = verdict::judge(articles, nodes, group);
    let claims: Vec<_> = group.nodes.iter().map(|n| (nodes[*n].article, nodes[*n].figure)).collect();
    let places: Vec<String> =
        claims.iter().map(|(a, f)| format!("{}@{}", articles[*a].source.id, articles[*a].figures[*f].span.start())).collect();
    let decisive = group.links.iter().filter(|l| match judged.verdict {
        Verdict::Conflict | Verdict::Updated => matches!(l.relation, compare::Relation::Apart { .. }),
        _ => true,
    });
    let confidence = decisive.map(|l| l.score).fold(0.0, f64::max);
    Fact {
        id: format!("f{:08x}", word_key(&places.join(" "))),
        label: reason::label(nodes, group, names),
        verdict: judged.verdict,
        confidence,
        reason: reason::reason(articles, nodes, group, &judged),
        claims,
        witnesses: witness::count(group.nodes.iter().map(|n| &nodes[*n])),
        values: values(nodes, group),
    }
}

fn values(nodes: &[align::Node], group: &align::Group) -> Vec<Stated> {
    let same = |a: usize, b: usize| compare::relate(nodes[a].quantity, nodes[b].quantity) == compare::Relation::Same;
    let mut values: Vec<Vec<usize>> = Vec::new();
    for (claim, node) in group.nodes.iter().enumerate() {
        match values.iter_mut().find(|v| same(group.nodes[v[0]], *node)) {
            Some(value) => value.push(claim),
            None => values.push(vec![claim]),
        }
    }
    let stated = |claims: Vec<usize>| {
        let witnesses = witness::count(claims.iter().map(|c| &nodes[group.nodes[*c]]));
        Stated { claims, witnesses }
    };
    values.into_iter().map(stated).collect()
}
