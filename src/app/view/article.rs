//! The main pane: a source to read, or the lists.

use std::rc::Rc;

use yew::prelude::*;

use super::draft::DraftCheck;
use super::editor::Editor;
use super::entities::EntityList;
use super::lists::FigureList;
use super::matrix::MatrixView;
use super::para::{Paragraph, figure_at, hit_id, how_id, paint_article, use_slices, with_matches};
use super::side::SideView;
use super::sources::Strip;
use super::{Page, Same, use_send};
use crate::app::dom;
use crate::app::model::paint::Look;
use crate::app::model::store::{Action, Dialog, Focus, Place, View};
use crate::app::model::words::{Group, VERDICTS, date, meaning, trace};
use crate::wire::output::Verdict;

/// For the style sheet.
pub fn verdict_class(verdict: Option<Verdict>) -> Option<&'static str> {
    Some(match verdict? {
        Verdict::Conflict => "v-conflict",
        Verdict::Updated => "v-updated",
        Verdict::Compatible => "v-compatible",
        Verdict::Agree => "v-agree",
        Verdict::Single => "v-single",
    })
}

/// Words that look like a figure of the text, where they are none.
pub fn sample(words: &str, group: Group, verdict: Option<Verdict>) -> Html {
    html! { <span class={classes!("f", group.class(), verdict_class(verdict))}><span class="w">{ words.to_string() }</span></span> }
}

/// The pane.
#[component]
pub fn Main(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let tab = |view: View| {
        let current = (store.view == view).then_some("page");
        html! { <button class="tab" aria-current={current} onclick={send.with(move || Action::View(view))}>{ view.label() }</button> }
    };
    let pane = match (store.view, store.shown()) {
        (View::Article, Some(article)) if store.editing => {
            let draft = store.draft.as_ref() == Some(&article.id);
            html! { <Editor key={format!("{}-{draft}", article.id)} article={Same(article.clone())} {draft} store={store.clone()} /> }
        }
        (View::Article, Some(_)) => html! { <Reader store={store.clone()} /> },
        (View::Article, None) => html! { <h2 id={Focus::Main.dom_id()} tabindex="-1">{ "Choose a source" }</h2> },
        (View::Side, _) => html! { <SideView store={store.clone()} /> },
        (View::Matrix, _) => html! { <MatrixView store={store.clone()} /> },
        (View::Figures, _) => html! { <FigureList store={store.clone()} /> },
        (View::Entities, _) => html! { <EntityList store={store.clone()} /> },
    };
    html! {
        <section class="pane scroll" aria-label="Reading pane" aria-busy={store.is_busy().to_string()}>
            <nav class="views" aria-label="Views">
                <div class="tabs">{ for View::ALL.into_iter().map(tab) }</div>
                <button class="quiet legend-button" onclick={send.with(|| Action::Dialog(Some(Dialog::Legend)))} aria-keyshortcuts="l" title="What the marks mean">{ "Legend" }</button>
                if store.can_go_back() {
                    <button class="back" onclick={send.with(|| Action::Back)} aria-keyshortcuts="b"><span aria-hidden="true">{ "← " }</span>{ "Back" }</button>
                }
            </nav>
            { pane }
            <div hidden=true>
                { for VERDICTS.into_iter().map(|v| html! { <p id={format!("means-{}", v.as_str())}>{ meaning(v) }</p> }) }
            </div>
        </section>
    }
}

/// One source, to read.
#[component]
fn Reader(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let article = store.shown().cloned();
    let paras = {
        let reading = Rc::clone(&store.reading);
        let key = (article.clone().map(Same), Same(Rc::clone(&store.reading)));
        use_memo(key, move |(article, _)| paint_article(article.as_deref(), &reading))
    };
    let search = &store.looks.search;
    let window = article.as_ref().map_or(0..0, |a| search.window(&a.id));
    let paras = {
        let (plain, search) = (Rc::clone(&paras), search.clone());
        let key = (Same(Rc::clone(&paras)), Same(Rc::clone(&search.hits)), window);
        use_memo(key, move |(_, _, window)| with_matches(&plain, &search, window))
    };
    let (slices, more) = {
        let of = |p: &Place| article.as_ref().is_some_and(|a| a.id == p.article);
        let (chosen, hit) = (store.chosen.as_ref().filter(|p| of(p)).map(|p| p.index), search.at);
        let focused = match &store.focus {
            Some((_, Focus::Mention(p))) if of(p) => Some(p.index),
            _ => None,
        };
        use_slices(article.as_ref().map(|a| a.id.clone()), &paras, move |para| {
            chosen.is_some_and(|f| para.has(f)) || hit.is_some_and(|h| para.holds(h)) || focused.is_some_and(|m| para.names(m))
        })
    };
    use_effect_with((search.at, store.shown.clone()), |(at, _)| {
        if let Some(hit) = at.and_then(|at| dom::by_id(&hit_id(at))) {
            dom::reveal(&hit);
        }
    });
    let Some(article) = article else { return Html::default() };
    let number = store.number(&article.id).unwrap_or(0);
    let figures: Rc<Vec<usize>> = Rc::new(paras.iter().flat_map(|p| p.figures()).collect());
    let chosen = store.chosen.as_ref().filter(|p| p.article == article.id).map(|p| p.index);
    let active = chosen.filter(|c| figures.contains(c)).or(figures.first().copied());
    let how = active.and_then(|index| store.reading.figure(&article.id, index)).map(|f| format!("How it was read: {}", trace(f)));
    let lit: Vec<usize> = store
        .open_fact()
        .map(|f| f.claims.iter().filter(|c| *c.source == *article.id).map(|c| c.figure).collect())
        .unwrap_or_default();

    let choose = {
        let send = send.clone();
        move |place: Place| send.to(Action::Choose { place, leave: dom::is_narrow() })
    };
    let onclick = {
        let choose = choose.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(place) = figure_at(&event) {
                choose(place);
            }
        })
    };
    let onkeydown = {
        let (send, id, figures) = (send.clone(), article.id.clone(), Rc::clone(&figures));
        Callback::from(move |event: KeyboardEvent| {
            let Some(place) = figure_at(&event) else { return };
            let at = figures.iter().position(|&f| f == place.index).unwrap_or(0);
            let to = match event.key().as_str() {
                "Enter" | " " => {
                    event.prevent_default();
                    return choose(place);
                }
                "ArrowRight" | "ArrowDown" => figures.get(at + 1),
                "ArrowLeft" | "ArrowUp" => at.checked_sub(1).and_then(|i| figures.get(i)),
                "Home" => figures.first(),
                "End" => figures.last(),
                _ => return,
            };
            event.prevent_default();
            if let Some(&index) = to {
                send.to(Action::Roam(Place { article: id.clone(), index }));
            }
        })
    };
    let remove = {
        let id = article.id.clone();
        send.with(move || Action::Remove(vec![id.clone()]))
    };
    let is_draft = store.draft.as_ref() == Some(&article.id);
    let mark = {
        let id = (!is_draft).then(|| article.id.clone());
        send.with(move || Action::Draft(id.clone()))
    };
    let title_in_text = paras.first().is_some_and(|p| p.look == Look::Title);
    let outlet = [article.publisher.clone(), date(&article.published)].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>();
    html! {
        <article class={classes!("reader", (!store.entities).then_some("no-names"))}>
            <div class="kicker">
                <p>
                    <span class="num" aria-hidden="true">{ number }</span>
                    <span class="sr">{ format!("Source {number} of {}. ", store.articles.len()) }</span>
                    if outlet.is_empty() {
                        <span class="muted">{ "No publisher or date yet" }</span>
                    } else {
                        { outlet.join(" · ") }
                    }
                </p>
                <div class="row">
                    <button class="quiet" onclick={send.with(|| Action::Entities)} aria-pressed={store.entities.to_string()}>{ "Names" }</button>
                    <button class="quiet" onclick={mark} aria-pressed={is_draft.to_string()} title="A draft is checked against the other sources">{ "My draft" }</button>
                    <button class="quiet" onclick={send.with(|| Action::Edit(true))} aria-keyshortcuts="e">{ "Edit" }</button>
                    <button class="quiet" onclick={remove} aria-keyshortcuts="r">{ "Remove" }</button>
                </div>
            </div>
            <Strip article={article.id.clone()} marks={store.reading.marks(&article.id)} large=true />
            if !title_in_text {
                <h2 id={Focus::Main.dom_id()} tabindex="-1" dir="auto">{ article.name() }</h2>
            }
            if is_draft {
                <DraftCheck store={store.clone()} />
            }
            <div class="text" aria-busy={more.to_string()} data-article={article.id.to_string()} {onclick} {onkeydown}>
                if article.body.text().is_none() {
                    <p class="muted">{ "Reading the text …" }</p>
                }
                { for slices.iter().enumerate().map(|(i, para)| {
                    let here = |f: &Option<usize>| f.filter(|f| para.has(*f));
                    html! {
                        <Paragraph key={i} para={para.clone()} article={article.id.clone()} active={here(&active)} chosen={here(&chosen)}
                            lit={lit.iter().copied().filter(|f| para.has(*f)).collect::<Vec<_>>()} hit={search.at.filter(|&h| para.holds(h))} />
                    }
                }) }
            </div>
            if let Some(how) = how {
                <p id={how_id(&article.id)} hidden=true>{ how }</p>
            }
        </article>
    }
}
