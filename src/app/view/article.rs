//! The main pane: a source to read, or the lists.

use std::rc::Rc;

use yew::prelude::*;

use super::draft::DraftCheck;
use super::editor::Editor;
use super::lists::{EntityList, FigureList};
use super::{Page, Same, use_send};
use crate::app::dom;
use crate::app::model::article::{Article, ArticleId};
use crate::app::model::paint::{Look, Para, Piece, Words, paint};
use crate::app::model::reading::Reading;
use crate::app::model::store::{Action, Focus, Place, View};
use crate::app::model::words::{Group, VERDICTS, date, entity_class, group, meaning, trace};
use crate::wire::output::Verdict;

/// Id of the line that says how the figure was read that the keyboard is at.
const HOW: &str = "how-read";

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
        html! { <button aria-current={current} onclick={send.with(move || Action::View(view))}>{ view.label() }</button> }
    };
    let pane = match (store.view, store.shown()) {
        (View::Article, Some(article)) if store.editing => {
            html! { <Editor key={&*article.id} article={Same(article.clone())} store={store.clone()} /> }
        }
        (View::Article, Some(_)) => html! { <Reader store={store.clone()} /> },
        (View::Article, None) => html! { <h2 id={Focus::Main.dom_id()} tabindex="-1">{ "Choose a source" }</h2> },
        (View::Figures, _) => html! { <FigureList store={store.clone()} /> },
        (View::Entities, _) => html! { <EntityList store={store.clone()} /> },
    };
    html! {
        <section class="pane scroll" aria-label="Reading pane" aria-busy={(store.reading.revision != store.revision).to_string()}>
            <nav class="views" aria-label="Views">
                { for View::ALL.into_iter().map(tab) }
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
    let Some(article) = article else { return Html::default() };
    let number = store.number(&article.id).unwrap_or(0);
    let figures: Rc<Vec<usize>> = Rc::new(paras.iter().flat_map(|p| figures_of(p)).collect());
    let chosen = store.chosen.as_ref().filter(|p| p.article == article.id).map(|p| p.index);
    let active = chosen.filter(|c| figures.contains(c)).or(figures.first().copied());
    let how = active.and_then(|index| store.reading.figure(&article.id, index)).map(|f| format!("How it was read: {}", trace(f)));
    let lit: Vec<usize> = store
        .open_fact()
        .map(|f| f.claims.iter().filter(|c| *c.source == *article.id).map(|c| c.figure).collect())
        .unwrap_or_default();

    let choose = {
        let (send, id) = (send.clone(), article.id.clone());
        move |index: usize| send.to(Action::Choose { place: Place { article: id.clone(), index }, leave: dom::is_narrow() })
    };
    let onclick = {
        let choose = choose.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(index) = figure_at(&event) {
                choose(index);
            }
        })
    };
    let onkeydown = {
        let (send, id, figures) = (send.clone(), article.id.clone(), Rc::clone(&figures));
        Callback::from(move |event: KeyboardEvent| {
            let Some(index) = figure_at(&event) else { return };
            let at = figures.iter().position(|&f| f == index).unwrap_or(0);
            let to = match event.key().as_str() {
                "Enter" | " " => {
                    event.prevent_default();
                    return choose(index);
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
            if !title_in_text {
                <h2 id={Focus::Main.dom_id()} tabindex="-1">{ article.name() }</h2>
            }
            if is_draft {
                <DraftCheck store={store.clone()} />
            }
            <div class="text" {onclick} {onkeydown}>
                if article.body.text().is_none() {
                    <p class="muted">{ "Reading the text …" }</p>
                }
                { for paras.iter().enumerate().map(|(i, para)| {
                    let here = |f: &Option<usize>| f.filter(|f| para.has(*f));
                    html! {
                        <Paragraph key={i} para={para.clone()} article={article.id.clone()} active={here(&active)} chosen={here(&chosen)}
                            lit={lit.iter().copied().filter(|f| para.has(*f)).collect::<Vec<_>>()} />
                    }
                }) }
            </div>
            if let Some(how) = how {
                <p id={HOW} hidden=true>{ how }</p>
            }
        </article>
    }
}

fn paint_article(article: Option<&Article>, reading: &Reading) -> Vec<Rc<Para>> {
    let text = article.and_then(|a| Some((a, a.body.text()?)));
    text.map(|(a, text)| paint(Some(reading), &a.id, text, &a.title)).unwrap_or_default()
}

fn figures_of(para: &Para) -> impl Iterator<Item = usize> + '_ {
    para.pieces.iter().filter_map(|p| match p {
        Piece::Figure { index, .. } => Some(*index),
        Piece::Words(_) => None,
    })
}

/// The figure that an event is about.
fn figure_at(event: &Event) -> Option<usize> {
    dom::target(event)?.closest("[data-f]").ok()??.get_attribute("data-f")?.parse().ok()
}

#[derive(Properties, PartialEq)]
struct ParaProps {
    para: Rc<Para>,
    article: ArticleId,
    /// The figure that Tab reaches, where it is in this paragraph; and so on.
    active: Option<usize>,
    chosen: Option<usize>,
    lit: Vec<usize>,
}

/// One paragraph; drawn again only when something in it changes.
#[component]
fn Paragraph(props: &ParaProps) -> Html {
    let pieces = props.para.pieces.iter().map(|piece| match piece {
        Piece::Words(words) => run(&props.article, words),
        Piece::Figure { index, kind, verdict, how, words } => {
            let is = |other: Option<usize>| other == Some(*index);
            let class = classes!(
                "f",
                group(*kind).class(),
                verdict_class(*verdict),
                is(props.chosen).then_some("is-chosen"),
                props.lit.contains(index).then_some("is-lit"),
            );
            let id = Focus::Figure(Place { article: props.article.clone(), index: *index }).dom_id();
            let means = verdict.map_or("single", Verdict::as_str);
            // One hidden line says how the figure was read that the keyboard is at; the pointer gets it from every figure.
            let described = if is(props.active) { format!("means-{means} {HOW}") } else { format!("means-{means}") };
            html! {
                <span {id} {class} data-f={index.to_string()} role="button" tabindex={if is(props.active) { "0" } else { "-1" }}
                    title={how.clone()} aria-describedby={described} aria-pressed={is(props.chosen).to_string()}>
                    <span class="w">{ for words.iter().map(|w| run(&props.article, w)) }</span>
                </span>
            }
        }
    });
    match props.para.look {
        Look::Title => html! { <h2 id={Focus::Main.dom_id()} tabindex="-1">{ for pieces }</h2> },
        Look::Heading => html! { <p class="subhead">{ for pieces }</p> },
        Look::Text => html! { <p>{ for pieces }</p> },
    }
}

fn run(article: &ArticleId, words: &Words) -> Html {
    match words.entity {
        None => html! { { &words.text } },
        Some((index, kind)) => {
            let id = Focus::Mention(Place { article: article.clone(), index }).dom_id();
            html! { <span {id} class={classes!("e", entity_class(kind))} tabindex="-1">{ &words.text }</span> }
        }
    }
}
