//! Runs what needs a browser: the tests of drawing, then the suite on the site that the previous step built.
//!
//! Environment variables tell the suite where the site, the server and the browser are, so that it can also be run
//! by hand on any other site.

use super::counts::Counts;
use super::{ALL_VARIABLE, Run};
use crate::chore::Chore;
use crate::failure::Failure;
use crate::site::Publisher;
use crate::{process, setup};

/// The variable in which Cargo reads what runs programs for the browser.
const RUNNER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER";

pub(super) fn check(chore: &Chore, run: &mut Run) -> Result<(), Failure> {
    let browser = setup::browser(chore, setup::SUITE)?;
    let publisher = Publisher::compile(chore)?;
    let environment = [
        ("VIGIE_SITE", chore.site()),
        ("VIGIE_DIST", chore.app()),
        ("VIGIE_BIN", publisher.program),
        ("CHROMIUM_SHELL", setup::shell(chore, &browser)),
        ("CHROMIUM", browser),
    ];
    let suite = setup::SUITE.path(chore);
    let mut drawing = chore.cargo();
    drawing
        .args(["test", "--package", "vigie", "--test", "dom"])
        .args(["--target", setup::TARGET])
        .env("CARGO_TARGET_DIR", chore.wasm_target())
        .env(
            RUNNER,
            format!("node {}", suite.join("run_wasm.mjs").display()),
        )
        .envs(environment.clone());
    let (lines, outcome) = process::run_and_read(&mut drawing);
    run.counts.push(Counts::of_cargo("drawing", &lines));
    outcome?;
    let mut npm = chore.command("npm");
    npm.args(["test", "--silent"])
        .current_dir(suite)
        .envs(environment);
    if run.all {
        npm.env(ALL_VARIABLE, "1");
    }
    let (lines, outcome) = process::run_and_read(&mut npm);
    run.counts.push(Counts::of_node(&lines));
    run.unsteady = unsteady(&lines);
    outcome
}

/// Tests that passed at their second try, each with its cause, as the suite
/// says beside them: `ℹ at its second try: …`.
fn unsteady(lines: &[String]) -> Vec<String> {
    let said = |line: &String| {
        let diagnostic = line.trim_start().strip_prefix("ℹ ")?;
        let test = diagnostic.strip_prefix("at its second try: ")?;
        Some(test.to_owned())
    };
    lines.iter().filter_map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_try_is_read_with_its_cause() {
        let output = "✔ a search survives a reload (812 ms)\n\
                      ℹ at its second try: a search survives a reload: no end (history.test.mjs:12)\n\
                      ✔ at its second try: a name that reads so (3 ms)\n\
                      \u{20} ℹ at its second try: inside a group: late\n\
                      ℹ pass 3";
        let lines: Vec<_> = output.lines().map(str::to_owned).collect();
        let expected = [
            "a search survives a reload: no end (history.test.mjs:12)",
            "inside a group: late",
        ];
        assert_eq!(unsteady(&lines), expected);
    }
}
