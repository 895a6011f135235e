//! A whole site: the built app, the bundle, the static pages and the settings of the usual hosts.

use std::io;
use std::path::Path;

use vigie_core::scripts::{BUNDLE_FOLDER, CONCEPTS_FILE};

use super::{scripts, worker};
use crate::collect::Collection;
use crate::read::marker::MARKER;
use crate::read::walk::{Hidden, walk};
use crate::read::{ReadError, Refusal, Root};
use crate::write::Files;
use crate::write::compress;
use crate::{host, pages};

/// Largest file of an app, in bytes: many times its program.
const MAX_APP_FILE: u64 = 64 << 20;

/// Reads the files of a built app. Compressed copies are left out: they are made again. An app with a file that
/// cannot be read, or a script that lacks a part, would not start, so it is refused.
///
/// # Errors
///
/// Fails if a file of the app cannot be read, or a script lacks a part.
pub fn read_app(folder: &Path) -> Result<Files, ReadError> {
    let root = Root::open(folder)?;
    let error = |name: &str, refusal: Refusal| ReadError {
        path: folder.join(name),
        reason: refusal.into_io(),
    };
    let walked = walk(&root, Hidden::Listed)?;
    if let Some((name, refusal)) = walked.skipped.into_iter().next() {
        return Err(error(&name, refusal));
    }
    let mut files = Files::new();
    for name in walked.files {
        if !compress::is_compressed(&name) {
            let read = root.read(&name, MAX_APP_FILE);
            let bytes = read.map_err(|refusal| error(&name, refusal))?;
            files.insert(name, bytes);
        }
    }
    let reason = if let Some(lack) = pages::lack(&files) {
        io::Error::new(io::ErrorKind::NotFound, format!("{lack}: not a built app"))
    } else {
        match scripts::join(&mut files) {
            Ok(()) => return Ok(files),
            Err(cause) => io::Error::new(io::ErrorKind::InvalidData, cause),
        }
    };
    Err(ReadError {
        path: folder.to_owned(),
        reason,
    })
}

/// Puts app and bundle together and adds what a host needs. The app's own `bundle` folder, if any, is
/// replaced.
pub fn files(app: Files, bundle: Files, collection: &Collection) -> Files {
    let mut files = app;
    // Of a site that is used as an app, the articles and the mark are its own.
    files.retain(|path, _| !path.starts_with(BUNDLE_FOLDER) && path != MARKER);
    files.extend(
        bundle
            .into_iter()
            .map(|(path, bytes)| ([BUNDLE_FOLDER, &path].concat(), bytes)),
    );
    // For a feed of another tool in the place of the entry, which is indexed in the browser; the bundle has the concepts
    // that some article names.
    files.insert(CONCEPTS_FILE.to_owned(), collection.thesaurus.write());
    pages::finish(&mut files, collection);
    worker::finish(&mut files, collection);
    host::files::add(&mut files, &collection.base_url, &collection.embed_allow);
    files
}
