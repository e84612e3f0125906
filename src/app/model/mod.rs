//! What the page knows and how it changes: plain data and functions, without DOM, so that native tests cover them.

pub mod aligned;
pub mod article;
pub mod draft;
pub mod example;
pub mod files;
pub mod keys;
pub mod looks;
pub mod matrix;
pub mod out;
pub mod paint;
pub mod plot;
pub mod queue;
pub mod reach;
pub mod reading;
pub mod review;
pub mod search;
pub mod session;
pub mod store;
pub mod who;
pub mod words;
