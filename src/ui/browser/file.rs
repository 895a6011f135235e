//! Downloads: files that are saved on the reader's device.

use std::time::Duration;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::page::document;
use super::timer::set_timeout;

/// How long a browser may take to begin reading what it saves, in milliseconds.
const SAVED_MS: u64 = 60_000;

/// Saves a text as a file. A browser that forbids it saves nothing.
pub fn save(name: &str, media_type: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let forget = move || drop(Url::revoke_object_url(&address));
    set_timeout(forget, Duration::from_millis(SAVED_MS));
}
