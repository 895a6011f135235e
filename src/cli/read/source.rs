//! Reads the content folder: finds the articles and reads their bytes.
//!
//! The type of a file is only checked when it is read ([`crate::read`]). An entry that cannot be an article gives a
//! warning; an article that cannot be read is an error, because otherwise it would silently disappear from the
//! site.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::walk::{Hidden, walk};
use super::withheld::{self, Revealed, Withheld};
use super::{ReadError, Refusal, Root, SETTINGS};
use crate::diagnostics::{Code, Diagnostic};

/// One article file of the folder.
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
    /// Links to folders, with the path under which the files of each are listed.
    pub links: BTreeMap<String, String>,
    /// Articles that are not to be published, by their place.
    pub withheld: Vec<Withheld>,
    /// Files that were skipped or refused.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every article of a folder. Hidden files and folders are skipped, and `README.md` without front
/// matter, which people keep beside their articles. Files over `max_bytes` are errors. `shown` says which of
/// the files that are not to be published are read all the same.
///
/// # Errors
///
/// Fails if the folder itself cannot be read; errors of single files are part of the result.
pub fn read(root: &Root, max_bytes: u64, shown: Revealed) -> Result<Source, ReadError> {
    let walked = walk(root, Hidden::Skipped)?;
    let mut diagnostics = Vec::new();
    for (path, refusal) in walked.skipped {
        // Settings that cannot be read are errors where they are read.
        if !SETTINGS.contains(&path.as_str()) {
            diagnostics.push(not_read(&path, refusal));
        }
    }
    let (mut paths, others): (Vec<String>, _) =
        walked.files.into_iter().partition(|path| is_article(path));
    let mut withheld = Vec::new();
    paths.retain(|path| {
        let reason = withheld::by_path(path).filter(|reason| !shown.has(*reason));
        withheld.extend(reason.map(|reason| Withheld {
            path: path.clone(),
            reason,
        }));
        reason.is_none()
    });
    let read: Vec<_> = paths
        .into_par_iter()
        .map(|path| match root.read(&path, max_bytes) {
            Ok(bytes) => Ok(SourceFile { path, bytes }),
            Err(refusal) => Err(not_read(&path, refusal)),
        })
        .collect();
    let mut files = Vec::with_capacity(read.len());
    for outcome in read {
        match outcome {
            Ok(file) if is_readme(&file) => {}
            Ok(file) => files.push(file),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    Ok(Source {
        files,
        others,
        links: walked.links,
        withheld,
        diagnostics,
    })
}

/// Says why a file or folder is not read: an error where it may hold an article.
fn not_read(path: &str, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::TooLarge { .. } | Refusal::System(_) | Refusal::Missing => {
            refusal.into_error(path)
        }
        Refusal::DeadLink
        | Refusal::Outside
        | Refusal::NoFile
        | Refusal::NotUnicode
        | Refusal::TooDeep => {
            Diagnostic::new(path, None, Code::FileSkipped, format!("skipped: {refusal}"))
        }
    }
}

fn is_article(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(stem, ending)| ending == "md" && !stem.is_empty() && !stem.ends_with('/'))
}

fn is_readme(file: &SourceFile) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    name.eq_ignore_ascii_case("readme.md") && !file.bytes.starts_with(b"---")
}
