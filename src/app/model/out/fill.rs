//! The sheet of the open workspace.

use std::collections::BTreeMap;

use super::{Decision, Ruling, Scope, Sheet, Source};
use crate::app::model::review::{self, FactReview};
use crate::app::model::store::Store;

/// All that the page shows, for an export; `date` is that of the export (ISO 8601).
pub fn sheet(store: &Store, date: &str) -> Sheet {
    let sources = store.articles.iter().enumerate().map(|(i, a)| Source {
        id: a.id.to_string(),
        number: i + 1,
        title: a.title.clone(),
        publisher: a.publisher.clone(),
        published: a.published.clone(),
        url: a.url.clone(),
    });
    let rulings: BTreeMap<String, Ruling> =
        store.standing.facts.iter().filter_map(|(id, r)| Some((id.clone(), ruling(store, r)?))).collect();
    Sheet {
        name: store.space.name.clone(),
        date: date.into(),
        sources: sources.collect(),
        report: store.reading.report().clone(),
        rulings,
    }
}

/// One ruling a fact: the one in force, and everybody's notes.
fn ruling(store: &Store, fact: &FactReview) -> Option<Ruling> {
    let decisions: Vec<&review::Decision> = fact.decisions.iter().filter_map(|&i| store.review.decisions.get(i)).collect();
    let deciding = decisions.iter().find(|d| fact.ruling.is_some() && d.ruling == fact.ruling);
    let decision = fact.ruling.map(|r| match (r, deciding.map(|d| d.scope)) {
        (review::Ruling::Confirmed, _) => Decision::Confirmed,
        (review::Ruling::Dismissed, Some(review::Scope::Pair)) => Decision::Dismissed(Scope::Pair),
        (review::Ruling::Dismissed, Some(review::Scope::Figure)) => Decision::Dismissed(Scope::Figure),
        (review::Ruling::Dismissed, _) => Decision::Dismissed(Scope::Finding),
    });
    let mut notes: Vec<String> = Vec::new();
    if fact.disputed {
        let word = |d: &&review::Decision| {
            let who = if d.by.is_empty() { "somebody" } else { &d.by };
            d.ruling.map(|r| format!("{who}: {}", r.label().to_lowercase()))
        };
        notes.push(format!("Judged differently ({})", decisions.iter().filter_map(word).collect::<Vec<_>>().join(", ")));
    }
    notes.extend(decisions.iter().filter(|d| !d.note.is_empty()).map(|d| d.note.clone()));
    let by = deciding.or(decisions.first()).map(|d| d.by.clone()).unwrap_or_default();
    (decision.is_some() || !notes.is_empty()).then(|| Ruling { decision, note: notes.join(" / "), by })
}
