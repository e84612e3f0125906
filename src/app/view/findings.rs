//! The findings: contradictions first, each with its reason and every source's words.

use std::rc::Rc;

use yew::prelude::*;

use super::article::sample;
use super::filters::Filters;
use super::judge::{Judge, ruled};
use super::plot::{axis, mark};
use super::sources::chip_class;
use super::{Page, Same, use_send};
use crate::app::model::article::Article;
use crate::app::model::looks::Look;
use crate::app::model::matrix::lone;
use crate::app::model::plot::Plot;
use crate::app::model::reading::Side;
use crate::app::model::review::FactReview;
use crate::app::model::store::{Action, Focus, Place, Store};
use crate::app::model::words::{self, date, group, plural, sign, verdict};
use crate::wire::output::{Claim, Fact, Figure, Hedge, Verdict};

/// The column.
#[component]
pub fn Findings(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let findings = store.findings();
    let hidden = store.reading.findings().count().saturating_sub(findings.len());
    let alone = {
        let (store, key) =
            (store.clone(), (Same(Rc::clone(&store.reading)), Same(Rc::clone(&store.articles)), store.looks.kinds));
        use_memo(key, move |_| lone(&store.reading, &store.articles, |g| store.looks.shows(g)).len())
    };
    let none = match (store.articles.len(), store.reading.revision == 0, hidden) {
        (_, true, _) => "Reading …".to_string(),
        (1, ..) => "Add a second article about the same event to compare the two.".to_string(),
        (_, _, 0) => "No figure of one source speaks of the same thing as a figure of another.".to_string(),
        (_, _, n) => format!("{} hidden by the filter.", plural(n, "finding is", "findings are")),
    };
    html! {
        <section class="findings scroll" aria-labelledby={Focus::Findings.dom_id()}>
            <div class="column-head">
                <h2 id={Focus::Findings.dom_id()} tabindex="-1">{ "Findings" }</h2>
                <span class="count">{ findings.len() }</span>
            </div>
            <Filters store={store.clone()} />
            { lone_figure(store) }
            if findings.is_empty() {
                <p class="muted none">{ none }</p>
            }
            <ol>
                { for findings.iter().map(|fact| finding(store, fact, &send)) }
            </ol>
            { only_one(store, *alone, &send) }
        </section>
    }
}

/// What only one source has, by source; `count` is how much that is.
fn only_one(store: &Store, count: usize, send: &super::Send) -> Html {
    if store.articles.len() < 2 || count == 0 {
        return Html::default();
    }
    let open = store.looks.lone;
    let all = if open { lone(&store.reading, &store.articles, |g| store.looks.shows(g)) } else { Vec::new() };
    let of = |(column, article): (usize, &Rc<Article>)| {
        let rows = all.iter().filter(|l| l.column == column).map(|l| {
            let to = Place { article: l.article.clone(), index: l.index };
            let id = format!("lone-{}-{}", l.article, l.index);
            let from = Focus::Element(id.clone());
            let here = (store.chosen.as_ref() == Some(&to)).then_some("true");
            let go = send.with(move || Action::Go { to: to.clone(), from: from.clone() });
            html! {
                <li key={id.clone()}>
                    <button {id} class="only" aria-current={here} onclick={go}>
                        <span class={classes!("f", group(l.figure.kind).class())}>{ &l.figure.text }</span><span class="only-about">{ l.label() }</span>
                    </button>
                </li>
            }
        });
        let rows: Vec<Html> = rows.collect();
        (!rows.is_empty()).then(|| {
            html! {
                <>
                    <h4 class="who"><span class="num" aria-hidden="true">{ column + 1 }</span><span class="sr">{ format!("Source {}: ", column + 1) }</span><span class="outlet">{ article.outlet() }</span><span class="count">{ rows.len() }</span></h4>
                    <ul>{ for rows }</ul>
                </>
            }
        })
    };
    html! {
        <section class="only-one">
            <h3>
                <button class="fold" aria-expanded={open.to_string()} onclick={send.with(|| Action::Look(Look::Lone))}>
                    <span aria-hidden="true">{ if open { "▾ " } else { "▸ " } }</span>{ "Only one source has it " }<span class="count">{ count }</span>
                </button>
            </h3>
            if open {
                { for store.articles.iter().enumerate().filter_map(of) }
            }
        </section>
    }
}

/// The chosen figure, where no finding is about it.
fn lone_figure(store: &Store) -> Html {
    let Some(place) = store.chosen.as_ref().filter(|_| store.open.is_none()) else { return Html::default() };
    if store.reading.fact_of(&place.article, place.index).is_some() {
        return Html::default();
    }
    let Some(figure) = store.reading.figure(&place.article, place.index) else { return Html::default() };
    let outlet = store.article(&place.article).map(|a| a.outlet()).unwrap_or_default();
    let words = match store.reading.is_set_aside(&place.article, place.index) {
        true => "The finding on this figure is dismissed.".to_string(),
        false => format!("Only {outlet} has this figure; no other source speaks of the same thing."),
    };
    html! {
        <section class="lone" aria-label="Chosen figure">
            <p>{ sample(&figure.text, group(figure.kind), None) }</p>
            <p>{ words }</p>
            { how_read(figure) }
        </section>
    }
}

/// How a figure was read, part by part.
fn how_read(figure: &Figure) -> Html {
    let parts =
        words::trace(figure).parts.into_iter().map(|(name, words)| html! { <div><dt>{ name }</dt><dd>{ words }</dd></div> });
    html! { <div class="how"><p>{ "How it was read" }</p><dl>{ for parts }</dl></div> }
}

fn finding(page: &Same<Store>, fact: &Fact, send: &super::Send) -> Html {
    let store: &Store = page;
    let open = store.open.as_deref() == Some(&fact.id);
    let sides = store.reading.sides(fact);
    let mut numbers: Vec<_> = fact.claims.iter().filter_map(|c| store.number(&c.source)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    html! {
        <li key={fact.id.clone()} class={classes!("finding", chip_class(fact.verdict), open.then_some("is-open"))}>
            <Head id={fact.id.clone()} verdict={fact.verdict} label={label(fact)} values={summary(&sides)} {numbers} review={store.standing.of(&fact.id).cloned()}
                {open} />
            if open {
                <div class="body" id={body_id(&fact.id)}>
                    <p class="verdict">{ verdict(fact.verdict) }{ behind(store, fact) }<span class="sure">{ format!("{:.0} % sure that these speak of one thing", fact.confidence * 100.0) }</span></p>
                    <p class="reason">{ &fact.reason }</p>
                    if sides.len() > 1 {
                        { whole_board(store, fact, &sides, send) }
                    }
                    { for sides.iter().map(|side| side_of(store, fact, side, sides.len() > 1, send)) }
                    <Judge store={page.clone()} fact={fact.id.clone()} />
                </div>
            }
        </li>
    }
}

/// The line of a finding, as it is drawn. Compared word by word: an answer of the worker leaves most of a long list as it is.
#[derive(Properties, PartialEq)]
struct HeadProps {
    /// Of the fact.
    id: String,
    verdict: Verdict,
    label: String,
    /// See [`summary`].
    values: Vec<String>,
    /// Numbers of the sources in their list.
    numbers: Vec<usize>,
    review: Option<FactReview>,
    open: bool,
}

#[component]
fn Head(props: &HeadProps) -> Html {
    let send = use_send();
    let toggle = {
        let id = props.id.clone();
        send.with(move || Action::Toggle(id.clone()))
    };
    let between = match props.verdict {
        Verdict::Conflict => " ≠ ",
        Verdict::Updated => " → ",
        Verdict::Compatible => " ≈ ",
        Verdict::Agree | Verdict::Single => " · ",
    };
    let value = |(i, words): (usize, &String)| {
        html! {
            <>
                if i > 0 { <span class="between">{ between }</span> }
                <span class="value">{ words.clone() }</span>
            </>
        }
    };
    let more = props.values.len().saturating_sub(SHOWN);
    let values = props.values.iter().take(SHOWN).enumerate().map(value);
    let values = values.chain((more > 0).then(|| html! { <span class="between">{ format!(" + {more}") }</span> }));
    html! {
        <h3>
            <button id={Focus::Finding(props.id.clone()).dom_id()} onclick={toggle} aria-expanded={props.open.to_string()} aria-controls={props.open.then(|| body_id(&props.id))}>
                <span class="sign" aria-hidden="true">{ sign(props.verdict) }</span>
                <span class="sr">{ format!("{}: ", verdict(props.verdict)) }</span>
                <span class="label">{ &props.label }</span>
                <span class="values">{ for values }</span>
                { props.review.as_ref().map(ruled).unwrap_or_default() }
                <span class="numbers" aria-hidden="true">{ for props.numbers.iter().map(|n| html! { <span class="num">{ *n }</span> }) }</span>
                <span class="sr">{ format!(", {}", plural(props.numbers.len(), "source", "sources")) }</span>
            </button>
        </h3>
    }
}

fn body_id(fact: &str) -> String {
    format!("body-{fact}")
}

/// What a fact is called, with a capital.
pub fn label(fact: &Fact) -> String {
    let mut chars = fact.label.chars();
    chars.next().map_or_else(|| "Figure".to_string(), |c| c.to_uppercase().chain(chars).collect())
}

/// How many stand behind what is agreed on; reprints of one text are no witnesses of their own.
fn behind(store: &Store, fact: &Fact) -> Option<Html> {
    let words = match fact.verdict {
        Verdict::Agree | Verdict::Compatible => backing(store, &fact.claims.iter().collect::<Vec<_>>()),
        Verdict::Conflict | Verdict::Updated | Verdict::Single => return None,
    };
    Some(html! { <span class="behind">{ words }</span> })
}

/// "3 sources"; "5 sources, 2 independent" where some print the same text.
fn backing(store: &Store, claims: &[&Claim]) -> String {
    let mut sources: Vec<&str> = claims.iter().map(|c| c.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let witnesses = store.reading.witnesses(claims.iter().copied());
    let words = plural(sources.len(), "source", "sources");
    if witnesses < sources.len() { format!("{words}, {witnesses} independent") } else { words }
}

/// So many values stand in the line of a finding.
const SHOWN: usize = 3;

/// The values in a line ("42 ≠ 24"), each as its first source has it.
fn summary(sides: &[Side]) -> Vec<String> {
    sides.iter().map(|side| side.claims.first().map(|c| c.text.clone()).unwrap_or_default()).collect()
}

/// The figure that stands for a side: one that is not hedged, where there is one.
fn figure_of<'a>(store: &'a Store, side: &Side) -> Option<&'a Figure> {
    let figures = || side.claims.iter().filter_map(|c| store.reading.figure(&c.source, c.figure));
    figures().find(|f| f.hedge.is_none()).or_else(|| figures().next())
}

fn value_of(store: &Store, side: &Side) -> String {
    let (lo, hi, unit) = side.value;
    let figure = figure_of(store, side);
    let about = if figure.is_some_and(|f| f.hedge == Some(Hedge::About)) { "about " } else { "" };
    figure
        .and_then(|f| words::value(f.kind, lo, hi, unit))
        .map(|words| format!("{about}{words}"))
        .unwrap_or_else(|| side.claims.first().map(|c| c.text.clone()).unwrap_or_default())
}

/// Who says what, at a glance; where the values have a common axis, each has its mark on it.
fn whole_board(store: &Store, fact: &Fact, sides: &[Side], send: &super::Send) -> Html {
    let figures: Vec<&Figure> = sides.iter().filter_map(|side| figure_of(store, side)).collect();
    let plot = (figures.len() == sides.len()).then(|| Plot::new(&figures)).flatten();
    let rows = sides.iter().enumerate().map(|(i, side)| board(store, fact, side, plot.as_ref().map(|p| mark(p, i)), send));
    let under = plot.as_ref().map(|p| {
        let scale = if p.log { "Each step is a factor of ten or more." } else { "" };
        html! { <li class="axis-row" aria-hidden="true"><span class="board-value">{ scale }</span><span class="track">{ axis(p) }</span><span class="board-who"></span></li> }
    });
    html! { <ul class={classes!("board", plot.is_some().then_some("has-plot"))}>{ for rows }{ under }</ul> }
}

/// Who says what, at a glance: a value and the sources that state it, each a way to its passage.
fn board(store: &Store, fact: &Fact, side: &Side, track: Option<Html>, send: &super::Send) -> Html {
    let chips = side.claims.iter().filter_map(|claim| {
        let number = store.number(&claim.source)?;
        let to = Place::new(claim.source.as_str(), claim.figure);
        let from = Focus::Finding(fact.id.clone());
        let words = format!("Source {number}, {}: go to the passage", store.article(&claim.source)?.outlet());
        let go = send.with(move || Action::Go { to: to.clone(), from: from.clone() });
        Some(html! { <button class="num" title={words.clone()} aria-label={words} onclick={go}>{ number }</button> })
    });
    let track = track.map(|mark| html! { <span class="track">{ mark }</span> });
    html! { <li><span class="board-value">{ value_of(store, side) }</span>{ track }<span class="board-who">{ for chips }</span></li> }
}

fn side_of(store: &Store, fact: &Fact, side: &Side, several: bool, send: &super::Send) -> Html {
    let claims = side.claims.iter().filter_map(|claim| {
        let index = fact.claims.iter().position(|c| std::ptr::eq(c, *claim))?;
        let article = store.article(&claim.source)?;
        let number = store.number(&claim.source)?;
        let snippet = store.reading.snippet(&claim.source, claim.start, claim.end);
        let to = Place::new(claim.source.as_str(), claim.figure);
        let here = store.chosen.as_ref() == Some(&to);
        let from = Focus::Claim(fact.id.clone(), index);
        let id = from.dom_id();
        let go = send.with(move || Action::Go { to: to.clone(), from: from.clone() });
        let day = (!article.published.is_empty()).then(|| format!(" · {}", date(&article.published)));
        Some(html! {
            <li>
                <button {id} class="claim" onclick={go} aria-current={here.then_some("true")}>
                    <span class="who"><span class="num">{ number }</span><span class="outlet">{ article.outlet() }</span><span class="when">{ day }</span></span>
                    <span class="quote" dir="auto">{ snippet.before }<mark class={chip_class(fact.verdict)}>{ snippet.words }</mark>{ snippet.after }</span>
                    <span class="go" aria-hidden="true">{ "Go to the passage →" }</span>
                </button>
                if let Some(figure) = store.reading.figure(&claim.source, claim.figure).filter(|_| here) {
                    { how_read(figure) }
                }
            </li>
        })
    });
    html! {
        <div class="side">
            if several {
                <p class="side-value">{ value_of(store, side) }<span class="muted">{ format!(" · {}", backing(store, &side.claims)) }</span></p>
            }
            <ul>{ for claims }</ul>
        </div>
    }
}
