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
        url: String::new(),
        body: Body::Text(text.trim().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::articles;
    use crate::app::model::article::Article;
    use crate::core::text::date::parse_iso;
    use crate::wire::output::Verdict;

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

    /// What a visitor sees first: the two contradictions, the update and the rounding that are in it, and no false alarm
    /// over the sister ship, the accident of 2014, the loss of another year or the share price of another hour.
    #[test]
    fn the_example_shows_what_it_was_written_for() {
        let inputs =
            articles().into_iter().enumerate().map(|(i, a)| Article::new(format!("a{i}").into(), a).input(i + 1)).collect();
        let report = crate::wire::compare(inputs, &Default::default()).expect("it is valid");
        let of = |verdict| {
            let mut all: Vec<Vec<String>> = Vec::new();
            for fact in report.facts.iter().filter(|f| f.verdict == verdict) {
                let mut words: Vec<_> = fact.claims.iter().map(|c| c.text.to_lowercase()).collect();
                words.sort();
                words.dedup();
                all.push(words);
            }
            all.sort();
            all
        };
        assert_eq!(of(Verdict::Conflict), [vec!["24", "42"], vec!["about €12 million", "€21 million"]]);
        assert_eq!(of(Verdict::Updated), [["three", "two"]]);
        assert!(of(Verdict::Compatible).iter().any(|w| w.contains(&"€38.4 million".to_string())));
        assert!(of(Verdict::Agree).iter().any(|w| w.contains(&"214".to_string())));
    }
}
