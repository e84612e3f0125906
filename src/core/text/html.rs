//! The readable text of an HTML page or fragment.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements that start and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "option",
    "select",
];

/// Elements whose content nobody reads.
const HIDDEN: &[&str] =
    &["script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "textarea", "datalist"];

/// The element starts and ends a paragraph; `name` in lower case.
pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Nobody reads what is in the element; `name` in lower case.
pub fn is_hidden(name: &str) -> bool {
    HIDDEN.contains(&name)
}

/// HTML as pasted or from a CMS in, plain text out: tags removed, character references decoded, block elements become
/// line breaks, runs of white space become one space. Scripts and styles are left out and never run. Any input is read.
pub fn to_text(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut out = Lines::with_capacity(html.len() / 2);
    let mut hidden: Vec<Vec<u8>> = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_string();
                if is_hidden(&name) && !tag.self_closing {
                    hidden.push(tag.name.to_vec());
                } else if hidden.is_empty() && is_block(&name) {
                    out.end_line();
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_string();
                if let Some(at) = hidden.iter().rposition(|h| h.as_slice() == &**tag.name) {
                    hidden.truncate(at);
                } else if hidden.is_empty() && is_block(&name) {
                    out.end_line();
                }
            }
            Token::String(text) if hidden.is_empty() => out.push(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    out.finish()
}

/// Text that is put together line by line: white space runs become one space, empty lines vanish.
#[derive(Debug, Default)]
pub struct Lines(String);

impl Lines {
    /// No lines yet, and room for as many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }
    /// Words of the line that is open.
    pub fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !self.0.is_empty() && !self.0.ends_with([' ', '\n']) {
                        self.0.push(' ');
                    }
                }
                '\0' => {}
                c => self.0.push(c),
            }
        }
    }
    /// What comes next stands on a new line.
    pub fn end_line(&mut self) {
        self.0.truncate(self.0.trim_end_matches(' ').len());
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }
    /// Lines of another text.
    pub fn push_lines(&mut self, text: &str) {
        for line in text.lines() {
            self.push(line);
            self.end_line();
        }
    }
    /// The text, without white space at its end.
    pub fn finish(mut self) -> String {
        self.0.truncate(self.0.trim_end().len());
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn blocks_become_lines_and_scripts_vanish() {
        let html = "<head><title>x</title></head><p>Costs rose&nbsp;to <b>&pound;4&#46;5</b>m<br>overnight.</p>\n<script>if (a<b) alert(1)</script><ul><li>One<li>Two</ul>";
        assert_eq!(to_text(html), "Costs rose\u{a0}to £4.5m\novernight.\nOne\nTwo");
    }

    #[test]
    fn broken_html_is_read() {
        assert_eq!(to_text("<p>a<b>b</p>c</i> < 5 &amp &bogus; <"), "ab\nc < 5 & &bogus; <");
        assert_eq!(to_text(""), "");
        assert_eq!(to_text("<style>p{}"), "");
    }
}
