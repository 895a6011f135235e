//! Reads the numbers of tests from the summaries of the test runners.
//!
//! The output of a run is long; one line per runner at the very end says how many tests there were.

use std::fmt;

/// Numbers of tests of one runner: passed, failed, skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    runner: &'static str,
    numbers: [u64; 3],
}

impl Counts {
    /// Reads nextest's summary:
    /// `Summary [   0.1s] 5 tests run: 4 passed (1 slow), 1 failed, 2 skipped`.
    pub(super) fn of_nextest(lines: &[String]) -> Self {
        let number = |word| sum_before(lines, "Summary [", word);
        Self {
            runner: "native",
            numbers: ["passed", "failed", "skipped"].map(number),
        }
    }

    /// Reads what Cargo's own runner says of each program of tests:
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; …`.
    pub(super) fn of_cargo(runner: &'static str, lines: &[String]) -> Self {
        let number = |word| sum_before(lines, "test result: ", word);
        Self {
            runner,
            numbers: ["passed", "failed", "ignored"].map(number),
        }
    }

    /// Reads the closing lines of Node's test runner: `ℹ pass 12`, `ℹ fail 0`.
    pub(super) fn of_node(lines: &[String]) -> Self {
        let number = |name: &str| {
            let said = |line: &String| {
                line.strip_prefix("ℹ ")?
                    .strip_prefix(name)?
                    .trim()
                    .parse()
                    .ok()
            };
            lines.iter().rev().find_map(said).unwrap_or(0)
        };
        let failed = number("fail ") + number("cancelled ");
        let skipped = number("skipped ") + number("todo ");
        Self {
            runner: "browser",
            numbers: [number("pass "), failed, skipped],
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [passed, failed, skipped] = self.numbers;
        let runner = self.runner;
        write!(
            f,
            "{runner}: {passed} passed, {failed} failed, {skipped} skipped"
        )
    }
}

/// Adds up the numbers in front of a word, whatever mark follows it, in the lines that begin so.
fn sum_before(lines: &[String], begin: &str, word: &str) -> u64 {
    let lines = lines
        .iter()
        .filter(|line| line.trim_start().starts_with(begin));
    let numbers = lines.filter_map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        let is_it = |pair: &&[&str]| pair[1].trim_end_matches([',', ';']) == word;
        words.windows(2).find(is_it)?[0].parse::<u64>().ok()
    });
    numbers.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(read: fn(&[String]) -> Counts, output: &str, expected: &str) {
        let lines: Vec<_> = output.lines().map(str::to_owned).collect();
        assert_eq!(read(&lines).to_string(), expected);
    }

    #[test]
    fn nextest_says_everything_on_one_line() {
        check(
            Counts::of_nextest,
            "        PASS [   0.004s] xtask counts::passed\n\
             \u{20}    Summary [   0.015s] 41 tests run: 39 passed (1 slow), 2 failed, 3 skipped",
            "native: 39 passed, 2 failed, 3 skipped",
        );
    }

    #[test]
    fn doctests_of_all_crates_are_added_up() {
        check(
            |lines| Counts::of_cargo("doctests", lines),
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
             test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "doctests: 7 passed, 0 failed, 1 skipped",
        );
    }

    #[test]
    fn node_says_one_number_a_line() {
        check(
            Counts::of_node,
            "✔ pass through (3 ms)\nℹ tests 8\nℹ suites 2\nℹ pass 5\nℹ fail 1\nℹ cancelled 1\n\
             ℹ skipped 1\nℹ todo 0\nℹ duration_ms 42.5",
            "browser: 5 passed, 2 failed, 1 skipped",
        );
    }

    #[test]
    fn a_runner_that_said_nothing_counted_nothing() {
        check(
            Counts::of_nextest,
            "",
            "native: 0 passed, 0 failed, 0 skipped",
        );
    }
}
