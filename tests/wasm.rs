//! The core and its boundaries inside a real browser: `cargo test --target wasm32-unknown-unknown --features worker,embed`.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Error, Float64Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use crossread::embed::{Workspace, annotate, compare};
use crossread::wire::deltas::PageEnd;
use crossread::wire::protocol::{Reply, Request};
use crossread::wire::{self, OptionsInput, SourceInput};
use crossread::worker::Desk;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const TEXT: &str = "🚢 Velmora pays €2.4 billion for “Ostrand Ferries”, said Zoë Hartmann; 31 ships change hands.";

fn js(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or(JsValue::UNDEFINED)
}

/// The strings of a packed answer, joined, and its numbers.
fn unpacked(answer: &Array) -> (String, Vec<u64>) {
    // As bits: nothing is NaN, which equals nothing.
    let numbers = answer.get(1).unchecked_into::<Float64Array>().to_vec();
    (answer.get(0).as_string().unwrap_or_default(), numbers.into_iter().map(f64::to_bits).collect())
}

fn message<T>(result: Result<T, JsValue>) -> String {
    match result {
        Ok(_) => String::new(),
        Err(e) => e.dyn_into::<Error>().map(|e| String::from(e.message())).unwrap_or_default(),
    }
}

#[wasm_bindgen_test]
fn the_worker_answers_each_request_with_its_own_numbers() {
    let sources = vec![SourceInput::text("a", TEXT), SourceInput::text("b", TEXT)];
    let options = OptionsInput::default();
    let report = wire::compare(sources.clone(), &options).ok();
    let mut page = PageEnd::default();
    let (changed, order) = page.send(sources);
    let mut answered = None;
    for reply in Desk::default().answer(Request::Compare { id: 4, revision: 9, changed, order, options }, &[]) {
        match reply {
            Reply::Source(source) => page.source(source),
            Reply::Report { id, revision, order, facts, copies } => {
                answered = Some((id, revision, page.report(&order, facts, copies)));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(answered, report.map(|r| (4, 9, r)));
    let (changed, order) = PageEnd::default().send(vec![SourceInput::default()]);
    let request = Request::Compare { id: 5, revision: 10, changed, order, options: OptionsInput::default() };
    match &Desk::default().answer(request, &[])[..] {
        [Reply::Failed { id, revision, message }] => {
            assert_eq!((*id, *revision), (5, 10));
            assert!(message.contains("has no id"), "{message}");
        }
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
fn messages_survive_the_way_as_json() {
    let Ok(report) = wire::compare(vec![SourceInput::text("a", TEXT)], &OptionsInput::default()) else { panic!() };
    let mut replies =
        vec![Reply::Report { id: 1, revision: 2, order: vec!["a".into()], facts: report.facts, copies: report.copies }];
    replies.extend(report.sources.iter().map(|s| Reply::Source(wire::Annotations::clone(s))));
    for reply in replies {
        let json = serde_json::to_string(&reply).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Reply>(&json).ok(), Some(reply));
    }
}

#[wasm_bindgen_test]
fn offsets_count_as_javascript_counts() {
    let Ok(annotations) = wire::annotate(SourceInput::text("a", TEXT), &OptionsInput::default()) else { panic!() };
    let text = js_sys::JsString::from(TEXT);
    assert!(!annotations.figures.is_empty());
    for f in &annotations.figures {
        assert_eq!(text.slice(f.start, f.end), f.text.as_str());
    }
    for e in &annotations.entities {
        assert_eq!(text.slice(e.start, e.end), e.text.as_str());
    }
}

#[wasm_bindgen_test]
fn the_workspace_of_the_package_says_what_compare_says() {
    let sources = [r#"{"id":"a","text":"It cost $5 million."}"#, r#"{"id":"b","text":"It cost $7 million."}"#];
    let Ok(workspace) = Workspace::new(&JsValue::UNDEFINED) else { panic!() };
    for source in sources {
        assert!(workspace.put(&js(source)).is_ok());
    }
    let list = js(&format!("[{}]", sources.join(",")));
    let Ok(compared) = compare(&list, &JsValue::NULL) else { panic!() };
    assert_eq!(unpacked(&workspace.report()), unpacked(&compared));
    assert_eq!(workspace.remove(&"a".into()), Ok(true));
    assert_eq!(workspace.remove(&"a".into()), Ok(false));
}

#[wasm_bindgen_test]
fn bad_input_is_an_error_and_no_trap() {
    let half = js(r#"{"id":"a","text":"\ud83d"}"#);
    assert!(message(annotate(&half, &JsValue::UNDEFINED)).contains("half a surrogate pair"));
    assert!(message(annotate(&JsValue::NULL, &JsValue::UNDEFINED)).contains("is null"));
    assert!(message(compare(&js("{}"), &JsValue::UNDEFINED)).contains("an array of sources"));
    let options = Object::new();
    assert_eq!(Reflect::set(&options, &"minConfidence".into(), &2.into()), Ok(true));
    assert!(message(Workspace::new(&options)).contains("from 0 to 1"));
    assert!(annotate(&js(r#"{"id":"a","text":"5 km"}"#), &JsValue::UNDEFINED).is_ok());
}
