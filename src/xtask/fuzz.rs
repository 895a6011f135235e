//! `cargo xtask fuzz`: fuzzes one target for a given time.
//!
//! The fuzzer starts with the inputs in `tests/fuzz/corpus` and stores inputs that reach new code in the work
//! folder, so that the next run continues from there. It stops at the first finding.

use std::fs;
use std::path::PathBuf;

use crate::chore::Chore;
use crate::failure::{Failure, cannot};
use crate::process;
use crate::say::{line, step};
use crate::setup::{self, CARGO_FUZZ, NIGHTLY, Need};

/// Longest input, in bytes: each law can be broken by less, and short inputs are many.
const MAX_BYTES: u32 = 2_048;

/// Memory an input may take, in MiB.
const MAX_MEMORY: u32 = 2_048;

/// Seconds an input may take.
const MAX_SECONDS: u32 = 10;

/// What it takes.
const NEEDS: [Need; 2] = [Need::Nightly, Need::Program(&CARGO_FUZZ)];

/// Tries a target for some minutes, or lists the targets.
pub(crate) fn run(chore: &Chore, target: Option<&str>, minutes: u32) -> Result<(), Failure> {
    let targets = targets(chore)?;
    let Some(target) = target else {
        line(targets.join("\n"));
        return Ok(());
    };
    if !targets.iter().any(|name| name == target) {
        return Err(Failure::new(format!("no fuzz target is called `{target}`"))
            .remedy("`cargo xtask fuzz` lists them"));
    }
    setup::prepare(chore, &NEEDS)?;
    let folder = chore.work().join("fuzz").join(target);
    let (collected, findings) = (folder.join("collected"), folder.join("findings"));
    for folder in [&collected, &findings] {
        fs::create_dir_all(folder).map_err(cannot("make", folder))?;
    }
    step(format_args!("trying `{target}` for {minutes} minutes"));
    let mut fuzz = chore.command("rustup");
    // Another compiler builds it.
    fuzz.env("CARGO_TARGET_DIR", chore.target.join("fuzz"))
        .env("VIGIE_FUZZ", target)
        .args(["run", NIGHTLY, "cargo", "fuzz", "run"])
        .args(["--fuzz-dir", "tests/fuzz"])
        // Without `unsafe` there is nothing for a sanitizer to see; assertions see more, ten times as fast.
        .args(["--sanitizer", "none", "--debug-assertions", "targets"])
        .args([&collected, &corpus(chore).join(target)])
        .arg("--")
        .arg(format!("-artifact_prefix={}/", findings.display()))
        .arg(format!("-max_total_time={}", minutes * 60))
        .arg(format!("-max_len={MAX_BYTES}"))
        .arg(format!("-rss_limit_mb={MAX_MEMORY}"))
        .arg(format!("-timeout={MAX_SECONDS}"))
        .arg("-print_final_stats=1");
    let (lines, outcome) = process::run_and_read(&mut fuzz);
    // Without any, it did not even start.
    let Some(executions) = executions(&lines) else {
        return outcome;
    };
    let what = if outcome.is_ok() { "no" } else { "a" };
    step(format_args!(
        "`{target}`: {executions} executions, {what} finding"
    ));
    outcome.map_err(|failure| {
        failure.remedy(format!(
            "what the fuzzer found is in `{}`; mend it, and keep the input in `tests/fuzz/corpus/{target}` \
             under a name that says what it holds",
            findings.display()
        ))
    })
}

/// Every target has a folder of inputs, which a test holds to the code.
fn targets(chore: &Chore) -> Result<Vec<String>, Failure> {
    let folder = corpus(chore);
    let entries = fs::read_dir(&folder).map_err(cannot("read", &folder))?;
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

/// Stored inputs, one folder per target.
fn corpus(chore: &Chore) -> PathBuf {
    chore.root.join("tests/fuzz/corpus")
}

/// How many inputs were tried, as the fuzzer says at its end.
fn executions(lines: &[String]) -> Option<&str> {
    let name = "stat::number_of_executed_units:";
    let said = lines.iter().find_map(|line| line.strip_prefix(name))?;
    Some(said.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn executions_are_read_out_of_what_the_fuzzer_says() {
        let lines = ["Done 7 runs", "stat::number_of_executed_units: 7"].map(str::to_owned);
        assert_eq!(executions(&lines), Some("7"));
        assert_eq!(executions(&[]), None);
    }
}
