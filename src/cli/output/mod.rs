//! Writes an output as a whole: readers and hosts see the old one or the new one, never a part.
//!
//! Where it goes is judged first ([`target`]), and only what an earlier run wrote is ever replaced ([`mark`]).
//! Everything is written into a folder beside the target and made durable; then the two change names in one
//! step, and the old one is removed. A run that is killed leaves the old output and a folder whose name
//! starts with a dot; the next run removes it. A lock on that folder, which the system releases when its
//! owner ends, tells the left-overs from the work of another run.

pub mod mark;
mod target;

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::assemble::Files;

pub use target::Target;

/// Follows the target's name in the name of the folder that is being written.
const TEMPORARY: &str = ".vigie-new-";

/// Why nothing was written.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong, such as the system's own reason.
    pub message: String,
    /// More about it, or what to do; may be empty.
    pub hint: String,
}

impl WriteError {
    fn new(path: &Path, reason: &io::Error) -> Self {
        Self {
            path: path.to_owned(),
            message: reason.to_string(),
            hint: String::new(),
        }
    }
}

/// What an exchange left behind: the old output, which could not be removed.
#[derive(Debug)]
pub struct Leftover {
    /// The folder; the next run tries again.
    pub path: PathBuf,
    /// The system's own reason.
    pub reason: io::Error,
}

/// Replaces a folder by `files`; its parent folders are made. After an error everything is as it was.
pub fn replace(target: &Target, files: &Files) -> Result<Option<Leftover>, WriteError> {
    let made = make_folders(target.parent())?;
    let prefix = temporary_prefix(target.path());
    let mut temporary = prefix.clone();
    temporary.push(std::process::id().to_string());
    let temporary = target.parent().join(temporary);
    let written = start(&temporary, &prefix).and_then(|lock| {
        write_all(&temporary, files)?;
        // A run takes a while: what came meanwhile is not ours either.
        target.judge_folder()?;
        exchange(&temporary, target.path())
            .map_err(|reason| WriteError::new(target.path(), &reason))?;
        drop(lock);
        Ok(())
    });
    // After an exchange this is the old output, after a failure what was written of the new one.
    let removed = match fs::remove_dir_all(&temporary) {
        Err(reason) if reason.kind() != io::ErrorKind::NotFound => Some(Leftover {
            path: temporary,
            reason,
        }),
        _ => None,
    };
    if let Err(error) = written {
        for folder in made.iter().rev() {
            // One that another run uses by now is not empty.
            let _ = fs::remove_dir(folder);
        }
        return Err(error);
    }
    // The output is there, whether its name is on the disk yet or not.
    let _ = sync_folder(target.parent());
    Ok(removed)
}

/// Replaces one file, whose folder must be there.
pub fn write(target: &Target, bytes: &[u8]) -> Result<(), WriteError> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file; the usual temporary file is for its owner alone.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let write = || {
        let mut file = builder.tempfile_in(target.parent())?;
        file.write_all(bytes)?;
        file.as_file().sync_data()?;
        file.persist(target.path()).map_err(|error| error.error)
    };
    write()
        .map(|_| ())
        .map_err(|reason| WriteError::new(target.path(), &reason))
}

fn at(path: &Path) -> impl Fn(io::Error) -> WriteError {
    move |reason| WriteError::new(path, &reason)
}

/// Makes a folder and those above it; returns the ones that were missing, the outermost first.
fn make_folders(folder: &Path) -> Result<Vec<&Path>, WriteError> {
    let missing = folder.ancestors().take_while(|above| !above.exists());
    let mut missing: Vec<&Path> = missing.collect();
    missing.reverse();
    fs::create_dir_all(folder).map_err(at(folder))?;
    Ok(missing)
}

/// Returns how the names of folders begin that become the target.
fn temporary_prefix(target: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(target.file_name().unwrap_or(OsStr::new("")));
    prefix.push(TEMPORARY);
    prefix
}

/// Removes what killed runs left, and makes the folder that is written. Returns the lock that marks it as in work.
fn start(folder: &Path, prefix: &OsStr) -> Result<Option<File>, WriteError> {
    let parent = folder.parent().unwrap_or(folder);
    // One run at a time: a folder that is made and not yet locked looks left over.
    let turn = take_turn(parent);
    remove_leftovers(parent, prefix);
    fs::create_dir(folder).map_err(at(folder))?;
    let lock = lock(folder);
    drop(turn);
    Ok(lock)
}

/// Writes every file and makes it durable.
fn write_all(folder: &Path, files: &Files) -> Result<(), WriteError> {
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
    Ok(())
}

/// Gives the new folder the target's name. Where the system knows no exchange there is a moment without
/// either, between two renames.
fn exchange(new: &Path, target: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        // The first fails where there is nothing yet, the second where another run was faster: then once more.
        for how in [
            RenameFlags::EXCHANGE,
            RenameFlags::NOREPLACE,
            RenameFlags::EXCHANGE,
        ] {
            match renameat_with(CWD, new, CWD, target, how) {
                Ok(()) => return Ok(()),
                Err(Errno::NOENT | Errno::EXIST) => {}
                // Some network file systems know neither.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => break,
                Err(reason) => return Err(reason.into()),
            }
        }
    }
    rename_twice(new, target)
}

/// The exchange in two steps; a failure takes the first one back.
fn rename_twice(new: &Path, target: &Path) -> io::Result<()> {
    if fs::symlink_metadata(target).is_err() {
        return fs::rename(new, target);
    }
    let mut aside = new.as_os_str().to_owned();
    aside.push("-old");
    let aside = PathBuf::from(aside);
    fs::rename(target, &aside)?;
    if let Err(reason) = fs::rename(new, target) {
        fs::rename(&aside, target)?;
        return Err(reason);
    }
    // Under either name the next run finds it.
    let _ = fs::rename(&aside, new);
    Ok(())
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

/// Waits until no other run begins in a folder; without locks there is nothing to wait for.
#[cfg(unix)]
fn take_turn(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive).ok()?;
    Some(file)
}

#[cfg(not(unix))]
fn take_turn(_folder: &Path) -> Option<File> {
    None
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
        let mut files = Files::from([
            ("a.txt".to_owned(), text.as_bytes().to_vec()),
            (format!("sub/{text}.txt"), Vec::new()),
        ]);
        mark::add(&mut files);
        files
    }

    fn write(folder: &Path, files: &Files) -> Result<(), WriteError> {
        replace(&Target::folder(folder, &[])?, files).map(|leftover| assert!(leftover.is_none()))
    }

    #[test]
    fn a_folder_is_replaced_as_a_whole() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("out");
        write(&target, &files("one")).unwrap();
        write(&target, &files("two")).unwrap();
        assert_eq!(fs::read(target.join("a.txt")).unwrap(), b"two");
        assert!(!target.join("sub/one.txt").exists());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_renames_are_an_exchange_too() {
        let parent = tempfile::tempdir().unwrap();
        let [new, target] = ["new", "out"].map(|name| parent.path().join(name));
        for (folder, text) in [(&new, "one"), (&target, "two")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("a.txt"), text).unwrap();
        }
        rename_twice(&new, &target).unwrap();
        assert_eq!(fs::read(target.join("a.txt")).unwrap(), b"one");
        assert_eq!(fs::read(new.join("a.txt")).unwrap(), b"two");
        fs::remove_dir_all(&new).unwrap();
        assert!(rename_twice(&new, &target).is_err());
        assert_eq!(fs::read(target.join("a.txt")).unwrap(), b"one");
    }

    #[test]
    fn leftovers_of_killed_runs_are_removed() {
        let parent = tempfile::tempdir().unwrap();
        let leftover = parent.path().join(".out.vigie-new-1");
        fs::create_dir(&leftover).unwrap();
        write(&parent.path().join("out"), &files("one")).unwrap();
        assert!(!leftover.exists());
    }

    #[test]
    fn a_failure_leaves_everything_as_it_was() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("out");
        write(&target, &files("one")).unwrap();
        let clash = Files::from([("a".to_owned(), Vec::new()), ("a/b".to_owned(), Vec::new())]);
        assert!(write(&target, &clash).is_err());
        assert!(write(&parent.path().join("new/folder/out"), &clash).is_err());
        assert_eq!(fs::read(target.join("a.txt")).unwrap(), b"one");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_came_while_the_run_worked_is_kept() {
        let parent = tempfile::tempdir().unwrap();
        let place = parent.path().join("out");
        let target = Target::folder(&place, &[]).unwrap();
        fs::create_dir(&place).unwrap();
        fs::write(place.join("notes"), "mine").unwrap();
        assert!(replace(&target, &files("one")).is_err());
        assert_eq!(fs::read(place.join("notes")).unwrap(), b"mine");
    }

    #[test]
    fn runs_at_once_leave_one_whole_output() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("out");
        let target = Target::folder(&target, &[]).unwrap();
        let prefix = temporary_prefix(target.path());
        let run = |number: usize| {
            let temporary = parent.path().join(format!("{}{number}", prefix.display()));
            let _lock = start(&temporary, &prefix).unwrap();
            write_all(&temporary, &files(&number.to_string())).unwrap();
            exchange(&temporary, target.path()).unwrap();
        };
        (0..16).into_par_iter().for_each(run);
        let text = fs::read_to_string(target.path().join("a.txt")).unwrap();
        assert!(target.path().join(format!("sub/{text}.txt")).exists());
        target.judge_folder().unwrap();
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("run.tsv");
        for text in ["one", "two"] {
            super::write(&Target::file(&path, &[]).unwrap(), text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}
