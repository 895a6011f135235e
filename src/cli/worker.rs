//! The list of the service worker: which files make the shell, each with its digest.
//!
//! `public/sw.js` has a place for it. The list is written last, over finished files, so that what readers keep is
//! exactly what is published. Two digests sum it up: one of everything, which makes every publication a version, and
//! one of everything but the pages, which changes only when something that runs or draws has changed.

use std::collections::BTreeMap;

use serde_json::json;
use vigie_core::bundle::Digest;

use crate::assemble::Files;
use crate::compress;

/// The service worker.
const WORKER: &str = "sw.js";

/// Start of the place in it; the place ends with the statement.
const PLACE: &str = "/*vigie:shell*/";

/// Types of files the shell consists of.
const EXTENSIONS: [&str; 7] = ["html", "js", "css", "wasm", "svg", "png", "webmanifest"];

/// Folders and files that readers of the hosted page never need: the bundle is kept apart, the widget and its
/// examples run on pages of others, and a worker does not keep itself.
const OTHERS: [&str; 7] = [
    "bundle/",
    "demo/",
    "embed",
    "widget",
    "screenshots/",
    "sw.js",
    "sw-kill.js",
];

/// Writes the list into the worker. A site without one is left as it is.
pub fn finish(files: &mut Files) {
    let Some(worker) = files
        .get(WORKER)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
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
    let list = json!({
        "version": sum(&shell, |_| true),
        "code": sum(&shell, |path| !path.ends_with(".html")),
        "files": shell.iter().map(|(path, digest)| (*path, digest.as_str())).collect::<BTreeMap<_, _>>(),
    });
    let finished = format!("{before}{list};{after}");
    files.insert(WORKER.to_owned(), finished.into_bytes());
}

fn is_shell(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    EXTENSIONS.contains(&extension)
        && !compress::is_twin(path)
        && !OTHERS.iter().any(|other| path.starts_with(other))
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
            ("app.js.br", "twin"),
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
        finish(&mut files);
        let worker = String::from_utf8(files["sw.js"].clone()).unwrap();
        assert!(worker.ends_with(";\nrest;\n"), "{worker}");
        let list = worker.trim_start_matches("const SHELL = ");
        serde_json::from_str(list.split_once(";\n").unwrap().0).unwrap()
    }

    #[test]
    fn the_shell_is_what_the_page_needs_and_nothing_else() {
        let list = list(site("page", "run()"));
        let files: Vec<&String> = list["files"].as_object().unwrap().keys().collect();
        assert_eq!(files, ["app.js", "index.html"]);
        assert_eq!(list["files"]["app.js"], Digest::of(b"run()").as_str());
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
