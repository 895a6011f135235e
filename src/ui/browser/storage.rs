//! What is kept between visits. Storage may be missing, full or forbidden: a preference is then forgotten
//! and the page works all the same, and whoever keeps what may not be lost is told by [`Outcome`].

use vigie_core::language::Language;
use web_sys::Storage;

use super::module::listen_to;
use super::page::{Theme, window};

const THEME_KEY: &str = "vigie:theme";
const LANGUAGE_KEY: &str = "vigie:language";

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept.
    Kept,
    /// There is no room.
    Full,
    /// Nothing can be kept here at all.
    Blocked,
}

/// Returns the theme the reader chose.
pub fn theme() -> Theme {
    read(THEME_KEY)
        .and_then(|name| Theme::from_name(&name))
        .unwrap_or_default()
}

/// Keeps the theme the reader chose.
pub fn keep_theme(theme: Theme) {
    write(THEME_KEY, theme.name());
}

/// Returns the language the reader chose, if any.
pub fn language() -> Option<Language> {
    Language::from_tag(&read(LANGUAGE_KEY)?)
}

/// Keeps the language the reader chose.
pub fn keep_language(language: Language) {
    write(LANGUAGE_KEY, language.tag());
}

/// Returns what is kept under a key.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps a value. A write is there whole or not at all.
pub fn write(key: &str, value: &str) -> Outcome {
    let Some(storage) = storage() else {
        return Outcome::Blocked;
    };
    if storage.set_item(key, value).is_ok() {
        return Outcome::Kept;
    }
    // Some browsers have a storage in private windows, but without any room.
    match storage.length() {
        Ok(0) | Err(_) => Outcome::Blocked,
        Ok(_) => Outcome::Full,
    }
}

/// Forgets a key.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Returns the keys that begin with a prefix, in no order.
pub fn keys(prefix: &str) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(storage) = storage() {
        for at in 0..storage.length().unwrap_or_default() {
            let key = storage.key(at).ok().flatten();
            keys.extend(key.filter(|key| key.starts_with(prefix)));
        }
    }
    keys
}

/// Calls back with each key that another tab has changed. That everything was cleared is no such change.
/// Lives as long as the page.
pub fn on_change(call: impl Fn(&str) + 'static) {
    let call = move |key: &str| {
        call(key);
        true
    };
    listen_to(&window(), "storage", "key", Box::new(call));
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
