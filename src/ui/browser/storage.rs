//! Preferences kept between visits. Storage may be missing, full or forbidden; then nothing is kept, and
//! the page works all the same.

use vigie_core::language::Language;

use super::page::{Theme, window};

const THEME_KEY: &str = "vigie:theme";
const LANGUAGE_KEY: &str = "vigie:language";

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

fn read(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

fn write(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}
