//! The findings: contradictions first, each with its reason and every source's words.

use yew::prelude::*;

use super::article::sample;
use super::judge::{Judge, ruled};
use super::sources::chip_class;
use super::{Page, Same, use_send};
use crate::app::model::reading::Side;
use crate::app::model::store::{Action, Dialog, Focus, Place, Store};
use crate::app::model::words::{self, VERDICTS, date, group, plural, rank, sign, verdict, verdicts};
use crate::wire::output::{Fact, Figure, Verdict};

/// The column.
#[component]
pub fn Findings(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let findings = store.findings();
    let filters = VERDICTS.into_iter().filter_map(|v| {
        let n = store.reading.count(v);
        let on = store.filter[rank(v)];
        let words = if n == 1 { verdict(v) } else { verdicts(v) };
        (n > 0).then(|| {
            html! {
                <button class={classes!("chip", chip_class(v))} aria-pressed={on.to_string()} onclick={send.with(move || Action::Filter(v))}>
                    <span aria-hidden="true">{ sign(v) }</span>{ format!(" {n} ") }<span class="chip-word">{ words }</span>
                </button>
            }
        })
    });
    let dismissed = store.reading.all().filter(|f| store.reading.is_dismissed(&f.id)).count();
    let lost = store.standing.lost.len() + store.standing.lost_links.len();
    let hidden = store.reading.findings().count().saturating_sub(findings.len());
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
            <div class="filters" role="group" aria-label="Show findings of a verdict">
                { for filters }
                if dismissed > 0 || store.dismissed {
                    <button class="chip" aria-pressed={store.dismissed.to_string()} onclick={send.with({
                        let on = !store.dismissed;
                        move || Action::ShowDismissed(on)
                    })}>{ format!("– {dismissed} Dismissed") }</button>
                }
                if !store.review.is_empty() {
                    <button class={classes!("quiet", "decided")} onclick={send.with(|| Action::Dialog(Some(Dialog::Review)))} aria-keyshortcuts="g">
                        { if lost > 0 { format!("Decisions · {lost} lost their place") } else { "Decisions".to_string() } }
                    </button>
                }
            </div>
            { lone_figure(store) }
            if findings.is_empty() {
                <p class="muted none">{ none }</p>
            }
            <ol>
                { for findings.iter().map(|fact| finding(store, fact, &send)) }
            </ol>
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
    html! {
        <section class="lone" aria-label="Chosen figure">
            <p>{ sample(&figure.text, group(figure.kind), None) }</p>
            <p>{ format!("Only {outlet} has this figure; no other source speaks of the same thing.") }</p>
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
    let toggle = {
        let id = fact.id.clone();
        send.with(move || Action::Toggle(id.clone()))
    };
    let mut numbers: Vec<_> = fact.claims.iter().filter_map(|c| store.number(&c.source)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let body = format!("body-{}", fact.id);
    html! {
        <li key={fact.id.clone()} class={classes!("finding", chip_class(fact.verdict), open.then_some("is-open"))}>
            <h3>
                <button id={Focus::Finding(fact.id.clone()).dom_id()} onclick={toggle} aria-expanded={open.to_string()} aria-controls={open.then(|| body.clone())}>
                    <span class="sign" aria-hidden="true">{ sign(fact.verdict) }</span>
                    <span class="sr">{ format!("{}: ", verdict(fact.verdict)) }</span>
                    <span class="label">{ label(fact) }</span>
                    <span class="values">{ for summary(fact, &sides) }</span>
                    { ruled(store, &fact.id) }
                    <span class="numbers" aria-hidden="true">{ for numbers.iter().map(|n| html! { <span class="num">{ *n }</span> }) }</span>
                    <span class="sr">{ format!(", {}", plural(numbers.len(), "source", "sources")) }</span>
                </button>
            </h3>
            if open {
                <div class="body" id={body}>
                    <p class="verdict">{ verdict(fact.verdict) }<span class="sure">{ format!("{:.0} % sure that these speak of one thing", fact.confidence * 100.0) }</span></p>
                    <p class="reason">{ &fact.reason }</p>
                    if sides.len() > 1 {
                        <ul class="board">{ for sides.iter().map(|side| board(store, fact, side, send)) }</ul>
                    }
                    { for sides.iter().map(|side| side_of(store, fact, side, sides.len() > 1, send)) }
                    <Judge store={page.clone()} fact={fact.id.clone()} />
                </div>
            }
        </li>
    }
}

fn label(fact: &Fact) -> String {
    let mut chars = fact.label.chars();
    chars.next().map_or_else(|| "Figure".to_string(), |c| c.to_uppercase().chain(chars).collect())
}

/// The values in a line: "42 ≠ 24".
fn summary<'a>(fact: &'a Fact, sides: &'a [Side]) -> impl Iterator<Item = Html> + 'a {
    const MOST: usize = 3;
    let more = sides.len().saturating_sub(MOST);
    let between = match fact.verdict {
        Verdict::Conflict => " ≠ ",
        Verdict::Updated => " → ",
        Verdict::Compatible => " ≈ ",
        Verdict::Agree | Verdict::Single => " · ",
    };
    let value = move |(i, side): (usize, &Side)| {
        let words = side.claims.first().map(|c| c.text.clone()).unwrap_or_default();
        html! {
            <>
                if i > 0 { <span class="between">{ between }</span> }
                <span class="value">{ words }</span>
            </>
        }
    };
    sides
        .iter()
        .take(MOST)
        .enumerate()
        .map(value)
        .chain((more > 0).then(|| html! { <span class="between">{ format!(" + {more}") }</span> }))
}

fn value_of(store: &Store, side: &Side) -> String {
    let (lo, hi, unit) = side.value;
    let figure = side.claims.first().and_then(|c| store.reading.figure(&c.source, c.figure));
    figure
        .and_then(|f| words::value(f.kind, lo, hi, unit))
        .unwrap_or_else(|| side.claims.first().map(|c| c.text.clone()).unwrap_or_default())
}

/// Who says what, at a glance: a value and the sources that state it, each a way to its passage.
fn board(store: &Store, fact: &Fact, side: &Side, send: &super::Send) -> Html {
    let chips = side.claims.iter().filter_map(|claim| {
        let number = store.number(&claim.source)?;
        let to = Place::new(claim.source.as_str(), claim.figure);
        let from = Focus::Finding(fact.id.clone());
        let words = format!("Source {number}, {}: go to the passage", store.article(&claim.source)?.outlet());
        let go = send.with(move || Action::Go { to: to.clone(), from: from.clone() });
        Some(html! { <button class="num" title={words.clone()} aria-label={words} onclick={go}>{ number }</button> })
    });
    html! { <li><span class="board-value">{ value_of(store, side) }</span><span class="board-who">{ for chips }</span></li> }
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
                    <span class="quote">{ snippet.before }<mark class={chip_class(fact.verdict)}>{ snippet.words }</mark>{ snippet.after }</span>
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
                <p class="side-value">{ value_of(store, side) }<span class="muted">{ format!(" · {}", plural(side.claims.len(), "source", "sources")) }</span></p>
            }
            <ul>{ for claims }</ul>
        </div>
    }
}
