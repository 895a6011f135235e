//! Reads a content folder into a collection, with all diagnostics.

use std::path::Path;

use rayon::prelude::*;
use vigie_core::date::Timestamp;

use super::progress::Progress;
use crate::check::concepts;
use crate::check::config;
use crate::check::draft;
use crate::collect::report::Report;
use crate::collect::{self, Collection};
use crate::diagnostics::{self, Code, Diagnostic};
use crate::read::source;
use crate::read::withheld::{Reason, Revealed, Withheld};
use crate::read::{ReadError, Root};

/// How a folder is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Largest article and largest file of settings, in bytes.
    pub max_file_bytes: u64,
    /// When the bundle is built.
    pub generated: Timestamp,
    /// What is published although its file says otherwise.
    pub shown: Revealed,
    /// Whether a bar is drawn.
    pub shows_progress: bool,
}

/// Reads and checks everything. `None` if there is nothing to publish; `found` says why.
///
/// # Errors
///
/// Fails if the folder itself cannot be read; errors in its files are added to `found`.
pub fn read_collection(
    content: &Path,
    options: Options,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<(Collection, Report)>, ReadError> {
    let root = Root::open(content)?;
    let config = config::read(&root, options.max_file_bytes, found);
    let own = concepts::read(&root, options.max_file_bytes, found);
    let thesaurus = concepts::unite(&own, &config, found);
    let mut source = source::read(&root, options.max_file_bytes, options.shown)?;
    found.extend(source.diagnostics);
    let progress = Progress::start("reading", source.files.len(), options.shows_progress);
    let checked: Vec<draft::CheckedFile> = source
        .files
        .par_iter()
        .map(|file| {
            progress.step();
            draft::read(file, options.generated, options.shown)
        })
        .collect();
    drop(progress);
    let mut drafts = Vec::with_capacity(checked.len());
    for (one, file) in checked.into_iter().zip(&source.files) {
        found.extend(one.diagnostics);
        drafts.extend(one.draft);
        source.withheld.extend(one.withheld.map(|reason| Withheld {
            path: file.path.clone(),
            reason,
        }));
    }
    source.withheld.sort_by(|a, b| a.path.cmp(&b.path));
    if drafts.is_empty() && !diagnostics::has_errors(found) {
        found.push(nothing_to_publish(content, &source.withheld));
        return Ok(None);
    }
    let options = collect::Options {
        content: &root,
        config: &config,
        generated: options.generated,
        thesaurus: &thesaurus,
        withheld: &source.withheld,
        others: &source.others,
        links: &source.links,
    };
    Ok(Some(collect::from_drafts(&drafts, &options, found)))
}

/// An empty bundle would clear the site.
fn nothing_to_publish(content: &Path, withheld: &[Withheld]) -> Diagnostic {
    let name = content.display().to_string();
    let Some(first) = withheld.first() else {
        return Diagnostic::new(&name, None, Code::NothingToPublish, "no article found")
            .with_hint("an empty bundle would clear the site; articles are files ending in .md");
    };
    let counts = Reason::ALL.into_iter().filter_map(|reason| {
        let count = withheld.iter().filter(|file| file.reason == reason).count();
        (count > 0).then(|| format!("{} {count}", reason.label()))
    });
    let message = format!(
        "no article to publish; {}",
        counts.collect::<Vec<_>>().join(", ")
    );
    let hint = format!(
        "an empty bundle would clear the site; {} shows {}",
        first.reason.option(),
        first.path
    );
    Diagnostic::new(&name, None, Code::NothingToPublish, message).with_hint(hint)
}
