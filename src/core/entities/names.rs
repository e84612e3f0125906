//! Names as keys: when two spellings are one name.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::given;
use crate::core::lexicon::{Class, Classes};
use crate::core::text::Document;

/// Words that say what kind of company it is and that no one misses.
const SUFFIXES: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "llc",
    "llp",
    "lp",
    "plc",
    "ag",
    "gmbh",
    "sa",
    "nv",
    "spa",
    "ab",
    "asa",
    "oyj",
    "se",
    "kk",
    "pte",
    "pty",
    "bhd",
    "bv",
    "sarl",
    "srl",
];

/// A word that only says what kind of company it is, or its period.
pub(super) fn is_suffix(word: &str) -> bool {
    word == "." || word == "," || SUFFIXES.iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// Words after a company's name that the short form leaves out.
const GENERIC: &[&str] = &[
    "group",
    "holding",
    "holdings",
    "motor",
    "motors",
    "airline",
    "airlines",
    "airways",
    "air",
    "lines",
    "technology",
    "technologies",
    "pharmaceutical",
    "pharmaceuticals",
    "industries",
    "platforms",
    "stores",
    "bancorp",
    "enterprises",
    "communications",
    "laboratories",
    "therapeutics",
    "semiconductor",
    "semiconductors",
    "entertainment",
];

/// Small words that acronyms may leave out.
const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "et", "to", "a", "an", "at", "&"];

/// Words behind a family name that are no part of it.
const AFTER: &[&str] =
    &["jr", "sr", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xxii", "xxiii"];

/// Storms, which are called by their own name later: Hurricane Odile, Odile.
const STORMS: &[&str] = &["hurricane", "typhoon", "cyclone", "storm"];

/// One spelling of a name, taken apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Name {
    /// Lower-cased words without marks, accents, a leading article and company suffixes.
    pub words: Vec<String>,
    /// The words in one, so that spaces and hyphens do not matter: the key of the name.
    pub key: String,
    /// The full name where the lexicon knows one.
    pub known: Option<&'static str>,
    /// Capitals only, two to six of them: may stand for a longer name.
    pub acronym: bool,
    /// One word, or one that begins in lower case (van der Loo): of a person the family name or the first name alone.
    pub part: bool,
    /// The family name stands first: Kim Tae-yong.
    pub eastern: bool,
}

impl Name {
    /// Takes a spelling apart.
    pub fn new(text: &str) -> Self {
        let known = known(text);
        let mut out = Self::plain(text);
        if let Some(full) = known {
            out.key = Self::plain(full).key;
        }
        out.known = known;
        out
    }

    fn plain(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        // H&M is H & M.
        let apart = if text.contains('&') { Cow::Owned(text.replace('&', " & ")) } else { Cow::Borrowed(text) };
        for part in apart.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | ',')) {
            let part = part.strip_suffix("'s").or_else(|| part.strip_suffix("’s")).unwrap_or(part);
            let mut word = String::with_capacity(part.len());
            if part.is_ascii() {
                word.extend(part.chars().map(|c| c.to_ascii_lowercase()).filter_map(fold));
            } else {
                word.extend(part.chars().flat_map(char::to_lowercase).filter_map(fold));
            }
            match word.as_str() {
                "" => {}
                "&" => words.push("and".to_string()),
                _ => words.push(word),
            }
        }
        if words.len() > 1 && words[0] == "the" {
            words.remove(0);
        }
        while words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(&w.as_str())) {
            words.pop();
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let acronym =
            (2..=6).contains(&letters) && text.replace(" & ", "&").chars().all(|c| c.is_uppercase() || matches!(c, '.' | '&'));
        let part = words.len() == 1 || text.starts_with(char::is_lowercase) && !text.starts_with("the ");
        let eastern = text
            .split_once(' ')
            .is_some_and(|(family, given)| words.len() == 3 && !family.contains('-') && given::is_given(given));
        Self { key: words.concat(), words, known: None, acronym, part, eastern }
    }

    /// The last words of a person's name, without Jr. and the like.
    fn family(&self) -> &[String] {
        let n = self.words.iter().rposition(|w| !AFTER.contains(&w.as_str())).map_or(0, |i| i + 1);
        &self.words[..n]
    }

    /// First and last word of a person's full name, and what stands between; the family name is the last, wherever it stands.
    pub fn person(&self) -> Option<(&str, &str, &[String])> {
        match self.family() {
            [family, first, middle @ ..] if self.eastern => Some((first, family, middle)),
            [first, middle @ .., last] => Some((first, last, middle)),
            _ => None,
        }
    }

    /// `self` is how a person of the full name `full` is called later: by the family name.
    pub fn is_family_of(&self, full: &Self) -> bool {
        if full.eastern {
            return self.words.len() == 1 && self.words.first() == full.words.first();
        }
        let family = full.family();
        let storm = family.first().is_some_and(|w| STORMS.contains(&w.as_str()));
        !self.words.is_empty()
            && self.words.len() < family.len()
            && family.ends_with(self.family())
            && (family.len() > 1 || storm)
    }

    /// The name without words that the short form leaves out; `None` where nothing would be left or nothing goes.
    pub fn short(&self) -> Option<String> {
        let n = self.words.iter().rposition(|w| !GENERIC.contains(&w.as_str())).map_or(0, |i| i + 1);
        (n > 0 && n < self.words.len()).then(|| self.words[..n].concat())
    }

    /// Initials of all its words but the small ones; `None` for fewer than three words.
    pub fn initials(&self) -> Option<String> {
        let letters: String =
            self.words.iter().filter(|w| !SMALL.contains(&w.as_str())).filter_map(|w| w.chars().next()).collect();
        (letters.chars().count() >= 3).then_some(letters)
    }

    /// The letters of the acronym `self` are, in order, first letters of words of `full`, the first of the first; small
    /// words may be used or not, and one other word may be left out.
    pub fn stands_for(&self, full: &Self) -> bool {
        if !self.acronym || full.words.len() < 2 || full.acronym {
            return false;
        }
        let mut letters = self.key.chars().peekable();
        let mut skipped = 0;
        for (i, word) in full.words.iter().enumerate() {
            match word.chars().next() {
                Some(c) if letters.peek() == Some(&c) => {
                    letters.next();
                }
                _ if i == 0 => return false,
                _ if SMALL.contains(&word.as_str()) => {}
                _ => skipped += 1,
            }
        }
        letters.peek().is_none() && skipped <= 1
    }
}

/// The full name in the lexicon of a name that the lexicon has as a whole.
fn known(text: &str) -> Option<&'static str> {
    let doc = Document::phrase(text);
    let start = usize::from(doc.is(0, "the") && doc.tokens.len() > 1);
    // A company's suffix after the name does not matter.
    let rest = |i: usize| (i..doc.tokens.len()).all(|i| is_suffix(doc.word(i)));
    doc.senses_of(start, const { Classes::of(&[Class::EntityOrg, Class::EntityPlace]) })
        .filter(|s| rest(start + s.tokens))
        .max_by_key(|s| s.tokens)
        .map(|s| s.name)
        .filter(|n| !n.is_empty())
}

/// A letter or digit without its accent; `None` for all else.
fn fold(c: char) -> Option<char> {
    let base = match c {
        'a'..='z' | '0'..='9' | '&' | '+' => c,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' | 'ō' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        c if c.is_alphanumeric() => c,
        _ => return None,
    };
    Some(base)
}

/// Of several spellings of one name the one to show: the full name of the lexicon, else most words, no capitals only,
/// most used, shortest, first in the alphabet. Each comes with its name and how often it is used.
pub(crate) fn best<'n>(spellings: impl Iterator<Item = (&'n str, &'n Name, usize)>) -> &'n str {
    let mut best: Option<(Rank, &str)> = None;
    for (spelling, name, uses) in spellings {
        let letters = spelling.chars().filter(|c| c.is_alphabetic()).count();
        let shouted = (name.words.len() > 1 || letters > 4) && !spelling.chars().any(char::is_lowercase);
        let shown = name.known.unwrap_or(spelling);
        let words = if name.acronym { 0 } else { name.words.len() };
        let rank = (name.known.is_some(), words, !shouted, uses, Reverse(shown.len()), Reverse(shown));
        if best.as_ref().is_none_or(|b| rank > b.0) {
            best = Some((rank, shown));
        }
    }
    best.map(|b| b.1).unwrap_or_default()
}

/// Known, words, not shouted, uses, shortest, first.
type Rank<'n> = (bool, usize, bool, usize, Reverse<usize>, Reverse<&'n str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (a, b) in [
            ("Delvane Corp.", "DELVANE"),
            ("Open AI", "OpenAI"),
            ("Zelenská", "Zelenska"),
            ("the Orrin Bank", "Orrin Bank"),
            ("Coca-Cola Co.", "Coca Cola"),
            ("U.S.", "US"),
            ("AWS", "Amazon Web Services"),
        ] {
            assert_eq!(Name::new(a).key, Name::new(b).key, "{a} / {b}");
        }
        assert_ne!(Name::new("Amazon").key, Name::new("AWS").key);
    }

    #[test]
    fn acronyms_are_checked() {
        let stands = |a: &str, b: &str| Name::new(a).stands_for(&Name::new(b));
        assert!(stands("NHTB", "National Harbour and Transport Board"));
        assert!(stands("DOJ", "Department of Justice"));
        assert!(stands("DFT", "Department for Transport"));
        assert!(!stands("PTI", "Salma Khan"));
        assert!(!stands("UN", "Northern Union"));
    }
}
