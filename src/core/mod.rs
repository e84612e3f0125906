//! Text in, report out.
//!
//! Invariants: total (any `&str` is read, nothing panics), deterministic (no clock, no I/O, no iteration over hash
//! tables), and independent of the order in which sources are given.

pub mod claims;
pub mod entities;
pub mod facts;
pub mod figures;
pub mod lexicon;
pub mod passes;
pub mod sets;
pub mod span;
pub mod text;
pub mod workspace;

pub use passes::{Analysis, annotate, annotate_corrected};
pub use span::ByteSpan;
pub use workspace::{Options, Report, Workspace, compare};

/// One article as it is given to the core. Text only: HTML is turned into text by [`text::html::to_text`] before.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// Unique within one comparison.
    pub id: String,
    /// What all byte offsets count in.
    pub text: String,
    /// Headline, where it stands apart from the text.
    pub title: Option<String>,
    /// Address, for people; never fetched.
    pub url: Option<String>,
    /// Name of the outlet.
    pub publisher: Option<String>,
    /// ISO 8601 date or date-time; the reference for "this year" and for later-supersedes-earlier.
    pub published: Option<String>,
}
