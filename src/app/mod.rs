//! The page. [`model`] is what it knows, plain data that native tests cover; with the feature `app`, `view` shows it and
//! the rest joins it to the browser.
//!
//! | module | what it is |
//! |---|---|
//! | [`model`] | the store, its actions, the indexed report, painting, keys, words: no DOM |
//! | `view` | Yew components; they read the store and send actions |
//! | `client` | the worker: requests out, replies in as actions |
//! | `reader` | files and rich text as articles, read by a worker of their own |
//! | `keep` | the articles in IndexedDB |
//! | `dom` | focus, files, clipboard, theme |
//! | `focus` | the focus is never lost |

pub mod model;

#[cfg(feature = "app")]
mod client;
#[cfg(feature = "app")]
mod dom;
#[cfg(feature = "app")]
mod focus;
#[cfg(feature = "app")]
mod keep;
#[cfg(feature = "app")]
mod reader;
#[cfg(feature = "app")]
mod view;

/// Shows the page in the element `#app`, in place of what stands there; without one, in the body.
#[cfg(feature = "app")]
pub fn start() {
    focus::keep();
    match dom::by_id("app") {
        Some(root) => yew::Renderer::<view::App>::with_root(root).render(),
        None => yew::Renderer::<view::App>::new().render(),
    };
}
