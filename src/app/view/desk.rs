//! The whole page, and its effects: the worker, the kept articles, the focus, keys, paste and drop.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, KeyboardEvent};
use yew::prelude::*;

use super::about::AboutDialog;
use super::adding::AddDialog;
use super::article::Main;
use super::bars::{HelpDialog, LegendDialog, NoticeBar, Panels, TopBar};
use super::export::ExportDialog;
use super::findings::Findings;
use super::review::ReviewDialog;
use super::sources::Sources;
use super::spaces::SpacesDialog;
use super::welcome::Welcome;
use super::{Same, Send};
use crate::app::client::Client;
use crate::app::keep::{Keeper, Kept};
use crate::app::model::files;
use crate::app::model::keys::{Command, Press, command};
use crate::app::model::review::{Ruling, Scope};
use crate::app::model::store::{Action, Dialog, Find, Focus, Panel, Space, Store, View};
use crate::app::{dom, reader};

/// The page.
#[component]
pub fn App() -> Html {
    let handle = use_reducer(|| Store::of(dom::kept_name()));
    let send = Send(handle.dispatcher());
    let store = Same(Rc::new((*handle).clone()));
    let latest = use_mut_ref(|| store.clone());
    *latest.borrow_mut() = store.clone();

    use_worker(&store, &send);
    let keeper = use_keeping(&store, &send, &latest);
    let moved = use_focus(&store);
    use_keys(&send, &latest, &moved);
    let dropping = use_clips(&send);

    let panel = match store.panel {
        Panel::Sources => "sources",
        Panel::Read => "read",
        Panel::Findings => "findings",
    };
    // Views that show all sources at once have the width of the page.
    let view = match store.view {
        View::Side => "side",
        View::Matrix => "matrix",
        View::Article | View::Figures | View::Entities => "one",
    };
    let body = match store.articles.is_empty() {
        true => html! { <Welcome store={store.clone()} /> },
        false => html! {
            <main class={classes!("columns", store.open.is_some().then_some("has-open"))} data-panel={panel} data-view={view}>
                <Sources store={store.clone()} />
                <Main store={store.clone()} />
                <Findings store={store.clone()} />
            </main>
        },
    };
    // The spoken words get a new element each time, so that the same words said twice are heard twice.
    html! {
        <ContextProvider<Send> context={send}>
            <div class={classes!("desk", dropping.then_some("is-dropping"))}>
                <TopBar store={store.clone()} />
                { body }
                if !store.articles.is_empty() {
                    <Panels store={store.clone()} />
                }
                <NoticeBar store={store.clone()} />
                <p class="sr" role="status" aria-live="polite">
                    <span key={store.spoken.0}>{ &store.spoken.1 }</span>
                </p>
                <div class="drop-hint" aria-hidden="true"><p>{ "Drop articles here" }</p></div>
                if store.dialog == Some(Dialog::Add) {
                    <AddDialog />
                }
                if store.dialog == Some(Dialog::Legend) {
                    <LegendDialog />
                }
                if store.dialog == Some(Dialog::Help) {
                    <HelpDialog />
                }
                if store.dialog == Some(Dialog::Spaces) {
                    <SpacesDialog store={store.clone()} />
                }
                if store.dialog == Some(Dialog::Export) {
                    <ExportDialog store={store.clone()} />
                }
                if store.dialog == Some(Dialog::Review) {
                    <ReviewDialog store={store.clone()} />
                }
                if store.dialog == Some(Dialog::About) {
                    <AboutDialog store={store.clone()} erase={Callback::from(move |()| keeper.erase())} />
                }
            </div>
        </ContextProvider<Send>>
    }
}

/// Each new revision goes to the worker.
#[hook]
fn use_worker(store: &Same<Store>, send: &Send) {
    let client = {
        let send = send.0.clone();
        use_memo((), |()| {
            let client = Client::new(send);
            spawn_local(reader::prepare());
            client
        })
    };
    let (articles, options) = (Rc::clone(&store.articles), store.options());
    use_effect_with(store.revision, move |&revision| {
        if revision > 0 {
            client.want(revision, articles, options);
        }
    });
}

/// All that the reader makes is kept, once what was kept is here; opening another workspace brings that one.
#[hook]
fn use_keeping(store: &Same<Store>, send: &Send, latest: &Rc<RefCell<Same<Store>>>) -> Rc<Keeper> {
    let keeper = {
        let send = send.0.clone();
        use_memo((), |()| Keeper::new(send))
    };
    let keeper = Rc::clone(&*keeper);
    {
        let keeper = Rc::clone(&keeper);
        let what = Kept { space: store.space.clone(), made: store.made() };
        let same = (Same(Rc::clone(&store.articles)), Same(Rc::clone(&store.review)), store.draft.clone(), store.space.clone());
        use_effect_with((same, store.restored), move |(_, restored)| {
            if *restored {
                keeper.keep(what);
            }
        });
    }
    // The effect above may be behind by a letter or two when the page is left.
    {
        let (keeper, latest) = (Rc::clone(&keeper), Rc::clone(latest));
        use_effect_with((), move |()| {
            let listener = EventListener::new(&dom::window(), "pagehide", move |_| {
                let store = latest.borrow();
                if store.restored {
                    keeper.leave(Kept { space: store.space.clone(), made: store.made() });
                }
            });
            move || drop(listener)
        });
    }
    {
        let (keeper, restored) = (Rc::clone(&keeper), store.restored);
        // The workspace of the start comes by itself.
        let started = use_mut_ref(|| false);
        use_effect_with(store.space.clone(), move |space| {
            if started.replace(true) && !restored {
                keeper.open(space.clone());
            }
        });
    }
    {
        let keeper = Rc::clone(&keeper);
        let known = use_mut_ref(Vec::<Space>::new);
        use_effect_with(Same(Rc::clone(&store.spaces)), move |now: &Same<Vec<Space>>| {
            let before = known.replace(Vec::clone(&now.0));
            for gone in before.iter().filter(|s| !now.iter().any(|n| n.id == s.id)) {
                keeper.forget(gone.id.clone());
            }
        });
    }
    keeper
}

/// The focus moves when the store says so; a figure that was chosen comes into view. The number of the last move made.
#[hook]
fn use_focus(store: &Same<Store>) -> Rc<Cell<u32>> {
    let moved = use_memo((), |()| Cell::new(0));
    use_effect_with((store.chosen.clone(), store.shown.clone(), store.view), |(chosen, ..)| {
        if let Some(figure) = chosen.as_ref().and_then(|p| dom::by_id(&Focus::Figure(p.clone()).dom_id())) {
            dom::reveal(&figure);
        }
    });
    {
        let (store, moved) = (store.clone(), Rc::clone(&moved));
        use_effect_with(store.focus.clone(), move |_| follow(&store, &moved));
    }
    moved
}

/// Makes the newest move of the focus, unless it was made.
fn follow(store: &Store, moved: &Cell<u32>) {
    let Some((number, to)) = store.focus.as_ref().filter(|(number, _)| *number != moved.get()) else { return };
    moved.set(*number);
    if !dom::focus(&to.dom_id()) {
        // What should have it is gone (an answer came meanwhile): the pane is never far.
        let _ = dom::focus(&Focus::Main.dom_id());
    }
}

/// Keys anywhere on the page.
#[hook]
fn use_keys(send: &Send, latest: &Rc<RefCell<Same<Store>>>, moved: &Rc<Cell<u32>>) {
    let (send, latest, moved) = (send.clone(), Rc::clone(latest), Rc::clone(moved));
    use_effect_with((), move |()| {
        let prevent = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&dom::window(), "keydown", prevent, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let store = latest.borrow().clone();
            // On a slow machine the next key may come before the effects of the last one: a letter that is meant for the field that
            // is about to have the focus would act, and goes there now.
            follow(&store, &moved);
            let key = event.key();
            let press = Press {
                key: &key,
                modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
                typing: dom::document().active_element().is_some_and(|t| dom::takes_text(&t)),
                composing: event.is_composing(),
                // Of the browser: the store hears of a dialog that was closed a moment later.
                dialog: dom::has_dialog(),
            };
            if event.default_prevented() {
                return;
            }
            if let Some(action) = command(press).and_then(|c| action(c, &store)) {
                event.prevent_default();
                send.to(action);
            }
        });
        move || drop(listener)
    });
}

fn action(command: Command, store: &Store) -> Option<Action> {
    let acts_on_finding = matches!(command, Command::Passage | Command::Confirm | Command::Dismiss | Command::Note);
    if acts_on_finding && store.open_fact().is_none() {
        return Some(Action::Hint(no_finding(store).into()));
    }
    Some(match command {
        Command::Next => Action::Step(1),
        Command::Previous => Action::Step(-1),
        Command::Passage => Action::NextPassage,
        Command::Back => Action::Back,
        Command::Source(i) => Action::Show { article: store.articles.get(i)?.id.clone(), follow: true },
        Command::Add => Action::Dialog(Some(Dialog::Add)),
        Command::Edit => Action::Edit(true),
        Command::Remove => Action::Remove(vec![store.shown.clone()?]),
        Command::Undo => Action::Undo,
        Command::Redo => Action::Redo,
        Command::Confirm => rule(store, Ruling::Confirmed)?,
        Command::Dismiss => rule(store, Ruling::Dismissed)?,
        Command::Note => Action::WriteNote(store.open.clone()?),
        Command::Draft => Action::StartDraft,
        Command::Export if store.articles.is_empty() => return None,
        Command::Export => Action::Dialog(Some(Dialog::Export)),
        Command::Save => Action::Dialog(Some(Dialog::Spaces)),
        Command::Review => Action::Dialog(Some(Dialog::Review)),
        Command::View => Action::NextView,
        Command::Search if store.articles.is_empty() => return None,
        Command::Search => Action::Find(Find::Open),
        Command::Legend => Action::Dialog(Some(Dialog::Legend)),
        Command::Help => Action::Dialog(Some(Dialog::Help)),
        Command::Escape => Action::Escape,
    })
}

/// What to do before a key can act on a finding.
fn no_finding(store: &Store) -> &'static str {
    match () {
        () if store.articles.is_empty() => "There are no articles yet. Press a to add some.",
        () if store.findings().is_empty() => "There are no findings on show.",
        () => "No finding is open. Press n to open the next one.",
    }
}

/// A ruling on the open finding; the same once more takes it back.
fn rule(store: &Store, ruling: Ruling) -> Option<Action> {
    let fact = store.open.clone()?;
    if store.standing.of(&fact).is_some_and(|f| f.ruling == Some(ruling)) {
        return Some(Action::Unrule(fact));
    }
    Some(Action::Rule { fact, ruling, scope: Scope::Finding, claims: Vec::new(), at: dom::now() })
}

/// Paste and drop anywhere on the page add articles; true while something is dragged over it.
#[hook]
fn use_clips(send: &Send) -> bool {
    let dropping = use_state_eq(|| false);
    let (send, over) = (send.clone(), dropping.setter());
    use_effect_with((), move |()| {
        let on = |name: &'static str, f: Box<dyn Fn(&Event)>| {
            EventListener::new_with_options(&dom::window(), name, EventListenerOptions::enable_prevent_default(), move |e| f(e))
        };
        let paste = {
            let send = send.clone();
            on(
                "paste",
                Box::new(move |event| {
                    let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
                    let Some(data) = data.filter(|_| !event.default_prevented()) else { return };
                    if (!is_typing(event) || has_files(&data)) && take(&data, &send) {
                        event.prevent_default();
                    }
                }),
            )
        };
        let dragover = {
            let over = over.clone();
            on(
                "dragover",
                Box::new(move |event| {
                    if !is_typing(event) || dragged(event).is_some_and(|d| has_files(&d)) {
                        event.prevent_default();
                        over.set(true);
                    }
                }),
            )
        };
        let dragleave = {
            let over = over.clone();
            on(
                "dragleave",
                Box::new(move |event| {
                    // Leaving one element for another within the page has a related target.
                    if event.dyn_ref::<DragEvent>().is_some_and(|e| e.related_target().is_none()) {
                        over.set(false);
                    }
                }),
            )
        };
        let dropped = on(
            "drop",
            Box::new(move |event| {
                over.set(false);
                let Some(data) = dragged(event).filter(|d| !is_typing(event) || has_files(d)) else { return };
                event.prevent_default();
                take(&data, &send);
            }),
        );
        move || drop([paste, dragover, dragleave, dropped])
    });
    *dropping
}

fn is_typing(event: &Event) -> bool {
    dom::target(event).is_some_and(|t| dom::takes_text(&t))
}

fn dragged(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer)
}

fn has_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|t| t == "Files")
}

/// Adds what a clipboard or a drag holds; false when that is nothing.
fn take(data: &DataTransfer, send: &Send) -> bool {
    let list = dom::files(data.files());
    let (html, plain) = dom::clipped(data);
    let send = send.clone();
    // Word processors put a picture of the text beside the text.
    let words = list.is_empty() || !plain.trim().is_empty();
    if words && files::is_rich(&html, &plain) {
        spawn_local(async move {
            let work = async { send.to(Action::Add(vec![Ok(reader::clip(html, plain).await)])) };
            reader::opening(&send.0, work).await;
        });
    } else if !plain.trim().is_empty() {
        send.to(Action::Add(vec![Ok(files::typed(&plain))]));
    } else if !list.is_empty() {
        spawn_local(async move { dom::take_files(list, &send.0).await });
    } else {
        return false;
    }
    true
}
