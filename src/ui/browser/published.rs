//! Which collection is on screen, as the app records it on the document (`page::publish`).

use vigie_core::language::Language;

use super::page::root_element;

/// What is noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// When the collection was published; empty without one.
    pub generated: String,
    /// Of when its newest article is; empty where that is unknown.
    pub latest: String,
    /// How many articles it has.
    pub count: u32,
    /// After how many days they are called old, if the site sets it.
    pub stale_days: Option<u32>,
}

impl Published {
    /// Of when the newest article is, as far as that is known.
    pub fn latest_or_generated(&self) -> &str {
        if self.latest.is_empty() {
            &self.generated
        } else {
            &self.latest
        }
    }
}

/// Returns what is noted now.
pub fn published() -> Published {
    let notes = root_element().dataset();
    let number = |name: &str| notes.get(name).and_then(|number| number.parse().ok());
    Published {
        generated: notes.get("generated").unwrap_or_default(),
        latest: notes.get("latest").unwrap_or_default(),
        count: number("count").unwrap_or_default(),
        stale_days: number("staleDays"),
    }
}

/// Notes whether the articles are called old; the style sheet does the rest.
pub fn mark_age(is_old: bool) {
    // A data attribute takes every text.
    let _ = root_element()
        .dataset()
        .set("age", if is_old { "old" } else { "" });
}

/// Returns the language of the interface.
pub fn language() -> Language {
    Language::from_tag(&root_element().lang()).unwrap_or_default()
}
