//! The steps that run one or two of Cargo's tools.

use super::counts::Counts;
use super::{ALL_VARIABLE, Run};
use crate::chore::Chore;
use crate::failure::Failure;
use crate::process;
use crate::say::step;
use crate::setup;

/// Ends the arguments of clippy; lints are warnings for a developer only.
const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// Private items are documented too, so a link to one leads somewhere.
const RUSTDOC_FLAGS: &str = "-D warnings -A rustdoc::private-intra-doc-links";

/// Formatting, then spelling.
pub(super) fn format(chore: &Chore, _: &mut Run) -> Result<(), Failure> {
    process::run(chore.cargo().args(["fmt", "--all", "--check"]))
        .map_err(|failure| failure.remedy("run `cargo fmt --all`"))?;
    process::run(&mut chore.command("typos")).map_err(|failure| {
        failure.remedy("correct the word, or add it to `typos.toml` if it is right")
    })
}

/// Clippy on everything native, then on the app as the browser gets it.
pub(super) fn lints(chore: &Chore, _: &mut Run) -> Result<(), Failure> {
    let mut native = chore.cargo();
    native.args(["clippy", "--workspace", "--all-targets"]);
    process::run(native.args(DENY_WARNINGS))?;
    let mut browser = chore.cargo();
    browser.env("CARGO_TARGET_DIR", chore.wasm_target());
    browser.args(["clippy", "--package", "vigie", "--target", setup::TARGET]);
    browser.args(["--lib", "--bins", "--test", "dom"]);
    process::run(browser.args(DENY_WARNINGS))
}

/// The tests that need no browser.
pub(super) fn tests(chore: &Chore, run: &mut Run) -> Result<(), Failure> {
    let mut nextest = chore.cargo();
    nextest.args(["nextest", "run", "--workspace", "--color", "never"]);
    if run.all {
        nextest.env(ALL_VARIABLE, "1");
    }
    let (lines, outcome) = process::run_and_read(&mut nextest);
    run.counts.push(Counts::of_nextest(&lines));
    outcome
}

/// The examples in the documentation run, and its links lead somewhere.
pub(super) fn documentation(chore: &Chore, run: &mut Run) -> Result<(), Failure> {
    let mut examples = chore.cargo();
    examples.args(["test", "--doc", "--workspace", "--color", "never"]);
    let (lines, outcome) = process::run_and_read(&mut examples);
    run.counts.push(Counts::of_cargo("doctests", &lines));
    outcome?;
    let mut links = chore.cargo();
    links.env("RUSTDOCFLAGS", RUSTDOC_FLAGS);
    links.args(["doc", "--workspace", "--no-deps"]);
    process::run(links.arg("--document-private-items"))
}

/// Licenses, bans and sources of the dependencies; known vulnerabilities where their database can be had.
pub(super) fn dependencies(chore: &Chore, _: &mut Run) -> Result<(), Failure> {
    let deny = |words: &[&str]| {
        let mut command = chore.command("cargo-deny");
        command.args(words);
        command
    };
    // The warnings name duplicates; who needs each would fill pages.
    let offline = ["bans", "licenses", "sources"];
    process::run(deny(&["check", "--hide-inclusion-graph"]).args(offline))?;
    if process::capture(&mut deny(&["fetch", "db"])).is_err() {
        step("known vulnerabilities not checked: their database cannot be fetched");
        return Ok(());
    }
    process::run(&mut deny(&["check", "--disable-fetch", "advisories"]))
}
