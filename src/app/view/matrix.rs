//! The matrix: facts as rows, sources as columns.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

use super::filters::Filters;
use super::findings::label;
use super::sources::chip_class;
use super::{Page, Send, use_send};
use crate::app::dom;
use crate::app::model::looks::Look;
use crate::app::model::matrix::{Cell, Lone, Row, Sort, Stand, cell_id, lone, sections};
use crate::app::model::store::{Action, Focus, Place, Store, View};
use crate::app::model::words::{group, plural, sign, verdict};
use crate::wire::output::Verdict;

/// For the style sheet.
const fn stand_class(stand: Stand) -> &'static str {
    match stand {
        Stand::With => "s-with",
        Stand::Near => "s-near",
        Stand::Most => "s-most",
        Stand::Against => "s-against",
        Stand::Older => "s-older",
        Stand::Newer => "s-newer",
    }
}

/// What the cells share while they are drawn: their ids, row by row, and which of them Tab reaches.
struct Grid<'a> {
    store: &'a Store,
    send: &'a Send,
    ids: Vec<Vec<String>>,
    active: String,
}

impl Grid<'_> {
    fn tab(&self, id: &str) -> &'static str {
        if self.active == id { "0" } else { "-1" }
    }
    fn source(&self, column: usize) -> String {
        let outlet = self.store.articles.get(column).map(|a| a.outlet()).unwrap_or_default();
        format!("Source {}, {outlet}", column + 1)
    }
    /// A cell that leads to a passage.
    fn passage(&self, id: String, to: Place, class: Classes, name: String, inside: Html) -> Html {
        let from = Focus::Element(id.clone());
        let go = self.send.with(move || Action::Go { to: to.clone(), from: from.clone() });
        let tab = self.tab(&id);
        html! { <td {class}><button {id} data-cell="" tabindex={tab} aria-label={name.clone()} title={name} onclick={go}>{ inside }</button></td> }
    }
    fn gap(&self, id: String, column: usize) -> Html {
        let (tab, name) = (self.tab(&id), format!("{}: does not say", self.source(column)));
        html! { <td class="gap" {id} data-cell="" tabindex={tab} aria-label={name}><span aria-hidden="true">{ "–" }</span></td> }
    }
    fn cell(&self, row: &Row, column: usize, cell: Option<&Cell>) -> Html {
        let id = cell_id(&row.fact.id, column + 1);
        let Some((cell, claim)) = cell.and_then(|c| Some((c, c.claims.first()?))) else { return self.gap(id, column) };
        let stands = cell.stands();
        let comma = if stands.is_empty() { "" } else { ", " };
        let name = format!("{}: {}{comma}{stands}", self.source(column), cell.words());
        let mark = match cell.stand {
            Stand::Older => "earlier",
            Stand::Newer => "latest",
            _ => "",
        };
        let inside = html! {
            <>
                <span class="said">{ cell.words() }</span>
                <span class="stand" aria-hidden="true">{ cell.sign() }</span>
                if !mark.is_empty() { <span class="state-word">{ mark }</span> }
            </>
        };
        self.passage(id, Place::new(claim.source.as_str(), claim.figure), classes!(stand_class(cell.stand)), name, inside)
    }
    fn row(&self, row: &Row) -> Html {
        let fact = row.fact;
        let open = self.store.open.as_deref() == Some(&fact.id);
        let id = cell_id(&fact.id, 0);
        let toggle = {
            let (fact, from) = (fact.id.clone(), Focus::Element(id.clone()));
            self.send.with(move || match dom::is_narrow() {
                true => Action::Whole { fact: fact.clone(), from: from.clone() },
                false => Action::Toggle(fact.clone()),
            })
        };
        html! {
            <tr key={fact.id.clone()} class={classes!(chip_class(fact.verdict), open.then_some("is-open"))}>
                <th scope="row">
                    <button data-cell="" tabindex={self.tab(&id)} id={id} aria-expanded={open.to_string()} onclick={toggle}>
                        <span class="sign" aria-hidden="true">{ sign(fact.verdict) }</span>
                        <span class="fact"><span class="sr">{ format!("{}: ", verdict(fact.verdict)) }</span>{ label(fact) }</span>
                    </button>
                </th>
                { for row.cells.iter().enumerate().map(|(i, c)| self.cell(row, i, c.as_ref())) }
            </tr>
        }
    }
    fn lone(&self, lone: &Lone) -> Html {
        let key = format!("{}-{}", lone.article, lone.index);
        let id = cell_id(&key, 0);
        let label = lone.label();
        let cells = (0..self.store.articles.len()).map(|column| {
            let id = cell_id(&key, column + 1);
            if column != lone.column {
                return self.gap(id, column);
            }
            let to = Place { article: lone.article.clone(), index: lone.index };
            let name = format!("{}: {}, no other source has it", self.source(column), lone.figure.text);
            let inside =
                html! { <span class={classes!("said", "f", group(lone.figure.kind).class())}>{ &lone.figure.text }</span> };
            self.passage(id, to, classes!("s-alone"), name, inside)
        });
        html! {
            <tr key={key.clone()} class="is-single">
                <th scope="row"><span data-cell="" tabindex={self.tab(&id)} id={id} class="fact">{ label }</span></th>
                { for cells }
            </tr>
        }
    }
}

/// The view.
#[component]
pub fn MatrixView(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let looks = &store.looks;
    let facts = store.findings();
    let sections = sections(&store.reading, &facts, &store.articles, &looks.matrix);
    let alone = lone(&store.reading, &store.articles, |g| looks.shows(g));
    let columns = store.articles.len();
    let ids = |key: &str| (0..=columns).map(|c| cell_id(key, c)).collect::<Vec<_>>();
    let mut grid = vec![ids("head")];
    grid.extend(sections.iter().flat_map(|s| &s.rows).map(|r| ids(&r.fact.id)));
    if looks.lone {
        grid.extend(alone.iter().map(|l| ids(&format!("{}-{}", l.article, l.index))));
    }
    let kept = looks.matrix.cell.clone().filter(|c| grid.iter().flatten().any(|id| id == c));
    let active =
        kept.unwrap_or_else(|| grid.get(1).or(grid.first()).map(|r| r[usize::from(grid.len() > 1)].clone()).unwrap_or_default());
    let grid = Grid { store, send: &send, ids: grid, active };

    let onkeydown = {
        let (send, ids) = (send.clone(), Rc::new(grid.ids.clone()));
        Callback::from(move |event: KeyboardEvent| {
            let Some(id) = cell_at(&event) else { return };
            let page = |by: i64| (by * 8, 0);
            let (down, right) = match (event.key().as_str(), event.ctrl_key()) {
                ("ArrowDown", false) => (1, 0),
                ("ArrowUp", false) => (-1, 0),
                ("ArrowRight", false) => (0, 1),
                ("ArrowLeft", false) => (0, -1),
                ("PageDown", false) => page(1),
                ("PageUp", false) => page(-1),
                ("Home", false) => (0, i64::MIN / 2),
                ("End", false) => (0, i64::MAX / 2),
                ("Home", true) => (i64::MIN / 2, i64::MIN / 2),
                ("End", true) => (i64::MAX / 2, i64::MAX / 2),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            if let Some(to) = moved(&ids, &id, down, right) {
                send.to(Action::Look(Look::Cell(to.clone())));
                dom::focus(&to);
            }
        })
    };
    let onfocusin = {
        let send = send.clone();
        Callback::from(move |event: FocusEvent| {
            if let Some(id) = cell_at(&event) {
                send.to(Action::Look(Look::Cell(id)));
            }
        })
    };
    let onsort = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let chosen = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            if let Some(&sort) = chosen.and_then(|s| Sort::ALL.get(s.selected_index().max(0) as usize)) {
                send.to(Action::Look(Look::Sort(sort)));
            }
        })
    };
    let head = store.articles.iter().enumerate().map(|(i, a)| {
        let id = cell_id("head", i + 1);
        let article = a.id.clone();
        let show = send.with(move || Action::Show { article: article.clone(), follow: false });
        let tab = grid.tab(&id);
        let copy = store.reading.copied(&a.id).and_then(|other| store.number(other));
        let copy = copy.map(|n| html! { <span class="copy">{ format!("same text as {n}") }</span> });
        html! {
            <th scope="col" key={&*a.id}>
                <button {id} data-cell="" tabindex={tab} onclick={show} title={a.name()}>
                    <span class="num" aria-hidden="true">{ i + 1 }</span><span class="sr">{ format!("Source {}: ", i + 1) }</span>
                    <span><span class="outlet">{ a.outlet() }</span>{ copy }</span>
                </button>
            </th>
        }
    });
    let shown: usize = sections.iter().map(|s| s.rows.len()).sum();
    let corner = cell_id("head", 0);
    let lone_words = plural(alone.len(), "figure that only one source has", "figures that only one source has");
    html! {
        <section class="list matrix">
            <h2 id={Focus::Main.dom_id()} tabindex="-1">{ View::Matrix.label() }{ " " }<span class="count">{ plural(shown, "fact", "facts") }{ " · " }{ plural(columns, "source", "sources") }</span></h2>
            <div class="controls">
                <Filters store={store.clone()} />
                <div class="row">
                    <label class="choice">{ "Order by" }
                        <select onchange={onsort}>
                            { for Sort::ALL.into_iter().map(|s| html! { <option selected={s == looks.matrix.sort}>{ s.label() }</option> }) }
                        </select>
                    </label>
                    <label class="check"><input type="checkbox" checked={looks.matrix.differences} onchange={send.with(|| Action::Look(Look::Differences))} />{ "Only differences" }</label>
                </div>
            </div>
            if store.reading.revision == 0 {
                <p class="muted">{ "Reading …" }</p>
            } else if columns < 2 {
                <p class="muted">{ "Add a second article about the same event to compare the two." }</p>
            }
            <div class="table grid-scroll" role="region" aria-label="Facts by sources" tabindex="-1">
                <table role="grid" aria-label="Facts by sources" aria-colcount={(columns + 1).to_string()} {onkeydown} {onfocusin}>
                    <thead>
                        <tr>
                            <th scope="col" class="corner"><span data-cell="" tabindex={grid.tab(&corner)} id={corner}>{ "Fact" }</span></th>
                            { for head }
                        </tr>
                    </thead>
                    { for sections.iter().map(|s| html! {
                        <tbody>
                            if let Some((v, name)) = s.heading {
                                <tr class={classes!("group", chip_class(v))}><th scope="rowgroup" colspan={(columns + 1).to_string()}><span class="group-name">{ sign(v) }{ " " }{ name }<span class="count">{ s.rows.len() }</span></span></th></tr>
                            }
                            { for s.rows.iter().map(|r| grid.row(r)) }
                        </tbody>
                    }) }
                    if looks.lone && !alone.is_empty() {
                        <tbody>
                            <tr class="group is-single"><th scope="rowgroup" colspan={(columns + 1).to_string()}><span class="group-name">{ sign(Verdict::Single) }{ " Only one source has it" }<span class="count">{ alone.len() }</span></span></th></tr>
                            { for alone.iter().map(|l| grid.lone(l)) }
                        </tbody>
                    }
                </table>
            </div>
            if !alone.is_empty() {
                <button class="fold" aria-expanded={looks.lone.to_string()} onclick={send.with(|| Action::Look(Look::Lone))}>
                    <span aria-hidden="true">{ if looks.lone { "▾ " } else { "▸ " } }</span>{ if looks.lone { "Hide " } else { "Show " } }{ lone_words }
                </button>
            }
        </section>
    }
}

/// The id of the cell that an event is about.
fn cell_at(event: &Event) -> Option<String> {
    dom::target(event)?.closest("[data-cell]").ok()?.map(|e| e.id())
}

/// The cell so many rows below and columns right of another; the edge where there are none.
fn moved(ids: &[Vec<String>], from: &str, down: i64, right: i64) -> Option<String> {
    let (row, column) = ids.iter().enumerate().find_map(|(r, all)| Some((r, all.iter().position(|id| id == from)?)))?;
    let step = |at: usize, by: i64, length: usize| (at as i64 + by).clamp(0, length as i64 - 1) as usize;
    let all = ids.get(step(row, down, ids.len()))?;
    all.get(step(column, right, all.len())).cloned()
}
