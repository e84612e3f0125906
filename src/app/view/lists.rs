//! Figures as a list, of one source or of all.

use yew::prelude::*;

use super::sources::chip_class;
use super::{Page, use_send};
use crate::app::model::article::ArticleId;
use crate::app::model::store::{Action, Focus, Place, Store};
use crate::app::model::words::{self, Group, group, sign, verdict};
use crate::wire::output::Figure;

/// Which sources the list is of.
#[component]
pub fn Scope(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let choice = |scope: Option<ArticleId>, label: String, title: String| {
        let on = store.scope == scope;
        html! { <button class="chip" {title} aria-pressed={on.to_string()} onclick={send.with(move || Action::Scope(scope.clone()))}>{ label }</button> }
    };
    html! {
        <div class="filters" role="group" aria-label="Sources">
            { choice(None, "All sources".into(), String::new()) }
            { for store.articles.iter().enumerate().map(|(i, a)| choice(Some(a.id.clone()), format!("{} {}", i + 1, shorten(&a.outlet())), a.name())) }
        </div>
    }
}

fn shorten(name: &str) -> String {
    match name.char_indices().nth(24) {
        Some((at, _)) => format!("{} …", name[..at].trim_end()),
        None => name.to_string(),
    }
}

/// The sources that the list is of.
pub fn scope(store: &Store) -> Vec<ArticleId> {
    match &store.scope {
        Some(id) => vec![id.clone()],
        None => store.articles.iter().map(|a| a.id.clone()).collect(),
    }
}

/// So many rows are drawn at once: ten thousand would hold the page for seconds.
const MOST: usize = 500;

/// All figures.
#[component]
pub fn FigureList(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let kind = use_state_eq(|| None::<Group>);
    let most = use_state_eq(|| MOST);
    let ids = scope(store);
    let all: Vec<(&ArticleId, usize, &Figure)> = ids
        .iter()
        .filter_map(|id| Some((id, store.reading.source(id)?)))
        .flat_map(|(id, s)| s.figures.iter().enumerate().map(move |(i, f)| (id, i, f)))
        .collect();
    let kinds = Group::ALL.into_iter().filter_map(|g| {
        let n = all.iter().filter(|(_, _, f)| group(f.kind) == g).count();
        let on = *kind == Some(g);
        let kind = kind.clone();
        let onclick = Callback::from(move |_: MouseEvent| kind.set((!on).then_some(g)));
        (n > 0).then(|| html! { <button class={classes!("chip", "kind", g.class())} aria-pressed={on.to_string()} {onclick}>{ format!("{} {n}", g.label()) }</button> })
    });
    let shown: Vec<_> = all.iter().filter(|(_, _, f)| kind.is_none_or(|k| k == group(f.kind))).collect();
    let more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + MOST))
    };
    let rest = shown.len().saturating_sub(*most);
    let rows = shown.iter().take(*most).map(|&&(id, index, f)| {
        let fact = store.reading.fact_of(id, index);
        let place = Place { article: id.clone(), index };
        let row = format!("row-{id}-{index}");
        let from = Focus::Element(row.clone());
        let go = send.with(move || Action::Go { to: place.clone(), from: from.clone() });
        let about = f.measure.clone().into_iter().chain(f.subjects.first().cloned()).collect::<Vec<_>>().join(" · ");
        html! {
            <tr key={format!("{id}-{index}")}>
                <td><button id={row} class={classes!("link", "f", group(f.kind).class())} onclick={go}>{ &f.text }</button></td>
                <td class="value">{ words::value(f.kind, f.lo, f.hi, f.unit.as_deref()).unwrap_or_default() }<span class="also">{ f.kind.as_str() }</span></td>
                <td>{ about }</td>
                <td><span class="num">{ store.number(id) }</span></td>
                <td class={classes!("verdict-cell", fact.map(|f| chip_class(f.verdict)))}>{ fact.map(|f| format!("{} {}", sign(f.verdict), verdict(f.verdict))) }</td>
            </tr>
        }
    });
    html! {
        <section class="list">
            <h2 id={Focus::Main.dom_id()} tabindex="-1">{ "Figures " }<span class="count">{ all.len() }</span></h2>
            <Scope store={store.clone()} />
            <div class="filters" role="group" aria-label="Kinds of figure">{ for kinds }</div>
            if all.is_empty() {
                <p class="muted">{ "No figure has been found." }</p>
            } else {
                <div class="table" role="region" aria-label="Figures" tabindex="0">
                    <table>
                        <thead><tr><th scope="col">{ "Figure" }</th><th scope="col">{ "Read as" }</th><th scope="col">{ "What it measures" }</th><th scope="col">{ "Source" }</th><th scope="col">{ "Verdict" }</th></tr></thead>
                        <tbody>{ for rows }</tbody>
                    </table>
                </div>
                if rest > 0 {
                    <p><button onclick={more}>{ format!("Show {} more of {rest}", rest.min(MOST)) }</button></p>
                }
            }
        </section>
    }
}
