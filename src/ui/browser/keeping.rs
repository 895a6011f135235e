//! Storage on this device: how much space there is, whether the browser may evict it, and a few settings.

use js_sys::Promise;
use vigie_core::scripts::{ASK_EVENT, DATA_CACHE_NAME, KNOWN_EVENT};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::{object, page};

/// Space that this site takes and may take, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Taken.
    pub used: f64,
    /// Allowed.
    pub quota: f64,
}

/// Returns how much room there is; `None` in a browser that does not say.
pub async fn room() -> Option<Room> {
    let storage = object::at(&["navigator", "storage"]);
    let estimate = object::call(&storage, "estimate", &[]).await.ok()?;
    Some(Room {
        used: object::get(&estimate, "usage").as_f64()?,
        quota: object::get(&estimate, "quota").as_f64().unwrap_or_default(),
    })
}

/// Asks the browser to keep everything, from now on and when the app is installed. It may refuse.
pub async fn persist() {
    let storage = object::at(&["navigator", "storage"]);
    let _ = object::call(&storage, "persist", &[]).await;
}

/// Whether storage is persistent, or the page runs as an installed app, which amounts to the same.
pub async fn is_persistent() -> bool {
    let query = "(display-mode: standalone), (display-mode: minimal-ui)";
    let installed = object::call_now(&object::global(), "matchMedia", &[query.into()]);
    if installed.is_ok_and(|found| object::get(&found, "matches").is_truthy()) {
        return true;
    }
    let storage = object::at(&["navigator", "storage"]);
    let promised = object::call(&storage, "persisted", &[]).await;
    promised.is_ok_and(|promised| promised.is_truthy())
}

/// Whether the reader saves data.
pub fn saves_data() -> bool {
    object::at(&["navigator", "connection", "saveData"]).is_truthy()
}

/// Puts a number on the icon of the installed app, or takes it away, where the system shows one.
pub async fn badge(count: Option<u32>) {
    let navigator = object::at(&["navigator"]);
    let _ = match count {
        Some(count) => object::call(&navigator, "setAppBadge", &[count.into()]).await,
        None => object::call(&navigator, "clearAppBadge", &[]).await,
    };
}

/// The worker's cache of data.
fn cache() -> String {
    [&page::keys(), DATA_CACHE_NAME].concat()
}

/// Reads a note that was cached under an address.
pub async fn note(address: &str) -> Option<String> {
    let caches = object::at(&["caches"]);
    let within = object::object(&[("cacheName", cache().into())]);
    let kept = object::call(&caches, "match", &[address.into(), within]).await;
    let text = object::call(&kept.ok()?, "text", &[]).await;
    text.ok()?.as_string()
}

/// Caches a note under an address. If storage is forbidden or full, nothing is cached.
pub async fn keep_note(address: &str, text: &str) {
    let caches = object::at(&["caches"]);
    let cache = object::call(&caches, "open", &[cache().into()]).await;
    let response = object::make("Response", &[text.into()]);
    if let (Ok(cache), Ok(response)) = (cache, response) {
        let _ = object::call(&cache, "put", &[address.into(), response]).await;
    }
}

/// Puts a text where the reader can paste it from, if that is allowed.
pub async fn copy(text: &str) {
    let clipboard = object::at(&["navigator", "clipboard"]);
    let _ = object::call(&clipboard, "writeText", &[text.into()]).await;
}

/// Reloads the page.
pub fn reload() {
    let _ = object::call_now(&object::at(&["location"]), "reload", &[]);
}

/// Reloads the page at its top. Until it is gone the app would note again which card is on top, and that lies below
/// the new ones.
pub fn reload_from_top() {
    let history = object::at(&["history"]);
    let _ = object::call_now(&history, "replaceState", &[JsValue::NULL, "".into()]);
    let nothing = Closure::<dyn Fn()>::new(|| {});
    let _ = js_sys::Reflect::set(&history, &"replaceState".into(), nothing.as_ref());
    nothing.forget();
    reload();
}

/// Calls back on an event of the window. Lives as long as the page.
pub fn on_window(event: &str, mut call: impl FnMut() + 'static) {
    object::listen(&object::global(), event, move |_| call());
}

/// Calls back on an event of the document. Lives as long as the page.
pub fn listen(event: &str, mut call: impl FnMut() + 'static) {
    page_listen(event, move |_| call());
}

fn page_listen(event: &str, call: impl FnMut(JsValue) + 'static) {
    object::listen(&object::at(&["document"]), event, call);
}

/// Whether the page cannot be seen.
pub fn is_hidden() -> bool {
    object::at(&["document", "hidden"]).is_truthy()
}

/// Lets others have the server asked: an event carries a function, which gets `check`; another one says that this is
/// possible.
pub fn answer_asks(check: impl Fn() -> Promise + 'static) {
    let check = Closure::<dyn Fn() -> Promise>::new(check);
    let known = object::object(&[("check", check.as_ref().clone())]);
    check.forget();
    page_listen(ASK_EVENT, move |event| {
        let _ = object::call_now(&event, "detail", std::slice::from_ref(&known));
    });
    page::announce(KNOWN_EVENT);
}
