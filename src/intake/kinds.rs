//! Kinds of file by their first bytes, and what to say about those that can't be read.

use crate::wire::input::MAX_TEXT;

/// The largest file that is opened, in bytes. A Word document with photographs has 20 MB; what is larger holds no article.
pub const MAX_FILE: usize = 50_000_000;

/// Why a file can't be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refusal {
    /// Over [`MAX_FILE`]: its bytes.
    LargeFile(f64),
    /// Its text is over [`MAX_TEXT`]: the bytes of the text.
    LongText(f64),
    /// No words in it.
    Empty,
    /// Bytes that are no text in any usual encoding.
    NotText,
    /// Another kind of file.
    Other(&'static str, Way),
    /// An archive or a document that breaks off or contradicts itself.
    Damaged,
    /// Needs a password.
    Locked,
    /// A document that unpacks to more than any document holds.
    Bomb,
}

/// How the words in a file can be had all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Select and copy them.
    Copy,
    /// Save the file as another kind.
    SaveAsDocx,
    /// Save the page as HTML.
    SaveAsHtml,
    /// Take the files out.
    Unpack,
    /// They can't.
    Type,
}

impl Refusal {
    /// A sentence for people that names the file, and one that says what to do.
    pub fn told(&self, name: &str) -> String {
        match self {
            Self::LargeFile(bytes) => format!(
                "“{name}” has {}; files of up to {} MB can be opened. Copy the text out of it and paste that.",
                megabytes(*bytes),
                MAX_FILE / 1_000_000
            ),
            Self::LongText(bytes) => too_large(name, *bytes),
            Self::Empty => format!("“{name}” is empty: there are no words in it."),
            Self::NotText => format!("“{name}” is not a text file. Copy its text and paste it."),
            Self::Other(what, way) => format!("“{name}” is {what}, which can’t be read here. {}", way.told()),
            Self::Damaged => {
                format!("“{name}” is damaged. Open it where it was written, save it again, or copy its text and paste it.")
            }
            Self::Locked => {
                format!("“{name}” is protected by a password. Save a copy without one, or copy its text and paste it.")
            }
            Self::Bomb => {
                format!("“{name}” unpacks to far more than an article holds and was not read. Copy its text and paste it.")
            }
        }
    }
}

impl Way {
    const fn told(self) -> &'static str {
        match self {
            Self::Copy => "Open it, copy its text and paste it.",
            Self::SaveAsDocx => "Save it as .docx, or copy its text and paste it.",
            Self::SaveAsHtml => "Save the page as HTML, or copy its text and paste it.",
            Self::Unpack => "Unpack it and open the files in it.",
            Self::Type => "Paste or type the words that it shows.",
        }
    }
}

fn megabytes(bytes: f64) -> String {
    format!("{:.0} MB", (bytes / 1e6).ceil())
}

/// The sentence for a text of `bytes` bytes, over [`MAX_TEXT`].
pub fn too_large(name: &str, bytes: f64) -> String {
    format!(
        "“{name}” has {}; up to {} MB are read at once. Split it into several articles.",
        megabytes(bytes),
        MAX_TEXT / 1_000_000
    )
}

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing against its being text.
    Text,
    /// A ZIP archive, as Word documents are.
    Packed,
}

const PICTURE: Refusal = Refusal::Other("a picture", Way::Type);
const SOUND: Refusal = Refusal::Other("a recording", Way::Type);

impl Kind {
    /// The kind of a file that may be read.
    ///
    /// # Errors
    /// When it is of another kind.
    pub fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        const KINDS: &[(&[u8], Refusal)] = &[
            (b"%PDF", Refusal::Other("a PDF", Way::Copy)),
            (b"{\\rtf", Refusal::Other("a rich-text (RTF) file", Way::SaveAsDocx)),
            (b"\x89PNG", PICTURE),
            (b"\xff\xd8\xff", PICTURE),
            (b"GIF8", PICTURE),
            (b"BM", PICTURE),
            (b"II*\0", PICTURE),
            (b"MM\0*", PICTURE),
            (b"ID3", SOUND),
            (b"OggS", SOUND),
            (b"\x1a\x45\xdf\xa3", SOUND),
            (b"\x1f\x8b", Refusal::Other("a packed file", Way::Unpack)),
            (b"7z\xbc\xaf", Refusal::Other("a packed file", Way::Unpack)),
            (b"Rar!", Refusal::Other("a packed file", Way::Unpack)),
            (b"bplist00", Refusal::Other("a web archive", Way::SaveAsHtml)),
        ];
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Ok(Self::Packed);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            // A protected .docx is an old-style container with a stream of this name, in UTF-16.
            let name: Vec<u8> = b"EncryptedPackage".iter().flat_map(|&b| [b, 0]).collect();
            let locked = bytes.windows(name.len()).any(|w| w == name);
            return Err(if locked { Refusal::Locked } else { Refusal::Other("an old Office document", Way::SaveAsDocx) });
        }
        match bytes {
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Err(PICTURE),
            [b'R', b'I', b'F', b'F', ..] => return Err(SOUND),
            [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', ..] | [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', ..] => {
                return Err(PICTURE);
            }
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => return Err(SOUND),
            _ => {}
        }
        // A short text may begin with the letters BM; a picture has zero bytes among its first.
        let binary = bytes.iter().take(64).any(|b| *b == 0);
        match KINDS.iter().find(|(magic, _)| bytes.starts_with(magic) && (binary || *magic != b"BM")) {
            Some(&(_, refusal)) => Err(refusal),
            None => Ok(Self::Text),
        }
    }
}

/// How a text is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Not at all.
    Plain,
    /// As HTML.
    Html,
    /// As Markdown.
    Markdown,
}

/// How a text is marked up, by the file's name and by how it begins.
///
/// # Errors
/// When it is text only on the outside.
pub fn dialect(name: &str, text: &str) -> Result<Dialect, Refusal> {
    let ends = |list: &[&str]| {
        let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
        list.contains(&extension.as_str())
    };
    let start: String = text.trim_start().chars().take(400).collect::<String>().to_ascii_lowercase();
    if ends(&["svg"]) || start.starts_with("<svg") {
        return Err(PICTURE);
    }
    if ends(&["mht", "mhtml"]) || (start.contains("mime-version:") && start.contains("multipart/related")) {
        return Err(Refusal::Other("a web archive", Way::SaveAsHtml));
    }
    if ends(&["html", "htm", "xhtml"]) || start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Ok(Dialect::Html);
    }
    Ok(if ends(&["md", "markdown", "mdown", "mkd"]) { Dialect::Markdown } else { Dialect::Plain })
}

#[cfg(test)]
mod tests {
    use super::super::open;
    use super::*;

    #[test]
    fn what_cannot_be_read_is_said_plainly_and_with_a_way_out() {
        let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....".to_vec();
        locked.extend(b"EncryptedPackage".iter().flat_map(|&b| [b, 0]));
        let cases: &[(&str, &[u8], &str, &str)] = &[
            ("scan.pdf", b"%PDF-1.7 ...", "is a PDF", "paste"),
            ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old Office document", ".docx"),
            ("secret.docx", &locked, "password", "copy without"),
            ("a.rtf", b"{\\rtf1 hi}", "RTF", ".docx"),
            ("a.png", b"\x89PNG\r\n", "picture", "type"),
            ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "picture", "type"),
            ("a.heic", b"\0\0\0\x18ftypheic", "picture", "type"),
            ("a.mp3", b"ID3\x03", "recording", "type"),
            ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture", "type"),
            ("a.mhtml", b"From: x\nMIME-Version: 1.0\n", "web archive", "HTML"),
            ("a.gz", b"\x1f\x8b\x08", "packed", "Unpack"),
            ("a.dat", b"ab\0cd", "not a text file", "paste"),
            ("a.txt", b"  \n", "empty", "words"),
            ("a.html", b"<script>1</script><img>", "empty", "words"),
            ("broken.docx", b"PK\x03\x04....", "damaged", "paste"),
        ];
        for (name, bytes, what, way) in cases {
            let message = open(name, bytes).expect_err(name).told(name);
            for part in [*name, *what, *way] {
                assert!(message.contains(part), "{message} has no {part}");
            }
        }
        assert!(open("a.txt", b"BMW sold 12 cars.").is_ok(), "two letters make no picture");
        let message = Refusal::LargeFile(300e6).told("film.mov");
        assert!(message.contains("300 MB") && message.contains("50 MB") && message.contains("film.mov"), "{message}");
        assert!(too_large("big.txt", 4_100_000.0).contains("5 MB; up to 4 MB"));
    }
}
