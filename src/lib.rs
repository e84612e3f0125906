//! crossread: several news articles about one event in, their entities, figures and contradictions out.
//!
//! # Module map
//!
//! | module | what it is | may use |
//! |---|---|---|
//! | [`core`] | pure functions from text to report: no DOM, clock, I/O or hash order; never panics, never fails on text | – |
//! | [`wire`] | the public contract as serde types; byte offsets become UTF-16 offsets here and only here; worker messages | `core` |
//! | [`intake`] | files and clipboards as articles: pure functions from bytes to text, title, outlet, date | `wire`, `core` |
//! | `embed` | the `#[wasm_bindgen]` exports of the npm package (feature `embed`) | `wire` |
//! | `worker` | requests in, replies out, in a web worker (feature `worker`) | `wire`, `intake` |
//! | `train` | training of the tagger's model, native only (feature `train`) | `core` |
//! | [`app`] | the page: what it knows (plain data), and with the feature `app` how it looks (Yew) | `wire`, `intake` |
//!
//! Dependencies point one way: `bins, www -> app | worker | embed -> intake -> wire -> core`.
//! `cargo test` builds with no feature, so it proves that the core has no DOM.

pub mod app;
pub mod core;
pub mod intake;
pub mod wire;

#[cfg(feature = "embed")]
pub mod embed;
#[cfg(feature = "train")]
pub mod train;
#[cfg(feature = "worker")]
pub mod worker;
