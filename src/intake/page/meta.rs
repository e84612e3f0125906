//! What a page says about itself: JSON-LD, Open Graph, the names of older systems.

use serde_json::Value;

use super::super::dates;
use super::tree::Tree;
use crate::core::text::html::to_text;

/// See the module. Each is empty where the page is silent.
#[derive(Debug, Default)]
pub struct Meta {
    tags: Vec<(String, String)>,
    window: Option<String>,
    canonical: Option<String>,
    headline: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    address: Option<String>,
}

impl Meta {
    /// Reads the head of a page, and the data blocks anywhere in it.
    pub fn of(tree: &Tree, html: &str) -> Self {
        let mut meta = Self::default();
        for node in &tree.nodes {
            match node.name.as_str() {
                "meta" => {
                    let name = node.get("property").or(node.get("name")).or(node.get("itemprop"));
                    if let (Some(name), Some(content)) = (name, node.get("content").map(str::trim).filter(|c| !c.is_empty())) {
                        meta.tags.push((name.trim().to_ascii_lowercase(), content.to_string()));
                    }
                }
                "link" if node.get("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                    meta.canonical = node.get("href").map(str::to_string);
                }
                _ => {}
            }
        }
        meta.window = tree.elements("title", None).next().map(|i| tree.words(i)).filter(|t| !t.is_empty());
        for i in tree.elements("script", None) {
            if tree.nodes[i].get("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) {
                let text: String = tree.nodes[i + 1..tree.nodes[i].end].iter().map(|n| n.text.as_str()).collect();
                if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
                    meta.linked_data(&value);
                }
            }
        }
        // Browsers note where a saved page came from.
        let saved = html.find("saved from url=(").map(|at| &html[at..]).and_then(|s| s.split_once(')')).map(|(_, url)| url);
        if let Some(url) = saved.and_then(|u| u.split_whitespace().next()) {
            meta.address.get_or_insert(url.trim_end_matches("-->").to_string());
        }
        meta
    }

    fn linked_data(&mut self, value: &Value) {
        // serde_json itself bounds the depth.
        match value {
            Value::Array(list) => list.iter().for_each(|v| self.linked_data(v)),
            Value::Object(object) => {
                if object.get("@type").is_some_and(is_article) && self.headline.is_none() {
                    self.headline = words(object.get("headline").or(object.get("name")));
                    self.publisher = self.publisher.take().or_else(|| object.get("publisher").and_then(name));
                    let date = object.get("datePublished").or(object.get("dateCreated"));
                    self.published = self.published.take().or_else(|| words(date).and_then(|d| dates::read(&d)));
                    self.address = self.address.take().or_else(|| words(object.get("url")));
                }
                if let Some(graph) = object.get("@graph").or(object.get("mainEntity")) {
                    self.linked_data(graph);
                }
            }
            _ => {}
        }
    }

    fn tag(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|n| self.tags.iter().find(|(name, _)| name == n)).map(|(_, content)| content.as_str())
    }

    /// The headline, without the name of the site.
    pub fn headline(&self) -> Option<String> {
        let open = self.tag(&["og:title", "twitter:title", "dc.title", "citation_title"]).map(|t| self.without_site(t));
        self.headline.clone().or(open).filter(|t| !t.is_empty())
    }

    /// The title of the window, without the name of the site.
    pub fn window_title(&self) -> Option<String> {
        self.window.as_deref().map(|t| self.without_site(t)).filter(|t| !t.is_empty())
    }

    /// The outlet.
    pub fn publisher(&self) -> Option<String> {
        const NAMES: [&str; 5] = ["og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher"];
        let tag = self.tag(&NAMES).filter(|n| !n.contains("://")).map(str::to_string);
        self.publisher.clone().or(tag)
    }

    /// The date of publication.
    pub fn published(&self) -> Option<String> {
        const NAMES: [&str; 14] = [
            "article:published_time",
            "og:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.created",
            "date",
        ];
        self.published.clone().or_else(|| NAMES.iter().find_map(|n| dates::read(self.tag(&[n])?)))
    }

    /// Where the page stands.
    pub fn url(&self) -> Option<String> {
        let url = self.canonical.clone().or_else(|| self.tag(&["og:url"]).map(str::to_string)).or_else(|| self.address.clone());
        url.filter(|u| u.starts_with("https://") || u.starts_with("http://"))
    }

    /// "Fog at sea | The Coast Courier" is a headline and the name of its site.
    fn without_site(&self, title: &str) -> String {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(site) = self.publisher() else { return title };
        let same = |part: &str| {
            let (part, site) = (part.trim().to_lowercase(), site.to_lowercase());
            part == site || site.strip_prefix("the ") == Some(&part) || part.strip_prefix("the ") == Some(&site)
        };
        for sign in [" | ", " - ", " – ", " — ", " · ", " :: ", " • "] {
            if let Some((head, tail)) = title.rsplit_once(sign) {
                if same(tail) {
                    return head.trim().to_string();
                }
                if let Some((_, rest)) = title.split_once(sign).filter(|(first, _)| same(first)) {
                    return rest.trim().to_string();
                }
            }
        }
        title
    }
}

/// schema.org's kinds of article.
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(s) => s.ends_with("Article") || s.ends_with("BlogPosting") || s == "Report",
        Value::Array(list) => list.iter().any(is_article),
        _ => false,
    }
}

/// The words of a value; some systems write character references into it.
fn words(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(s) => to_text(s),
        Value::Array(list) => return list.iter().find_map(|v| words(Some(v))),
        _ => return None,
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The name of an organisation.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::Array(list) => list.iter().find_map(name),
        Value::Object(object) => words(object.get("name")),
        other => words(Some(other)).filter(|n| !n.contains("://")),
    }
}
