//! Files and rich text as articles. A worker of their own reads them: what it breaks down at takes nothing with it, and a
//! comparison in progress does not hold it up. It is loaded with the page and kept, so that no paste asks anything of the network;
//! one that breaks down is replaced at the next batch.

use std::cell::RefCell;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, MessageEvent, Worker};
use yew::UseReducerDispatcher;

use super::client::{BLINK, spawn};
use super::dom;
use super::model::article::NewArticle;
use super::model::files::{typed, unopened, unread};
use super::model::store::{Action, Store};
use crate::intake::{MAX_FILE, Refusal};
use crate::wire::protocol::{Found, Reply, Request, VERSION};

/// How long one file may take, in milliseconds; on a slow line the worker comes first. The largest takes seconds.
const LATE: u32 = 45_000;

thread_local! {
    /// The reader that waits for the next batch.
    static SPARE: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// Loads a reader, for later.
pub async fn prepare() {
    let reader = fresh().await;
    SPARE.with(|spare| *spare.borrow_mut() = reader);
}

/// Does `work`, which opens files or a clipping and adds what is in them; the page is busy for so long.
pub async fn opening(send: &UseReducerDispatcher<Store>, work: impl Future<Output = ()>) {
    send.dispatch(Action::Opening(true));
    let slow = {
        let send = send.clone();
        Timeout::new(BLINK, move || send.dispatch(Action::Slow))
    };
    work.await;
    drop(slow);
    send.dispatch(Action::Opening(false));
}

/// A new reader, once it has said that it is ready; `None` where it can't be had.
async fn fresh() -> Option<Reader> {
    let worker = Reader(spawn().map_err(|why| dom::warn("no reader", &why)).ok()?);
    match answer(&worker.0, |_| Ok(())).await? {
        Reply::Ready { version } if version == VERSION => Some(worker),
        _ => None,
    }
}

/// Reads files, in their order; those that can't be read give a sentence instead.
pub async fn open(files: Vec<File>) -> Vec<Result<NewArticle, String>> {
    let mut out = Vec::with_capacity(files.len());
    let mut reader = SPARE.with(|spare| spare.borrow_mut().take());
    for file in files {
        let name = file.name();
        // Before a byte is read: a file of 4 GB is refused as fast as one of 51 MB.
        if file.size() > MAX_FILE as f64 {
            out.push(Err(Refusal::LargeFile(file.size()).told(&name)));
            continue;
        }
        out.push(match JsFuture::from(file.array_buffer()).await {
            Ok(bytes) => ask(&mut reader, &Request::Open { id: 0, name: name.clone() }, Some(bytes))
                .await
                .unwrap_or_else(|| Err(unread(&name)))
                .map(NewArticle::from),
            Err(_) => Err(unopened(&name)),
        });
    }
    keep(reader);
    out
}

/// Reads what a clipboard or a drag held. Should the reader break down, the plain text is still there.
pub async fn clip(html: String, plain: String) -> NewArticle {
    let request = Request::Clip { id: 0, html, plain: plain.clone() };
    let mut reader = SPARE.with(|spare| spare.borrow_mut().take());
    let answer = ask(&mut reader, &request, None).await;
    keep(reader);
    match answer {
        Some(Ok(found)) => found.into(),
        _ => typed(&plain),
    }
}

/// Two batches at a time take two readers; one of them is kept.
fn keep(reader: Option<Reader>) {
    if reader.is_some() {
        SPARE.with(|spare| *spare.borrow_mut() = reader);
    }
}

/// A worker that has said that it is ready.
struct Reader(Worker);

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// Has one request answered, by a new worker where there is none; `None` when it breaks down, and then it is gone.
async fn ask(reader: &mut Option<Reader>, request: &Request, bytes: Option<JsValue>) -> Option<Result<Found, String>> {
    let worker = match reader.take() {
        Some(worker) => worker,
        None => fresh().await?,
    };
    let json = serde_json::to_string(request).ok()?;
    let reply = answer(&worker.0, |worker| match &bytes {
        Some(bytes) => {
            worker.post_message_with_transfer(&Array::of(&[json.into(), bytes.clone()]), &Array::of(std::slice::from_ref(bytes)))
        }
        None => worker.post_message(&json.into()),
    });
    let reply = reply.await?;
    *reader = Some(worker);
    match reply {
        Reply::Found { found, .. } => Some(Ok(found)),
        Reply::Failed { message, .. } => Some(Err(message)),
        Reply::Ready { .. } | Reply::Source(_) | Reply::Report { .. } => None,
    }
}

/// The next message of a worker after `post`; `None` when it fails, or takes too long.
async fn answer(worker: &Worker, post: impl FnOnce(&Worker) -> Result<(), JsValue>) -> Option<Reply> {
    let mut kept = None;
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        let on = |name: &'static str, to: &Function| {
            let to = to.clone();
            EventListener::new(worker, name, move |event| {
                let data = event.dyn_ref::<MessageEvent>().map_or(JsValue::UNDEFINED, MessageEvent::data);
                let _ = to.call1(&JsValue::UNDEFINED, &data);
            })
        };
        let listeners = [on("message", &resolve), on("error", &reject), on("messageerror", &reject)];
        let late = Timeout::new(LATE, move || drop(reject.call0(&JsValue::UNDEFINED)));
        kept = Some((listeners, late));
    });
    let posted = post(worker);
    let message = match posted {
        Ok(()) => JsFuture::from(promise).await,
        Err(why) => Err(why),
    };
    drop(kept);
    let message = message.map_err(|why| dom::warn("the reader failed", &why)).ok()?;
    serde_json::from_str(&message.as_string()?).ok()
}
