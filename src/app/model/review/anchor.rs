//! Holding on to a figure through edits: its words, what stands around it, and where it stood. As in the W3C's Web Annotation model
//! the words decide and the position only breaks ties.

use serde::{Deserialize, Serialize};

use super::super::article::ArticleId;
use super::super::reading::Reading;

/// Characters of context on either side.
const CONTEXT: usize = 48;
/// Least likeness of the surroundings: eight equal characters next to the figure, or two equal words near it.
const LEAST: usize = 8;
/// What an equal word in the surroundings counts, in characters.
const WORD: usize = 4;

/// A figure of a source, to be found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Anchor {
    /// The source.
    pub source: ArticleId,
    /// UTF-16 offset of its first character when it was last seen.
    pub start: u32,
    /// Its words.
    pub exact: String,
    /// What stood before it.
    pub prefix: String,
    /// What stood behind it.
    pub suffix: String,
}

impl Anchor {
    /// Holds on to a figure of a reading.
    pub fn new(reading: &Reading, source: &str, figure: usize) -> Option<Self> {
        let (text, f) = (&reading.source(source)?.text, reading.figure(source, figure)?);
        let bytes = reading.bytes(source, f.start, f.end);
        let (before, behind) = (text.get(..bytes.start as usize)?, text.get(bytes.end as usize..)?);
        let mut prefix: Vec<char> = before.chars().rev().take(CONTEXT).collect();
        prefix.reverse();
        Some(Self {
            source: source.into(),
            start: f.start,
            exact: f.text.clone(),
            prefix: prefix.into_iter().collect(),
            suffix: behind.chars().take(CONTEXT).collect(),
        })
    }
    /// Source and position, for comparing.
    pub fn place(&self) -> (&str, u32) {
        (&self.source, self.start)
    }
    /// The figure of this reading that it holds on to: the one of the same words in the likest surroundings, of equals the nearest.
    /// `None` when its words are gone, or stand in quite another place.
    pub fn find(&self, reading: &Reading) -> Option<usize> {
        let source = reading.source(&self.source)?;
        let same = source.figures.iter().enumerate().filter(|(_, f)| f.text == self.exact);
        let likeness = |figure: usize| Self::new(reading, &self.source, figure).map_or(0, |a| self.likeness(&a));
        let best = same.map(|(i, f)| (likeness(i), std::cmp::Reverse(f.start.abs_diff(self.start)), i)).max()?;
        // At the very same place nothing has to be like: the text around it was rewritten.
        (best.0 >= LEAST || best.1.0 == 0).then_some(best.2)
    }
    /// Equal characters next to the figure, and equal words around it.
    fn likeness(&self, other: &Self) -> usize {
        let run = |a: &mut dyn Iterator<Item = (char, char)>| a.take_while(|(x, y)| x == y).count();
        let before = run(&mut self.prefix.chars().rev().zip(other.prefix.chars().rev()));
        let behind = run(&mut self.suffix.chars().zip(other.suffix.chars()));
        let words = |a: &str, b: &str| {
            let long = |s: &str| s.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_lowercase).collect();
            let (a, b): (Vec<String>, Vec<String>) = (long(a), long(b));
            a.iter().filter(|w| b.contains(w)).count()
        };
        before + behind + WORD * (words(&self.prefix, &other.prefix) + words(&self.suffix, &other.suffix))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::reading::tests::source;
    use super::*;
    use crate::wire::Report;

    fn reading(marked: &str) -> Reading {
        Reading::new(1, Report::of(vec![source("a", marked)], Vec::new()))
    }

    #[test]
    fn an_anchor_finds_its_words_again() {
        let old = reading("Zoë 😀 said [42] people were hurt. Later [42] others went home.");
        let anchor = Anchor::new(&old, "a", 1).expect("there");
        let found = |marked: &str| anchor.find(&reading(marked));
        assert_eq!(anchor.find(&old), Some(1));
        assert_eq!(found("New: [7]. Zoë said [42] people were hurt. Later [42] others went home."), Some(2));
        assert_eq!(found("Later [42] others went home. Zoë said [42] people were hurt."), Some(0));
        assert_eq!(found("Afterwards [42] others quietly went home."), Some(0), "reworded");
        assert_eq!(found("Later [45] others went home."), None, "its own words changed");
        assert_eq!(found("In all [42] ships."), None, "quite another place");
        assert_eq!(found(""), None);
    }

    #[test]
    fn context_is_counted_in_characters() {
        let wide = "é😀".repeat(60);
        let old = reading(&format!("{wide} [42] {wide}"));
        let anchor = Anchor::new(&old, "a", 0).expect("there");
        assert_eq!((anchor.prefix.chars().count(), anchor.suffix.chars().count()), (CONTEXT, CONTEXT));
        assert!(Anchor::new(&old, "a", 1).is_none() && Anchor::new(&old, "b", 0).is_none());
    }
}
