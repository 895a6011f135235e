//! An article as its file gives it: checked values, texts not yet cleaned.

use vigie_core::article::Kind;
use vigie_core::date::Timestamp;
use vigie_core::language::Language;
use vigie_core::permalink::Permalink;
use vigie_core::url::SafeUrl;

use crate::diagnostics::{Diagnostic, Position};
use crate::source::SourceFile;
use crate::{document, front_matter, yaml};

/// A file that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Path of the file relative to the content folder.
    pub path: String,
    /// What its front matter says.
    pub front: FrontMatter,
    /// Its body as written.
    pub body: String,
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
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file. `now` tells dates in the future.
pub fn read(file: &SourceFile, now: Timestamp) -> Reading {
    let mut diagnostics = Vec::new();
    let draft = match try_read(file, now, &mut diagnostics) {
        Ok(draft) => draft,
        Err(error) => {
            diagnostics.push(error);
            None
        }
    };
    Reading { draft, diagnostics }
}

fn try_read(
    file: &SourceFile,
    now: Timestamp,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Draft>, Diagnostic> {
    let document = document::split(file, diagnostics)?;
    let entries = yaml::parse(&file.path, document.front_matter, diagnostics)?;
    let front = front_matter::check(&file.path, &entries, now, diagnostics);
    diagnostics.extend(crate::cleaning::body_warnings(&file.path, &document));
    Ok(front.map(|front| Draft {
        path: file.path.clone(),
        front,
        body: document.body.to_owned(),
    }))
}
