//! Given names of two syllables that a hyphen joins, the second one small: Tae-yong. Training texts have next to none, the
//! news of East Asia is full of them.

use crate::core::text::{Document, Shape};

/// Ordinary words that look like a syllable and often follow a hyphen.
const WORDS: &[&str] = &[
    "aid", "aim", "air", "ban", "bar", "bin", "box", "bot", "car", "cup", "day", "deal", "e", "ed", "far", "feel", "fee", "fuel",
    "gap", "gen", "goal", "gun", "he", "high", "hill", "in", "ism", "key", "kill", "law", "loan", "long", "look", "low", "man",
    "map", "meal", "mean", "men", "mill", "new", "non", "no", "o", "oil", "on", "pan", "pay", "pen", "per", "plan", "pro",
    "rail", "raw", "re", "real", "roll", "run", "sea", "she", "sir", "soil", "son", "song", "sun", "tail", "tan", "tax", "team",
    "ten", "than", "the", "tier", "top", "two", "up", "us", "war", "way", "we", "weak", "wear", "week", "win", "wing", "wise",
    "year", "you", "young", "zip",
];

/// The letters are one syllable of a Chinese or Korean name in Latin letters.
fn syllable(word: &str) -> bool {
    const STARTS: &[&str] = &["zh", "ch", "sh", "ts", "tz", "hs", "kw", "gw", "ng", "ph", "th", "kh"];
    const ENDS: &[&str] = &["", "n", "ng", "m", "p", "t", "k", "h", "l", "r", "w"];
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ü');
    let rest = STARTS.iter().find_map(|s| word.strip_prefix(s)).unwrap_or_else(|| {
        let first = word.chars().next().filter(|c| !matches!(c, 'v' | 'a' | 'e' | 'i' | 'o' | 'u' | 'ü'));
        first.map_or(word, |c| &word[c.len_utf8()..])
    });
    let end = rest.trim_start_matches(vowel);
    let vowels = rest[..rest.len() - end.len()].chars().count();
    let second = end.strip_prefix('w').filter(|e| e.starts_with(vowel));
    (1..=3).contains(&vowels) && (ENDS.contains(&end) || second.is_some_and(|e| ENDS.contains(&e.trim_start_matches(vowel))))
}

/// The word is such a given name.
pub(super) fn is_given(word: &str) -> bool {
    word.split_once('-').is_some_and(|(a, b)| {
        a.starts_with(char::is_uppercase)
            && b.starts_with(char::is_lowercase)
            && syllable(&a.to_lowercase())
            && syllable(b)
            && !WORDS.contains(&b)
    })
}

/// The last token of the given name that begins at `i`: a capital, a hyphen, a small syllable.
pub(super) fn end(doc: &Document, i: usize) -> Option<usize> {
    let (first, hyphen, tail) = (doc.token(i)?, doc.token(i + 1)?, doc.token(i + 2)?);
    let joined =
        doc.word(i + 1) == "-" && !hyphen.space && !tail.space && first.shape == Shape::Title && tail.shape == Shape::Lower;
    let more = doc.word(i + 3) == "-" && doc.token(i + 3).is_some_and(|t| !t.space);
    let word = doc.word(i + 2);
    (joined && !more && tail.is_word() && syllable(&doc.word(i).to_lowercase()) && syllable(word) && !WORDS.contains(&word))
        .then_some(i + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_words() {
        for name in
            ["Tae-yong", "Ka-ki", "Cheuk-yan", "Jong-un", "Siu-lai", "Pik-wan", "Jae-myung", "Hsien-loong", "Ing-wen", "Chun-yu"]
        {
            assert_eq!(end(&Document::new(name), 0), Some(2), "{name}");
        }
        for other in ["Kong-based", "Moon-like", "Hong-run", "Anti-war", "Pan-Asian", "Le-Mans", "Make-or-break", "York-born"] {
            assert_eq!(end(&Document::new(other), 0), None, "{other}");
        }
    }
}
