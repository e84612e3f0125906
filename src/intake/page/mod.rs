//! HTML as people bring it: saved web pages, and what browsers and word processors put on a clipboard. Nothing in it runs.
//!
//! [`tree`] reads the elements, [`meta`] what the page says about itself, [`body`] the words of the article without what stands
//! around it.

mod body;
mod meta;
mod tree;

use crate::wire::protocol::Found;
use tree::Tree;

/// Reads a page or a fragment.
pub fn read(html: &str) -> Found {
    let tree = Tree::new(html);
    let meta = meta::Meta::of(&tree, html);
    let main = body::Body::of(&tree);
    let text = main.text();
    let title = meta.headline().or_else(|| main.heading()).or_else(|| meta.window_title()).unwrap_or_default();
    let published = meta.published().or_else(|| main.time()).unwrap_or_default();
    Found { title, publisher: meta.publisher().unwrap_or_default(), published, url: meta.url().unwrap_or_default(), text }
}

#[cfg(test)]
mod tests;
