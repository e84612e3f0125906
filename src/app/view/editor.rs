//! Editing a source. What is typed is in the store at once and read in the background; nothing waits for a button.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::draft::DraftCheck;
use super::{Same, use_send};
use crate::app::model::article::{Article, published};
use crate::app::model::store::{Action, Change, Focus, Store};

#[derive(Properties, PartialEq)]
pub struct EditorProps {
    pub article: Same<Article>,
    /// It is the reader's draft. Does not change while the editor stands, or what was typed would be laid out anew.
    pub draft: bool,
    pub store: Same<Store>,
}

/// Fields for all that can be changed. The text is filled in once and never written back to: that would move the caret and
/// break input methods.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let send = use_send();
    let article = &props.article;
    let begun = use_memo((), |()| article.body.text().unwrap_or_default().to_string());
    let day = use_node_ref();
    let time = use_node_ref();
    let on = |change: fn(String) -> Change| {
        let (send, id) = (send.clone(), article.id.clone());
        Callback::from(move |event: InputEvent| {
            let Some(target) = event.target() else { return };
            let value = match target.dyn_ref::<HtmlTextAreaElement>() {
                Some(area) => area.value(),
                None => target.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value).unwrap_or_default(),
            };
            send.to(Action::Change(id.clone(), change(value)));
        })
    };
    let on_date = {
        let (send, id, day, time) = (send.clone(), article.id.clone(), day.clone(), time.clone());
        Callback::from(move |_: InputEvent| {
            let value = |node: &NodeRef| node.cast::<HtmlInputElement>().map(|i| i.value()).unwrap_or_default();
            send.to(Action::Change(id.clone(), Change::Published(published(&value(&day), &value(&time)))));
        })
    };
    let done = send.with(|| Action::Edit(false));
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                send.to(Action::Edit(false));
            }
        })
    };
    let fields = html! {
        <div class="fields">
            <label class="wide">{ "Title" }<input type="text" value={article.title.clone()} oninput={on(Change::Title)} /></label>
            <label>{ "Publisher" }<input type="text" value={article.publisher.clone()} oninput={on(Change::Publisher)} /></label>
            <label>{ "Published on" }<input ref={day} type="date" value={article.day().to_string()} oninput={on_date.clone()} /></label>
            <label>{ "at" }<input ref={time} type="time" value={article.time().to_string()} disabled={article.published.is_empty()} oninput={on_date} /></label>
        </div>
    };
    let heading = |words: &'static str| {
        html! {
            <div class="kicker">
                <h2 id={Focus::Main.dom_id()} tabindex="-1">{ words }</h2>
                <button class="primary" onclick={done}>{ "Done" }</button>
            </div>
        }
    };
    let area = |hint: &'static str| {
        html! {
            <>
                <textarea id={Focus::Editor.dom_id()} oninput={on(Change::Text)} spellcheck={props.draft.to_string()}
                    defaultvalue={(*begun).clone()} aria-describedby="edit-hint" />
                <p id="edit-hint" class="hint">{ hint }<kbd>{ "Esc" }</kbd>{ " ends editing; nothing is lost." }</p>
            </>
        }
    };
    // Of a draft the text comes first and the check right below it: both are in sight while one writes.
    match props.draft {
        true => html! {
            <div class="editor is-draft" {onkeydown}>
                { heading("Your draft") }
                <label class="sr" for={Focus::Editor.dom_id()}>{ "Text" }</label>
                { area("") }
                <DraftCheck store={props.store.clone()} />
                { fields }
            </div>
        },
        false => html! {
            <div class="editor" {onkeydown}>
                { heading("Edit the article") }
                { fields }
                <label for={Focus::Editor.dom_id()}>{ "Text" }</label>
                { area("The findings follow while you type. The date tells an update from a contradiction. ") }
            </div>
        },
    }
}
