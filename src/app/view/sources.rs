//! The list of sources.

use yew::prelude::*;

use super::{Page, Same, use_send};
use crate::app::model::article::Article;
use crate::app::model::reading::Reading;
use crate::app::model::store::{Action, Focus};
use crate::app::model::words::{VERDICTS, date, plural, sign, verdict, verdicts};
use crate::wire::output::Verdict;

/// The list, and what was found in each.
#[component]
pub fn Sources(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let ids: Vec<_> = store.articles.iter().map(|a| a.id.clone()).collect();
    html! {
        <nav class="sources scroll" aria-labelledby="sources-heading">
            <div class="column-head">
                <h2 id="sources-heading">{ "Sources" }</h2>
                <span class="count">{ store.articles.len() }</span>
            </div>
            <ol>
                { for store.articles.iter().enumerate().map(|(i, article)| html! {
                    <SourceItem key={&*article.id} number={i + 1} draft={store.draft.as_ref() == Some(&article.id)} article={Same(article.clone())} reading={Same(store.reading.clone())}
                        shown={store.shown.as_ref() == Some(&article.id)} />
                }) }
            </ol>
            <p class="column-foot">
                <button class="quiet" onclick={send.with(|| Action::StartDraft)} aria-keyshortcuts="d">{ "Write a draft" }</button>
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
    reading: Same<Reading>,
    shown: bool,
}

#[component]
fn SourceItem(props: &ItemProps) -> Html {
    let send = use_send();
    let article = &props.article;
    let counts = props.reading.counts(&article.id);
    let read = props.reading.source(&article.id).is_some();
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
                    <span class="title">{ article.name() }</span>
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
                <Strip marks={props.reading.marks(&article.id)} />
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

#[derive(Properties, PartialEq)]
struct StripProps {
    marks: Vec<(f64, Verdict)>,
}

/// Where in the article the findings lie; the text itself says the same, so this is for the eye alone.
#[component]
fn Strip(props: &StripProps) -> Html {
    let mark = |(at, v): &(f64, Verdict)| {
        let x = format!("{:.2}%", at * 98.5);
        let (y, height) = if *v == Verdict::Conflict { ("0", "10") } else { ("3", "4") };
        html! { <rect {x} {y} width="1.5%" {height} class={chip_class(*v)} /> }
    };
    // Contradictions last, so that nothing covers them.
    let last =
        props.marks.iter().filter(|m| m.1 != Verdict::Conflict).chain(props.marks.iter().filter(|m| m.1 == Verdict::Conflict));
    html! {
        <svg class="strip" width="100%" height="10" aria-hidden="true">
            <line x1="0" y1="5" x2="100%" y2="5" />
            { for last.map(mark) }
        </svg>
    }
}
