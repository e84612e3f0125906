//! Two sources side by side. What both have bears the same letter, and one scrolls with the other so that it stays level.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

use super::para::{Paragraph, figure_at, hit_id, how_id, paint_article, with_matches};
use super::sources::chip_class;
use super::{Page, Same, Send, use_send};
use crate::app::dom;
use crate::app::model::aligned::{Shared, level};
use crate::app::model::article::ArticleId;
use crate::app::model::looks::Look;
use crate::app::model::paint::Look as Set;
use crate::app::model::store::{Action, Focus, Place, Store, View};
use crate::app::model::words::{date, plural, sign, trace, verdict};

/// The view.
#[component]
pub fn SideView(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let heading = html! { <h2 id={Focus::Main.dom_id()} tabindex="-1">{ View::Side.label() }</h2> };
    let Some((left, right)) = store.pair() else {
        return html! { <section class="list">{ heading }<p class="muted">{ "Add a second article about the same event to lay the two side by side." }</p></section> };
    };
    html! {
        <section class="side-by-side">
            <div class="side-head">
                { heading }
                { picker(store, &send, &left, &right) }
                <label class="check"><input type="checkbox" checked={store.looks.linked} onchange={send.with(|| Action::Look(Look::Linked))} />{ "Scroll together" }</label>
            </div>
            <Pair store={store.clone()} {left} {right} />
        </section>
    }
}

/// Which two.
fn picker(store: &Store, send: &Send, left: &ArticleId, right: &ArticleId) -> Html {
    let choice = |label: &'static str, now: &ArticleId, other: &ArticleId, is_left: bool| {
        let (send, now_id, other, articles) = (send.clone(), now.clone(), other.clone(), Rc::clone(&store.articles));
        let onchange = Callback::from(move |event: Event| {
            let chosen = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            let Some(a) = chosen.and_then(|s| articles.get(s.selected_index().max(0) as usize)) else { return };
            // The one that stands on the other side changes places with this one.
            let other = if a.id == other { now_id.clone() } else { other.clone() };
            let (l, r) = if is_left { (a.id.clone(), other) } else { (other, a.id.clone()) };
            send.to(Action::Look(Look::Pair(l, r)));
        });
        let options = store.articles.iter().enumerate().map(|(i, a)| {
            html! { <option key={&*a.id} selected={a.id == *now}>{ format!("{} {}", i + 1, a.outlet()) }</option> }
        });
        html! { <label class="choice">{ label }<select {onchange}>{ for options }</select></label> }
    };
    let swap = {
        let (l, r) = (right.clone(), left.clone());
        send.with(move || Action::Look(Look::Pair(l.clone(), r.clone())))
    };
    html! {
        <div class="row">
            { choice("Left", left, right, true) }
            <button class="icon" title="Change places" aria-label="Change places" onclick={swap}><span aria-hidden="true">{ "⇄" }</span></button>
            { choice("Right", right, left, false) }
        </div>
    }
}

/// Both, and what they share.
#[derive(Properties, PartialEq)]
struct PairProps {
    store: Same<Store>,
    left: ArticleId,
    right: ArticleId,
}

#[component]
fn Pair(props: &PairProps) -> Html {
    let send = use_send();
    let store = &props.store;
    let shared = store.shared();
    let over = use_state_eq(|| None::<String>);
    let panes = (use_node_ref(), use_node_ref());
    // Where each pane was put last by the page itself; the event that tells of it moves nothing.
    let put = use_mut_ref(|| (Cell::new(-1.0), Cell::new(-1.0)));
    let open = store.open.clone().filter(|id| shared.iter().any(|s| s.fact.id == *id));
    let lit = (*over).clone().or(open.clone());

    let anchors: Rc<Vec<(usize, usize)>> = {
        let first = |s: &Shared| (s.left[0], s.right[0]);
        use_memo(shared.iter().map(first).collect::<Vec<_>>(), Clone::clone)
    };
    let onscroll = |is_left: bool| {
        let (panes, put, anchors, linked) = (panes.clone(), Rc::clone(&put), Rc::clone(&anchors), store.looks.linked);
        let ids = (props.left.clone(), props.right.clone());
        Callback::from(move |_: Event| {
            let (Some(l), Some(r)) = (panes.0.cast::<Element>(), panes.1.cast::<Element>()) else { return };
            let put = put.borrow();
            let (from, to, was, next) = if is_left { (&l, &r, &put.0, &put.1) } else { (&r, &l, &put.1, &put.0) };
            let at = f64::from(from.scroll_top());
            if (was.replace(-1.0) - at).abs() < 2.0 || !linked {
                return;
            }
            let pairs: Vec<(f64, f64)> =
                tops(&l, &r, &ids, &anchors).into_iter().map(|(a, b)| if is_left { (a, b) } else { (b, a) }).collect();
            let (height, other) = (f64::from(from.scroll_height()), f64::from(to.scroll_height()));
            let window = f64::from(from.client_height());
            // The eye is at the top of the window when the text is at its top, and at the bottom at its end.
            let eye = at / (height - window).max(1.0) * window;
            let target =
                (level(&pairs, (height, other), at + eye) - eye).clamp(0.0, (other - f64::from(to.client_height())).max(0.0));
            if (f64::from(to.scroll_top()) - target).abs() >= 1.0 {
                next.set(target.round());
                to.set_scroll_top(target.round() as i32);
            }
        })
    };
    // A fact that was opened stands level in both.
    {
        let (panes, put, ids) = (panes.clone(), Rc::clone(&put), (props.left.clone(), props.right.clone()));
        let figures = open.as_ref().and_then(|id| shared.iter().find(|s| s.fact.id == *id)).map(|s| (s.left[0], s.right[0]));
        use_effect_with((open.clone(), ids), move |(_, ids)| {
            let (Some(l), Some(r), Some(figures)) = (panes.0.cast::<Element>(), panes.1.cast::<Element>(), figures) else {
                return;
            };
            if let Some(&(a, b)) = tops(&l, &r, ids, &[figures]).first() {
                let put = put.borrow();
                let most = |e: &Element| f64::from((e.scroll_height() - e.client_height()).max(0));
                // A third down, unless one of the texts is too near to its end for that.
                let third = f64::from(l.client_height()) / 3.0;
                let (low, high) = ((a - most(&l)).max(b - most(&r)), a.min(b));
                let at = third.clamp(low.min(high), high.max(low));
                for (pane, top, was) in [(&l, a, &put.0), (&r, b, &put.1)] {
                    let to = (top - at).clamp(0.0, most(pane)).round();
                    was.set(to);
                    pane.set_scroll_top(to as i32);
                }
            }
        });
    }
    let search_at = store.looks.search.at;
    use_effect_with(search_at, |at| {
        if let Some(hit) = at.and_then(|at| dom::by_id(&hit_id(at))) {
            dom::reveal(&hit);
        }
    });

    let facts = Rc::new(facts_of(&shared, (&props.left, &props.right)));
    let light = {
        let (over, facts) = (over.clone(), Rc::clone(&facts));
        move |event: &Event| {
            let place = figure_at(event);
            let fact = facts.iter().find(|(_, places)| place.as_ref().is_some_and(|p| places.contains(p)));
            over.set(fact.map(|(id, _)| id.clone()));
        }
    };
    let onmouseover = {
        let light = light.clone();
        Callback::from(move |e: MouseEvent| light(&e))
    };
    let onfocusin = Callback::from(move |e: FocusEvent| light(&e));
    let onmouseleave = Callback::from(move |_: MouseEvent| over.set(None));
    let onclick = {
        let send = send.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(place) = figure_at(&event) {
                send.to(Action::Choose { place, leave: false });
            }
        })
    };
    html! {
        <>
            { now(store, &send, &shared, open.as_deref(), (&props.left, &props.right)) }
            <div class="pair" {onmouseover} {onmouseleave} {onfocusin} {onclick}>
                <OneSide store={store.clone()} article={props.left.clone()} node={panes.0.clone()} onscroll={onscroll(true)} letters={letters(&shared, true)} lit={lit_of(&shared, lit.as_deref(), true)} />
                <OneSide store={store.clone()} article={props.right.clone()} node={panes.1.clone()} onscroll={onscroll(false)} letters={letters(&shared, false)} lit={lit_of(&shared, lit.as_deref(), false)} />
            </div>
        </>
    }
}

/// Where the paragraphs of pairs of figures begin in their panes. Of paragraphs, as those have a place also while they are out of
/// sight and not laid out inside.
fn tops(left: &Element, right: &Element, ids: &(ArticleId, ArticleId), figures: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let top = |pane: &Element, article: &ArticleId, index: usize| {
        let figure = dom::by_id(&Focus::Figure(Place { article: article.clone(), index }).dom_id())?;
        let para = figure.closest(".text > *").ok().flatten()?;
        Some(para.get_bounding_client_rect().top() - pane.get_bounding_client_rect().top() + f64::from(pane.scroll_top()))
    };
    figures.iter().filter_map(|&(l, r)| Some((top(left, &ids.0, l)?, top(right, &ids.1, r)?))).collect()
}

fn letters(shared: &[Shared], left: bool) -> Vec<(usize, String)> {
    let of = |s: &Shared| (if left { &s.left } else { &s.right }).iter().map(|&f| (f, s.letter.clone())).collect::<Vec<_>>();
    shared.iter().flat_map(of).collect()
}

fn lit_of(shared: &[Shared], id: Option<&str>, left: bool) -> Vec<usize> {
    let s = shared.iter().find(|s| Some(s.fact.id.as_str()) == id);
    s.map(|s| if left { s.left.clone() } else { s.right.clone() }).unwrap_or_default()
}

/// The shared fact that is open, and the way to the others.
fn now(store: &Store, send: &Send, shared: &[Shared], open: Option<&str>, (left, right): (&ArticleId, &ArticleId)) -> Html {
    let at = shared.iter().position(|s| Some(s.fact.id.as_str()) == open);
    let said = |s: &Shared, id: &ArticleId| s.fact.claims.iter().find(|c| *c.source == **id).map(|c| c.text.clone());
    let words = match at.map(|i| &shared[i]) {
        None if shared.is_empty() => html! { <p class="muted">{ "These two share no fact." }</p> },
        None => {
            html! { <p>{ format!("{}, marked by letters.", plural(shared.len(), "shared fact", "shared facts")) }<span class="muted">{ " Step through them, or choose a figure." }</span></p> }
        }
        Some(s) => html! {
            <div class="now-fact">
                <p><span class="sign" aria-hidden="true">{ sign(s.fact.verdict) }</span><strong class="verdict">{ verdict(s.fact.verdict) }</strong>{ " " }{ &s.fact.label }
                    <span class="now-values">{ said(s, left) }<span class="muted">{ " · " }</span>{ said(s, right) }</span></p>
                <p class="reason">{ &s.fact.reason }</p>
            </div>
        },
    };
    let class = at.map(|i| chip_class(shared[i].fact.verdict));
    let place = at.map_or_else(String::new, |i| format!("{} · {} / {}", shared[i].letter, i + 1, shared.len()));
    let whole = at.map(|i| {
        let id = shared[i].fact.id.clone();
        let all = send.with(move || Action::Whole { fact: id.clone(), from: Focus::Main });
        html! { <button class="quiet" onclick={all}>{ format!("All {}", plural(sources(store, &shared[i]), "source", "sources")) }</button> }
    });
    html! {
        <div class={classes!("now", class)}>
            <div class="now-steps">
                <button class="icon" aria-keyshortcuts="p" title="Previous shared fact (p)" aria-label="Previous shared fact" onclick={send.with(|| Action::Step(-1))}><span aria-hidden="true">{ "↑" }</span></button>
                <button class="icon" aria-keyshortcuts="n" title="Next shared fact (n)" aria-label="Next shared fact" onclick={send.with(|| Action::Step(1))}><span aria-hidden="true">{ "↓" }</span></button>
                <span class="count">{ place }</span>
            </div>
            { words }
            { whole }
        </div>
    }
}

/// The figures of both sources that stand for each shared fact.
fn facts_of(shared: &[Shared], (left, right): (&ArticleId, &ArticleId)) -> Vec<(String, Vec<Place>)> {
    let places =
        |id: &ArticleId, all: &[usize]| all.iter().map(|&index| Place { article: id.clone(), index }).collect::<Vec<_>>();
    shared.iter().map(|s| (s.fact.id.clone(), [places(left, &s.left), places(right, &s.right)].concat())).collect()
}

/// How many sources have a shared fact.
fn sources(store: &Store, s: &Shared) -> usize {
    store.articles.iter().filter(|a| s.fact.claims.iter().any(|c| *c.source == *a.id)).count()
}

#[derive(Properties, PartialEq)]
struct SideProps {
    store: Same<Store>,
    article: ArticleId,
    node: NodeRef,
    onscroll: Callback<Event>,
    letters: Vec<(usize, String)>,
    lit: Vec<usize>,
}

/// One of the two.
#[component]
fn OneSide(props: &SideProps) -> Html {
    let send = use_send();
    let store = &props.store;
    let article = store.article(&props.article).cloned();
    let paras = {
        let reading = Rc::clone(&store.reading);
        use_memo((article.clone().map(Same), Same(Rc::clone(&reading))), move |(article, _)| {
            paint_article(article.as_deref(), &reading)
        })
    };
    let search = &store.looks.search;
    let paras = {
        let (plain, search) = (Rc::clone(&paras), search.clone());
        let key = (Same(Rc::clone(&paras)), Same(Rc::clone(&search.hits)), search.window(&props.article));
        use_memo(key, move |(_, _, window)| with_matches(&plain, &search, window))
    };
    let Some(article) = article else { return Html::default() };
    let number = store.number(&article.id).unwrap_or(0);
    let figures: Rc<Vec<usize>> = Rc::new(paras.iter().flat_map(|p| p.figures()).collect());
    let chosen = store.chosen.as_ref().filter(|p| p.article == article.id).map(|p| p.index);
    let active = chosen.filter(|c| figures.contains(c)).or(figures.first().copied());
    let how = active.and_then(|index| store.reading.figure(&article.id, index)).map(|f| format!("How it was read: {}", trace(f)));
    let onkeydown = {
        let (send, figures) = (send.clone(), Rc::clone(&figures));
        Callback::from(move |event: KeyboardEvent| {
            let Some(place) = figure_at(&event) else { return };
            let at = figures.iter().position(|&f| f == place.index).unwrap_or(0);
            let to = match event.key().as_str() {
                "Enter" | " " => {
                    event.prevent_default();
                    return send.to(Action::Choose { place, leave: false });
                }
                "ArrowRight" | "ArrowDown" => figures.get(at + 1),
                "ArrowLeft" | "ArrowUp" => at.checked_sub(1).and_then(|i| figures.get(i)),
                "Home" => figures.first(),
                "End" => figures.last(),
                _ => return,
            };
            event.prevent_default();
            if let Some(&index) = to {
                send.to(Action::Roam(Place { article: place.article, index }));
            }
        })
    };
    let title_in_text = paras.first().is_some_and(|p| p.look == Set::Title);
    let name = format!("Source {number}: {}", article.outlet());
    let when = (!article.published.is_empty()).then(|| format!(" · {}", date(&article.published)));
    html! {
        <article class={classes!("one-side", (!store.entities).then_some("no-names"))}>
            <p class="side-name"><span class="num" aria-hidden="true">{ number }</span><span class="sr">{ format!("Source {number}: ") }</span><strong>{ article.outlet() }</strong><span class="muted">{ when }</span></p>
            <div class="side-scroll scroll" ref={props.node.clone()} onscroll={props.onscroll.clone()} tabindex="0" role="region" aria-label={name}>
                <div class="text" data-article={article.id.to_string()} {onkeydown}>
                    if !title_in_text {
                        <h3 class="headline">{ article.name() }</h3>
                    }
                    { for paras.iter().enumerate().map(|(i, para)| {
                        let here = |f: &Option<usize>| f.filter(|f| para.has(*f));
                        html! {
                            <Paragraph key={i} para={para.clone()} article={article.id.clone()} active={here(&active)} chosen={here(&chosen)} heads=false
                                lit={props.lit.iter().copied().filter(|f| para.has(*f)).collect::<Vec<_>>()} hit={store.looks.search.at.filter(|&h| para.holds(h))}
                                letters={props.letters.iter().filter(|(f, _)| para.has(*f)).cloned().collect::<Vec<_>>()} />
                        }
                    }) }
                </div>
            </div>
            if let Some(how) = how {
                <p id={how_id(&article.id)} hidden=true>{ how }</p>
            }
        </article>
    }
}
