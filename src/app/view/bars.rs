//! The bar at the top, the switch of columns on narrow screens, messages, and the list of keys.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::article::sample;
use super::plot::mark;
use super::search::{SearchCounts, SearchField};
use super::{Page, use_send};
use crate::app::dom::Theme;
use crate::app::model::keys::KEYS;
use crate::app::model::plot::{Plot, Shape};
use crate::app::model::store::{Action, Dialog, Find, Focus, Panel, Status};
use crate::app::model::words::{self, Group, VERDICTS, group, meaning, plural, sign, verdict};
use crate::wire::output::{FigureKind, Verdict};

/// Name, state of the reading, and what is always at hand.
#[component]
pub fn TopBar(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let theme = use_state_eq(Theme::kept);
    let switch = {
        let theme = theme.clone();
        Callback::from(move |_: MouseEvent| {
            let next = theme.next();
            next.set();
            theme.set(next);
        })
    };
    let slow = store.status == Status::Slow;
    html! {
        <header class="bar">
            <div class="top">
            <a class="skip" href="#main-heading">{ "Skip to the article" }</a>
            <h1 class="wordmark">{ "cross" }<span>{ "read" }</span></h1>
            <div class="state">
                if slow {
                    <progress aria-label={if store.opening > 0 { "Opening files" } else { "Reading the articles" }}></progress>
                    if store.opening > 0 {
                        <span role="status">{ "Opening …" }</span>
                    } else {
                        <span role="status">{ format!("Reading {} …", plural(store.articles.len(), "article", "articles")) }</span>
                    }
                } else if let Some(failure) = &store.failure {
                    <span class="failure" role="alert">{ failure }</span>
                    <button class="quiet" onclick={send.with(|| Action::Retry)}>{ "Try again" }</button>
                }
            </div>
            if !store.articles.is_empty() {
                <SearchField store={store.clone()} />
            }
            <div class="tools">
                <button class="quiet space" onclick={send.with(|| Action::Dialog(Some(Dialog::Spaces)))} aria-keyshortcuts="s" title={format!("{}: workspaces and session files", store.space.name)}>
                    { &store.space.name }
                </button>
                if !store.articles.is_empty() {
                    <button class="icon find" onclick={send.with(|| Action::Find(Find::Open))} title="Search all sources" aria-label="Search" aria-keyshortcuts="/">
                        <span aria-hidden="true">{ "⌕" }</span>
                    </button>
                    <button class="quiet" onclick={send.with(|| Action::Dialog(Some(Dialog::Export)))} aria-keyshortcuts="o">{ "Save" }<span class="sr">{ " and share" }</span></button>
                    <button id={Focus::Add.dom_id()} class="primary" onclick={send.with(|| Action::Dialog(Some(Dialog::Add)))} aria-keyshortcuts="a">
                        { "Add" }<span class="more-words">{ " articles" }</span>
                    </button>
                }
                <button class="icon" onclick={switch} title={format!("Colours: {}", theme.label())} aria-label={format!("Colours: {}. Change", theme.label())}>
                    <span aria-hidden="true">{ match *theme { Theme::System => "◐", Theme::Light => "○", Theme::Dark => "●" } }</span>
                </button>
                <button class="icon" onclick={send.with(|| Action::Dialog(Some(Dialog::Help)))} title="Keys and signs" aria-label="Help: keys and signs" aria-keyshortcuts="?">
                    <span aria-hidden="true">{ "?" }</span>
                </button>
            </div>
            </div>
            <SearchCounts store={store.clone()} />
        </header>
    }
}

/// Which column a narrow screen shows.
#[component]
pub fn Panels(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let conflicts = store.reading.count(Verdict::Conflict);
    let tab = |panel: Panel, label: &str| {
        let current = (store.panel == panel).then_some("page");
        html! { <button aria-current={current} onclick={send.with(move || Action::Panel(panel))}>{ label.to_string() }</button> }
    };
    html! {
        <nav class="panels" aria-label="Columns">
            { tab(Panel::Sources, &format!("Sources {}", store.articles.len())) }
            { tab(Panel::Read, "Read") }
            { tab(Panel::Findings, &if conflicts > 0 { format!("Findings ≠ {conflicts}") } else { "Findings".into() }) }
        </nav>
    }
}

/// The message on show.
#[component]
pub fn NoticeBar(props: &Page) -> Html {
    let send = use_send();
    let Some(notice) = &props.store.notice else { return Html::default() };
    html! {
        <section class={classes!("notice", notice.error.then_some("is-error"))} aria-label="Message">
            <div>{ for notice.lines.iter().map(|l| html! { <p>{ l }</p> }) }</div>
            if notice.undo {
                <button onclick={send.with(|| Action::Undo)} aria-keyshortcuts="z">{ "Undo" }</button>
            }
            <button class="quiet" onclick={send.with(|| Action::Dismiss)}>{ "Close" }<span class="sr">{ " the message" }</span></button>
        </section>
    }
}

/// Opens a `<dialog>` when it is first shown. The callback closes it as Escape does, so that the focus goes back to where it was.
#[hook]
pub fn use_modal() -> (NodeRef, Callback<MouseEvent>) {
    let node = use_node_ref();
    let dialog = node.clone();
    use_effect_with((), move |()| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            // Fails only where it is open already.
            let _ = dialog.show_modal();
            let _ = dialog.set_attribute("data-shown", "");
        }
    });
    let dialog = node.clone();
    let close = Callback::from(move |_| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            dialog.close();
        }
    });
    (node, close)
}

/// Keys and signs.
#[component]
pub fn HelpDialog() -> Html {
    let send = use_send();
    let (node, close) = use_modal();
    html! {
        <dialog ref={node} class="sheet" closedby="any" aria-labelledby="help-title" onclose={send.with(|| Action::Dialog(None))}>
            <div class="sheet-head">
                <h2 id="help-title">{ "Signs and keys" }</h2>
                <button class="icon" onclick={close} aria-label="Close"><span aria-hidden="true">{ "×" }</span></button>
            </div>
            <div class="sheet-columns">
                <section>
                    <h3>{ "What the signs mean" }</h3>
                    <Legend heading="h4" />
                </section>
                <section>
                    <h3>{ "Keys" }</h3>
                    <dl class="keys">
                        { for KEYS.iter().map(|(key, what, _)| html! { <div><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div> }) }
                    </dl>
                    <p class="hint">{ "Keys do nothing while you type. Paste anywhere to add an article." }</p>
                    <p><button onclick={send.with(|| Action::Dialog(Some(Dialog::About)))}>{ "About, and what is kept where" }</button></p>
                </section>
            </div>
        </dialog>
    }
}

/// What the marks mean, alone.
#[component]
pub fn LegendDialog() -> Html {
    let send = use_send();
    let (node, close) = use_modal();
    html! {
        <dialog ref={node} class="sheet is-small" closedby="any" aria-labelledby="legend-title" onclose={send.with(|| Action::Dialog(None))}>
            <div class="sheet-head">
                <h2 id="legend-title">{ "What the marks mean" }</h2>
                <button class="icon" onclick={close} aria-label="Close"><span aria-hidden="true">{ "×" }</span></button>
            </div>
            <Legend heading="h3" />
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
pub struct LegendProps {
    /// The element of its headings, one below that of its title.
    heading: &'static str,
}

/// What the marks in the text mean.
#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let heading = |words: &'static str| html! { <@{props.heading}>{ words }</@> };
    let show = |v: Verdict| {
        html! {
            <div>
                <dt>{ sample("42 people", Group::Count, Some(v)) }</dt>
                <dd><strong>{ sign(v) }{ " " }{ verdict(v) }</strong>{ " " }{ meaning(v) }</dd>
            </div>
        }
    };
    let kind = |g: Group| {
        let names: Vec<&str> = FigureKind::ALL.iter().filter(|k| group(**k) == g).map(|k| k.as_str()).collect();
        html! { <div><dt>{ sample(g.label(), g, None) }</dt><dd>{ names.join(", ") }</dd></div> }
    };
    html! {
        <>
            <dl class="legend">{ for VERDICTS.into_iter().map(show) }</dl>
            { heading("Kinds of figure") }
            <dl class="legend kinds">{ for Group::ALL.into_iter().map(kind) }</dl>
            { heading("Names") }
            <p class="legend-names">
                <span class="e e-org">{ "organisation" }</span>{ " · " }<span class="e e-person">{ "person" }</span>{ " · " }
                <span class="e e-place">{ "place" }</span>{ " · " }<span class="e e-other">{ words::entity_kind(crate::wire::output::EntityKind::Other).to_lowercase() }</span>
            </p>
            { heading("Values on one axis") }
            <dl class="legend plots">{ for plots() }</dl>
        </>
    }
}

/// The marks of the plots, with words.
fn plots() -> Vec<Html> {
    let shapes = [
        ("42", Shape::Dot(0.5)),
        ("about 42", Shape::About(0.3, 0.5, 0.7)),
        ("40 to 44", Shape::Bar(0.3, 0.7)),
        ("at least 42", Shape::AtLeast(0.4)),
        ("at most 42", Shape::AtMost(0.6)),
    ];
    let show = |(words, shape): (&'static str, Shape)| {
        let plot = Plot { log: false, ticks: Vec::new(), shapes: vec![shape] };
        html! { <div><dt class="track">{ mark(&plot, 0) }</dt><dd>{ words }</dd></div> }
    };
    shapes.into_iter().map(show).collect()
}
