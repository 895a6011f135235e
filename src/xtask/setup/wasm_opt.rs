//! `wasm-opt`, which makes the compiled app small.
//!
//! Its authors publish it in Node's registry. Where there is no Node.js and no
//! way to install it, Trunk is left to download the same version by itself.

use super::{apt, node, pins, version_of};
use crate::chore::Chore;
use crate::failure::Failure;

/// Where `wasm-opt` comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// It is among the tools or on `PATH`.
    Installed,
    /// Trunk downloads it.
    Trunk,
}

/// Finds `wasm-opt`, or installs it, or leaves it to Trunk.
pub(super) fn ensure(chore: &mut Chore<'_>) -> Result<Source, Failure> {
    if is_present(chore) {
        return Ok(Source::Installed);
    }
    if !node::is_present(chore, pins::NODE_FOR_BINARYEN) && !apt::is_available(chore) {
        chore
            .say
            .step("no Node.js to install wasm-opt with: Trunk will download its tools");
        return Ok(Source::Trunk);
    }
    node::ensure(chore, pins::NODE_FOR_BINARYEN, "install wasm-opt")?;
    let version = pins::BINARYEN;
    chore.say.step(format_args!(
        "installing binaryen {version}, whose wasm-opt shrinks the app"
    ));
    node::install_tool(chore, "binaryen", version).map_err(|failure| failure.remedy(by_hand()))?;
    if is_present(chore) {
        return Ok(Source::Installed);
    }
    Err(Failure::new("wasm-opt was installed and still does not run").remedy(by_hand()))
}

fn is_present(chore: &Chore<'_>) -> bool {
    let found = chore
        .find("wasm-opt")
        .and_then(|program| version_of(chore, &program));
    found.is_some_and(|version| version.major == pins::BINARYEN.major)
}

fn by_hand() -> String {
    format!(
        "put wasm-opt {} of Binaryen on `PATH`",
        pins::BINARYEN.major
    )
}
