//! All decisions in one list: those that hold, and those that have lost their place, which are never dropped in silence.

use yew::prelude::*;

use super::bars::use_modal;
use super::{Page, use_send};
use crate::app::model::review::{Decision, Scope, correction};
use crate::app::model::store::Action;
use crate::app::model::words::{date, plural};

/// The dialog.
#[component]
pub fn ReviewDialog(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let (node, close) = use_modal();
    let review = &store.review;
    let lost: Vec<&Decision> = store.standing.lost.iter().filter_map(|&i| review.decisions.get(i)).collect();
    let held = review.decisions.iter().enumerate().filter(|(i, _)| !store.standing.lost.contains(i)).map(|(_, d)| d);
    let drop = |words: &'static str, action: Action| {
        let (send, action) = (send.clone(), std::cell::RefCell::new(Some(action)));
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(action) = action.borrow_mut().take() {
                send.to(action);
            }
        });
        html! { <button class="quiet" {onclick}>{ "Delete" }<span class="sr">{ words }</span></button> }
    };
    let row = |d: &Decision| {
        html! { <li key={d.id.clone()} class="decision"><p>{ sentence(d) }</p>{ drop(" this decision", Action::Drop(d.id.clone())) }</li> }
    };
    html! {
        <dialog ref={node} class="sheet" closedby="any" aria-labelledby="review-title" onclose={send.with(|| Action::Dialog(None))}>
            <div class="sheet-head">
                <h2 id="review-title">{ "Decisions" }</h2>
                <button class="icon" onclick={close} aria-label="Close"><span aria-hidden="true">{ "×" }</span></button>
            </div>
            <div class="row">
                <button onclick={send.with(|| Action::Undo)} disabled={store.undoable().is_none()}>
                    { store.undoable().map_or("Undo".to_string(), |l| format!("Undo {l}")) }
                </button>
                <button onclick={send.with(|| Action::Redo)} disabled={store.redoable().is_none()}>
                    { store.redoable().map_or("Redo".to_string(), |l| format!("Redo {l}")) }
                </button>
            </div>
            if review.is_empty() {
                <p class="muted">{ "Nothing is decided yet. Open a finding and confirm or dismiss it." }</p>
            }
            if !lost.is_empty() {
                <h3>{ format!("{} lost their place", plural(lost.len(), "decision", "decisions")) }</h3>
                <p class="hint">{ "Their figures are not in the texts any more, or are no longer compared. They come back when the words do." }</p>
                <ul class="decisions is-lost">{ for lost.into_iter().map(row) }</ul>
            }
            if review.decisions.len() > store.standing.lost.len() {
                <h3>{ "In force" }</h3>
                <ul class="decisions">{ for held.map(row) }</ul>
            }
            if !review.links.is_empty() {
                <h3>{ "Merged and split" }</h3>
                <ul class="decisions">
                    { for review.links.iter().enumerate().map(|(i, l)| {
                        let what = if l.together { "speak of one thing" } else { "do not speak of one thing" };
                        let lost = if store.standing.lost_links.contains(&i) { " (one of them is not in the texts any more)" } else { "" };
                        html! {
                            <li class="decision"><p>{ format!("“{}” and “{}” {what}{lost}.", l.a.exact, l.b.exact) }</p>{ drop(" this", Action::DropLink(i)) }</li>
                        }
                    }) }
                </ul>
            }
            if !review.names.is_empty() {
                <h3>{ "Names" }</h3>
                <ul class="decisions">
                    { for review.names.iter().enumerate().map(|(i, c)| html! {
                        <li class="decision"><p>{ correction(c) }</p>{ drop(" this correction", Action::DropName(i)) }</li>
                    }) }
                </ul>
            }
        </dialog>
    }
}

fn sentence(d: &Decision) -> String {
    let who = if d.by.is_empty() { "You".to_string() } else { d.by.clone() };
    let on = d.anchors.iter().map(|a| format!("“{}”", a.exact)).collect::<Vec<_>>().join(", ");
    let what =
        d.ruling.map_or("noted", |r| if r == crate::app::model::review::Ruling::Confirmed { "confirmed" } else { "dismissed" });
    let scope = match d.scope {
        Scope::Finding => String::new(),
        Scope::Pair => " (this pair)".into(),
        Scope::Figure => " (this figure)".into(),
    };
    let at = if d.at.is_empty() { String::new() } else { format!(", {}", date(d.at.split('T').next().unwrap_or_default())) };
    let note = if d.note.is_empty() { String::new() } else { format!(" Note: {}", d.note) };
    format!("{who} {what} {}{scope}: {on}{at}.{note}", d.label)
}
