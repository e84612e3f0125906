//! Names as a list: which of them are on show, and in which order.

use super::reading::EntityRow;
use super::search::Folded;
use crate::wire::output::EntityKind;

/// In which order the names stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Those of most sources first, then the most frequent.
    #[default]
    Sources,
    /// The most frequent first.
    Mentions,
    /// By the alphabet.
    Name,
    /// By kind, then by the alphabet.
    Kind,
}

impl Order {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Sources, Self::Mentions, Self::Name, Self::Kind];
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sources => "number of sources",
            Self::Mentions => "number of mentions",
            Self::Name => "name",
            Self::Kind => "kind",
        }
    }
}

/// The kinds that there are, with how many names each, in the order of the contract.
pub fn kinds(rows: &[EntityRow]) -> Vec<(EntityKind, usize)> {
    let count = |k: EntityKind| (k, rows.iter().filter(|r| r.kind == k).count());
    EntityKind::ALL.iter().copied().map(count).filter(|(_, n)| *n > 0).collect()
}

/// The rows of one kind, or of all, that have `words` in their name or in one of its spellings, in an order. `rows` come with
/// those of most sources first.
pub fn choose(rows: Vec<EntityRow>, kind: Option<EntityKind>, words: &str, order: Order) -> Vec<EntityRow> {
    let wanted = Folded::new(words);
    let has = |text: &str| words.trim().is_empty() || !Folded::new(text).find(&wanted).is_empty();
    let fits = |r: &EntityRow| kind.is_none_or(|k| k == r.kind) && (has(&r.name) || r.spellings.iter().any(|s| has(s)));
    let mut rows: Vec<_> = rows.into_iter().filter(fits).collect();
    match order {
        Order::Sources => {}
        Order::Mentions => rows.sort_by_key(|r| std::cmp::Reverse(r.total)),
        Order::Name => rows.sort_by_key(|r| r.name.to_lowercase()),
        Order::Kind => rows.sort_by_key(|r| (r.kind, r.name.to_lowercase())),
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, kind: EntityKind, total: usize, spellings: &[&str]) -> EntityRow {
        let spellings = spellings.iter().map(|s| s.to_string()).collect();
        EntityRow { name: name.into(), kind, spellings, mentions: Vec::new(), total }
    }

    fn names(kind: Option<EntityKind>, words: &str, order: Order) -> Vec<String> {
        let rows = vec![
            row("Zoë Berg", EntityKind::Person, 2, &["Berg", "Zoë Berg"]),
            row("Ort", EntityKind::Place, 5, &["Ort"]),
            row("Ansel Lines", EntityKind::Org, 1, &["Ansel Lines", "the Lines"]),
        ];
        choose(rows, kind, words, order).into_iter().map(|r| r.name).collect()
    }

    #[test]
    fn names_are_filtered_by_kind_and_by_any_of_their_spellings() {
        assert_eq!(names(Some(EntityKind::Place), "", Order::Sources), ["Ort"]);
        assert_eq!(names(None, " zoe", Order::Sources), ["Zoë Berg"]);
        assert_eq!(names(None, "THE LINES", Order::Sources), ["Ansel Lines"]);
        assert!(names(Some(EntityKind::Place), "lines", Order::Sources).is_empty());
    }

    #[test]
    fn names_are_sorted() {
        assert_eq!(names(None, "", Order::Sources), ["Zoë Berg", "Ort", "Ansel Lines"]);
        assert_eq!(names(None, "", Order::Mentions), ["Ort", "Zoë Berg", "Ansel Lines"]);
        assert_eq!(names(None, "", Order::Name), ["Ansel Lines", "Ort", "Zoë Berg"]);
        assert_eq!(names(None, "", Order::Kind), ["Ansel Lines", "Zoë Berg", "Ort"]);
    }
}
