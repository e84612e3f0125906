//! Workspaces and session files.

use std::rc::Rc;

use super::super::out::{anchors, fill};
use super::super::review::{Anchor, Decision, Scope};
use super::super::session::{SessionFile, merge};
use super::*;

impl Store {
    /// Leaves this workspace for another; what is kept of it comes with [`Action::Restore`].
    pub(super) fn open_space(&mut self, space: Space) -> bool {
        if space.id == self.space.id || !self.restored {
            return false;
        }
        let known = self.spaces.iter().find(|s| s.id == space.id).cloned();
        let new = Self {
            space: known.unwrap_or(space),
            spaces: Rc::clone(&self.spaces),
            me: self.me.clone(),
            revision: self.revision + 1,
            ticks: self.ticks,
            spoken: self.spoken.clone(),
            seed: self.seed.clone(),
            next: self.next,
            ..Self::default()
        };
        *self = new;
        self.say(format!("Workspace {}.", self.space.name));
        self.move_focus(Focus::Main);
        true
    }
    pub(super) fn name_space(&mut self, name: &str) -> bool {
        let name = name.trim();
        if name.is_empty() || name == self.space.name {
            return false;
        }
        self.space.name = name.into();
        let open = self.space.clone();
        for space in Rc::make_mut(&mut self.spaces).iter_mut().filter(|s| s.id == open.id) {
            *space = open.clone();
        }
        true
    }
    pub(super) fn forget_space(&mut self, id: &str) -> bool {
        let before = self.spaces.len();
        if id != self.space.id {
            Rc::make_mut(&mut self.spaces).retain(|s| s.id != id);
        }
        self.spaces.len() != before
    }
    /// Notes on the figures that the annotations stand on; those on other words, or on words that are nowhere, are kept among the
    /// decisions that lost their place.
    pub(super) fn take_annotations(&mut self, json: &str, name: &str, at: &str) {
        let imported = match anchors::read(json, &fill::sheet(self, at)) {
            Ok(imported) => imported,
            Err(why) => return self.trouble(format!("“{name}”: {why}")),
        };
        let before = self.made();
        let mut review = Review::clone(&self.review);
        let (mut placed, mut loose) = (0, 0);
        let found = imported.found.iter().map(|f| {
            let figures = self.reading.source(&f.source).map_or(&[][..], |s| &s.figures);
            let figure = figures.iter().position(|g| g.start < f.end && f.start < g.end);
            let anchor = figure.and_then(|i| Anchor::new(&self.reading, &f.source, i));
            (anchor, f.source.as_str(), f.start, &f.text, &f.note)
        });
        let found: Vec<_> = found.chain(imported.lost.iter().map(|l| (None, l.target.as_str(), 0, &l.text, &l.note))).collect();
        let mut new = Vec::new();
        for (anchor, source, start, text, note) in found {
            if anchor.is_some() {
                placed += 1
            } else {
                loose += 1
            }
            let words =
                || Anchor { source: source.into(), start, exact: text.clone(), prefix: String::new(), suffix: String::new() };
            let note_words = note.bodies.iter().map(|(_, w)| w.as_str()).collect::<Vec<_>>().join(" / ");
            new.push((anchor.unwrap_or_else(words), text.clone(), note_words, note.by.clone(), note.id.clone()));
        }
        for (anchor, label, note, by, id) in new {
            let id = if id.is_empty() { self.new_id().to_string() } else { id };
            review.decisions.retain(|d| d.id != id);
            let note = if note.is_empty() { "Marked".into() } else { note };
            let (ruling, scope, verdict, at) = (None, Scope::Figure, Verdict::Single, at.into());
            review.decisions.push(Decision { id, ruling, scope, anchors: vec![anchor], label, verdict, note, by, at });
        }
        self.history.record(format!("opening “{name}”"), before);
        self.take_review(Rc::new(review));
        self.dialog = None;
        let mut lines =
            vec![format!("{} from “{name}” stand as notes on their figures.", plural(placed, "annotation", "annotations"))];
        if loose > 0 {
            lines.push(format!(
                "{} on no figure: they are listed under Decisions.",
                plural(loose, "other stands", "others stand")
            ));
        }
        self.tell(Notice::undoable(lines));
    }
    /// An empty workspace becomes the session; into any other it is merged.
    pub(super) fn take_session(&mut self, file: SessionFile, name: &str) {
        self.history.record(format!("opening “{name}”"), self.made());
        let mut lines = Vec::new();
        if !file.is_intact() {
            lines.push(format!("“{name}” was changed after it was saved, by hand or on its way. Look twice at what it says."));
        }
        if self.articles.is_empty() && self.review.is_empty() {
            if self.space.name == Space::first().name {
                self.name_space(&file.name);
            }
            let made = file.into_made();
            lines.push(format!("Opened {} from “{name}”.", plural(made.articles.len(), "article", "articles")));
            (self.articles, self.draft, self.review) = (made.articles, made.draft, made.review);
        } else {
            let ours = self.made();
            let (made, merged) = merge(&ours, file, || self.new_id());
            let added = plural(merged.added, "article", "articles");
            let decisions = plural(merged.decisions, "decision", "decisions");
            lines.push(format!("Merged “{name}”: {added} and {decisions} new, {} here already.", merged.same));
            (self.articles, self.draft, self.review) = (made.articles, made.draft, made.review);
        }
        self.revision += 1;
        self.travels += 1;
        self.dialog = None;
        self.shown = self.shown.take().or_else(|| self.articles.first().map(|a| a.id.clone()));
        self.judge_again();
        self.move_focus(Focus::Main);
        self.tell(Notice::undoable(lines));
    }
}
