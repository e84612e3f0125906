//! What the page looks like. Components read the store and send actions; none keeps state that another needs.

mod about;
mod adding;
mod article;
mod bars;
mod desk;
mod draft;
mod editor;
mod entities;
mod export;
mod filters;
mod findings;
mod judge;
mod lists;
mod matrix;
mod names;
mod para;
mod plot;
mod review;
mod search;
mod side;
mod sources;
mod spaces;
mod welcome;

use std::ops::Deref;
use std::rc::Rc;

use yew::prelude::*;

pub use desk::App;

use super::model::store::{Action, Store};

/// Shared data as a property: equal when it is the very same, so comparing costs nothing.
pub struct Same<T>(pub Rc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Same<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// What most components get: all of the page.
#[derive(Properties, Clone, PartialEq)]
pub struct Page {
    /// The state to show.
    pub store: Same<Store>,
}

/// Where actions go; a component finds it by [`use_send`].
#[derive(Clone, PartialEq)]
pub struct Send(pub UseReducerDispatcher<Store>);

impl Send {
    /// Sends an action.
    pub fn to(&self, action: Action) {
        self.0.dispatch(action);
    }
    /// A callback that sends an action.
    pub fn with<E: 'static>(&self, action: impl Fn() -> Action + 'static) -> Callback<E> {
        let me = self.clone();
        Callback::from(move |_| me.to(action()))
    }
}

impl Reducible for Store {
    type Action = Action;
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        self.after(action)
    }
}

/// The one way to change anything.
#[hook]
#[allow(clippy::expect_used, reason = "the desk provides it to everything below it")]
pub fn use_send() -> Send {
    use_context::<Send>().expect("components stand below the desk")
}
