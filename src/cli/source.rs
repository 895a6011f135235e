//! Reads the content folder: which files are articles, and their bytes.
//!
//! The order is that of the paths, whatever the file system says. Only regular files ending in `.md` are
//! opened, so a pipe or a device cannot hang the build, and a link may not lead out of the folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Position};
use crate::withheld::{self, Revealed, Withheld};

/// Deepest folder below the content folder; deeper ones are taken for a loop.
const MAX_DEPTH: usize = 32;

/// One article as it stands in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the content folder, with slashes.
    pub path: String,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// What was found in a content folder.
#[derive(Debug, Default)]
pub struct Source {
    /// Articles in the order of their paths.
    pub files: Vec<SourceFile>,
    /// Paths of the other files, which articles may name: pictures, documents.
    pub others: Vec<String>,
    /// Articles that are not to be published, by their place.
    pub withheld: Vec<Withheld>,
    /// Files that were skipped or refused.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a folder cannot be read: the system's reason and the path.
#[derive(Debug)]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// The system's own reason.
    pub reason: io::Error,
}

/// Reads every article below `root`. Hidden files and folders are skipped, and `README.md` without front
/// matter, which people keep beside their articles. Files over `max_bytes` are errors. `shown` says which of
/// the files that are not to be published are read all the same.
pub fn read(root: &Path, max_bytes: u64, shown: Revealed) -> Result<Source, ReadError> {
    let canonical = fs::canonicalize(root).map_err(|reason| read_error(root, reason))?;
    let mut walk = Walk {
        root: &canonical,
        paths: Vec::new(),
        others: Vec::new(),
        diagnostics: Vec::new(),
    };
    walk.folder(&canonical, "", 0)?;
    walk.paths.sort();
    walk.others.sort();
    let mut withheld = Vec::new();
    walk.paths.retain(|path| {
        let reason = withheld::by_path(path).filter(|reason| !shown.has(*reason));
        withheld.extend(reason.map(|reason| Withheld {
            path: path.clone(),
            reason,
        }));
        reason.is_none()
    });
    let read: Vec<_> = walk
        .paths
        .par_iter()
        .map(|path| read_file(&canonical, path, max_bytes))
        .collect();
    let mut source = Source {
        files: Vec::with_capacity(read.len()),
        others: walk.others,
        withheld,
        diagnostics: walk.diagnostics,
    };
    for outcome in read {
        match outcome? {
            Ok(file) if is_readme(&file) => {}
            Ok(file) => source.files.push(file),
            Err(diagnostic) => source.diagnostics.push(diagnostic),
        }
    }
    Ok(source)
}

struct Walk<'a> {
    root: &'a Path,
    paths: Vec<String>,
    others: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) -> Result<(), ReadError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(|reason| read_error(folder, reason))? {
            names.push(
                entry
                    .map_err(|reason| read_error(folder, reason))?
                    .file_name(),
            );
        }
        names.sort();
        for name in names {
            let shown = name.to_string_lossy();
            if !shown.starts_with('.') {
                self.entry(&folder.join(&name), &format!("{prefix}{shown}"), depth)?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, relative: &str, depth: usize) -> Result<(), ReadError> {
        let is_article = Path::new(relative)
            .extension()
            .is_some_and(|extension| extension == "md");
        let kind = fs::symlink_metadata(path)
            .map_err(|reason| read_error(path, reason))?
            .file_type();
        let kind = if kind.is_symlink() {
            match self.follow(path) {
                Ok(kind) => kind,
                Err(reason) => {
                    self.skip(relative, reason);
                    return Ok(());
                }
            }
        } else {
            kind
        };
        if kind.is_dir() {
            if depth == MAX_DEPTH {
                self.skip(
                    relative,
                    "folder nested too deep, perhaps a link to a folder above it",
                );
                return Ok(());
            }
            return self.folder(path, &format!("{relative}/"), depth + 1);
        }
        if is_article && kind.is_file() {
            self.paths.push(relative.to_owned());
        } else if is_article {
            self.skip(relative, "not a regular file");
        } else if kind.is_file() {
            self.others.push(relative.to_owned());
        }
        Ok(())
    }

    /// Judges a link by the place it leads to.
    fn follow(&self, path: &Path) -> Result<fs::FileType, &'static str> {
        let target = fs::canonicalize(path).map_err(|_| "link that leads nowhere")?;
        if !target.starts_with(self.root) {
            return Err("link to a place outside the content directory");
        }
        Ok(fs::metadata(&target)
            .map_err(|_| "link that leads nowhere")?
            .file_type())
    }

    fn skip(&mut self, relative: &str, reason: &str) {
        self.diagnostics.push(Diagnostic::warning(
            relative,
            None,
            "W003",
            format!("skipped: {reason}"),
        ));
    }
}

fn read_file(
    root: &Path,
    relative: &str,
    max_bytes: u64,
) -> Result<Result<SourceFile, Diagnostic>, ReadError> {
    let path = root.join(relative);
    let size = fs::metadata(&path)
        .map_err(|reason| read_error(&path, reason))?
        .len();
    if size > max_bytes {
        let message = format!(
            "file of {} is over the limit of {}",
            mebibytes(size),
            limit(max_bytes)
        );
        return Ok(Err(Diagnostic::error(
            relative,
            Position::START,
            "E003",
            message,
        )
        .with_hint("--max-file-size raises the limit")));
    }
    let bytes = fs::read(&path).map_err(|reason| read_error(&path, reason))?;
    Ok(Ok(SourceFile {
        path: relative.to_owned(),
        bytes,
    }))
}

fn is_readme(file: &SourceFile) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    name.eq_ignore_ascii_case("readme.md") && !file.bytes.starts_with(b"---")
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / 1_048_576.0)
}

fn limit(bytes: u64) -> String {
    format!("{} MiB", bytes >> 20)
}

fn read_error(path: &Path, reason: io::Error) -> ReadError {
    ReadError {
        path: path.to_owned(),
        reason,
    }
}
