//! The codes of errors and warnings: each example triggers its code, and the published page equals the output of
//! the program.

use std::fs;
use std::path::Path;
use std::process::Output;

use vigie_cli::diagnostics::codes::{Code, Example, page};

use crate::support::{Project, vigie};

const GOOD: &str = "---\ntitle: T\ndate: 2025-01-02\npermalink: /papers/good\n---\n";

#[test]
fn every_example_brings_about_its_code() {
    for code in Code::ALL {
        let files = match code.rule().example {
            Example::Article(text) => vec![("a.md", text)],
            Example::Settings(text) => vec![("good.md", GOOD), ("vigie.toml", text)],
            Example::Concepts(text) => vec![("good.md", GOOD), ("concepts.txt", text)],
            Example::Case(_) => continue,
        };
        let run = Project::with(&files).build(&[]);
        let said = format!("[{code}]: ");
        assert!(run.stderr.contains(&said), "{code}: {}", run.stderr);
        let stops = code.name().starts_with('E');
        assert_eq!(run.code != 0, stops, "{code}: {}", run.stderr);
        // Without a mapping the required keys are missing, too.
        let count = if *code == Code::NotAMapping { 4 } else { 1 };
        let said = run.stderr.lines().filter(|line| line.contains("]: "));
        assert_eq!(said.count(), count, "{code}: {}", run.stderr);
    }
}

#[test]
fn the_page_of_codes_is_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagnostics.md");
    let published = fs::read_to_string(path).unwrap_or_default();
    assert!(
        published == page(),
        "docs/diagnostics.md is not what `vigie code` prints; regenerate it: \
         cargo run -p vigie-cli -- code > docs/diagnostics.md"
    );
    assert_eq!(text(&vigie().arg("code").output().unwrap()), page());
}

#[test]
fn one_code_is_explained_by_its_name() {
    let asked = |name: &str| vigie().args(["code", name]).output().unwrap();
    let explained = text(&asked("w004"));
    assert_eq!(explained, Code::BodyCut.section());
    assert!(explained.starts_with("## W004: "), "{explained}");
    assert_eq!(text(&asked("V115")), Code::WrongDay.section());
    let unknown = asked("W999");
    assert_eq!(unknown.status.code(), Some(2));
    let said = String::from_utf8(unknown.stderr).unwrap();
    assert!(
        said.contains("no such code; run vigie code to list them all"),
        "{said}"
    );
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}
