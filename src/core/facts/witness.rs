//! Near-copies: articles that print one text count as one witness.
//!
//! A text is the set of its runs of five words. Two texts are copies where half of the shorter one's runs stand in the other:
//! a new headline, some changed words and a cut tail leave that much, a quoted sentence in common does not make that much.
//! Copies are found in an index of a quarter of all runs, picked by their hash; nothing is compared with everything.

use std::collections::HashMap;

use super::align::Node;
use crate::core::sets::Sets;
use crate::core::text::Document;

/// Words of a run.
const RUN: usize = 5;
/// Runs that two texts share at least: 24 words in one piece. A shorter text is a copy only if it is the same word by word.
const LEAST: usize = 20;
/// Share of the shorter text's runs that the other holds at least. On the development clusters the pages that carry one
/// agency text lie from 0.5 to 0.94, those that quote the same people below 0.4.
const SHARE: f64 = 0.5;
/// Runs of a text that is shorter than [`LEAST`] and still says enough to be known again: ten words.
const BRIEF: usize = 6;
/// The index holds the runs whose hash this divides.
const SAMPLE: u64 = 4;
/// Each text is compared with so many before it that share an indexed run. A run that more texts share is a turn of phrase,
/// or theirs are copies of one another, and then their other runs bring them together.
const WINDOW: usize = 4;

/// The runs of one text: hashes, sorted, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(Vec<u64>);

impl Runs {
    /// Of the words and numbers of a text; letter case, punctuation and the kind of apostrophe are no part of them.
    pub fn new(doc: &Document) -> Self {
        let tokens = (0..doc.tokens.len()).filter(|t| doc.tokens[*t].is_word() || doc.tokens[*t].is_number());
        let words: Vec<u64> = tokens.map(|t| word(doc.word(t))).collect();
        let run = |words: &[u64]| words.iter().fold(0, |h: u64, w| mix(h.rotate_left(7) ^ w));
        let mut runs: Vec<u64> = words.windows(RUN).map(run).collect();
        runs.sort_unstable();
        runs.dedup();
        runs.shrink_to_fit();
        Self(runs)
    }
    fn shared(&self, other: &Self) -> usize {
        let (mut i, mut j, mut n) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            n += usize::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        n
    }
    /// One of the two is a copy of the other, or of a part of it.
    pub fn is_copy(&self, other: &Self) -> bool {
        let shorter = self.0.len().min(other.0.len());
        let shared = self.shared(other);
        let same = shared == self.0.len() && shared == other.0.len();
        (same && shared >= BRIEF) || (shared >= LEAST && shared as f64 >= SHARE * shorter as f64)
    }
}

/// A word without regard to letter case and apostrophes.
fn word(word: &str) -> u64 {
    fnv(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase))
}

/// A text as a number.
pub fn text_hash(text: &str) -> u64 {
    mix(fnv(text.chars()))
}

/// FNV-1a (64 bit), by characters.
fn fnv(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |h, c| (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
}

/// The finisher of `SplitMix64`: spreads a hash over all its bits, so that those of a quarter can be told by the last ones.
const fn mix(h: u64) -> u64 {
    let h = (h ^ (h >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let h = (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ (h >> 31)
}

/// What is known of pairs of texts, by the numbers that they have for good.
#[derive(Debug, Default)]
pub struct Copies(HashMap<(u32, u32), bool>);

impl Copies {
    fn are(&mut self, a: (u32, &Runs), b: (u32, &Runs)) -> bool {
        *self.0.entry((a.0.min(b.0), a.0.max(b.0))).or_insert_with(|| a.1.is_copy(b.1))
    }
    /// A text is gone.
    pub fn forget(&mut self, text: u32) {
        self.0.retain(|pair, _| pair.0 != text && pair.1 != text);
    }
}

/// For each text the first of those that it hangs together with by copying; its own index where there are none.
pub fn witnesses(numbered: &[(u32, &Runs)], copies: &mut Copies) -> Vec<usize> {
    let texts: Vec<&Runs> = numbered.iter().map(|t| t.1).collect();
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|i| (texts[*i].0.len(), *i));
    let mut index: Vec<(u64, usize)> = Vec::new();
    for (rank, text) in order.iter().enumerate() {
        let sample = |h: &&u64| h.is_multiple_of(SAMPLE) || texts[*text].0.len() < LEAST;
        index.extend(texts[*text].0.iter().filter(sample).map(|h| (*h, rank)));
    }
    index.sort_unstable();
    let mut near: Vec<(usize, usize)> = Vec::new();
    for same in index.chunk_by(|a, b| a.0 == b.0) {
        for (n, (_, late)) in same.iter().enumerate() {
            near.extend(same[n.saturating_sub(WINDOW)..n].iter().map(|(_, early)| (*early, *late)));
        }
    }
    near.sort_unstable();
    near.dedup();
    let mut sets = Sets::new(texts.len());
    for (early, late) in near {
        let (a, b) = (order[early], order[late]);
        if sets.root(a) != sets.root(b) && copies.are(numbered[a], numbered[b]) {
            sets.join(a, b);
        }
    }
    (0..texts.len()).map(|i| sets.root(i)).collect()
}

/// How many witnesses speak in these claims.
pub fn count<'a>(claims: impl Iterator<Item = &'a Node<'a>>) -> usize {
    let mut all: Vec<usize> = claims.map(|n| n.witness).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

#[cfg(test)]
mod tests {
    use super::{Copies, Runs, witnesses};
    use crate::core::text::Document;

    const WIRE: &str = "Ferry runs aground off Corran Point\n\
        The ferry Isle of Varn ran aground on a sandbank off Corran Point early on Tuesday with 184 passengers and 23 crew aboard, \
        the coastguard said. Nobody was hurt. Two lifeboats took off the passengers in the course of the morning, and all of \
        them were ashore by half past ten. The operator, Northline, said that the ship had lost power in one of its engines \
        shortly after it left the harbour at Tarrick. Divers are to look at the hull at the next low tide.\n\
        “We felt a long scrape and then everything went quiet,” said one of the passengers, a teacher on the way to a wedding. \
        “The crew were calm and told us what to do, and within the hour the first boat was there.”\n\
        The Isle of Varn was built in 1994 and came back from a refit of six weeks only in March. Northline has run the crossing \
        since 2011; it carried 410,000 people last year. The accident board has sent two inspectors.";

    fn groups(texts: &[&str]) -> Vec<usize> {
        let runs: Vec<Runs> = texts.iter().map(|t| Runs::new(&Document::new(t))).collect();
        witnesses(&(0..).zip(&runs).collect::<Vec<_>>(), &mut Copies::default())
    }

    #[test]
    fn an_edited_wire_text_is_one_witness() {
        let (_, body) = WIRE.split_once('\n').expect("a headline");
        let headline = format!("184 taken off stranded Northline ferry\n{body}");
        let cut = WIRE.split_inclusive('\n').take(2).collect::<String>();
        let edited = WIRE
            .replace("early on Tuesday", "on Tuesday morning")
            .replace("Nobody was hurt", "No one was injured")
            .replace("410,000", "about 410,000")
            .replace("shortly after", "soon after");
        let quotes = WIRE.replace(['“', '”'], "\"").to_uppercase();
        assert_eq!(groups(&[WIRE, &headline, &cut, &edited, &quotes]), [0, 0, 0, 0, 0]);
        // The order does not matter: each is in one group with the others.
        assert_eq!(groups(&[&cut, &quotes, "Something else.", &edited, WIRE]), [0, 0, 2, 0, 0]);
    }

    #[test]
    fn a_shared_quotation_is_no_copy() {
        let other = "All safe after ferry hits sandbank\n\
            More than 180 people were brought ashore by lifeboat yesterday after the Tarrick ferry stuck fast off Corran Point. \
            “We felt a long scrape and then everything went quiet,” said one of the passengers, a teacher on the way to a wedding. \
            By noon the car park at Tarrick had filled with relatives; the town opened its sports hall and handed out tea. \
            Engine trouble seems to be the cause, Northline told reporters, and the next sailings are cancelled until Friday.";
        assert_eq!(groups(&[WIRE, other]), [0, 1]);
    }

    #[test]
    fn short_notes_are_copies_only_word_by_word() {
        let note = "The bridge over the Varn is to cost 40 million dollars, the council said.";
        assert_eq!(groups(&[note, note, &note.replace("40", "90")]), [0, 0, 2]);
        assert_eq!(groups(&["It cost $40.", "It cost $40."]), [0, 1]);
        assert_eq!(groups(&["", ""]), [0, 1]);
    }

    #[test]
    fn many_copies_and_many_strangers_stay_apart() {
        let strangers: Vec<String> =
            (0..60).map(|n| format!("{} The quay at berth {n} stays shut.", WIRE.split_at(120).0)).collect();
        let mut texts: Vec<String> = strangers;
        for n in 0..60 {
            texts.push(format!("Edition {n}\n{WIRE}"));
        }
        let found = groups(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(found[60..].iter().all(|g| *g == found[60]), "{found:?}");
    }
}
