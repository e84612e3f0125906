//! Articles as the readers of files and clipboards found them.

use super::article::{Body, NewArticle};
use crate::intake;
pub use crate::intake::too_large;
use crate::wire::protocol::Found;

impl From<Found> for NewArticle {
    fn from(found: Found) -> Self {
        let Found { title, publisher, published, url, text } = found;
        Self { title, publisher, published, url, body: Body::Text(text) }
    }
}

/// Plain text that was pasted or typed; what it says about itself is read from it.
pub fn typed(text: &str) -> NewArticle {
    intake::typed(text).into()
}

/// The rich text of a clipboard or a drag is better than its plain text.
pub fn is_rich(html: &str, plain: &str) -> bool {
    !html.trim().is_empty() && (plain.trim().is_empty() || intake::has_paragraphs(html))
}

/// The sentence for a file that the browser does not give out.
pub fn unopened(name: &str) -> String {
    format!("“{name}” could not be opened. If it is a folder, choose the files in it.")
}

/// The sentence for a file at which the reader broke down or took too long.
pub fn unread(name: &str) -> String {
    format!("“{name}” could not be read. Copy its text and paste it.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_brings_what_it_says_about_itself() {
        let new = typed("Fog at sea\r\nBy Ada Hill | Northern Wire\r\nPublished 3 March 2026, 07:30\r\n\r\nNine ships waited.");
        assert_eq!((new.publisher.as_str(), new.published.as_str()), ("Northern Wire", "2026-03-03T07:30:00"));
        assert_eq!(new.title, "", "the store reads it, and again when the text is edited");
        assert!(new.body.text().is_some_and(|t| t.starts_with("Fog at sea\nBy ")));
    }

    #[test]
    fn rich_text_is_taken_where_it_has_paragraphs_or_is_all_there_is() {
        assert!(is_rich("<p>a</p><p>b</p>", "a b") && is_rich("<b>a</b>", ""));
        assert!(!is_rich("<span>a</span>", "a") && !is_rich("", "a") && !is_rich(" ", " "));
    }
}
