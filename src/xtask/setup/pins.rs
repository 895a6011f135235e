//! The version of every tool that the set-up installs, and why the tool is needed.
//!
//! An upgrade changes this file alone, with one exception: the version of the `wasm-bindgen` command line must
//! equal that of the library compiled into the app, so it is read from `Cargo.lock`.

use super::cargo_tool::CargoTool;
use super::version::{Version, Wanted};

/// Builds the app: WebAssembly, glue, styles, one folder of static files.
/// Without its default features it needs no system library for encryption.
pub(crate) const TRUNK: CargoTool = CargoTool {
    options: &["--no-default-features", "--features", "rustls"],
    ..exactly("trunk", Version::new(0, 21, 14), "builds the app")
};

/// Finds spelling mistakes in code and prose; another version, other words.
pub(crate) const TYPOS: CargoTool = exactly("typos-cli", Version::new(1, 52, 0), "checks spelling");

/// Checks licenses, duplicates and sources of the dependencies.
pub(crate) const CARGO_DENY: CargoTool = CargoTool {
    wanted: Wanted::AtLeast(Version::new(0, 20, 2)),
    ..exactly(
        "cargo-deny",
        Version::new(0, 20, 2),
        "checks the dependencies",
    )
};

/// Runs the tests. The oldest version that reads `.config/nextest.toml` will do.
pub(crate) const NEXTEST: CargoTool = CargoTool {
    wanted: Wanted::AtLeast(Version::new(0, 9, 100)),
    ..exactly("cargo-nextest", Version::new(0, 9, 143), "runs the tests")
};

/// Builds the fuzz targets and runs them.
pub(crate) const CARGO_FUZZ: CargoTool = CargoTool {
    wanted: Wanted::AtLeast(Version::new(0, 13, 0)),
    ..exactly(
        "cargo-fuzz",
        Version::new(0, 13, 2),
        "runs the fuzz targets",
    )
};

/// The oldest nightly compiler that the fuzz targets take: the `rust-version` of the workspace. Only such a
/// compiler lets a fuzzer see which code an input reaches.
pub(crate) const RUST_FOR_FUZZING: Version = Version::new(1, 88, 0);

/// Binaryen's `wasm-opt`, in the package of Node's registry.
pub(crate) const BINARYEN: Version = Version::new(132, 0, 0);

/// The oldest Node.js that runs Binaryen's package.
pub(crate) const NODE_FOR_BINARYEN: Version = Version::new(18, 0, 0);

/// The oldest Node.js whose test runner knows the options the browser suite gives it.
pub(crate) const NODE_FOR_TESTS: Version = Version::new(20, 14, 0);

/// Joins the compiled app to the browser; its version is the library's.
pub(crate) const fn wasm_bindgen(version: Version) -> CargoTool {
    let purpose = "joins the compiled app to the browser";
    exactly("wasm-bindgen-cli", version, purpose)
}

/// A tool of which no other version will do.
const fn exactly(package: &'static str, version: Version, purpose: &'static str) -> CargoTool {
    CargoTool {
        package,
        version,
        wanted: Wanted::Exactly(version),
        options: &[],
        purpose,
    }
}
