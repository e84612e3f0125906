//! The names of one entity over several articles.
//!
//! Sets of entities grow in phases, each over an index of keys, so the work is near linear in the number of names, and no
//! phase looks at the order of the articles.

use crate::core::sets::Sets;
use std::collections::{BTreeMap, BTreeSet};

use super::corrections::{Corrections, same_key};
use super::names::{Name, best};
use super::{Entities, EntityKind};

/// Entities that may be one: people, nationalities, all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Person,
    People,
    Thing,
}

/// One entity of one article.
struct Node {
    sort: Sort,
    kind: EntityKind,
    names: Vec<Name>,
    spellings: Vec<String>,
    /// Split off by a correction.
    apart: bool,
}

impl Node {
    /// Names that say by themselves who is meant.
    fn strong(&self) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(|n| (n.known.is_some() || !n.acronym) && (self.sort != Sort::Person || !n.part))
    }
    /// Has no name but capitals that no list knows.
    fn acronym_only(&self) -> bool {
        self.names.iter().all(|n| n.acronym && n.known.is_none())
    }
}

type Index<K> = BTreeMap<K, Vec<usize>>;

/// For each article, for each of its entities, the canonical name over all of them.
pub(super) fn unite(articles: &[&Entities], corrections: &Corrections) -> Vec<Vec<String>> {
    let nodes: Vec<Node> = articles.iter().flat_map(|a| &a.entities).map(|e| node(e, corrections)).collect();
    let mut sets = Sets::new(nodes.len());
    let free: Vec<usize> = (0..nodes.len()).filter(|i| !nodes[*i].apart).collect();
    same_names(&nodes, &free, &mut sets);
    people(&nodes, &free, &mut sets);
    acronyms(&nodes, &free, &mut sets);
    short_forms(&nodes, &free, &mut sets);
    family_names(&nodes, &free, &mut sets);
    let mut shown: BTreeMap<usize, String> = spellings(&nodes, &mut sets)
        .into_iter()
        .map(|(root, list)| (root, best(list.into_iter().map(|(s, (name, uses))| (s, name, uses))).to_string()))
        .collect();
    if !corrections.0.is_empty() {
        corrected(&nodes, corrections, &mut sets, &mut shown);
    }
    let mut next = 0;
    let mut name = || {
        next += 1;
        shown.get(&sets.root(next - 1)).cloned().unwrap_or_default()
    };
    articles.iter().map(|a| a.entities.iter().map(|_| name()).collect()).collect()
}

fn node(entity: &super::Entity, corrections: &Corrections) -> Node {
    let sort = match entity.kind {
        EntityKind::Person => Sort::Person,
        EntityKind::Nationality => Sort::People,
        _ => Sort::Thing,
    };
    let names: Vec<Name> = entity.aliases.iter().map(|a| Name::new(a)).collect();
    let apart = entity.aliases.iter().any(|a| corrections.splits(&same_key(a)));
    Node { sort, kind: entity.kind, names, spellings: entity.aliases.clone(), apart }
}

/// The same key is the same name. Nodes that were split off meet only their own kind of spelling.
fn same_names(nodes: &[Node], free: &[usize], sets: &mut Sets) {
    let mut index: Index<(Sort, &str)> = BTreeMap::new();
    for i in free {
        for name in nodes[*i].strong() {
            index.entry((nodes[*i].sort, &name.key)).or_default().push(*i);
        }
    }
    index.values().for_each(|list| sets.join_all(list));
    let mut apart: Index<String> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate().filter(|(_, n)| n.apart) {
        apart.entry(node.names.iter().map(|n| n.words.concat()).collect()).or_default().push(i);
    }
    apart.values().for_each(|list| sets.join_all(list));
}

/// Who has a first and a last name, and the middle names.
type Bearers<'n> = (Vec<usize>, BTreeSet<&'n [String]>);

/// Full names of people with a middle name and without are one, if there is one such middle name.
fn people(nodes: &[Node], free: &[usize], sets: &mut Sets) {
    let mut index: BTreeMap<(&str, &str), Bearers> = BTreeMap::new();
    for i in free.iter().filter(|i| nodes[**i].sort == Sort::Person) {
        for (first, last, middle) in nodes[*i].names.iter().filter(|n| !n.part).filter_map(Name::person) {
            let entry = index.entry((first, last)).or_default();
            entry.0.push(*i);
            if !middle.is_empty() {
                entry.1.insert(middle);
            }
        }
    }
    for (list, middles) in index.values() {
        if middles.len() <= 1 {
            sets.join_all(list);
        }
    }
}

/// Acronyms: those that an article itself resolves, then those that are the initials of one name only.
fn acronyms(nodes: &[Node], free: &[usize], sets: &mut Sets) {
    let mut index: Index<&str> = BTreeMap::new();
    let mut initials: Index<String> = BTreeMap::new();
    for i in free.iter().filter(|i| nodes[**i].sort == Sort::Thing) {
        for name in nodes[*i].names.iter().filter(|n| n.known.is_none()) {
            if name.acronym {
                index.entry(&name.key).or_default().push(*i);
            } else if let Some(letters) = name.initials() {
                initials.entry(letters).or_default().push(*i);
            }
        }
    }
    for (key, list) in &index {
        let (bare, full): (Vec<usize>, Vec<usize>) = list.iter().partition(|i| nodes[**i].acronym_only());
        sets.join_all(&bare);
        let Some(one) = bare.first() else { continue };
        match sets.roots(&full).as_slice() {
            [root] => sets.join(*one, *root),
            [] if key.chars().count() >= 3 => {
                let fitting: Vec<usize> = initials.get(*key).cloned().unwrap_or_default();
                if let [root] = sets.roots(&fitting).as_slice() {
                    sets.join(*one, *root);
                }
            }
            _ => {}
        }
    }
}

/// Companies without the words that everybody leaves out, if only one company is called so.
fn short_forms(nodes: &[Node], free: &[usize], sets: &mut Sets) {
    let mut long: Index<String> = BTreeMap::new();
    let orgs = || free.iter().filter(|i| nodes[**i].kind == EntityKind::Org);
    for i in orgs() {
        for short in nodes[*i].names.iter().filter_map(Name::short) {
            long.entry(short).or_default().push(*i);
        }
    }
    for i in orgs() {
        for name in nodes[*i].names.iter().filter(|n| !n.acronym) {
            if let Some([root]) = long.get(&name.key).map(|l| sets.roots(l)).as_deref() {
                sets.join(*i, *root);
            }
        }
    }
}

/// A family name alone is the one person of that family name that any article names in full; a storm's name the storm.
fn family_names(nodes: &[Node], free: &[usize], sets: &mut Sets) {
    let named = |i: usize| matches!(nodes[i].kind, EntityKind::Person | EntityKind::Event);
    let mut index: Index<(EntityKind, &str)> = BTreeMap::new();
    for i in free.iter().filter(|i| named(**i)) {
        for name in &nodes[*i].names {
            if let Some((_, last, _)) = name.person().filter(|_| !name.part) {
                index.entry((nodes[*i].kind, last)).or_default().push(*i);
            }
        }
    }
    let mut found = Vec::new();
    for i in free.iter().filter(|i| named(**i) && nodes[**i].names.iter().all(|n| n.part)) {
        for name in &nodes[*i].names {
            let Some(list) = name.words.last().and_then(|w| index.get(&(nodes[*i].kind, w.as_str()))) else { continue };
            let fitting: Vec<usize> =
                list.iter().copied().filter(|f| nodes[*f].names.iter().any(|full| name.is_family_of(full))).collect();
            if let [root] = sets.roots(&fitting).as_slice() {
                found.push((*i, *root));
            }
        }
    }
    found.into_iter().for_each(|(a, b)| sets.join(a, b));
    // The same family name in articles that none of them resolves.
    let mut bare: Index<&str> = BTreeMap::new();
    for i in free.iter().filter(|i| nodes[**i].sort == Sort::Person && nodes[**i].names.iter().all(|n| n.part)) {
        for name in &nodes[*i].names {
            bare.entry(&name.key).or_default().push(*i);
        }
    }
    for list in bare.values() {
        let roots = sets.roots(list);
        let open: Vec<usize> = roots.into_iter().filter(|r| nodes[*r].names.iter().all(|n| n.part)).collect();
        sets.join_all(&open);
    }
}

/// Spellings, their names, and the number of entities that use them.
type Spellings<'n> = BTreeMap<&'n str, (&'n Name, usize)>;

/// The spellings of each set.
fn spellings<'n>(nodes: &'n [Node], sets: &mut Sets) -> BTreeMap<usize, Spellings<'n>> {
    let mut out: BTreeMap<usize, Spellings> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        let of = out.entry(sets.root(i)).or_default();
        for (spelling, name) in node.spellings.iter().zip(&node.names) {
            of.entry(spelling.as_str()).or_insert((name, 0)).1 += 1;
        }
    }
    out
}

/// What the reader has merged, and the names that the reader gave. `shown` has the name of each set.
fn corrected(nodes: &[Node], corrections: &Corrections, sets: &mut Sets, shown: &mut BTreeMap<usize, String>) {
    let mut index: Index<String> = BTreeMap::new();
    for (i, node) in nodes.iter().enumerate() {
        // A name that the lexicon knows in full is also shown in full.
        let shown = node.names.iter().filter(|n| n.known.is_some()).map(|n| n.key.clone());
        for key in node.spellings.iter().map(|s| same_key(s)).chain(shown).collect::<BTreeSet<_>>() {
            index.entry(key).or_default().push(i);
        }
    }
    let nodes_of = |keys: &[String]| -> Vec<usize> { keys.iter().filter_map(|k| index.get(k)).flatten().copied().collect() };
    for (name, into) in corrections.merges() {
        let (mut both, into) = (nodes_of(&name), nodes_of(&into));
        if both.is_empty() || into.is_empty() {
            continue;
        }
        // Of several things that are called so, the first in the alphabet.
        let name = sets.roots(&into).iter().filter_map(|r| shown.get(r)).min().cloned();
        both.extend(into);
        sets.join_all(&both);
        if let (Some(name), Some(one)) = (name, both.first()) {
            shown.insert(sets.root(*one), name);
        }
    }
    let mut keys: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (key, list) in &index {
        for root in sets.roots(list) {
            keys.entry(root).or_default().push(key.clone());
        }
    }
    for (root, keys) in keys {
        if let Some(name) = corrections.renamed(&keys) {
            shown.insert(root, name.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Entity;
    use super::*;

    fn article(kind: EntityKind, names: &[&str]) -> Entities {
        let entities = names.iter().map(|n| Entity { name: n.to_string(), kind, aliases: vec![n.to_string()] }).collect();
        Entities { mentions: Vec::new(), entities }
    }

    fn kind(name: &str) -> EntityKind {
        match name {
            "org" => EntityKind::Org,
            "person" => EntityKind::Person,
            "place" => EntityKind::Place,
            "product" => EntityKind::Product,
            "event" => EntityKind::Event,
            "work" => EntityKind::Work,
            "law" => EntityKind::Law,
            "nationality" => EntityKind::Nationality,
            _ => panic!("{name} is no kind"),
        }
    }

    #[test]
    fn every_case_of_the_corpus_holds_in_any_order() {
        let mut cases = 0;
        let mut wrong = Vec::new();
        for line in include_str!("aliases.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [verdict, of, first, second] = cells[..] else { panic!("four cells expected: {line}") };
            let (a, b) = (article(kind(of), &first.split(", ").collect::<Vec<_>>()), article(kind(of), &[second]));
            let names = unite(&[&a, &b], &Corrections::default());
            let turned = unite(&[&b, &a], &Corrections::default());
            assert_eq!((&names[0], &names[1]), (&turned[1], &turned[0]), "{line}");
            cases += 1;
            if names[0].contains(&names[1][0]) != (verdict == "same") {
                wrong.push(format!("{line}: {names:?}"));
            }
        }
        assert!(wrong.is_empty(), "{} of {cases} wrong:\n{}", wrong.len(), wrong.join("\n"));
        assert!(cases >= 150);
    }
}
