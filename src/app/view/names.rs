//! Correcting a name: rename it, unite it with another, set a spelling apart, strike it out.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::use_send;
use crate::app::model::store::Action;
use crate::wire::CorrectionInput;

#[derive(Properties, PartialEq)]
pub struct NameProps {
    /// The canonical name.
    pub name: String,
    /// All spellings.
    pub spellings: Vec<String>,
    /// All other names, to unite it with.
    pub others: Vec<String>,
}

/// The tools, folded.
#[component]
pub fn NameTools(props: &NameProps) -> Html {
    let send = use_send();
    let select = use_node_ref();
    let field = use_node_ref();
    let name = props.name.clone();
    let rename = {
        let (send, name, field) = (send.clone(), name.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            let to = field.cast::<HtmlInputElement>().map(|f| f.value().trim().to_string()).unwrap_or_default();
            if to.chars().any(char::is_alphanumeric) && to != name {
                send.to(Action::Correct(CorrectionInput::Rename { name: name.clone(), to }));
            }
        })
    };
    let merge = {
        let (send, name, select) = (send.clone(), name.clone(), select.clone());
        Callback::from(move |_: MouseEvent| {
            let into = select.cast::<HtmlSelectElement>().map(|s| s.value()).unwrap_or_default();
            if !into.is_empty() {
                send.to(Action::Correct(CorrectionInput::Merge { name: name.clone(), into }));
            }
        })
    };
    let strike = {
        let (name, spellings) = (name.clone(), props.spellings.clone());
        let send = send.clone();
        Callback::from(move |_: MouseEvent| {
            for name in std::iter::once(&name).chain(spellings.iter().filter(|s| **s != name)) {
                send.to(Action::Correct(CorrectionInput::NotAName { name: name.clone() }));
            }
        })
    };
    let splits = props.spellings.iter().filter(|s| **s != name && props.spellings.len() > 1).map(|s| {
        let split = s.clone();
        let onclick = send.with(move || Action::Correct(CorrectionInput::Split { name: split.clone() }));
        html! { <button {onclick}>{ format!("“{s}” is another") }</button> }
    });
    // Only the folded-out tools are drawn: a page may have a thousand names.
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            let details = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            open.set(details.is_some_and(|d| d.has_attribute("open")));
        })
    };
    html! {
        <details class="name-tools" {ontoggle}>
            <summary>{ "Correct" }<span class="sr">{ format!(" {name}") }</span></summary>
            if *open {
                <div class="row">
                    <input ref={field} type="text" aria-label={format!("New name for {name}")} ~defaultValue={name.clone()} />
                    <button onclick={rename}>{ "Rename" }</button>
                </div>
                <div class="row">
                    <select ref={select} aria-label={format!("{name} is the same as")}>
                        <option value="">{ "Same as …" }</option>
                        { for props.others.iter().filter(|o| **o != name).map(|o| html! { <option value={o.clone()}>{ o }</option> }) }
                    </select>
                    <button onclick={merge}>{ "Unite" }</button>
                </div>
                <div class="row">
                    { for splits }
                    <button onclick={strike}>{ "Not a name" }</button>
                </div>
            }
        </details>
    }
}
