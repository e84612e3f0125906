//! The npm package: what JavaScript calls. Described for callers in `crossread.d.ts` beside this file.
//!
//! Every export reads its whole input first and answers with plain objects; bad input is a thrown `Error` and changes nothing.
//! No export borrows anything while JavaScript runs, so a getter or a callback may call in again.

mod read;

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::wire::{self, Engine, InputError};

impl From<InputError> for JsValue {
    fn from(e: InputError) -> Self {
        js_sys::Error::new(&e.to_string()).into()
    }
}

fn plain<T: serde::Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let json = serde_json::to_string(value).map_err(|e| js_sys::Error::new(&e.to_string()))?;
    js_sys::JSON::parse(&json)
}

/// Entities and figures of one article.
///
/// # Errors
/// When the source or an option can't be read.
#[wasm_bindgen(skip_typescript)]
pub fn annotate(source: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    let source = if let Some(text) = source.dyn_ref() { read::text_alone(text)? } else { read::source(source, "the source")? };
    read::options(options)?.check()?;
    plain(&wire::annotate(source)?)
}

/// Entities, figures and facts of several articles.
///
/// # Errors
/// When a source or an option can't be read, or two sources have one id.
#[wasm_bindgen(skip_typescript)]
pub fn compare(sources: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    plain(&wire::compare(read::sources(sources)?, &read::options(options)?)?)
}

/// Articles, kept and compared.
#[wasm_bindgen(skip_typescript)]
pub struct Workspace(RefCell<Engine>);

#[wasm_bindgen]
impl Workspace {
    /// An empty one.
    ///
    /// # Errors
    /// When an option can't be read.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Workspace, JsValue> {
        Ok(Self(RefCell::new(Engine::new(&read::options(options)?)?)))
    }
    /// Adds or replaces one source.
    ///
    /// # Errors
    /// When the source can't be read; what was there before stays.
    pub fn put(&self, source: &JsValue) -> Result<JsValue, JsValue> {
        let source = read::source(source, "the source")?;
        let annotations = self.0.borrow_mut().put(source)?;
        plain(&annotations)
    }
    /// Takes one source out; false if there was none of that id.
    ///
    /// # Errors
    /// When the id is no string.
    pub fn remove(&self, id: &JsValue) -> Result<bool, JsValue> {
        let id = read::id(id)?;
        Ok(self.0.borrow_mut().remove(&id))
    }
    /// The facts over all sources.
    ///
    /// # Errors
    /// None that a caller can cause.
    pub fn report(&self) -> Result<JsValue, JsValue> {
        let report = self.0.borrow().report();
        plain(&report)
    }
}
