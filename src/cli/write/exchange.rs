//! Swaps the names of two folders: atomically where the system can, otherwise in two steps that can be undone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Gives the new folder the target's name. Where the system knows no exchange there is a moment without
/// either, between two renames.
pub(super) fn exchange(new: &Path, target: &Path) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
