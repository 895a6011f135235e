//! The main property of the search on a finished bundle: every article that contains what was typed is found, and a
//! quoted phrase finds exactly the articles whose texts contain it. Tested on the sample, and on the real
//! collection if there is one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use vigie_cli::commands::bundle_reader::{self, Bundle};
use vigie_core::analysis::{self, tokens};
use vigie_core::article::{Article, DocId};
use vigie_core::query;
use vigie_core::search::{Filters, Request, Sort, search};

use crate::support::{Project, shared, vigie};

/// Words and phrases of a large collection that are tried; of a small one, all are.
const TRIED: usize = 1_500;

/// Years, which are dates and not words.
const YEARS: std::ops::Range<u32> = 1990..2100;

fn build(content: &Path) -> Bundle {
    let project = Project::new();
    let out = project.path("out");
    let output = vigie()
        .args(["build", "--future"])
        .arg(content)
        .arg("-o")
        .arg(&out)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    bundle_reader::read(&out).unwrap()
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/articles")
}

fn collections() -> Vec<Bundle> {
    let mut bundles = vec![build(&sample())];
    bundles.extend(shared("corpus").map(|shared| build(&shared.join("corpus/papers"))));
    bundles
}

/// The articles that meet everything typed.
fn found(bundle: &Bundle, typed: &str) -> BTreeSet<DocId> {
    let texts = |doc: DocId, visit: &mut dyn FnMut(&str)| bundle.read_texts(doc, visit);
    let parsed = query::parse(typed);
    let request = Request {
        query: &parsed.query,
        filters: &Filters::default(),
        within: None,
        sort: Sort::Relevance,
        limit: usize::MAX,
        texts: Some(&texts),
    };
    let hits = search(&bundle.index, &request).hits.into_iter();
    hits.filter(|hit| hit.is_complete)
        .map(|hit| hit.doc)
        .collect()
}

/// Title, summary and body.
fn texts_of<'b>(bundle: &'b Bundle, article: &'b Article) -> Vec<&'b String> {
    let body = bundle.bodies.get(&article.id);
    [&article.title, &article.summary]
        .into_iter()
        .chain(body)
        .collect()
}

/// The words of all texts, tags and sources, each with the articles that hold it.
fn words(bundle: &Bundle) -> BTreeMap<String, BTreeSet<DocId>> {
    let mut words: BTreeMap<String, BTreeSet<DocId>> = BTreeMap::new();
    for (number, article) in (0..).zip(&bundle.articles) {
        let labels = article.tags.iter().chain([&article.source]);
        for text in texts_of(bundle, article).into_iter().chain(labels) {
            for token in tokens(text) {
                words.entry(token.term).or_default().insert(DocId(number));
            }
        }
    }
    words.retain(|word, _| !word.parse().is_ok_and(|number| YEARS.contains(&number)));
    words
}

/// A part of a long list, evenly.
fn some<T>(all: Vec<T>) -> Vec<T> {
    let step = all.len().div_ceil(TRIED).max(1);
    all.into_iter().step_by(step).collect()
}

#[test]
fn an_article_that_holds_the_typed_word_is_found() {
    for bundle in collections() {
        let mut lost = Vec::new();
        let words = some(words(&bundle).into_iter().collect());
        for (word, holders) in words {
            for typed in [word.clone(), format!("{word} ")] {
                let found = found(&bundle, &typed);
                let missing = holders.difference(&found).count();
                if missing > 0 {
                    lost.push(format!("{typed:?}: {missing} of {}", holders.len()));
                }
            }
        }
        assert!(lost.is_empty(), "{} words: {}", lost.len(), lost.join(", "));
    }
}

/// The terms of a text in order, joined forms left out.
fn sequence(text: &str) -> Vec<String> {
    let words = analysis::words(text).into_iter();
    words
        .flat_map(|word| word.parts)
        .map(|part| part.term)
        .collect()
}

#[test]
fn a_phrase_finds_exactly_the_texts_that_hold_it() {
    for bundle in collections() {
        let texts: Vec<Vec<Vec<String>>> = bundle
            .articles
            .iter()
            .map(|article| {
                texts_of(&bundle, article)
                    .into_iter()
                    .map(|text| sequence(text))
                    .collect()
            })
            .collect();
        let mut phrases = BTreeSet::new();
        for sequence in texts.iter().flatten() {
            for length in 2..5 {
                phrases.extend(sequence.windows(length).step_by(7).map(<[String]>::to_vec));
            }
        }
        let mut wrong = Vec::new();
        let all: BTreeSet<DocId> = (0..).map(DocId).take(texts.len()).collect();
        for phrase in some(phrases.into_iter().collect()) {
            let holds =
                |text: &Vec<String>| text.windows(phrase.len()).any(|window| window == phrase);
            let holders: BTreeSet<DocId> = (0..)
                .map(DocId)
                .zip(&texts)
                .filter(|(_, texts)| texts.iter().any(holds))
                .map(|(doc, _)| doc)
                .collect();
            let typed = format!("\"{}\"", phrase.join(" "));
            let others: BTreeSet<DocId> = all.difference(&holders).copied().collect();
            // Spelled with a hyphen, or with the groups of a number together, it is the same phrase.
            let found_too = found(&bundle, &typed);
            if !holders.is_subset(&found_too) {
                wrong.push(format!("{typed}: {} of {}", found_too.len(), holders.len()));
            }
            let surplus = found_too.difference(&holders).count();
            let left = found(&bundle, &format!("-{typed}"));
            if surplus > 0 && !is_spelled_otherwise(&bundle, &phrase, &found_too, &holders) {
                wrong.push(format!("{typed}: {surplus} too many"));
            }
            if surplus == 0 && left != others {
                wrong.push(format!("-{typed}: {} of {}", left.len(), others.len()));
            }
        }
        assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join("\n"));
    }
}

/// Whether the articles beyond the holders hold the letters of the phrase without a space between them.
fn is_spelled_otherwise(
    bundle: &Bundle,
    phrase: &[String],
    found: &BTreeSet<DocId>,
    holders: &BTreeSet<DocId>,
) -> bool {
    let letters = phrase.concat();
    found.difference(holders).all(|doc| {
        let article = &bundle.articles[doc.0 as usize];
        texts_of(bundle, article)
            .into_iter()
            .any(|text| sequence(text).concat().contains(&letters))
    })
}
