//! Folders for tests, removed when the test ends.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

/// A folder of one test alone.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// An empty folder; `name` differs from that of every other test.
    pub(crate) fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("xtask-{name}-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Writes a file and the folders it is in.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that stays behind does not make the test's claim wrong.
        let _left = fs::remove_dir_all(&self.0);
    }
}
