//! The articles on this device, in IndexedDB: one record a source, so that an edit writes that source alone.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_events::EventListener;
use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Database, Query, TransactionFuture, TransactionMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::UseReducerDispatcher;

use super::dom;
use super::model::article::Article;
use super::model::store::{Action, Store};

const DATABASE: &str = "crossread";
const ARTICLES: &str = "articles";

type Articles = Rc<Vec<Rc<Article>>>;
/// What is kept: place in the list and source, by id.
type Kept = BTreeMap<Rc<str>, (usize, Rc<Article>)>;

/// Reads what is kept, once, and writes what changes.
pub struct Keeper {
    state: RefCell<State>,
    send: UseReducerDispatcher<Store>,
}

#[derive(Default)]
struct State {
    database: Option<Rc<Database>>,
    kept: Kept,
    /// The newest state that is not written yet.
    next: Option<Articles>,
    writing: bool,
    told: bool,
}

impl Keeper {
    /// Opens the database; what is kept comes as [`Action::Restore`], which comes in any case.
    pub fn new(send: UseReducerDispatcher<Store>) -> Rc<Self> {
        let keeper = Rc::new(Self { state: RefCell::default(), send });
        let me = Rc::clone(&keeper);
        let hurry = Rc::clone(&keeper);
        EventListener::new(&dom::window(), "pagehide", move |_| hurry.hurry()).forget();
        spawn_local(async move {
            let articles = match me.load().await {
                Ok(articles) => articles,
                Err(why) => {
                    me.trouble(&why);
                    Vec::new()
                }
            };
            me.send.dispatch(Action::Restore { articles, seed: dom::seed() });
        });
        keeper
    }

    async fn load(&self) -> Result<Vec<Article>, idb::Error> {
        let store = ObjectStoreBuilder::new(ARTICLES);
        let database = Rc::new(DatabaseBuilder::new(DATABASE).version(1).add_object_store(store).build().await?);
        let transaction = database.transaction(&[ARTICLES], TransactionMode::ReadOnly)?;
        let all = transaction.object_store(ARTICLES)?.get_all(None, None)?.await?;
        let mut kept: Vec<(usize, Article)> = Vec::new();
        for record in all {
            match serde_json::from_str(&record.as_string().unwrap_or_default()) {
                Ok(record) => kept.push(record),
                // Left where it is: a newer version of the page may be able to read it.
                Err(why) => dom::warn("a kept article can't be read", &why.to_string().into()),
            }
        }
        kept.sort_by_key(|(at, _)| *at);
        let mut state = self.state.borrow_mut();
        state.kept = kept.iter().map(|(at, a)| (a.id.clone(), (*at, Rc::new(a.clone())))).collect();
        state.database = Some(database);
        Ok(kept.into_iter().map(|(_, a)| a).collect())
    }

    /// Keeps these articles. Writes at once; what comes while a write is under way is written after it, the newest alone.
    pub fn keep(self: &Rc<Self>, articles: Articles) {
        let mut state = self.state.borrow_mut();
        state.next = Some(articles);
        if state.writing || state.database.is_none() {
            return;
        }
        state.writing = true;
        drop(state);
        let me = Rc::clone(self);
        spawn_local(async move {
            loop {
                let Some(articles) = me.state.borrow_mut().next.take() else { break };
                if let Err(why) = me.write(&articles).await {
                    me.trouble(&why);
                }
            }
            me.state.borrow_mut().writing = false;
        });
    }

    /// Writes now what waits for a write under way: the page is going away, and no later moment comes. A transaction that has
    /// been told to commit is finished by the browser without the page.
    fn hurry(self: &Rc<Self>) {
        let Some(articles) = self.state.borrow_mut().next.take() else { return };
        match self.begin(&articles) {
            Ok(Some((done, now))) => {
                // The page may come back out of the browser's memory.
                let me = Rc::clone(self);
                spawn_local(async move {
                    match done.await {
                        Ok(result) if result.is_committed() => me.state.borrow_mut().kept = now,
                        Ok(_) => {}
                        Err(why) => me.trouble(&why),
                    }
                });
            }
            Ok(None) => {}
            Err(why) => self.trouble(&why),
        }
    }

    async fn write(&self, articles: &Articles) -> Result<(), idb::Error> {
        if let Some((done, now)) = self.begin(articles)?
            && done.await?.is_committed()
        {
            self.state.borrow_mut().kept = now;
        }
        Ok(())
    }

    /// Hands what has changed to the browser, at once and up to the commit; `None` when nothing has. What comes back is the end
    /// of it and what will be kept then.
    fn begin(&self, articles: &Articles) -> Result<Option<(TransactionFuture, Kept)>, idb::Error> {
        let now: Kept = articles.iter().enumerate().map(|(i, a)| (a.id.clone(), (i, Rc::clone(a)))).collect();
        let state = self.state.borrow();
        let Some(database) = &state.database else { return Ok(None) };
        let same = |a: &(usize, Rc<Article>), b: &(usize, Rc<Article>)| a.0 == b.0 && (Rc::ptr_eq(&a.1, &b.1) || a.1 == b.1);
        let changed: Vec<_> = now.iter().filter(|(id, new)| !state.kept.get(*id).is_some_and(|old| same(old, new))).collect();
        let gone: Vec<_> = state.kept.keys().filter(|id| !now.contains_key(*id)).collect();
        if changed.is_empty() && gone.is_empty() {
            return Ok(None);
        }
        let transaction = database.transaction(&[ARTICLES], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(ARTICLES)?;
        for (id, record) in changed {
            let json = serde_json::to_string(&(record.0, &*record.1)).unwrap_or_default();
            store.put(&json.into(), Some(&JsValue::from(&**id)))?;
        }
        for id in gone {
            store.delete(Query::Key(JsValue::from(&**id)))?;
        }
        Ok(Some((transaction.commit()?.into_future(), now)))
    }

    /// Told once a visit: in a private window every keystroke would fail.
    fn trouble(&self, why: &idb::Error) {
        dom::warn("articles can't be kept", &why.to_string().into());
        if !std::mem::replace(&mut self.state.borrow_mut().told, true) {
            let words = "This browser does not let the page keep your articles (a private window, or storage is full). They are here until you close it.";
            self.send.dispatch(Action::Trouble(words.into()));
        }
    }
}
