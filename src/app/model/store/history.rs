//! Undo and redo. What the reader made is shared data, so that a step back is a few pointers.

use super::super::article::ArticleId;
use super::super::session::Made;

/// Steps that are remembered.
const STEPS: usize = 200;

/// Which source and which of its fields.
type Field = (ArticleId, u8);

/// What was, and what was taken back; each with the name of the change that led away from it.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    past: Vec<(String, Made)>,
    future: Vec<(String, Made)>,
    /// The last step is an edit of this field: the next letter belongs to it.
    typing: Option<Field>,
}

impl History {
    /// The change that is about to be made, and all as it is before it.
    pub fn record(&mut self, label: String, before: Made) {
        self.typing = None;
        self.future.clear();
        if self.past.len() == STEPS {
            self.past.remove(0);
        }
        self.past.push((label, before));
    }
    /// The same for a letter typed into a field: a run of them is one step.
    pub fn record_edit(&mut self, label: String, field: Field, before: Made) {
        if self.typing.as_ref() != Some(&field) {
            self.record(label, before);
            self.typing = Some(field);
        }
    }
    /// The run of letters ends here.
    pub fn rest(&mut self) {
        self.typing = None;
    }
    /// One step back (or forward again) from `now`: the name of the change and all as it is beyond it.
    pub fn step(&mut self, back: bool, now: Made) -> Option<(String, Made)> {
        self.typing = None;
        let (from, to) = if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
        let (label, made) = from.pop()?;
        to.push((label.clone(), now));
        Some((label, made))
    }
    /// The change that a step back would undo.
    pub fn last(&self) -> Option<&str> {
        self.past.last().map(|(label, _)| label.as_str())
    }
    /// The change that a step forward would make again.
    pub fn next(&self) -> Option<&str> {
        self.future.last().map(|(label, _)| label.as_str())
    }
}
