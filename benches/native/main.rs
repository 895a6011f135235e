//! Micro-benchmarks of the engine on this machine: what each stage of indexing and searching costs alone.
//!
//! `cargo bench --profile native` runs them. They say which part became slower; whether search is fast where readers
//! wait for it is what `benches/browser` measures.

mod analysis;
mod collection;
mod index;
mod search;

fn main() {
    divan::main();
}
