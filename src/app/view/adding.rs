//! Adding articles: a field to paste into, files, the example.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::bars::use_modal;
use super::use_send;
use crate::app::model::article::NewArticle;
use crate::app::model::store::{Action, check};
use crate::app::model::{example, files};
use crate::app::{dom, reader};

#[derive(Properties, PartialEq)]
pub struct AddProps {
    /// The field takes the focus: the reader has asked for it.
    #[prop_or_default]
    pub asked: bool,
}

/// The field and the buttons.
#[component]
pub fn AddForm(props: &AddProps) -> Html {
    let send = use_send();
    let field = use_node_ref();
    let picker = use_node_ref();
    // Rich text that was pasted, with what the browser wrote into the field for it.
    let rich = use_mut_ref(|| None::<(String, String)>);
    let trouble = use_state_eq(|| None::<String>);

    let onpaste = {
        let (rich, field) = (Rc::clone(&rich), field.clone());
        Callback::from(move |event: Event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let empty = field.cast::<HtmlTextAreaElement>().is_some_and(|f| f.value().trim().is_empty());
            *rich.borrow_mut() = data.filter(|_| empty).and_then(|d| {
                let (html, plain) = dom::clipped(&d);
                files::is_rich(&html, &plain).then_some((html, plain))
            });
        })
    };
    let add = {
        let (send, field, rich, trouble) = (send.clone(), field.clone(), Rc::clone(&rich), trouble.clone());
        Callback::from(move |()| {
            let Some(node) = field.cast::<HtmlTextAreaElement>() else { return };
            let put = {
                let (send, rich, trouble, node) = (send.clone(), Rc::clone(&rich), trouble.clone(), node.clone());
                move |new: NewArticle| match check(&new) {
                    Ok(()) => {
                        // Only now: what could not be added stays in the field.
                        node.set_value("");
                        rich.borrow_mut().take();
                        trouble.set(None);
                        send.to(Action::Add(vec![Ok(new)]));
                    }
                    Err(why) => {
                        trouble.set(Some(why));
                        let _ = node.focus();
                    }
                }
            };
            match written(&node.value(), &rich) {
                Some((html, plain)) => {
                    let send = send.clone();
                    spawn_local(async move { reader::opening(&send.0, async { put(reader::clip(html, plain).await) }).await });
                }
                None => put(files::typed(&node.value())),
            }
        })
    };
    let onkeydown = {
        let add = add.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                add.emit(());
            }
        })
    };
    let pick = {
        let picker = picker.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = picker.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = {
        let (send, picker) = (send.clone(), picker.clone());
        Callback::from(move |_: Event| {
            let Some(input) = picker.cast::<HtmlInputElement>() else { return };
            let (files, send) = (dom::files(input.files()), send.clone());
            spawn_local(async move {
                dom::take_files(files, &send.0).await;
                // So that choosing the same file again is a change again.
                input.set_value("");
            });
        })
    };
    let load = send.with(|| Action::Add(example::articles().into_iter().map(Ok).collect()));
    html! {
        <div class="add">
            <label class="sr" for="add-text">{ "Text of an article" }</label>
            <textarea id="add-text" ref={field} rows="7" autofocus={props.asked} {onpaste} {onkeydown} placeholder="Paste an article here …"
                aria-describedby="add-hint add-trouble" aria-invalid={trouble.is_some().then_some("true")} autocomplete="off" />
            <p id="add-trouble" class="failure" role="alert">{ trouble.as_deref().unwrap_or_default() }</p>
            <div class="row">
                <button class="primary" onclick={add.reform(|_: MouseEvent| ())}>{ "Add article" }</button>
                <button onclick={pick}>{ "Open files …" }</button>
                <input ref={picker} class="sr" type="file" multiple=true tabindex="-1" aria-label="Files to add" {onchange}
                    accept=".json,.jsonld,.txt,.text,.md,.markdown,.html,.htm,.xhtml,.docx,text/plain,text/html,text/markdown" />
                <button onclick={load}>{ "Load the example" }</button>
            </div>
            <p id="add-hint" class="hint">
                { "Text, Markdown, Word documents and saved web pages can be opened or dropped anywhere, several at once. " }<kbd>{ "Ctrl" }</kbd>{ " + " }<kbd>{ "Enter" }</kbd>{ " adds." }
            </p>
        </div>
    }
}

/// The rich text that was pasted, unless what is in the field was changed since.
fn written(value: &str, rich: &RefCell<Option<(String, String)>>) -> Option<(String, String)> {
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    rich.borrow().clone().filter(|(_, plain)| same(plain, value))
}

/// The same, over a page that has articles.
#[component]
pub fn AddDialog() -> Html {
    let send = use_send();
    let (node, close) = use_modal();
    html! {
        <dialog ref={node} class="sheet" closedby="any" aria-labelledby="add-title" onclose={send.with(|| Action::Dialog(None))}>
            <div class="sheet-head">
                <h2 id="add-title">{ "Add articles" }</h2>
                <button class="icon" onclick={close} aria-label="Close"><span aria-hidden="true">{ "×" }</span></button>
            </div>
            <AddForm asked=true />
        </dialog>
    }
}
