//! Writes the marker of an output, and finds files in a folder that no build has written, so that nothing else is
//! ever replaced.
//!
//! Every output has a marker, which lists its files. It distinguishes an output from any other folder and, within
//! an output, our files from those its owner has added: a `CNAME`, a `.git`, notes.
//!
//! History: the first markers had no list, and a bundle alone had no marker and is recognised by its entry; such
//! outputs are replaced without a check.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Value, json};
use vigie_core::bundle::ENTRY;

use super::Files;
use super::compress;
use super::temporary::TEMPORARY;
use crate::read::marker::{FRAMED_BY, MARKER, is_marker, read, read_json};

/// Key of the list.
const FILES: &str = "files";

/// Files that operating systems create in every folder; they may be deleted.
const OF_SYSTEMS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Adds the marker to an output. Compressed copies are not listed: they belong to their files. `allow` are the origins that may frame its list.
pub fn add(files: &mut Files, allow: &[String]) {
    let is_own = |path: &&String| !is_compressed_in(path, |file| files.contains_key(file));
    let names: Vec<&String> = files.keys().filter(is_own).collect();
    let mut marker = json!({ "name": "vigie", "version": env!("CARGO_PKG_VERSION"), FILES: names });
    if !allow.is_empty() {
        // For the local server, which knows no settings.
        marker[FRAMED_BY] = json!(allow);
    }
    files.insert(MARKER.to_owned(), format!("{marker}\n").into_bytes());
}

/// Returns the first thing in a folder that no run wrote; `None` where there is nothing else.
///
/// # Errors
///
/// Fails if the folder cannot be listed.
pub fn foreign(folder: &Path) -> io::Result<Option<String>> {
    let Some(first) = fs::read_dir(folder)?.next().transpose()? else {
        return Ok(None);
    };
    let marker = read(folder);
    if !is_marker(&marker) && !is_bundle(folder) {
        return Ok(Some(first.file_name().to_string_lossy().into_owned()));
    }
    let Some(files) = marker.get(FILES).and_then(Value::as_array) else {
        return Ok(None);
    };
    let files = files.iter().filter_map(Value::as_str).collect();
    unlisted(folder, "", &files)
}

/// Whether a folder is a bundle that was written without a marker.
fn is_bundle(folder: &Path) -> bool {
    let entry = read_json(folder, ENTRY);
    let format = entry.get("_vigie").and_then(|ours| ours.get("format"));
    format.is_some_and(Value::is_number)
}

fn unlisted(folder: &Path, prefix: &str, files: &BTreeSet<&str>) -> io::Result<Option<String>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let own = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{prefix}{own}");
        let found = if !entry.file_type()?.is_dir() {
            let is_listed = files.contains(&*name)
                || name == MARKER
                || OF_SYSTEMS.contains(&&*own)
                || is_compressed_in(&name, |file| files.contains(file));
            (!is_listed).then_some(name)
        } else if own.contains(TEMPORARY) {
            // Of a run that was killed, or works just now.
            None
        } else if entry.path().join(MARKER).exists() {
            // A bundle that was written alone into the folder of a site.
            foreign(&entry.path())?.map(|inner| format!("{name}/{inner}"))
        } else {
            unlisted(&entry.path(), &format!("{name}/"), files)?
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn is_compressed_in(path: &str, has: impl Fn(&str) -> bool) -> bool {
    compress::original(path).is_some_and(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, files: &Files) {
        for (name, bytes) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    fn marked(names: &[&str]) -> Files {
        let names = names.iter().map(|name| ((*name).to_owned(), Vec::new()));
        let mut files = names.collect();
        add(&mut files, &[]);
        files
    }

    #[test]
    fn what_was_added_to_an_output_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        assert_eq!(foreign(path).unwrap(), None);
        let site = ["a.js", "a.js.br", "files/b.tar.gz", "bundle/articles.json"];
        write(path, &marked(&site));
        fs::write(path.join("a.js.gz"), "").unwrap();
        fs::write(path.join(".DS_Store"), "").unwrap();
        fs::create_dir(path.join(".bundle.vigie-new-1")).unwrap();
        fs::write(path.join(".bundle.vigie-new-1/a"), "").unwrap();
        assert_eq!(foreign(path).unwrap(), None);
        for added in ["CNAME", ".git/HEAD", "files/notes.gz"] {
            write(path, &Files::from([(added.to_owned(), Vec::new())]));
            assert_eq!(foreign(path).unwrap().as_deref(), Some(added));
            fs::remove_file(path.join(added)).unwrap();
        }
        fs::remove_dir_all(path.join("bundle")).unwrap();
        write(
            &path.join("bundle"),
            &marked(&["articles.json", "other.json"]),
        );
        assert_eq!(foreign(path).unwrap(), None, "a bundle of its own run");
        fs::write(path.join("bundle/notes"), "").unwrap();
        assert_eq!(foreign(path).unwrap().as_deref(), Some("bundle/notes"));
    }

    #[test]
    fn earlier_outputs_are_known_and_feeds_of_others_are_not() {
        for (name, text, is_ours) in [
            (MARKER, r#"{"name":"vigie","version":"0.1.0"}"#, true),
            (MARKER, r#"{"name":"other"}"#, false),
            (ENTRY, r#"{"version":"x","_vigie":{"format":1}}"#, true),
            (ENTRY, r#"{"version":"x","items":[]}"#, false),
            (ENTRY, "", false),
            ("index.html", "", false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), text).unwrap();
            let found = foreign(folder.path()).unwrap();
            assert_eq!(found.is_none(), is_ours, "{name} {text}: {found:?}");
        }
    }
}
