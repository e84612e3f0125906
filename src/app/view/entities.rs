//! Who is in which source, how often, and under which names.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::lists::{Scope, scope};
use super::names::NameTools;
use super::{Page, use_send};
use crate::app::dom;
use crate::app::model::article::ArticleId;
use crate::app::model::reading::EntityRow;
use crate::app::model::store::{Action, Focus, Place, Store};
use crate::app::model::who::{Order, choose, kinds};
use crate::app::model::words::{entity_class, entity_kind, plural};
use crate::wire::output::EntityKind;

/// The list.
#[component]
pub fn EntityList(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let kind = use_state_eq(|| None::<EntityKind>);
    let words = use_state_eq(String::new);
    let order = use_state_eq(Order::default);
    let ids = scope(store);
    let all = store.reading.entities(&ids.iter().map(|i| &**i).collect::<Vec<_>>());
    let total = all.len();
    let mut others: Vec<String> = all.iter().map(|r| r.name.clone()).collect();
    others.sort();
    let chips = kinds(&all).into_iter().map(|(k, n)| {
        let on = *kind == Some(k);
        let kind = kind.clone();
        let onclick = Callback::from(move |_: MouseEvent| kind.set((!on).then_some(k)));
        html! { <button class="chip" aria-pressed={on.to_string()} {onclick}><span class={classes!("e", entity_class(k))}>{ entity_kind(k) }</span>{ format!(" {n}") }</button> }
    });
    let chips: Vec<Html> = chips.collect();
    let rows = choose(all, *kind, &words, *order);
    let oninput = {
        let words = words.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = dom::target(&event).and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                words.set(field.value());
            }
        })
    };
    let onorder = {
        let order = order.clone();
        Callback::from(move |event: Event| {
            let chosen = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            if let Some(&o) = chosen.and_then(|s| Order::ALL.get(s.selected_index().max(0) as usize)) {
                order.set(o);
            }
        })
    };
    let shown = rows.len();
    html! {
        <section class="list entities">
            <h2 id={Focus::Main.dom_id()} tabindex="-1">{ "Entities " }<span class="count">{ total }</span></h2>
            <Scope store={store.clone()} />
            <div class="controls">
                <div class="filters" role="group" aria-label="Kinds of name">{ for chips }</div>
                <div class="row">
                    <input type="search" class="narrow-field" aria-label="Find a name" placeholder="Find a name" value={(*words).clone()} {oninput} autocomplete="off" spellcheck="false" />
                    <label class="choice">{ "Order by" }
                        <select onchange={onorder}>
                            { for Order::ALL.into_iter().map(|o| html! { <option selected={o == *order}>{ o.label() }</option> }) }
                        </select>
                    </label>
                </div>
            </div>
            <p class="sr" role="status">{ if shown < total { format!("{} of {total} on show", plural(shown, "name", "names")) } else { String::new() } }</p>
            if total == 0 {
                <p class="muted">{ "No name has been found." }</p>
            } else if shown == 0 {
                <p class="muted">{ "No name fits." }</p>
            } else {
                <div class="table" role="region" aria-label="Entities" tabindex="0">
                    <table>
                        <thead><tr><th scope="col">{ "Name" }</th><th scope="col">{ "Kind" }</th>
                            { for ids.iter().map(|id| source_head(store, id)) }
                            <th scope="col" class="cell">{ "All" }</th>
                        </tr></thead>
                        <tbody>{ for rows.iter().map(|row| entity_row(store, row, &ids, &others, &send)) }</tbody>
                    </table>
                </div>
            }
        </section>
    }
}

fn source_head(store: &Store, id: &ArticleId) -> Html {
    let name = store.article(id).map(|a| a.outlet()).unwrap_or_default();
    html! { <th scope="col" class="cell" title={name.clone()}><span class="num">{ store.number(id) }</span><span class="sr">{ name }</span></th> }
}

fn entity_row(store: &Store, row: &EntityRow, ids: &[ArticleId], others: &Vec<String>, send: &super::Send) -> Html {
    let also: Vec<_> = row.spellings.iter().filter(|s| **s != row.name).map(|s| format!("“{s}”")).collect();
    let cells = row.mentions.iter().zip(ids).map(|(mentions, id)| {
        let Some(&index) = mentions.first() else { return html! { <td class="cell none"><span class="sr">{ "none" }</span></td> } };
        let to = Place { article: id.clone(), index };
        let element = format!("who-{id}-{index}");
        let from = Focus::Element(element.clone());
        let words = format!(
            "{} in source {}, as {}: go to the first",
            plural(mentions.len(), "mention", "mentions"),
            store.number(id).unwrap_or(0),
            names_in(store, id, mentions).join(", ")
        );
        let go = send.with(move || Action::GoMention { to: to.clone(), from: from.clone() });
        html! { <td class="cell"><button id={element} class="link" title={words.clone()} aria-label={words} onclick={go}>{ mentions.len() }</button></td> }
    });
    html! {
        <tr key={row.name.clone()}>
            <th scope="row"><span class={classes!("e", entity_class(row.kind))}>{ &row.name }</span>
                <NameTools name={row.name.clone()} spellings={row.spellings.clone()} others={Vec::clone(others)} />
                if !also.is_empty() { <span class="also">{ format!("also {}", also.join(", ")) }</span> }
            </th>
            <td class="kind-cell">{ entity_kind(row.kind) }</td>
            { for cells }
            <td class="cell total">{ row.total }</td>
        </tr>
    }
}

/// The spellings of these mentions, each once.
fn names_in(store: &Store, id: &str, mentions: &[usize]) -> Vec<String> {
    let source = store.reading.source(id);
    let mut names: Vec<String> = Vec::new();
    for mention in mentions.iter().filter_map(|&i| source?.entities.get(i)) {
        let name = format!("“{}”", mention.text);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
