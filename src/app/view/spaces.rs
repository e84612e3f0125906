//! Workspaces, and sessions as files.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::bars::use_modal;
use super::{Page, use_send};
use crate::app::dom;
use crate::app::model::session::{ENDING, SessionFile};
use crate::app::model::store::{Action, Space, Store};
use crate::app::model::words::plural;

/// The session of the open workspace as a file for the reader.
pub fn save_session(store: &Store) {
    let findings = store.reading.all().cloned().collect();
    let file = SessionFile::new(&store.space.name, &dom::now(), &store.made(), findings);
    dom::save(&format!("{}{ENDING}", file_name(&store.space.name)), "application/json", &file.to_json());
}

/// A name that every file system takes.
pub fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let out: String = words.join("-").chars().take(60).collect();
    if out.is_empty() { "crossread".into() } else { out }
}

/// The dialog.
#[component]
pub fn SpacesDialog(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let (node, close) = use_modal();
    let picker = use_node_ref();
    let asked = use_state_eq(|| None::<String>);
    let value =
        |event: &Event| event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()).map(|i| i.value()).unwrap_or_default();
    let rename = {
        let send = send.clone();
        Callback::from(move |event: InputEvent| send.to(Action::NameSpace(value(&event))))
    };
    let me = {
        let send = send.clone();
        Callback::from(move |event: InputEvent| {
            let name = value(&event).trim().to_string();
            dom::keep_name(&name);
            send.to(Action::Me(name));
        })
    };
    let new = {
        let (send, n) = (send.clone(), store.spaces.len() + 1);
        Callback::from(move |_: MouseEvent| {
            send.to(Action::Dialog(None));
            send.to(Action::OpenSpace(Space { id: format!("w{}", dom::seed()), name: format!("Workspace {n}") }));
        })
    };
    let save = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| save_session(&store))
    };
    let pick = {
        let picker = picker.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = picker.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let (send, picker) = (send.clone(), picker.clone());
        Callback::from(move |_: Event| {
            let Some(input) = picker.cast::<HtmlInputElement>() else { return };
            let (files, send) = (dom::files(input.files()), send.clone());
            spawn_local(async move {
                dom::take_files(files, &send.0).await;
                input.set_value("");
            });
        })
    };
    let row = |space: &Space| {
        let open = space.id == store.space.id;
        let go = {
            let (send, space) = (send.clone(), space.clone());
            Callback::from(move |_: MouseEvent| {
                send.to(Action::Dialog(None));
                send.to(Action::OpenSpace(space.clone()));
            })
        };
        let ask = {
            let (asked, id) = (asked.clone(), space.id.clone());
            Callback::from(move |_: MouseEvent| asked.set(Some(id.clone())))
        };
        let forget = {
            let (send, asked, id) = (send.clone(), asked.clone(), space.id.clone());
            Callback::from(move |_: MouseEvent| {
                asked.set(None);
                send.to(Action::ForgetSpace(id.clone()));
            })
        };
        html! {
            <li key={space.id.clone()} class="decision">
                if open {
                    <p><strong>{ &space.name }</strong>{ " · open" }</p>
                } else {
                    <button class="quiet" onclick={go}>{ &space.name }</button>
                    if asked.as_ref() == Some(&space.id) {
                        <button class="danger" onclick={forget}>{ format!("Delete “{}” and all in it", space.name) }</button>
                    } else {
                        <button class="quiet" onclick={ask}>{ "Delete …" }<span class="sr">{ format!(" {}", space.name) }</span></button>
                    }
                }
            </li>
        }
    };
    html! {
        <dialog ref={node} class="sheet" closedby="any" aria-labelledby="spaces-title" onclose={send.with(|| Action::Dialog(None))}>
            <div class="sheet-head">
                <h2 id="spaces-title">{ "Workspaces and sessions" }</h2>
                <button class="icon" onclick={close} aria-label="Close"><span aria-hidden="true">{ "×" }</span></button>
            </div>
            <div class="sheet-columns">
                <section>
                    <h3>{ "On this device" }</h3>
                    <ul class="decisions">{ for store.spaces.iter().map(row) }</ul>
                    <p><button onclick={new}>{ "New workspace" }</button></p>
                    <label for="space-name">{ "Name of the open workspace" }</label>
                    <input id="space-name" type="text" key={store.space.id.clone()} ~defaultValue={store.space.name.clone()} oninput={rename} />
                    <p class="hint">{ format!("{} and {} are kept in it.", plural(store.articles.len(), "article", "articles"), plural(store.review.decisions.len(), "decision", "decisions")) }</p>
                </section>
                <section>
                    <h3>{ "As a file" }</h3>
                    <p>{ "A session file holds the texts, the findings, your decisions and notes. It opens in any crossread, and merges with a colleague’s." }</p>
                    <div class="row">
                        <button class="primary" onclick={save} disabled={store.articles.is_empty()}>{ "Save a session file" }</button>
                        <button onclick={pick}>{ "Open or merge one …" }</button>
                        <input ref={picker} class="sr" type="file" tabindex="-1" aria-label="Session file" {onchange} accept=".json,.jsonld,application/json" />
                    </div>
                    <label for="my-name">{ "Your name or initials in decisions" }</label>
                    <input id="my-name" type="text" ~defaultValue={store.me.clone()} oninput={me} autocomplete="nickname" />
                    <p class="hint">{ "So that after a merge everybody sees who decided what. It stays on this device until you save a session." }</p>
                </section>
            </div>
        </dialog>
    }
}
