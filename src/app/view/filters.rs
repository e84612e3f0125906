//! Which findings are on show: by verdict and by kind of figure.

use yew::prelude::*;

use super::sources::chip_class;
use super::{Page, use_send};
use crate::app::model::looks::Look;
use crate::app::model::store::{Action, Dialog, Store};
use crate::app::model::words::{Group, VERDICTS, group, rank, sign, verdict, verdicts};
use crate::wire::output::Verdict;

/// The switches.
#[component]
pub fn Filters(props: &Page) -> Html {
    let send = use_send();
    let store = &props.store;
    let verdict_chips = VERDICTS.into_iter().filter_map(|v| {
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
    let counts = kinds(store);
    let kind_chips = Group::ALL.into_iter().zip(counts).zip(store.looks.kinds).filter(|((_, n), on)| *n > 0 || *on).map(|((g, n), on)| {
        let onclick = send.with(move || Action::Look(Look::Kind(g)));
        html! { <button class={classes!("chip", "kind", g.class())} aria-pressed={on.to_string()} {onclick}>{ format!("{} {n}", g.label()) }</button> }
    });
    let dismissed = store.reading.all().filter(|f| store.reading.is_dismissed(&f.id)).count();
    let lost = store.standing.lost.len() + store.standing.lost_links.len();
    let on = store.dismissed;
    let several = counts.iter().filter(|n| **n > 0).count() > 1 || store.looks.kinds.contains(&true);
    html! {
        <>
            <div class="filters verdicts" role="group" aria-label="Show findings of a verdict">
                { for verdict_chips }
                if dismissed > 0 || store.dismissed {
                    <button class="chip" aria-pressed={store.dismissed.to_string()} onclick={send.with(move || Action::ShowDismissed(!on))}>
                        { format!("– {dismissed} ") }<span class="chip-word">{ "Dismissed" }</span>
                    </button>
                }
                if !store.review.is_empty() {
                    <button class="chip" onclick={send.with(|| Action::Dialog(Some(Dialog::Review)))} aria-keyshortcuts="g">
                        { if lost > 0 { format!("Decisions · {lost} lost their place") } else { "Decisions …".to_string() } }
                    </button>
                }
            </div>
            if several {
                <div class="filters" role="group" aria-label="Show only kinds of figure">{ for kind_chips }</div>
            }
        </>
    }
}

/// How many findings of several sources there are of each kind, in the order of [`Group::ALL`].
fn kinds(store: &Store) -> [usize; 5] {
    let mut counts = [0; 5];
    for fact in store.reading.findings().filter(|f| f.verdict != Verdict::Single) {
        let figure = fact.claims.first().and_then(|c| store.reading.figure(&c.source, c.figure));
        if let Some(at) = figure.and_then(|f| Group::ALL.iter().position(|&g| g == group(f.kind))) {
            counts[at] += 1;
        }
    }
    counts
}
