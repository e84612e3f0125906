//! Decisions on findings.

use std::rc::Rc;

use super::super::review::{self, Anchor, Decision, Link, Ruling, Scope};
use super::super::words;
use super::*;
use crate::wire::CorrectionInput;

/// The field of a note, for telling runs of letters apart; the fields of a source are numbered by [`Change`].
const NOTE: u8 = 100;

impl Store {
    /// Changes the review as one step of history; false when nothing changed.
    fn decide(&mut self, label: String, change: impl FnOnce(&mut Review)) -> bool {
        let mut review = Review::clone(&self.review);
        change(&mut review);
        if review == *self.review {
            return false;
        }
        self.history.record(label, self.made());
        self.take_review(Rc::new(review));
        true
    }
    /// Another review from now on; names are read anew when their corrections changed.
    pub(super) fn take_review(&mut self, review: Rc<Review>) {
        let before = std::mem::replace(&mut self.review, review);
        if before.names != self.review.names {
            self.revision += 1;
        }
        self.judge_again();
    }
    fn decision(&mut self, fact: &Fact, anchors: Vec<Anchor>, scope: Scope, at: String) -> Decision {
        let (label, verdict, by) = (fact.label.clone(), fact.verdict, self.me.clone());
        Decision { id: self.new_id().to_string(), ruling: None, scope, anchors, label, verdict, note: String::new(), by, at }
    }
    /// This reader's own decision on a finding as a whole.
    pub fn own_decision(&self, fact: &str) -> Option<&Decision> {
        let on = self.standing.of(fact)?;
        on.decisions.iter().map(|&i| &self.review.decisions[i]).find(|d| d.scope == Scope::Finding && d.by == self.me)
    }

    pub(super) fn rule(&mut self, id: &str, ruling: Ruling, scope: Scope, claims: &[usize], at: String) -> bool {
        let Some(fact) = self.reading.fact(id).cloned() else { return false };
        let all = review::anchors(&self.reading, &fact);
        let anchors = match scope {
            Scope::Finding => all,
            Scope::Pair | Scope::Figure => claims.iter().filter_map(|i| all.get(*i).cloned()).collect(),
        };
        if anchors.len() < if scope == Scope::Figure { 1 } else { 2 } {
            return false;
        }
        let note = self.own_decision(id).filter(|_| scope == Scope::Finding).map(|d| d.note.clone()).unwrap_or_default();
        let decision = Decision { ruling: Some(ruling), note, ..self.decision(&fact, anchors, scope, at) };
        let next = self.after_this(id);
        let what = format!("{} “{}”", if ruling == Ruling::Confirmed { "confirming" } else { "dismissing" }, fact.label);
        if !self.decide(what, |r| r.decide(decision)) {
            return false;
        }
        let undo = ruling == Ruling::Dismissed;
        let lines = vec![format!("{}: {}.", ruling.label(), fact.label)];
        // A dismissed finding leaves the list: the next one takes its place, so that one goes on judging.
        if self.findings().iter().any(|f| f.id == id) {
            self.say(lines[0].clone());
        } else {
            self.open = None;
            let to = next.filter(|n| self.findings().iter().any(|f| f.id == *n));
            self.move_focus(to.map_or(Focus::Findings, Focus::Finding));
            self.tell(Notice { undo, ..Notice::undoable(lines) });
        }
        true
    }
    /// The finding behind this one in the list, or the one before it.
    fn after_this(&self, id: &str) -> Option<String> {
        let findings = self.findings();
        let at = findings.iter().position(|f| f.id == id)?;
        findings.get(at + 1).or(at.checked_sub(1).and_then(|i| findings.get(i))).map(|f| f.id.clone())
    }

    pub(super) fn unrule(&mut self, id: &str) -> bool {
        let Some(fact) = self.reading.fact(id).cloned() else { return false };
        let on: Vec<String> = self
            .standing
            .of(id)
            .map(|f| f.decisions.iter().map(|&i| self.review.decisions[i].id.clone()).collect())
            .unwrap_or_default();
        let me = self.me.clone();
        let changed = self.decide(format!("taking back the ruling on “{}”", fact.label), |r| {
            for d in r.decisions.iter_mut().filter(|d| on.contains(&d.id) && d.by == me) {
                d.ruling = None;
            }
            r.decisions.retain(|d| d.ruling.is_some() || !d.note.is_empty());
        });
        if changed {
            if !self.findings().iter().any(|f| f.id == id) {
                self.dismissed = false;
                self.filter[rank(fact.verdict)] = true;
            }
            self.say(format!("Not ruled on any more: {}.", fact.label));
            self.move_focus(Focus::Finding(fact.id));
        }
        changed
    }

    /// To the field of the note; the findings are brought on show where a view or a narrow screen hides them.
    pub(super) fn write_note(&mut self, fact: String) {
        if self.view == View::Side {
            self.view = View::Article;
        }
        self.panel = Panel::Findings;
        self.move_focus(Focus::Note(fact));
    }

    pub(super) fn note(&mut self, id: &str, note: String, at: String) -> bool {
        let Some(fact) = self.reading.fact(id).cloned() else { return false };
        let ruling = self.own_decision(id).and_then(|d| d.ruling);
        let anchors = review::anchors(&self.reading, &fact);
        let decision = Decision { ruling, note, ..self.decision(&fact, anchors, Scope::Finding, at) };
        let mut review = Review::clone(&self.review);
        review.decide(decision);
        let label = format!("the note on “{}”", fact.label);
        self.history.record_edit(label, (fact.id.as_str().into(), NOTE), self.made());
        self.take_review(Rc::new(review));
        true
    }

    pub(super) fn drop_decision(&mut self, id: &str) -> bool {
        let Some(d) = self.review.decisions.iter().find(|d| d.id == id) else { return false };
        let label = d.label.clone();
        self.say(format!("Decision on {label} deleted."));
        self.decide(format!("deleting the decision on “{label}”"), |r| r.decisions.retain(|d| d.id != id))
    }

    pub(super) fn drop_link(&mut self, at: usize) -> bool {
        if at >= self.review.links.len() {
            return false;
        }
        self.decide("taking back a merge or split".into(), |r| {
            r.links.remove(at);
        })
    }

    pub(super) fn correct(&mut self, correction: CorrectionInput) -> bool {
        let words = review::correction(&correction);
        let changed = self.decide(format!("“{words}”"), |r| {
            r.names.retain(|c| *c != correction);
            r.names.push(correction);
        });
        if changed {
            self.tell(Notice::undoable(vec![words]));
        }
        changed
    }
    pub(super) fn drop_name(&mut self, at: usize) -> bool {
        let Some(words) = self.review.names.get(at).map(review::correction) else { return false };
        self.say("Correction deleted.".into());
        self.decide(format!("taking back “{words}”"), |r| {
            r.names.remove(at);
        })
    }

    /// Each claim of the one with each claim of the other: a joined fact holds together even when one of its figures goes.
    pub(super) fn join(&mut self, id: &str, to: &Place) -> bool {
        let Some(fact) = self.reading.fact(id).cloned() else { return false };
        let ours = review::anchors(&self.reading, &fact);
        let theirs: Vec<Anchor> = match self.reading.fact_of(&to.article, to.index) {
            Some(other) if other.id == fact.id => return false,
            Some(other) => review::anchors(&self.reading, other),
            None => Anchor::new(&self.reading, &to.article, to.index).into_iter().collect(),
        };
        let changed = self.decide(format!("merging into “{}”", fact.label), |r| {
            for a in &ours {
                theirs.iter().for_each(|b| r.link(Link { together: true, a: a.clone(), b: b.clone() }));
            }
        });
        if changed {
            self.tell(Notice::undoable(vec![format!("Merged into {}.", fact.label)]));
        }
        changed
    }

    pub(super) fn part(&mut self, id: &str, claims: &[usize]) -> bool {
        let Some(fact) = self.reading.fact(id).cloned() else { return false };
        let all = review::anchors(&self.reading, &fact);
        let (mut out, mut rest) = (Vec::new(), Vec::new());
        for (i, a) in all.into_iter().enumerate() {
            if claims.contains(&i) { &mut out } else { &mut rest }.push(a);
        }
        if out.is_empty() || rest.is_empty() {
            return false;
        }
        let changed = self.decide(format!("splitting “{}”", fact.label), |r| {
            for a in &out {
                rest.iter().for_each(|b| r.link(Link { together: false, a: a.clone(), b: b.clone() }));
            }
        });
        if changed {
            let n = words::plural(out.len(), "figure", "figures");
            self.tell(Notice::undoable(vec![format!("Set {n} apart from {}.", fact.label)]));
        }
        changed
    }

    /// One step back or forward.
    pub(super) fn travel(&mut self, back: bool) -> bool {
        let Some((label, made)) = self.history.step(back, self.made()) else {
            self.say(if back { "There is nothing to undo." } else { "There is nothing to redo." }.into());
            return true;
        };
        let before = std::mem::replace(&mut self.articles, made.articles);
        self.draft = made.draft;
        self.editing = false;
        self.travels += 1;
        self.notice = None;
        if self.articles != before {
            self.revision += 1;
        }
        self.take_review(made.review);
        let back_again = self.articles.iter().find(|a| !before.iter().any(|b| b.id == a.id)).map(|a| a.id.clone());
        let shown = self.shown.clone().filter(|id| self.article(id).is_some());
        if let Some(id) = back_again {
            self.set_shown(Some(id.clone()));
            self.move_focus(Focus::Source(id));
        } else if shown.is_none() {
            self.set_shown(self.articles.first().map(|a| a.id.clone()));
            self.move_focus(self.shown.clone().map_or(Focus::Main, Focus::Source));
        }
        self.say(format!("{}: {label}.", if back { "Undone" } else { "Done again" }));
        true
    }
}
