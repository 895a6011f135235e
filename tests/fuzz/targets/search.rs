//! Queries: how they are parsed, and what a small collection answers.

use std::ops::Range;
use std::sync::LazyLock;

use vigie_core::analysis::words;
use vigie_core::article::{Article, DocId};
use vigie_core::bundle::decode_feed;
use vigie_core::concepts::parse_thesaurus;
use vigie_core::index::{Index, IndexBuffers, IndexBuilder};
use vigie_core::query::{Clause, Node, Occur, Query, parse, print};
use vigie_core::search::{Filters, Hits, Request, Sort, Texts, search, snippet};

use super::bodies::check_ranges;

/// Any text is a query: its parts lie in the text, in order, and what is printed of it parses to the same.
pub(super) fn query(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    let parsed = parse(&typed);
    check_spans(&typed, &parsed.query, &(0..typed.len()));
    assert!(parsed.notices.is_sorted_by_key(|notice| notice.span.start));
    for notice in &parsed.notices {
        let about = typed.get(notice.span.clone());
        assert!(about.is_some_and(|about| !about.is_empty()), "{notice:?}");
    }
    let once = print(&parsed.query);
    let again = parse(&once);
    assert_eq!(print(&again.query), once, "{typed}");
    assert_eq!(shape(&again.query), shape(&parsed.query), "{once}");
}

fn check_spans(typed: &str, query: &Query, within: &Range<usize>) {
    let spans: Vec<_> = query.clauses.iter().map(|one| one.span.clone()).collect();
    check_ranges(typed, &spans);
    for Clause { node, span, .. } in &query.clauses {
        assert!(within.start <= span.start && span.end <= within.end);
        let node = match node {
            Node::Title(inside) => inside,
            node => node,
        };
        match node {
            Node::Word(word) | Node::Exact(word) => {
                let parts: Vec<_> = word.parts.iter().map(|(_, part)| part.clone()).collect();
                assert!(!parts.is_empty() && span.start <= word.span().start);
                assert!(word.span().end <= span.end);
                check_ranges(typed, &parts);
            }
            Node::Any(queries) => {
                assert!(!queries.is_empty());
                for query in queries {
                    check_spans(typed, query, span);
                }
            }
            Node::Phrase(phrase) => assert!(!phrase.terms.is_empty()),
            Node::Facet(_, values) | Node::Concept(_, values) => assert!(!values.is_empty()),
            Node::Title(_) | Node::Days(..) | Node::Recent(_) | Node::Nothing => {}
        }
    }
}

/// A query without its places.
fn shape(query: &Query) -> String {
    let debug = format!("{query:?}");
    let mut shape = String::with_capacity(debug.len());
    let mut rest = debug.as_str();
    while let Some(at) = rest.find("..") {
        let (before, after) = rest.split_at(at);
        shape.push_str(before.trim_end_matches(|c: char| c.is_ascii_digit()));
        rest = after
            .trim_start_matches('.')
            .trim_start_matches(|c: char| c.is_ascii_digit());
    }
    shape + rest
}

/// A small collection: made once, never changed.
pub(super) struct Collection {
    articles: Vec<Article>,
    index: Index,
    pub(super) written: IndexBuffers,
}

impl Collection {
    fn texts(&self, doc: DocId, give: &mut dyn FnMut(&str)) -> bool {
        if let Some(article) = self.articles.get(doc.0 as usize) {
            give(&article.title);
            give(&article.summary);
        }
        true
    }
}

/// Returns the collection.
pub(super) fn collection() -> &'static Collection {
    static COLLECTION: LazyLock<Collection> = LazyLock::new(|| {
        let thesaurus = parse_thesaurus(&[include_str!("../collection/concepts.txt")]);
        let mut builder = IndexBuilder::new(thesaurus.expect("a table without errors"));
        let feed = decode_feed(include_bytes!("../collection/articles.json"));
        let articles = feed.expect("a feed").articles;
        for article in &articles {
            builder.add(article, None);
        }
        let written = builder.finish();
        Collection {
            articles,
            index: Index::open(written.clone()).expect("what is written is opened"),
            written,
        }
    });
    &COLLECTION
}

/// Any query is answered: each article once, the same ones in every order, and a phrase really stands there.
pub(super) fn search_collection(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    let query = parse(&typed).query;
    let collection = collection();
    let hits = ask(collection, &query, Sort::Relevance);
    check_hits(collection, &hits);
    if query.sort.is_none() {
        let newest = ask(collection, &query, Sort::Newest);
        let mut oldest = docs(&ask(collection, &query, Sort::Oldest));
        let mut relevant = docs(&hits);
        relevant.sort_unstable();
        assert!(oldest.is_sorted(), "articles are numbered by date");
        assert_eq!(relevant, oldest);
        oldest.reverse();
        assert_eq!(docs(&newest), oldest);
    }
    for Clause { occur, node, .. } in &query.clauses {
        let Node::Phrase(phrase) = node else {
            continue;
        };
        for doc in docs(&hits) {
            let mut stands = false;
            collection.texts(doc, &mut |text| {
                stands |= letters(text).contains(&phrase.terms.concat());
            });
            assert!(stands || *occur == Occur::MustNot, "{phrase:?} in {doc:?}");
        }
    }
}

fn ask(collection: &Collection, query: &Query, sort: Sort) -> Hits {
    search(
        &collection.index,
        &request(query, sort, &|doc, give| collection.texts(doc, give)),
    )
}

fn request<'a>(query: &'a Query, sort: Sort, texts: Texts<'a>) -> Request<'a> {
    static EVERYTHING: LazyLock<Filters> = LazyLock::new(Filters::default);
    Request {
        query,
        filters: &EVERYTHING,
        within: None,
        sort,
        limit: usize::MAX,
        texts: Some(texts),
    }
}

fn docs(hits: &Hits) -> Vec<DocId> {
    hits.hits.iter().map(|hit| hit.doc).collect()
}

fn check_hits(collection: &Collection, hits: &Hits) {
    assert!(hits.complete <= hits.total && hits.total <= collection.index.count());
    assert_eq!(hits.hits.len(), hits.total as usize);
    let mut known: Vec<_> = docs(hits);
    known.extend(hits.related.iter().map(|hit| hit.doc));
    known.sort_unstable();
    assert!(known.windows(2).all(|pair| pair[0] != pair[1]), "{known:?}");
    assert!(hits.hits.iter().all(|hit| hit.score.is_finite()));
    for counts in &hits.facets {
        assert!(counts.iter().all(|value| value.count <= hits.total));
    }
    for article in &collection.articles {
        for text in [&article.title, &article.summary] {
            let marks = hits.marks.ranges(text, collection.index.thesaurus());
            check_ranges(text, &marks);
            let shown = snippet(text, &marks, 40);
            assert!(text.get(shown.window.clone()).is_some());
            check_ranges(text, &shown.marks);
        }
    }
}

/// The folded letters of a text, without anything between.
fn letters(text: &str) -> String {
    let parts = words(text).into_iter().flat_map(|word| word.parts);
    parts.map(|part| part.term).collect()
}
