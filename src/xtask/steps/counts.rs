//! What the test runners counted, read from their closing lines.
//!
//! A run ends with pages of steps that have nothing to count; one line for each
//! runner at the very end says how many tests there were.

use std::fmt;

/// Numbers of tests of one runner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    runner: &'static str,
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Counts {
    /// Reads nextest's summary:
    /// `Summary [   0.1s] 5 tests run: 4 passed (1 slow), 1 failed, 2 skipped`.
    pub(super) fn of_nextest(lines: &[String]) -> Self {
        let summaries = lines
            .iter()
            .filter(|line| line.trim_start().starts_with("Summary ["));
        Self::sum("native", summaries, ["passed", "failed", "skipped"])
    }

    /// Reads what Cargo says of the documentation tests of each crate:
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; …`.
    pub(super) fn of_doctests(lines: &[String]) -> Self {
        let results = lines
            .iter()
            .filter(|line| line.starts_with("test result: "));
        Self::sum("doctests", results, ["passed", "failed", "ignored"])
    }

    /// Reads the closing lines of Node's test runner: `ℹ pass 12`, `ℹ fail 0`.
    pub(super) fn of_node(lines: &[String]) -> Self {
        let number = |name: &str| {
            let mut values = lines
                .iter()
                .filter_map(|line| match words(line).as_slice() {
                    ["ℹ", word, number] if *word == name => number.parse().ok(),
                    _ => None,
                });
            values.next_back().unwrap_or(0)
        };
        Self {
            runner: "browser",
            passed: number("pass"),
            failed: number("fail") + number("cancelled"),
            skipped: number("skipped") + number("todo"),
        }
    }

    fn sum<'a>(
        runner: &'static str,
        lines: impl Iterator<Item = &'a String>,
        [passed, failed, skipped]: [&str; 3],
    ) -> Self {
        let mut counts = Self {
            runner,
            ..Self::default()
        };
        for line in lines {
            counts.passed += number_before(line, passed);
            counts.failed += number_before(line, failed);
            counts.skipped += number_before(line, skipped);
        }
        counts
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            runner,
            passed,
            failed,
            skipped,
        } = self;
        write!(
            f,
            "{runner}: {passed} passed, {failed} failed, {skipped} skipped"
        )
    }
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// The number in front of a word, whatever mark follows it; 0 without one.
fn number_before(line: &str, word: &str) -> u64 {
    let words = words(line);
    let pairs = words.windows(2);
    let mut numbers = pairs.filter_map(|pair| {
        let same = pair[1].trim_end_matches([',', ';']) == word;
        if same { pair[0].parse().ok() } else { None }
    });
    numbers.next().unwrap_or(0)
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
            Counts::of_doctests,
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
