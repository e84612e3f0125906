//! What a reader knows better: which figures speak of one thing and which do not. It wins over what was worked out.

use super::align::{Group, Link, Node};
use super::compare::{Relation, relate};
use crate::core::passes::Analysis;

/// A figure by the article that states it and the byte at which it begins there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureAt {
    /// Id of the article.
    pub source: String,
    /// Byte offset in its text.
    pub start: u32,
}

/// Pairs of figures that a reader joined or set apart. Figures that are not there any more count for nothing; of a pair that is
/// in both lists, `apart` wins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Regroup {
    /// Both speak of one thing.
    pub together: Vec<(FigureAt, FigureAt)>,
    /// They do not.
    pub apart: Vec<(FigureAt, FigureAt)>,
}

impl Regroup {
    /// Rearranges the groups. Values that can't be compared (money and people) are not joined.
    pub fn apply(&self, articles: &[&Analysis], nodes: &[Node], groups: &mut Vec<Group>) {
        if self.together.is_empty() && self.apart.is_empty() {
            return;
        }
        let find = |at: &FigureAt| {
            nodes.iter().position(|n| {
                let a = articles[n.article];
                a.source.id == at.source && a.figures.get(n.figure).is_some_and(|f| f.span.start() == at.start)
            })
        };
        let pairs = |list: &[(FigureAt, FigureAt)]| -> Vec<(usize, usize)> {
            list.iter().filter_map(|(x, y)| Some((find(x)?, find(y)?))).filter(|(x, y)| x != y).collect()
        };
        for (x, y) in pairs(&self.together) {
            if relate(nodes[x].quantity, nodes[y].quantity) != Relation::Unknown {
                join(groups, x, y);
            }
        }
        let apart = pairs(&self.apart);
        let split: Vec<Group> = std::mem::take(groups).into_iter().flat_map(|g| parts(g, &apart)).collect();
        *groups = split.into_iter().filter(|g| g.nodes.len() > 1).map(|g| linked(g, nodes)).collect();
    }
}

/// Makes one group of those that hold the two nodes.
fn join(groups: &mut Vec<Group>, x: usize, y: usize) {
    let (mut one, rest): (Vec<Group>, Vec<Group>) =
        std::mem::take(groups).into_iter().partition(|g| g.nodes.contains(&x) || g.nodes.contains(&y));
    let mut all = Group { nodes: vec![x, y], links: Vec::new() };
    for group in &mut one {
        all.nodes.append(&mut group.nodes);
        all.links.append(&mut group.links);
    }
    all.nodes.sort_unstable();
    all.nodes.dedup();
    *groups = rest;
    let at = groups.partition_point(|g| g.nodes < all.nodes);
    groups.insert(at, all);
}

/// Cuts a group so that no part holds a pair that is set apart: each node goes to the first part in which nothing is against it.
fn parts(group: Group, apart: &[(usize, usize)]) -> Vec<Group> {
    let against = |x: usize, y: usize| apart.iter().any(|&(a, b)| (a, b) == (x, y) || (b, a) == (x, y));
    let inside = |x: usize| group.nodes.contains(&x);
    if !apart.iter().any(|&(a, b)| inside(a) && inside(b)) {
        return vec![group];
    }
    let mut out: Vec<Group> = Vec::new();
    for &node in &group.nodes {
        match out.iter_mut().find(|g| !g.nodes.iter().any(|n| against(*n, node))) {
            Some(part) => part.nodes.push(node),
            None => out.push(Group { nodes: vec![node], links: Vec::new() }),
        }
    }
    for part in &mut out {
        let within = |l: &&Link| part.nodes.contains(&l.a) && part.nodes.contains(&l.b);
        part.links = group.links.iter().filter(within).copied().collect();
    }
    out
}

/// Every node of a group has a link; those that the reader alone put there are as sure as can be.
fn linked(mut group: Group, nodes: &[Node]) -> Group {
    let mut reached: Vec<usize> = Vec::new();
    for i in 0..group.nodes.len() {
        let b = group.nodes[i];
        let joined = |l: &Link| (l.b == b && reached.contains(&l.a)) || (l.a == b && reached.contains(&l.b));
        if !group.links.iter().any(joined) {
            for &a in &reached {
                let relation = relate(nodes[a].quantity, nodes[b].quantity);
                if relation != Relation::Unknown {
                    group.links.push(Link { a, b, score: 1.0, relation, copied: false });
                }
            }
        }
        reached.push(b);
    }
    group
}

#[cfg(test)]
mod tests {
    use super::super::Verdict;
    use super::*;
    use crate::core::{Options, Source, Workspace};

    fn workspace(regroup: Regroup) -> Workspace {
        let mut w = Workspace::new(Options::default());
        for (id, text) in [
            ("a", "The bridge over the Ansel will cost $40 million, the council said. Its toll is $3."),
            ("b", "The bridge over the Ansel will cost $90 million, the council said. Its toll is $3."),
            ("c", "Builders want $12 million for something else entirely, elsewhere."),
        ] {
            w.put(Source { id: id.into(), text: text.into(), ..Source::default() });
        }
        w.set_regroup(regroup);
        w
    }

    fn at(w: &Workspace, source: &str, words: &str) -> FigureAt {
        let start = w.get(source).and_then(|a| a.source.text.find(words)).expect("there") as u32;
        FigureAt { source: source.into(), start }
    }

    fn show(mut w: Workspace) -> Vec<(Verdict, Vec<String>)> {
        let report = w.report();
        let words = |&(a, f): &(usize, usize)| {
            let a = &report.articles[a];
            format!("{} {}", a.source.id, a.doc.slice(a.figures[f].span))
        };
        report.facts.iter().map(|f| (f.verdict, f.claims.iter().map(words).collect())).collect()
    }

    #[test]
    fn the_readers_word_wins() {
        let plain = workspace(Regroup::default());
        let (x, y, z) = (at(&plain, "a", "$40"), at(&plain, "b", "$90"), at(&plain, "c", "$12"));
        let cost = |list: &[(Verdict, Vec<String>)]| list.iter().find(|f| f.1[0] == "a $40 million").cloned();
        assert_eq!(
            cost(&show(workspace(Regroup::default()))),
            Some((Verdict::Conflict, vec!["a $40 million".into(), "b $90 million".into()]))
        );
        let split = Regroup { apart: vec![(x.clone(), y.clone())], ..Regroup::default() };
        assert_eq!(cost(&show(workspace(split.clone()))), None);
        assert_eq!(show(workspace(split)).len(), show(workspace(Regroup::default())).len() - 1, "the others stay");
        let joined = Regroup { together: vec![(y.clone(), z.clone())], ..Regroup::default() };
        let all = vec!["a $40 million".into(), "b $90 million".into(), "c $12 million".into()];
        assert_eq!(cost(&show(workspace(joined))), Some((Verdict::Conflict, all)));
        let both = Regroup { together: vec![(y.clone(), z.clone())], apart: vec![(x, y)] };
        assert_eq!(cost(&show(workspace(both))).map(|f| f.1.len()), Some(2), "one of them stays with it");
    }

    #[test]
    fn what_is_gone_or_of_another_kind_counts_for_nothing() {
        let plain = workspace(Regroup::default());
        let (x, gone) = (at(&plain, "a", "$40"), FigureAt { source: "z".into(), start: 3 });
        let odd = Regroup { together: vec![(x.clone(), gone.clone()), (x.clone(), x.clone())], apart: vec![(x, gone)] };
        assert_eq!(show(workspace(odd)), show(workspace(Regroup::default())));
    }
}
