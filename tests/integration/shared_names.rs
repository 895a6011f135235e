//! Events and keys that app and scripts share: the code and the tables of ARCHITECTURE.md list the same names and
//! the same files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use vigie_core::scripts;

/// What has names, by name: who it is named after, and the files that use it.
type Uses = BTreeMap<String, BTreeSet<String>>;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every source that may use a shared name: what it is called in the tables, and its text.
///
/// A script is called by its name, its parts like the whole; Rust by the folder below `src`.
fn sources() -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for (folder, extension) in [("public", "js"), ("src", "rs")] {
        let root = repository().join(folder);
        for file in files(&root) {
            let relative = file
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let first = relative.split('/').next().unwrap().to_owned();
            let is_source = file.extension().is_some_and(|found| found == extension);
            // They define and list the names; the others never run in a page.
            if !is_source || ["core", "cli", "xtask", "demo"].contains(&first.as_str()) {
                continue;
            }
            let name = match extension {
                "js" if !relative.contains('/') => relative,
                "js" => format!("{first}.js"),
                _ => first,
            };
            sources.push((name, fs::read_to_string(&file).unwrap()));
        }
    }
    sources
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Constants whose names end so, with their values.
fn constants(ending: &str) -> BTreeMap<&'static str, String> {
    let all = scripts::constants().into_iter();
    all.filter(|(name, _)| name.ends_with(ending))
        .map(|(name, value)| (name, value.as_str().unwrap().to_owned()))
        .collect()
}

/// What stands in front of each use of a word in a text, imports apart.
fn before_uses<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(word) {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let (before, rest) = text.split_at(at);
        let after = rest.strip_prefix(word).unwrap();
        let is_inside = before.ends_with(is_part) || after.starts_with(is_part);
        let statement = before.rsplit(';').next().unwrap();
        let is_import = statement.contains("\nimport {")
            || statement.contains("\nuse ") && !statement.contains('(');
        if !is_inside && !is_import {
            found.push(before);
        }
    }
    found
}

/// The rows of the table below a heading, cells without marks.
fn table(heading: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let (_, below) = text.split_once(&format!("## {heading}\n")).expect(heading);
    let section = below.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| "));
    let cells = |row: &str| {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().replace('`', "")).collect()
    };
    rows.map(cells).skip(2).collect()
}

fn names(cell: &str) -> BTreeSet<String> {
    cell.split(", ").map(str::to_owned).collect()
}

#[test]
fn events_are_those_of_the_table() {
    let listening = ["addEventListener(", "removeEventListener(", "listen("];
    let (mut sent, mut heard) = (Uses::new(), Uses::new());
    for (name, text) in sources() {
        for (constant, event) in constants("_EVENT") {
            for word in [constant.to_owned(), format!("\"{event}\"")] {
                for before in before_uses(&text, &word) {
                    let listens = listening
                        .iter()
                        .any(|call| before.trim_end().ends_with(call));
                    let uses = if listens { &mut heard } else { &mut sent };
                    uses.entry(event.clone()).or_default().insert(name.clone());
                }
            }
        }
        for after in text.split("Event(\"vigie-").skip(1) {
            let event = format!("vigie-{}", after.split('"').next().unwrap());
            let is_known = constants("_EVENT").values().any(|known| *known == event);
            assert!(is_known, "{name}: {event} is not in core::scripts");
        }
    }
    let mut expected = (Uses::new(), Uses::new());
    for row in table("Events") {
        for (cell, uses) in [(&row[1], &mut expected.0), (&row[2], &mut expected.1)] {
            if cell != "the page around" {
                uses.insert(row[0].clone(), names(cell));
            }
        }
    }
    assert_eq!(sent, expected.0, "who sends");
    assert_eq!(heard, expected.1, "who listens");
}

#[test]
fn keys_are_those_of_the_table() {
    let keys: BTreeMap<&str, String> = ["_KEY", "_KEYS"]
        .map(constants)
        .into_iter()
        .flatten()
        .collect();
    let rows = table("Keys");
    let listed: BTreeSet<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(listed, keys.values().map(String::as_str).collect());
    for row in &rows {
        let (constant, key) = keys.iter().find(|(_, key)| **key == row[0]).unwrap();
        let named = &names(&row[1]) | &names(&row[2]);
        let mut uses = BTreeSet::new();
        for (name, text) in sources() {
            let is_setting = !before_uses(&text, "SETTINGS").is_empty()
                && scripts::SETTINGS.contains(&key.as_str());
            // Scripts that still spell a name themselves.
            let is_spelled = named.contains(&name) && text.contains(key);
            if is_setting || is_spelled || !before_uses(&text, constant).is_empty() {
                uses.insert(name);
            }
        }
        assert_eq!(uses, named, "{key}");
    }
}
