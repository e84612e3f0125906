//! What the reader made, as one file: texts, findings, decisions and a hash over them. It opens anywhere and merges with a
//! colleague's.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::article::{Article, ArticleId};
use super::review::{Anchor, Review};
use crate::wire::output::Fact;

/// Says what the file is.
const FORMAT: &str = "crossread-session";
/// Goes up when an older page could no longer read it.
const VERSION: u32 = 1;
/// How such files are named.
pub const ENDING: &str = ".crossread.json";

/// What the reader made: all that undo goes back over, that is kept, and that a session file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Made {
    /// The sources, in their order.
    pub articles: Rc<Vec<Rc<Article>>>,
    /// The reader's own article among them.
    pub draft: Option<ArticleId>,
    /// The decisions.
    pub review: Rc<Review>,
}

/// A session file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionFile {
    format: String,
    version: u32,
    /// Name of the workspace.
    pub name: String,
    /// When it was saved: ISO 8601.
    pub saved: String,
    articles: Vec<Article>,
    draft: Option<ArticleId>,
    review: Review,
    /// What the page found, for people and programs that read the file without it; the page itself reads the texts anew.
    findings: Vec<Fact>,
    /// SHA-256 of the parts above but findings, in hexadecimal.
    hash: String,
}

/// Why a file is no session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionError {
    /// Something else.
    Other,
    /// Of a newer page; its version.
    Newer(u32),
    /// It begins as one, but can't be read to the end.
    Damaged,
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other => f.write_str("it is no crossread session"),
            Self::Newer(v) => write!(f, "it was saved by a newer crossread (format {v}); reload the page to get that version"),
            Self::Damaged => f.write_str("it is a crossread session, but damaged; ask for it once more"),
        }
    }
}

fn hash(articles: &[Article], draft: Option<&ArticleId>, review: &Review) -> String {
    let text = serde_json::to_string(&(articles, draft, review)).unwrap_or_default();
    Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

impl SessionFile {
    /// What to save.
    pub fn new(name: &str, saved: &str, made: &Made, findings: Vec<Fact>) -> Self {
        let articles: Vec<Article> = made.articles.iter().map(|a| Article::clone(a)).collect();
        let review = Review::clone(&made.review);
        Self {
            format: FORMAT.into(),
            version: VERSION,
            name: name.into(),
            saved: saved.into(),
            hash: hash(&articles, made.draft.as_ref(), &review),
            articles,
            draft: made.draft.clone(),
            review,
            findings,
        }
    }
    /// As JSON, with line breaks, so that version control and people can read it.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
    /// Reads one.
    ///
    /// # Errors
    /// When it is none, or can't be read.
    pub fn read(text: &str) -> Result<Self, SessionError> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|_| match text.contains(FORMAT) {
            true => SessionError::Damaged,
            false => SessionError::Other,
        })?;
        if value.get("format").and_then(|f| f.as_str()) != Some(FORMAT) {
            return Err(SessionError::Other);
        }
        match value.get("version").and_then(serde_json::Value::as_u64) {
            Some(v) if v > u64::from(VERSION) => return Err(SessionError::Newer(u32::try_from(v).unwrap_or(u32::MAX))),
            _ => {}
        }
        serde_json::from_value(value).map_err(|_| SessionError::Damaged)
    }
    /// Nobody changed it since it was saved.
    pub fn is_intact(&self) -> bool {
        self.hash == hash(&self.articles, self.draft.as_ref(), &self.review)
    }
    /// What it holds, for an empty workspace. Ids stay as they are.
    pub fn into_made(self) -> Made {
        let articles: Vec<_> = self.articles.into_iter().map(Rc::new).collect();
        let draft = self.draft.filter(|d| articles.iter().any(|a| a.id == *d));
        Made { articles: Rc::new(articles), draft, review: Rc::new(self.review) }
    }
}

/// What a merge brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// Articles that were not here.
    pub added: usize,
    /// Articles that were.
    pub same: usize,
    /// Decisions that were not here.
    pub decisions: usize,
}

/// Puts a colleague's session into ours. Articles of one text become one, under our id; what we know of it stays, what only they
/// know is taken over. Decisions of both stay: where they rule otherwise, the finding shows both. Of a decision that both have, the
/// later word stands.
pub fn merge(ours: &Made, theirs: SessionFile, mut new_id: impl FnMut() -> ArticleId) -> (Made, Merged) {
    let mut out = Merged::default();
    let mut articles = Vec::clone(&ours.articles);
    let mut ids: BTreeMap<ArticleId, ArticleId> = BTreeMap::new();
    for mut article in theirs.articles {
        let old = article.id.clone();
        if let Some(mine) = articles.iter_mut().find(|a| a.body == article.body) {
            out.same += 1;
            ids.insert(old, mine.id.clone());
            let known = Article::clone(mine);
            let or = |a: &str, b: String| if a.is_empty() { b } else { a.to_string() };
            let publisher = or(&known.publisher, article.publisher);
            let published = or(&known.published, article.published);
            let merged = Article { publisher, published, ..known };
            if merged != **mine {
                *mine = Rc::new(merged);
            }
            continue;
        }
        if articles.iter().any(|a| a.id == old) {
            article.id = new_id();
        }
        ids.insert(old, article.id.clone());
        articles.push(Rc::new(article));
        out.added += 1;
    }
    let mut review = Review::clone(&ours.review);
    let moved = |mut a: Anchor| {
        if let Some(id) = ids.get(&a.source) {
            a.source = id.clone();
        }
        a
    };
    for mut decision in theirs.review.decisions {
        decision.anchors = decision.anchors.into_iter().map(moved).collect();
        match review.decisions.iter_mut().find(|d| d.id == decision.id) {
            Some(mine) => {
                if decision.at > mine.at {
                    *mine = decision;
                }
            }
            None => {
                out.decisions += 1;
                review.decisions.push(decision);
            }
        }
    }
    for mut link in theirs.review.links {
        (link.a, link.b) = (moved(link.a), moved(link.b));
        if !review.links.contains(&link) {
            out.decisions += 1;
            review.links.push(link);
        }
    }
    for name in theirs.review.names {
        if !review.names.contains(&name) {
            out.decisions += 1;
            review.names.push(name);
        }
    }
    let draft = ours.draft.clone().or_else(|| theirs.draft.and_then(|d| ids.get(&d).cloned()));
    (Made { articles: Rc::new(articles), draft, review: Rc::new(review) }, out)
}

#[cfg(test)]
mod tests {
    use super::super::article::{Body, NewArticle};
    use super::super::review::{Decision, Ruling, Scope};
    use super::*;
    use crate::wire::output::Verdict;

    fn article(id: &str, text: &str) -> Rc<Article> {
        Rc::new(Article::new(id.into(), NewArticle::new(Body::Text(text.into()))))
    }

    fn decision(id: &str, source: &str, ruling: Ruling, by: &str, at: &str) -> Decision {
        let anchor =
            Anchor { source: source.into(), start: 3, exact: "42".into(), prefix: "Zoë ".into(), suffix: " 😀".into() };
        Decision {
            id: id.into(),
            ruling: Some(ruling),
            scope: Scope::Finding,
            anchors: vec![anchor],
            label: "deaths".into(),
            verdict: Verdict::Conflict,
            note: String::new(),
            by: by.into(),
            at: at.into(),
        }
    }

    fn made(articles: &[(&str, &str)], decisions: Vec<Decision>) -> Made {
        let articles = articles.iter().map(|(id, text)| article(id, text)).collect();
        Made { articles: Rc::new(articles), draft: None, review: Rc::new(Review { decisions, ..Review::default() }) }
    }

    #[test]
    fn a_session_comes_back_as_it_was() {
        let mine = made(&[("a1", "Zoë 42 😀"), ("a2", "b")], vec![decision("d1", "a1", Ruling::Confirmed, "Ada", "2026-03-01")]);
        let file = SessionFile::new("Ferry", "2026-03-02T10:00:00Z", &mine, Vec::new());
        let back = SessionFile::read(&file.to_json()).expect("a session");
        assert!(back == file && back.is_intact());
        assert_eq!(back.into_made(), mine);
    }

    #[test]
    fn a_changed_file_is_known_and_others_are_told_apart() {
        let json = SessionFile::new("x", "", &made(&[("a1", "Lost 42.")], vec![]), Vec::new()).to_json();
        assert!(!SessionFile::read(&json.replace("Lost 42", "Lost 43")).expect("still one").is_intact());
        let error = |text: &str| SessionFile::read(text).map(|_| ()).map_err(|e| e.to_string());
        assert!(error("{}").is_err_and(|e| e.contains("no crossread session")));
        assert!(error("hello").is_err_and(|e| e.contains("no crossread session")));
        assert!(error(&json[..json.len() / 2]).is_err_and(|e| e.contains("damaged")));
        assert!(error(&json.replace("\"version\": 1", "\"version\": 9")).is_err_and(|e| e.contains("newer")));
        assert!(error(&json.replace("\"articles\"", "\"particles\"")).is_err_and(|e| e.contains("damaged")));
    }

    #[test]
    fn two_sessions_become_one() {
        let mut ours =
            made(&[("a1", "One."), ("a2", "Two.")], vec![decision("d1", "a1", Ruling::Confirmed, "Ada", "2026-03-01")]);
        ours.draft = Some("a2".into());
        let theirs = made(
            &[("a1", "Three."), ("b1", "One.")],
            vec![
                decision("d1", "b1", Ruling::Dismissed, "Ada", "2026-03-05"),
                decision("d2", "b1", Ruling::Dismissed, "Ben", "2026-03-02"),
                decision("d3", "a1", Ruling::Confirmed, "Ben", "2026-03-02"),
            ],
        );
        let file = SessionFile::new("x", "", &theirs, Vec::new());
        let (both, merged) = merge(&ours, file.clone(), || "n1".into());
        assert_eq!(merged, Merged { added: 1, same: 1, decisions: 2 });
        let ids: Vec<&str> = both.articles.iter().map(|a| &*a.id).collect();
        assert_eq!((ids, both.draft.as_deref()), (vec!["a1", "a2", "n1"], Some("a2")));
        let decided: Vec<_> = both.review.decisions.iter().map(|d| (d.id.as_str(), d.ruling, &*d.anchors[0].source)).collect();
        let (yes, no) = (Some(Ruling::Confirmed), Some(Ruling::Dismissed));
        assert_eq!(decided, [("d1", no, "a1"), ("d2", no, "a1"), ("d3", yes, "n1")], "the later word of Ada; Ben's beside it");
        let (again, nothing) = merge(&both, file, || unreachable!("nothing is new"));
        assert_eq!((again, nothing.added + nothing.decisions), (both, 0), "merging twice changes nothing");
    }
}
