//! What the reader made, on this device, in IndexedDB: one record a source, so that an edit writes that source alone, and one a
//! workspace, with its name, draft and decisions.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_events::EventListener;
use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Database, Factory, KeyRange, ObjectStore, Query, TransactionFuture, TransactionMode};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};
use yew::UseReducerDispatcher;

use super::dom;
use super::model::article::{Article, ArticleId};
use super::model::review::Review;
use super::model::session::Made;
use super::model::store::{Action, Space, Store};

const DATABASE: &str = "crossread";
/// Sources, under "workspace/source".
const ARTICLES: &str = "articles";
/// Workspaces, under their id.
const SPACES: &str = "spaces";
const VERSION: u32 = 2;
/// What browsers do when storage is full, after they have taken everything in.
const ABORTED: &str = "the browser has broken off the transaction";
/// Where the tabs of one browser tell each other which workspace they have written to.
const CHANNEL: &str = "crossread-written";

/// What is kept of a workspace beside its sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct SpaceRecord {
    space: Space,
    #[serde(default)]
    draft: Option<ArticleId>,
    #[serde(default)]
    review: Rc<Review>,
    /// When it was open last, in milliseconds since 1970: the newest is opened at the start.
    #[serde(default)]
    used: f64,
}

/// A workspace and what is in it, as it is or as it shall be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The workspace.
    pub space: Space,
    /// What is in it.
    pub made: Made,
}

/// Reads what is kept, once a workspace, and writes what changes.
pub struct Keeper {
    state: RefCell<State>,
    send: UseReducerDispatcher<Store>,
    channel: Option<BroadcastChannel>,
}

#[derive(Default)]
struct State {
    database: Option<Rc<Database>>,
    /// What is written of the open workspace.
    kept: Option<Kept>,
    /// The newest state that is not written yet.
    next: Option<Kept>,
    writing: bool,
    told: bool,
    /// That another tab has written to the open workspace was told.
    told_of_other: bool,
    /// Everything is being erased: nothing is written any more.
    closed: bool,
}

impl Keeper {
    /// Opens the database; what is kept of the workspace used last comes as [`Action::Restore`], which comes in any case.
    pub fn new(send: UseReducerDispatcher<Store>) -> Rc<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let keeper = Rc::new(Self { state: RefCell::default(), send, channel });
        if let Some(channel) = &keeper.channel {
            let me = Rc::clone(&keeper);
            EventListener::new(channel, "message", move |event| {
                let space = event.dyn_ref::<MessageEvent>().and_then(|m| m.data().as_string());
                me.heard(&space.unwrap_or_default());
            })
            .forget();
        }
        let me = Rc::clone(&keeper);
        spawn_local(async move { me.restore(None).await });
        keeper
    }
    /// Leaves the open workspace, once all of it is written, for this one.
    pub fn open(self: &Rc<Self>, space: Space) {
        let me = Rc::clone(self);
        spawn_local(async move {
            me.hurry();
            me.restore(Some(space)).await;
        });
    }
    async fn restore(&self, space: Option<Space>) {
        let (space, spaces, made) = match self.load(space.clone()).await {
            Ok(loaded) => loaded,
            Err(why) => {
                self.trouble(&why.to_string());
                let space = space.unwrap_or_else(Space::first);
                (space.clone(), vec![space], Made::default())
            }
        };
        self.send.dispatch(Action::Restore { space, spaces, made, seed: dom::seed() });
    }

    async fn database(&self) -> Result<Rc<Database>, idb::Error> {
        if let Some(database) = &self.state.borrow().database {
            return Ok(Rc::clone(database));
        }
        let (articles, spaces) = (ObjectStoreBuilder::new(ARTICLES), ObjectStoreBuilder::new(SPACES));
        let builder = DatabaseBuilder::new(DATABASE).version(VERSION);
        let mut database = builder.add_object_store(articles).add_object_store(spaces).build().await?;
        // A newer page in another tab wants to change the shape: let it, and read no more from here.
        database.on_version_change(|event| {
            if let Some(database) = event.target().and_then(|t| Database::try_from(t).ok()) {
                database.close();
            }
        });
        let database = Rc::new(database);
        self.state.borrow_mut().database = Some(Rc::clone(&database));
        Ok(database)
    }

    async fn load(&self, wanted: Option<Space>) -> Result<(Space, Vec<Space>, Made), idb::Error> {
        let database = self.database().await?;
        let transaction = database.transaction(&[ARTICLES, SPACES], TransactionMode::ReadWrite)?;
        let (articles, spaces) = (transaction.object_store(ARTICLES)?, transaction.object_store(SPACES)?);
        adopt(&articles).await?;
        let mut records: Vec<SpaceRecord> = spaces.get_all(None, None)?.await?.iter().filter_map(read).collect();
        records.sort_by(|a, b| b.used.total_cmp(&a.used));
        let open = match wanted {
            None => records.first().map_or_else(Space::first, |r| r.space.clone()),
            Some(space) => records.iter().find(|r| r.space.id == space.id).map_or(space, |r| r.space.clone()),
        };
        let found = articles.get_all(Some(of_space(&open.id)?), None)?.await?;
        let mut found: Vec<(usize, Article)> = found.iter().filter_map(read).collect();
        found.sort_by_key(|(at, _)| *at);
        let record = records.iter().find(|r| r.space.id == open.id);
        let made = Made {
            articles: Rc::new(found.into_iter().map(|(_, a)| Rc::new(a)).collect()),
            draft: record.and_then(|r| r.draft.clone()),
            review: record.map(|r| Rc::clone(&r.review)).unwrap_or_default(),
        };
        let used =
            SpaceRecord { space: open.clone(), draft: made.draft.clone(), review: Rc::clone(&made.review), used: dom::now_ms() };
        spaces.put(&json(&used), Some(&JsValue::from(&open.id)))?;
        transaction.commit()?.await?;
        {
            let mut state = self.state.borrow_mut();
            state.kept = Some(Kept { space: open.clone(), made: made.clone() });
            state.told_of_other = false;
        }
        let mut all: Vec<Space> = records.into_iter().map(|r| r.space).collect();
        if !all.contains(&open) {
            all.push(open.clone());
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok((open, all, made))
    }

    /// Keeps this. Writes at once; what comes while a write is under way is written after it, the newest alone.
    pub fn keep(self: &Rc<Self>, what: Kept) {
        let mut state = self.state.borrow_mut();
        state.next = Some(what);
        if state.writing || state.database.is_none() || state.closed {
            return;
        }
        state.writing = true;
        drop(state);
        let me = Rc::clone(self);
        spawn_local(async move {
            loop {
                let Some(next) = me.state.borrow_mut().next.take() else { break };
                if let Err(why) = me.write(&next).await {
                    me.trouble(&why.to_string());
                }
            }
            me.state.borrow_mut().writing = false;
        });
    }

    /// Keeps this now: the page is going away, and no later moment comes.
    pub fn leave(self: &Rc<Self>, what: Kept) {
        self.state.borrow_mut().next = Some(what);
        self.hurry();
    }

    /// Writes now what waits for a write under way. A transaction that has been told to commit is finished by the browser
    /// without the page.
    fn hurry(self: &Rc<Self>) {
        let Some(next) = self.state.borrow_mut().next.take() else { return };
        match self.begin(&next) {
            Ok(Some(done)) => {
                // The page may come back out of the browser's memory.
                let me = Rc::clone(self);
                spawn_local(async move {
                    match done.await {
                        Ok(result) if result.is_committed() => me.written(next),
                        Ok(_) => me.trouble(ABORTED),
                        Err(why) => me.trouble(&why.to_string()),
                    }
                });
            }
            Ok(None) => {}
            Err(why) => self.trouble(&why.to_string()),
        }
    }

    async fn write(&self, next: &Kept) -> Result<(), idb::Error> {
        if let Some(done) = self.begin(next)? {
            match done.await?.is_committed() {
                true => self.written(next.clone()),
                false => self.trouble(ABORTED),
            }
        }
        Ok(())
    }
    fn written(&self, kept: Kept) {
        let _ = self.channel.as_ref().map(|c| c.post_message(&kept.space.id.as_str().into()));
        let mut state = self.state.borrow_mut();
        // Another workspace may have been opened meanwhile.
        if state.kept.as_ref().is_none_or(|k| k.space.id == kept.space.id) {
            state.kept = Some(kept);
        }
    }

    /// Another tab has written to a workspace. Told once: it may write with every letter.
    fn heard(&self, space: &str) {
        let mut state = self.state.borrow_mut();
        let here = state.kept.as_ref().is_some_and(|k| k.space.id == space);
        if !here || std::mem::replace(&mut state.told_of_other, true) {
            return;
        }
        drop(state);
        let words = "This workspace was changed in another tab. Reload this page before you go on here: where both change the same article or the decisions, only the later change is kept.";
        self.send.dispatch(Action::Trouble(words.into()));
    }

    /// Hands what has changed to the browser, at once and up to the commit; `None` when nothing has.
    fn begin(&self, next: &Kept) -> Result<Option<TransactionFuture>, idb::Error> {
        let state = self.state.borrow();
        let Some(database) = state.database.as_ref().filter(|_| !state.closed) else { return Ok(None) };
        let nothing = Made::default();
        let was = state.kept.as_ref().filter(|k| k.space.id == next.space.id);
        let old = places(was.map_or(&nothing, |k| &k.made));
        let new = places(&next.made);
        let same = |a: &Place, b: &Place| a.0 == b.0 && (Rc::ptr_eq(a.1, b.1) || a.1 == b.1);
        let changed: Vec<_> = new.iter().filter(|(id, at)| !old.get(*id).is_some_and(|o| same(o, at))).collect();
        let gone: Vec<_> = old.keys().filter(|id| !new.contains_key(*id)).collect();
        let record =
            was.is_none_or(|w| w.space != next.space || w.made.draft != next.made.draft || w.made.review != next.made.review);
        if changed.is_empty() && gone.is_empty() && !record {
            return Ok(None);
        }
        let transaction = database.transaction(&[ARTICLES, SPACES], TransactionMode::ReadWrite)?;
        let articles = transaction.object_store(ARTICLES)?;
        for (id, (at, article)) in changed {
            articles.put(&json(&(at, &***article)), Some(&key(&next.space.id, id)))?;
        }
        for id in gone {
            articles.delete(Query::Key(key(&next.space.id, id)))?;
        }
        if record {
            let (draft, review) = (next.made.draft.clone(), Rc::clone(&next.made.review));
            let record = SpaceRecord { space: next.space.clone(), draft, review, used: dom::now_ms() };
            transaction.object_store(SPACES)?.put(&json(&record), Some(&JsValue::from(&next.space.id)))?;
        }
        Ok(Some(transaction.commit()?.into_future()))
    }

    /// Forgets a workspace that is not open, and all that is in it.
    pub fn forget(self: &Rc<Self>, id: String) {
        let me = Rc::clone(self);
        spawn_local(async move {
            let forget = async {
                let database = me.database().await?;
                let transaction = database.transaction(&[ARTICLES, SPACES], TransactionMode::ReadWrite)?;
                transaction.object_store(ARTICLES)?.delete(of_space(&id)?)?;
                transaction.object_store(SPACES)?.delete(Query::Key(JsValue::from(&id)))?;
                transaction.commit()?.await
            };
            if let Err(why) = forget.await {
                me.trouble(&why.to_string());
            }
        });
    }

    /// Erases everything that the page keeps on this device, and loads it anew.
    pub fn erase(self: &Rc<Self>) {
        let me = Rc::clone(self);
        spawn_local(async move {
            let database = {
                let mut state = me.state.borrow_mut();
                state.closed = true;
                state.next = None;
                state.database.take()
            };
            if let Some(database) = database {
                database.close();
            }
            let erased = async { Factory::new()?.delete(DATABASE)?.await };
            match erased.await {
                Ok(()) => dom::forget_all(),
                Err(why) => {
                    me.state.borrow_mut().closed = false;
                    me.trouble(&why.to_string());
                }
            }
        });
    }

    /// Told once a visit: in a private window every keystroke would fail.
    fn trouble(&self, why: &str) {
        dom::warn("articles can't be kept", &why.into());
        if !std::mem::replace(&mut self.state.borrow_mut().told, true) {
            let words = "This browser does not let the page keep your articles (a private window, or storage is full). They are here until you close it; save a session file to keep them.";
            self.send.dispatch(Action::Trouble(words.into()));
        }
    }
}

/// Place in the list and source.
type Place<'a> = (usize, &'a Rc<Article>);

fn places(made: &Made) -> BTreeMap<&str, Place<'_>> {
    made.articles.iter().enumerate().map(|(i, a)| (&*a.id, (i, a))).collect()
}

fn key(space: &str, article: &str) -> JsValue {
    format!("{space}/{article}").into()
}

/// All sources of a workspace: what is greater than "id/" and less than "id0", the sign behind "/".
fn of_space(id: &str) -> Result<Query, idb::Error> {
    let (from, to) = (format!("{id}/").into(), format!("{id}0").into());
    Ok(Query::KeyRange(KeyRange::bound(&from, &to, Some(false), Some(true))?))
}

fn json<T: Serialize>(value: &T) -> JsValue {
    serde_json::to_string(value).unwrap_or_default().into()
}

/// A record; one that can't be read is left where it is: a newer version of the page may be able to.
fn read<T: for<'de> Deserialize<'de>>(record: &JsValue) -> Option<T> {
    match serde_json::from_str(&record.as_string().unwrap_or_default()) {
        Ok(record) => Some(record),
        Err(why) => {
            dom::warn("something kept can't be read", &why.to_string().into());
            None
        }
    }
}

/// Before there were workspaces, sources were kept under their own id: they belong to the first one.
async fn adopt(articles: &ObjectStore) -> Result<(), idb::Error> {
    let keys = articles.get_all_keys(None, None)?.await?;
    for id in keys.iter().filter_map(JsValue::as_string).filter(|k| !k.contains('/')) {
        let old = JsValue::from(&id);
        if let Some(record) = articles.get(Query::Key(old.clone()))?.await? {
            articles.put(&record, Some(&key(&Space::first().id, &id)))?.await?;
        }
        articles.delete(Query::Key(old))?.await?;
    }
    Ok(())
}
