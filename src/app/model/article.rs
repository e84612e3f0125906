//! One source, as the reader gave it.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

pub use crate::intake::clues::headline;
use crate::wire::SourceInput;

/// Names a source for as long as the page keeps it; never used again for another.
pub type ArticleId = Rc<str>;

/// The words of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Body {
    /// Plain text.
    Text(String),
    /// Rich text as it was pasted. The first report brings back its readable text, which then takes its place.
    Html(String),
}

impl Body {
    /// The text, where it is known.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Html(_) => None,
        }
    }
    /// Bytes as they came.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(s) | Self::Html(s) => s.len(),
        }
    }
    /// Nothing but white space.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(s) | Self::Html(s) => s.trim().is_empty(),
        }
    }
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// See [`ArticleId`].
    pub id: ArticleId,
    /// As the reader edits it; may be empty.
    pub title: String,
    /// As the reader edits it; may be empty.
    pub publisher: String,
    /// ISO 8601 date or date-time, or empty.
    pub published: String,
    /// Where it stands on the web, or empty.
    #[serde(default)]
    pub url: String,
    /// What it says.
    pub body: Body,
    /// The title was read from the text, so a better reading may replace it.
    #[serde(default)]
    pub title_is_guess: bool,
}

/// A source before it has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArticle {
    /// Empty: read it from the text.
    pub title: String,
    /// May be empty.
    pub publisher: String,
    /// ISO 8601 or empty.
    pub published: String,
    /// Address on the web, or empty.
    pub url: String,
    /// What it says.
    pub body: Body,
}

impl NewArticle {
    /// A text without anything known about it.
    pub fn new(body: Body) -> Self {
        Self { title: String::new(), publisher: String::new(), published: String::new(), url: String::new(), body }
    }
}

impl Article {
    /// A new source; without a title it takes its headline.
    pub fn new(id: ArticleId, new: NewArticle) -> Self {
        let mut article = Self {
            id,
            title: new.title,
            publisher: new.publisher,
            published: new.published,
            url: new.url,
            title_is_guess: false,
            body: new.body,
        };
        if article.title.is_empty() {
            article.title_is_guess = true;
            article.guess_title();
        }
        article
    }
    /// Takes the headline from the text, where the reader has given none.
    pub fn guess_title(&mut self) {
        if self.title_is_guess
            && let Some(text) = self.body.text()
        {
            self.title = headline(text).unwrap_or_default().to_string();
        }
    }
    /// What people call it: its title, or how it begins.
    pub fn name(&self) -> String {
        if !self.title.is_empty() {
            return self.title.clone();
        }
        let text = self.body.text().unwrap_or_default();
        let start: String = text.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
        if start.is_empty() { "Untitled".to_string() } else { start + " …" }
    }
    /// Its outlet, or its title where that is unknown.
    pub fn outlet(&self) -> String {
        if self.publisher.is_empty() { self.name() } else { self.publisher.clone() }
    }
    /// The day of publication (`2026-03-01`), or empty.
    pub fn day(&self) -> &str {
        self.published.split('T').next().unwrap_or_default()
    }
    /// The time of publication (`08:00`), or empty.
    pub fn time(&self) -> &str {
        self.published.split_once('T').map_or("", |(_, time)| time.get(..5).unwrap_or_default())
    }
    /// For the worker. A source without an outlet is called by its `number` in the list, so that reasons read well.
    pub fn input(&self, number: usize) -> SourceInput {
        let some = |s: &String| (!s.is_empty()).then(|| s.clone());
        let (text, html) = match &self.body {
            Body::Text(s) => (Some(s.clone()), None),
            Body::Html(s) => (None, Some(s.clone())),
        };
        SourceInput {
            id: Some(self.id.to_string()),
            text,
            html,
            title: some(&self.title),
            url: some(&self.url),
            publisher: some(&self.publisher).or_else(|| Some(format!("source {number}"))),
            published: some(&self.published),
        }
    }
}

/// Day and time (either may be empty) as one ISO 8601 date; a time without a day is no date.
pub fn published(day: &str, time: &str) -> String {
    match (day, time) {
        ("", _) => String::new(),
        (day, "") => day.to_string(),
        (day, time) => format!("{day}T{time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_time_make_one_date() {
        assert_eq!(published("2026-03-01", "08:00"), "2026-03-01T08:00");
        assert_eq!(published("2026-03-01", ""), "2026-03-01");
        assert_eq!(published("", "08:00"), "");
        let mut a = Article::new("a1".into(), NewArticle::new(Body::Text("x".into())));
        a.published = "2026-03-01T08:00:00Z".into();
        assert_eq!((a.day(), a.time()), ("2026-03-01", "08:00"));
    }

    #[test]
    fn an_article_is_always_called_something() {
        let name = |text: &str| Article::new("a1".into(), NewArticle::new(Body::Text(text.into()))).name();
        assert_eq!(name("Headline here\nBody."), "Headline here");
        assert_eq!(name("One two three four five six seven eight nine ten."), "One two three four five six seven eight …");
        assert_eq!(name(""), "Untitled");
    }
}
