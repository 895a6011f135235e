//! The widget's files, named by their content and written into the script that loads them.
//!
//! Hosts name `widget.js`, so its name never changes. What it loads is named by its digest and may be kept
//! for ever; a new release names other files, and a page that is open meanwhile finds those it knows no longer
//! than the host keeps them. `public/widget.js` has a place for the list.

use serde_json::{Map, Value, json};
use vigie_core::bundle::Digest;
use vigie_core::scripts::INDEX_PROGRAM;

use super::style;
use crate::write::Files;

/// The script that hosts name.
const LOADER: &str = "widget.js";

/// The place of the list in it, up to the end of the statement.
const PLACE: &str = "/*vigie:widget*/";

/// The widget's own style, and what it has in common with the page's.
const STYLE: &str = "widget.css";
const SHARED_STYLE: &str = "shared.css";

/// Files of the widget: what the script calls them, what the app's build does, begin and end of their name.
const PARTS: [(&str, &str, &str); 3] = [
    ("glue", "vigie-widget.js", ".js"),
    ("engine", "vigie-widget_bg.wasm", ".wasm"),
    ("style", STYLE, ".css"),
];

/// Names the files and tells the script. An app without the widget is left as it is.
pub(super) fn finish(files: &mut Files) {
    let Some(loader) = files
        .get(LOADER)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
    else {
        return;
    };
    let Some((before, (_, after))) = loader
        .split_once(PLACE)
        .and_then(|(before, rest)| Some((before, rest.split_once(';')?)))
    else {
        return;
    };
    let (before, after) = (before.to_owned(), after.to_owned());
    join_style(files);
    let mut list = Map::new();
    list.insert("version".to_owned(), json!(env!("CARGO_PKG_VERSION")));
    for (part, built, ending) in PARTS {
        let Some(bytes) = files.remove(built) else {
            continue;
        };
        let digest = Digest::of(&bytes);
        let name = format!("{INDEX_PROGRAM}{}{ending}", digest.name());
        list.insert(part.to_owned(), json!([name, digest.as_str()]));
        files.insert(name, bytes);
    }
    let finished = format!("{before}{};{after}", Value::Object(list));
    files.insert(LOADER.to_owned(), finished.into_bytes());
}

/// Returns the names of the program's files once they are named: glue, then WebAssembly.
pub(super) fn program(files: &Files) -> Vec<&str> {
    let names = || files.keys().map(String::as_str);
    let ending = |ending| {
        let mut parts = names().filter(|name| name.starts_with(INDEX_PROGRAM));
        parts.find(|name| name.ends_with(ending))
    };
    [ending(".js"), ending(".wasm")]
        .into_iter()
        .flatten()
        .collect()
}

/// Puts what page and widget look like in common before what is the widget's own.
fn join_style(files: &mut Files) {
    let mut joined = Vec::new();
    for part in [SHARED_STYLE, STYLE] {
        let sheet = files.remove(part).unwrap_or_default();
        style::add(&mut joined, &sheet);
    }
    if !joined.is_empty() {
        files.insert(STYLE.to_owned(), joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> Files {
        [
            (
                "widget.js",
                "const FILES = /*vigie:widget*/ { glue: [] };\nrun();\n",
            ),
            ("vigie-widget.js", "glue"),
            ("vigie-widget_bg.wasm", "wasm"),
            ("shared.css", "/* both */sty"),
            ("widget.css", "le"),
            ("app.js", "app"),
        ]
        .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
        .into()
    }

    #[test]
    fn every_part_is_named_by_its_content_and_listed() {
        let mut files = app();
        finish(&mut files);
        let loader = String::from_utf8(files["widget.js"].clone()).unwrap();
        let list = loader
            .trim_start_matches("const FILES = ")
            .split_once(";\nrun();")
            .unwrap();
        let list: Value = serde_json::from_str(list.0).unwrap();
        assert_eq!(list.as_object().unwrap().len(), 4);
        assert_eq!(list["version"], env!("CARGO_PKG_VERSION"));
        for (part, text) in [("glue", "glue"), ("engine", "wasm"), ("style", "style")] {
            let name = list[part][0].as_str().unwrap();
            assert_eq!(files[name], text.as_bytes(), "{part}");
            assert!(crate::host::headers::is_named_by_content(name), "{name}");
            let digest = Digest::of(text.as_bytes());
            assert_eq!(list[part][1], digest.as_str(), "{part}");
        }
        assert_eq!(
            program(&files),
            [&list["glue"][0], &list["engine"][0]].map(|name| name.as_str().unwrap())
        );
        assert!(!files.contains_key("vigie-widget.js"));
        assert!(!files.contains_key("shared.css"));
        assert!(files.contains_key("app.js"));
    }

    #[test]
    fn an_app_without_the_widget_is_left_as_it_is() {
        let mut files = app();
        files.remove("widget.js");
        let before = files.clone();
        finish(&mut files);
        assert_eq!(files, before);
    }
}
