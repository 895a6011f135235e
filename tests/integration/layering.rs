//! The arrows inside the engine: which module may use which. Cargo holds the arrows between crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of `core` may use. Siblings that are not listed never see each other.
const ARROWS: &[(&str, &[&str])] = &[
    ("json", &[]),
    ("language", &["json"]),
    ("date", &[]),
    ("url", &[]),
    ("text", &[]),
    ("bytes", &[]),
    ("order", &[]),
    ("analysis", &["language", "text"]),
    ("permalink", &["analysis"]),
    (
        "messages",
        &["article", "concepts", "date", "language", "query", "search"],
    ),
    ("source_mark", &["analysis", "permalink", "text"]),
    (
        "article",
        &["date", "language", "order", "permalink", "url"],
    ),
    ("export", &["article", "json"]),
    ("markdown", &["json", "permalink", "text", "url"]),
    ("concepts", &["analysis", "bytes", "language", "order"]),
    (
        "bundle",
        &[
            "article",
            "bytes",
            "date",
            "json",
            "language",
            "markdown",
            "permalink",
            "text",
            "url",
        ],
    ),
    (
        "index",
        &[
            "analysis",
            "article",
            "bytes",
            "concepts",
            "date",
            "language",
            "markdown",
            "permalink",
        ],
    ),
    (
        "query",
        &["analysis", "article", "date", "language", "permalink"],
    ),
    (
        "search",
        &[
            "analysis",
            "article",
            "concepts",
            "date",
            "index",
            "language",
            "order",
            "permalink",
            "query",
        ],
    ),
];

#[test]
fn modules_of_the_engine_use_only_what_lies_below() {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core");
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in rust_files(&core) {
        let relative = file.strip_prefix(&core).unwrap();
        let module = relative
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy();
        let module = module.trim_end_matches(".rs");
        // The oracle is the naive search that the tests compare with; files of tests stand beside it.
        if matches!(module, "lib" | "benches")
            || relative.ends_with("oracle.rs")
            || relative.to_string_lossy().ends_with("_tests.rs")
        {
            continue;
        }
        let Some(below) = allowed.get(module) else {
            wrong.push(format!(
                "{module} has no arrows; add it to this test and to ARCHITECTURE.md"
            ));
            continue;
        };
        for used in used_modules(&without_tests(&fs::read_to_string(&file).unwrap())) {
            if used != module
                && allowed.contains_key(used.as_str())
                && !below.contains(&used.as_str())
            {
                wrong.push(format!("{} uses {used}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

/// Tests may use whatever they need as an oracle, and documentation may link anywhere.
fn without_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Names after `crate::`, one or several in braces.
fn used_modules(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for part in code.split("crate::").skip(1) {
        let names = match part.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => part
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default(),
        };
        for name in names.split(',') {
            used.push(
                name.trim()
                    .split("::")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            );
        }
    }
    used
}
