//! Writes an output as a whole: readers and hosts see the old one or the new one, never a mixture.
//!
//! [`target`] first checks where the output goes; only what an earlier run wrote is ever replaced ([`marker`]). All
//! files are written to a folder beside the target and synced to disk; then the two folders swap names in one step,
//! and the old one is removed. A run that is killed leaves the old output and a folder whose name starts with a
//! dot, which the next run removes.

pub mod compress;
mod exchange;
pub mod marker;
mod target;
mod temporary;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use exchange::exchange;
pub use target::Target;
use temporary::take_turn;

/// Files by their path, with slashes, relative to the folder they are written to.
pub type Files = BTreeMap<String, Vec<u8>>;

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

/// The old output, if it could not be removed.
#[derive(Debug)]
pub struct Leftover {
    /// The folder; the next run tries again.
    pub path: PathBuf,
    /// The system's own reason.
    pub reason: io::Error,
}

/// Replaces a folder by `files`; its parent folders are made. After an error everything is as it was.
///
/// # Errors
///
/// Fails if a file or folder cannot be written or renamed; the target is then unchanged.
pub fn replace_folder(target: &Target, files: &Files) -> Result<Option<Leftover>, WriteError> {
    let made = make_folders(target.parent())?;
    let removed = write_beside(target, files).inspect_err(|_| {
        for folder in made.iter().rev() {
            // One that another run uses by now is not empty.
            let _ = fs::remove_dir(folder);
        }
    })?;
    // The output is there, whether its name is on the disk yet or not.
    let _ = sync_folder(target.parent());
    Ok(removed)
}

fn write_beside(target: &Target, files: &Files) -> Result<Option<Leftover>, WriteError> {
    let (temporary, lock) = temporary::start(target)?;
    let write = || {
        write_all(&temporary, files)?;
        // A run takes a while: what came meanwhile is not ours either.
        let _turn = take_turn(target.parent());
        target.judge_folder()?;
        exchange(&temporary, target.path()).map_err(at(target.path()))
    };
    let written = write();
    drop(lock);
    // After an exchange this is the old output, after a failure what was written of the new one.
    let removed = match fs::remove_dir_all(&temporary) {
        Err(reason) if reason.kind() != io::ErrorKind::NotFound => Some(Leftover {
            path: temporary,
            reason,
        }),
        _ => None,
    };
    written.map(|()| removed)
}

/// Replaces one file, whose folder must be there.
///
/// # Errors
///
/// Fails if the file cannot be written or renamed; the target is then unchanged.
pub fn replace_file(target: &Target, bytes: &[u8]) -> Result<(), WriteError> {
    let builder = temporary::as_others(tempfile::Builder::new(), 0o666);
    let write = || {
        let mut file = builder.tempfile_in(target.parent())?;
        file.write_all(bytes)?;
        file.as_file().sync_data()?;
        file.persist(target.path()).map_err(|error| error.error)
    };
    write().map(|_| ()).map_err(at(target.path()))
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
        marker::add(&mut files, &[]);
        files
    }

    fn write(folder: &Path, files: &Files) -> Result<(), WriteError> {
        replace_folder(
            &Target::folder(folder, Path::new("no content"), None)?,
            files,
        )
        .map(|leftover| assert!(leftover.is_none()))
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
        let target = Target::folder(&place, Path::new("no content"), None).unwrap();
        fs::create_dir(&place).unwrap();
        fs::write(place.join("notes"), "mine").unwrap();
        assert!(replace_folder(&target, &files("one")).is_err());
        assert_eq!(fs::read(place.join("notes")).unwrap(), b"mine");
    }

    #[test]
    fn runs_at_once_leave_one_whole_output() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("out");
        let target = Target::folder(&target, Path::new("no content"), None).unwrap();
        let run = |number: usize| {
            let left = replace_folder(&target, &files(&number.to_string())).unwrap();
            assert!(left.is_none(), "{left:?}");
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
            super::replace_file(&Target::file(&path, &[]).unwrap(), text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}
