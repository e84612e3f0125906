//! The list of sources.

use std::rc::Rc;

use yew::prelude::*;

use super::{Page, Same, use_send};
use crate::app::dom;
use crate::app::model::article::{Article, ArticleId};
use crate::app::model::reading::{Counts, Mark};
use crate::app::model::store::{Action, Focus, Place};
use crate::app::model::words::{VERDICTS, date, plural, sign, verdict, verdicts};
use crate::wire::output::Verdict;

/// The list, and what was found in each.
#[component]
pub fn Sources(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let ids: Vec<_> = store.articles.iter().map(|a| a.id.clone()).collect();
    // What was found in each; of a hundred sources that takes a moment, and most actions change none of it.
    let found = use_memo((Same(Rc::clone(&store.articles)), Same(Rc::clone(&store.reading))), |(articles, reading)| {
        let one = |id: &str| reading.source(id).map(|_| (reading.counts(id), reading.marks(id)));
        articles.iter().map(|a| one(&a.id)).collect::<Vec<_>>()
    });
    html! {
        <nav class="sources scroll" aria-labelledby="sources-heading">
            <div class="column-head">
                <h2 id="sources-heading">{ "Sources" }</h2>
                <span class="count">{ store.articles.len() }</span>
            </div>
            <ol>
                { for store.articles.iter().zip(&*found).enumerate().map(|(i, (article, found))| html! {
                    <SourceItem key={&*article.id} number={i + 1} draft={store.draft.as_ref() == Some(&article.id)} article={Same(article.clone())} found={found.clone()}
                        shown={store.shown.as_ref() == Some(&article.id)} />
                }) }
            </ol>
            <p class="column-foot">
                <button class="quiet" onclick={send.with(|| Action::StartDraft)} aria-keyshortcuts="d">{ if store.draft.is_some() { "Go on with the draft" } else { "Write a draft" } }</button>
                <button class="quiet" onclick={send.with(move || Action::Remove(ids.clone()))}>{ "Remove all" }</button>
            </p>
        </nav>
    }
}

#[derive(Properties, PartialEq)]
struct ItemProps {
    number: usize,
    draft: bool,
    article: Same<Article>,
    /// `None`: it is not read yet.
    found: Option<(Counts, Vec<Mark>)>,
    shown: bool,
}

#[component]
fn SourceItem(props: &ItemProps) -> Html {
    let send = use_send();
    let article = &props.article;
    let (counts, marks) = props.found.clone().unwrap_or_default();
    let read = props.found.is_some();
    let show = {
        let id = article.id.clone();
        send.with(move || Action::Show { article: id.clone(), follow: false })
    };
    let outlet = (!article.publisher.is_empty()).then(|| html! { <span class="outlet">{ &article.publisher }</span> });
    let chips = VERDICTS.into_iter().zip(counts.verdicts).filter(|(v, n)| *n > 0 && *v != Verdict::Single).map(|(v, n)| {
        let class = classes!("chip", chip_class(v));
        let words = format!("{n} {}", if n == 1 { verdict(v) } else { verdicts(v) }.to_lowercase());
        html! { <li {class} title={words.clone()}><span aria-hidden="true">{ format!("{} {n}", sign(v)) }</span><span class="sr">{ words }</span></li> }
    });
    html! {
        <li>
            <button id={Focus::Source(article.id.clone()).dom_id()} class="source" onclick={show} aria-current={props.shown.then_some("true")}>
                <span class="num" aria-hidden="true">{ props.number }</span>
                <span class="sr">{ format!("Source {}: ", props.number) }</span>
                <span class="about">
                    { outlet }
                    if props.draft {
                        <span class="outlet">{ "My draft" }</span>
                    }
                    <span class="title" dir="auto">{ article.name() }</span>
                    if !article.published.is_empty() {
                        <span class="date">{ date(&article.published) }</span>
                    }
                    <span class="tally">
                        if read {
                            { format!("{} · {}", plural(counts.figures, "figure", "figures"), plural(counts.entities, "name", "names")) }
                        } else {
                            { "not read yet" }
                        }
                    </span>
                </span>
            </button>
            if read {
                <ul class="chips">{ for chips }</ul>
                <Strip article={article.id.clone()} {marks} />
            }
        </li>
    }
}

/// For the style sheet.
pub fn chip_class(v: Verdict) -> &'static str {
    match v {
        Verdict::Conflict => "is-conflict",
        Verdict::Updated => "is-updated",
        Verdict::Compatible => "is-compatible",
        Verdict::Agree => "is-agree",
        Verdict::Single => "is-single",
    }
}

/// What a strip is drawn from.
#[derive(Properties, PartialEq)]
pub struct StripProps {
    /// The source that it is of.
    pub article: ArticleId,
    /// Place in the text (0..1), verdict, figure.
    pub marks: Vec<Mark>,
    /// Over an article, not in the list.
    #[prop_or_default]
    pub large: bool,
}

/// Where in the article the findings lie. A click goes to the nearest. The text and the findings say the same and have keys, so
/// this is for the eye and the pointer alone.
#[component]
pub fn Strip(props: &StripProps) -> Html {
    let send = use_send();
    let height = if props.large { 22.0 } else { 14.0 };
    let mark = |m: &Mark| {
        let conflict = m.verdict == Verdict::Conflict;
        let x = format!("{:.2}%", m.at * if props.large { 99.2 } else { 98.5 });
        let tall = if conflict { height } else { height / 2.0 - 1.0 };
        let width = if conflict || !props.large { "0.3rem" } else { "0.2rem" };
        html! { <rect {x} y={((height - tall) / 2.0).to_string()} {width} height={tall.to_string()} class={chip_class(m.verdict)} /> }
    };
    let go = {
        let (article, marks) = (props.article.clone(), props.marks.clone());
        Callback::from(move |event: MouseEvent| {
            let Some(strip) = dom::target(&event).and_then(|t| t.closest(".strip").ok().flatten()) else { return };
            let at = strip.get_bounding_client_rect();
            let share = (f64::from(event.client_x()) - at.left()) / at.width().max(1.0);
            let nearest = marks.iter().min_by(|a, b| (a.at - share).abs().total_cmp(&(b.at - share).abs()));
            if let Some(mark) = nearest {
                send.to(Action::Go {
                    to: Place { article: article.clone(), index: mark.figure },
                    from: Focus::Source(article.clone()),
                });
            }
        })
    };
    // Contradictions last, so that nothing covers them.
    let (grave, rest): (Vec<_>, Vec<_>) = props.marks.iter().partition(|m| m.verdict == Verdict::Conflict);
    if props.marks.is_empty() && props.large {
        return Html::default();
    }
    let middle = (height / 2.0).to_string();
    html! {
        <svg class={classes!("strip", props.large.then_some("is-large"))} width="100%" height={height.to_string()} aria-hidden="true" onclick={go}>
            <title>{ "Where the findings lie, from the first word to the last. Click to go there." }</title>
            <line x1="0" y1={middle.clone()} x2="100%" y2={middle} />
            { for rest.into_iter().chain(grave).map(mark) }
        </svg>
    }
}
