//! The focus is never lost. When the element that has it goes, is hidden or disabled, the browser gives it to nobody, and a reader
//! with a keyboard starts again at the top of the page. Here it goes on to a neighbour, or back to where it was before.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit, NodeList};

use super::dom;

/// What can have the focus.
const FOCUSABLE: &str = "a[href], button, input, select, textarea, summary, [tabindex]";
/// Letters are words there and no keys: not where a reader wants to find himself unasked.
const TYPED: &str = "select, textarea, input:not([type=checkbox])";
/// What holds things of a kind; a neighbour is looked for in the innermost one that is left.
const RINGS: &str = "ul, ol, table, details, section, dialog";
/// How many neighbours on each side are remembered.
const REACH: usize = 24;
/// How many elements that had the focus are remembered.
const PAST: usize = 16;

/// The element that had the focus last, and what was around it then.
struct Last {
    element: Element,
    near: Vec<Element>,
    rings: Vec<Element>,
}

#[derive(Default)]
struct Memory {
    last: Option<Last>,
    past: Vec<Element>,
}

impl Memory {
    fn note(&mut self, now: Element) {
        if self.last.as_ref().is_some_and(|l| l.element == now) {
            return;
        }
        let all = every(&dom::document().query_selector_all(FOCUSABLE));
        let at = all.iter().position(|e| *e == now).unwrap_or(0);
        let after = all.iter().skip(at + 1).take(REACH);
        let near = after.chain(all[..at.min(all.len())].iter().rev().take(REACH)).cloned().collect();
        let up = |e: &Element| e.parent_element().and_then(|p| p.closest(RINGS).ok().flatten());
        let rings = std::iter::successors(up(&now), up).collect();
        self.past.retain(|e| *e != now && e.is_connected());
        if self.past.len() == PAST {
            self.past.remove(0);
        }
        self.past.push(now.clone());
        self.last = Some(Last { element: now, near, rings });
    }

    /// Where the focus goes that `last` has lost.
    fn heir(&self, last: &Last) -> Option<Element> {
        let dialog = dom::document().query_selector("dialog[open]").ok().flatten();
        let fits = |e: &&Element| can(e) && dialog.as_ref().is_none_or(|d| d.contains(Some(e)));
        let ring = last.rings.iter().find(|r| r.is_connected());
        let stop = |e: &&Element| {
            let tab = e.dyn_ref::<HtmlElement>().is_some_and(|e| e.tab_index() >= 0);
            tab && !e.matches(TYPED).unwrap_or(true)
        };
        let neighbour = ring.and_then(|ring| last.near.iter().filter(stop).find(|e| ring.contains(Some(e)) && fits(e)));
        if let Some(to) = neighbour.or_else(|| self.past.iter().rev().find(fits)) {
            return Some(to.clone());
        }
        let rest = dialog.as_ref().map_or("h2[tabindex='-1']", |_| FOCUSABLE);
        let rest =
            every(&dialog.as_ref().map_or_else(|| dom::document().query_selector_all(rest), |d| d.query_selector_all(rest)));
        rest.into_iter().find(|e| fits(&e))
    }

    /// Remembers the focus, or mends its loss; `newest` is the element that had it last, be it for a moment.
    fn look(&mut self, newest: Option<&Element>) {
        let document = dom::document();
        let body = document.body().map(Element::from);
        let now = document.active_element().filter(|e| Some(e) != body.as_ref());
        if let Some(now) = now.clone().filter(can) {
            return self.note(now);
        }
        // It went before it was remembered, after two keys in a row: back to where the first one was pressed.
        let fleeting = newest.filter(|n| !can(n) && self.last.as_ref().is_some_and(|l| l.element != **n && can(&l.element)));
        if fleeting.is_some() {
            let before = self.last.as_ref().and_then(|l| l.element.dyn_ref::<HtmlElement>());
            let _ = before.map(HtmlElement::focus);
            return;
        }
        // Away by a click beside everything: that is the reader's own wish.
        let Some(last) = self.last.take().filter(|l| now.is_some() || !can(&l.element)) else { return };
        if let Some(to) = self.heir(&last).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = to.focus();
        }
    }
}

fn every(list: &Result<NodeList, JsValue>) -> Vec<Element> {
    let Ok(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

/// It is in the page, on show and not disabled.
fn can(element: &Element) -> bool {
    element.is_connected() && !element.matches(":disabled").unwrap_or(true) && element.get_client_rects().length() > 0
}

/// Watches over the focus as long as the page lives.
pub fn keep() {
    let memory = Rc::new(RefCell::new(Memory::default()));
    let due = Rc::new(Cell::new(false));
    // Apart from the memory, which is at work while it gives the focus away.
    let newest = Rc::new(RefCell::new(None::<Element>));
    let seen = Rc::clone(&newest);
    // After the page has been drawn anew and has moved the focus itself.
    let soon = move || {
        if due.replace(true) {
            return;
        }
        let (memory, due, newest) = (Rc::clone(&memory), Rc::clone(&due), Rc::clone(&newest));
        Timeout::new(0, move || {
            due.set(false);
            // To give the focus away tells of it, and that comes here again: later.
            let newest = newest.borrow().clone();
            memory.borrow_mut().look(newest.as_ref());
        })
        .forget();
    };
    for name in ["focusin", "focusout"] {
        let (soon, seen) = (soon.clone(), Rc::clone(&seen));
        EventListener::new(&dom::window(), name, move |event| {
            if event.type_() == "focusin" {
                *seen.borrow_mut() = dom::target(event);
            }
            soon();
        })
        .forget();
    }
    let changed = Closure::<dyn Fn()>::new(soon);
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_attributes(true);
    options.set_attribute_filter(
        &["disabled", "open", "class", "data-panel", "data-view"].map(JsValue::from).into_iter().collect::<js_sys::Array>(),
    );
    let watched =
        MutationObserver::new(changed.as_ref().unchecked_ref()).and_then(|o| o.observe_with_options(&dom::document(), &options));
    changed.forget();
    if let Err(why) = watched {
        dom::warn("the focus can't be watched", &why);
    }
}
