//! What a file or a clipboard holds, as an article: bytes in, [`Found`] out. Pure functions that never fail on words.
//!
//! | module | what it reads |
//! |---|---|
//! | [`kinds`] | nothing: it tells kinds of file by their first bytes and says why one can't be read |
//! | [`plain`] | the encodings of plain text |
//! | [`clues`] | headline, outlet and date where a plain text shows them; [`dates`] reads dates in words |
//! | [`page`] | HTML: saved web pages, and what browsers and word processors put on a clipboard |
//! | [`markdown`] | Markdown |
//! | [`docx`] | Word documents; [`packed`] opens the archive they are |
//!
//! The page asks its worker to do this, so that the readers of HTML, Markdown and Word are no part of the first load, and a
//! file that takes long holds up nobody.

pub mod clues;
pub mod dates;
pub mod docx;
pub mod kinds;
pub mod markdown;
pub mod packed;
pub mod page;
pub mod plain;

pub use kinds::{MAX_FILE, Refusal, too_large};

use crate::wire::input::MAX_TEXT;
use crate::wire::protocol::Found;
use kinds::Kind;

/// Reads a file.
///
/// # Errors
/// When it holds no text, or none that can be read here.
pub fn open(name: &str, bytes: &[u8]) -> Result<Found, Refusal> {
    if bytes.len() > MAX_FILE {
        return Err(Refusal::LargeFile(bytes.len() as f64));
    }
    let mut found = match Kind::of(bytes)? {
        Kind::Packed => docx::read(bytes)?,
        Kind::Text => {
            let text = plain::decode(bytes).ok_or(Refusal::NotText)?;
            match kinds::dialect(name, &text)? {
                kinds::Dialect::Html => page::read(&text),
                kinds::Dialect::Markdown => markdown::read(&text),
                kinds::Dialect::Plain => Found { text: text.replace("\r\n", "\n"), ..Found::default() },
            }
        }
    };
    if found.text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if found.text.len() > MAX_TEXT {
        return Err(Refusal::LongText(found.text.len() as f64));
    }
    clues::complete(&mut found);
    if found.title.is_empty() && clues::headline(&found.text).is_none() {
        found.title = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_string();
    }
    Ok(found)
}

/// Reads what a clipboard or a drag holds. Rich text keeps its paragraphs, unless it has none and the plain text does.
pub fn clip(html: &str, plain: &str) -> Found {
    if has_paragraphs(html) || plain.trim().is_empty() {
        let mut found = page::read(html);
        if !found.text.trim().is_empty() {
            clues::complete(&mut found);
            return found;
        }
    }
    typed(plain)
}

/// Reads plain text that was pasted or typed.
pub fn typed(plain: &str) -> Found {
    let mut found = Found { text: plain.replace("\r\n", "\n"), ..Found::default() };
    clues::complete(&mut found);
    found
}

/// The HTML says where paragraphs end.
pub fn has_paragraphs(html: &str) -> bool {
    const BLOCKS: [&str; 9] = ["<p", "<br", "<div", "<li", "<h1", "<h2", "<td", "<blockquote", "<pre"];
    let lower = html.to_ascii_lowercase();
    BLOCKS.iter().any(|b| lower.contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_and_markdown_are_known_by_name_or_by_their_start() {
        let text = |name: &str, words: &str| open(name, words.as_bytes()).map(|f| f.text);
        assert_eq!(text("a.HTML", "<p>one</p><p>two</p>"), Ok("one\ntwo".into()));
        assert_eq!(text("a.txt", "\n<!DOCTYPE html><p>x"), Ok("x".into()));
        assert_eq!(text("a.txt", "1 < 2 and **bold**\r\nx"), Ok("1 < 2 and **bold**\nx".into()));
        assert_eq!(text("a.md", "1 < 2 and **bold**"), Ok("1 < 2 and bold".into()));
    }

    #[test]
    fn a_clipboard_gives_paragraphs_where_it_has_them() {
        let text = |html, plain| clip(html, plain).text;
        assert_eq!(text("<p>a</p><p>b</p>", "a b"), "a\nb");
        assert_eq!(text("<span>a\nb</span>", "a\r\nb"), "a\nb");
        assert_eq!(text("", "a"), "a");
        assert_eq!(text("<b>a</b>", ""), "a");
        assert_eq!(text("<p></p><img src=x>", "a"), "a", "a picture of the words beside the words");
        assert_eq!(text(" ", " \n").trim(), "");
    }

    #[test]
    fn a_file_without_a_headline_is_called_by_its_name() {
        assert_eq!(open("notes from Ort.txt", b"It was late. It was cold.").map(|f| f.title), Ok("notes from Ort".into()));
        assert_eq!(open("x.txt", b"Bridge closed\nIt was late.").map(|f| f.title), Ok(String::new()));
    }

    #[test]
    fn size_is_bounded_before_and_after_reading() {
        assert_eq!(open("a.txt", &vec![b'a'; MAX_TEXT + 1]), Err(Refusal::LongText(MAX_TEXT as f64 + 1.0)));
        assert_eq!(open("a.docx", &vec![b'P'; MAX_FILE + 1]), Err(Refusal::LargeFile(MAX_FILE as f64 + 1.0)));
        let page = format!("<p>Nine ships waited.<img src='data:image/png;base64,{}'>", "A".repeat(MAX_TEXT));
        assert_eq!(open("a.html", page.as_bytes()).map(|f| f.text), Ok("Nine ships waited.".into()), "pictures are no text");
    }
}
