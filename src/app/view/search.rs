//! The search in all sources: the field in the bar, and where the matches are.

use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::{Page, use_send};
use crate::app::dom;
use crate::app::model::store::{Action, Find, Focus};

/// The field, with the way from match to match.
#[component]
pub fn SearchField(props: &Page) -> Html {
    let send = use_send();
    let search = &props.store.looks.search;
    // What had the focus before the field: it gets it back.
    let before = use_mut_ref(|| None::<HtmlElement>);
    let onfocus = {
        let before = before.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(from) = event.related_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
                *before.borrow_mut() = Some(from).filter(|f| f.closest(".search").ok().flatten().is_none());
            }
            if let Some(field) = dom::target(&event).and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                field.select();
            }
        })
    };
    let leave = {
        let send = send.clone();
        Callback::from(move |()| {
            send.to(Action::Find(Find::Close));
            let back = before.borrow_mut().take().filter(|b| b.is_connected() && b.offset_parent().is_some());
            match back {
                Some(back) => drop(back.focus()),
                None => drop(dom::focus(&Focus::Main.dom_id())),
            }
        })
    };
    let onkeydown = {
        let (send, leave) = (send.clone(), leave.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            match event.key().as_str() {
                "Enter" => send.to(Action::Find(Find::Step(if event.shift_key() { -1 } else { 1 }))),
                "Escape" => leave.emit(()),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let oninput = {
        let send = send.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = dom::target(&event).and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                send.to(Action::Find(Find::Words(field.value())));
            }
        })
    };
    let total = search.hits.len();
    let place = match search.at {
        Some(at) => format!("{} / {total}", at + 1),
        None => total.to_string(),
    };
    let asked = !search.query.trim().is_empty();
    let none = (total == 0).then_some("true");
    html! {
        <div class={classes!("search", search.open.then_some("is-open"))} role="search">
            <input id={Focus::Search.dom_id()} type="search" value={search.query.clone()} placeholder="Search all sources" aria-label="Search all sources"
                aria-keyshortcuts="/" autocomplete="off" spellcheck="false" enterkeyhint="search" {oninput} {onkeydown} {onfocus} />
            if asked {
                <span class="search-count" aria-hidden="true">{ place }</span>
                <button class="icon" aria-disabled={none} onclick={send.with(|| Action::Find(Find::Step(-1)))} title="Previous match (Shift + Enter)" aria-label="Previous match"><span aria-hidden="true">{ "↑" }</span></button>
                <button class="icon" aria-disabled={none} onclick={send.with(|| Action::Find(Find::Step(1)))} title="Next match (Enter)" aria-label="Next match"><span aria-hidden="true">{ "↓" }</span></button>
                <button class="icon" onclick={leave.reform(|_: MouseEvent| ())} title="End the search (Esc)" aria-label="End the search"><span aria-hidden="true">{ "×" }</span></button>
            } else {
                <kbd aria-hidden="true">{ "/" }</kbd>
            }
        </div>
    }
}

/// How often the words stand in each source.
#[component]
pub fn SearchCounts(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let search = &store.looks.search;
    if search.query.trim().is_empty() {
        return Html::default();
    }
    let now = search.at.and_then(|at| search.hits.get(at)).map(|h| &h.article);
    let sources = store.articles.iter().enumerate().filter_map(|(i, a)| {
        let n = search.count(&a.id);
        let id = a.id.clone();
        let go = send.with(move || Action::Find(Find::In(id.clone())));
        let current = (now == Some(&a.id)).then_some("true");
        (n > 0).then(|| {
            html! {
                <button class="chip" aria-current={current} title={a.name()} onclick={go}>
                    <span class="num" aria-hidden="true">{ i + 1 }</span><span class="sr">{ format!("Source {}, ", i + 1) }</span>
                    <span class="outlet">{ a.outlet() }</span><strong>{ format!(" {n}") }</strong>
                </button>
            }
        })
    });
    html! {
        <div class="search-counts" role="group" aria-label="Matches by source">
            if search.hits.is_empty() {
                <p class="muted">{ format!("“{}” stands in none of the sources.", search.query.trim()) }</p>
            } else {
                { for sources }
                if store.shown.as_deref().is_some_and(|id| search.is_too_much(id)) {
                    <p class="muted">{ "Very many: those around the match on show are marked." }</p>
                }
            }
        </div>
    }
}
