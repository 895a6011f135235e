//! A whole site: the built app, the bundle, the static pages and the settings of the usual hosts.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;

use crate::assemble::Files;
use crate::collection::Collection;
use crate::compress;
use crate::source::ReadError;
use crate::{frames, host_files, pages, worker};

/// File by which an earlier output is recognised, and so may be replaced.
pub const MARKER: &str = "vigie.json";

/// Deepest folder of an app: a built app is flat, its icons lie in one folder.
const MAX_DEPTH: usize = 8;

/// Reads the files of a built app. Compressed twins are left out: they are made again.
pub fn read_app(folder: &Path) -> Result<Files, ReadError> {
    let mut files = Files::new();
    read_folder(folder, "", 0, &mut files)?;
    if files.contains_key("index.html") {
        return Ok(files);
    }
    let reason = io::Error::new(io::ErrorKind::NotFound, "no index.html: not a built app");
    Err(ReadError {
        path: folder.to_owned(),
        reason,
    })
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    depth: usize,
    files: &mut Files,
) -> Result<(), ReadError> {
    let error = |reason| ReadError {
        path: folder.to_owned(),
        reason,
    };
    for entry in fs::read_dir(folder).map_err(error)? {
        let entry = entry.map_err(error)?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        let metadata = fs::metadata(&path).map_err(|reason| ReadError {
            path: path.clone(),
            reason,
        })?;
        if metadata.is_dir() && depth < MAX_DEPTH {
            read_folder(&path, &format!("{name}/"), depth + 1, files)?;
        } else if metadata.is_file() && !compress::is_twin(&name) {
            let bytes = fs::read(&path).map_err(|reason| ReadError {
                path: path.clone(),
                reason,
            })?;
            files.insert(name, bytes);
        }
    }
    Ok(())
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
