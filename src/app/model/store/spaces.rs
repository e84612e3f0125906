//! Workspaces and session files.

use std::rc::Rc;

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
        self.tell(Notice { lines, undo: true, error: false });
    }
}
