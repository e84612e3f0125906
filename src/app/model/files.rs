//! What a file holds, by its bytes and its name.

use super::article::{Body, NewArticle};
use crate::wire::input::MAX_TEXT;

/// Reads a file as an article.
///
/// # Errors
/// A sentence for people that names the file and says what to do.
pub fn read(name: &str, bytes: &[u8]) -> Result<NewArticle, String> {
    if bytes.len() > MAX_TEXT {
        return Err(too_large(name, bytes.len() as f64));
    }
    if let Some(kind) = other_kind(bytes) {
        return Err(format!("“{name}” is {kind}, which can’t be read here. Copy its text and paste it."));
    }
    let text = decode(bytes).ok_or_else(|| format!("“{name}” is not a text file. Copy its text and paste it."))?;
    if text.trim().is_empty() {
        return Err(format!("“{name}” is empty."));
    }
    let lower = name.to_ascii_lowercase();
    let html = lower.ends_with(".html") || lower.ends_with(".htm") || lower.ends_with(".xhtml") || looks_like_html(&text);
    let body = if html { Body::Html(text) } else { Body::Text(text.replace("\r\n", "\n")) };
    let mut article = NewArticle::new(body);
    if article.body.text().is_some_and(|t| super::article::headline(t).is_none()) {
        article.title = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_string();
    }
    Ok(article)
}

/// The words of a clipboard or of a drag. Rich text keeps its paragraphs, unless it has none and the plain text does.
pub fn clipped(html: &str, plain: &str) -> Option<NewArticle> {
    const BLOCKS: [&str; 8] = ["<p", "<br", "<div", "<li", "<h1", "<h2", "<td", "<blockquote"];
    let lower = html.to_ascii_lowercase();
    let rich = BLOCKS.iter().any(|b| lower.contains(b)) || (plain.trim().is_empty() && !html.trim().is_empty());
    match (rich, plain.trim().is_empty()) {
        (true, _) => Some(NewArticle::new(Body::Html(html.to_string()))),
        (false, false) => Some(NewArticle::new(Body::Text(plain.replace("\r\n", "\n")))),
        (false, true) => None,
    }
}

/// The sentence for a file (or a text) of `bytes` bytes, over [`MAX_TEXT`].
pub fn too_large(name: &str, bytes: f64) -> String {
    format!(
        "“{name}” has {:.0} MB; up to {} MB are read at once. Split it into several articles.",
        (bytes / 1e6).ceil(),
        MAX_TEXT / 1_000_000
    )
}

/// Names the kinds of file that people try and that hold no plain text, by their first bytes.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a Word document or another packed file"),
        (b"\xd0\xcf\x11\xe0", "an old Word document"),
        (b"{\\rtf", "a rich-text (RTF) file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "a packed file"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind)
}

/// UTF-8, or UTF-16 with a byte order mark, or else the Western European encoding of old Windows files.
/// `None` for anything with zero bytes or many control characters.
fn decode(bytes: &[u8]) -> Option<String> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|c| unit([c[0], c[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => return Some(utf16(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => return Some(utf16(u16::from_be_bytes)),
        _ => {}
    }
    let control = bytes.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    if bytes.contains(&0) || control * 50 > bytes.len() {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).to_string(),
        Err(_) => bytes.iter().map(|&b| windows_1252(b)).collect(),
    })
}

/// One byte of windows-1252; the five bytes that it leaves open stay control characters, as in the WHATWG encoding standard.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Begins like a page, whatever the file is called.
fn looks_like_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match read("note.txt", bytes).map(|a| a.body) {
            Ok(Body::Text(t)) => t,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_usual_encodings_are_read() {
        assert_eq!(text("Zoë paid €5".as_bytes()), "Zoë paid €5");
        assert_eq!(text(b"\xef\xbb\xbfplain"), "plain");
        assert_eq!(text(b"\xff\xfeh\0i\0"), "hi");
        assert_eq!(text(b"\xfe\xff\0h\0i"), "hi");
        assert_eq!(text(b"Zo\xeb said \x93\x805\x94"), "Zoë said “€5”");
    }

    #[test]
    fn html_is_known_by_name_or_by_its_start() {
        assert!(matches!(read("a.HTML", b"<p>x</p>").map(|a| a.body), Ok(Body::Html(_))));
        assert!(matches!(read("a.txt", b"\n<!DOCTYPE html><p>x").map(|a| a.body), Ok(Body::Html(_))));
        assert!(matches!(read("a.txt", b"1 < 2").map(|a| a.body), Ok(Body::Text(_))));
    }

    #[test]
    fn what_cannot_be_read_is_said_plainly() {
        for (bytes, word) in [
            (&b"%PDF-1.7 ..."[..], "a PDF"),
            (b"PK\x03\x04....", "Word document"),
            (b"\x89PNG\r\n", "picture"),
            (b"ab\0cd", "not a text file"),
            (b"  \n", "empty"),
        ] {
            let message = read("report.bin", bytes).expect_err("refused");
            assert!(message.contains("report.bin") && message.contains(word), "{message}");
        }
        let message = read("big.txt", &vec![b'a'; MAX_TEXT + 1]).expect_err("refused");
        assert!(message.contains("5 MB") && message.contains("4 MB"), "{message}");
    }

    #[test]
    fn a_clipboard_gives_paragraphs_where_it_has_them() {
        let body = |html, plain| clipped(html, plain).map(|a| a.body);
        assert_eq!(body("<p>a</p><p>b</p>", "a b"), Some(Body::Html("<p>a</p><p>b</p>".into())));
        assert_eq!(body("<span>a\nb</span>", "a\r\nb"), Some(Body::Text("a\nb".into())));
        assert_eq!(body("", "a"), Some(Body::Text("a".into())));
        assert_eq!(body("<b>a</b>", ""), Some(Body::Html("<b>a</b>".into())));
        assert_eq!(body(" ", " \n"), None);
    }

    #[test]
    fn a_file_without_a_headline_is_called_by_its_name() {
        assert_eq!(read("notes from Ort.txt", b"It was late. It was cold.").map(|a| a.title), Ok("notes from Ort".into()));
        assert_eq!(read("x.txt", b"Bridge closed\nIt was late.").map(|a| a.title), Ok(String::new()));
    }
}
