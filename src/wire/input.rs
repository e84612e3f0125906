//! What callers give us, checked.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::core::{Options, Source};

/// The longest text of one source, in bytes of UTF-8. A long newspaper article is 50 kB; a book is 1 MB.
pub const MAX_TEXT: usize = 10_000_000;

/// What is wrong with an input, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputError {
    /// No id, or an empty one.
    NoId,
    /// Two sources of one id.
    SameId(String),
    /// Neither text nor html.
    NoText(String),
    /// Both text and html.
    TextAndHtml(String),
    /// Longer than [`MAX_TEXT`].
    TooLong(String, usize),
    /// Half a surrogate pair in a JavaScript string.
    LoneSurrogate(String),
    /// `published` is no ISO 8601 date.
    BadDate(String, String),
    /// `minConfidence` is not between 0 and 1.
    BadConfidence,
    /// Not the expected shape at all.
    Shape(String),
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoId => f.write_str("crossread: a source has no id; give each source a non-empty string `id`"),
            Self::SameId(id) => write!(f, "crossread: two sources have the id {id:?}; ids must differ"),
            Self::NoText(id) => write!(f, "crossread: source {id:?} has neither `text` nor `html`; give one of them as a string"),
            Self::TextAndHtml(id) => write!(f, "crossread: source {id:?} has both `text` and `html`; give only one of them"),
            Self::TooLong(id, n) => {
                write!(
                    f,
                    "crossread: source {id:?} is {n} bytes long; at most {MAX_TEXT} are read, split it into several sources"
                )
            }
            Self::LoneSurrogate(at) => {
                write!(
                    f,
                    "crossread: {at} holds half a surrogate pair, so it is not valid text; repair it with String.prototype.toWellFormed()"
                )
            }
            Self::BadDate(id, date) => {
                write!(
                    f,
                    "crossread: `published` of source {id:?} is {date:?}; give an ISO 8601 date such as 2026-03-01 or 2026-03-01T08:00:00Z, or leave it out"
                )
            }
            Self::BadConfidence => f.write_str("crossread: `minConfidence` must be a number from 0 to 1"),
            Self::Shape(what) => write!(f, "crossread: {what}"),
        }
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
        let id = self.id.filter(|id| !id.is_empty()).ok_or(InputError::NoId)?;
        let short = |s: String| {
            if s.len() > MAX_TEXT { Err(InputError::TooLong(id.clone(), s.len())) } else { Ok(s) }
        };
        let text = match (self.text, self.html) {
            (Some(text), None) => short(text)?,
            (None, Some(html)) => crate::core::text::html::to_text(&short(html)?),
            (None, None) => return Err(InputError::NoText(id)),
            (Some(_), Some(_)) => return Err(InputError::TextAndHtml(id)),
        };
        let published = self.published.filter(|p| !p.is_empty());
        if let Some(date) = published.as_ref().filter(|p| crate::core::text::date::parse_iso(p).is_none()) {
            return Err(InputError::BadDate(id, date.chars().take(40).collect()));
        }
        Ok(Source { id, text, title: self.title, url: self.url, publisher: self.publisher, published })
    }
}

/// Options as they come from outside.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionsInput {
    /// 0..1; facts below it are left out.
    #[serde(default)]
    pub min_confidence: Option<f64>,
}

impl OptionsInput {
    /// The checked options.
    ///
    /// # Errors
    /// When a number is out of range.
    pub fn check(&self) -> Result<Options, InputError> {
        let min_confidence = self.min_confidence.unwrap_or(Options::default().min_confidence);
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(InputError::BadConfidence);
        }
        Ok(Options { min_confidence })
    }
}
