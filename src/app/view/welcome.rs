//! The page without articles. `www/index.html` holds the same words, painted before the app arrives.

use yew::prelude::*;

use super::Page;
use super::adding::AddForm;
use super::article::sample;
use crate::app::model::store::Focus;
use crate::app::model::words::Group;
use crate::wire::output::Verdict;

/// What this is, and how to begin.
#[component]
pub fn Welcome(props: &Page) -> Html {
    html! {
        <main class="welcome scroll" aria-busy={props.store.is_busy().to_string()}>
            <div class="welcome-in">
                <h2 id={Focus::Main.dom_id()} tabindex="-1">{ "Where do the reports disagree?" }</h2>
                <p class="lead">
                    { "Paste several articles about one event. crossread marks every name and figure, finds which figures speak of the same thing, and shows where the sources agree, round, update" }
                    { " – or contradict each other." }
                </p>
                <AddForm />
                <ul class="samples" aria-label="What it finds">
                    <li><p>{ sample("42 injured", Group::Count, Some(Verdict::Conflict)) }{ " against " }{ sample("24 injured", Group::Count, Some(Verdict::Conflict)) }</p><p class="what">{ "Contradiction" }</p></li>
                    <li><p>{ sample("9 rescued", Group::Count, Some(Verdict::Updated)) }{ ", later " }{ sample("14 rescued", Group::Count, Some(Verdict::Updated)) }</p><p class="what">{ "Update" }</p></li>
                    <li><p>{ sample("nearly €40 million", Group::Money, Some(Verdict::Compatible)) }{ " and " }{ sample("€39.6 million", Group::Money, Some(Verdict::Compatible)) }</p><p class="what">{ "Compatible" }</p></li>
                    <li><p>{ sample("seven years", Group::Time, Some(Verdict::Agree)) }{ " in both" }</p><p class="what">{ "Agreement" }</p></li>
                </ul>
                <p class="private">{ "Your articles stay in this browser. Nothing is sent anywhere." }</p>
            </div>
        </main>
    }
}
