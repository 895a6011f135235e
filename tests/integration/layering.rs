//! The dependencies between modules of each crate. Cargo enforces those between crates.
//!
//! The allowed dependencies are read from the tables of ARCHITECTURE.md: one for each folder of `src`. Whole files
//! are checked. Items under `#[cfg(test)]`, and files that only tests have, may use any module as an oracle, but
//! may not close a cycle either.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::rust_paths::{declared, paths};

/// Modules by name, each with those it uses or may use.
type Arrows = BTreeMap<String, BTreeSet<String>>;

#[test]
fn modules_use_only_what_their_table_allows() {
    let tables = tables(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    let mut wrong = Vec::new();
    for name in crates() {
        let Some(allowed) = tables.get(&name) else {
            wrong.push(format!(
                "{name} has no table under Arrows in ARCHITECTURE.md: Inside `{name}`"
            ));
            continue;
        };
        let found = Crate::read(&root().join("src").join(&name));
        wrong.extend(found.breaches(&name, allowed));
    }
    for name in tables.keys().filter(|name| !crates().contains(*name)) {
        wrong.push(format!(
            "ARCHITECTURE.md has a table of {name}, which is no folder of src"
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_module_uses_itself_through_others() {
    let tables = tables(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    for (name, allowed) in &tables {
        assert_eq!(circle(allowed), None, "the table of {name}");
    }
    for name in crates() {
        let found = Crate::read(&root().join("src").join(&name));
        let mut all = found.used;
        for (module, used) in found.used_by_tests {
            all.entry(module).or_default().extend(used);
        }
        let all = all
            .into_iter()
            .map(|(module, used)| (module, used.into_keys().collect()));
        assert_eq!(
            circle(&all.collect()),
            None,
            "src/{name}, its tests included"
        );
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Folders of `src`: each is one crate or one target.
fn crates() -> BTreeSet<String> {
    let folders = fs::read_dir(root().join("src")).unwrap();
    let paths = folders.map(|folder| folder.unwrap().path());
    // Property tests leave a folder of their own beside the crates.
    let crates =
        paths.filter(|path| path.join("lib.rs").is_file() || path.join("main.rs").is_file());
    let names = crates.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    names.collect()
}

/// Reads the tables: each follows a line that starts with "Inside `NAME`".
fn tables(text: &str) -> BTreeMap<String, Arrows> {
    let mut tables: BTreeMap<String, Arrows> = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        if line.starts_with("Inside `") {
            current = quoted(line).into_iter().next();
        } else if line.starts_with('#') {
            current = None;
        } else if let (Some(name), Some(row)) = (&current, line.strip_prefix("| `")) {
            let (modules, used) = row.split_once(" | ").expect("a row has two cells");
            let table = tables.entry(name.clone()).or_default();
            for module in quoted(&format!("`{modules}")) {
                let earlier = table.insert(module.clone(), quoted(used).into_iter().collect());
                assert!(earlier.is_none(), "{name} has two rows of {module}");
            }
        }
    }
    tables
}

/// Words between backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// What each module of a crate uses, with a file that does.
#[derive(Default)]
struct Crate {
    modules: BTreeSet<String>,
    used: BTreeMap<String, BTreeMap<String, String>>,
    used_by_tests: BTreeMap<String, BTreeMap<String, String>>,
}

impl Crate {
    /// Reads every file of a folder; the crate's root, which wires all modules, only for their names.
    fn read(folder: &Path) -> Self {
        let mut found = Self::default();
        let mut of_tests = BTreeSet::new();
        let mut files = Vec::new();
        for path in rust_files(folder) {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(folder).unwrap().to_owned();
            let place = if name.ends_with("mod.rs") || is_root(&name) {
                name.parent().unwrap().to_owned()
            } else {
                name.with_extension("")
            };
            for (module, is_test) in declared(&text) {
                if is_test {
                    of_tests.insert(place.join(&module));
                } else if is_root(&name) {
                    found.modules.insert(module);
                }
            }
            files.push((name, place, text));
        }
        for (name, place, text) in files {
            let Some(module) = place.components().next() else {
                continue;
            };
            let module = module.as_os_str().to_string_lossy().into_owned();
            let only_tests = place.ancestors().any(|above| of_tests.contains(above));
            for (used, is_test) in paths(&text, place.components().count()) {
                if used == module || !found.modules.contains(&used) {
                    continue;
                }
                let table = if is_test || only_tests {
                    &mut found.used_by_tests
                } else {
                    &mut found.used
                };
                let file = name.display().to_string();
                table.entry(module.clone()).or_default().insert(used, file);
            }
        }
        found
    }

    /// What differs from the table.
    fn breaches(&self, name: &str, allowed: &Arrows) -> Vec<String> {
        let mut wrong = Vec::new();
        let named: BTreeSet<String> = allowed.keys().cloned().collect();
        for module in self.modules.difference(&named) {
            wrong.push(format!("{name}::{module} has no row in ARCHITECTURE.md"));
        }
        for module in named.difference(&self.modules) {
            wrong.push(format!(
                "{name}::{module} has a row in ARCHITECTURE.md and is no module"
            ));
        }
        for (module, used) in allowed {
            for used in used.difference(&self.modules) {
                wrong.push(format!(
                    "{name}::{module} may use {used}, which is no module"
                ));
            }
        }
        for (module, used) in &self.used {
            for (used, file) in used {
                if allowed
                    .get(module)
                    .is_some_and(|below| !below.contains(used))
                {
                    wrong.push(format!("src/{name}/{file} uses {used}; {module} may not"));
                }
            }
        }
        wrong
    }
}

/// Whether a file is the root of a crate or target.
fn is_root(name: &Path) -> bool {
    name == Path::new("lib.rs") || name == Path::new("main.rs")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// Returns a module that reaches itself, with the way; `None` where there is none.
fn circle(arrows: &Arrows) -> Option<Vec<String>> {
    fn walk(at: &str, arrows: &Arrows, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
        if way.iter().any(|passed| passed == at) {
            way.push(at.to_owned());
            return true;
        }
        if !done.insert(at.to_owned()) {
            return false;
        }
        way.push(at.to_owned());
        let next = arrows.get(at).into_iter().flatten();
        for next in next {
            if walk(next, arrows, way, done) {
                return true;
            }
        }
        way.pop();
        false
    }
    let mut done = BTreeSet::new();
    arrows.keys().find_map(|start| {
        let mut way = Vec::new();
        walk(start, arrows, &mut way, &mut done).then_some(way)
    })
}
