//! The same content gives the same bytes, whatever the order of the folder or the time of day.

use crate::support::{Project, article, has_extension, snapshot};

fn content() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for number in 0..60 {
        let more = format!(
            "summary: \"Text number {number} of the collection, with some words.\"\ntags: [\"t{}\"]\nsourceUrl: \"https://h{}.example/{number}\"\n",
            number % 7,
            number % 3
        );
        let date = format!("2025-{:02}-{:02}", 1 + number % 3, 1 + number % 28);
        let body = if number % 5 == 0 {
            "\n## More\n\n- a\n- b\n"
        } else {
            ""
        };
        let text = format!(
            "{}{body}",
            article(&format!("/papers/n{number}"), &date, &more)
        );
        files.push((format!("f{}/n{number}.md", number % 4), text));
    }
    files
}

#[test]
fn the_order_of_files_does_not_matter() {
    let (forwards, backwards) = (Project::new(), Project::new());
    let files = content();
    for (path, text) in &files {
        forwards.write(path, text.as_bytes());
    }
    // The other way round, under other modification times and after other files.
    backwards.write("gone.md", b"");
    for (path, text) in files.iter().rev() {
        backwards.write(path, text.as_bytes());
    }
    std::fs::remove_file(backwards.path("content/gone.md")).unwrap();
    forwards.build(&[]).succeeds();
    backwards.build(&[]).succeeds();
    // A second run may use what the first left.
    backwards.build(&[]).succeeds();
    let (left, right) = (
        snapshot(&forwards.path("out")),
        snapshot(&backwards.path("out")),
    );
    assert_eq!(
        left.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        right.iter().map(|(name, _)| name).collect::<Vec<_>>()
    );
    assert!(left == right, "equal names but other bytes");
}

#[test]
fn a_month_that_is_over_keeps_its_files() {
    let project = Project::new();
    for (path, text) in content() {
        project.write(&path, text.as_bytes());
    }
    project.build(&[]).succeeds();
    let cards = |project: &Project| -> Vec<String> {
        let names = snapshot(&project.path("out/bundle/cards"))
            .into_iter()
            .map(|(name, _)| name);
        names.filter(|name| has_extension(name, "json")).collect()
    };
    let before = cards(&project);
    project.write(
        "new.md",
        article("/papers/new", "2025-04-01", "").as_bytes(),
    );
    project.build(&[]).succeeds();
    let after = cards(&project);
    assert_eq!(after.len(), before.len() + 1);
    assert!(
        before.iter().all(|name| after.contains(name)),
        "{before:?} {after:?}"
    );
}
