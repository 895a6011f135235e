//! Runs the fuzzer on one of the [`targets`], which `VIGIE_FUZZ` names.
#![no_main]

mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<targets::Check> = LazyLock::new(|| {
    let name = std::env::var("VIGIE_FUZZ").expect("`VIGIE_FUZZ` names a target");
    let found = targets::TARGETS.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no target `{name}`")).1
});

fuzz_target!(|data: &[u8]| TARGET(data));
