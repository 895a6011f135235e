//! `vigie search`, `explain`, `eval` and `stats` on small folders.

use crate::support::{Project, Run, vigie};

/// An article with what these tests need of one.
fn article(title: &str, date: &str, permalink: &str, summary: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\ndate: \"{date}T08:00:00Z\"\npermalink: \"/papers/{permalink}\"\nsummary: \"{summary}\"\nlang: en\n---\n"
    )
}

fn project() -> Project {
    let files = [
        (
            "clot.md",
            article(
                "Aspiration of clots in the lung",
                "2024-02-01",
                "clot",
                "A trial in acute pulmonary embolism.",
            ),
        ),
        (
            "valve.md",
            article(
                "TAVR without anaesthesia",
                "2025-03-01",
                "valve",
                "Patients walked home after TAVR.",
            ),
        ),
        (
            "stent.md",
            article(
                "A bioresorbable stent",
                "2025-04-01",
                "stent",
                "Five years after a coronary stent.",
            ),
        ),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    Project::with(&files)
}

#[track_caller]
fn run(project: &Project, arguments: &[&str]) -> Run {
    let output = vigie()
        .current_dir(project.path(""))
        .args(arguments)
        .output()
        .unwrap();
    Run::new(&output)
}

#[test]
fn a_french_question_finds_english_news() {
    let project = project();
    assert_eq!(project.build(&[]).code, 0);
    let found = run(&project, &["search", "embolie pulmonaire", "out"]);
    assert!(
        found
            .stdout
            .contains("embolie pulmonaire / pulmonary embolism"),
        "{}",
        found.stdout
    );
    assert!(
        found.stdout.contains("1. Aspiration of clots in the lung"),
        "{}",
        found.stdout
    );
    let found = run(&project, &["search", "RVAP 2025", "out"]);
    assert!(
        found.stdout.contains("1. TAVR without anaesthesia"),
        "{}",
        found.stdout
    );
    assert!(
        found.stdout.contains("published in 2025"),
        "{}",
        found.stdout
    );
}

#[test]
fn an_explanation_tells_what_an_article_was_found_by() {
    let project = project();
    assert_eq!(project.build(&[]).code, 0);
    let told = run(&project, &["explain", "stents coronaires", "out"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    for part in [
        "root coronar",
        "stent (stem",
        "1. A bioresorbable stent",
        "score ",
    ] {
        assert!(told.stdout.contains(part), "{part} in\n{}", told.stdout);
    }
    let told = run(&project, &["explain", "titre:absent stent", "out"]);
    assert!(
        told.stdout.contains("without \"titre:absent\": 1 articles"),
        "{}",
        told.stdout
    );
}

#[test]
fn an_evaluation_prints_measures_and_writes_the_run() {
    let project = project();
    std::fs::write(
        project.path("queries.jsonl"),
        "{\"qid\":\"1\",\"class\":\"topic\",\"lang\":\"fr\",\"query\":\"embolie pulmonaire\"}\n",
    )
    .unwrap();
    std::fs::write(project.path("qrels.tsv"), "1\tclot\t2\n").unwrap();
    let arguments = [
        "eval",
        "content",
        "--queries",
        "queries.jsonl",
        "--qrels",
        "qrels.tsv",
        "--run",
        "run.jsonl",
    ];
    let measured = run(&project, &arguments);
    assert_eq!(measured.code, 0, "{}", measured.stderr);
    assert!(
        measured
            .stdout
            .contains("overall              1     1.000     1.000"),
        "{}",
        measured.stdout
    );
    let written = std::fs::read_to_string(project.path("run.jsonl")).unwrap();
    assert!(
        written.starts_with("{\"qid\":\"1\",\"results\":[\"clot\""),
        "{written}"
    );
    let without = run(
        &project,
        &[
            &arguments[..],
            &["--without", "concepts", "--without", "cognates"],
        ]
        .concat(),
    );
    assert!(
        without.stdout.contains("overall              1     0.000"),
        "{}",
        without.stdout
    );
    std::fs::write(project.path("qrels.tsv"), "1\tclot\n").unwrap();
    let refused = run(&project, &arguments);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("qrels.tsv:1:1"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_publisher_adds_and_replaces_concepts() {
    let project = project();
    project.write(
        "concepts.txt",
        b"topic | lungs | Poumons | Lungs\n\
          clot | disease | lungs | caillot; bouchon | clot; clots | | \n",
    );
    assert_eq!(project.build(&[]).code, 0);
    let found = run(&project, &["search", "bouchons", "out"]);
    assert!(
        found.stdout.contains("1. Aspiration of clots in the lung"),
        "{}",
        found.stdout
    );
    let stats = run(&project, &["stats", "content"]);
    assert!(
        stats.stdout.contains("lungs              1  Poumons"),
        "{}",
        stats.stdout
    );
    project.write("vigie.toml", b"[concepts]\nbuiltin = false\n");
    let stats = run(&project, &["stats", "content"]);
    assert!(
        stats.stdout.contains("concepts 1,") || stats.stdout.contains("concepts 1 "),
        "{}",
        stats.stdout
    );
}

#[test]
fn errors_in_a_table_have_their_place() {
    let project = project();
    project.write(
        "concepts.txt",
        b"clot | illness | nowhere | caillot | clot | |\n",
    );
    let refused = project.build(&[]);
    assert_eq!(refused.code, 1);
    for part in [
        "concepts.txt:1:8",
        "is no kind",
        "concepts.txt:1:18",
        "no topic is called",
    ] {
        assert!(
            refused.stderr.contains(part),
            "{part} in\n{}",
            refused.stderr
        );
    }
    assert!(!project.path("out").exists());
}

#[test]
fn a_folder_without_bundle_is_refused_with_its_path() {
    let project = project();
    let refused = run(&project, &["search", "x", "content"]);
    assert_eq!(refused.code, 3);
    assert!(
        refused.stderr.contains("articles.json"),
        "{}",
        refused.stderr
    );
}
