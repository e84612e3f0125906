//! The page without articles. `www/index.html` holds the same words, painted before the app arrives.

use yew::prelude::*;

use super::Page;
use super::adding::AddForm;
use crate::app::model::store::Focus;

/// What this is, and how to begin.
#[component]
pub fn Welcome(_props: &Page) -> Html {
    html! {
        <main class="welcome scroll">
            <div class="welcome-in">
                <h2 id={Focus::Main.dom_id()} tabindex="-1">{ "Where do the reports disagree?" }</h2>
                <p class="lead">
                    { "Paste several articles about one event. crossread marks every name and figure, finds which figures speak of the same thing, and shows where the sources agree, round, update" }
                    { " – or contradict each other." }
                </p>
                <AddForm />
                <ul class="samples" aria-label="What it finds">
                    <li><p><span class="f g-count v-conflict">{ "42 injured" }</span>{ " against " }<span class="f g-count v-conflict">{ "24 injured" }</span></p><p class="what">{ "Contradiction" }</p></li>
                    <li><p><span class="f g-count v-updated">{ "9 rescued" }</span>{ ", later " }<span class="f g-count v-updated">{ "14 rescued" }</span></p><p class="what">{ "Update" }</p></li>
                    <li><p><span class="f g-money v-compatible">{ "nearly €40 million" }</span>{ " and " }<span class="f g-money v-compatible">{ "€39.6 million" }</span></p><p class="what">{ "Compatible" }</p></li>
                    <li><p><span class="f g-time v-agree">{ "seven years" }</span>{ " in both" }</p><p class="what">{ "Agreement" }</p></li>
                </ul>
                <p class="private">{ "Your articles stay in this browser. Nothing is sent anywhere." }</p>
            </div>
        </main>
    }
}
