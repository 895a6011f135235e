//! Relevance on the real collection, with judged queries and judged topics. If the collection is missing, the tests
//! report it.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Project, Run, shared, vigie};

/// Least nDCG@10 and recall@20 of all judged queries.
const OVERALL: (f64, f64) = (0.90, 0.92);

/// Least nDCG@10 of the classes that nobody else answers.
const CLASSES: &[(&str, f64)] = &[
    ("topic-fr", 0.85),
    ("acronym", 0.85),
    ("misspelled", 0.93),
    ("prefix", 0.93),
    ("question", 0.85),
    ("exact-name", 0.98),
];

/// Least part of the collection that has a topic.
const FILED: f64 = 0.8;

/// Least part of the given topics that the judges gave too.
const PRECISION: f64 = 0.9;

/// Largest index of the collection, compressed as it travels, in bytes. Function words take 17,000 of
/// them, and words that are never corrected 4,000.
const INDEX_BYTES: u64 = 220_000;

/// Judged by reading title and summary: article, then the topics it may rightly be filed under.
const JUDGED_TOPICS: &str = include_str!("../fixtures/topics-judged.tsv");

#[test]
fn judged_queries_find_what_was_meant() {
    let Some(shared) = shared("relevance") else {
        return;
    };
    let project = Project::new();
    let run_file = project.path("run.jsonl");
    let output = vigie()
        .arg("eval")
        .arg(shared.join("corpus/papers"))
        .arg("--queries")
        .arg(shared.join("relevance/queries-dev.jsonl"))
        .arg("--qrels")
        .arg(shared.join("relevance/qrels-dev.tsv"))
        .arg("--run")
        .arg(&run_file)
        .output()
        .unwrap();
    let run = Run::new(&output);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (ndcg, recall) = measures(&run.stdout, "overall");
    assert!(ndcg >= OVERALL.0 && recall >= OVERALL.1, "{}", run.stdout);
    for (class, least) in CLASSES {
        let (ndcg, _) = measures(&run.stdout, class);
        assert!(ndcg >= *least, "{class}\n{}", run.stdout);
    }
    assert_eq!(fs::read_to_string(run_file).unwrap().lines().count(), 60);
}

/// Reads nDCG@10 and recall@20 of a line of the table.
fn measures(table: &str, name: &str) -> (f64, f64) {
    let line = table
        .lines()
        .find(|line| line.split_whitespace().next() == Some(name))
        .unwrap();
    let numbers: Vec<f64> = line
        .split_whitespace()
        .skip(2)
        .map(|number| number.parse().unwrap())
        .collect();
    (numbers[0], numbers[1])
}

#[test]
fn derived_topics_are_those_a_reader_would_give() {
    let Some(shared) = shared("corpus") else {
        return;
    };
    let project = Project::new();
    let file = project.path("topics.tsv");
    let output = vigie()
        .arg("stats")
        .arg(shared.join("corpus/papers"))
        .arg("--topics")
        .arg(&file)
        .output()
        .unwrap();
    assert!(output.status.success());
    let given = fs::read_to_string(file).unwrap();
    let topics = |line: &str| -> (String, Vec<String>) {
        let mut columns = line.split('\t');
        let id = columns.next().unwrap_or_default().to_owned();
        let topics = columns
            .next()
            .unwrap_or_default()
            .split(',')
            .filter(|topic| !topic.is_empty());
        (id, topics.map(str::to_owned).collect())
    };
    let given: BTreeMap<String, Vec<String>> = given.lines().map(topics).collect();
    let filed = given.values().filter(|topics| !topics.is_empty()).count();
    assert!(
        filed as f64 >= FILED * given.len() as f64,
        "{filed} of {}",
        given.len()
    );
    let (mut right, mut wrong) = (0, Vec::new());
    for (id, judged) in JUDGED_TOPICS.lines().map(topics) {
        // Articles folded into another telling of the same story are not there.
        for topic in given.get(&id).into_iter().flatten() {
            if judged.contains(topic) {
                right += 1;
            } else {
                wrong.push(format!("{topic}: {id}"));
            }
        }
    }
    let precision = f64::from(right) / (f64::from(right) + wrong.len() as f64);
    assert!(precision >= PRECISION, "{precision}\n{}", wrong.join("\n"));
}

#[test]
fn the_index_of_the_real_collection_stays_small() {
    let Some(shared) = shared("corpus") else {
        return;
    };
    let project = Project::new();
    let out = project.path("out");
    let output = vigie()
        .args(["build", "--future"])
        .arg(shared.join("corpus/papers"))
        .arg("-o")
        .arg(&out)
        .output()
        .unwrap();
    assert!(output.status.success());
    let index = fs::read_dir(out.join("bundle"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .find(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with("search.") && name.ends_with(".idx.br")
        });
    let bytes = index.unwrap().metadata().unwrap().len();
    assert!(bytes <= INDEX_BYTES, "{bytes} bytes");
}
