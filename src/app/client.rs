//! The worker's other end. What to do when is decided by [`super::model::queue`]; here it is done.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Url, Worker};
use yew::UseReducerDispatcher;

use super::dom;
use super::model::article::Article;
use super::model::queue::{Do, Event, Queue};
use super::model::store::{Action, Store};
use crate::wire::OptionsInput;
use crate::wire::deltas::PageEnd;
use crate::wire::protocol::{Reply, Request};

/// Longer than a blink, in milliseconds: then the page shows that it is at work.
pub(super) const BLINK: u32 = 200;
/// How long a request may take, in milliseconds. 10 MB of text take seconds; a minute is a fault.
const LATE: u32 = 60_000;
/// How long a worker may take to start, in milliseconds, on a slow line.
const START_LATE: u32 = 45_000;

/// Owns the worker.
pub struct Client {
    me: std::rc::Weak<Self>,
    queue: RefCell<Queue>,
    worker: RefCell<Option<Running>>,
    articles: RefCell<Rc<Vec<Rc<Article>>>>,
    options: RefCell<OptionsInput>,
    end: RefCell<PageEnd>,
    send: UseReducerDispatcher<Store>,
    start_timer: RefCell<Option<Timeout>>,
    timers: RefCell<Vec<Timeout>>,
    generation: Cell<u32>,
}

struct Running {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Client {
    /// Starts the worker; replies become actions.
    pub fn new(send: UseReducerDispatcher<Store>) -> Rc<Self> {
        let client = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            queue: RefCell::default(),
            worker: RefCell::default(),
            articles: RefCell::default(),
            options: RefCell::default(),
            end: RefCell::default(),
            send,
            start_timer: RefCell::default(),
            timers: RefCell::default(),
            generation: Cell::new(0),
        });
        client.start();
        client
    }
    /// Has these articles read; the answer comes as [`Action::Read`] or [`Action::Failed`] with the revision.
    pub fn want(&self, revision: u32, articles: Rc<Vec<Rc<Article>>>, options: OptionsInput) {
        self.articles.replace(articles);
        self.options.replace(options);
        self.on(Event::Want(revision));
    }

    fn on(&self, event: Event) {
        let todo = self.queue.borrow_mut().on(event);
        for what in todo {
            match what {
                Do::Start => self.start(),
                Do::Send(id, revision) => self.post(id, revision),
                Do::GiveUp(revision, why) => self.send.dispatch(Action::Failed(revision, why.into())),
            }
        }
        if !self.queue.borrow().is_busy() {
            self.timers.borrow_mut().clear();
        }
    }

    /// Runs `f` on this client after `ms`, if both still live.
    fn later(&self, ms: u32, f: impl FnOnce(&Self) + 'static) -> Timeout {
        let me = self.me.clone();
        Timeout::new(ms, move || {
            if let Some(me) = me.upgrade() {
                f(&me);
            }
        })
    }

    fn start(&self) {
        self.worker.replace(None);
        self.end.take();
        self.timers.borrow_mut().clear();
        self.generation.set(self.generation.get() + 1);
        let generation = self.generation.get();
        self.start_timer.replace(Some(self.later(START_LATE, |me| me.on(Event::StartLate))));
        match spawn() {
            Ok(worker) => {
                // A worker that was replaced may still have messages on their way.
                let listen = |name: &'static str, f: fn(&Self, &web_sys::Event)| {
                    let me = self.me.clone();
                    EventListener::new(&worker, name, move |event| {
                        if let Some(me) = me.upgrade().filter(|me| me.generation.get() == generation) {
                            f(&me, event);
                        }
                    })
                };
                let listeners = [
                    listen("message", Self::on_message),
                    listen("error", |me, event| {
                        dom::warn("the worker failed", event);
                        me.crashed();
                    }),
                    listen("messageerror", |me, _| me.crashed()),
                ];
                self.worker.replace(Some(Running { worker, _listeners: listeners }));
            }
            Err(why) => {
                dom::warn("no worker", &why);
                self.crashed();
            }
        }
    }

    /// Not at once: a listener must not be dropped while it runs.
    fn crashed(&self) {
        let timer = self.later(0, |me| me.on(Event::Crashed));
        self.start_timer.replace(Some(timer));
    }

    fn post(&self, id: u32, revision: u32) {
        let sources = self.articles.borrow().iter().enumerate().map(|(i, a)| a.input(i + 1)).collect();
        let (changed, order) = self.end.borrow_mut().send(sources);
        let request = Request::Compare { id, revision, changed, order, options: self.options.borrow().clone() };
        let sent = serde_json::to_string(&request).map_err(|e| JsValue::from(e.to_string())).and_then(|json| {
            self.worker.borrow().as_ref().map_or(Err("there is none".into()), |r| r.worker.post_message(&json.into()))
        });
        if let Err(why) = sent {
            dom::warn("the worker can't be asked", &why);
            return self.crashed();
        }
        self.send.dispatch(Action::Busy(revision));
        let blink = self.later(BLINK, |me| me.send.dispatch(Action::Slow));
        let late = self.later(LATE, move |me| me.on(Event::Late(id)));
        self.timers.replace(vec![blink, late]);
    }

    fn on_message(&self, event: &web_sys::Event) {
        let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|m| m.data().as_string()) else { return };
        match serde_json::from_str(&text) {
            Ok(Reply::Ready { version }) => {
                self.start_timer.replace(None);
                self.on(Event::Ready(version));
            }
            Ok(Reply::Source(source)) => self.end.borrow_mut().source(source),
            Ok(Reply::Report { id, revision, order, facts, copies }) => {
                // Before the next request: a worker that is started anew takes it all away.
                let report = self.end.borrow_mut().report(&order, facts, copies);
                self.on(Event::Answered(id));
                self.send.dispatch(Action::Read(revision, report));
            }
            // Asked for by the reader of files alone, of a worker of its own.
            Ok(Reply::Found { .. }) => {}
            Ok(Reply::Failed { id, revision, message }) => {
                self.on(Event::Answered(id));
                self.send.dispatch(Action::Failed(revision, message));
            }
            Err(why) => dom::warn("the worker said something else", &why.to_string().into()),
        }
    }
}

/// The page names the worker in the link `#worker`, with the hash of its files, so that no cache answers with an older one.
pub(super) fn spawn() -> Result<Worker, JsValue> {
    let link = dom::by_id("worker").ok_or("the page has no link #worker")?;
    let base = dom::document().base_uri()?.unwrap_or_default();
    let url = Url::new_with_base(&link.get_attribute("href").unwrap_or_default(), &base)?;
    Worker::new(&url.href())
}
