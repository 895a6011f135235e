//! `vigie stats`: what the concepts cover, and which frequent words they miss.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;

use vigie_core::article::Article;
use vigie_core::concepts::{ConceptKind, Thesaurus, units};

use super::arguments::StatsArgs;
use super::eval::collection_of;
use super::{Failure, failed, refuse};
use crate::Exit;
use crate::check::concepts;
use crate::collect::Collection;
use crate::read::Root;
use crate::write::{self, Target};

/// Runs the command.
pub fn run(args: &StatsArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    match stats(args) {
        Ok(text) => {
            // A closed stream has no one left to tell.
            let _ = write!(stdout, "{text}");
            Exit::Success
        }
        Err((exit, found)) => refuse(exit, &found, stderr),
    }
}

fn stats(args: &StatsArgs) -> Result<String, Failure> {
    let topics_file = args.topics.as_ref();
    let topics_file = topics_file.map(|file| Target::file(file, &[&args.content]));
    let topics_file = topics_file.transpose().map_err(failed)?;
    let collection = collection_of(&args.content, args.limit)?;
    let root = Root::open(&args.content).map_err(failed)?;
    // What is wrong in it has ended the command already.
    let own = concepts::read(&root, args.limit.bytes(), &mut Vec::new());
    let mut text = coverage(&collection);
    text += &topics(&collection);
    text += &shared(&collection.thesaurus);
    text += &breaches(&own);
    text += &unmatched(&collection, args.words);
    if let Some(target) = topics_file {
        let line = |article: &Article| {
            format!(
                "{}\t{}\t{}\n",
                article.id.slug(),
                article.topics.join(","),
                article.title
            )
        };
        let lines: String = collection.articles.iter().map(line).collect();
        write::replace_file(&target, lines.as_bytes()).map_err(failed)?;
    }
    Ok(text)
}

/// Concepts by kind, and how many of them some article names.
fn coverage(collection: &Collection) -> String {
    let thesaurus = &collection.thesaurus;
    let mut held = BTreeSet::new();
    let mut matched = 0;
    for article in &collection.articles {
        let concepts = concepts_of(thesaurus, article);
        matched += usize::from(!concepts.is_empty());
        held.extend(concepts);
    }
    let mut text = format!(
        "articles {}, with a concept {matched}\nconcepts {}, phrases {}, named by some article {}\n",
        collection.articles.len(),
        thesaurus.concepts.len(),
        thesaurus.phrases().len(),
        held.len()
    );
    for kind in ConceptKind::ALL {
        let of_kind = thesaurus.iter().filter(|(_, concept)| concept.kind == kind);
        let (all, used) = of_kind.fold((0, 0), |(all, used), (id, _)| {
            (all + 1, used + usize::from(held.contains(&id)))
        });
        let _ = writeln!(text, "  {:<12} {all:>5} {used:>5}", kind.name());
    }
    text
}

fn concepts_of(thesaurus: &Thesaurus, article: &Article) -> Vec<vigie_core::concepts::ConceptId> {
    let mut concepts = thesaurus.concepts_in(&article.title, article.language);
    concepts.extend(thesaurus.concepts_in(&article.summary, article.language));
    concepts
}

/// Topics with their articles.
fn topics(collection: &Collection) -> String {
    let filed = collection
        .articles
        .iter()
        .filter(|article| !article.topics.is_empty())
        .count();
    let share = 100.0 * filed as f64 / collection.articles.len().max(1) as f64;
    let mut text = format!("articles with a topic {filed} ({share:.1} %)\n");
    for topic in &collection.thesaurus.topics {
        let holds = |article: &&Article| article.topics.contains(&topic.id);
        let count = collection.articles.iter().filter(holds).count();
        let _ = writeln!(text, "  {:<14} {count:>5}  {}", topic.id, topic.label.fr);
    }
    text
}

/// Phrases that name several concepts although none of them is marked as ambiguous.
fn shared(thesaurus: &Thesaurus) -> String {
    let mut text = "phrases of several concepts\n".to_owned();
    let phrases: Vec<_> = thesaurus
        .phrases()
        .iter()
        .filter(|phrase| !phrase.is_ambiguous)
        .collect();
    for same in phrases.chunk_by(|a, b| thesaurus.key(a) == thesaurus.key(b)) {
        if let [first, _, ..] = same {
            let ids = same
                .iter()
                .filter_map(|phrase| thesaurus.concept(phrase.concept));
            let ids: Vec<&str> = ids.map(|concept| concept.id.as_str()).collect();
            let _ = writeln!(text, "  {}: {}", thesaurus.key(first), ids.join(", "));
        }
    }
    text
}

/// Terms that break a rule of the table, with their place.
fn breaches(own: &str) -> String {
    let mut text = "terms that break a rule of the table\n".to_owned();
    for breach in concepts::breaches(own) {
        let line = breach.at.map_or(0, |at| at.line);
        let _ = writeln!(text, "  {}:{line}: {}", breach.path, breach.message);
    }
    text
}

/// The most frequent words that no concept holds, by articles.
fn unmatched(collection: &Collection, limit: usize) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for article in &collection.articles {
        let mut words = BTreeSet::new();
        for text in [&article.title, &article.summary] {
            let units = units(text);
            let mut is_matched = vec![false; units.len()];
            for found in collection.thesaurus.matches(&units) {
                is_matched
                    .get_mut(found.units)
                    .into_iter()
                    .flatten()
                    .for_each(|one| *one = true);
            }
            let missed = units
                .into_iter()
                .zip(is_matched)
                .filter(|(_, is_matched)| !is_matched);
            words.extend(
                missed.map(|(unit, _)| text.get(unit.span).unwrap_or_default().to_lowercase()),
            );
        }
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut text = "frequent words without a concept\n".to_owned();
    for (word, count) in ranked.into_iter().take(limit) {
        let _ = writeln!(text, "  {count:>5}  {word}");
    }
    text
}
