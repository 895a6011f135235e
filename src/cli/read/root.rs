//! The only way to read a file: it must be a regular file, inside its folder, and within a size limit.
//!
//! A folder may contain pipes that block for ever, devices that never end, links to files of other users, and
//! circular links. A name is therefore resolved first and must stay inside the folder; files are opened without
//! blocking and must be regular; at most one byte more than the limit is read. Start at [`Root`]; [`walk`] lists
//! what a folder contains.
//!
//! [`walk`]: crate::read::walk

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic, Position};

/// Bytes of a MiB.
const MIB: f64 = 1_048_576.0;

/// A folder that is read, never beyond its border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// The folder itself, without links.
    path: PathBuf,
}

/// Why a folder cannot be read: the system's reason and the path.
#[derive(Debug)]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// The system's own reason.
    pub reason: io::Error,
}

/// Why something in a folder is not read.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such file.
    Missing,
    /// A link whose end does not exist.
    DeadLink,
    /// A link to a place outside.
    Outside,
    /// A pipe, a device, a socket or a folder.
    NoFile,
    /// More bytes than the limit.
    TooLarge {
        /// Bytes as far as they are known.
        bytes: u64,
        /// Maximum bytes.
        limit: u64,
    },
    /// A name that no address can hold.
    NotUnicode,
    /// A folder below more folders than are followed.
    TooDeep,
    /// The system refuses.
    System(io::Error),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("no such file"),
            Self::DeadLink => f.write_str("broken symbolic link"),
            Self::Outside => f.write_str("link to a place outside the content directory"),
            Self::NoFile => f.write_str("not a regular file"),
            Self::TooLarge { bytes, limit } => write!(
                f,
                "file of {:.1} MiB is over the limit of {} MiB",
                *bytes as f64 / MIB,
                limit >> 20
            ),
            Self::NotUnicode => f.write_str("name that is not UTF-8"),
            Self::TooDeep => f.write_str("folder nested too deep"),
            Self::System(reason) => reason.fmt(f),
        }
    }
}

impl Refusal {
    /// The same for functions that know errors of the system alone.
    pub fn into_io(self) -> io::Error {
        match self {
            Self::Missing => io::ErrorKind::NotFound.into(),
            Self::System(reason) => reason,
            Self::Outside => io::Error::other("link to a place outside its folder"),
            other => io::Error::other(other.to_string()),
        }
    }
}

impl Root {
    /// Takes a folder; links on the way to it are followed.
    ///
    /// # Errors
    ///
    /// Fails if there is no such folder, or it is not a folder.
    pub fn open(folder: &Path) -> Result<Self, ReadError> {
        let error = |reason| ReadError {
            path: folder.to_owned(),
            reason,
        };
        let path = fs::canonicalize(folder).map_err(error)?;
        if path.is_dir() {
            return Ok(Self { path });
        }
        Err(error(io::ErrorKind::NotADirectory.into()))
    }

    /// Returns the folder, without links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Follows a name, relative to the folder and with slashes, to where it leads.
    ///
    /// # Errors
    ///
    /// Fails if there is no such file, or it is outside the folder.
    pub fn resolve(&self, name: &str) -> Result<PathBuf, Refusal> {
        let path = self.path.join(name);
        match fs::canonicalize(&path) {
            Ok(real) if real.starts_with(&self.path) => Ok(real),
            Ok(_) => Err(Refusal::Outside),
            Err(reason) if reason.kind() == io::ErrorKind::PermissionDenied => {
                Err(Refusal::System(reason))
            }
            Err(reason) => Err(match fs::symlink_metadata(&path) {
                Ok(found) if found.is_symlink() => Refusal::DeadLink,
                Err(_) if reason.kind() == io::ErrorKind::NotFound => Refusal::Missing,
                _ => Refusal::System(reason),
            }),
        }
    }

    /// Reads a file, given by its name relative to the folder, of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be resolved, is not a regular file, is larger than `limit`, or cannot be read.
    pub fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        let real = self.resolve(name)?;
        read_whole(open(&real, Links::Refused), &real, limit)
    }

    /// Reads a file of settings; `None` where there is none. One that is there and cannot be read is an error: the
    /// site would be another one without it.
    ///
    /// # Errors
    ///
    /// Returns a diagnostic if the file exists and cannot be read.
    pub fn settings(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        match self.read(name, limit) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Refusal::Missing) => Ok(None),
            Err(refusal) => Err(refusal.into_error(name)),
        }
    }
}

impl Refusal {
    /// Makes the error of a file that cannot be left out.
    pub fn into_error(self, name: &str) -> Diagnostic {
        let message = self.to_string();
        match self {
            Self::TooLarge { .. } => {
                Diagnostic::new(name, Position::START, Code::TooLarge, message)
                    .with_hint("--max-file-size raises the limit")
            }
            Self::System(_) | Self::Missing => Diagnostic::new(name, None, Code::System, message)
                .with_hint("make it readable, or move it out of the folder"),
            _ => Diagnostic::new(name, None, Code::System, message)
                .with_hint("replace it with a regular file, or move it out of the folder"),
        }
    }
}

/// Reads a file that was named by a person, wherever it lies, of at most `limit` bytes.
///
/// # Errors
///
/// Fails if the file is not a regular file, is larger than `limit`, or cannot be read.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
    read_whole(open(path, Links::Followed), path, limit)
}

/// What happens to a link at the end of a path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    Followed,
    /// The path was resolved: a link there took the place of what was judged.
    Refused,
}

/// Reads what was opened. It is judged after it was opened, so that nothing takes its place in between.
fn read_whole(opened: io::Result<File>, path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
    let file = opened.map_err(|reason| match fs::metadata(path) {
        // Sockets and, on some systems, folders cannot even be opened.
        Ok(found) if !found.is_file() => Refusal::NoFile,
        Err(_) if reason.kind() == io::ErrorKind::NotFound => Refusal::Missing,
        _ => Refusal::System(reason),
    })?;
    let found = file.metadata().map_err(Refusal::System)?;
    if !found.is_file() {
        return Err(Refusal::NoFile);
    }
    let too_large = |bytes| Refusal::TooLarge { bytes, limit };
    if found.len() > limit {
        return Err(too_large(found.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default());
    // The size is what the system says; a file may grow, and some have none.
    let read = file.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(Refusal::System)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Opens without waiting: a pipe has no reader's end to wait for.
#[cfg(unix)]
fn open(path: &Path, links: Links) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    flags.set(OFlags::NOFOLLOW, links == Links::Refused);
    // Flags of `open` fit into its argument.
    let flags = i32::try_from(flags.bits()).unwrap_or_default();
    File::options().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path, _links: Links) -> io::Result<File> {
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_limit_is_read_and_a_larger_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "1234").unwrap();
        let root = Root::open(folder.path()).unwrap();
        assert_eq!(root.read("a", 4).unwrap(), b"1234");
        assert!(matches!(
            root.read("a", 3),
            Err(Refusal::TooLarge { bytes: 4, limit: 3 })
        ));
        assert!(matches!(root.read("b", 3), Err(Refusal::Missing)));
        assert!(matches!(root.read(".", 3), Err(Refusal::NoFile)));
        assert!(matches!(root.read("..", 3), Err(Refusal::Outside)));
        assert!(Root::open(&folder.path().join("a")).is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_has_no_end_is_refused_before_it_is_read() {
        assert!(matches!(
            read_file(Path::new("/dev/zero"), 9),
            Err(Refusal::NoFile)
        ));
        // A regular file whose size is said to be nothing.
        assert!(matches!(
            read_file(Path::new("/proc/self/smaps"), 9),
            Err(Refusal::TooLarge { bytes: 10, .. })
        ));
    }

    #[cfg(unix)]
    #[test]
    fn pipes_sockets_and_links_out_are_refused_without_waiting() {
        use std::os::unix::{fs::symlink, net::UnixListener};
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let _socket = UnixListener::bind(path("socket")).unwrap();
        symlink("/etc/passwd", path("out")).unwrap();
        symlink("nowhere", path("dead")).unwrap();
        symlink("circle", path("circle")).unwrap();
        let root = Root::open(folder.path()).unwrap();
        assert!(matches!(root.read("socket", 9), Err(Refusal::NoFile)));
        assert!(matches!(root.read("out", 9), Err(Refusal::Outside)));
        assert!(matches!(root.read("dead", 9), Err(Refusal::DeadLink)));
        assert!(matches!(root.read("circle", 9), Err(Refusal::DeadLink)));
        let pipe = std::process::Command::new("mkfifo")
            .arg(path("pipe"))
            .status();
        if pipe.is_ok_and(|status| status.success()) {
            assert!(matches!(root.read("pipe", 9), Err(Refusal::NoFile)));
            assert!(matches!(read_file(&path("pipe"), 9), Err(Refusal::NoFile)));
        }
    }
}
