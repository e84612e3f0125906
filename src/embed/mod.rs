//! The npm package: what JavaScript calls. Described for callers in `package/crossread.d.ts`.
//!
//! The package (`package/entry.js`) wraps these exports: it makes plain objects of the packed answers ([`pack`]). Every export
//! reads its whole input first; bad input is a thrown `Error` and changes nothing. Nothing is borrowed while JavaScript runs, so
//! a getter of an input object may call in again.

mod pack;
mod read;

use std::cell::RefCell;

use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;

use crate::wire::{self, Engine, InputError};

impl From<InputError> for JsValue {
    fn from(e: InputError) -> Self {
        js_sys::Error::new(&e.to_string()).into()
    }
}

fn packed<'a>(fill: impl FnOnce(&mut pack::Packer<'a>)) -> Array {
    let mut packer = pack::Packer::default();
    fill(&mut packer);
    let (strings, numbers) = packer.finish();
    Array::of2(&strings.into(), &Float64Array::from(&numbers[..]))
}

/// Entities and figures of one article.
///
/// # Errors
/// When the source or an option can't be read.
#[wasm_bindgen(skip_typescript)]
pub fn annotate(source: &JsValue, options: &JsValue) -> Result<Array, JsValue> {
    let source = if let Some(text) = source.dyn_ref() { read::text_alone(text)? } else { read::source(source, "the source")? };
    read::options(options)?.check()?;
    let annotations = wire::annotate(source)?;
    Ok(packed(|p| p.annotations(&annotations)))
}

/// Entities, figures and facts of several articles.
///
/// # Errors
/// When a source or an option can't be read, or two sources have one id.
#[wasm_bindgen(skip_typescript)]
pub fn compare(sources: &JsValue, options: &JsValue) -> Result<Array, JsValue> {
    let report = wire::compare(read::sources(sources)?, &read::options(options)?)?;
    Ok(packed(|p| p.report(&report)))
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
    pub fn put(&self, source: &JsValue) -> Result<Array, JsValue> {
        let source = read::source(source, "the source")?;
        let annotations = self.0.borrow_mut().put(source)?;
        Ok(packed(|p| p.annotations(&annotations)))
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
    pub fn report(&self) -> Array {
        let report = self.0.borrow_mut().report();
        packed(|p| p.report(&report))
    }
}
