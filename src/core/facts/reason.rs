//! The sentence that says why, and the label.

use super::Verdict;
use super::align::{Group, Node};
use super::compare::{Relation, relate};
use super::quantity::Dimension;
use super::verdict::Judged;
use crate::core::figures::Hedge;
use crate::core::passes::Analysis;

/// Most sources that a reason names for one value.
const MAX_SOURCES: usize = 3;

/// How a source is called: its publisher, else its title, else its id.
fn source_name<'a>(articles: &[&'a Analysis], node: &Node) -> &'a str {
    let s = &articles[node.article].source;
    s.publisher.as_deref().or(s.title.as_deref()).filter(|n| !n.trim().is_empty()).unwrap_or(&s.id)
}

fn words<'a>(articles: &[&'a Analysis], node: &Node) -> &'a str {
    let a = articles[node.article];
    a.figures.get(node.figure).map_or("", |f| a.doc.slice(f.span))
}

/// The names that most claims of a group are about.
fn subjects(nodes: &[Node], group: &Group, names: &[Vec<String>]) -> Vec<String> {
    let mut counts: Vec<(&str, usize, usize)> = Vec::new();
    for n in &group.nodes {
        let node = &nodes[*n];
        for (rank, s) in node.claim.subjects.iter().enumerate() {
            if let Some(name) = names.get(node.article).and_then(|a| a.get(*s)) {
                match counts.iter_mut().find(|c| c.0 == name) {
                    Some(c) => (c.1, c.2) = (c.1 + 1, c.2 + rank),
                    None => counts.push((name, 1, rank)),
                }
            }
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.2.cmp(&b.2)).then(a.0.cmp(b.0)));
    counts.into_iter().filter(|c| c.1 * 2 > group.nodes.len()).take(2).map(|c| c.0.to_string()).collect()
}

/// The measure that most claims of a group name.
fn measure(nodes: &[Node], group: &Group) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for n in &group.nodes {
        if let Some(m) = nodes[*n].claim.measure.as_deref() {
            match counts.iter_mut().find(|c| c.0 == m) {
                Some(c) => c.1 += 1,
                None => counts.push((m, 1)),
            }
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    // Where no word says what it is, at least its kind does.
    let kind = match group.nodes.first().map(|n| &nodes[*n].quantity.dimension) {
        Some(Dimension::Date) => "date",
        Some(Dimension::Time) => "time of day",
        Some(Dimension::Age) => "age",
        Some(Dimension::Money(_)) => "amount",
        Some(Dimension::Count) => "number",
        _ => "figure",
    };
    counts.first().map_or_else(|| kind.to_string(), |c| c.0.to_string())
}

/// What a fact is about, for people.
pub fn label(nodes: &[Node], group: &Group, names: &[Vec<String>]) -> String {
    let (subjects, measure) = (subjects(nodes, group, names), measure(nodes, group));
    if subjects.is_empty() { measure } else { format!("{}: {measure}", subjects.join(", ")) }
}

/// Each value once, with the sources that give it: `"24" (Herald, Post)`.
fn values(articles: &[&Analysis], nodes: &[Node], group: &Group) -> Vec<String> {
    let mut seen: Vec<(usize, Vec<&str>)> = Vec::new();
    for n in &group.nodes {
        let same = |m: &usize| relate(nodes[*m].quantity, nodes[*n].quantity) == Relation::Same;
        let name = source_name(articles, &nodes[*n]);
        match seen.iter_mut().find(|(m, _)| same(m)) {
            Some((_, names)) if !names.contains(&name) => names.push(name),
            Some(_) => {}
            None => seen.push((*n, vec![name])),
        }
    }
    let list = |names: &[&str]| {
        let more = names.len().saturating_sub(MAX_SOURCES);
        let mut text = names.iter().take(MAX_SOURCES).copied().collect::<Vec<_>>().join(", ");
        if more > 0 {
            text += &format!(" and {more} more");
        }
        text
    };
    seen.iter().map(|(n, names)| format!("“{}” ({})", words(articles, &nodes[*n]), list(names))).collect()
}

/// One sentence: the values, their sources and why the verdict.
pub fn reason(articles: &[&Analysis], nodes: &[Node], group: &Group, judged: &Judged) -> String {
    let all = values(articles, nodes, group);
    let (a, b) = (&nodes[judged.shown.0], &nodes[judged.shown.1]);
    let what = match measure(nodes, group) {
        dated if ["date ", "year ", "time "].iter().any(|word| dated.starts_with(word)) => format!("the {dated}"),
        other => other,
    };
    let pair = format!(
        "“{}” ({}) and “{}” ({})",
        words(articles, a),
        source_name(articles, a),
        words(articles, b),
        source_name(articles, b)
    );
    match judged.verdict {
        Verdict::Conflict => {
            let rest = if all.len() > 2 { format!("; in all: {}", all.join(", ")) } else { String::new() };
            let rise = if judged.may_rise { ", and no later date explains the higher one" } else { "" };
            let inside = if a.article == b.article { "one source gives two values for" } else { "the sources differ on" };
            format!("{pair}: {inside} {what}, and both cannot be true{rise}{rest}.")
        }
        Verdict::Updated => format!("{pair}: a later source gives a later state of {what}."),
        Verdict::Compatible => {
            let hedge = [a, b].iter().find_map(|n| n.quantity.hedge);
            let why = match hedge {
                Some(Hedge::AtLeast) => "one is a lower bound that the other satisfies",
                Some(Hedge::AtMost) => "one is an upper bound that the other satisfies",
                Some(Hedge::About) => "one is approximate",
                Some(Hedge::Range) => "one is a range that meets the other",
                Some(Hedge::Vague) => "one is vague",
                _ => "they differ by rounding only",
            };
            format!("{pair} can both be true of {what}: {why}.")
        }
        Verdict::Agree | Verdict::Single => {
            let one = group.nodes.iter().all(|n| nodes[*n].article == a.article);
            let all = all.join(", ");
            if one {
                format!("One source gives the same value for {what} each time: {all}.")
            } else {
                format!("The sources agree on {what}: {all}.")
            }
        }
    }
}
