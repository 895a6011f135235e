//! Type-checks and lints every script.
//!
//! The names that scripts share with the app are written first, so that their types are known. The packages of
//! suite and benchmark are installed for their types only.

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
