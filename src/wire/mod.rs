//! The public contract as plain data: camelCase, UTF-16 offsets, only strings, numbers and lists.
//!
//! [`input`] checks what comes in, [`output`] is what goes out, [`offsets`] is the only place that knows UTF-16, and
//! [`protocol`] is what the page and its worker say to each other; [`segments`] cuts a text into runs for painters;
//! [`trace()`] says in words how a figure was read.

pub mod input;
pub mod offsets;
pub mod output;
pub mod protocol;
pub mod segments;
pub mod trace;

use std::collections::BTreeMap;

pub use input::{InputError, OptionsInput, SourceInput};
pub use output::{Annotations, Report};
pub use trace::trace;

/// The engine behind every boundary: sources as input, contract types as output.
#[derive(Debug, Default)]
pub struct Engine {
    workspace: crate::core::Workspace,
    order: BTreeMap<String, usize>,
    next: usize,
}

impl Engine {
    /// An empty one.
    ///
    /// # Errors
    /// When an option is out of range.
    pub fn new(options: &OptionsInput) -> Result<Self, InputError> {
        Ok(Self { workspace: crate::core::Workspace::new(options.check()?), ..Self::default() })
    }
    /// Adds or replaces one source and returns its annotations.
    ///
    /// # Errors
    /// When the source can't be read; what was there before stays.
    pub fn put(&mut self, source: SourceInput) -> Result<Annotations, InputError> {
        let analysis = self.workspace.put(source.check()?);
        self.next += 1;
        let next = self.next;
        self.order.entry(analysis.source.id.clone()).or_insert(next);
        Ok(output::annotations(&analysis, None))
    }
    /// Holds exactly these sources from now on, in this order; only those that are new or changed are read.
    ///
    /// # Errors
    /// When one can't be read or two have one id; those before it are in, and the next call sets things right.
    pub fn sync(&mut self, sources: Vec<SourceInput>) -> Result<(), InputError> {
        let mut order = BTreeMap::new();
        for source in sources {
            let source = source.check()?;
            let (id, place) = (source.id.clone(), order.len());
            self.workspace.put(source);
            self.order.insert(id.clone(), place);
            if order.insert(id.clone(), place).is_some() {
                return Err(InputError::SameId(id));
            }
        }
        self.next = order.len();
        for (id, _) in std::mem::replace(&mut self.order, order) {
            if !self.order.contains_key(&id) {
                self.workspace.remove(&id);
            }
        }
        Ok(())
    }
    /// Takes a source out; false if there was none of that id.
    pub fn remove(&mut self, id: &str) -> bool {
        self.order.remove(id);
        self.workspace.remove(id)
    }
    /// The facts over all sources; `sources` in the order in which they came.
    pub fn report(&mut self) -> Report {
        output::report(&self.workspace.report(), |id| self.order.get(id).copied().unwrap_or(usize::MAX))
    }
}

/// Annotates one source.
///
/// # Errors
/// When the source can't be read.
pub fn annotate(source: SourceInput) -> Result<Annotations, InputError> {
    Ok(output::annotations(&crate::core::annotate(source.check()?), None))
}

/// Compares several sources.
///
/// # Errors
/// When one can't be read or two have one id.
pub fn compare(sources: Vec<SourceInput>, options: &OptionsInput) -> Result<Report, InputError> {
    let mut engine = Engine::new(options)?;
    for source in sources {
        if source.id.as_ref().is_some_and(|id| engine.order.contains_key(id)) {
            return Err(InputError::SameId(source.id.unwrap_or_default()));
        }
        engine.put(source)?;
    }
    Ok(engine.report())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_synced_engine_reports_like_a_fresh_one() {
        let source = |id: &str, text: &str| SourceInput::text(id, text);
        let (a, b) = (source("a", "The bridge cost $40 million."), source("b", "The bridge cost $90 million."));
        let changed = source("b", "The bridge cost $40 million.");
        let mut engine = Engine::default();
        for sources in [
            vec![a.clone(), b.clone()],
            vec![b.clone(), a.clone()],
            vec![a.clone(), changed.clone()],
            vec![changed],
            vec![],
            vec![b, a.clone()],
        ] {
            engine.sync(sources.clone()).expect("valid");
            assert_eq!(Ok(engine.report()), compare(sources, &OptionsInput::default()));
        }
        assert_eq!(engine.sync(vec![a.clone(), a.clone()]), Err(InputError::SameId("a".into())));
        assert!(engine.sync(vec![source("c", "x"), SourceInput::default()]).is_err());
        engine.sync(vec![a.clone()]).expect("as if nothing had been");
        assert_eq!(Ok(engine.report()), compare(vec![a], &OptionsInput::default()));
    }
}
