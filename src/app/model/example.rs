//! The articles behind "Load the example": invented names, one event.

use super::article::{Body, NewArticle};

/// A file of the example: lines `Title:`, `Publisher:`, `Published:`, an empty line, the text.
const FILES: &[&str] = &[
    include_str!("../../../www/example/1-coast-courier.txt"),
    include_str!("../../../www/example/2-harbour-post.txt"),
    include_str!("../../../www/example/3-northern-wire.txt"),
    include_str!("../../../www/example/4-island-gazette.txt"),
    include_str!("../../../www/example/5-capital-review.txt"),
];

/// The example, in the order in which it is shown.
pub fn articles() -> Vec<NewArticle> {
    FILES.iter().map(|file| parse(file)).collect()
}

fn parse(file: &str) -> NewArticle {
    let (head, text) = file.split_once("\n\n").unwrap_or(("", file));
    let field = |name: &str| head.lines().find_map(|l| l.strip_prefix(name)).map(|v| v.trim().to_string()).unwrap_or_default();
    NewArticle {
        title: field("Title:"),
        publisher: field("Publisher:"),
        published: field("Published:"),
        body: Body::Text(text.trim().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::articles;
    use crate::core::text::date::parse_iso;

    #[test]
    fn every_article_of_the_example_is_whole() {
        let all = articles();
        assert_eq!(all.len(), 5);
        for a in &all {
            let text = a.body.text().unwrap_or_default();
            assert!(!a.publisher.is_empty() && parse_iso(&a.published).is_some(), "{}", a.title);
            assert!(text.starts_with(&a.title) && text.len() > 600, "{}", a.title);
        }
    }
}
