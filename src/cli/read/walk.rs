//! Lists the files of a folder; each real folder is visited once.
//!
//! Entries are sorted by name, independent of the file system. Real folders are visited first, under their own
//! names; a linked folder is visited under the name of the link if it was not visited before. Circular links, or
//! many links to one folder, therefore cost nothing.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::marker::is_output;
use super::{ReadError, Refusal, Root};

/// Deepest folder below the root; a path of more could not be opened everywhere.
const MAX_DEPTH: usize = 32;

/// Whether names that start with a dot, and folders that an earlier run wrote, are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// They are the publisher's own, and no content.
    Skipped,
    /// They are files as any other.
    Listed,
}

/// What was found, by names relative to the folder and with slashes.
#[derive(Debug, Default)]
pub struct Walked {
    /// Everything that is no folder, in order. What of it is a regular file shows when it is read.
    pub files: Vec<String>,
    /// Links to folders, with the name under which the files of each are listed.
    pub links: BTreeMap<String, String>,
    /// What is not listed, and why; names that are not UTF-8 are written with escapes.
    pub skipped: Vec<(String, Refusal)>,
}

/// Lists a folder.
///
/// # Errors
///
/// Fails if the folder itself cannot be listed; other entries that cannot be listed are part of the result.
pub fn walk(root: &Root, hidden: Hidden) -> Result<Walked, ReadError> {
    let mut walk = Walk {
        root,
        hidden,
        names: HashMap::new(),
        later: VecDeque::new(),
        walked: Walked::default(),
    };
    walk.list(root.path(), "").map_err(|reason| ReadError {
        path: root.path().to_owned(),
        reason,
    })?;
    while let Some((name, real)) = walk.later.pop_front() {
        walk.folder(&real, name);
    }
    let mut walked = walk.walked;
    walked.files.sort();
    Ok(walked)
}

struct Walk<'a> {
    root: &'a Root,
    hidden: Hidden,
    /// The name of each real folder.
    names: HashMap<PathBuf, String>,
    /// Links to folders that wait until real folders have their names.
    later: VecDeque<(String, PathBuf)>,
    walked: Walked,
}

impl Walk<'_> {
    fn folder(&mut self, real: &Path, name: String) {
        if let Some(known) = self.names.get(real) {
            self.walked.links.insert(name, known.clone());
        } else if name.matches('/').count() >= MAX_DEPTH {
            self.walked.skipped.push((name, Refusal::TooDeep));
        } else if let Err(reason) = self.list(real, &name) {
            self.walked.skipped.push((name, Refusal::System(reason)));
        }
    }

    fn list(&mut self, real: &Path, name: &str) -> io::Result<()> {
        self.names.insert(real.to_owned(), name.to_owned());
        let mut entries = fs::read_dir(real)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let own = entry.file_name();
            if self.hidden == Hidden::Skipped && own.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let slash = if name.is_empty() { "" } else { "/" };
            let Some(unicode) = own.to_str() else {
                let shown = format!("{name}{slash}{}", escaped(&own));
                self.walked.skipped.push((shown, Refusal::NotUnicode));
                continue;
            };
            let path = format!("{name}{slash}{unicode}");
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if self.hidden == Hidden::Listed || !is_output(&entry.path()) {
                    self.folder(&entry.path(), path);
                }
            } else if kind.is_symlink() {
                self.link(path);
            } else {
                self.walked.files.push(path);
            }
        }
        Ok(())
    }

    fn link(&mut self, name: String) {
        match self.root.resolve(&name) {
            Ok(real) if self.hidden == Hidden::Skipped && is_output(&real) => {}
            Ok(real) if real.is_dir() => self.later.push_back((name, real)),
            Ok(_) => self.walked.files.push(name),
            Err(refusal) => self.walked.skipped.push((name, refusal)),
        }
    }
}

/// Writes a name with its odd bytes as `\xE9`.
fn escaped(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02X}");
        }
    }
    text
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    #[test]
    fn each_real_folder_is_walked_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["one/two", ".pool/deep"] {
            fs::create_dir_all(path(name)).unwrap();
        }
        for name in ["a.md", "one/two/b.md", ".pool/deep/c.png"] {
            fs::write(path(name), "").unwrap();
        }
        for (to, name) in [
            (".", "self"),
            (".", "again"),
            ("..", "one/up"),
            ("one", "another"),
            (".pool", "pool"),
            (".pool/deep", "deep"),
            ("a.md", "same.md"),
        ] {
            symlink(to, path(name)).unwrap();
        }
        let walked = walk(&Root::open(folder.path()).unwrap(), Hidden::Skipped).unwrap();
        assert_eq!(
            walked.files,
            ["a.md", "deep/c.png", "one/two/b.md", "same.md"]
        );
        let links = walked.links.iter();
        let links: Vec<_> = links.map(|(link, to)| (&**link, &**to)).collect();
        assert_eq!(
            links,
            [
                ("again", ""),
                ("another", "one"),
                ("one/up", ""),
                ("pool/deep", "deep"),
                ("self", "")
            ]
        );
        assert!(walked.skipped.is_empty(), "{:?}", walked.skipped);
    }

    #[test]
    fn names_that_are_not_unicode_are_told_with_escapes() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder
                .path()
                .join(OsStr::from_bytes(b"plan\xe9 \xc3\xa9.md")),
            "",
        )
        .unwrap();
        fs::create_dir(folder.path().join(OsStr::from_bytes(b"\xff"))).unwrap();
        let walked = walk(&Root::open(folder.path()).unwrap(), Hidden::Skipped).unwrap();
        let skipped = walked.skipped.iter().map(|(name, _)| name.as_str());
        assert_eq!(skipped.collect::<Vec<_>>(), ["plan\\xE9 é.md", "\\xFF"]);
    }
}
