//! How the reader has set up the views. Nothing of it changes what was read.

use super::aligned::best_pair;
use super::article::ArticleId;
use super::matrix::{Layout, Sort};
use super::reading::Reading;
use super::search::Search;
use super::words::Group;

/// See the module.
#[derive(Debug, Clone)]
pub struct Looks {
    /// The matrix.
    pub matrix: Layout,
    /// Kinds of figure on show, in the order of [`Group::ALL`]; none chosen is all.
    pub kinds: [bool; 5],
    /// What only one source has is on show.
    pub lone: bool,
    /// The two sources that were chosen to stand side by side.
    pub pair: Option<(ArticleId, ArticleId)>,
    /// One of the two scrolls with the other.
    pub linked: bool,
    /// The search in all sources.
    pub search: Search,
}

impl Default for Looks {
    fn default() -> Self {
        Self { matrix: Layout::default(), kinds: [false; 5], lone: false, pair: None, linked: true, search: Search::default() }
    }
}

/// A change of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Shows or hides a kind of figure.
    Kind(Group),
    /// Another order of the matrix.
    Sort(Sort),
    /// Shows or hides what all agree on.
    Differences,
    /// The cell that the keyboard is at, by its id.
    Cell(String),
    /// Shows or hides what only one source has.
    Lone,
    /// Two sources to stand side by side.
    Pair(ArticleId, ArticleId),
    /// Whether they scroll together.
    Linked,
}

impl Looks {
    /// Figures of this group are on show.
    pub fn shows(&self, group: Group) -> bool {
        let chosen = Group::ALL.iter().zip(self.kinds).any(|(&g, on)| on && g == group);
        chosen || self.kinds == [false; 5]
    }
    /// Makes a change; false where there is nothing to change.
    pub fn apply(&mut self, look: Look) -> bool {
        match look {
            Look::Kind(group) => {
                if let Some(on) = Group::ALL.iter().position(|&g| g == group).map(|i| &mut self.kinds[i]) {
                    *on = !*on;
                }
            }
            Look::Sort(sort) => self.matrix.sort = sort,
            Look::Differences => self.matrix.differences = !self.matrix.differences,
            Look::Cell(id) if self.matrix.cell.as_ref() == Some(&id) => return false,
            Look::Cell(id) => self.matrix.cell = Some(id),
            Look::Lone => self.lone = !self.lone,
            Look::Pair(a, b) => self.pair = Some((a, b)),
            Look::Linked => self.linked = !self.linked,
        }
        true
    }
    /// The two sources that stand side by side: those that were chosen, as long as both are here and are two.
    pub fn pair(&self, reading: &Reading, ids: &[ArticleId]) -> Option<(ArticleId, ArticleId)> {
        let here = |(a, b): &(ArticleId, ArticleId)| a != b && ids.contains(a) && ids.contains(b);
        self.pair.clone().filter(here).or_else(|| {
            let (a, b) = best_pair(reading, &ids.iter().map(|i| &**i).collect::<Vec<_>>())?;
            Some((a.into(), b.into()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_chosen_is_all_kinds() {
        let mut looks = Looks::default();
        assert!(looks.shows(Group::Money));
        looks.apply(Look::Kind(Group::Time));
        assert!(looks.shows(Group::Time) && !looks.shows(Group::Money));
        looks.apply(Look::Kind(Group::Time));
        assert!(looks.shows(Group::Money));
    }

    #[test]
    fn a_pair_that_is_gone_gives_way_to_another() {
        let ids: Vec<ArticleId> = ["a", "b", "c"].map(ArticleId::from).to_vec();
        let mut looks = Looks::default();
        let reading = Reading::default();
        assert_eq!(looks.pair(&reading, &ids), Some(("a".into(), "b".into())));
        looks.apply(Look::Pair("c".into(), "a".into()));
        assert_eq!(looks.pair(&reading, &ids), Some(("c".into(), "a".into())));
        assert_eq!(looks.pair(&reading, &ids[..2]), Some(("a".into(), "b".into())));
        assert_eq!(looks.pair(&reading, &ids[..1]), None);
        looks.apply(Look::Pair("a".into(), "a".into()));
        assert_eq!(looks.pair(&reading, &ids), Some(("a".into(), "b".into())), "one beside itself says nothing");
    }
}
