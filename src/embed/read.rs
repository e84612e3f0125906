//! JavaScript values to wire types. Everything is checked here, so that a caller's slip is named where it was made.

use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::prelude::*;

use crate::wire::input::{MAX_TEXT, quote};
use crate::wire::{CorrectionInput, InputError, OptionsInput, SourceInput};

/// What a person calls a value of the wrong type.
fn type_name(value: &JsValue) -> String {
    if value.is_null() {
        "null".into()
    } else if Array::is_array(value) {
        "an array".into()
    } else {
        match value.js_typeof().as_string().as_deref() {
            Some("undefined") => "undefined".into(),
            Some("object") => "an object".into(),
            Some(other) => format!("a {other}"),
            None => "something else".into(),
        }
    }
}

/// A JavaScript string as UTF-8. `place` names it in errors.
fn string(js: &JsString, place: &str) -> Result<String, JsValue> {
    // The length in UTF-16 units is a lower bound of that in bytes; what is too long is not copied at all.
    if js.length() as usize > MAX_TEXT {
        return Err(InputError::TooLong(place.into()).into());
    }
    let text = String::from(js);
    // Half a pair turns into U+FFFD on the way; only a text that has one is looked at again.
    if text.contains('\u{fffd}') && !js.is_valid_utf16() {
        return Err(InputError::LoneSurrogate(place.into()).into());
    }
    Ok(text)
}

/// The field `name` of `object`: None when it is missing, undefined or null.
fn field(object: &JsValue, name: &str, place: &str) -> Result<Option<String>, JsValue> {
    let value = Reflect::get(object, &name.into())?;
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let here = || format!("`{name}` of {place}");
    match value.dyn_ref::<JsString>() {
        Some(js) => string(js, &here()).map(Some),
        None => Err(InputError::Shape(format!("{} is {}", here(), type_name(&value)), "a string").into()),
    }
}

/// One source. `place` names it in errors until its id is known.
pub fn source(value: &JsValue, place: &str) -> Result<SourceInput, JsValue> {
    if !value.is_object() || Array::is_array(value) {
        let what = format!("{place} is {}", type_name(value));
        return Err(InputError::Shape(what, r#"an object such as { id: "a", text: "…" }"#).into());
    }
    let Some(id) = field(value, "id", place)?.filter(|id| !id.is_empty()) else {
        return Err(InputError::NoId(place.into()).into());
    };
    let place = format!("source {}", quote(&id));
    let get = |name| field(value, name, &place);
    Ok(SourceInput {
        text: get("text")?,
        html: get("html")?,
        title: get("title")?,
        url: get("url")?,
        publisher: get("publisher")?,
        published: get("published")?,
        id: Some(id),
    })
}

/// A source that is only a text; the answer calls it "text".
pub fn text_alone(text: &JsString) -> Result<SourceInput, JsValue> {
    Ok(SourceInput::text("text", string(text, "the text")?))
}

/// A list of sources.
pub fn sources(value: &JsValue) -> Result<Vec<SourceInput>, JsValue> {
    let Some(list) = value.dyn_ref::<Array>() else {
        return Err(InputError::Shape(format!("the first argument is {}", type_name(value)), "an array of sources").into());
    };
    list.iter().enumerate().map(|(i, value)| source(&value, &format!("sources[{i}]"))).collect()
}

/// Options; nothing at all means the defaults.
pub fn options(value: &JsValue) -> Result<OptionsInput, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(OptionsInput::default());
    }
    if !value.is_object() || Array::is_array(value) {
        let what = format!("the options are {}", type_name(value));
        return Err(InputError::Shape(what, "an object such as { minConfidence: 0.5 }, or nothing").into());
    }
    let min = Reflect::get(value, &"minConfidence".into())?;
    let min_confidence = match min.as_f64() {
        None if !min.is_undefined() && !min.is_null() => return Err(InputError::BadConfidence.into()),
        given => given,
    };
    let list = Reflect::get(value, &"corrections".into())?;
    let corrections = if list.is_undefined() || list.is_null() {
        Vec::new()
    } else if let Some(list) = list.dyn_ref::<Array>() {
        list.iter().enumerate().map(|(i, value)| correction(&value, &format!("corrections[{i}]"))).collect::<Result<_, _>>()?
    } else {
        let what = format!("the option `corrections` is {}", type_name(&list));
        return Err(InputError::Shape(what, "an array of corrections, or nothing").into());
    };
    Ok(OptionsInput { min_confidence, corrections, ..OptionsInput::default() })
}

/// One correction of a name.
fn correction(value: &JsValue, place: &str) -> Result<CorrectionInput, JsValue> {
    if !value.is_object() || Array::is_array(value) {
        let what = format!("{place} is {}", type_name(value));
        return Err(InputError::Shape(what, r#"an object such as { type: "split", name: "Smith" }"#).into());
    }
    // An empty name is refused where all options are checked.
    let get = |name| field(value, name, place).map(Option::unwrap_or_default);
    match get("type")?.as_str() {
        "rename" => Ok(CorrectionInput::Rename { name: get("name")?, to: get("to")? }),
        "merge" => Ok(CorrectionInput::Merge { name: get("name")?, into: get("into")? }),
        "split" => Ok(CorrectionInput::Split { name: get("name")? }),
        "not_a_name" => Ok(CorrectionInput::NotAName { name: get("name")? }),
        other => {
            let what = format!("`type` of {place} is {}", quote(other));
            Err(InputError::Shape(what, r#"one of "rename", "merge", "split", "not_a_name""#).into())
        }
    }
}

/// The id of a source.
pub fn id(value: &JsValue) -> Result<String, JsValue> {
    match value.dyn_ref::<JsString>() {
        Some(js) => string(js, "the id"),
        None => Err(InputError::Shape(format!("the id is {}", type_name(value)), "the string `id` of a source").into()),
    }
}
