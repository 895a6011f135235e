//! The one thing read from `Cargo.lock`: the version of a dependency.

use std::fs;
use std::path::Path;

use super::version::Version;
use crate::failure::{Failure, cannot};

/// The version of `package` that the repository is locked to.
pub(super) fn version(root: &Path, package: &str) -> Result<Version, Failure> {
    let path = root.join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(cannot("read", &path))?;
    find(&text, package).ok_or_else(|| {
        Failure::new(format!("`Cargo.lock` does not name `{package}`"))
            .remedy("run `cargo check` once and keep the lock file it writes")
    })
}

/// Cargo writes a package's name and version on two lines that follow each
/// other; no TOML reader is needed for that.
fn find(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')?;
    Version::parse(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.1.9\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [\"cfg-if\"]
";

    #[test]
    fn the_whole_name_counts() {
        assert_eq!(find(LOCK, "wasm-bindgen"), Some(Version::new(0, 2, 130)));
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(find(LOCK, "wasm"), None);
        assert_eq!(find("", "wasm-bindgen"), None);
    }
}
