//! Any bytes as an index and its concepts: refused, or asked without panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_core::index::{Index, Written};
use vigie_core::query::parse;
use vigie_core::search::{Filters, Request, Sort, search};

/// The same seal as in the engine, so that the fuzzer gets past it.
fn seal(magic: &[u8; 8], version: u32, content: &[u8]) -> Vec<u8> {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut chunks = content.chunks_exact(8);
    let mut sum = content.len() as u64;
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("chunks of eight bytes"));
        sum = (sum ^ word).wrapping_mul(FACTOR).rotate_left(29);
    }
    for byte in chunks.remainder() {
        sum = (sum ^ u64::from(*byte)).wrapping_mul(FACTOR).rotate_left(29);
    }
    [magic.as_slice(), &version.to_le_bytes(), &sum.to_le_bytes(), content].concat()
}

fuzz_target!(|data: (Vec<u8>, Vec<u8>, String)| {
    let (index, concepts, typed) = data;
    let written = Written {
        index: seal(b"VIGIEIDX", vigie_core::index::INDEX_VERSION, &index),
        concepts: seal(b"VIGIECON", 1, &concepts),
    };
    let Ok(index) = Index::open(written) else {
        return;
    };
    let parsed = parse(&typed);
    let request = Request {
        query: &parsed.query,
        filters: &Filters::default(),
        within: None,
        sort: Sort::Relevance,
        limit: 10,
        texts: None,
    };
    let hits = search(&index, &request);
    assert!(hits.total <= index.count());
});
