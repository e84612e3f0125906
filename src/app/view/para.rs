//! Paragraphs with their marks.

use std::ops::Range;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::article::verdict_class;
use crate::app::dom;
use crate::app::model::article::{Article, ArticleId};
use crate::app::model::paint::{Look, Para, Piece, Words, advance, paint};
use crate::app::model::reading::Reading;
use crate::app::model::search::{Search, mark};
use crate::app::model::store::{Focus, Place};
use crate::app::model::words::{entity_class, group};
use crate::wire::output::Verdict;

/// Id of the line that says how the figure of a source was read that the keyboard is at.
pub fn how_id(article: &str) -> String {
    format!("how-{article}")
}

/// The paragraphs of a source, as the newest reading marks them; none while its text is not known.
pub fn paint_article(article: Option<&Article>, reading: &Reading) -> Vec<Rc<Para>> {
    let text = article.and_then(|a| Some((a, a.body.text()?)));
    text.map(|(a, text)| paint(Some(reading), &a.id, text, &a.title)).unwrap_or_default()
}

/// The paragraphs with what was searched for; the very same ones where that is nothing.
pub fn with_matches(paras: &Rc<Vec<Rc<Para>>>, search: &Search, window: &Range<usize>) -> Rc<Vec<Rc<Para>>> {
    if window.is_empty() { Rc::clone(paras) } else { Rc::new(mark(paras, &search.spans(window), window.start)) }
}

/// So many new pieces are drawn at once: some ten milliseconds of the page's thread.
const SLICE: usize = 300;

/// The paragraphs to draw now. A long text comes slice by slice, so that keys and pointer are heard in between; the paragraphs
/// that `needs` says are there at once, and all before them. And whether more are to come.
#[hook]
pub fn use_slices(id: Option<ArticleId>, paras: &Rc<Vec<Rc<Para>>>, needs: impl Fn(&Para) -> bool) -> (Vec<Rc<Para>>, bool) {
    let drawn = use_mut_ref(|| (None::<ArticleId>, Vec::new()));
    let next = use_force_update();
    let more = {
        let mut drawn = drawn.borrow_mut();
        if drawn.0 != id {
            *drawn = (id, Vec::new());
        }
        advance(&mut drawn.1, paras, paras.iter().rposition(|p| needs(p)), SLICE)
    };
    use_effect(move || {
        let timer = more.then(|| Timeout::new(0, move || next.force_update()));
        move || drop(timer)
    });
    let drawn = drawn.borrow();
    (drawn.1.clone(), more)
}

/// Id of the first run of a match.
pub fn hit_id(hit: usize) -> String {
    format!("hit-{hit}")
}

/// The figure that an event is about, by its source and its index there.
pub fn figure_at(event: &Event) -> Option<Place> {
    let element = dom::target(event)?.closest("[data-f]").ok()??;
    let article = element.closest("[data-article]").ok()??.get_attribute("data-article")?;
    Some(Place::new(article, element.get_attribute("data-f")?.parse().ok()?))
}

/// What a paragraph is drawn from.
#[derive(Properties, PartialEq)]
pub struct ParaProps {
    /// Its words and marks.
    pub para: Rc<Para>,
    /// The source that it is of.
    pub article: ArticleId,
    /// The figure that Tab reaches, where it is in this paragraph; and so on.
    pub active: Option<usize>,
    /// The figure that was chosen last.
    pub chosen: Option<usize>,
    /// The figures of the open finding.
    pub lit: Vec<usize>,
    /// Letters of figures that another source on show has too.
    #[prop_or_default]
    pub letters: Vec<(usize, String)>,
    /// The match that was gone to last.
    #[prop_or_default]
    pub hit: Option<usize>,
    /// The headline has the focus of the pane.
    #[prop_or(true)]
    pub heads: bool,
}

/// One paragraph; drawn again only when something in it changes.
#[component]
pub fn Paragraph(props: &ParaProps) -> Html {
    let pieces = props.para.pieces.iter().map(|piece| match piece {
        Piece::Words(words) => run(props, words),
        Piece::Figure { index, kind, verdict, how, words } => {
            let is = |other: Option<usize>| other == Some(*index);
            let class = classes!(
                "f",
                group(*kind).class(),
                verdict_class(*verdict),
                is(props.chosen).then_some("is-chosen"),
                props.lit.contains(index).then_some("is-lit"),
            );
            let letter = props.letters.iter().find(|(f, _)| f == index).map(|(_, letter)| letter.clone());
            let id = Focus::Figure(Place { article: props.article.clone(), index: *index }).dom_id();
            let means = verdict.map_or("single", Verdict::as_str);
            // One hidden line says how the figure was read that the keyboard is at; the pointer gets it from every figure.
            let described =
                if is(props.active) { format!("means-{means} {}", how_id(&props.article)) } else { format!("means-{means}") };
            html! {
                <span {id} {class} data-f={index.to_string()} role="button" tabindex={if is(props.active) { "0" } else { "-1" }}
                    title={how.clone()} aria-describedby={described} aria-pressed={is(props.chosen).to_string()}>
                    <span class="w">{ for words.iter().map(|w| run(props, w)) }</span>
                    if let Some(letter) = letter { <span class="letter" aria-hidden="true">{ letter }</span> }
                </span>
            }
        }
    });
    match props.para.look {
        Look::Title if props.heads => html! { <h2 id={Focus::Main.dom_id()} tabindex="-1" dir="auto">{ for pieces }</h2> },
        Look::Title => html! { <h3 class="headline" dir="auto">{ for pieces }</h3> },
        Look::Heading => html! { <p class="subhead" dir="auto">{ for pieces }</p> },
        Look::Text => html! { <p dir="auto">{ for pieces }</p> },
    }
}

fn run(props: &ParaProps, words: &Words) -> Html {
    let inside = match words.hit {
        None => html! { { &words.text } },
        Some((hit, begins)) => {
            let now = props.hit == Some(hit);
            html! { <mark class={classes!("hit", now.then_some("is-now"))} id={begins.then(|| hit_id(hit))}>{ &words.text }</mark> }
        }
    };
    match words.entity {
        None => inside,
        Some((index, kind)) => {
            let id = Focus::Mention(Place { article: props.article.clone(), index }).dom_id();
            html! { <span {id} class={classes!("e", entity_class(kind))} tabindex="-1">{ inside }</span> }
        }
    }
}
