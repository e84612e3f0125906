//! The public contract as plain data: camelCase, UTF-16 offsets, only strings, numbers and lists.
//!
//! [`input`] checks what comes in, [`output`] is what goes out, [`offsets`] is the only place that knows UTF-16, and
//! [`protocol`] is what the page and its worker say to each other, [`deltas`] leaves out what the other has; [`segments`] cuts a text into runs for painters;
//! [`trace()`] says in words how a figure was read.

pub mod deltas;
pub mod input;
pub mod offsets;
pub mod output;
pub mod protocol;
pub mod segments;
pub mod trace;

use std::collections::BTreeMap;

pub use input::{CorrectionInput, FigureRef, InputError, OptionsInput, RegroupInput, SourceInput};
pub use output::{Annotations, Report};
pub use trace::trace;

/// The engine behind every boundary: sources as input, contract types as output.
#[derive(Debug, Default)]
pub struct Engine {
    workspace: crate::core::Workspace,
    order: BTreeMap<String, usize>,
    next: usize,
    regroup: RegroupInput,
}

impl Engine {
    /// An empty one.
    ///
    /// # Errors
    /// When an option is out of range.
    pub fn new(options: &OptionsInput) -> Result<Self, InputError> {
        let mut engine = Self::default();
        engine.configure(options)?;
        Ok(engine)
    }
    /// Other options from now on; what was read stays read.
    ///
    /// # Errors
    /// When an option is out of range.
    pub fn configure(&mut self, options: &OptionsInput) -> Result<(), InputError> {
        self.workspace.set_options(options.check()?);
        self.regroup.clone_from(&options.regroup);
        Ok(())
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
        // Only now: what the offsets count in comes with the sources.
        let regroup = self.regroup.to_core(|id| self.workspace.get(id).map(|a| a.doc.text()));
        self.workspace.set_regroup(regroup);
        output::report(&self.workspace.report(), |id| self.order.get(id).copied().unwrap_or(usize::MAX))
    }
}

/// Annotates one source.
///
/// # Errors
/// When the source or an option can't be read.
pub fn annotate(source: SourceInput, options: &OptionsInput) -> Result<Annotations, InputError> {
    let options = options.check()?;
    Ok(output::annotations(&crate::core::annotate_corrected(source.check()?, &options.corrections), None))
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

    #[test]
    fn corrections_reach_every_answer() {
        let read = |json: &str| serde_json::from_str::<OptionsInput>(json).expect("valid");
        let options = read(
            r#"{"corrections": [{"type": "rename", "name": "Delvane", "to": "The bank"}, {"type": "not_a_name", "name": "Berlin"}]}"#,
        );
        let a = SourceInput::text("a", "Delvane Bank Corp. paid Omar Haddad $5 million in Berlin.");
        let b = SourceInput::text("b", "In Berlin, Delvane Bank paid $7 million.");
        let names = |a: &Annotations| a.entities.iter().map(|e| e.entity.clone()).collect::<Vec<_>>();
        let one = annotate(a.clone(), &options).expect("valid");
        assert_eq!(names(&one), ["Delvane Bank Corp.", "Omar Haddad"], "it does not call it Delvane alone");
        let options = OptionsInput {
            corrections: [
                options.corrections,
                vec![CorrectionInput::Rename { name: "Delvane Bank".into(), to: "The bank".into() }],
            ]
            .concat(),
            ..options
        };
        let report = compare(vec![a.clone(), b], &options).expect("valid");
        assert_eq!(names(&report.sources[0]), ["The bank", "Omar Haddad"]);
        assert_eq!(names(&report.sources[1]), ["The bank"]);
        assert!(report.sources[0].figures[0].subjects.contains(&"The bank".to_string()), "{:?}", report.sources[0].figures);
        let mut engine = Engine::new(&options).expect("valid");
        assert_eq!(names(&engine.put(a).expect("valid")), ["The bank", "Omar Haddad"]);
    }
}
