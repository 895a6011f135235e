//! The index, with a valid checksum over arbitrary changes.

use std::sync::LazyLock;

use vigie_core::index::{Index, IndexBuffers, reseal};
use vigie_core::query::parse;
use vigie_core::search::{Filters, Request, Sort, search};

use super::search::collection;

/// Bytes of a buffer that every reader compares before it sums up the rest.
const HEAD: usize = 20;

static WRITTEN: LazyLock<IndexBuffers> = LazyLock::new(|| collection().written.clone());

/// Three bytes change one: place, in two, and value. The highest bit of the place tells index from concepts; after
/// a place that is too high, the rest takes the place of all that follows.
pub(super) fn index(data: &[u8]) {
    let mut written = WRITTEN.clone();
    let mut rest = data;
    while let [low, high, value, others @ ..] = rest {
        rest = others;
        let place = HEAD + usize::from(u16::from_le_bytes([*low, *high & 0x7f]));
        let buffer = if *high < 0x80 {
            &mut written.index
        } else {
            &mut written.concepts
        };
        let Some(byte) = buffer.get_mut(place) else {
            buffer.truncate(HEAD + usize::from(*value));
            buffer.extend_from_slice(others);
            break;
        };
        *byte = *value;
    }
    reseal(&mut written.index);
    reseal(&mut written.concepts);
    let size = written.index.len();
    let Ok(index) = Index::open(written) else {
        return;
    };
    assert!(index.count() as usize <= size);
    for (id, term) in index.terms_from("") {
        assert!(index.postings(id).count() <= size, "{term}");
    }
    for typed in [
        "embolie pulmonaire EP 2025",
        "thromb* -stent \"drug coated\"",
        "tag:tavi x",
    ] {
        let parsed = parse(typed);
        let request = Request {
            query: &parsed.query,
            filters: &Filters::default(),
            within: None,
            sort: Sort::Relevance,
            limit: 10,
            texts: None,
        };
        let hits = search(&index, &request);
        assert!(hits.complete <= hits.total && hits.total <= index.count());
        assert!(hits.hits.len() <= 10 && hits.hits.iter().all(|hit| hit.doc.0 < index.count()));
    }
}
