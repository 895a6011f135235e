//! Whether a build result is up to date with its sources.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::failure::{Failure, cannot};
use crate::tree;

/// A file beside the output that says when and how it was built.
///
/// Its time is the *start* of the build, so that a source saved while the build ran counts as changed.
#[derive(Debug)]
pub(super) struct Stamp {
    /// The stamp's file.
    pub(super) file: PathBuf,
    /// Everything but the sources that shapes the output.
    pub(super) recipe: String,
}

impl Stamp {
    /// Whether the same recipe was followed after the last change of every source; `false` when nothing was ever built.
    pub(super) fn is_newer_than(&self, sources: &[PathBuf]) -> Result<bool, Failure> {
        if !fs::read_to_string(&self.file).is_ok_and(|recipe| recipe == self.recipe) {
            return Ok(false);
        }
        let built = tree::newest(&self.file)?;
        for source in sources {
            let changed = tree::newest(source)?;
            if changed.is_some() && changed >= built {
                return Ok(false);
            }
        }
        Ok(built.is_some())
    }

    /// Records a build that began at `started` and succeeded.
    pub(super) fn write(&self, started: SystemTime) -> Result<(), Failure> {
        let written = write_dated(&self.file, &self.recipe, started);
        written.map_err(cannot("write", &self.file))
    }
}

fn write_dated(path: &Path, text: &str, time: SystemTime) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)?;
    File::options().write(true).open(path)?.set_modified(time)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::scratch::Scratch;

    const A_WHILE: Duration = Duration::from_secs(10);

    /// A stamp beside a folder `source` with one file in it.
    fn stamp(scratch: &Scratch) -> Stamp {
        scratch.write("source/main.rs", "fn main() {}");
        Stamp {
            file: scratch.path().join("stamp"),
            recipe: "trunk 1".into(),
        }
    }

    #[test]
    fn a_build_is_fresh_until_a_source_changes() {
        let scratch = Scratch::new("changes");
        let stamp = stamp(&scratch);
        let sources = ["source", "does-not-exist"].map(|name| scratch.path().join(name));
        assert_eq!(stamp.is_newer_than(&sources), Ok(false), "never built");

        stamp.write(SystemTime::now() + A_WHILE).unwrap();
        assert_eq!(stamp.is_newer_than(&sources), Ok(true));

        stamp.write(SystemTime::now() - A_WHILE).unwrap();
        assert_eq!(stamp.is_newer_than(&sources), Ok(false), "changed since");
    }

    #[test]
    fn another_recipe_asks_for_another_build() {
        let scratch = Scratch::new("recipe");
        let stamp = stamp(&scratch);
        stamp.write(SystemTime::now() + A_WHILE).unwrap();
        let upgraded = Stamp {
            recipe: "trunk 2".into(),
            ..stamp
        };
        assert_eq!(
            upgraded.is_newer_than(&[scratch.path().join("source")]),
            Ok(false)
        );
    }
}
