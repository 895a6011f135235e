//! Any text as a query: parsed, and printed so that it parses again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_core::query::{parse, print};

fuzz_target!(|typed: &str| {
    let once = print(&parse(typed).query);
    assert_eq!(print(&parse(&once).query), once, "{typed}");
});
