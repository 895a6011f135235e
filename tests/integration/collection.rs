//! The counts of a real collection. It is not part of the repository: the test looks for `shared/corpus` in the
//! parent folders, or in `VIGIE_SHARED`, and reports if there is none.

use crate::support::{Project, shared};

/// Facts of the collection that no rule may change unnoticed.
const FACTS: &[(&str, usize)] = &[
    ("files read", 2_787),
    ("entities decoded", 1_884),
    ("boilerplate removed", 1_820),
    ("boilerplate removed, cut in the title", 23),
    ("cut marks removed", 1_756),
    // 63, and one whose only sentence was boilerplate cut in the middle of the title.
    ("summary empty after cleaning", 64),
    ("body repeats summary", 2_787),
    ("images over http", 492),
    ("publishedDate is the UTC day", 2_787),
    ("tags on over 98 % of articles", 2),
    ("sources", 4),
    ("same sourceUrl", 9),
    ("same normalised title", 73),
    ("near-duplicate clusters", 144),
    ("language en", 2_787),
];

#[test]
fn the_counts_of_the_real_collection_hold() {
    let Some(shared) = shared("corpus") else {
        return;
    };
    let papers = shared.join("corpus/papers");
    let project = Project::new();
    let out = project.path("out");
    let mut command = crate::support::vigie();
    let run = command
        .args(["build", "--future"])
        .arg(&papers)
        .arg("-o")
        .arg(&out)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    for (label, expected) in FACTS {
        let count = text.lines().find_map(|line| count(line, label));
        assert_eq!(count, Some(*expected), "{label} in\n{text}");
    }
    assert!(text.contains("of 298 articles, largest 5"), "{text}");

    let whole = crate::support::vigie()
        .args(["build", "--future"])
        .arg(shared.join("corpus"))
        .arg("-o")
        .arg(&out)
        .output()
        .unwrap();
    assert!(
        whole.status.success(),
        "{}",
        String::from_utf8_lossy(&whole.stderr)
    );
}

/// Reads the number of a line of the report.
fn count(line: &str, label: &str) -> Option<usize> {
    let rest = line.strip_prefix(label)?;
    let number = rest.strip_prefix(' ')?.split_whitespace().next()?;
    number.replace(',', "").parse().ok()
}
