//! Only what has changed crosses between page and worker, either way: texts to the worker, annotations back. Each end
//! remembers what the other has; a new worker has nothing, and the page begins anew with it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::protocol::{Reply, RequestId};
use super::{Annotations, Report, SourceInput, output};

/// The page's end.
#[derive(Debug, Default)]
pub struct PageEnd {
    sent: BTreeMap<String, SourceInput>,
    got: BTreeMap<String, Rc<Annotations>>,
}

impl PageEnd {
    /// What to send, if these are all sources: those that the worker has otherwise or not at all, and the ids of all.
    pub fn send(&mut self, all: Vec<SourceInput>) -> (Vec<SourceInput>, Vec<String>) {
        let order: Vec<String> = all.iter().map(|s| s.id.clone().unwrap_or_default()).collect();
        let mut changed = Vec::new();
        for (source, id) in all.into_iter().zip(&order) {
            if self.sent.get(id) != Some(&source) {
                self.sent.insert(id.clone(), source.clone());
                changed.push(source);
            }
        }
        keep(&mut self.sent, &order);
        (changed, order)
    }
    /// One source of a report that is on its way.
    pub fn source(&mut self, source: Annotations) {
        self.got.insert(source.id.clone(), Rc::new(source));
    }
    /// The whole report.
    pub fn report(&mut self, order: &[String], facts: Vec<output::Fact>, copies: Vec<Vec<String>>) -> Report {
        keep(&mut self.got, order);
        Report { sources: order.iter().filter_map(|id| self.got.get(id).cloned()).collect(), facts, copies }
    }
}

/// The worker's end.
#[derive(Debug, Default)]
pub struct WorkerEnd {
    sources: BTreeMap<String, SourceInput>,
    told: BTreeMap<String, Rc<Annotations>>,
}

impl WorkerEnd {
    /// All sources of a request, in its order. One that was never sent has nothing but its id.
    pub fn sources(&mut self, changed: Vec<SourceInput>, order: &[String]) -> Vec<SourceInput> {
        for source in changed {
            self.sources.insert(source.id.clone().unwrap_or_default(), source);
        }
        keep(&mut self.sources, order);
        let get = |id: &String| {
            self.sources.get(id).cloned().unwrap_or_else(|| SourceInput { id: Some(id.clone()), ..SourceInput::default() })
        };
        order.iter().map(get).collect()
    }
    /// A report as messages, in order.
    pub fn replies(&mut self, id: RequestId, revision: u32, report: Report) -> Vec<Reply> {
        let order: Vec<String> = report.sources.iter().map(|s| s.id.clone()).collect();
        let mut replies = Vec::new();
        for source in report.sources {
            if self.told.get(&source.id) != Some(&source) {
                replies.push(Reply::Source(Annotations::clone(&source)));
                self.told.insert(source.id.clone(), source);
            }
        }
        keep(&mut self.told, &order);
        replies.push(Reply::Report { id, revision, order, facts: report.facts, copies: report.copies });
        replies
    }
}

/// Forgets all but these.
fn keep<T>(map: &mut BTreeMap<String, T>, ids: &[String]) {
    let ids: BTreeSet<&String> = ids.iter().collect();
    map.retain(|id, _| ids.contains(id));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{OptionsInput, compare};

    /// One request and its answer: which sources crossed, there and back, and the page's report.
    fn ask(page: &mut PageEnd, worker: &mut WorkerEnd, all: Vec<SourceInput>) -> (Vec<String>, Vec<String>, Report) {
        let (changed, order) = page.send(all);
        let there = changed.iter().map(|s| s.id.clone().expect("an id")).collect();
        let report = compare(worker.sources(changed, &order), &OptionsInput::default()).expect("valid");
        let mut back = Vec::new();
        for reply in worker.replies(1, 1, report) {
            match reply {
                Reply::Source(source) => {
                    back.push(source.id.clone());
                    page.source(source);
                }
                Reply::Report { order, facts, copies, .. } => return (there, back, page.report(&order, facts, copies)),
                other => panic!("{other:?}"),
            }
        }
        panic!("no report");
    }

    #[test]
    fn only_what_changed_crosses_and_the_report_is_whole() {
        let source = SourceInput::text;
        let (a, b) = (source("a", "The bridge cost $40 million."), source("b", "The bridge cost $90 million."));
        let changed = source("b", "In Berlin the bridge cost $41 million.");
        let (mut page, mut worker) = (PageEnd::default(), WorkerEnd::default());
        for (all, crossed) in [
            (vec![a.clone(), b.clone()], vec!["a", "b"]),
            (vec![a.clone(), b.clone()], vec![]),
            (vec![b.clone(), a.clone()], vec![]),
            (vec![a.clone(), changed.clone()], vec!["b"]),
            (vec![changed.clone()], vec![]),
            (vec![a.clone(), changed], vec!["a"]),
            (vec![], vec![]),
            (vec![b, a], vec!["b", "a"]),
        ] {
            let (there, back, report) = ask(&mut page, &mut worker, all.clone());
            assert_eq!(
                (there, back),
                (crossed.iter().map(ToString::to_string).collect(), crossed.iter().map(ToString::to_string).collect::<Vec<_>>())
            );
            assert_eq!(Ok(report), compare(all, &OptionsInput::default()));
        }
    }

    #[test]
    fn a_name_that_another_source_changes_crosses_too() {
        let a = SourceInput::text("a", "Delvane paid $5 million.");
        let b = SourceInput::text("b", "Delvane Bank Corp. paid $7 million. Delvane said so.");
        let (mut page, mut worker) = (PageEnd::default(), WorkerEnd::default());
        ask(&mut page, &mut worker, vec![a.clone()]);
        let (there, _, report) = ask(&mut page, &mut worker, vec![a.clone(), b.clone()]);
        assert_eq!(there, ["b"]);
        assert_eq!(Ok(report), compare(vec![a, b], &OptionsInput::default()));
    }

    #[test]
    fn a_source_that_was_never_sent_is_told() {
        let all = WorkerEnd::default().sources(Vec::new(), &["a".to_string()]);
        assert!(compare(all, &OptionsInput::default()).is_err_and(|e| e.to_string().contains("neither")));
    }
}
