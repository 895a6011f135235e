//! The style sheets in the repository: every component file is part of the page's style, and rules shared by page
//! and widget are written once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap()
}

/// The style sheets that the page names, in their order.
fn linked() -> Vec<String> {
    let page = read("index.html");
    let links = page.split("<link data-trunk rel=\"css\" href=\"").skip(1);
    links
        .map(|link| link.split('"').next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_file_of_a_component_is_part_of_the_page_and_follows_what_it_adds_to() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style/components");
    let files: BTreeSet<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let linked = linked();
    let shared = linked.iter().position(|path| path == "style/shared.css");
    let (before, after) = linked.split_at(shared.unwrap() + 1);
    let named: Vec<_> = after
        .iter()
        .filter_map(|path| path.strip_prefix("style/components/"))
        .collect();
    assert!(
        !before.iter().any(|path| path.contains("components/")),
        "{before:?}"
    );
    assert_eq!(named.len(), files.len(), "{named:?}");
    assert_eq!(
        named
            .into_iter()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>(),
        files
    );
}

/// Every declaration outside conditions, with each selector it is for: those of a rule with one step of indentation.
fn declarations(sheet: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let mut selectors = Vec::new();
    let mut is_inside = false;
    for line in sheet.lines() {
        match line.strip_prefix("  ") {
            Some("}") => {
                is_inside = false;
                selectors.clear();
            }
            Some(declaration) if is_inside => {
                for selector in &selectors {
                    found.insert((String::clone(selector), declaration.trim().to_owned()));
                }
            }
            Some(selector) if selector.starts_with(['.', '[']) => {
                is_inside = selector.ends_with('{');
                selectors.push(selector.trim_end_matches(['{', ',', ' ']).to_owned());
            }
            _ => {}
        }
    }
    found
}

#[test]
fn what_page_and_widget_have_in_common_is_written_once() {
    let shared = declarations(&read("style/shared.css"));
    assert!(shared.len() > 50, "{}", shared.len());
    let own = linked()
        .into_iter()
        .filter(|path| path != "style/shared.css");
    for path in own.chain(["style/widget.css".to_owned()]) {
        let again: Vec<_> = declarations(&read(&path))
            .intersection(&shared)
            .cloned()
            .collect();
        assert_eq!(again, [], "{path}");
    }
}
