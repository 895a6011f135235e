//! Text → words → terms, for one summary.

use divan::Bencher;
use divan::counter::BytesCount;
use vigie_core::analysis;

use crate::collection::articles;

/// A summary of average length.
fn summary() -> String {
    articles(1).remove(0).summary
}

#[divan::bench]
fn words(bencher: Bencher<'_, '_>) {
    let text = summary();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| analysis::words(&text));
}

#[divan::bench]
fn tokens(bencher: Bencher<'_, '_>) {
    let text = summary();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| analysis::tokens(&text));
}
