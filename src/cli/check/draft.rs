//! An article as its file gives it: checked values, texts not yet cleaned.

use vigie_core::date::Timestamp;

use super::front_matter::{self, FrontMatter};
use super::{body, document, withheld, yaml};
use crate::diagnostics::Diagnostic;
use crate::read::source::SourceFile;
use crate::read::withheld::{Reason, Revealed};

/// A file that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Path of the file relative to the content folder.
    pub path: String,
    /// What its front matter says.
    pub front: FrontMatter,
    /// Its body as written.
    pub body: String,
    /// Line of the file the body starts at.
    pub body_line: usize,
}

/// What one file gave.
#[derive(Debug, Default)]
pub struct CheckedFile {
    /// The article; `None` after an error.
    pub draft: Option<Draft>,
    /// Why it is not published, if it is not.
    pub withheld: Option<Reason>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file. Dates are compared with `now`; `shown` says which withheld articles are published anyway.
/// What is not published is not checked either: a draft may be half written.
pub fn read(file: &SourceFile, now: Timestamp, shown: Revealed) -> CheckedFile {
    let mut checked = CheckedFile::default();
    let found = &mut checked.diagnostics;
    let Some(document) = document::split(file, found) else {
        return checked;
    };
    let entries = yaml::parse(&file.path, &document.front_matter, found);
    let reasons = withheld::by_front_matter(&file.path, &entries, now, found);
    checked.withheld = reasons.into_iter().find(|reason| !shown.has(*reason));
    if checked.withheld.is_some() {
        return checked;
    }
    let front = front_matter::check(&file.path, &entries, found);
    found.extend(body::warnings(&file.path, &document));
    checked.draft = front.map(|front| Draft {
        path: file.path.clone(),
        front,
        body: document.body,
        body_line: document.body_line,
    });
    checked
}
