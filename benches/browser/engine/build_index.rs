//! Writes the index of a JSON Feed: `build-index FEED INDEX`.
//!
//! A native program, because the benchmark generates its collections in JavaScript and none of them is a site.

use std::process::ExitCode;
use std::{env, fs};

use vigie_bench_engine::adapter;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let [feed, index] = words.as_slice() else {
        eprintln!("usage: build-index FEED INDEX");
        return ExitCode::from(2);
    };
    match run(feed, index) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(feed: &str, index: &str) -> Result<(), String> {
    let read = fs::read(feed).map_err(|error| format!("cannot read `{feed}`: {error}"))?;
    let bytes = adapter::build(&read)?;
    fs::write(index, bytes).map_err(|error| format!("cannot write `{index}`: {error}"))
}
