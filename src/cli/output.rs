//! Writes a folder as a whole: readers and hosts see the old one or the new one, never a part.
//!
//! Everything is written into a folder beside the target and made durable; then the two change names in one
//! step, and the old one is removed. A run that is killed leaves the old output and a folder whose name
//! starts with a dot; the next run removes it. A lock on that folder, which the system releases when its
//! owner ends, tells the left-overs from the work of another run.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::assemble::Files;

/// Follows the target's name in the name of the folder that is being written.
const TEMPORARY: &str = ".vigie-new-";

/// Why a folder was not written: the system's reason and the path.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// The system's own reason.
    pub reason: io::Error,
}

/// Replaces the folder `target` by `files`; its parent folders are made.
pub fn replace(target: &Path, files: &Files) -> Result<(), WriteError> {
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(at(parent))?;
    let name = target
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let prefix = format!(".{name}{TEMPORARY}");
    remove_leftovers(parent, &prefix);
    let temporary = parent.join(format!("{prefix}{}", std::process::id()));
    let written = write_all(&temporary, files).and_then(|lock| {
        exchange(&temporary, target)?;
        drop(lock);
        Ok(())
    });
    // After an exchange this is the old output, after a failure what was written of the new one.
    let removed = match fs::remove_dir_all(&temporary) {
        Err(reason) if reason.kind() != io::ErrorKind::NotFound => Err(at(&temporary)(reason)),
        _ => Ok(()),
    };
    written.and(removed)?;
    sync_folder(parent).map_err(at(parent))
}

fn at(path: &Path) -> impl Fn(io::Error) -> WriteError {
    let path = path.to_owned();
    move |reason| WriteError {
        path: path.clone(),
        reason,
    }
}

/// Writes every file and makes it durable. Returns the lock that marks the folder as in work.
fn write_all(folder: &Path, files: &Files) -> Result<Option<File>, WriteError> {
    fs::create_dir(folder).map_err(at(folder))?;
    let lock = lock(folder);
    let mut folders: Vec<PathBuf> = files
        .keys()
        .filter_map(|path| Some(folder.join(path).parent()?.to_owned()))
        .collect();
    folders.sort();
    folders.dedup();
    for inner in &folders {
        fs::create_dir_all(inner).map_err(at(inner))?;
    }
    files.par_iter().try_for_each(|(path, bytes)| {
        let path = folder.join(path);
        let write = || {
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_data()
        };
        write().map_err(at(&path))
    })?;
    for inner in &folders {
        sync_folder(inner).map_err(at(inner))?;
    }
    Ok(lock)
}

/// Gives the new folder the target's name. Where the system knows no exchange there is a moment without
/// either, between two renames.
fn exchange(new: &Path, target: &Path) -> Result<(), WriteError> {
    if fs::symlink_metadata(target).is_err() {
        return fs::rename(new, target).map_err(at(target));
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // Some network file systems know no exchange.
            Err(
                rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP,
            ) => {}
            Err(reason) => return Err(at(target)(reason.into())),
        }
    }
    let mut aside = new.as_os_str().to_owned();
    aside.push("-old");
    let aside = PathBuf::from(aside);
    fs::rename(target, &aside).map_err(at(target))?;
    fs::rename(new, target).map_err(at(target))?;
    fs::rename(&aside, new).map_err(at(&aside))
}

/// Removes what killed runs left; a folder that is locked belongs to a run that works.
fn remove_leftovers(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.flatten() {
        let is_leftover = entry.file_name().to_string_lossy().starts_with(prefix);
        if is_leftover && lock(&entry.path()).is_some() {
            // What cannot be removed is no reason to fail: it is not in the way.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(unix)]
fn lock(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).ok()?;
    Some(file)
}

/// Folders cannot be locked here; the file only says that this one is not in work.
#[cfg(not(unix))]
fn lock(folder: &Path) -> Option<File> {
    File::create(folder.join(".lock")).ok()
}

/// Makes names in a folder durable.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every system"
)]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Files {
        Files::from([
            ("a.txt".to_owned(), text.as_bytes().to_vec()),
            (format!("sub/{text}.txt"), Vec::new()),
        ])
    }

    #[test]
    fn a_folder_is_replaced_as_a_whole() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("out");
        replace(&target, &files("one")).unwrap();
        replace(&target, &files("two")).unwrap();
        assert_eq!(fs::read(target.join("a.txt")).unwrap(), b"two");
        assert!(!target.join("sub/one.txt").exists());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn leftovers_of_killed_runs_are_removed() {
        let parent = tempfile::tempdir().unwrap();
        let leftover = parent.path().join(".out.vigie-new-1");
        fs::create_dir(&leftover).unwrap();
        replace(&parent.path().join("out"), &files("one")).unwrap();
        assert!(!leftover.exists());
    }

    #[test]
    fn a_failure_leaves_the_old_folder() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("out");
        replace(&target, &files("one")).unwrap();
        let clash = Files::from([("a".to_owned(), Vec::new()), ("a/b".to_owned(), Vec::new())]);
        assert!(replace(&target, &clash).is_err());
        assert_eq!(fs::read(target.join("a.txt")).unwrap(), b"one");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}
