//! The page.

use yew::prelude::*;

#[function_component]
fn App() -> Html {
    html! { <main><h1>{ "crossread" }</h1></main> }
}

/// Shows the page.
pub fn start() {
    yew::Renderer::<App>::new().render();
}
