//! `vigie eval`: the ranking measured against judged queries.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use vigie_core::article::{Article, DocId};
use vigie_core::date::Timestamp;
use vigie_core::index::Index;
use vigie_core::query;
use vigie_core::search::{Filters, Ranking, Request, Sort, search_with};

use super::arguments::{EvalArgs, FileLimit, Part};
use super::content;
use super::evaluation::{JudgedQuery, Measures, measure, parse_judgements, parse_queries};
use super::{Failure, failed, read_bytes, refuse, together};
use crate::Exit;
use crate::assemble::bundle::search_index;
use crate::check::document;
use crate::collect::Collection;
use crate::diagnostics::{self, Diagnostic};
use crate::read::withheld::Revealed;
use crate::write::{self, Target};

/// Articles asked for each query.
const DEPTH: usize = 100;

/// Runs the command.
pub fn run(args: &EvalArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    match evaluate(args, stdout) {
        Ok(()) => Exit::Success,
        Err((exit, found)) => refuse(exit, &found, stderr),
    }
}

fn evaluate(args: &EvalArgs, stdout: &mut dyn Write) -> Result<(), Failure> {
    let inputs = [&*args.content, &*args.queries, &*args.qrels];
    let run = args.run.as_ref().map(|run| Target::file(run, &inputs));
    let run = run.transpose().map_err(failed)?;
    let inputs = (
        judged(&args.queries, parse_queries),
        judged(&args.qrels, parse_judgements),
        collection_of(&args.content, args.limit),
    );
    let (queries, judgements, collection) = match inputs {
        (Ok(queries), Ok(judgements), Ok(collection)) => (queries, judgements, collection),
        (queries, judgements, collection) => {
            let failures = [queries.err(), judgements.err(), collection.err()];
            return Err(together(failures.into_iter().flatten()));
        }
    };
    let index = Index::open(search_index(&collection)).expect("an index opens as it was written");
    let ranking = ranking(&args.without);
    let mut runs = Vec::with_capacity(queries.len());
    for query in &queries {
        runs.push((query, answer(&index, &collection, &query.query, &ranking)));
    }
    let ungraded = BTreeMap::new();
    let measured: Vec<(&JudgedQuery, Measures)> = runs
        .iter()
        .map(|(query, ids)| {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let grades = judgements.get(&query.qid).unwrap_or(&ungraded);
            (*query, measure(&ids, grades))
        })
        .collect();
    // A closed stream has no one left to tell.
    let _ = write!(stdout, "{}", table(&measured, args.each));
    if let Some(target) = run {
        // Tools that read runs expect as many ids for every query: the newest articles fill up what was not
        // found, after it and unmeasured.
        let newest = collection.articles.iter().rev().take(DEPTH);
        let newest: Vec<String> = newest
            .flat_map(|article| files(&collection, article))
            .collect();
        for (_, ids) in &mut runs {
            let missing = newest.iter().filter(|id| !ids.contains(id)).cloned();
            let missing: Vec<String> = missing.take(DEPTH.saturating_sub(ids.len())).collect();
            ids.extend(missing);
        }
        let line = |(query, ids): &(&JudgedQuery, Vec<String>)| {
            serde_json::json!({ "qid": query.qid, "results": ids }).to_string() + "\n"
        };
        let text: String = runs.iter().map(line).collect();
        write::replace_file(&target, text.as_bytes()).map_err(failed)?;
    }
    Ok(())
}

/// Reads one of the two files of judgements.
fn judged<T>(
    path: &Path,
    parse: impl FnOnce(&str, &str, &mut Vec<Diagnostic>) -> T,
) -> Result<T, Failure> {
    let bytes = read_bytes(path)?;
    let name = path.display().to_string();
    let mut found = Vec::new();
    let text = document::decode(&name, &bytes, &mut found);
    let judged = parse(&name, &text, &mut found);
    if found.is_empty() {
        Ok(judged)
    } else {
        Err((Exit::Content, found))
    }
}

/// Reads the collection that is searched; warnings about it are for `vigie build`.
pub(super) fn collection_of(content: &Path, limit: FileLimit) -> Result<Collection, Failure> {
    let mut found = Vec::new();
    let options = content::Options {
        max_file_bytes: limit.bytes(),
        shown: Revealed::default(),
        // Only files with a date in the future would notice.
        generated: Timestamp::from_unix_seconds(i64::from(u32::MAX)),
        shows_progress: false,
    };
    let collected = content::read_collection(content, options, &mut found).map_err(failed)?;
    found.retain(|one| one.severity() == diagnostics::Severity::Error);
    match collected {
        Some((collection, _)) if found.is_empty() => Ok(collection),
        _ => Err((Exit::of(&found), found)),
    }
}

/// Returns the ids of the answer, best first: those of a card, then those of the stories folded into it.
fn answer(index: &Index, collection: &Collection, typed: &str, ranking: &Ranking) -> Vec<String> {
    let articles = &collection.articles;
    let parsed = query::parse(typed);
    let texts = |doc: DocId, visit: &mut dyn FnMut(&str)| {
        if let Some(article) = articles.get(doc.0 as usize) {
            visit(&article.title);
            visit(&article.summary);
            let body = collection.bodies.get(&article.id);
            if let Some(body) = body {
                visit(&body.plain_text());
            }
        }
        true
    };
    let request = Request {
        query: &parsed.query,
        filters: &Filters::default(),
        within: None,
        sort: Sort::Relevance,
        limit: DEPTH,
        texts: Some(&texts),
    };
    let hits = search_with(index, &request, ranking);
    let mut docs: Vec<DocId> = hits
        .hits
        .iter()
        .chain(&hits.related)
        .map(|hit| hit.doc)
        .collect();
    if docs.len() < DEPTH {
        // Measures look deeper than the list does: at whatever has any of the words.
        let deeper = Ranking {
            min_coverage: 0.0,
            ..ranking.clone()
        };
        let rest = search_with(index, &request, &deeper).hits;
        docs.extend(rest.into_iter().map(|hit| hit.doc));
    }
    let mut seen = BTreeSet::new();
    docs.retain(|doc| seen.insert(*doc));
    docs.truncate(DEPTH);
    let found = docs.iter().filter_map(|doc| articles.get(doc.0 as usize));
    found
        .flat_map(|article| files(collection, article))
        .collect()
}

/// The names of the files of an article's story, its own first, without folder and ending.
fn files(collection: &Collection, article: &Article) -> Vec<String> {
    let ids = std::iter::once(&article.id).chain(&article.aliases);
    let stems = ids.filter_map(|id| Path::new(collection.paths.get(id)?).file_stem());
    stems
        .map(|stem| stem.to_string_lossy().into_owned())
        .collect()
}

/// The default ranking without some of its parts.
fn ranking(without: &[Part]) -> Ranking {
    let mut ranking = Ranking::default();
    for part in without {
        match part {
            Part::Stemming => ranking.stem = 0.0,
            Part::Cognates => ranking.cognate = 0.0,
            Part::Concepts => ranking.concept = 0.0,
            Part::Fuzzy => ranking.fuzzy = 0.0,
            Part::Prefix => ranking.completion = 0.0,
            Part::Date => ranking.year = 0.0,
            Part::Freshness => ranking.freshness = 0.0,
        }
    }
    ranking
}

/// The measures by class, by language and overall, after those of each query if they are wanted.
fn table(measured: &[(&JudgedQuery, Measures)], each: bool) -> String {
    let mut text = format!(
        "{:<14} {:>7} {:>9} {:>9}\n",
        "", "queries", "nDCG@10", "recall@20"
    );
    let mut line = |name: &str, some: &[Measures]| {
        let mean = Measures::mean(some);
        let _ = writeln!(
            text,
            "{:<14} {:>7} {:>9.3} {:>9.3}",
            diagnostics::escaped(name),
            some.len(),
            mean.ndcg,
            mean.recall
        );
    };
    if each {
        for (query, measures) in measured {
            line(&query.qid, &[*measures]);
        }
    }
    let mut groups: BTreeMap<(u8, &str), Vec<Measures>> = BTreeMap::new();
    for (query, measures) in measured {
        groups
            .entry((0, query.class.as_str()))
            .or_default()
            .push(*measures);
        groups
            .entry((1, query.lang.as_str()))
            .or_default()
            .push(*measures);
        groups.entry((2, "overall")).or_default().push(*measures);
    }
    for ((_, name), some) in groups.iter().filter(|((_, name), _)| !name.is_empty()) {
        line(name, some);
    }
    text
}
