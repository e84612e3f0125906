//! What the views ask of the store: two sources side by side, and the search in all of them.

use super::super::aligned::{Shared, shared};
use super::super::article::ArticleId;
use super::super::search::Search;
use super::super::words::{self, group, plural};
use super::{Find, Focus, Panel, Place, Store, View};
use crate::wire::output::Fact;

impl Store {
    /// The two sources that stand side by side.
    pub fn pair(&self) -> Option<(ArticleId, ArticleId)> {
        self.looks.pair(&self.reading, &self.articles.iter().map(|a| a.id.clone()).collect::<Vec<_>>())
    }
    /// What they share.
    pub fn shared(&self) -> Vec<Shared<'_>> {
        self.pair().map(|(a, b)| shared(&self.reading, &a, &b)).unwrap_or_default()
    }
    /// Two sources are on show, and this is one of them.
    pub(super) fn is_beside(&self, id: &str) -> bool {
        self.view == View::Side && self.pair().is_some_and(|(a, b)| [a, b].iter().any(|p| &**p == id))
    }
    /// The fact's kind of figure is on show.
    pub(super) fn shows(&self, fact: &Fact) -> bool {
        let kind = fact.claims.first().and_then(|c| self.reading.figure(&c.source, c.figure)).map(|f| f.kind);
        kind.is_none_or(|k| self.looks.shows(group(k)))
    }

    /// The next or previous fact that the two sources share; round the corner.
    pub(super) fn step_shared(&mut self, by: i32) -> bool {
        let (all, pair) = (self.shared(), self.pair());
        let Some((left, right)) = pair.filter(|_| !all.is_empty()) else {
            self.say("These two share no fact.".into());
            return true;
        };
        let at = self.open.as_ref().and_then(|id| all.iter().position(|s| s.fact.id == *id));
        let next = match at {
            Some(at) => (at as i64 + i64::from(by)).rem_euclid(all.len() as i64) as usize,
            None if by > 0 => 0,
            None => all.len() - 1,
        };
        let s = &all[next];
        let said = |id: &str| s.fact.claims.iter().find(|c| c.source == id).map(|c| c.text.clone()).unwrap_or_default();
        let name = |id: &str| self.article(id).map(|a| a.outlet()).unwrap_or_default();
        let words = format!(
            "Shared fact {}, {} of {}. {}: {}. {} in {}, {} in {}.",
            s.letter,
            next + 1,
            all.len(),
            words::verdict(s.fact.verdict),
            s.fact.label,
            said(&left),
            name(&left),
            said(&right),
            name(&right)
        );
        let (id, place) = (s.fact.id.clone(), Place { article: left, index: s.left[0] });
        self.open = Some(id);
        self.chosen = Some(place.clone());
        self.say(words);
        self.move_focus(Focus::Figure(place));
        true
    }

    pub(super) fn find(&mut self, find: Find) -> bool {
        let here = self.shown.clone();
        match find {
            Find::Open => {
                self.looks.search.open = true;
                self.move_focus(Focus::Search);
            }
            Find::Close if !self.looks.search.open => return false,
            Find::Close => self.looks.search = Search::default(),
            Find::Words(words) => {
                self.looks.search.find(words, &self.articles);
                let search = &self.looks.search;
                let sources = self.articles.iter().filter(|a| search.count(&a.id) > 0).count();
                let words = match search.hits.len() {
                    0 if search.query.trim().is_empty() => return true,
                    0 => "No match.".to_string(),
                    n => format!("{} in {}.", plural(n, "match", "matches"), plural(sources, "source", "sources")),
                };
                self.say(words);
            }
            Find::Step(by) => match self.looks.search.next(by, here.as_deref()) {
                Some(at) => self.go_hit(at),
                None => return false,
            },
            Find::In(id) => match self.looks.search.hits.iter().position(|h| h.article == id) {
                Some(at) => self.go_hit(at),
                None => return false,
            },
        }
        true
    }

    fn go_hit(&mut self, at: usize) {
        let Some(hit) = self.looks.search.hits.get(at).cloned() else { return };
        // The first step leaves where one was; the next ones only move on.
        if self.looks.search.at.is_none() {
            self.leave(Focus::Main);
        }
        self.looks.search.at = Some(at);
        self.editing = false;
        if !self.is_beside(&hit.article) {
            self.view = View::Article;
        }
        self.set_shown(Some(hit.article.clone()));
        self.panel = Panel::Read;
        let text = self.article(&hit.article).and_then(|a| a.body.text()).unwrap_or_default();
        let s = super::super::reading::snippet(text, hit.span.start as usize..hit.span.end as usize);
        let total = self.looks.search.hits.len();
        let number = self.number(&hit.article).unwrap_or(0);
        self.say(format!("Match {} of {total}, source {number}: {}{}{}", at + 1, s.before, s.words, s.after));
    }
}
