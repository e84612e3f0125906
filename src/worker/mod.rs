//! The core in a web worker: each message is a JSON string, a [`Request`] in and a [`Reply`] out. A request with bytes comes as
//! a list: the string, then an `ArrayBuffer`.
//!
//! JSON, because both ends are Rust: one string crosses at the speed of a copy, where an object would be walked field by field
//! three times.

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::intake;
use crate::wire::deltas::WorkerEnd;
use crate::wire::protocol::{Reply, Request, VERSION};
use crate::wire::{Engine, InputError, OptionsInput, Report, SourceInput};

/// What the worker keeps from request to request: the sources that it has read, so that only what changed is read again.
#[derive(Default)]
pub struct Desk {
    engine: Engine,
    end: WorkerEnd,
}

impl Desk {
    /// Answers one request, in one message or several; `bytes` are what came beside it.
    pub fn answer(&mut self, request: Request, bytes: &[u8]) -> Vec<Reply> {
        let reply = match request {
            Request::Open { id, name } => match intake::open(&name, bytes) {
                Ok(found) => Reply::Found { id, found },
                Err(why) => Reply::Failed { id, revision: 0, message: why.told(&name) },
            },
            Request::Clip { id, html, plain } => Reply::Found { id, found: intake::clip(&html, &plain) },
            Request::Compare { id, revision, changed, order, options } => {
                let sources = self.end.sources(changed, &order);
                match self.compare(sources, options) {
                    Ok(report) => return self.end.replies(id, revision, report),
                    Err(e) => Reply::Failed { id, revision, message: e.to_string() },
                }
            }
        };
        vec![reply]
    }
    fn compare(&mut self, sources: Vec<SourceInput>, options: OptionsInput) -> Result<Report, InputError> {
        self.engine.configure(&options)?;
        self.engine.sync(sources)?;
        Ok(self.engine.report())
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let sent =
        serde_json::to_string(reply).map_err(|e| JsValue::from(e.to_string())).and_then(|json| scope.post_message(&json.into()));
    if let Err(e) = sent {
        web_sys::console::error_2(&"crossread: the worker can't answer:".into(), &e);
    }
}

/// The string of a message and the bytes beside it.
fn unpack(data: &JsValue) -> (String, Vec<u8>) {
    match data.dyn_ref::<js_sys::Array>() {
        Some(list) => {
            let bytes = list.get(1).dyn_ref::<js_sys::ArrayBuffer>().map(|b| js_sys::Uint8Array::new(b).to_vec());
            (list.get(0).as_string().unwrap_or_default(), bytes.unwrap_or_default())
        }
        None => (data.as_string().unwrap_or_default(), Vec::new()),
    }
}

/// Listens for requests and says [`Reply::Ready`].
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let on_message = {
        let scope = scope.clone();
        let mut desk = Desk::default();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let (text, bytes) = unpack(&event.data());
            match serde_json::from_str(&text) {
                Ok(request) => desk.answer(request, &bytes).iter().for_each(|reply| post(&scope, reply)),
                // Can't happen between page and worker of one version; a browser extension may post anything.
                Err(e) => web_sys::console::warn_1(&format!("crossread: the worker was sent something else: {e}").into()),
            }
        })
    };
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    post(&scope, &Reply::Ready { version: VERSION });
}
