//! One run reports all errors: none hides another, in one file or in several.

use crate::support::{Project, Run, vigie};

const GOOD: &str = "---\ntitle: T\ndate: 2025-01-02\npermalink: /papers/good\n---\n";

#[test]
fn one_error_of_a_file_hides_no_other() {
    let project = Project::with(&[
        (
            "a.md",
            "---\ntitle: a: b\ndate: soon\npermalink: /demo/x\ntags: [a, [b]\nkind: poem\n---\na <!-- b\n",
        ),
        ("good.md", GOOD),
    ]);
    project.write(
        "b.md",
        b"---\ntitle: caf\xe9\ndate: soon\nsource: a\x01b\n---\n",
    );
    let run = project.build(&[]);
    let places: Vec<_> = run
        .stderr
        .lines()
        .filter_map(|line| line.split_once("]: "))
        .map(|(place, _)| place)
        .collect();
    assert_eq!(
        places,
        [
            "a.md:2:9: error[E010",
            "a.md:3:7: error[E030",
            "a.md:4:12: error[E042",
            "a.md:6:1: error[E010",
            "a.md:6:7: error[E021",
            "a.md:8:3: warning[W014",
            "b.md:1:1: error[E020",
            "b.md:2:11: error[E050",
            "b.md:3:7: error[E030",
            "b.md:4:10: error[E051",
        ],
        "{}",
        run.stderr
    );
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
}

/// Returns the places of errors, in the order of the log.
fn places(run: &Run) -> Vec<&str> {
    let lines = run.stderr.lines();
    let found = lines.filter_map(|line| line.split_once(": error[E"));
    let places = found.map(|(place, _)| place.rsplit_once('/').map_or(place, |(_, name)| name));
    places.collect()
}

#[test]
fn all_errors_of_all_inputs_come_in_one_run() {
    let project = Project::with(&[
        ("a.md", "---\ntitle: [T]\ndate: x\npermalink: y\n---\n"),
        (
            "vigie.toml",
            "x = 1\n[site]\ntitle = 1\nlanguage = \"de\"\n",
        ),
        (
            "concepts.txt",
            "x | animal | - | a\nY | word | t | chat | cat | |\n",
        ),
        ("good.md", GOOD),
    ]);
    let expected = [
        "a.md:2:8",
        "a.md:3:7",
        "a.md:4:12",
        "concepts.txt:1:1",
        "concepts.txt:1:5",
        "concepts.txt:2:1",
        "concepts.txt:2:12",
        "vigie.toml:1:1",
        "vigie.toml:3:9",
        "vigie.toml:4:12",
    ];
    assert_eq!(places(&project.build(&[])), expected);
    project.write("../q", b"{}\n[]\n");
    project.write("../r", b"x\n1 a 1\ny\n");
    let mut eval = vigie();
    eval.current_dir(project.path("."))
        .args(["eval", "content", "--queries", "q", "--qrels", "r"]);
    let run = Run::new(&eval.output().unwrap());
    let mut found = places(&run);
    found.sort_unstable();
    assert_eq!(found.len(), expected.len() + 5, "{}", run.stderr);
    for place in ["q:1:1", "q:2:1", "r:1:1", "r:3:1"] {
        assert!(found.contains(&place), "{place}: {}", run.stderr);
    }
    assert_eq!(run.code, 1);
}

#[test]
fn all_wrong_arguments_come_in_one_run() {
    let run = Run::new(
        &vigie()
            .args([
                "snippet",
                "nowhere",
                "--limit",
                "0",
                "--theme=red",
                "--site",
                "x",
                "--fast",
            ])
            .args(["--url-state", "hash"])
            .output()
            .unwrap(),
    );
    for part in [
        "'0' for '--limit",
        "'red'",
        "'--site' is not the address",
        "'--fast' found",
        "--url-state hash",
    ] {
        assert_eq!(
            run.stderr.matches(part).count(),
            1,
            "{part}: {}",
            run.stderr
        );
    }
    assert_eq!(run.code, 2);
}
