//! A content folder → the collection it holds, with everything there is to say about it.

use std::path::Path;

use rayon::prelude::*;
use vigie_core::concepts::Thesaurus;
use vigie_core::date::Timestamp;

use crate::collection::{self, Collection};
use crate::config::{self, Config};
use crate::diagnostics::{self, Diagnostic};
use crate::draft;
use crate::progress::Progress;
use crate::report::Report;
use crate::source::{self, ReadError};
use crate::thesaurus;

/// How a folder is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Largest file taken for an article, in bytes.
    pub max_file_bytes: u64,
    /// When the bundle is built.
    pub generated: Timestamp,
    /// Whether a bar is drawn.
    pub shows_progress: bool,
}

/// Reads and checks everything. `None` if there is nothing to publish; `found` says why.
pub fn collect(
    content: &Path,
    options: Options,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<(Collection, Report)>, ReadError> {
    let config = match config::read(content)? {
        Ok(config) => config,
        Err(error) => {
            found.push(error);
            Config::default()
        }
    };
    let thesaurus = match thesaurus::read(content, &config)? {
        Ok(thesaurus) => thesaurus,
        Err(errors) => {
            found.extend(errors);
            Thesaurus::default()
        }
    };
    let source = source::read(content, options.max_file_bytes)?;
    found.extend(source.diagnostics);
    if source.files.is_empty() && !diagnostics::has_errors(found) {
        let name = content.display().to_string();
        found.push(
            Diagnostic::error(&name, None, "E060", "no article found").with_hint(
                "an empty bundle would clear the site; articles are files ending in .md",
            ),
        );
        return Ok(None);
    }
    let progress = Progress::start("reading", source.files.len(), options.shows_progress);
    let readings: Vec<draft::Reading> = source
        .files
        .par_iter()
        .map(|file| {
            progress.step();
            draft::read(file, options.generated)
        })
        .collect();
    drop(progress);
    let mut drafts = Vec::with_capacity(readings.len());
    for reading in readings {
        found.extend(reading.diagnostics);
        drafts.extend(reading.draft);
    }
    let options = collection::Options {
        content,
        config: &config,
        generated: options.generated,
        thesaurus: &thesaurus,
    };
    Ok(Some(collection::collect(&drafts, &options, found)))
}
