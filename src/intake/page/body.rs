//! The words of an article, without what stands around it on its page.
//!
//! The rule is modest, because a lost paragraph costs more than a line too many: the element that holds most of the page's
//! prose is the article; within it goes what is no text by its element (navigation, asides, forms), by its role, by a name that
//! says so (cookie notices, lists of shares) where it holds little prose, and lists that are links for the most part. Should
//! that leave less than a third of the page's words in prose, nothing is taken out but what nobody sees.

use std::ops::Range;

use super::tree::{Node, Tree};
use crate::core::text::html::{Lines, is_block, is_hidden};
use crate::intake::dates;

/// A paragraph of as many bytes outside links is prose.
const PROSE: usize = 80;
/// Boxes with a telling name are boxes up to this many bytes of text.
const BOX: usize = 600;

/// Elements of a page that hold no article.
const AROUND: &[&str] = &["nav", "aside", "footer", "dialog", "menu", "form", "button", "select", "label", "fieldset"];
/// ARIA roles of the same kind.
const ROLES: &[&str] = &[
    "navigation",
    "complementary",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "tablist",
    "form",
    "button",
];
/// What pages call their boxes; a class or an id is compared as a whole and by its parts.
const BOXES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "newsletter",
    "outbrain",
    "paywall",
    "promo",
    "related",
    "recommended",
    "share-bar",
    "share-buttons",
    "share-tools",
    "sharing",
    "skip-link",
    "social-links",
    "social-share",
    "sponsored",
    "subscribe",
    "taboola",
];

/// An article on its page.
pub struct Body<'a> {
    tree: &'a Tree,
    /// Node of the article; `None` is all of the page.
    root: Option<usize>,
    /// Bytes of text in each node, and of text in links.
    sizes: Vec<(usize, usize)>,
    /// Paragraphs of prose and headlines before each node.
    before: Vec<(usize, usize)>,
    /// The page is laid out as one; of a mere fragment all that is seen stays.
    cleaned: bool,
}

impl<'a> Body<'a> {
    /// Finds the article.
    pub fn of(tree: &'a Tree) -> Self {
        let sizes = sizes(tree);
        let mut before = vec![(0, 0)];
        for (node, &(all, linked)) in tree.nodes.iter().zip(&sizes) {
            let (prose, heads) = before.last().copied().unwrap_or_default();
            let is_prose = node.name == "p" && all.saturating_sub(linked) >= PROSE;
            // The name of the paper at the head of its pages is a link.
            let is_head = node.name == "h1" && linked * 2 <= all && all > 0;
            before.push((prose + usize::from(is_prose), heads + usize::from(is_head)));
        }
        let mut body = Self { tree, root: None, sizes, before, cleaned: false };
        let landmarks = ["main", "article", "nav", "header", "footer", "aside"];
        if tree.nodes.iter().any(|n| landmarks.contains(&n.name.as_str()) || n.get("role") == Some("main")) {
            let before = body.prose().last().copied().unwrap_or_default();
            body.cleaned = true;
            let kept = body.prose();
            let all = kept.last().copied().unwrap_or_default();
            if all * 3 < before {
                body.cleaned = false;
            } else if all > 0 {
                // The smallest part of the page that calls itself a story and has nearly all of its prose.
                let stories = (0..tree.nodes.len()).filter(|&i| is_story(&tree.nodes[i]));
                let enough = |i: &usize| (kept[tree.nodes[*i].end] - kept[*i]) * 10 >= all * 7;
                body.root = stories.filter(enough).min_by_key(|&i| (tree.nodes[i].name == "main", body.sizes[i].0));
            }
        }
        body
    }

    /// Before each node, and at the end: bytes of text in paragraphs of prose that are kept.
    fn prose(&self) -> Vec<usize> {
        let mut sums = vec![0; self.tree.nodes.len() + 1];
        self.walk(self.range(None), |i| {
            sums[i + 1] = if self.is_prose(i) { self.sizes[i].0 } else { 0 };
            true
        });
        let mut total = 0;
        for sum in &mut sums {
            total += *sum;
            *sum = total;
        }
        sums
    }

    fn range(&self, root: Option<usize>) -> Range<usize> {
        root.map_or(0..self.tree.nodes.len(), |r| r..self.tree.nodes[r].end)
    }

    /// Calls `f` with the nodes of a range that are kept, in order; it says whether to go into the node.
    fn walk(&self, range: Range<usize>, mut f: impl FnMut(usize) -> bool) {
        let mut at = range.start;
        while at < range.end {
            at = if !self.drops(at) && f(at) { at + 1 } else { self.tree.nodes[at].end };
        }
    }

    fn is_prose(&self, i: usize) -> bool {
        self.before[i + 1].0 > self.before[i].0
    }
    fn is_headline(&self, i: usize) -> bool {
        self.before[i + 1].1 > self.before[i].1
    }
    fn holds_prose(&self, i: usize) -> bool {
        self.before[self.tree.nodes[i].end].0 > self.before[i].0
    }
    fn holds_headline(&self, i: usize) -> bool {
        self.before[self.tree.nodes[i].end].1 > self.before[i].1
    }

    /// The node is no part of the article.
    fn drops(&self, i: usize) -> bool {
        let node = &self.tree.nodes[i];
        !node.is_text() && (is_unseen(node) || self.is_mark(i) || (self.cleaned && self.is_around(i)))
    }

    /// The mark of a note, which would run into the figure before it: a link to elsewhere on the page, set high.
    fn is_mark(&self, i: usize) -> bool {
        let node = &self.tree.nodes[i];
        let to_note = |n: &Node| n.name == "a" && n.get("href").is_some_and(|h| h.contains('#'));
        let short = self.sizes[i].0 <= 6;
        let styled = |n: &Node| n.get("style").is_some_and(|s| s.contains("mso-footnote-id") || s.contains("mso-endnote-id"));
        (node.name == "sup" && short && self.tree.nodes[i + 1..node.end].iter().any(to_note))
            || (node.name == "a" && short && (styled(node) || node.get("class").is_some_and(|c| c.starts_with("sdfootnote"))))
    }

    fn is_around(&self, i: usize) -> bool {
        let node = &self.tree.nodes[i];
        let name = node.name.as_str();
        let (all, linked) = self.sizes[i];
        if AROUND.contains(&name) || node.get("role").is_some_and(|r| ROLES.contains(&r)) {
            // Some old systems put all of a page into a form.
            return !((matches!(name, "form" | "fieldset" | "label") || node.get("role") == Some("form")) && self.holds_prose(i));
        }
        if (name == "header" || node.get("role") == Some("banner")) && !self.holds_headline(i) && all < BOX {
            // The head of the site, or the head of a story: the latter has words that are no links.
            return linked * 2 > all;
        }
        if is_story(node) {
            return false;
        }
        if matches!(name, "div" | "section" | "ul" | "ol" | "table" | "figure") {
            let mostly_links = linked * 2 > all && all > 0 && !self.holds_headline(i);
            let named = ["class", "id"].iter().filter_map(|a| node.get(a)).any(is_box_name);
            return (mostly_links && !self.holds_prose(i))
                || (named && (all < BOX || linked * 3 > all) && !self.holds_headline(i));
        }
        // A link to another story, between two paragraphs of this one.
        name == "p" && all > 0 && linked == all && !self.tree.words(i).ends_with(['.', '!', '?', '”', '"'])
    }

    /// The headline: the first heading of the first rank, in the article or else on the page.
    pub fn heading(&self) -> Option<String> {
        let find = |range| {
            let mut found = None;
            self.walk(range, |i| {
                found = found.or(Some(i).filter(|&i| self.is_headline(i)));
                found.is_none()
            });
            found
        };
        find(self.range(self.root)).or_else(|| find(self.range(None))).map(|i| self.tree.words(i))
    }

    /// The first time in the article, or else on the page, that a machine can read; before it, one that says what it is.
    pub fn time(&self) -> Option<String> {
        let find = |range| {
            let mut found: Option<(bool, String)> = None;
            self.walk(range, |i| {
                let node = &self.tree.nodes[i];
                let said = node.get("itemprop") == Some("datePublished");
                let date = node.get("datetime").filter(|_| node.name == "time").and_then(dates::read);
                if let Some(date) = date.filter(|_| found.as_ref().is_none_or(|(s, _)| said && !s)) {
                    found = Some((said, date));
                }
                true
            });
            found.map(|(_, date)| date)
        };
        find(self.range(self.root)).or_else(|| find(self.range(None)))
    }

    /// The text: a paragraph a line, a row of a table a line.
    pub fn text(&self) -> String {
        let mut out = Lines::with_capacity(self.sizes.iter().map(|s| s.0).max().unwrap_or(0));
        let mut range = self.range(self.root);
        // A headline above the element that holds the story belongs to it, and so does what stands between them.
        if let Some(root) = self.root.filter(|&r| !self.holds_headline(r)) {
            let mut headline = None;
            self.walk(0..root, |i| {
                headline = if self.is_headline(i) { Some(i) } else { headline };
                true
            });
            if let Some(h1) = headline {
                self.write(h1..root, &mut out);
                out.end_line();
            }
            range.start = root;
        }
        self.write(range, &mut out);
        out.finish()
    }

    fn write(&self, range: Range<usize>, out: &mut Lines) {
        let nodes = &self.tree.nodes;
        // Where open blocks and preformatted texts end, and which rows are written as one line.
        let (mut ends, mut rows, mut pre): (Vec<usize>, Vec<Row>, Vec<usize>) = (Vec::new(), Vec::new(), Vec::new());
        let close = |at: usize, out: &mut Lines, ends: &mut Vec<usize>, rows: &mut Vec<Row>| {
            while ends.last().is_some_and(|&e| e <= at) {
                let end = ends.pop().unwrap_or_default();
                if rows.last().is_some_and(|r| r.end <= end) {
                    rows.pop();
                }
                if rows.is_empty() {
                    out.end_line();
                } else {
                    out.push(" ");
                }
            }
        };
        self.walk(range, |i| {
            close(i, out, &mut ends, &mut rows);
            pre.retain(|&end| end > i);
            let node = &nodes[i];
            match node.name.as_str() {
                "" if !pre.is_empty() => {
                    for (n, line) in node.text.split('\n').enumerate() {
                        if n > 0 {
                            out.end_line();
                        }
                        out.push(&readable(line));
                    }
                }
                "" => out.push(&readable(&node.text)),
                "sup" => {
                    // "km²" is a unit, "km2" is none.
                    let power = self.power(i);
                    out.push(power.unwrap_or_default());
                    return power.is_none();
                }
                "td" | "th" if !rows.is_empty() => {
                    if let Some(row) = rows.last_mut() {
                        if row.cells > 0 {
                            out.push(" | ");
                        }
                        row.cells += 1;
                    }
                    ends.push(node.end);
                }
                name if is_block(name) => {
                    if rows.is_empty() {
                        out.end_line();
                    } else {
                        out.push(" ");
                    }
                    if name == "tr" && rows.is_empty() && self.is_row(i) {
                        rows.push(Row { end: node.end, cells: 0 });
                    }
                    if node.end > i + 1 {
                        ends.push(node.end);
                        if name == "pre" {
                            pre.push(node.end);
                        }
                    }
                }
                _ => {}
            }
            true
        });
        close(usize::MAX, out, &mut ends, &mut rows);
    }

    /// The sign for a power that is set high.
    fn power(&self, i: usize) -> Option<&'static str> {
        match self.tree.words(i).as_str() {
            _ if self.sizes[i].0 > 3 => None,
            "2" => Some("²"),
            "3" => Some("³"),
            _ => None,
        }
    }

    /// The cells hold data, not the columns of a layout: a paragraph each at most, and no table.
    fn is_row(&self, i: usize) -> bool {
        let cells = || self.tree.elements("td", Some(i)).chain(self.tree.elements("th", Some(i)));
        let fits = |c: usize| {
            self.sizes[c].0 <= 200
                && self.tree.elements("p", Some(c)).nth(1).is_none()
                && self.tree.elements("table", Some(c)).next().is_none()
        };
        cells().nth(1).is_some() && cells().all(fits)
    }
}

struct Row {
    end: usize,
    cells: usize,
}

/// Bytes of text in each node, and of that in links.
fn sizes(tree: &Tree) -> Vec<(usize, usize)> {
    let nodes = &tree.nodes;
    // Running sums over the nodes, so that each node's are one difference.
    let (mut all, mut linked) = (vec![0; nodes.len() + 1], vec![0; nodes.len() + 1]);
    let (mut hidden, mut link) = (0, 0);
    for (i, node) in nodes.iter().enumerate() {
        if !node.is_text() && is_unseen(node) {
            hidden = hidden.max(node.end);
        }
        if node.name == "a" {
            link = link.max(node.end);
        }
        let n = if i < hidden { 0 } else { node.text.split_whitespace().map(|w| w.len() + 1).sum::<usize>() };
        all[i + 1] = all[i] + n;
        linked[i + 1] = linked[i] + if i < link { n } else { 0 };
    }
    nodes.iter().enumerate().map(|(i, n)| (all[n.end] - all[i], linked[n.end] - linked[i])).collect()
}

/// The page says that it is a story, or its main part.
fn is_story(node: &Node) -> bool {
    matches!(node.name.as_str(), "article" | "main") || node.get("role") == Some("main")
}

/// Nobody sees it: by its element, by an attribute, by a style; or it is struck out.
fn is_unseen(node: &Node) -> bool {
    const GONE: [&str; 9] = ["del", "s", "strike", "xml", "title", "canvas", "audio", "video", "rp"];
    let name = node.name.as_str();
    let style = node.get("style").map(|s| s.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
    is_hidden(name)
        || GONE.contains(&name)
        || node.get("hidden").is_some()
        || ["display:none", "mso-list:ignore", "mso-hide:all", "mso-element:comment", "visibility:hidden"].iter().any(|s| style.contains(s))
        || node.get("class").is_some_and(|c| c == "msoDel" || c == "MsoCommentReference")
        // A page with a dialog over it hides all of itself; only small things are meant.
        || (node.get("aria-hidden") == Some("true") && matches!(name, "span" | "i" | "em"))
}

/// A class or an id that says: no part of the article.
fn is_box_name(value: &str) -> bool {
    value.split_whitespace().any(|token| {
        let token = token.to_ascii_lowercase().replace('_', "-");
        let first = token.split("--").next().unwrap_or_default();
        BOXES.contains(&first)
            || first.starts_with("onetrust")
            || first.split('-').any(|part| BOXES.contains(&part) && part.len() > 3)
    })
}

/// Without what only a browser needs: no-break spaces that keep words together, soft hyphens, zero-width spaces.
fn readable(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{a0}' => Some(' '),
        '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
        c => Some(c),
    };
    text.chars().filter_map(shown).collect()
}
