//! What callers give us, checked.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::offsets::OffsetMap;
use crate::core::entities::{Correction, Corrections};
use crate::core::facts::regroup::{FigureAt, Regroup};
use crate::core::{Options, Source};

/// The longest text of one source, in bytes of UTF-8. A long newspaper article is 50 kB, a book 1 MB; a text of nothing but
/// figures takes a thousand times its length in memory, of which WebAssembly has 4 GB.
pub const MAX_TEXT: usize = 4_000_000;

/// What is wrong with an input, and what to do about it. A `String` first in a variant says which value, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputError {
    /// No id, or an empty one.
    NoId(String),
    /// Two sources of this id.
    SameId(String),
    /// Neither text nor html.
    NoText(String),
    /// Both text and html.
    TextAndHtml(String),
    /// Longer than [`MAX_TEXT`].
    TooLong(String),
    /// Half a surrogate pair in a JavaScript string.
    LoneSurrogate(String),
    /// `published`, as given second, is no ISO 8601 date.
    BadDate(String, String),
    /// `minConfidence` is not between 0 and 1.
    BadConfidence,
    /// A correction without a name; which one and which field.
    NoName(usize, &'static str),
    /// Another type than the one expected; what was expected comes second.
    Shape(String, &'static str),
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("crossread: ")?;
        match self {
            Self::NoId(what) => write!(f, "{what} has no id; give it a non-empty string `id`"),
            Self::SameId(id) => write!(f, "two sources have the id {}; give each its own", quote(id)),
            Self::NoText(what) => write!(f, "{what} has neither `text` nor `html`; give one of them as a string"),
            Self::TextAndHtml(what) => write!(f, "{what} has both `text` and `html`; give only one of them"),
            Self::TooLong(what) => {
                write!(f, "{what} is too long; at most {} MB are read, split it into several sources", MAX_TEXT / 1_000_000)
            }
            Self::LoneSurrogate(what) => {
                write!(f, "{what} holds half a surrogate pair, so it is no valid text; repair it with its method toWellFormed()")
            }
            Self::BadDate(what, date) => write!(
                f,
                "`published` of {what} is {}; give an ISO 8601 date such as 2026-03-01 or 2026-03-01T08:00:00Z, or leave it out",
                quote(date)
            ),
            Self::NoName(at, field) => {
                write!(f, "`{field}` of corrections[{at}] is empty; give a name as the articles or a report spell it")
            }
            Self::BadConfidence => f.write_str("the option `minConfidence` must be a number from 0 to 1"),
            Self::Shape(what, expected) => write!(f, "{what}; give {expected}"),
        }
    }
}

/// A caller's string in an error message: quoted, and cut where it is long.
pub fn quote(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

impl std::error::Error for InputError {}

/// One article as it comes from outside.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "described in crossread.d.ts")]
pub struct SourceInput {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

impl SourceInput {
    /// Plain text with an id.
    pub fn text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: Some(id.into()), text: Some(text.into()), ..Self::default() }
    }
    /// The checked source; HTML has become text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(self) -> Result<Source, InputError> {
        let id = self.id.filter(|id| !id.is_empty()).ok_or_else(|| InputError::NoId("a source".into()))?;
        let what = || format!("source {}", quote(&id));
        let bounded = |text: String| if text.len() > MAX_TEXT { Err(InputError::TooLong(what())) } else { Ok(text) };
        let text = match (self.text, self.html) {
            (Some(text), None) => bounded(text)?,
            (None, Some(html)) => crate::core::text::html::to_text(&bounded(html)?),
            (None, None) => return Err(InputError::NoText(what())),
            (Some(_), Some(_)) => return Err(InputError::TextAndHtml(what())),
        };
        let published = self.published.filter(|p| !p.is_empty());
        if let Some(date) = published.as_ref().filter(|p| crate::core::text::date::parse_iso(p).is_none()) {
            return Err(InputError::BadDate(what(), date.clone()));
        }
        Ok(Source { id, text, title: self.title, url: self.url, publisher: self.publisher, published })
    }
}

/// What a reader knows better of one name. Names are as any article spells them or as a report shows them; letter case,
/// accents, spaces and company suffixes do not matter. As JSON: `{"type": "rename", "name": …, "to": …}`,
/// `{"type": "merge", "name": …, "into": …}`, `{"type": "split", "name": …}`, `{"type": "not_a_name", "name": …}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CorrectionInput {
    /// The entity that is called `name` is shown as `to`, in all articles.
    Rename {
        /// A name of the entity.
        name: String,
        /// The name to show.
        to: String,
    },
    /// `name` and `into` are one entity, which is shown as `into` is.
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
    /// `name` names nothing: it is marked nowhere.
    NotAName {
        /// The words that were taken for a name.
        name: String,
    },
}

impl CorrectionInput {
    fn check(&self, at: usize) -> Result<Correction, InputError> {
        let text = |field: &'static str, s: &str| {
            let s = s.trim();
            // A name of no letter or digit has nothing to be compared by.
            if s.chars().any(char::is_alphanumeric) { Ok(s.to_string()) } else { Err(InputError::NoName(at, field)) }
        };
        Ok(match self {
            Self::Rename { name, to } => Correction::Rename { name: text("name", name)?, to: text("to", to)? },
            Self::Merge { name, into } => Correction::Merge { name: text("name", name)?, into: text("into", into)? },
            Self::Split { name } => Correction::Split { name: text("name", name)? },
            Self::NotAName { name } => Correction::NotAName { name: text("name", name)? },
        })
    }
}

/// Options as they come from outside.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionsInput {
    /// 0..1; facts below it are left out.
    #[serde(default)]
    pub min_confidence: Option<f64>,
    /// In the order in which they were made; of two that contradict each other the later wins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionInput>,
    /// Which figures speak of one thing, as a reader says.
    #[serde(default)]
    pub regroup: RegroupInput,
}

/// A figure by its source and where it stands there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FigureRef {
    /// Id of the source.
    pub source: String,
    /// UTF-16 offset of its first character in [`super::Annotations::text`].
    pub start: u32,
}

/// A reader's word on which figures speak of one thing. Figures that are not there count for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegroupInput {
    /// Both of a pair speak of one thing.
    #[serde(default)]
    pub together: Vec<(FigureRef, FigureRef)>,
    /// They do not; this wins over the other list.
    #[serde(default)]
    pub apart: Vec<(FigureRef, FigureRef)>,
}

impl OptionsInput {
    /// The checked options.
    ///
    /// # Errors
    /// When a number is out of range or a correction has no name.
    pub fn check(&self) -> Result<Options, InputError> {
        let min_confidence = self.min_confidence.unwrap_or(Options::default().min_confidence);
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(InputError::BadConfidence);
        }
        let corrections = self.corrections.iter().enumerate().map(|(at, c)| c.check(at)).collect::<Result<_, _>>()?;
        Ok(Options { min_confidence, corrections: Rc::new(Corrections(corrections)) })
    }
}

impl RegroupInput {
    /// The same in byte offsets; `text` gives what the offsets of a source count in.
    pub(super) fn to_core<'a>(&self, text: impl Fn(&str) -> Option<&'a str>) -> Regroup {
        let mut maps: BTreeMap<&'a str, OffsetMap> = BTreeMap::new();
        let mut at = |figure: &FigureRef| {
            let text = text(&figure.source)?;
            let map = maps.entry(text).or_insert_with(|| OffsetMap::new(text));
            Some(FigureAt { source: figure.source.clone(), start: map.to_byte(figure.start) })
        };
        let mut all = |list: &[(FigureRef, FigureRef)]| list.iter().filter_map(|(x, y)| Some((at(x)?, at(y)?))).collect();
        Regroup { together: all(&self.together), apart: all(&self.apart) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: Option<&str>, html: Option<&str>, published: Option<&str>) -> Result<Source, InputError> {
        let own = |s: Option<&str>| s.map(str::to_string);
        SourceInput { id: own(Some("a")), text: own(text), html: own(html), published: own(published), ..SourceInput::default() }
            .check()
    }

    #[test]
    fn a_source_needs_an_id_and_one_text() {
        assert!(matches!(SourceInput::default().check(), Err(InputError::NoId(_))));
        assert!(matches!(SourceInput::text("", "x").check(), Err(InputError::NoId(_))));
        assert!(matches!(source(None, None, None), Err(InputError::NoText(_))));
        assert!(matches!(source(Some("x"), Some("<p>x"), None), Err(InputError::TextAndHtml(_))));
        assert_eq!(source(Some(""), None, None).map(|s| s.text), Ok(String::new()));
    }

    #[test]
    fn length_has_a_bound() {
        let text = "x".repeat(MAX_TEXT);
        assert!(source(Some(&text), None, None).is_ok());
        assert!(matches!(source(Some(&(text.clone() + "y")), None, None), Err(InputError::TooLong(_))));
        assert!(matches!(source(None, Some(&(text + "y")), None), Err(InputError::TooLong(_))));
    }

    #[test]
    fn dates_are_read_or_refused() {
        for good in ["", "2026-03-01", "2026-03-01T08:00:00Z", "2026-03-01T08:00:00+02:00"] {
            assert!(source(Some("x"), None, Some(good)).is_ok(), "{good}");
        }
        for bad in ["yesterday", "2026-13-01", "01.03.2026"] {
            assert!(matches!(source(Some("x"), None, Some(bad)), Err(InputError::BadDate(..))), "{bad}");
        }
    }

    #[test]
    fn confidence_is_a_share() {
        for (given, good) in [(0.0, true), (1.0, true), (-0.1, false), (1.1, false), (f64::NAN, false), (f64::INFINITY, false)] {
            assert_eq!(OptionsInput { min_confidence: Some(given), ..OptionsInput::default() }.check().is_ok(), good, "{given}");
        }
    }

    #[test]
    fn corrections_have_names() {
        let read = |json: &str| serde_json::from_str::<OptionsInput>(json).map(|o| o.check().map(|o| o.corrections.0.clone()));
        let all = r#"{"corrections": [{"type": "rename", "name": " Haddad ", "to": "O. Haddad"}, {"type": "split", "name": "x"},
            {"type": "merge", "name": "a", "into": "b"}, {"type": "not_a_name", "name": "Talks"}]}"#;
        let Ok(Ok(list)) = read(all) else { panic!("{:?}", read(all)) };
        assert_eq!(list[0], Correction::Rename { name: "Haddad".into(), to: "O. Haddad".into() });
        assert_eq!(list[3], Correction::NotAName { name: "Talks".into() });
        let bad = r#"{"corrections": [{"type": "split", "name": "x"}, {"type": "merge", "name": "a", "into": " - "}]}"#;
        assert!(matches!(read(bad), Ok(Err(InputError::NoName(1, "into")))));
        assert!(read(r#"{"corrections": [{"type": "rename", "name": "a"}]}"#).is_err());
    }

    #[test]
    fn messages_are_short_and_say_what_to_do() {
        let long = "é".repeat(5000);
        for error in [InputError::SameId(long.clone()), InputError::BadDate("source \"a\"".into(), long)] {
            let message = error.to_string();
            assert!(message.len() < 400 && message.contains("; give "), "{message}");
        }
    }
}
