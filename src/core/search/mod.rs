//! Query × index → the matching articles, in order, with the counts of every filter.
//!
//! [`evaluation`] turns each part of a query into articles and scores: free words by [`expansion`] (stem, root,
//! completion, typing error), grouped by their meaning ([`reading`]: concept, year), phrases by searching the texts
//! ([`phrase`]), everything else as sets. [`search`] combines the parts: articles that match all of them come
//! first; if there are few, partial matches follow. All parameters are in [`Ranking`].

mod bm25f;
mod evaluation;
mod expansion;
mod explanation;
mod facets;
mod fields;
mod filters;
mod formula;
mod fuzzy;
mod marks;
#[cfg(test)]
mod oracle;
mod part;
mod phrase;
mod ranking;
mod reading;
mod related;
mod snippet;
mod suggestion;
mod top;
#[cfg(test)]
mod understanding_tests;

pub use crate::query::Sort;
pub use expansion::{Expansion, ExpansionKind};
pub use explanation::{Contribution, Explanation, explain};
pub use facets::{FacetCount, FacetCounts};
pub use filters::{Filters, Values};
pub use formula::Factors;
pub use marks::{Markable, Marks};
pub use phrase::Texts;
pub use ranking::{Bm25f, FieldWeights, Ranking};
pub use reading::{Meaning, Reading};
pub use snippet::{Snippet, snippet};
pub use suggestion::{Suggestion, suggest};
pub use top::Hit;

use std::ops::Range;

use crate::article::DocId;
use crate::index::{DocSet, Index};
use crate::query::Query;
use bm25f::Scorer;
use evaluation::Evaluator;
use formula::Formula;
use part::{Evaluated, Part};

/// Articles that have everything below which those follow that lack something: one batch of the list.
const ENOUGH: u32 = 30;

/// Answers below which articles about the same things are looked for.
const FEW: u32 = 20;

/// Maximum number of of them.
const RELATED: usize = 20;

/// What is asked of the index.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// What to meet.
    pub query: &'a Query,
    /// Facet values to meet.
    pub filters: &'a Filters,
    /// The only articles that count, such as the reader's favourites; `None` for all.
    pub within: Option<&'a DocSet>,
    /// Order of the hits; an order in the query itself comes before it.
    pub sort: Sort,
    /// Maximum number of hits; the counts cover all.
    pub limit: usize,
    /// Texts of the articles, for phrases; without them, articles that hold all words of a phrase meet it.
    pub texts: Option<Texts<'a>>,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Articles that meet query and filters, with those that lack some of the free words.
    pub total: u32,
    /// How many of them lack nothing.
    pub complete: u32,
    /// The first of them in the asked order.
    pub hits: Vec<Hit>,
    /// If few articles match: those of other years, or on the same topics, best first; they are not counted.
    pub related: Vec<Hit>,
    /// For each facet value, how many articles its choice would show.
    pub facets: FacetCounts,
    /// What words were taken for.
    pub readings: Vec<Reading>,
    /// Values of fields that no article has, as `tag:` asks for one: lower-case words, in the order typed.
    pub unknown: Vec<String>,
    /// Articles that are assumed to contain a phrase, because their text is not loaded.
    pub unread: Vec<DocId>,
    /// What is to be marked in texts.
    pub marks: Marks,
    /// Where nothing was found: what each part keeps away.
    pub obstacles: Vec<Obstacle>,
    /// Order of the hits.
    pub sort: Sort,
}

/// A part of the query without which there would be articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Bytes of the typed text; `None` for the filters.
    pub span: Option<Range<usize>>,
    /// Articles that meet everything else.
    pub without: u32,
    /// Articles that meet the part alone.
    pub alone: u32,
}

/// Answers a request with the default ranking.
///
/// ```
/// use vigie_core::concepts::Thesaurus;
/// use vigie_core::index::{Index, IndexBuilder};
/// use vigie_core::search::{Filters, Request, Sort, search};
/// use vigie_core::{bundle::decode_feed, query};
///
/// let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
///     {"id":"1","title":"Stent coronaire"},{"id":"2","title":"Ballon"}]}"#;
/// let mut builder = IndexBuilder::new(Thesaurus::default());
/// for article in decode_feed(feed.as_bytes()).unwrap().articles {
///     builder.add(&article, None);
/// }
/// let index = Index::open(builder.finish()).unwrap();
/// let parsed = query::parse("CORON");
/// let filters = Filters::default();
/// let request = Request { query: &parsed.query, filters: &filters, within: None,
///     sort: Sort::Relevance, limit: 10, texts: None };
/// assert_eq!(search(&index, &request).total, 1);
/// ```
pub fn search(index: &Index, request: &Request<'_>) -> Hits {
    search_with(index, request, &Ranking::default())
}

/// Answers a request with a given ranking.
pub fn search_with(index: &Index, request: &Request<'_>, ranking: &Ranking) -> Hits {
    let scorer = Scorer::new(index, &ranking.bm25f);
    let evaluator = Evaluator::new(index, request, ranking, &scorer);
    let evaluated = evaluator.evaluate(request.query);
    let mut complete = DocSet::full(index.count());
    for part in &evaluated.parts {
        complete.intersect(&part.scored.met);
    }
    if let Some(excluded) = &evaluated.excluded {
        complete.subtract(excluded);
    }
    let mut matching = complete.clone();
    if complete.len() < ENOUGH {
        matching.unite(&partial(index, &evaluated, ranking));
    }
    let mut allowed = filters::allowed(index, request.filters);
    allowed.push(request.within.cloned());
    let facets = facets::count(index, request.filters, &matching, &allowed);
    let unfiltered = matching.len();
    for docs in allowed.iter().flatten() {
        matching.intersect(docs);
        complete.intersect(docs);
    }
    let sort = order(request);
    let mut hits = if sort == Sort::Relevance {
        let formula = Formula::new(index, ranking, &evaluated.parts);
        let scores = formula.scores(&matching, &complete);
        top::select_best(&matching, &complete, &scores, request.limit)
    } else {
        top::select_dated(&matching, sort, request.limit)
    };
    for hit in &mut hits {
        let mut parts = evaluated.parts.iter();
        hit.is_by_meaning = parts.any(|part| part.is_met_by_meaning(hit.doc));
    }
    let mut related = Vec::new();
    if sort == Sort::Relevance && matching.len() < FEW {
        let allow = |mut others: DocSet| {
            allowed
                .iter()
                .flatten()
                .for_each(|docs| others.intersect(docs));
            others.subtract(&matching);
            others
        };
        if has_year(&evaluated) {
            let others = allow(of_other_years(index, &evaluated));
            let formula = Formula::new(index, ranking, &evaluated.parts);
            let scores = formula.scores(&others, &others);
            let nothing = DocSet::empty(index.count());
            related = top::select_best(&others, &nothing, &scores, RELATED);
        }
        if let Some(texts) = request
            .texts
            .filter(|_| related.is_empty() && ranking.concept > 0.0)
        {
            let others = allow(possible(index, &evaluated));
            related = related::related(index, &hits, texts, &others, RELATED);
        }
    }
    let obstacles = if matching.is_empty() {
        obstacles(index, &evaluated, unfiltered)
    } else {
        Vec::new()
    };
    Hits {
        total: matching.len(),
        complete: complete.len(),
        hits,
        related,
        facets,
        marks: Marks::new(&evaluated),
        readings: evaluated.readings,
        unknown: evaluated.unknown,
        unread: evaluated.unread,
        obstacles,
        sort,
    }
}

/// The order of the answer. Without anything that is scored, relevance means newest first.
fn order(request: &Request<'_>) -> Sort {
    let sort = request.query.sort.unwrap_or(request.sort);
    if sort == Sort::Relevance && !request.query.is_scored() {
        Sort::Newest
    } else {
        sort
    }
}

/// Whether the query names a year.
fn has_year(evaluated: &Evaluated) -> bool {
    evaluated.parts.iter().any(is_year)
}

fn is_year(part: &Part) -> bool {
    part.group
        .as_ref()
        .is_some_and(|group| group.year.is_some())
}

/// Articles that meet everything but the year.
fn of_other_years(index: &Index, evaluated: &Evaluated) -> DocSet {
    let mut others = DocSet::full(index.count());
    for part in evaluated.parts.iter().filter(|part| !is_year(part)) {
        others.intersect(&part.scored.met);
    }
    if let Some(excluded) = &evaluated.excluded {
        others.subtract(excluded);
    }
    others
}

/// Articles that meet everything but the free words.
fn possible(index: &Index, evaluated: &Evaluated) -> DocSet {
    let mut possible = DocSet::full(index.count());
    for part in evaluated.parts.iter().filter(|part| !part.is_free) {
        possible.intersect(&part.scored.met);
    }
    if let Some(excluded) = &evaluated.excluded {
        possible.subtract(excluded);
    }
    possible
}

/// Articles that lack some of the free words: they meet everything else, and enough of the query's weight.
fn partial(index: &Index, evaluated: &Evaluated, ranking: &Ranking) -> DocSet {
    let mut shares = vec![0.0; index.count() as usize];
    let mut whole = 0.0;
    for part in evaluated.parts.iter().filter(|part| part.is_free) {
        let weight = part.known_weight();
        whole += weight;
        for doc in part.scored.met.iter() {
            if let Some(share) = shares.get_mut(doc.0 as usize) {
                *share += weight;
            }
        }
        for (doc, (share, held)) in (0..).map(DocId).zip(shares.iter_mut().zip(&part.shares)) {
            if *held > 0.0 && !part.scored.met.contains(doc) {
                *share += weight * held;
            }
        }
    }
    // Within a year, articles of others that have every word are nearer than those that lack much.
    let least = if has_year(evaluated) {
        ranking.min_coverage.max(ranking.min_coverage_in_year)
    } else {
        ranking.min_coverage
    };
    for share in &mut shares {
        *share -= whole * least;
    }
    let mut docs = DocSet::positive(&shares);
    docs.intersect(&possible(index, evaluated));
    docs
}

/// For each part of a query without answer, what there would be without it. `unfiltered` counts what query
/// alone finds.
fn obstacles(index: &Index, evaluated: &Evaluated, unfiltered: u32) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    if unfiltered > 0 {
        obstacles.push(Obstacle {
            span: None,
            without: unfiltered,
            alone: 0,
        });
        return obstacles;
    }
    for (number, part) in evaluated.parts.iter().enumerate() {
        let mut rest = DocSet::full(index.count());
        let others = evaluated
            .parts
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number);
        others.for_each(|(_, other)| rest.intersect(&other.scored.met));
        if let Some(excluded) = &evaluated.excluded {
            rest.subtract(excluded);
        }
        let is_only = evaluated.parts.len() == 1;
        obstacles.push(Obstacle {
            span: Some(part.span.clone()),
            without: if is_only { 0 } else { rest.len() },
            alone: part.scored.met.len(),
        });
    }
    obstacles
}
