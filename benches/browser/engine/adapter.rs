//! All calls to `vigie-core` that the browser benchmark makes: build, open, search.
//!
//! If the interface of the engine changes, this is the only file of the benchmark to change.

use vigie_core::article::{Article, DocId};
use vigie_core::bundle::decode_feed;
use vigie_core::concepts::parse_thesaurus;
use vigie_core::index::{Index, IndexBuilder, IndexBuffers};
use vigie_core::query;
use vigie_core::search::{Filters, Request, Sort, search as ask};

/// The concepts of the project.
const CONCEPTS: &str = include_str!("../../../src/cli/check/concepts/concepts.txt");

/// Bytes of the number before the index.
const LENGTH_BYTES: usize = 4;

/// What the page keeps between two searches.
#[derive(Debug)]
pub struct Searcher {
    index: Index,
}

/// The texts of the articles, which the app has for its cards anyway.
#[derive(Debug)]
pub struct Texts {
    articles: Vec<Article>,
}

/// Reads the texts of a JSON Feed.
pub fn read_texts(feed: &[u8]) -> Result<Texts, String> {
    let feed = decode_feed(feed).map_err(|error| format!("{error:?}"))?;
    Ok(Texts { articles: feed.articles })
}

/// Builds the index of the articles of a JSON Feed, in the order of the feed, which is oldest first: its
/// length, the index, and its concepts.
pub fn build(feed: &[u8]) -> Result<Vec<u8>, String> {
    let thesaurus = parse_thesaurus(&[CONCEPTS]).map_err(|errors| format!("{errors:?}"))?;
    let mut builder = IndexBuilder::new(thesaurus);
    for article in &read_texts(feed)?.articles {
        builder.add(article, None);
    }
    let IndexBuffers { index, concepts } = builder.finish();
    let length = u32::try_from(index.len()).map_err(|error| error.to_string())?;
    Ok([length.to_le_bytes().as_slice(), &index, &concepts].concat())
}

/// Opens an index and its concepts.
pub fn open(mut bytes: Vec<u8>) -> Result<Searcher, String> {
    let length = bytes.first_chunk::<LENGTH_BYTES>().map(|length| u32::from_le_bytes(*length) as usize);
    let end = length.map(|length| LENGTH_BYTES + length).filter(|end| *end <= bytes.len());
    let concepts = bytes.split_off(end.ok_or("too short")?);
    bytes.drain(..LENGTH_BYTES);
    let written = IndexBuffers { index: bytes, concepts };
    let index = Index::open(written).map_err(|error| format!("{error:?}"))?;
    Ok(Searcher { index })
}

/// Searches as the app does: everything on, no filter, best first.
pub fn search(searcher: &Searcher, texts: &Texts, text: &str, limit: usize) -> Vec<u32> {
    let parsed = query::parse(text);
    let texts = |doc: DocId, visit: &mut dyn FnMut(&str)| {
        if let Some(article) = texts.articles.get(doc.0 as usize) {
            visit(&article.title);
            visit(&article.summary);
        }
        true
    };
    let request = Request {
        query: &parsed.query,
        filters: &Filters::default(),
        within: None,
        sort: Sort::Relevance,
        limit,
        texts: Some(&texts),
    };
    let hits = ask(&searcher.index, &request);
    hits.hits.iter().chain(&hits.related).map(|hit| hit.doc.0).collect()
}
