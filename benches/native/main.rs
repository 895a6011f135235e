//! Micro-benchmarks of the engine: the cost of each stage of indexing and searching.
//!
//! `cargo bench --profile native` runs them. They show which stage became slower; `benches/browser` measures the
//! speed that readers experience.

mod analysis;
mod collection;
mod index;
mod search;

fn main() {
    divan::main();
}
