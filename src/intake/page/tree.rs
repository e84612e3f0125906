//! The elements of an HTML text, in reading order. Not a browser's tree: what closes what is settled as far as it matters for
//! telling paragraphs and lists of links apart.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Attributes that are kept; others are of no use here and may be megabytes long.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "type",
];

/// Elements that have no end.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// The longest value of an attribute, in bytes.
const LONGEST: usize = 2000;

/// Elements nest as deep as this, as in Chromium; deeper ones stand side by side.
const DEEPEST: usize = 512;

/// What may stand in the head of a page; anything else ends it.
const HEAD: &[&str] = &["title", "meta", "link", "script", "style", "base", "noscript", "template"];

/// An element or a piece of text.
#[derive(Debug)]
pub struct Node {
    /// Name in lower case; empty for text.
    pub name: String,
    /// See [`ATTRIBUTES`].
    attributes: Vec<(&'static str, String)>,
    /// Of a piece of text.
    pub text: String,
    /// One past its last descendant.
    pub end: usize,
}

impl Node {
    /// An attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }
    /// It is text.
    pub fn is_text(&self) -> bool {
        self.name.is_empty()
    }
}

/// Nodes in reading order; the descendants of node `i` are `i + 1..nodes[i].end`.
#[derive(Debug, Default)]
pub struct Tree {
    /// See the type.
    pub nodes: Vec<Node>,
    open: Vec<usize>,
}

impl Tree {
    /// Reads any text.
    pub fn new(html: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut tree = Self::default();
        for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
                    let kept = tag.attributes.iter().filter_map(|(n, v)| {
                        let name = ATTRIBUTES.iter().find(|a| a.as_bytes() == n.as_slice())?;
                        (v.len() <= LONGEST).then(|| (*name, String::from_utf8_lossy(v).into_owned()))
                    });
                    let attributes = kept.collect();
                    tree.start(name, attributes, tag.self_closing);
                }
                Token::EndTag(tag) => tree.close(&String::from_utf8_lossy(&tag.name).to_ascii_lowercase()),
                Token::String(text) => {
                    let end = tree.nodes.len() + 1;
                    let text = String::from_utf8_lossy(&text).into_owned();
                    tree.nodes.push(Node { name: String::new(), attributes: Vec::new(), text, end });
                }
                _ => {}
            }
        }
        tree.unwind(0);
        tree
    }

    fn start(&mut self, name: String, attributes: Vec<(&'static str, String)>, closed: bool) {
        let head = self.open.iter().position(|&i| self.nodes[i].name == "head");
        if let Some(at) = head.filter(|&at| at + 1 == self.open.len() && !HEAD.contains(&name.as_str())) {
            self.unwind(at);
        }
        // What a new one ends, and what keeps an older one out of its reach.
        let (ends, within): (&[&str], &[&str]) = match name.as_str() {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "option" => (&["option"], &["select"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot"], &["table"]),
            n if n != "br" && crate::core::text::html::is_block(n) => (&["p"], &["td", "th", "table", "li", "div", "button"]),
            _ => (&[], &[]),
        };
        if !ends.is_empty() {
            let stop = self.open.iter().rposition(|&i| within.contains(&self.nodes[i].name.as_str())).map_or(0, |at| at + 1);
            if let Some(at) = self.open[stop..].iter().position(|&i| ends.contains(&self.nodes[i].name.as_str())) {
                self.unwind(stop + at);
            }
        }
        let at = self.nodes.len();
        let void = VOID.contains(&name.as_str());
        // In HTML a slash closes nothing, except in the drawings and formulas that nobody reads here, and in `<o:p/>`.
        let closed = void || (closed && (name.contains(':') || crate::core::text::html::is_hidden(&name)));
        self.nodes.push(Node { name, attributes, text: String::new(), end: at + 1 });
        if !closed && self.open.len() < DEEPEST {
            self.open.push(at);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|&i| self.nodes[i].name == name) {
            // A stray end tag inside a cell does not close what is around its table.
            let table = self.open.iter().rposition(|&i| self.nodes[i].name == "table");
            if table.is_none_or(|t| t <= at) || matches!(name, "body" | "html") {
                self.unwind(at);
            }
        }
    }

    fn unwind(&mut self, to: usize) {
        for at in self.open.split_off(to) {
            self.nodes[at].end = self.nodes.len();
        }
    }

    /// Elements of one name within node `of`, outermost first; `None` is everywhere.
    pub fn elements<'a>(&'a self, name: &'a str, of: Option<usize>) -> impl Iterator<Item = usize> + 'a {
        let range = of.map_or(0..self.nodes.len(), |i| i + 1..self.nodes[i].end);
        range.filter(move |&i| self.nodes[i].name == name)
    }

    /// The words in a node, as they stand.
    pub fn words(&self, of: usize) -> String {
        let text: String = self.nodes[of..self.nodes[of].end].iter().map(|n| n.text.as_str()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    fn show(html: &str) -> String {
        let tree = Tree::new(html);
        let mut out = String::new();
        let mut ends: Vec<usize> = Vec::new();
        for (i, node) in tree.nodes.iter().enumerate() {
            while ends.last().is_some_and(|e| *e <= i) {
                ends.pop();
                out.push(')');
            }
            if node.is_text() {
                out += &node.text;
            } else {
                out += &format!("({} ", node.name);
                ends.push(node.end);
            }
        }
        out + &")".repeat(ends.len())
    }

    #[test]
    fn what_is_left_open_is_closed() {
        assert_eq!(show("<p>a<p>b<b>c</p>d"), "(p a)(p b(b c))d");
        assert_eq!(show("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"), "(ul (li a)(li b(ul (li c)))(li d))");
        assert_eq!(show("<table><tr><td>a<td>b<tr><td>c</table>x"), "(table (tr (td a)(td b))(tr (td c)))x");
        assert_eq!(show("<div><p>a</div>b</i><br>c<o:p/>d"), "(div (p a))b(br )c(o:p )d");
        assert_eq!(show("<div><table><tr><td></div>a</table>b</div>c"), "(div (table (tr (td a)))b)c");
    }
}
