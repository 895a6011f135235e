//! The path of an output, checked before anything is written.
//!
//! Symbolic links are followed: the folder that a link points to is checked and replaced, and the link remains.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::temporary::take_turn;
use super::{WriteError, marker};

/// Why a folder or file may not be replaced.
const OUTPUT: &str = "the output cannot be replaced";

/// A place that may be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Absolute and without links; what is missing of it is made.
    path: PathBuf,
    /// The same as it was named.
    given: PathBuf,
}

impl Target {
    /// Takes a folder that is written as a whole. It may be missing, empty or an earlier output, and must not hold
    /// the content or the app. It may lie in the content, which is read without it, but not in the app.
    ///
    /// # Errors
    ///
    /// Fails if the folder may not be replaced: it contains files of others, an input or the current folder, or
    /// its path cannot be resolved.
    pub fn folder(given: &Path, content: &Path, app: Option<&Path>) -> Result<Self, WriteError> {
        let target = Self::find(given)?;
        target.keep_around(content)?;
        target.keep_apart(app.as_slice())?;
        // Not while another run exchanges it: half of what is seen would be of another output.
        let _turn = take_turn(target.parent());
        target.judge_folder()?;
        Ok(target)
    }

    /// Takes a file that is written as a whole. It may be missing or a regular file, and must not be an input, nor
    /// lie in one of them.
    ///
    /// # Errors
    ///
    /// Fails if the file may not be replaced: it is not a regular file, is an input or inside one, or its path
    /// cannot be resolved.
    pub fn file(given: &Path, inputs: &[&Path]) -> Result<Self, WriteError> {
        let target = Self::find(given)?;
        target.keep_apart(inputs)?;
        match fs::symlink_metadata(&target.path) {
            Ok(found) if !found.is_file() => Err(target.refused("it is not a regular file")),
            _ => Ok(target),
        }
    }

    /// Returns the place, absolute and without links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns its parent folder.
    pub(super) fn parent(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    fn find(given: &Path) -> Result<Self, WriteError> {
        let path = real(given).map_err(|reason| {
            let leads_nowhere = fs::symlink_metadata(given).is_ok_and(|found| found.is_symlink());
            let hint = match reason.kind() {
                io::ErrorKind::NotFound if leads_nowhere => "it is a broken symbolic link",
                io::ErrorKind::NotFound => "its path contains a broken symbolic link",
                io::ErrorKind::NotADirectory => "part of its path is a file",
                _ => "",
            };
            WriteError {
                hint: hint.to_owned(),
                ..WriteError::new(given, &reason)
            }
        })?;
        Ok(Self {
            path,
            given: given.to_owned(),
        })
    }

    pub(super) fn refused(&self, hint: impl Into<String>) -> WriteError {
        WriteError {
            path: self.given.clone(),
            message: OUTPUT.to_owned(),
            hint: hint.into(),
        }
    }

    fn keep_apart(&self, inputs: &[&Path]) -> Result<(), WriteError> {
        for input in inputs {
            self.keep_around(input)?;
            if fs::canonicalize(input).is_ok_and(|input| self.path.starts_with(input)) {
                let reason = "it is inside a folder that this run reads, so the next run would read it too; choose a place outside";
                return Err(self.refused(reason));
            }
        }
        Ok(())
    }

    /// Refuses to replace an input, or a folder around it.
    fn keep_around(&self, input: &Path) -> Result<(), WriteError> {
        match fs::canonicalize(input) {
            Ok(input) if input == self.path => {
                Err(self.refused("it is read by this run; choose another one"))
            }
            Ok(input) if input.starts_with(&self.path) => Err(self.refused(
                "the folder to replace contains the content or the app; choose another one",
            )),
            // A missing file is reported where it is read.
            _ => Ok(()),
        }
    }

    /// Refuses what an exchange would destroy, or could not exchange.
    pub(super) fn judge_folder(&self) -> Result<(), WriteError> {
        if self.path.parent().is_none() {
            return Err(self.refused("it is the root of the file system; choose a folder"));
        }
        let found = match fs::symlink_metadata(&self.path) {
            Ok(found) => found,
            Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(reason) => return Err(WriteError::new(&self.given, &reason)),
        };
        if !found.is_dir() {
            return Err(self.refused("it is a file, not a folder; choose another name"));
        }
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&self.path)) {
            // The shell of the user would be left in a deleted folder.
            return Err(
                self.refused("it contains the current folder; run the command from another folder")
            );
        }
        if is_mount_point(&self.path) {
            return Err(
                self.refused("a mount point cannot be exchanged; choose a folder inside it")
            );
        }
        match marker::foreign(&self.path) {
            Ok(None) => Ok(()),
            Ok(Some(name)) => Err(self.refused(format!(
                "the folder contains files that vigie did not write: {name}; choose an empty or a new folder"
            ))),
            Err(reason) => Err(WriteError::new(&self.given, &reason)),
        }
    }
}

/// Follows the links of a path whose end may be missing. A `..` after what is missing takes it back.
fn real(given: &Path) -> io::Result<PathBuf> {
    let mut real = fs::canonicalize(".")?;
    for component in given.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            Component::Prefix(_) | Component::RootDir => real.push(component),
            Component::Normal(name) => {
                real.push(name);
                match fs::symlink_metadata(&real) {
                    Ok(found) if found.is_symlink() => real = fs::canonicalize(&real)?,
                    Err(reason) if reason.kind() != io::ErrorKind::NotFound => return Err(reason),
                    Ok(_) | Err(_) => {}
                }
            }
        }
    }
    Ok(real)
}

#[cfg(target_os = "linux")]
fn is_mount_point(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let root = StatxAttributes::MOUNT_ROOT;
    statx(CWD, folder, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(root))
}

/// The exchange itself fails there.
#[cfg(not(target_os = "linux"))]
fn is_mount_point(_folder: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[track_caller]
    fn check(given: &Path, expected: Result<&Path, &str>) {
        check_beside(given, Path::new("no content"), None, expected);
    }

    #[track_caller]
    fn check_beside(
        given: &Path,
        content: &Path,
        app: Option<&Path>,
        expected: Result<&Path, &str>,
    ) {
        let name = given.display();
        match (Target::folder(given, content, app), expected) {
            (Ok(target), expected) => assert_eq!(Ok(target.path()), expected, "{name}"),
            (Err(error), Ok(path)) => panic!("{name} is not {}: {error:?}", path.display()),
            (Err(error), Err(part)) => {
                let said = format!("{} {}", error.message, error.hint);
                assert!(said.contains(part), "{name}: {said}");
            }
        }
    }

    #[test]
    fn the_place_is_where_links_lead() {
        let folder = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir_all(folder.join("real")).unwrap();
        fs::write(folder.join("file"), "").unwrap();
        for (to, name) in [("real", "link"), ("nowhere", "dead"), ("file", "to-file")] {
            symlink(to, folder.join(name)).unwrap();
        }
        let out = folder.join("real/out");
        for given in [
            "link/out",
            "link/out/",
            "link/./out/.",
            "new/../real/out",
            "link/../real/out",
        ] {
            check(&folder.join(given), Ok(&out));
        }
        check(&folder.join("link"), Ok(&folder.join("real")));
        check(&folder.join("dead"), Err("broken symbolic link"));
        check(
            &folder.join("dead/x"),
            Err("its path contains a broken symbolic link"),
        );
        check(&folder.join("to-file"), Err("a file, not a folder"));
        check(&folder.join("file"), Err("a file, not a folder"));
        check(&folder.join("file/x"), Err("part of its path is a file"));
        check(Path::new("/"), Err("root of the file system"));
        check(Path::new("."), Err("the current folder"));
        check(Path::new(".."), Err("the current folder"));
        #[cfg(target_os = "linux")]
        check(Path::new("/proc"), Err("a mount point"));
    }

    #[test]
    fn inputs_and_output_lie_apart() {
        let folder = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(folder.path()).unwrap();
        let content = folder.join("content");
        fs::create_dir_all(content.join("images")).unwrap();
        fs::write(content.join("q.tsv"), "").unwrap();
        symlink("content", folder.join("link")).unwrap();
        let none = Path::new("no content");
        for (content, app) in [(&*content, None), (none, Some(&*content))] {
            let check = |place: &Path, expected| check_beside(place, content, app, expected);
            check(&folder, Err("contains the content or the app"));
            check_beside(
                &folder.join("content"),
                content,
                app,
                Err("read by this run"),
            );
            let beside = folder.join("content-out");
            check(&beside, Ok(&beside));
        }
        for inside in ["content/out", "link/out", "new/../link/out"] {
            let (given, found) = (folder.join(inside), content.join("out"));
            check_beside(&given, &content, None, Ok(&found));
            check_beside(
                &given,
                none,
                Some(&content),
                Err("it is inside a folder that this run reads"),
            );
        }
        assert!(Target::file(&content.join("q.tsv"), &[&content.join("q.tsv")]).is_err());
        assert!(Target::file(&content, &[]).is_err());
        assert!(Target::file(&content.join("q.tsv"), &[]).is_ok());
    }
}
