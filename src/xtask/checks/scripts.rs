//! The types of every script, and what a linter finds in them.
//!
//! What scripts share with the app is written first, so that its types are known. The packages of suite and benchmark
//! are there for their types alone.

use std::fs;

use super::Run;
use crate::chore::Chore;
use crate::failure::{Failure, cannot};
use crate::{process, setup};

pub(super) fn check(chore: &Chore, _run: &mut Run) -> Result<(), Failure> {
    let folder = setup::CHECKS.path(chore);
    let mut shared = chore.cargo();
    shared.args([
        "run",
        "--quiet",
        "--package",
        "vigie-core",
        "--example",
        "shared",
    ]);
    let module = process::capture(&mut shared)?;
    let generated = folder.join("generated");
    fs::create_dir_all(&generated).map_err(cannot("create", &generated))?;
    let file = generated.join("shared.js");
    fs::write(&file, module).map_err(cannot("write", &file))?;
    for what in ["lint", "types"] {
        let mut npm = chore.command("npm");
        npm.args(["run", "--silent", what]).current_dir(&folder);
        process::run(&mut npm)?;
    }
    Ok(())
}
