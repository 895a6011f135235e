//! The naive search the clever one is held to: it reads every article for every request.

use proptest::prelude::*;

use super::{Bm25f, Filters, Request, Sort, search};
use crate::analysis;
use crate::article::{Article, DocId, FacetGroup, Kind};
use crate::date::Day;
use crate::index::{Field, Index, IndexBuilder};
use crate::language::Language;
use crate::permalink::Permalink;
use crate::query::{Clause, Query, parse};

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
    Article {
        id: Permalink::parse(&format!(
            "/{}/a{number:03}",
            ["papers", "formation"][tag % 2]
        ))
        .unwrap(),
        title: text(title),
        summary: text(summary),
        published: Day::from_number(19_000 + days).midnight(),
        url: None,
        source: ["Vascular", "Cardio"][tag % 2].to_owned(),
        kind: Kind::ALL[tag],
        language: Language::En,
        tags: vec![["TAVI", "AVC", "tavi"][tag % 3].to_owned()],
        image: None,
        truncated: false,
        has_body: false,
        also: Vec::new(),
        aliases: Vec::new(),
    }
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

/// Terms of a field with their frequency, and its length in words.
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

/// Weighed frequency of a word in an article.
fn frequency(
    articles: &[Article],
    article: &Article,
    word: &str,
    is_prefix: bool,
    model: &Bm25f,
) -> f32 {
    let mut sum = 0.0;
    for (at, weights) in Field::ALL.into_iter().zip(model.fields) {
        let total: usize = articles.iter().map(|article| field(article, at).1).sum();
        let mean = (total as f32 / articles.len() as f32).max(1.0);
        let (terms, length) = field(article, at);
        for term in terms {
            let weight = match (term == word, is_prefix && term.starts_with(word)) {
                (true, _) => 1.0,
                (false, true) => 0.7,
                (false, false) => continue,
            };
            sum += weight * weights.weight / (1.0 - weights.b + weights.b * length as f32 / mean);
        }
    }
    sum
}

/// Score of a clause, or `None` if the article does not meet it.
fn clause_score(
    articles: &[Article],
    article: &Article,
    clause: &Clause,
    model: &Bm25f,
) -> Option<f32> {
    let word_score = |word: &str, is_prefix: bool| {
        let own = frequency(articles, article, word, is_prefix, model);
        let holders = articles
            .iter()
            .filter(|other| frequency(articles, other, word, is_prefix, model) > 0.0);
        let score = model.score(
            own,
            u32::try_from(holders.count()).unwrap(),
            u32::try_from(articles.len()).unwrap(),
        );
        (own > 0.0).then_some(score)
    };
    let last = clause.parts.len() - 1;
    let parts: Vec<_> = clause
        .parts
        .iter()
        .enumerate()
        .map(|(at, part)| word_score(part, clause.is_prefix && at == last))
        .collect();
    let joined = clause
        .joined
        .as_deref()
        .and_then(|joined| word_score(joined, clause.is_prefix));
    let met = parts.iter().all(Option::is_some) || joined.is_some();
    met.then(|| parts.into_iter().chain([joined]).flatten().sum())
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

fn expected(
    articles: &[Article],
    query: &Query,
    filters: &Filters,
    sort: Sort,
) -> Vec<(DocId, f32)> {
    let model = Bm25f::default();
    let newest = articles
        .last()
        .map_or(0, |article| article.published.day().number());
    let mut hits = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        let scores: Option<Vec<f32>> = query
            .clauses
            .iter()
            .map(|clause| clause_score(articles, article, clause, &model))
            .collect();
        let Some(scores) = scores.filter(|_| {
            FacetGroup::ALL
                .iter()
                .all(|group| passes(article, filters, *group))
        }) else {
            continue;
        };
        let age = (newest - article.published.day().number()) as f32;
        let score = scores.iter().sum::<f32>() * (1.0 + 0.15 * (-age / 365.0).exp2());
        hits.push((DocId(u32::try_from(number).unwrap()), score));
    }
    match sort {
        Sort::Oldest => {}
        Sort::Relevance if !query.is_empty() => {
            hits.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        }
        Sort::Newest | Sort::Relevance => hits.reverse(),
    }
    hits
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
            let owned = [section, source, tag, kind, year]
                .map(|set| set.into_iter().map(str::to_owned).collect());
            let mut filters = Filters {
                chosen: owned,
                ..Filters::default()
            };
            if excludes {
                let kind = FacetGroup::Kind.index();
                filters.excluded[kind] = std::mem::take(&mut filters.chosen[kind]);
            }
            filters
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn search_equals_reading_every_article(
        articles in collection(),
        typed in prop::sample::select(vec!["", "sten", "stent ", "STÉNOSE drug", "drug-coated ", "drug-co", "drugcoated avc", "absent", "tavi vasc"]),
        filters in filters(),
        sort in prop::sample::select(vec![Sort::Relevance, Sort::Newest, Sort::Oldest]),
    ) {
        let mut builder = IndexBuilder::new();
        for article in &articles {
            builder.add(article, None);
        }
        let index = Index::open(builder.finish()).unwrap();
        let query = parse(typed).query;
        let request = Request { query: &query, filters: &filters, sort, limit: usize::MAX };
        let got = search(&index, &request);
        let expected = expected(&articles, &query, &filters, sort);
        prop_assert_eq!(got.total as usize, expected.len());
        for (hit, (_, score)) in got.hits.iter().zip(&expected) {
            if sort == Sort::Relevance && !query.is_empty() {
                prop_assert!((hit.score - score).abs() <= 1e-4 * score.abs().max(1.0), "{} {}", hit.score, score);
            }
        }
        if sort != Sort::Relevance || query.is_empty() {
            let docs: Vec<_> = got.hits.iter().map(|hit| hit.doc).collect();
            prop_assert_eq!(docs, expected.iter().map(|(doc, _)| *doc).collect::<Vec<_>>());
        }
        for (group, counts) in FacetGroup::ALL.into_iter().zip(&got.facets) {
            for value in counts {
                let mut alone = filters.clone();
                alone.chosen[group.index()] = [value.id.clone()].into();
                alone.excluded[group.index()].clear();
                let chosen = search(&index, &Request { filters: &alone, ..request });
                prop_assert_eq!(chosen.total, value.count, "{:?} {:?}", group, value);
            }
        }
    }

    #[test]
    fn a_changed_index_is_refused(articles in collection(), at: usize, bit in 0_u32..8) {
        let mut builder = IndexBuilder::new();
        for article in &articles {
            builder.add(article, None);
        }
        let mut bytes = builder.finish();
        let at = at % bytes.len();
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(Index::open(bytes.clone()).is_err());
        bytes[at] ^= 1_u8 << bit;
        bytes.truncate(at);
        prop_assert!(Index::open(bytes).is_err());
    }
}
