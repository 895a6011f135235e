//! Folders as sorted lists of files.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::failure::{Failure, cannot};

/// All files below a folder, relative to it, sorted; an empty list for an empty folder, a failure for one that cannot be
/// read.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for path in entries(&next)? {
            if path.is_dir() {
                waiting.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                found.push(relative.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// When a file, or anything in a folder, last changed; `None` if there is no such path. A folder's own time counts too:
/// it moves when a file is removed.
pub(crate) fn newest(path: &Path) -> Result<Option<SystemTime>, Failure> {
    let Ok(metadata) = fs::metadata(path) else {
        return Ok(None);
    };
    let mut latest = metadata.modified().map_err(cannot("date", path))?;
    if metadata.is_dir() {
        for entry in entries(path)? {
            latest = newest(&entry)?.map_or(latest, |time| time.max(latest));
        }
    }
    Ok(Some(latest))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let listing = fs::read_dir(folder).map_err(cannot("list", folder))?;
    listing
        .map(|entry| Ok(entry.map_err(cannot("list", folder))?.path()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn files_are_listed_in_order_and_without_their_folders() {
        let scratch = Scratch::new("tree");
        for path in ["b.txt", "a/c.txt", "a/b/d.txt"] {
            scratch.write(path, "");
        }
        let expected = ["a/b/d.txt", "a/c.txt", "b.txt"].map(PathBuf::from);
        assert_eq!(files(scratch.path()).unwrap(), expected);
    }

    #[test]
    fn a_path_that_does_not_exist_has_no_time_and_no_files() {
        let nowhere = Path::new("no-such-folder-anywhere");
        assert_eq!(newest(nowhere), Ok(None));
        assert!(
            files(nowhere)
                .unwrap_err()
                .to_string()
                .contains("no-such-folder-anywhere")
        );
    }
}
