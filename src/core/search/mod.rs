//! Query × index → hits, counts, highlights.
//!
//! [`search`] is the entry. It turns each clause into scores ([`bm25f`]), keeps the articles that meet all
//! of them and the [`filters`], counts facets over the same result ([`facets`]), and orders the best.
//! [`highlight()`] finds the words of a text that the query meant.

mod bm25f;
mod clause;
mod facets;
mod filters;
mod highlight;
#[cfg(test)]
mod oracle;
mod top;

pub use bm25f::{Bm25f, FieldWeights};
pub use facets::{FacetCount, FacetCounts};
pub use filters::Filters;
pub use highlight::highlight;
pub use top::Hit;

use crate::index::{DocSet, Index};
use crate::query::Query;

/// Order of the hits. Ties go to the newer article, then to the higher id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; without a query, newest first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// What is asked of the index.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Words to meet.
    pub query: &'a Query,
    /// Facet values to meet.
    pub filters: &'a Filters,
    /// Order of the hits.
    pub sort: Sort,
    /// Most hits wanted; the counts cover all.
    pub limit: usize,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Articles that meet query and filters.
    pub total: u32,
    /// The first of them in the asked order.
    pub hits: Vec<Hit>,
    /// For each facet value, how many articles its choice would show.
    pub facets: FacetCounts,
}

/// Answers a request.
///
/// ```
/// use vigie_core::index::{Index, IndexBuilder};
/// use vigie_core::search::{Filters, Request, Sort, search};
/// use vigie_core::{bundle::decode_feed, query};
///
/// let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
///     {"id":"1","title":"Stent coronaire"},{"id":"2","title":"Ballon"}]}"#;
/// let mut builder = IndexBuilder::new();
/// for article in decode_feed(feed.as_bytes()).unwrap().articles {
///     builder.add(&article, None);
/// }
/// let index = Index::open(builder.finish()).unwrap();
/// let parsed = query::parse("CORON");
/// let request = Request { query: &parsed.query, filters: &Filters::default(), sort: Sort::Relevance, limit: 10 };
/// assert_eq!(search(&index, &request).total, 1);
/// ```
pub fn search(index: &Index, request: &Request<'_>) -> Hits {
    let mut scores = vec![0.0; index.count() as usize];
    let mut matching = DocSet::full(index.count());
    for clause in &request.query.clauses {
        matching.intersect(&clause::score(
            index,
            clause,
            &Bm25f::default(),
            &mut scores,
        ));
    }
    let allowed = filters::allowed(index, request.filters);
    let facets = facets::count(index, request.filters, &matching, &allowed);
    for docs in allowed.iter().flatten() {
        matching.intersect(docs);
    }
    let sort = if request.query.is_empty() && request.sort == Sort::Relevance {
        Sort::Newest
    } else {
        request.sort
    };
    if sort == Sort::Relevance {
        bm25f::favour_recent(index, &matching, &mut scores);
    }
    let hits = top::select(&matching, &scores, sort, request.limit);
    Hits {
        total: matching.len(),
        hits,
        facets,
    }
}
