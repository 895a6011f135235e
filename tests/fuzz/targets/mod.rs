//! What any bytes must leave unharmed: one function for each border, from bytes to assertions.
//!
//! A target does more than not to panic: it states laws. What is printed parses to the same, caps hold, order is
//! kept, a diagnostic stands inside its file. `cargo xtask fuzz` throws at them what a fuzzer invents; the
//! integration tests replay the inputs in `corpus/`, one folder a target, among them every input that once broke
//! a law. No input is a mistake of a target: whatever a border refuses, it returns from.

mod addresses;
mod bodies;
mod bundle;
mod concepts;
mod files;
mod index;
mod places;
mod search;
mod settings;
mod tree;

/// Panics where a law is broken.
pub(crate) type Check = fn(&[u8]);

/// Every target by its name, which is also the folder of its inputs.
pub(crate) const TARGETS: [(&str, Check); 14] = [
    ("bodies", bodies::bodies),
    ("concept_table", concepts::table),
    ("concepts", concepts::wire),
    ("entry", bundle::entry),
    ("front_matter", files::front_matter),
    ("index", index::index),
    ("markdown", bodies::markdown),
    ("month", bundle::month),
    ("permalink", addresses::permalink),
    ("query", search::query),
    ("search", search::search_collection),
    ("settings", settings::settings),
    ("url", addresses::url),
    ("yaml", files::yaml),
];
