//! The file list of the service worker: the files of the shell, each with its digest.
//!
//! `public/sw/names.js`, a part of the worker, has a placeholder for it. The list is written last, over finished
//! files, so that the cached files are exactly the published ones. Two digests summarise it: one of all files,
//! which identifies the publication, and one of all files but the pages, which changes only when code or styles
//! have changed. The digest of the entry tells which collection the first page shows, and the sections tell which
//! addresses are articles.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use vigie_core::bundle::{Digest, ENTRY};
use vigie_core::permalink::Permalink;

use crate::collect::Collection;
use crate::write::Files;
use crate::write::compress;

/// The service worker.
const WORKER: &str = "sw.js";

/// Start of the place for the list; the place ends with the statement.
const PLACE: &str = "/*vigie:shell*/";

/// Types of files the shell consists of.
const EXTENSIONS: [&str; 7] = ["html", "js", "css", "wasm", "svg", "png", "webmanifest"];

/// Folders and files that readers of the hosted page never need: the bundle is cached separately, the widget and its
/// examples run on pages of others, icons and pictures are for the system that installs, and a worker does not keep itself.
const OTHERS: [&str; 8] = [
    "bundle/",
    "demo/",
    "embed",
    "widget",
    "icons/",
    "screenshots/",
    "sw.js",
    "sw-kill.js",
];

/// Writes the list into the worker. A site without one is left as it is.
pub fn finish(files: &mut Files, collection: &Collection) {
    let Some(worker) = files
        .get(WORKER)
        .and_then(|bytes| str::from_utf8(bytes).ok())
    else {
        return;
    };
    let Some((before, (_, after))) = worker
        .split_once(PLACE)
        .and_then(|(before, rest)| Some((before, rest.split_once(';')?)))
    else {
        return;
    };
    let shell: BTreeMap<&str, Digest> = files
        .iter()
        .filter(|(path, _)| is_shell(path))
        .map(|(path, bytes)| (path.as_str(), Digest::of(bytes)))
        .collect();
    let entry = files
        .get(&format!("bundle/{ENTRY}"))
        .map_or_else(String::new, |bytes| Digest::of(bytes).name());
    let list = json!({
        "version": sum(&shell, |_| true),
        "code": sum(&shell, |path| extension(path) != "html"),
        "entry": entry,
        "sections": sections(collection),
        "files": shell.iter().map(|(path, digest)| (*path, digest.as_str())).collect::<BTreeMap<_, _>>(),
    });
    // The place stays, so that a site can be the app of another one.
    let finished = format!("{before}{PLACE} {list};{after}");
    files.insert(WORKER.to_owned(), finished.into_bytes());
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn is_shell(path: &str) -> bool {
    EXTENSIONS.contains(&extension(path))
        && !compress::is_compressed(path)
        && !OTHERS.iter().any(|other| path.starts_with(other))
}

/// First segments of all addresses of articles, old ones too.
fn sections(collection: &Collection) -> BTreeSet<&str> {
    let articles = collection.articles.iter();
    articles
        .flat_map(|article| std::iter::once(&article.id).chain(&article.aliases))
        .map(Permalink::section)
        .collect()
}

/// One digest for some of the files, by name and content.
fn sum(shell: &BTreeMap<&str, Digest>, counts: impl Fn(&str) -> bool) -> String {
    let mut lines = String::new();
    for (path, digest) in shell.iter().filter(|(path, _)| counts(path)) {
        lines.push_str(path);
        lines.push(' ');
        lines.push_str(digest.as_str());
        lines.push('\n');
    }
    Digest::of(lines.as_bytes()).name()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(page: &str, script: &str) -> Files {
        let worker = "const SHELL = /*vigie:shell*/ { files: {} };\nrest;\n";
        [
            ("index.html", page),
            ("app.js", script),
            ("app.js.br", "compressed"),
            ("bundle/articles.json", "{}"),
            ("demo/index.html", "demo"),
            ("web.config", "host"),
            ("sw.js", worker),
        ]
        .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
        .into()
    }

    /// The list of a finished worker.
    fn list(mut files: Files) -> serde_json::Value {
        finish(&mut files, &Collection::default());
        let worker = String::from_utf8(files["sw.js"].clone()).unwrap();
        assert!(worker.ends_with(";\nrest;\n"), "{worker}");
        let (_, list) = worker.split_once(PLACE).unwrap();
        serde_json::from_str(list.split_once(";\n").unwrap().0).unwrap()
    }

    #[test]
    fn the_shell_is_what_the_page_needs_and_nothing_else() {
        let list = list(site("page", "run()"));
        let files: Vec<&String> = list["files"].as_object().unwrap().keys().collect();
        assert_eq!(files, ["app.js", "index.html"]);
        assert_eq!(list["files"]["app.js"], Digest::of(b"run()").as_str());
        assert_eq!(list["entry"], Digest::of(b"{}").name());
    }

    #[test]
    fn a_finished_site_can_be_finished_again() {
        let mut files = site("page", "run()");
        finish(&mut files, &Collection::default());
        let first = files.clone();
        finish(&mut files, &Collection::default());
        assert_eq!(files, first);
    }

    #[test]
    fn another_page_is_another_version_of_the_same_code() {
        let [first, page, script] = [("page", "run()"), ("new page", "run()"), ("page", "walk()")]
            .map(|(page, script)| list(site(page, script)));
        assert_ne!(first["version"], page["version"]);
        assert_eq!(first["code"], page["code"]);
        assert_ne!(first["code"], script["code"]);
    }
}
