//! What is kept and where, and a button that erases it all.

use yew::prelude::*;

use super::bars::use_modal;
use super::use_send;
use super::{Same, spaces::save_session};
use crate::app::model::store::{Action, Store};
use crate::app::model::words::plural;

#[derive(Properties, PartialEq)]
pub struct AboutProps {
    pub store: Same<Store>,
    /// Erases everything that is kept.
    pub erase: Callback<()>,
}

/// The dialog.
#[component]
pub fn AboutDialog(props: &AboutProps) -> Html {
    let send = use_send();
    let (node, close) = use_modal();
    let sure = use_state_eq(|| false);
    let store = &props.store;
    let ask = {
        let sure = sure.clone();
        Callback::from(move |_: MouseEvent| sure.set(true))
    };
    let save = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| save_session(&store))
    };
    html! {
        <dialog ref={node} class="sheet" closedby="any" aria-labelledby="about-title" onclose={send.with(|| Action::Dialog(None))}>
            <div class="sheet-head">
                <h2 id="about-title">{ "About crossread" }</h2>
                <button class="icon" onclick={close} aria-label="Close"><span aria-hidden="true">{ "×" }</span></button>
            </div>
            <p>{ format!("Version {}. It reads English, and compares figures; it does not know who is right.", env!("CARGO_PKG_VERSION")) }</p>
            <h3>{ "Private, and how to see it" }</h3>
            <p>{ "Your articles are read in this browser. Nothing is sent anywhere: the page’s security policy forbids it to talk to any address but its own, and once it is loaded it asks nothing even of that one. Your browser’s developer tools show it: no request while you work. It also works with the network off." }</p>
            <h3>{ "What is kept, and where" }</h3>
            <ul>
                <li>{ format!("Articles, decisions and notes of {} on this device, in the browser’s own storage (IndexedDB “crossread”).", plural(store.spaces.len().max(1), "workspace", "workspaces")) }</li>
                <li>{ "Colours and your name in decisions (local storage)." }</li>
                <li>{ "The page itself, so that it opens without a network (cache of the service worker)." }</li>
                <li>{ "Clearing the browser’s data for this site, or a private window’s end, erases it too. A session file is yours to keep." }</li>
            </ul>
            <div class="row">
                <button onclick={save} disabled={store.articles.is_empty()}>{ "Save a session file first" }</button>
                if *sure {
                    <button class="danger" onclick={props.erase.reform(|_: MouseEvent| ())}>{ "Yes, erase all articles and decisions for good" }</button>
                } else {
                    <button class="danger" onclick={ask}>{ "Erase everything …" }</button>
                }
            </div>
        </dialog>
    }
}
