//! Tests of the finished program: the builder and the local server.
//!
//! Fixtures are written in the tests themselves; `collection` tests a real collection if there is one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod all_errors;
mod atomicity;
mod bundle;
mod codes;
mod collection;
mod determinism;
mod diagnostics;
#[path = "../fuzz/targets/mod.rs"]
mod fuzz_targets;
mod hostile_texts;
mod layering;
mod output;
mod publishing;
mod reading;
mod relevance;
mod replay;
mod rust_paths;
mod search;
mod serve;
mod shared_names;
mod site;
mod snippet;
mod stemming;
mod styles;
mod support;
mod typed_words;
