//! What the views ask of the store: two sources side by side, and the search in all of them.

use super::super::aligned::{Shared, shared};
use super::super::article::ArticleId;
use super::super::matrix::cell_id;
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

    /// A finding that opens beside the matrix, far from the row that has the focus, is told.
    pub(super) fn say_beside(&mut self, id: &str) {
        if let Some(fact) = self.reading.fact(id).filter(|_| self.view == View::Matrix) {
            self.say(format!("{}. {}", words::verdict(fact.verdict), fact.reason));
        }
    }
    /// What names a finding in the view on show.
    pub(super) fn heading_of(&self, fact: String) -> Focus {
        match self.view {
            View::Matrix => Focus::Element(cell_id(&fact, 0)),
            _ => Focus::Finding(fact),
        }
    }
    /// From a figure of the open fact to its counterpart on the other side.
    pub(super) fn other_side(&mut self) -> bool {
        let Some((left, right)) = self.pair() else { return false };
        let open = self.shared().into_iter().find(|s| Some(&s.fact.id) == self.open.as_ref()).map(|s| (s.left[0], s.right[0]));
        let Some((l, r)) = open else { return false };
        let on_left = self.chosen.as_ref().is_some_and(|p| p.article == left);
        let to = if on_left { Place { article: right, index: r } } else { Place { article: left, index: l } };
        let from = self.chosen.clone().map_or(Focus::Main, Focus::Figure);
        self.go(to, from);
        true
    }

    /// Opens a finding where all sources' words stand.
    pub(super) fn whole(&mut self, id: String, from: Focus) {
        self.leave(from);
        self.view = View::Article;
        self.open(&id);
        self.panel = Panel::Findings;
        self.move_focus(Focus::Finding(id));
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

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::super::article::{Body, NewArticle};
    use super::super::super::looks::Look;
    use super::super::super::reading::tests::{fact, source};
    use super::super::super::words::Group;
    use super::super::Action;
    use super::*;
    use crate::wire::Report;
    use crate::wire::output::Verdict;

    fn run(store: Store, actions: impl IntoIterator<Item = Action>) -> Store {
        let store = actions.into_iter().fold(Rc::new(store), Store::after);
        Store::clone(&store)
    }

    /// Three sources; the first and the last contradict each other, the first and the second agree.
    fn three() -> Store {
        let marked = ["Ort lost [42] of [90].", "In Ort [42] died.", "Quiet Ört. [3] died."];
        let sources: Vec<_> = marked.iter().enumerate().map(|(i, m)| source(&format!("a{}", i + 1), m)).collect();
        let facts = vec![
            fact("agreed", Verdict::Agree, &[&sources[0], &sources[1]]),
            fact("deaths", Verdict::Conflict, &[&sources[0], &sources[1], &sources[2]]),
        ];
        let new = sources.iter().map(|s| Ok(NewArticle::new(Body::Text(s.text.clone())))).collect();
        let store = run(Store::default(), [Action::Add(new)]);
        let revision = store.revision;
        run(store, [Action::Read(revision, Report::of(sources, facts))])
    }

    fn focus(store: &Store) -> String {
        store.focus.as_ref().map_or(String::new(), |(_, f)| f.dom_id())
    }

    #[test]
    fn steps_beside_each_other_go_through_what_both_share() {
        let s = run(three(), [Action::View(View::Side)]);
        assert_eq!(s.pair(), Some(("a1".into(), "a3".into())));
        let s = run(s, [Action::Step(1), Action::Step(1)]);
        assert_eq!((s.open.as_deref(), focus(&s).as_str(), s.view), (Some("deaths"), "f-a1-0", View::Side));
        assert_eq!(
            s.spoken.1,
            "Shared fact A, 1 of 1. Contradiction: label of deaths. 42 in Ort lost 42 of 90. …, 3 in Quiet Ört. 3 died. …."
        );
        let s = run(s, [Action::NextPassage]);
        assert_eq!((focus(&s).as_str(), s.view), ("f-a3-0", View::Side), "the counterpart is on show already");
        let s = run(s, [Action::Back]);
        assert_eq!(focus(&s), "f-a1-0");
        let s = run(s, [Action::NextPassage, Action::NextPassage]);
        assert_eq!(focus(&s), "f-a1-0", "and back");
        let s = run(s, [Action::Whole { fact: "deaths".into(), from: Focus::Main }]);
        assert_eq!((focus(&s).as_str(), s.view), ("finding-deaths", View::Article));
        assert_eq!(run(s, [Action::Back]).view, View::Side);
    }

    #[test]
    fn a_finding_beside_the_matrix_is_told_and_closes_to_its_row() {
        let s = run(three(), [Action::View(View::Matrix), Action::Toggle("deaths".into())]);
        assert_eq!((s.spoken.1.as_str(), s.view), ("Contradiction. because", View::Matrix));
        let s = run(s, [Action::Escape]);
        assert_eq!((focus(&s).as_str(), s.open), ("cell-deaths-0", None));
    }

    #[test]
    fn a_search_goes_through_all_sources_and_leaves_nothing_behind() {
        let s = run(three(), [Action::View(View::Matrix), Action::Find(Find::Open)]);
        assert_eq!(focus(&s), "search");
        let s = run(s, [Action::Find(Find::Words("ort".into()))]);
        assert_eq!(s.spoken.1, "3 matches in 3 sources.");
        assert_eq!(s.view, View::Matrix, "writing moves nothing");
        let s = run(s, [Action::Find(Find::Step(-1))]);
        assert_eq!((s.view, s.looks.search.at, s.shown.as_deref()), (View::Article, Some(0), Some("a1")));
        let s = run(s, [Action::Find(Find::In("a3".into())), Action::Find(Find::Step(1))]);
        assert_eq!((s.looks.search.at, s.shown.as_deref()), (Some(0), Some("a1")), "round the corner");
        assert_eq!(s.spoken.1, "Match 1 of 3, source 1: Ort lost 42 of 90.");
        let s = run(s, [Action::Escape]);
        assert!(!s.looks.search.open && s.looks.search.hits.is_empty());
        assert_eq!(run(s, [Action::Back]).view, View::Matrix);
        let s = run(three(), [Action::Find(Find::Words("ört".into())), Action::Remove(vec!["a1".into()])]);
        assert_eq!(s.looks.search.hits.len(), 2, "what is gone is not found");
    }

    #[test]
    fn kinds_of_figure_are_filtered() {
        let s = run(three(), [Action::Look(Look::Kind(Group::Money))]);
        assert!(s.findings().is_empty());
        let s = run(s, [Action::Look(Look::Kind(Group::Count))]);
        assert_eq!(s.findings().len(), 2);
    }
}
