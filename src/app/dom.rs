//! The browser: focus, scrolling, files, clipboard, theme.

use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, Document, Element, Event, EventTarget, File, FileList, FocusOptions, HtmlElement,
    HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition, Url, Window,
};

use super::model::session::{SessionError, SessionFile};
use super::model::store::{Action, Store};
use super::reader;
use yew::UseReducerDispatcher;

/// A page always has a window; a worker has none, but none of this runs there.
#[allow(clippy::expect_used, reason = "the app runs in pages only")]
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The page.
#[allow(clippy::expect_used, reason = "the app runs in pages only")]
pub fn document() -> Document {
    window().document().expect("a window of a page has a document")
}

/// An element.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// A dialog is open, or about to be.
pub fn has_dialog() -> bool {
    document().query_selector("dialog:is([open], :not([data-shown]))").ok().flatten().is_some()
}

/// Gives an element the focus and shows it; false where it can't have it (it is not there, or not on show).
pub fn focus(id: &str) -> bool {
    let Some(element) = by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok()) else { return false };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
    let has_it = document().active_element().is_some_and(|a| &a == AsRef::<Element>::as_ref(&element));
    if has_it {
        reveal(&element);
    }
    has_it
}

/// Scrolls an element to the middle of its column, unless it stands well in view.
pub fn reveal(element: &Element) {
    let height = window().inner_height().ok().and_then(|h| h.as_f64()).unwrap_or(800.0);
    let column = element.closest(".scroll").ok().flatten().map(|c| c.get_bounding_client_rect());
    let (top, bottom) = column.map_or((0.0, height), |c| (c.top().max(0.0), c.bottom().min(height)));
    let margin = ((bottom - top) / 8.0).min(72.0);
    let at = element.get_bounding_client_rect();
    if at.top() < top + margin || at.bottom() > bottom - margin {
        let options = ScrollIntoViewOptions::new();
        let whole = at.height() < (bottom - top) / 2.0;
        options.set_block(if whole { ScrollLogicalPosition::Center } else { ScrollLogicalPosition::Start });
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The screen shows one column at a time; the same width stands in the style sheet.
pub fn is_narrow() -> bool {
    window().match_media("(max-width: 55rem)").ok().flatten().is_some_and(|m| m.matches())
}

/// The element that an event came from.
pub fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|t: EventTarget| t.dyn_into::<Element>().ok())
}

/// The element takes text or has keys of its own.
pub fn takes_text(element: &Element) -> bool {
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => element
            .dyn_ref::<HtmlInputElement>()
            .is_none_or(|i| !matches!(i.type_().as_str(), "checkbox" | "radio" | "button" | "submit" | "file")),
        _ => element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable),
    }
}

/// The files of a list.
pub fn files(list: Option<FileList>) -> Vec<File> {
    list.map(|l| (0..l.length()).filter_map(|i| l.get(i)).collect()).unwrap_or_default()
}

/// Adds what files hold: articles, a session, or annotations.
pub async fn take_files(list: Vec<File>, send: &UseReducerDispatcher<Store>) {
    reader::opening(send, take(list, send)).await;
}

async fn take(list: Vec<File>, send: &UseReducerDispatcher<Store>) {
    // Only what calls itself JSON is looked at as a session or annotations; anything else is an article.
    let (named, files): (Vec<File>, Vec<File>) =
        list.into_iter().partition(|f| f.name().ends_with(".json") || f.name().ends_with(".jsonld"));
    let mut articles = if files.is_empty() { Vec::new() } else { reader::open(files).await };
    let mut found = Vec::new();
    for file in named {
        let name = file.name();
        if file.size() > MAX_SESSION {
            let (size, most) = (file.size() / 1e6, MAX_SESSION / 1e6);
            articles.push(Err(format!("“{name}” has {size:.0} MB; a session file of at most {most:.0} MB can be opened.")));
            continue;
        }
        let text = JsFuture::from(file.text()).await.ok().and_then(|t| t.as_string()).unwrap_or_default();
        match SessionFile::read(&text) {
            Ok(file) => found.push(Action::Session { file: Box::new(file), name }),
            Err(SessionError::Other) => found.push(Action::Annotations { json: text, name, at: now() }),
            Err(why) => articles.push(Err(format!("“{name}” can’t be opened: {why}."))),
        }
    }
    // All that could not be read is told in one message.
    if !articles.is_empty() {
        send.dispatch(Action::Add(articles));
    }
    found.into_iter().for_each(|action| send.dispatch(action));
}

/// The largest session file, in bytes: a hundred long articles are some megabytes.
const MAX_SESSION: f64 = 100e6;

/// The words of a paste or a drop: its rich text and its plain text.
pub fn clipped(data: &DataTransfer) -> (String, String) {
    let get = |format| data.get_data(format).unwrap_or_default();
    (get("text/html"), get("text/plain"))
}

/// A word that other visits are unlikely to have; begins with a letter.
pub fn seed() -> String {
    const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    (0..6).map(|_| char::from(LETTERS[(js_sys::Math::random() * 26.0) as usize % 26])).collect()
}

/// Milliseconds since 1970.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Now, in ISO 8601 (UTC).
pub fn now() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Gives the reader a file to save.
pub fn save(name: &str, kind: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let saved = Blob::new_with_str_sequence_and_options(&parts, &options).and_then(|blob| {
        let url = Url::create_object_url_with_blob(&blob)?;
        let link: HtmlElement = document().create_element("a")?.unchecked_into();
        link.set_attribute("href", &url)?;
        link.set_attribute("download", name)?;
        link.click();
        // The browser has begun to read it by then; at once would be too early for some.
        Timeout::new(60_000, move || {
            let _ = Url::revoke_object_url(&url);
        })
        .forget();
        Ok(())
    });
    if let Err(why) = saved {
        warn("a file can't be saved", &why);
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Err(why) = window().print() {
        warn("can't print", &why);
    }
}

/// What the reader is called in decisions.
const ME: &str = "crossread-me";

/// The name that was given last.
pub fn kept_name() -> String {
    window().local_storage().ok().flatten().and_then(|s| s.get_item(ME).ok().flatten()).unwrap_or_default()
}

/// Keeps the name.
pub fn keep_name(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(ME, name);
    }
}

/// Takes away what is kept beside the articles (theme, name), and loads the page anew.
pub fn forget_all() {
    if let Ok(Some(storage)) = window().local_storage() {
        for name in [THEME, ME] {
            let _ = storage.remove_item(name);
        }
    }
    let _ = window().location().reload();
}

/// Light or dark, as the reader wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Where the theme is kept; `www/start.js` reads it too, so that the page never flashes.
const THEME: &str = "crossread-theme";

impl Theme {
    /// The one that was chosen last.
    pub fn kept() -> Self {
        let kept = window().local_storage().ok().flatten().and_then(|s| s.get_item(THEME).ok().flatten());
        match kept.as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }
    /// The one after this, when the button is pressed.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
    /// Shows and keeps it. Where nothing can be kept, it holds for this visit.
    pub fn set(self) {
        let root = document().document_element();
        let storage = window().local_storage().ok().flatten();
        if self == Self::System {
            root.map(|r| r.remove_attribute("data-theme"));
            storage.map(|s| s.remove_item(THEME));
        } else {
            root.map(|r| r.set_attribute("data-theme", self.label()));
            storage.map(|s| s.set_item(THEME, self.label()));
        }
    }
}

/// Tells developers.
pub fn warn(what: &str, why: &JsValue) {
    web_sys::console::warn_2(&format!("crossread: {what}").into(), why);
}
