//! Deciding on an open finding: confirm, dismiss (all of it, a pair, one figure), note, merge, split.

use std::collections::BTreeSet;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Same, use_send};
use crate::app::dom;
use crate::app::model::review::{Decision, FactReview, Ruling, Scope};
use crate::app::model::store::{Action, Focus, Place, Store};
use crate::app::model::words::{date, group, sign};
use crate::wire::output::{Fact, Verdict};

#[derive(Properties, PartialEq)]
pub struct FactProps {
    pub store: Same<Store>,
    /// Id of the finding.
    pub fact: String,
}

/// What was decided on a finding, as a mark in its head.
pub fn ruled(review: &FactReview) -> Html {
    let (class, words) = match (review.ruling, review.disputed, review.changed) {
        (Some(Ruling::Confirmed), ..) => ("is-yes", "✓ Confirmed"),
        (Some(Ruling::Dismissed), ..) => ("is-no", "– Dismissed"),
        (None, true, _) => ("is-open", "Judged differently"),
        (None, _, true) => ("is-open", "Changed since it was judged"),
        _ => ("is-note", "✎ Note"),
    };
    html! { <span class={classes!("ruled", class)}>{ words }</span> }
}

/// The decisions of an open finding, and the means to decide.
#[component]
pub fn Judge(props: &FactProps) -> Html {
    let send = use_send();
    let store = &props.store;
    let Some(fact) = store.reading.fact(&props.fact) else { return Html::default() };
    let id = fact.id.clone();
    let review = store.standing.of(&id).cloned().unwrap_or_default();
    let own = store.own_decision(&id);
    let others: Vec<&Decision> =
        review.decisions.iter().map(|&i| &store.review.decisions[i]).filter(|d| own.is_none_or(|o| o.id != d.id)).collect();
    let button = |ruling: Ruling, words: &'static str, key: &'static str| {
        let on = review.ruling == Some(ruling);
        let (send, id) = (send.clone(), id.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            send.to(match on {
                true => Action::Unrule(id.clone()),
                false => Action::Rule { fact: id.clone(), ruling, scope: Scope::Finding, claims: Vec::new(), at: dom::now() },
            });
        });
        html! { <button class="rule" {onclick} aria-pressed={on.to_string()} aria-keyshortcuts={key}>{ words }</button> }
    };
    let onnote = {
        let (send, id) = (send.clone(), id.clone());
        Callback::from(move |event: InputEvent| {
            let Some(area) = event.target().and_then(|t| t.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
            send.to(Action::Note { fact: id.clone(), note: area.value(), at: dom::now() });
        })
    };
    let note = own.map(|d| d.note.clone()).unwrap_or_default();
    html! {
        <section class="judge" aria-label="Your judgement">
            if review.changed {
                <p class="hint">{ "This was judged when it said something else. Judge it again." }</p>
            }
            <div class="row">
                { button(Ruling::Confirmed, "Confirm", "y") }
                { button(Ruling::Dismissed, "Dismiss", "x") }
            </div>
            { for others.into_iter().map(|d| other(d, &send)) }
            <label for={Focus::Note(id.clone()).dom_id()}>{ "Note" }</label>
            <textarea id={Focus::Note(id.clone()).dom_id()} key={format!("{id}-{}", store.travels)} rows="2" defaultvalue={note} oninput={onnote}
                placeholder="Whom to ask, what to check …" />
            <More store={store.clone()} fact={id} />
        </section>
    }
}

/// A decision of somebody else, or of a narrower scope.
fn other(d: &Decision, send: &super::Send) -> Html {
    let who = if d.by.is_empty() { "You" } else { &d.by };
    let what = match (d.ruling, d.scope) {
        (Some(r), Scope::Finding) => format!("{who}: {}", r.label().to_lowercase()),
        (Some(r), Scope::Pair) => format!("{who}: {} for the pair {}", r.label().to_lowercase(), quoted(d)),
        (Some(r), Scope::Figure) => format!("{who}: {} for {}", r.label().to_lowercase(), quoted(d)),
        (None, _) => format!("{who} noted"),
    };
    let at = (!d.at.is_empty()).then(|| format!(" · {}", date(d.at.split('T').next().unwrap_or_default())));
    let id = d.id.clone();
    html! {
        <div class="decision">
            <p>{ what }{ at.unwrap_or_default() }{ if d.note.is_empty() { String::new() } else { format!(": {}", d.note) } }</p>
            <button class="quiet" onclick={send.with(move || Action::Drop(id.clone()))}>{ "Delete" }<span class="sr">{ " this decision" }</span></button>
        </div>
    }
}

fn quoted(d: &Decision) -> String {
    d.anchors.iter().map(|a| format!("“{}”", a.exact)).collect::<Vec<_>>().join(" and ")
}

/// What is needed less often: a part of the finding dismissed, split off, or another one merged in.
#[component]
fn More(props: &FactProps) -> Html {
    let send = use_send();
    let store = &props.store;
    let chosen = use_state_eq(BTreeSet::<usize>::new);
    let other = use_state_eq(String::new);
    let Some(fact) = store.reading.fact(&props.fact) else { return Html::default() };
    let check = |i: usize| {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| {
            let on = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()).is_some_and(|b| b.checked());
            let mut now = BTreeSet::clone(&chosen);
            if on {
                now.insert(i)
            } else {
                now.remove(&i)
            };
            chosen.set(now);
        })
    };
    let claims = fact.claims.iter().enumerate().map(|(i, c)| {
        let outlet = store.article(&c.source).map(|a| a.outlet()).unwrap_or_default();
        html! {
            <label class="check">
                <input type="checkbox" checked={chosen.contains(&i)} onchange={check(i)} />
                { format!("{}: {}", outlet, c.text) }
            </label>
        }
    });
    let picked: Vec<usize> = chosen.iter().copied().collect();
    let act = |make: fn(String, Vec<usize>) -> Action| {
        let (send, id, picked, chosen) = (send.clone(), fact.id.clone(), picked.clone(), chosen.clone());
        Callback::from(move |_: MouseEvent| {
            chosen.set(BTreeSet::new());
            send.to(make(id.clone(), picked.clone()));
        })
    };
    let dismiss = |scope: Scope| match scope {
        Scope::Pair => {
            act(|fact, claims| Action::Rule { fact, ruling: Ruling::Dismissed, scope: Scope::Pair, claims, at: dom::now() })
        }
        _ => act(|fact, claims| Action::Rule { fact, ruling: Ruling::Dismissed, scope: Scope::Figure, claims, at: dom::now() }),
    };
    let n = picked.len();
    let candidates = candidates(store, fact);
    let onselect = {
        let other = other.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()) {
                other.set(select.value());
            }
        })
    };
    let merge = {
        let (send, id, other) = (send.clone(), fact.id.clone(), other.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some((article, index)) = other.split_once(' ').and_then(|(i, a)| Some((a, i.parse().ok()?))) {
                send.to(Action::Join { fact: id.clone(), to: Place::new(article, index) });
            }
        })
    };
    let select = format!("merge-{}", fact.id);
    html! {
        <details class="more">
            <summary>{ "Only a part, split, merge" }</summary>
            <fieldset>
                <legend>{ "Figures of this finding" }</legend>
                { for claims }
                <div class="row">
                    <button disabled={n != 1} onclick={dismiss(Scope::Figure)}>{ "Dismiss this figure" }</button>
                    <button disabled={n != 2} onclick={dismiss(Scope::Pair)}>{ "Dismiss this pair" }</button>
                    <button disabled={n == 0 || n == fact.claims.len()} onclick={act(|fact, claims| Action::Part { fact, claims })}>{ "Split off" }</button>
                </div>
            </fieldset>
            if !candidates.is_empty() {
                <label for={select.clone()}>{ "Speaks of the same thing as" }</label>
                <div class="row">
                    <select id={select} onchange={onselect}>
                        <option value="" selected={other.is_empty()}>{ "Choose a finding or a figure …" }</option>
                        { for candidates.into_iter().map(|(value, words)| html! { <option selected={*other == value} value={value.clone()}>{ words }</option> }) }
                    </select>
                    <button disabled={other.is_empty()} onclick={merge}>{ "Merge" }</button>
                </div>
            }
        </details>
    }
}

/// What could be merged in: other findings and lone figures of the same group, as ("index source", words).
fn candidates(store: &Store, fact: &Fact) -> Vec<(String, String)> {
    let kind = |source: &str, figure: usize| store.reading.figure(source, figure).map(|f| group(f.kind));
    let Some(own) = fact.claims.first().and_then(|c| kind(&c.source, c.figure)) else { return Vec::new() };
    let mut out: Vec<(String, String)> = Vec::new();
    for other in store.reading.findings().filter(|f| f.id != fact.id && f.verdict != Verdict::Single) {
        let Some(c) = other.claims.first().filter(|c| kind(&c.source, c.figure) == Some(own)) else { continue };
        out.push((format!("{} {}", c.figure, c.source), format!("{} {}: {}", sign(other.verdict), other.label, c.text)));
    }
    for article in store.articles.iter() {
        let Some(source) = store.reading.source(&article.id) else { continue };
        for (i, f) in source.figures.iter().enumerate().filter(|(_, f)| group(f.kind) == own) {
            if store.reading.fact_of(&article.id, i).is_none_or(|f| f.verdict == Verdict::Single) {
                out.push((format!("{i} {}", article.id), format!("{}: {}", article.outlet(), f.text)));
            }
        }
    }
    out
}
