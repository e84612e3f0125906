//! Moving about: findings, passages, views, and back.

use super::super::words::{self, rank};
use super::*;

impl Store {
    pub(super) fn edit(&mut self, on: bool) -> bool {
        if self.editing == on || (on && self.shown().is_none()) {
            return false;
        }
        self.history.rest();
        self.editing = on;
        self.view = View::Article;
        self.panel = Panel::Read;
        self.move_focus(if on { Focus::Editor } else { Focus::Main });
        true
    }

    pub(super) fn show(&mut self, article: ArticleId, follow: bool) {
        let claim = self.open_fact().and_then(|f| f.claims.iter().find(|c| *c.source == *article)).map(|c| c.figure);
        match claim.filter(|_| follow) {
            Some(index) => {
                let from = self.open.clone().map_or(Focus::Findings, Focus::Finding);
                self.go(Place { article, index }, from);
            }
            None => {
                if self.view != View::Article {
                    self.leave(Focus::Main);
                }
                self.set_shown(Some(article));
                self.view = View::Article;
                self.panel = Panel::Read;
                if follow {
                    self.move_focus(Focus::Main);
                }
            }
        }
    }

    pub(super) fn choose(&mut self, place: Place, leave: bool) {
        if leave {
            self.leave(Focus::Figure(place.clone()));
        }
        let to = match self.reading.fact_of(&place.article, place.index).cloned() {
            Some(fact) => {
                self.say(format!("{}. {}", words::verdict(fact.verdict), fact.reason));
                self.filter[rank(fact.verdict)] = true;
                self.open = Some(fact.id.clone());
                Focus::Finding(fact.id)
            }
            None => {
                self.open = None;
                let dismissed = self.reading.is_set_aside(&place.article, place.index);
                let words =
                    if dismissed { "The finding on this figure is dismissed." } else { "No other source has this figure." };
                self.say(words.into());
                Focus::Findings
            }
        };
        if leave {
            self.panel = Panel::Findings;
            self.move_focus(to);
        }
        self.chosen = Some(place);
    }

    /// Opens a finding and brings its passage into view where the text is on show.
    pub(super) fn open(&mut self, id: &str) {
        let Some(fact) = self.reading.fact(id) else { return };
        let shown = self.shown.as_deref().unwrap_or_default();
        let claim = fact.claims.iter().find(|c| c.source == shown).or(fact.claims.first());
        let place = claim.map(|c| Place::new(c.source.as_str(), c.figure));
        self.open = Some(id.to_string());
        if let Some(place) = place {
            self.set_shown(Some(place.article.clone()));
            self.chosen = Some(place);
        }
    }

    pub(super) fn step(&mut self, by: i32) -> bool {
        if self.view == View::Side {
            return self.step_shared(by);
        }
        let findings = self.findings();
        let at = self.open.as_ref().and_then(|id| findings.iter().position(|f| f.id == *id));
        let next = match at {
            Some(at) => at.saturating_add_signed(by as isize),
            None => {
                // From the finding that has the focus: behind a dismissed one, the one that took its place is next.
                let here = match &self.focus {
                    Some((_, Focus::Finding(id))) => findings.iter().position(|f| f.id == *id),
                    _ => None,
                };
                match here {
                    Some(i) if by > 0 => i,
                    Some(i) => i.wrapping_sub(1),
                    None if by > 0 => 0,
                    None => findings.len().wrapping_sub(1),
                }
            }
        };
        let Some(fact) = findings.get(next).filter(|_| at != Some(next)) else {
            let words = if findings.is_empty() { "There are no findings." } else { "There are no more findings." };
            self.say(words.into());
            return true;
        };
        let (id, total) = (fact.id.clone(), findings.len());
        let words = format!("{} {} of {total}. {}. {}", words::verdict(fact.verdict), next + 1, fact.label, fact.reason);
        self.open(&id);
        self.panel = Panel::Findings;
        self.say(words);
        self.move_focus(Focus::Finding(id));
        true
    }

    /// Remembers where one is.
    pub(super) fn leave(&mut self, focus: Focus) {
        if self.trail.len() == TRAIL {
            self.trail.remove(0);
        }
        let (shown, chosen) = (self.shown.clone(), self.chosen.clone());
        self.trail.push(Spot { shown, chosen, view: self.view, panel: self.panel, focus });
    }

    pub(super) fn go(&mut self, to: Place, from: Focus) {
        self.leave(from);
        if let Some(article) = self.article(&to.article) {
            let words = format!("{} of {}: {}", self.number(&to.article).unwrap_or(0), self.articles.len(), article.name());
            self.say(format!("Source {words}"));
        }
        if !self.is_beside(&to.article) {
            self.view = View::Article;
        }
        self.set_shown(Some(to.article.clone()));
        self.editing = false;
        self.panel = Panel::Read;
        self.chosen = Some(to.clone());
        self.move_focus(Focus::Figure(to));
    }

    pub(super) fn next_passage(&mut self) -> bool {
        if self.view == View::Side {
            return self.other_side();
        }
        let Some(fact) = self.open_fact() else { return false };
        let here =
            self.chosen.as_ref().and_then(|p| fact.claims.iter().position(|c| *c.source == *p.article && c.figure == p.index));
        let next = here.map_or(0, |i| (i + 1) % fact.claims.len().max(1));
        let Some(claim) = fact.claims.get(next) else { return false };
        let to = Place::new(claim.source.as_str(), claim.figure);
        let in_text = matches!(&self.focus, Some((_, Focus::Figure(_))));
        let from = match &self.chosen {
            Some(place) if in_text => Focus::Figure(place.clone()),
            _ => Focus::Finding(fact.id.clone()),
        };
        self.go(to, from);
        true
    }

    pub(super) fn back(&mut self) -> bool {
        let Some(spot) = self.trail.pop() else { return false };
        self.set_shown(spot.shown);
        self.chosen = spot.chosen;
        self.view = spot.view;
        self.panel = spot.panel;
        self.move_focus(spot.focus);
        self.say("Back.".into());
        true
    }

    pub(super) fn set_view(&mut self, view: View) {
        self.editing = false;
        self.view = view;
        self.panel = Panel::Read;
        self.say(view.label().into());
    }

    pub(super) fn escape(&mut self) -> bool {
        if self.dialog.take().is_some() {
            return true;
        }
        if self.editing {
            return self.edit(false);
        }
        if self.looks.search.open {
            return self.find(Find::Close);
        }
        if let Some(id) = self.open.take() {
            self.move_focus(self.heading_of(id));
            return true;
        }
        self.notice.take().is_some()
    }
}
