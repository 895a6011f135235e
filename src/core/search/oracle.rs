//! A naive search, the oracle of the tests: it reads every article for every request.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Filters, Ranking, Request, Sort, Values, explain, search_with};
use crate::analysis::{self, Family, Relation};
use crate::article::{Article, DocId, FacetGroup, Kind};
use crate::concepts::{Thesaurus, parse_thesaurus};
use crate::date::Day;
use crate::index::{DocSet, Field, Index, IndexBuffers, IndexBuilder};
use crate::language::Language;
use crate::permalink::Permalink;
use crate::query::{Node, Query, Word, parse};

/// Words that share beginnings, hyphens and accents.
const WORDS: [&str; 8] = [
    "stent",
    "sténose",
    "sten",
    "drug-coated",
    "drug",
    "coated",
    "drugcoated",
    "l’AVC",
];

fn article(number: usize, title: &[usize], summary: &[usize], tag: usize, days: i32) -> Article {
    let text = |words: &[usize]| {
        words
            .iter()
            .map(|word| WORDS[*word])
            .collect::<Vec<_>>()
            .join(" ")
    };
    let id = format!("/{}/a{number:03}", ["papers", "formation"][tag % 2]);
    Article {
        summary: text(summary),
        source: ["Vascular", "Cardio"][tag % 2].to_owned(),
        kind: Kind::ALL[tag],
        language: Language::En,
        tags: vec![["TAVI", "AVC", "tavi"][tag % 3].to_owned()],
        ..Article::new(
            Permalink::parse(&id).unwrap(),
            text(title),
            Day::from_number(19_000 + days).midnight(),
        )
    }
}

fn written(articles: &[Article]) -> IndexBuffers {
    written_with(articles, Thesaurus::default())
}

fn written_with(articles: &[Article], thesaurus: Thesaurus) -> IndexBuffers {
    let mut builder = IndexBuilder::new(thesaurus);
    for article in articles {
        builder.add(article, None);
    }
    builder.finish()
}

fn collection() -> impl Strategy<Value = Vec<Article>> {
    let words = || prop::collection::vec(0..WORDS.len(), 0..5);
    prop::collection::vec((words(), words(), 0_usize..5, 0..900), 0..12).prop_map(|articles| {
        let mut articles: Vec<_> = articles
            .iter()
            .enumerate()
            .map(|(number, (title, summary, tag, days))| {
                article(number, title, summary, *tag, *days)
            })
            .collect();
        articles.sort_by(|a, b| (a.published, &a.id).cmp(&(b.published, &b.id)));
        articles
    })
}

/// Terms of a field that are searched, and its length in words.
fn field(article: &Article, field: Field) -> (Vec<String>, usize) {
    let text = match field {
        Field::Title => article.title.clone(),
        Field::Summary => article.summary.clone(),
        Field::Body => String::new(),
        Field::Label => format!("{} , {}", article.tags.join(" , "), article.source),
    };
    let tokens = analysis::tokens(&text);
    let length = tokens
        .iter()
        .map(|token| token.position as usize + 1)
        .max()
        .unwrap_or(0);
    (tokens.into_iter().map(|token| token.term).collect(), length)
}

/// How much a term counts for a word; 0 for another word.
fn weight(term: &str, word: &str, is_prefix: bool, ranking: &Ranking) -> f32 {
    match Family::of(word).relation(term) {
        Some(Relation::Exact) => 1.0,
        Some(Relation::Stem) => ranking.stem,
        Some(Relation::Cognate) => ranking.cognate,
        None if is_prefix && term.starts_with(word) => ranking.completion,
        None => 0.0,
    }
}

/// Weighed frequency of a word in an article.
fn frequency(
    articles: &[Article],
    article: &Article,
    word: &str,
    is_prefix: bool,
    ranking: &Ranking,
) -> f32 {
    let mut sum = 0.0;
    for (at, weights) in Field::ALL.into_iter().zip(ranking.bm25f.fields) {
        let total: usize = articles.iter().map(|article| field(article, at).1).sum();
        let mean = (total as f32 / articles.len() as f32).max(1.0);
        let (terms, length) = field(article, at);
        let limit = [3, 15, 255, 1][at as usize];
        let distinct: BTreeSet<&String> = terms.iter().collect();
        for term in distinct {
            let count = terms
                .iter()
                .filter(|other| *other == term)
                .count()
                .min(limit);
            let weight = weight(term, word, is_prefix, ranking) * count as f32;
            sum += weight * weights.weight / (1.0 - weights.b + weights.b * length as f32 / mean);
        }
    }
    sum
}

/// Score of a word, or `None` if the article does not meet it.
fn word_score(
    articles: &[Article],
    article: &Article,
    word: &Word,
    ranking: &Ranking,
) -> Option<f32> {
    let score = |term: &str, is_prefix: bool| {
        let own = frequency(articles, article, term, is_prefix, ranking);
        let holds = |other: &&Article| frequency(articles, other, term, is_prefix, ranking) > 0.0;
        let (n, all) = (
            articles.iter().filter(holds).count() as f32,
            articles.len() as f32,
        );
        let idf = (1.0 + (all - n + 0.5) / (n + 0.5)).ln();
        let k1 = ranking.bm25f.k1;
        (own > 0.0).then(|| idf * own * (k1 + 1.0) / (own + k1))
    };
    let last = word.parts.len() - 1;
    let parts = word.parts.iter().enumerate();
    let parts: Vec<Option<f32>> = parts
        .map(|(at, (part, _))| score(part, word.is_prefix && at == last))
        .collect();
    let joined = word
        .joined
        .as_deref()
        .and_then(|joined| score(joined, word.is_prefix));
    let is_met = parts.iter().all(Option::is_some) || joined.is_some();
    // An article with the joined form may hold some of the parts elsewhere: the better answer counts.
    let sum: f32 = parts.into_iter().flatten().sum();
    is_met.then(|| sum.max(joined.unwrap_or_default()))
}

fn passes(article: &Article, filters: &Filters, group: FacetGroup) -> bool {
    let values: Vec<_> = article
        .facet_values(group)
        .into_iter()
        .map(|value| value.id)
        .collect();
    let (chosen, excluded) = (
        &filters.chosen[group.index()],
        &filters.excluded[group.index()],
    );
    (chosen.is_empty() || values.iter().any(|value| chosen.contains(value)))
        && !values.iter().any(|value| excluded.contains(value))
}

/// The articles that have everything asked, with their scores, in no order.
fn expected(
    articles: &[Article],
    query: &Query,
    filters: &Filters,
    ranking: &Ranking,
) -> Vec<(DocId, f32)> {
    let newest = articles
        .last()
        .map_or(0, |article| article.published.day().number());
    let mut hits = Vec::new();
    for (number, article) in (0..).zip(articles) {
        let words = query
            .clauses
            .iter()
            .filter_map(|clause| match &clause.node {
                Node::Word(word) => Some(word),
                _ => None,
            });
        let scores: Option<f32> = words
            .map(|word| word_score(articles, article, word, ranking))
            .sum();
        let passes = |group: &FacetGroup| passes(article, filters, *group);
        let Some(score) = scores.filter(|_| FacetGroup::ALL.iter().all(passes)) else {
            continue;
        };
        // Freshness goes by whole weeks.
        let age = ((newest - article.published.day().number()) / 7 * 7) as f32;
        let fresh = 1.0 + ranking.freshness * (-age / ranking.half_life_days).exp2();
        let kind = if article.kind == Kind::Digest {
            ranking.digest
        } else {
            1.0
        };
        hits.push((DocId(number), score * fresh * kind));
    }
    hits
}

/// A request for all hits, the best first.
fn everything<'a>(query: &'a Query, filters: &'a Filters) -> Request<'a> {
    Request {
        query,
        filters,
        within: None,
        sort: Sort::Relevance,
        limit: usize::MAX,
        texts: None,
    }
}

fn filters() -> impl Strategy<Value = Filters> {
    let values = [
        vec!["papers", "formation"],
        vec!["vascular", "cardio"],
        vec!["tavi", "avc"],
        vec!["news", "sponsored"],
        vec!["2022", "2023"],
    ];
    let one =
        |values: Vec<&'static str>| prop::collection::btree_set(prop::sample::select(values), 0..2);
    let [section, source, tag, kind, year] = values.map(one);
    (section, source, tag, kind, year, any::<bool>()).prop_map(
        |(section, source, tag, kind, year, excludes)| {
            let mut filters = Filters::default();
            let chosen = [
                (FacetGroup::Section, section),
                (FacetGroup::Source, source),
                (FacetGroup::Tag, tag),
                (FacetGroup::Kind, kind),
                (FacetGroup::Year, year),
            ];
            for (group, set) in chosen {
                for id in set {
                    filters.chosen[group.index()].insert(id);
                }
            }
            if excludes {
                let kind = FacetGroup::Kind.index();
                filters.excluded[kind] = std::mem::take(&mut filters.chosen[kind]);
            }
            filters
        },
    )
}

/// Concepts that give the words other meanings: of one language, in phrases, and in capitals only.
const MEANINGS: &str = "spleen | anatomy | - | sten; stent actif | stenosis; drug | | \n\
    cover | word | - | coated; drug-coated | sténose coated | | \n\
    stroke | disease | - | AVC; EP? | stroke; drug coated stent | | \n\
    late | word | - | sténose | of the drug; coated? | | ";

proptest! {
    #[test]
    fn every_word_of_the_dictionary_finds_the_articles_that_hold_it(
        articles in collection(),
        goes_on: bool,
    ) {
        let thesaurus = parse_thesaurus(&[MEANINGS]).unwrap();
        let index = Index::open(written_with(&articles, thesaurus)).unwrap();
        for (id, word) in index.terms_from("") {
            let typed = if goes_on { word.to_owned() } else { format!("{word} ") };
            let query = parse(&typed).query;
            let filters = Filters::default();
            let request = everything(&query, &filters);
            let hits = search_with(&index, &request, &Ranking::default()).hits;
            for posting in index.postings(id) {
                let is_found = hits.iter().any(|hit| hit.doc == posting.doc && hit.is_complete);
                prop_assert!(is_found, "{typed:?} loses {:?}", posting.doc);
            }
        }
    }
}

proptest! {
    #[test]
    fn an_explanation_gives_the_score_of_the_list(
        articles in collection(),
        words in prop::collection::vec(
            prop::sample::select(vec![
                "sten", "stent", "stents", "sténose", "drug", "coated", "drug-coated", "AVC", "EP",
                "avc", "absent", "tavi", "vasculaire", "2022", "-drug", "stent|avc", "kind:digest",
            ]),
            1..5,
        ),
    ) {
        let thesaurus = parse_thesaurus(&[MEANINGS]).unwrap();
        let index = Index::open(written_with(&articles, thesaurus)).unwrap();
        let query = parse(&words.join(" ")).query;
        let ranking = Ranking::default();
        let filters = Filters::default();
        let request = everything(&query, &filters);
        let found = search_with(&index, &request, &ranking);
        if query.is_scored() {
            for hit in &found.hits {
                let explanation = explain(&index, &request, &ranking, hit.doc);
                prop_assert_eq!(explanation.factors.score().to_bits(), hit.score.to_bits());
                let parts: f32 = explanation.parts.iter().map(|part| part.score).sum();
                prop_assert_eq!(parts.to_bits(), explanation.factors.sum.to_bits());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn search_equals_reading_every_article(
        articles in collection(),
        typed in prop::sample::select(vec!["", "sten", "stent ", "STÉNOSE drug", "drug-coated ", "drug-co", "drugcoated avc", "absent", "tavi vasc"]),
        filters in filters(),
        kept in prop::option::of(prop::collection::vec(any::<bool>(), 12)),
        sort in prop::sample::select(vec![Sort::Relevance, Sort::Newest, Sort::Oldest]),
    ) {
        let index = Index::open(written(&articles)).unwrap();
        let query = parse(typed).query;
        let ranking = Ranking { fuzzy: 0.0, ..Ranking::default() };
        let within = kept.map(|kept| {
            let mut docs = DocSet::empty(index.count());
            let kept = (0..).zip(kept).filter(|(_, is_kept)| *is_kept);
            kept.for_each(|(doc, _)| docs.insert(DocId(doc)));
            docs
        });
        let request = Request {
            within: within.as_ref(),
            sort,
            ..everything(&query, &filters)
        };
        let got = search_with(&index, &request, &ranking);
        let mut expected = expected(&articles, &query, &filters, &ranking);
        expected.retain(|(doc, _)| within.as_ref().is_none_or(|docs| docs.contains(*doc)));
        prop_assert_eq!(got.complete as usize, expected.len());
        let is_scored = sort == Sort::Relevance && !query.is_empty();
        if is_scored {
            expected.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
            for (hit, (_, score)) in got.hits.iter().zip(&expected) {
                prop_assert!(hit.is_complete);
                prop_assert!((hit.score - score).abs() <= 1e-4 * score.abs().max(1.0), "{} {}", hit.score, score);
            }
        } else {
            // By date, partial matches are between the others.
            let mut order: Vec<DocId> = got.hits.iter().map(|hit| hit.doc).collect();
            order.retain(|doc| expected.iter().any(|(other, _)| other == doc));
            prop_assert_eq!(order.len(), expected.len());
            let is_ordered = |pair: &[DocId]| (pair[0] < pair[1]) == (sort == Sort::Oldest);
            prop_assert!(order.windows(2).all(is_ordered));
        }
        for (group, counts) in FacetGroup::ALL.into_iter().zip(&got.facets) {
            for value in counts {
                let mut alone = filters.clone();
                alone.chosen[group.index()] = Values::default();
                alone.chosen[group.index()].insert(&value.id);
                alone.excluded[group.index()] = Values::default();
                let chosen = search_with(&index, &Request { filters: &alone, ..request }, &ranking);
                prop_assert_eq!(chosen.total, value.count, "{:?} {:?}", group, value);
            }
        }
    }

    #[test]
    fn a_changed_index_is_refused(articles in collection(), at: usize, bit in 0_u32..8) {
        let whole = written(&articles);
        for of_concepts in [false, true] {
            let mut changed = whole.clone();
            let bytes = if of_concepts { &mut changed.concepts } else { &mut changed.index };
            let at = at % bytes.len();
            bytes[at] ^= 1_u8 << bit;
            prop_assert!(Index::open(changed.clone()).is_err());
            let bytes = if of_concepts { &mut changed.concepts } else { &mut changed.index };
            bytes[at] ^= 1_u8 << bit;
            bytes.truncate(at);
            prop_assert!(Index::open(changed).is_err());
        }
    }
}
