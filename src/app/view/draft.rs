//! What the sources say to each figure of the reader's draft.

use yew::prelude::*;

use super::{Page, use_send};
use crate::app::model::draft::{Checked, Support, check, summary};
use crate::app::model::store::{Action, Focus, Place, Store};
use crate::wire::output::Claim;

/// For the style sheet.
const fn support_class(s: Support) -> &'static str {
    match s {
        Support::Contradicted => "is-conflict",
        Support::Disputed | Support::Outdated => "is-updated",
        Support::Unsupported => "is-single",
        Support::Rounded => "is-compatible",
        Support::Supported => "is-agree",
    }
}

/// The check of the draft; what needs attention first.
#[component]
pub fn DraftCheck(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let Some(draft) = store.draft.clone() else { return Html::default() };
    let mut checked = check(&store.reading, &draft);
    let line = summary(&checked);
    checked.sort_by_key(|c| (c.support, c.figure));
    let rows = checked.iter().filter_map(|c| row(store, &draft, c, &send));
    html! {
        <section class="draft-check" aria-labelledby="draft-title">
            <h3 id="draft-title">{ "Your draft against the sources" }</h3>
            <p role="status">{ line }</p>
            <ol>{ for rows }</ol>
        </section>
    }
}

fn row(store: &Store, draft: &str, c: &Checked, send: &super::Send) -> Option<Html> {
    let figure = store.reading.figure(draft, c.figure)?;
    let said = |claims: &[&Claim]| {
        let one = |c: &&Claim| format!("{} “{}”", store.article(&c.source).map(|a| a.outlet()).unwrap_or_default(), c.text);
        claims.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let words = match (c.with.is_empty(), c.against.is_empty()) {
        (true, true) => String::new(),
        (false, true) => said(&c.with),
        (true, false) => format!("but {}", said(&c.against)),
        (false, false) => format!("{}; but {}", said(&c.with), said(&c.against)),
    };
    let go = c.against.first().or(c.with.first()).map(|claim| {
        let (to, from) = (Place::new(claim.source.as_str(), claim.figure), Focus::Draft(c.figure));
        let id = Focus::Draft(c.figure).dom_id();
        let onclick = send.with(move || Action::Go { to: to.clone(), from: from.clone() });
        html! { <button {id} class="quiet" {onclick}>{ "Go to the passage" }</button> }
    });
    Some(html! {
        <li key={c.figure} class={support_class(c.support)}>
            <p>
                <span class="badge" aria-hidden="true">{ c.support.sign() }</span>
                <strong>{ format!("“{}” ", figure.text) }</strong>
                <span class="what">{ c.support.label() }</span>
            </p>
            if !words.is_empty() {
                <p class="says">{ words }{ " " }{ go.unwrap_or_default() }</p>
            }
        </li>
    })
}
