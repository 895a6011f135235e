//! Local storage. All keys begin with the folder of the site, because several sites may share one host. Storage may
//! be missing, full or forbidden: preferences are then lost without further effect, and callers that must not lose
//! data check the returned [`Outcome`].

use vigie_core::language::Language;
use vigie_core::scripts::{KEYS_BEGIN, LANGUAGE_KEY, SETTLED_KEY, THEME_KEY};
use web_sys::Storage;

use super::module::listen_to;
use super::page;
use crate::theme::Theme;

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is stored.
    Kept,
    /// There is no room.
    Full,
    /// Nothing can be stored here at all.
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

/// Returns the value of a key.
pub fn read(name: &str) -> Option<String> {
    read_key(&key(name))
}

/// Keeps a value. A write is there whole or not at all.
pub fn write(name: &str, value: &str) -> Outcome {
    let Some(storage) = storage() else {
        return Outcome::Blocked;
    };
    if storage.set_item(&key(name), value).is_ok() {
        return Outcome::Kept;
    }
    // Some browsers have a storage in private windows, but without any room.
    match storage.length() {
        Ok(0) | Err(_) => Outcome::Blocked,
        Ok(_) => Outcome::Full,
    }
}

/// Forgets a name.
pub fn remove(name: &str) {
    remove_key(&key(name));
}

/// Returns the names that begin with a prefix, in no order.
pub fn names(prefix: &str) -> Vec<String> {
    names_after(&page::keys(), prefix)
}

/// Returns the keys with a prefix from before each site had its own keys.
pub fn earlier_names(prefix: &str) -> Vec<String> {
    names_after(KEYS_BEGIN, prefix)
}

/// Returns the value of a key from before each site had its own keys.
pub fn read_earlier(name: &str) -> Option<String> {
    read_key(&[KEYS_BEGIN, name].concat())
}

/// Removes a key from before each site had its own keys.
pub fn remove_earlier(name: &str) {
    remove_key(&[KEYS_BEGIN, name].concat());
}

/// Whether the site migrates values from before each site had its own keys: not after everything was erased.
pub fn takes_over() -> bool {
    let settled = read_key(SETTLED_KEY).unwrap_or_default();
    let root = page::root();
    !settled.split(' ').any(|folder| folder == root)
}

/// Calls back with each name that another tab of this site has changed. That everything was cleared is no such
/// change. Lives as long as the page.
pub fn on_change(call: impl Fn(&str) + 'static) {
    let keys = page::keys();
    let call = move |key: &str| {
        if let Some(name) = key.strip_prefix(&keys) {
            call(name);
        }
        true
    };
    listen_to(&page::window(), "storage", "key", Box::new(call));
}

fn key(name: &str) -> String {
    [&page::keys(), name].concat()
}

/// What follows `begin` in the keys that go on with `prefix`.
fn names_after(begin: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(storage) = storage() {
        for at in 0..storage.length().unwrap_or_default() {
            let key = storage.key(at).ok().flatten().unwrap_or_default();
            let name = key.strip_prefix(begin);
            names.extend(
                name.filter(|name| name.starts_with(prefix))
                    .map(str::to_owned),
            );
        }
    }
    names
}

fn read_key(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn remove_key(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    page::window().local_storage().ok()?
}
