//! A whole site: the built app, the bundle, the static pages and the settings of the usual hosts.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;

use crate::assemble::Files;
use crate::collection::Collection;
use crate::compress;
use crate::reader::{ReadError, Refusal, Root};
use crate::walk::{Hidden, walk};
use crate::{frames, host_files, pages, worker};

/// File by which an earlier output is recognised, and so may be replaced.
pub const MARKER: &str = "vigie.json";

/// Largest file of an app, in bytes: many times its program.
const MAX_APP_FILE: u64 = 64 << 20;

/// Reads the files of a built app. Compressed twins are left out: they are made again. An app with a file that
/// cannot be read would not start, so it is refused.
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
        if !compress::is_twin(&name) {
            let read = root.read(&name, MAX_APP_FILE);
            let bytes = read.map_err(|refusal| error(&name, refusal))?;
            files.insert(name, bytes);
        }
    }
    if files.contains_key("index.html") {
        return Ok(files);
    }
    let reason = io::Error::new(io::ErrorKind::NotFound, "no index.html: not a built app");
    Err(ReadError {
        path: folder.to_owned(),
        reason,
    })
}

/// The concepts of the site, whole; the bundle has those that some article names.
const CONCEPTS: &str = "concepts.idx";

/// Puts app and bundle together and adds what a host needs. The app's own `bundle` folder, if any, is
/// replaced.
pub fn assemble(app: Files, bundle: Files, collection: &Collection) -> Files {
    let mut files = app;
    files.retain(|path, _| !path.starts_with("bundle/"));
    files.extend(
        bundle
            .into_iter()
            .map(|(path, bytes)| (format!("bundle/{path}"), bytes)),
    );
    // For a feed of another tool in the place of the entry, which is indexed in the browser.
    files.insert(CONCEPTS.to_owned(), collection.thesaurus.write());
    pages::finish(&mut files, collection);
    worker::finish(&mut files, collection);
    host_files::add(&mut files, &collection.base_url, &collection.embed_allow);
    let mut marker = json!({ "name": "vigie", "version": env!("CARGO_PKG_VERSION") });
    if !collection.embed_allow.is_empty() {
        // For the local server, which knows no settings.
        marker[frames::MARKER_KEY] = json!(collection.embed_allow);
    }
    files.insert(MARKER.to_owned(), format!("{marker}\n").into_bytes());
    files
}

/// Says why a folder may not be replaced by a site: it holds something that no earlier run wrote.
pub fn refuse_foreign(out: &Path) -> Option<&'static str> {
    let mut entries = fs::read_dir(out).ok()?;
    let is_empty = entries.next().is_none();
    let marker = fs::read(out.join(MARKER)).unwrap_or_default();
    let marker: serde_json::Value = serde_json::from_slice(&marker).unwrap_or_default();
    let is_ours = marker.get("name").and_then(serde_json::Value::as_str) == Some("vigie");
    (!is_empty && !is_ours).then_some(
        "the folder holds files that vigie did not write; choose an empty or a new folder",
    )
}
