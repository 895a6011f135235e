//! The folder that is written before it becomes the output, and the cleanup of folders that killed runs have left.
//!
//! A file lock, which the system releases when its owner ends, distinguishes abandoned folders from those that
//! another run is using.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{Target, WriteError, at};

/// Follows the target's name in the name of the folder.
pub(super) const TEMPORARY: &str = ".vigie-new-";

/// Removes what killed runs left beside a target, and makes the folder that is written. Returns it with the lock that
/// marks it as in work.
pub(super) fn start(target: &Target) -> Result<(PathBuf, Option<File>), WriteError> {
    let parent = target.parent();
    let mut prefix = OsString::from(".");
    prefix.push(target.path().file_name().unwrap_or_default());
    prefix.push(TEMPORARY);
    // One run at a time: a folder that is made and not yet locked looks left over.
    let turn = take_turn(parent);
    remove_leftovers(parent, &prefix);
    let mut builder = as_others(tempfile::Builder::new(), 0o777);
    // A name of its own each time: whoever removes an old folder by its name must not meet a new one.
    let made = builder.prefix(&prefix).tempdir_in(parent);
    let folder = made.map_err(at(parent))?.keep();
    let lock = lock(&folder);
    drop(turn);
    Ok((folder, lock))
}

/// Makes what is written readable as any new file, and not for its owner alone as temporary files are.
pub(super) fn as_others<'a, 'b>(
    mut builder: tempfile::Builder<'a, 'b>,
    mode: u32,
) -> tempfile::Builder<'a, 'b> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    builder
}

/// Removes what killed runs left; a folder that is locked belongs to a run that works.
fn remove_leftovers(parent: &Path, prefix: &OsStr) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    let prefix = prefix.as_encoded_bytes();
    for entry in entries.flatten() {
        let is_leftover = entry.file_name().as_encoded_bytes().starts_with(prefix);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_leftover && is_folder && lock(&entry.path()).is_some() {
            // What cannot be removed is no reason to fail: it is not in the way.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Waits until no other run begins or ends its work in a folder; without locks there is nothing to wait for.
#[cfg(unix)]
pub(super) fn take_turn(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive).ok()?;
    Some(file)
}

#[cfg(not(unix))]
pub(super) fn take_turn(_folder: &Path) -> Option<File> {
    None
}

#[cfg(unix)]
fn lock(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive).ok()?;
    Some(file)
}

/// Folders cannot be locked here: each looks left over.
#[cfg(not(unix))]
fn lock(_folder: &Path) -> Option<File> {
    tempfile::tempfile().ok()
}
