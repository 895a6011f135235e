//! Fuzz targets: one function per border, from bytes to assertions.
//!
//! A target asserts more than the absence of panics: printed queries parse to the same query, limits hold, order is
//! preserved, diagnostics lie inside their file. `cargo xtask fuzz` runs them on generated input; the integration
//! tests replay the inputs in `corpus/`, one folder per target, including every input that once violated an
//! assertion. Targets accept any input: whatever a border rejects, the target returns from.

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
