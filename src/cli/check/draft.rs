//! An article as its file gives it: checked values, texts not yet cleaned.

use vigie_core::article::Kind;
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use vigie_core::permalink::Permalink;
use vigie_core::url::SafeUrl;

use super::{body, document, front_matter, withheld, yaml};
use crate::diagnostics::{Diagnostic, Position};
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

/// Checked front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// `title`, not empty once cleaned.
    pub title: String,
    /// `date`.
    pub published: Timestamp,
    /// `permalink`.
    pub permalink: Permalink,
    /// Where the permalink stands.
    pub permalink_at: Position,
    /// Whether `publishedDate` names the UTC day of `date`.
    pub day_is_right: bool,
    /// `summary`; may be empty.
    pub summary: String,
    /// `sourceUrl` as written; may be empty.
    pub source_url: String,
    /// `sourceUrl` where it is safe.
    pub url: Option<SafeUrl>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `imageUrl` as written, with its place; empty where it is unsafe or missing.
    pub image: String,
    /// Where `imageUrl` stands.
    pub image_at: Position,
    /// `imageCredit`; may be empty.
    pub credit: String,
    /// `kind`.
    pub kind: Option<Kind>,
    /// `lang`.
    pub language: Option<Language>,
    /// `source`; may be empty.
    pub source: String,
    /// `aliases`.
    pub aliases: Vec<Permalink>,
    /// Keys that mean nothing here, with their places.
    pub unknown: Vec<(String, Position)>,
}

/// What one file gave.
#[derive(Debug, Default)]
pub struct Reading {
    /// The article; `None` after an error.
    pub draft: Option<Draft>,
    /// Why it is not published, if it is not.
    pub withheld: Option<Reason>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file. `now` tells dates ahead and past; `shown` says what of that is published all the same.
/// What is not published is not checked either: a draft may be half written.
pub fn read(file: &SourceFile, now: Timestamp, shown: Revealed) -> Reading {
    let mut reading = Reading::default();
    let found = &mut reading.diagnostics;
    let Some(document) = document::split(file, found) else {
        return reading;
    };
    let entries = yaml::parse(&file.path, &document.front_matter, found);
    let reasons = withheld::by_front_matter(&file.path, &entries, now, found);
    reading.withheld = reasons.into_iter().find(|reason| !shown.has(*reason));
    if reading.withheld.is_some() {
        return reading;
    }
    let front = front_matter::check(&file.path, &entries, found);
    found.extend(body::warnings(&file.path, &document));
    reading.draft = front.map(|front| Draft {
        path: file.path.clone(),
        front,
        body: document.body,
        body_line: document.body_line,
    });
    reading
}
