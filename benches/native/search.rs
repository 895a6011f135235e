//! What a reader typed → the best articles, parsing included.

use divan::Bencher;
use vigie_core::index::Index;
use vigie_core::query;
use vigie_core::search::{Filters, Hits, Request, Sort, search};

use crate::collection::{SIZES, index_bytes, word};

/// Hits of one screenful.
const LIMIT: usize = 20;

#[divan::bench(args = SIZES)]
fn frequent_word(bencher: Bencher<'_, '_>, count: u32) {
    measure(bencher, count, &format!("{} ", word(3)));
}

#[divan::bench(args = SIZES)]
fn rare_word(bencher: Bencher<'_, '_>, count: u32) {
    measure(bencher, count, &format!("{} ", word(9_000)));
}

#[divan::bench(args = SIZES)]
fn three_words(bencher: Bencher<'_, '_>, count: u32) {
    measure(
        bencher,
        count,
        &format!("{} {} {} ", word(5), word(40), word(300)),
    );
}

#[divan::bench(args = SIZES)]
fn two_letters(bencher: Bencher<'_, '_>, count: u32) {
    measure(bencher, count, "st");
}

#[divan::bench(args = SIZES)]
fn unfinished_word(bencher: Bencher<'_, '_>, count: u32) {
    measure(bencher, count, &format!("{} steno", word(5)));
}

#[divan::bench(args = SIZES)]
fn misspelled_word(bencher: Bencher<'_, '_>, count: u32) {
    let mut letters: Vec<_> = word(9_000).chars().collect();
    letters.swap(1, 2);
    letters.push(' ');
    measure(bencher, count, &String::from_iter(letters));
}

#[divan::bench(args = SIZES)]
fn everything(bencher: Bencher<'_, '_>, count: u32) {
    measure(bencher, count, "");
}

fn measure(bencher: Bencher<'_, '_>, count: u32, text: &str) {
    let index = Index::open(index_bytes(count)).expect("the builder writes what the reader opens");
    bencher.bench(|| ask(&index, text));
}

fn ask(index: &Index, text: &str) -> Hits {
    let parsed = query::parse(text);
    let request = Request {
        query: &parsed.query,
        filters: &Filters::default(),
        within: None,
        sort: Sort::Relevance,
        limit: LIMIT,
        texts: None,
    };
    search(index, &request)
}
