//! The core in a web worker: each message is a JSON string, a [`Request`] in and a [`Reply`] out.
//!
//! JSON, because both ends are Rust: one string crosses at the speed of a copy, where an object would be walked field by field
//! three times.

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::wire;
use crate::wire::protocol::{Reply, Request, VERSION};

/// Answers one request.
pub fn answer(request: Request) -> Reply {
    match request {
        Request::Compare { id, revision, sources, options } => match wire::compare(sources, &options) {
            Ok(report) => Reply::Report { id, revision, report },
            Err(e) => Reply::Failed { id, revision, message: e.to_string() },
        },
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let sent =
        serde_json::to_string(reply).map_err(|e| JsValue::from(e.to_string())).and_then(|json| scope.post_message(&json.into()));
    if let Err(e) = sent {
        web_sys::console::error_2(&"crossread: the worker can't answer:".into(), &e);
    }
}

/// Listens for requests and says [`Reply::Ready`].
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let on_message = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            match serde_json::from_str(&text) {
                Ok(request) => post(&scope, &answer(request)),
                // Can't happen between page and worker of one version; a browser extension may post anything.
                Err(e) => web_sys::console::warn_1(&format!("crossread: the worker was sent something else: {e}").into()),
            }
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    post(&scope, &Reply::Ready { version: VERSION });
}
