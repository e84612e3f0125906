//! One document as a whole: which names are one entity, what kind it is by all its mentions together, and names that were
//! missed where they stand a second time.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::EntityKind;
use super::model::Atoms;
use super::names::{Name, is_suffix};
use super::tagger::{Draft, Scores};
use crate::core::text::Document;

/// Spellings that name one entity.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Indices of drafts.
    pub drafts: Vec<usize>,
    /// Its spellings, each once, with its name and the number of uses.
    pub spellings: BTreeMap<String, (Rc<Name>, usize)>,
    /// Its fullest name.
    pub name: Rc<Name>,
    pub kind: EntityKind,
    scores: Scores,
}

/// At most this many phrases with one first word are looked for again.
const SAME_START: usize = 24;

/// Adds names where a name that was found elsewhere in the document stands unmarked.
pub(crate) fn repeats(doc: &Document, atoms: &Atoms, drafts: &mut Vec<Draft>) {
    // By the first word in lower case, as a hash.
    let mut phrases: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    for d in drafts.iter().filter(|d| !matches!(d.kind, EntityKind::Nationality | EntityKind::Work)) {
        let known = phrases.entry(atoms.0[d.first].word).or_default();
        let same =
            |(a, b): &(usize, usize)| b - a == d.last - d.first && (0..=b - a).all(|k| doc.word(a + k) == doc.word(d.first + k));
        if known.len() < SAME_START && !known.iter().any(same) {
            known.push((d.first, d.last));
            // A company without its suffix.
            let core = (d.first..d.last + 1).rposition(|i| !is_suffix(doc.word(i)));
            if let Some(n) = core.filter(|n| d.kind == EntityKind::Org && *n < d.last - d.first) {
                known.push((d.first, d.first + n));
            }
        }
    }
    // Longest first.
    phrases.values_mut().for_each(|v| v.sort_by_key(|(a, b)| std::cmp::Reverse(b - a)));
    super::rules::fill_gaps(doc, drafts, |i, limit| {
        // 4XY is a name that begins with a digit.
        let code = doc.tokens[i].is_number() && doc.token(i + 1).is_some_and(|t| !t.space && t.is_capital());
        if !doc.tokens[i].is_capital() && !code {
            return None;
        }
        // In a line of capitals only the letters count.
        let same = |a: usize, i: usize| {
            doc.word(a) == doc.word(i) || atoms.0[i].style == 2 && doc.word(i).len() > 3 && doc.is(a, doc.word(i))
        };
        let (a, b) = phrases.get(&atoms.0[i].word)?.iter().find(|(a, b)| {
            let end = i + b - a;
            end < limit
                && (0..=b - a).all(|k| same(a + k, i + k) && (k == 0 || !doc.tokens[i + k].line))
                && !glued(doc, i, end)
                && (a != b || atoms.0[i].style == 2 || trusted(doc, *a, i))
        })?;
        Some(Draft { first: i, last: i + b - a, kind: EntityKind::Other, rule: "repeat", scores: Scores::default() })
    });
}

/// The tokens are part of a longer word: a hyphen or a letter touches them.
fn glued(doc: &Document, first: usize, last: usize) -> bool {
    let touches = |i: usize| matches!(doc.word(i), "-" | "_" | "@" | "#");
    (!doc.tokens[first].space && first > 0 && touches(first - 1))
        || doc.token(last + 1).is_some_and(|t| !t.space && touches(last + 1))
}

/// A single word that was a name at `known` is one at `again` as well: it is a word of some length, in the middle of a
/// sentence in one of both places.
fn trusted(doc: &Document, known: usize, again: usize) -> bool {
    let inside = |i: usize| i > 0 && doc.tokens[i - 1].is_word() && !doc.tokens[i].line;
    doc.word(again).len() > 2 && (inside(known) || inside(again)) && !next_to_capital(doc, again)
}

/// Part of a longer run of capitals, which the tagger has judged as a whole.
fn next_to_capital(doc: &Document, i: usize) -> bool {
    let capital = |t: usize| doc.token(t).is_some_and(|t| t.is_capital());
    (i > 0 && capital(i - 1) && !doc.tokens[i].line) || (capital(i + 1) && !doc.tokens[i + 1].line)
}

/// Groups the drafts of a document by what they name, and gives every draft the kind of its group.
pub(crate) fn resolve(doc: &Document, drafts: &mut [Draft], scale: i32) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: HashMap<(bool, String), usize> = HashMap::new();
    // What was written, as it stands: a name is taken apart once, however often it is used.
    let mut written: HashMap<(bool, &str), usize> = HashMap::new();
    let mut spellings: Vec<(usize, String, Rc<Name>, usize)> = Vec::new();
    for (i, draft) in drafts.iter().enumerate() {
        let text = doc.slice(doc.span(draft.first, draft.last));
        let people = draft.kind == EntityKind::Nationality;
        let at = *written.entry((people, text)).or_insert_with(|| {
            let spelling = one_line(text);
            let name = Rc::new(Name::new(&spelling));
            let group = *by_key.entry((people, name.key.clone())).or_insert_with(|| {
                groups.push(Group {
                    drafts: Vec::new(),
                    spellings: BTreeMap::new(),
                    name: name.clone(),
                    kind: draft.kind,
                    scores: Scores::default(),
                });
                groups.len() - 1
            });
            spellings.push((group, spelling, name, 0));
            spellings.len() - 1
        });
        let (group, _, name, uses) = &mut spellings[at];
        *uses += 1;
        let group = &mut groups[*group];
        group.drafts.push(i);
        group.scores.add(&draft.scores);
        if name.words.len() > group.name.words.len() || group.name.acronym && !name.acronym {
            group.name = name.clone();
        }
    }
    for (group, spelling, name, uses) in spellings {
        groups[group].spellings.entry(spelling).or_insert((name, 0)).1 += uses;
    }
    for group in &mut groups {
        group.kind = decide(group, drafts);
    }
    let target: BTreeMap<usize, usize> = link(doc, &groups, drafts, scale).into_iter().collect();
    // A short form of a short form goes to the full name; of a ring, each stays what it is.
    let root = |g: usize| {
        let mut at = g;
        for _ in 0..4 {
            match target.get(&at) {
                Some(next) if *next == g => return g,
                Some(next) => at = *next,
                None => return at,
            }
        }
        g
    };
    let mut merged: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    for from in 0..merged.len() {
        let to = root(from);
        if to == from || merged[to].is_none() {
            continue;
        }
        let Some(part) = merged[from].take() else { continue };
        if let Some(whole) = merged[to].as_mut() {
            whole.drafts.extend(part.drafts);
            for (spelling, (name, uses)) in part.spellings {
                whole.spellings.entry(spelling).or_insert((name, 0)).1 += uses;
            }
            whole.scores.add(&part.scores);
        }
    }
    let mut out: Vec<Group> = merged.into_iter().flatten().collect();
    for group in &mut out {
        group.drafts.sort_unstable();
        group.kind = decide(group, drafts);
        for d in &group.drafts {
            drafts[*d].kind = group.kind;
        }
    }
    out.sort_by_key(|g| g.drafts.first().copied());
    out
}

/// The words with one space between them.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The kind with the greatest sum of scores over all mentions; that of the first mention where nothing was scored.
fn decide(group: &Group, drafts: &[Draft]) -> EntityKind {
    let first = group.drafts.first().map_or(EntityKind::Other, |d| drafts[*d].kind);
    if first == EntityKind::Nationality { first } else { group.scores.best().unwrap_or(first) }
}

/// Which group is another name of which: (short, full), shorts before their fulls are merged further.
fn link(doc: &Document, groups: &[Group], drafts: &[Draft], scale: i32) -> Vec<(usize, usize)> {
    let mut by_last: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_short: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
    let mut ends: HashMap<usize, usize> = HashMap::new();
    for (g, group) in groups.iter().enumerate() {
        for d in &group.drafts {
            ends.insert(drafts[*d].last, g);
        }
        match group.kind {
            EntityKind::Person | EntityKind::Event if group.name.words.len() > 1 => {
                if let Some((first, last, _)) = group.name.person() {
                    by_last.entry(last).or_default().push(g);
                    if group.kind == EntityKind::Person {
                        by_first.entry(first).or_default().push(g);
                    }
                }
            }
            EntityKind::Nationality => {}
            _ => {
                if let Some(short) = group.name.short() {
                    by_short.entry(short).or_default().push(g);
                }
                if let Some(initials) = group.name.initials() {
                    by_initials.entry(initials).or_default().push(g);
                }
            }
        }
    }
    let mut out = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        if group.kind == EntityKind::Nationality {
            continue;
        }
        let only = |list: Option<&Vec<usize>>| match list.map(Vec::as_slice) {
            Some([one]) if *one != g => Some(*one),
            _ => None,
        };
        let name = &group.name;
        // Another writing of a person's full name: with a middle name or without.
        let person = name.person().filter(|_| group.kind == EntityKind::Person && name.words.len() > 1);
        let mut full = person.and_then(|(first, last, middle)| {
            let same: Vec<usize> =
                by_last.get(last)?.iter().copied().filter(|o| groups[*o].name.person().is_some_and(|p| p.0 == first)).collect();
            (middle.is_empty() && same.len() == 2).then(|| same.into_iter().find(|o| *o != g)).flatten()
        });
        // The family name alone.
        if full.is_none() && (group.kind == EntityKind::Person || group.scores.near(EntityKind::Person, 4 * scale)) {
            let fitting = |list: &Vec<usize>| {
                let fit: Vec<usize> = list.iter().copied().filter(|o| *o != g && name.is_family_of(&groups[*o].name)).collect();
                one_person(groups, &fit)
            };
            full = name.words.last().and_then(|last| by_last.get(last.as_str())).and_then(fitting);
        }
        // The first name alone.
        if full.is_none() && group.kind == EntityKind::Person && name.words.len() == 1 {
            full = by_first.get(name.words[0].as_str()).and_then(|list| one_person(groups, list));
        }
        if full.is_none() && !matches!(group.kind, EntityKind::Person) {
            full = only(by_short.get(&name.key)).filter(|_| group.kind == EntityKind::Org);
        }
        if full.is_none() && name.acronym {
            full = bracketed(doc, group, drafts, &ends).filter(|o| *o != g && name.stands_for(&groups[*o].name));
            if full.is_none() && name.key.chars().count() >= 3 {
                full = only(by_initials.get(&name.key));
            }
        }
        out.extend(full.map(|f| (g, f)));
    }
    out
}

/// The one person that all these groups name, if there is one: the same first and last name.
fn one_person(groups: &[Group], list: &[usize]) -> Option<usize> {
    let first = *list.first()?;
    let (a, b, _) = groups[first].name.person()?;
    let same = list.iter().all(|o| groups[*o].name.person().is_some_and(|p| p.0 == a && p.1 == b));
    // Of several writings of one person the plainest is merged into the others by its own link.
    same.then(|| list.iter().copied().max_by_key(|o| (groups[*o].name.words.len(), std::cmp::Reverse(*o)))).flatten()
}

/// The group whose mention stands right before a bracket that holds a mention of `group`: Northern Rail Board (NRB).
fn bracketed(doc: &Document, group: &Group, drafts: &[Draft], ends: &HashMap<usize, usize>) -> Option<usize> {
    group.drafts.iter().find_map(|d| {
        let at = drafts[*d].first;
        let open = at.checked_sub(1).filter(|o| doc.word(*o) == "(")?;
        open.checked_sub(1).and_then(|end| ends.get(&end)).copied()
    })
}
