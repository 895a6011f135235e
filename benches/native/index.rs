//! Articles → bytes, and bytes → an index that can be asked.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use vigie_core::concepts::Thesaurus;
use vigie_core::index::{Index, IndexBuilder};

use crate::collection::{SIZES, articles, index_bytes};

#[divan::bench(args = SIZES, sample_count = 10)]
fn build(bencher: Bencher<'_, '_>, count: u32) {
    let articles = articles(count);
    bencher.counter(ItemsCount::new(count)).bench(|| {
        let mut builder = IndexBuilder::new(Thesaurus::default());
        for article in &articles {
            builder.add(article, None);
        }
        builder.finish()
    });
}

#[divan::bench(args = SIZES)]
fn open(bencher: Bencher<'_, '_>, count: u32) {
    let bytes = index_bytes(count);
    bencher
        .counter(BytesCount::of_slice(&bytes.index))
        .with_inputs(|| bytes.clone())
        .bench_values(Index::open);
}
