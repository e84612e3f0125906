//! What a reader knows better: corrections of names are data, and win over what was found.

use super::names::{Name, best};
use super::{Entities, Entity};
use crate::core::text::Document;

/// One correction. Names are compared as the finder compares them: letter case, accents, spaces and company suffixes aside.
/// Splitting and taking away speak of words in the text; renaming and merging of an entity, by any name that a text or a
/// report has for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Correction {
    /// What is called `name` is shown as `to`.
    Rename {
        /// A name of the entity.
        name: String,
        /// The name to show.
        to: String,
    },
    /// `name` and `into` are one entity, shown as `into` was.
    Merge {
        /// A name of the one.
        name: String,
        /// A name of the other.
        into: String,
    },
    /// `name` is an entity of its own, no other name of something else.
    Split {
        /// The name to set apart.
        name: String,
    },
    /// `name` names nothing.
    NotAName {
        /// The words that were taken for a name.
        name: String,
    },
}

/// Corrections in the order in which they were made; of two that contradict each other the later wins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections(pub Vec<Correction>);

/// A name reduced to what is compared. Unlike the key of a name it does not know what an acronym stands for.
pub(super) fn same_key(name: &str) -> String {
    Name::new(name).words.concat()
}

impl Corrections {
    /// `name` is no name: the last correction that speaks of it says so.
    pub(super) fn rejects(&self, key: &str) -> bool {
        self.0
            .iter()
            .rev()
            .find_map(|c| match c {
                Correction::NotAName { name } if same_key(name) == key => Some(true),
                Correction::Split { name } | Correction::Rename { name, .. } | Correction::Merge { name, .. }
                    if same_key(name) == key =>
                {
                    Some(false)
                }
                _ => None,
            })
            .unwrap_or(false)
    }

    /// `name` stands for itself: it was split off and not merged again later.
    pub(super) fn splits(&self, key: &str) -> bool {
        self.0
            .iter()
            .rev()
            .find_map(|c| match c {
                Correction::Split { name } if same_key(name) == key => Some(true),
                Correction::Merge { name, into } if same_key(name) == key || same_key(into) == key => Some(false),
                _ => None,
            })
            .unwrap_or(false)
    }

    /// What is merged: keys of the one, keys of the other, whose name is shown.
    pub(super) fn merges(&self) -> impl Iterator<Item = (Vec<String>, Vec<String>)> + '_ {
        self.0.iter().enumerate().filter_map(|(i, c)| match c {
            Correction::Merge { name, into } => {
                let (a, b) = (self.keys_before(i, name), self.keys_before(i, into));
                let undone = self.0[i + 1..].iter().any(|c| match c {
                    Correction::Split { name } => [&a[0], &b[0]].contains(&&same_key(name)),
                    _ => false,
                });
                (!undone).then_some((a, b))
            }
            _ => None,
        })
    }

    /// The key of a name that correction `at` gives, and the keys of what earlier corrections call so.
    fn keys_before(&self, at: usize, name: &str) -> Vec<String> {
        let mut keys = vec![same_key(name)];
        for c in self.0[..at].iter().rev() {
            if let Correction::Rename { name, to } = c
                && keys.contains(&same_key(to))
            {
                keys.push(same_key(name));
            }
        }
        keys
    }

    /// The name to show for an entity that has names with these keys.
    pub(super) fn renamed(&self, keys: &[String]) -> Option<&str> {
        self.0.iter().enumerate().rev().find_map(|(i, c)| match c {
            Correction::Rename { name, to } if self.keys_before(i, name).iter().any(|k| keys.contains(k)) => Some(to.as_str()),
            _ => None,
        })
    }

    /// Corrects the names of one document: takes out what is no name, sets split names apart, and shows merged and renamed
    /// entities by their new names. [`super::unite_corrected`] does the last over all articles.
    pub fn apply(&self, doc: &Document, found: &mut Entities) {
        if self.0.is_empty() {
            return;
        }
        let keys: Vec<String> = found.mentions.iter().map(|m| same_key(doc.slice(m.span))).collect();
        let mut kept = keys.iter();
        found.mentions.retain(|_| kept.next().is_none_or(|k| !self.rejects(k)));
        let mut out = Entities::default();
        // Entities again, in order of first mention: (old entity, key of the split name or nothing).
        let mut made: std::collections::BTreeMap<(usize, String), usize> = std::collections::BTreeMap::new();
        for mention in &found.mentions {
            let spelling = doc.slice(mention.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let key = same_key(&spelling);
            let apart = if self.splits(&key) { key } else { String::new() };
            let entity = *made.entry((mention.entity, apart)).or_insert_with(|| {
                out.entities.push(Entity { name: String::new(), kind: mention.kind, aliases: Vec::new() });
                out.entities.len() - 1
            });
            if !out.entities[entity].aliases.contains(&spelling) {
                out.entities[entity].aliases.push(spelling);
            }
            out.mentions.push(super::Mention { entity, ..mention.clone() });
        }
        for entity in &mut out.entities {
            let names: Vec<Name> = entity.aliases.iter().map(|a| Name::new(a)).collect();
            entity.name = best(entity.aliases.iter().zip(&names).map(|(a, name)| (a.as_str(), name, 1))).to_string();
            entity.aliases.retain(|a| *a != entity.name);
            entity.aliases.sort();
            entity.aliases.insert(0, entity.name.clone());
        }
        let names = super::unite_corrected(&[&out], self).pop().unwrap_or_default();
        for (entity, name) in out.entities.iter_mut().zip(names) {
            entity.name = name;
        }
        *found = out;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{find, unite_corrected};
    use super::*;

    fn corrected(text: &str, list: Vec<Correction>) -> Vec<(String, String)> {
        let doc = Document::new(text);
        let corrections = Corrections(list);
        let mut found = find(&doc, &[]);
        corrections.apply(&doc, &mut found);
        let names = unite_corrected(&[&found], &corrections);
        found.mentions.iter().map(|m| (doc.slice(m.span).to_string(), names[0][m.entity].clone())).collect()
    }

    const TEXT: &str = "Mr. Omar Haddad joined Delvane Bank Corp. in Berlin. Haddad said that Delvane Bank Corp. and Haddad would stay in Berlin.";

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
    }

    #[test]
    fn corrections_win() {
        let s = String::from;
        let out = corrected(TEXT, vec![Correction::NotAName { name: s("Berlin") }]);
        assert!(out.iter().all(|(m, _)| m != "Berlin"), "{out:?}");
        let out = corrected(TEXT, vec![Correction::Rename { name: s("Haddad"), to: s("O. Haddad") }]);
        assert_eq!(out[0], ("Omar Haddad".into(), "O. Haddad".into()));
        assert_eq!(out[3], ("Haddad".into(), "O. Haddad".into()));
        let out = corrected(TEXT, vec![Correction::Split { name: s("Haddad") }]);
        assert_eq!(out[0].1, "Omar Haddad");
        assert_eq!(out[3].1, "Haddad");
        let out = corrected(TEXT, vec![Correction::Merge { name: s("Berlin"), into: s("Delvane Bank") }]);
        assert_eq!(out[1].1, out[2].1);
    }

    #[test]
    fn a_merged_entity_is_shown_as_the_one_it_went_into() {
        let s = String::from;
        let merge = Correction::Merge { name: s("Delvane Bank"), into: s("Berlin") };
        assert_eq!(corrected(TEXT, vec![merge.clone()])[1], ("Delvane Bank Corp.".into(), "Berlin".into()));
        let rename = Correction::Rename { name: s("Berlin"), to: s("Delvane") };
        assert_eq!(corrected(TEXT, vec![merge, rename])[1].1, "Delvane");
    }

    #[test]
    fn a_name_may_be_given_as_it_is_shown() {
        let s = String::from;
        let text = "AWS grew, said Omar Haddad. Haddad left AWS.";
        let rename = |name: &str, to: &str| Correction::Rename { name: name.into(), to: to.into() };
        let out = corrected(text, vec![rename("Amazon Web Services", "Amazon's cloud"), rename("Amazon's cloud", "The cloud")]);
        assert_eq!(out[0], ("AWS".into(), "The cloud".into()));
        let into = Correction::Merge { name: s("AWS"), into: s("O. H.") };
        let out = corrected(text, vec![rename("Haddad", "O. H."), into]);
        assert!(out.iter().all(|(_, n)| n == "O. H."), "{out:?}");
    }

    #[test]
    fn the_later_correction_wins() {
        let s = String::from;
        let split = Correction::Split { name: s("Haddad") };
        let merge = Correction::Merge { name: s("Haddad"), into: s("Omar Haddad") };
        assert_eq!(corrected(TEXT, vec![split.clone(), merge.clone()])[3].1, "Omar Haddad");
        assert_eq!(corrected(TEXT, vec![merge, split])[3].1, "Haddad");
        let none = corrected(TEXT, vec![Correction::NotAName { name: s("Paris") }]);
        assert_eq!(
            none,
            pairs(&[
                ("Omar Haddad", "Omar Haddad"),
                ("Delvane Bank Corp.", "Delvane Bank Corp."),
                ("Berlin", "Berlin"),
                ("Haddad", "Omar Haddad"),
                ("Delvane Bank Corp.", "Delvane Bank Corp."),
                ("Haddad", "Omar Haddad"),
                ("Berlin", "Berlin"),
            ])
        );
    }
}
