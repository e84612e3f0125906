//! Saving what was found in other formats.

use yew::prelude::*;

use super::bars::use_modal;
use super::spaces::{file_name, save_session};
use super::{Page, use_send};
use crate::app::dom;
use crate::app::model::out::{annotations, fill, memo, page, table};
use crate::app::model::store::{Action, Store};

/// A format: its name, the ending of its files, its media type, what it is good for, how it is made.
type Format = (&'static str, &'static str, &'static str, &'static str, fn(&Store) -> String);

const FORMATS: [Format; 4] = [
    (
        "Memo (Markdown)",
        "md",
        "text/markdown;charset=utf-8",
        "For mail, notes and tickets: the findings by verdict, each with its reason and every source’s sentence.",
        |s| memo::markdown(&fill::sheet(s, &dom::now())),
    ),
    (
        "Table (CSV)",
        "csv",
        "text/csv;charset=utf-8",
        "For spreadsheets and scripts: one row a claim, with its place in code points and in UTF-16 units.",
        |s| table::csv(&fill::sheet(s, &dom::now()), true),
    ),
    (
        "Report (HTML)",
        "html",
        "text/html;charset=utf-8",
        "One file that opens anywhere and prints well: findings, table, articles with the figures marked.",
        |s| page::html(&fill::sheet(s, &dom::now())),
    ),
    (
        "Web Annotations (JSON-LD)",
        "jsonld",
        "application/ld+json",
        "For annotation tools: the W3C format, every claim on its words. Such files can be opened here too.",
        |s| annotations::json_ld(&fill::sheet(s, &dom::now())),
    ),
];

/// The dialog.
#[component]
pub fn ExportDialog(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let (node, close) = use_modal();
    let said = use_state_eq(String::new);
    let row = |(name, ending, kind, what, make): Format| {
        let (store, said) = (store.clone(), said.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let file = format!("{}.{ending}", file_name(&store.space.name));
            dom::save(&file, kind, &make(&store));
            said.set(format!("{file} is in your downloads."));
        });
        html! { <li class="decision"><p><strong>{ name }</strong><br />{ what }</p><button {onclick}>{ "Save" }<span class="sr">{ format!(" as {name}") }</span></button></li> }
    };
    let session = {
        let (store, said) = (store.clone(), said.clone());
        Callback::from(move |_: MouseEvent| {
            save_session(&store);
            said.set("The session file is in your downloads.".into());
        })
    };
    let print = Callback::from(|_: MouseEvent| dom::print());
    html! {
        <dialog ref={node} class="sheet" closedby="any" aria-labelledby="export-title" onclose={send.with(|| Action::Dialog(None))}>
            <div class="sheet-head">
                <h2 id="export-title">{ "Save and share" }</h2>
                <button class="icon" onclick={close} aria-label="Close"><span aria-hidden="true">{ "×" }</span></button>
            </div>
            <ul class="decisions">
                <li class="decision"><p><strong>{ "Session (crossread)" }</strong><br />{ "Everything: texts, findings, decisions, notes. A colleague opens or merges it." }</p><button onclick={session}>{ "Save" }<span class="sr">{ " as a session" }</span></button></li>
                { for FORMATS.into_iter().map(row) }
                <li class="decision"><p><strong>{ "Paper" }</strong><br />{ "The article on show and the open findings." }</p><button onclick={print}>{ "Print …" }</button></li>
            </ul>
            <p role="status" class="hint">{ &*said }</p>
        </dialog>
    }
}
