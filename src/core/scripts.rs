//! What the scripts around the app share with it: names of events, storage keys and messages, limits, sentences.
//!
//! Rust uses these constants. A script of `public/` imports those it needs from `./shared.js` by the same names;
//! the build of a site replaces the import with their values (`cli::assemble::scripts`), and the type check uses
//! the same values ([`module`]). ARCHITECTURE.md has a table of the events and of the keys; a test compares them.

use serde_json::{Map, Value, json};

use crate::bundle::ENTRY;
use crate::messages::start;

/// Declares constants, and a list of them by their names.
macro_rules! constants {
    ($list:ident: $type:ty; $($(#[$doc:meta])* $name:ident = $value:expr;)*) => {
        $($(#[$doc])* pub const $name: $type = $value;)*

        const $list: &[(&str, $type)] = &[$((stringify!($name), $name)),*];
    };
}

constants! {
    EVENTS: &str;

    /// Sent by the start script: the app will not run, or not soon, so the prepared box filters the prepared cards.
    PLAIN_EVENT = "vigie-plain";
    /// Sent by the start script: files of another version than the page may have come. Its detail is a function that
    /// is called unless the page is reloaded.
    STALE_EVENT = "vigie-stale";
    /// Asks the start script to run another script: `{ name, detail }`.
    MODULE_EVENT = "vigie-module";
    /// Tells that such a script did not come; its detail is the name.
    MODULE_FAILED_EVENT = "vigie-module-failed";
    /// Sent by the app: it is on the page.
    START_EVENT = "vigie-start";
    /// Sent by the app: nothing more is being loaded.
    COMPLETE_EVENT = "vigie-complete";
    /// Sent by the app: it has nothing to show.
    FAILED_EVENT = "vigie-failed";
    /// Sent by the app when it has panicked; its detail is the message.
    PANIC_EVENT = "vigie-panic";
    /// Hands the index of a feed that has none to the app: `{ index, concepts }`, or `{ failure }`.
    INDEXED_EVENT = "vigie-indexed";
    /// Tells the app when the server was asked last.
    CHECKED_EVENT = "vigie-checked";
    /// Tells that the first favourite was saved.
    FAVOURITE_EVENT = "vigie-favourite";
    /// Hands favourites that were imported to the app, or asks it for a backup.
    FAVOURITES_EVENT = "vigie-favourites";
    /// Tells that a backup was written: `{ name, count }`.
    EXPORTED_EVENT = "vigie-exported";
    /// Asks what is known about versions; its detail is the function that hears it.
    ASK_EVENT = "vigie-ask";
    /// Tells that this can be asked now.
    KNOWN_EVENT = "vigie-known";
}

constants! {
    ELEMENT_EVENTS: &str;

    /// Sent by `<vigie-articles>`: the list is drawn.
    READY_EVENT = "vigie-ready";
    /// Sent by `<vigie-articles>`: what was asked has been answered.
    RESULTS_EVENT = "vigie-results";
    /// Sent by `<vigie-articles>`: a later collection has been read.
    UPDATE_EVENT = "vigie-update";
    /// Sent by `<vigie-articles>` before a title is followed; a page may cancel it.
    OPEN_EVENT = "vigie-open";
    /// Sent by `<vigie-articles>`: something did not go well.
    ERROR_EVENT = "vigie-error";
}

constants! {
    KEYS: &str;

    /// Name of the colours the reader chose.
    THEME_KEY = "theme";
    /// Name of the language the reader chose.
    LANGUAGE_KEY = "language";
    /// Name of the reader's word about keeping articles where the browser saves data.
    KEEP_KEY = "keep";
    /// Name of the note that a lack of space was mentioned.
    SPACE_SAID_KEY = "space-said";
    /// Name of the note that the reader was reminded to make a backup.
    REMINDED_KEY = "favourites-reminded";
    /// Begin of the names of favourites; a permalink follows.
    FAVOURITE_KEYS = "favourite:";
    /// Begin of the names of values that could not be read; a number follows.
    DAMAGED_KEYS = "damaged:";
    /// Begin of the names of values that the reader has set aside to start without them.
    ASIDE_KEYS = "aside:";
}

constants! {
    TEXTS: &str;

    /// Begin of everything a browser keeps for sites of this kind. The folder of the site and a colon follow; before
    /// each site had keys of its own, the name followed at once.
    KEYS_BEGIN = "vigie:";
    /// Key, for all sites of a host, with the folders of those that take nothing over any more.
    SETTLED_KEY = "vigie:settled";

    /// Begin of the names of caches with a version of the app.
    SHELL_CACHES = "shell-";
    /// Name of the cache with the collection.
    DATA_CACHE_NAME = "data";
    /// Name of the cache with pictures.
    IMAGE_CACHE_NAME = "images";
    /// Header with the digest of the bytes, on everything the worker keeps.
    DIGEST_HEADER = "x-vigie-digest";
    /// Header of a request for the server's entry instead of the cached one.
    UPDATE_HEADER = "x-vigie-update";

    /// Asks the worker which version it is.
    VERSION_MESSAGE = "version";
    /// Asks the worker to keep the collection of an entry.
    KEEP_MESSAGE = "keep";
    /// Tells the worker to keep pictures, or to drop them.
    IMAGES_MESSAGE = "images";
    /// Asks the worker whether pictures are cached.
    IMAGE_CHOICE_MESSAGE = "imageChoice";
    /// Tells a waiting worker to take over now.
    TAKE_OVER_MESSAGE = "takeOver";
    /// Sent by a worker that could not be installed.
    INSTALL_FAILED_MESSAGE = "install-failed";

    /// The program beside the app: begin of the names of its files.
    DEVICE_PROGRAM = "vigie-device";
    /// Asks that program for news.
    NEWS_ASKED = "news";
    /// The program that indexes the feed of another tool, that of the widget: begin of the names of its files.
    INDEX_PROGRAM = "widget-";

    /// Event of the widget when the search has changed; only its script listens.
    STATE_SAID = "state";
    /// Event of the widget when the list is to be saved; only its script listens.
    EXPORT_SAID = "export";

    /// The first page, from the site's folder.
    INDEX_PAGE = "index.html";
    /// The page for unknown addresses.
    NOT_FOUND_PAGE = "404.html";
    /// The page for frames of others.
    FRAME_PAGE = "embed.html";
    /// The folder of the bundle.
    BUNDLE_FOLDER = "bundle/";
    /// All concepts of the site, for a feed of another tool.
    CONCEPTS_FILE = "concepts.idx";
    /// Address in code to copy where the site does not know its own.
    UNKNOWN_SITE = "https://veille.example.org/";
}

constants! {
    NUMBERS: u32;

    /// Maximum bytes of a program, unpacked: it has a tenth of it.
    MAX_PROGRAM_BYTES = 8 << 20;
    /// Maximum bytes of a page that is compared with the one that is open.
    MAX_PAGE_BYTES = 1 << 20;
    /// Longest time without a byte, in milliseconds, after which a request is ended. A slow answer is no failure.
    STALL_MS = 20_000;
    /// Hexadecimal digits of a digest in the name of a file.
    NAME_DIGITS = 20;
}

/// Settings that sites of one host shared before each had keys of its own.
pub const SETTINGS: [&str; 5] = [
    THEME_KEY,
    LANGUAGE_KEY,
    KEEP_KEY,
    SPACE_SAID_KEY,
    REMINDED_KEY,
];

/// Returns everything a script may import: names, and values as JSON.
///
/// ```
/// use vigie_core::scripts::constants;
///
/// let constants = constants();
/// let (_, panic) = constants.iter().find(|(name, _)| *name == "PANIC_EVENT").unwrap();
/// assert_eq!(panic, "vigie-panic");
/// ```
pub fn constants() -> Vec<(&'static str, Value)> {
    let texts = [EVENTS, ELEMENT_EVENTS, KEYS, TEXTS].concat();
    let numbers = NUMBERS.iter().map(|(name, number)| (*name, json!(number)));
    let sentences = [
        ("START_SENTENCES", start::start()),
        ("EARLY_SENTENCES", start::early()),
        ("OFFLINE_SENTENCES", start::offline()),
        ("ELEMENT_SENTENCES", start::element()),
        ("DEMO_SENTENCES", start::demo()),
    ];
    let by_name = |sentences: Vec<start::Sentence>| {
        let pairs = sentences
            .into_iter()
            .map(|(name, both)| (name.to_owned(), json!(both)));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    let mut all: Vec<_> = texts
        .into_iter()
        .map(|(name, text)| (name, json!(text)))
        .collect();
    all.extend(numbers);
    all.push(("SETTINGS", json!(SETTINGS)));
    all.push(("ENTRY_FILE", json!(ENTRY)));
    all.extend(sentences.map(|(name, sentences)| (name, by_name(sentences))));
    all
}

/// Returns the constants as a module: what scripts import while their types are checked.
pub fn module() -> String {
    let lines = constants().into_iter().map(|(name, value)| {
        let value = value.to_string();
        ["export const ", name, " = ", &value, ";\n"].concat()
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_is_there_once() {
        let constants = constants();
        let names: BTreeSet<&str> = constants.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), constants.len());
    }

    #[test]
    fn no_two_events_have_one_name() {
        let events = [EVENTS, ELEMENT_EVENTS].concat();
        let names: BTreeSet<&str> = events.iter().map(|(_, event)| *event).collect();
        assert_eq!(names.len(), events.len());
        assert!(names.iter().all(|name| name.starts_with("vigie-")));
    }

    #[test]
    fn no_name_of_what_is_kept_begins_as_another_does() {
        let names = [KEYS, &[("", DATA_CACHE_NAME), ("", IMAGE_CACHE_NAME)]].concat();
        for (_, name) in &names {
            let like = names.iter().filter(|(_, other)| other.starts_with(name));
            assert_eq!(like.count(), 1, "{name}");
        }
    }

    #[test]
    fn a_name_of_a_file_has_the_digits_of_its_digest() {
        let name = crate::bundle::Digest::of(b"").name();
        assert_eq!(name.len(), NAME_DIGITS as usize);
    }
}
