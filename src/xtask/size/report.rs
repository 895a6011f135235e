//! The result of a measurement: two tables for people, and a verdict for the exit code.

use std::fmt;

use super::budget::Check;
use super::shipped::{Role, Shipped, Size};
use super::table::{aligned, grouped};
use crate::failure::Failure;

/// More files than this of one kind are shown as one line: a collection has a card file for every month.
const FILES_SHOWN: usize = 6;

/// What a site weighs.
#[derive(Debug)]
pub(crate) struct Report {
    pub(super) files: Vec<Shipped>,
    pub(super) checks: Vec<Check>,
}

impl Report {
    /// Fails, naming them, when gates are exceeded.
    pub(crate) fn verdict(&self) -> Result<(), Failure> {
        let over = self.checks.iter().filter(|check| check.is_over());
        let named = |check: &Check| {
            let [bytes, gate] = [check.bytes, check.gate].map(grouped);
            format!("{} ({bytes} bytes, gate {gate})", check.what)
        };
        let named: Vec<_> = over.map(named).collect();
        if named.is_empty() {
            return Ok(());
        }
        let what = format!("over the size gate: {}", named.join("; "));
        Err(Failure::new(what))
    }

    fn file_rows(&self) -> Vec<[String; 4]> {
        let mut rows = vec![["file", "raw", "gzip", "brotli"].map(str::to_owned)];
        let mut push = |name, Size { raw, gzip, brotli }| {
            rows.push([name, grouped(raw), grouped(gzip), grouped(brotli)]);
        };
        for kind in self.files.chunk_by(|a, b| a.role == b.role) {
            if kind.len() > FILES_SHOWN && kind[0].role != Role::Other {
                let (folder, _) = kind[0].path.rsplit_once('/').unwrap_or_default();
                push(format!("{folder}/ ({} files)", kind.len()), Size::sum(kind));
            } else {
                for file in kind {
                    push(file.path.clone(), file.size);
                }
            }
        }
        let total = format!("{} files", self.files.len());
        push(total, Size::sum(&self.files));
        rows
    }

    fn budget_rows(&self) -> Vec<[String; 5]> {
        let row = |check: &Check| {
            let [now, gate, goal] = [check.bytes, check.gate, check.goal].map(grouped);
            [
                check.what.to_owned(),
                now,
                gate,
                goal,
                check.outcome().to_owned(),
            ]
        };
        let head = ["bytes with brotli", "now", "gate", "goal", ""].map(str::to_owned);
        std::iter::once(head)
            .chain(self.checks.iter().map(row))
            .collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (files, budgets) = (aligned(&self.file_rows()), aligned(&self.budget_rows()));
        write!(f, "{files}\n{}", budgets.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::super::budget;
    use super::*;

    fn file(path: &str, role: Role, brotli: u64) -> Shipped {
        Shipped {
            path: path.to_owned(),
            role,
            size: Size::new(4 * brotli, 2 * brotli, brotli),
        }
    }

    fn report(files: Vec<Shipped>) -> Report {
        let checks = budget::check(&files, false);
        Report { files, checks }
    }

    #[test]
    fn a_light_site_passes_and_is_shown_file_by_file() {
        let report = report(vec![
            file("index.html", Role::Page, 1_200),
            file("app_bg.wasm", Role::App, 151_000),
        ]);
        assert_eq!(report.verdict(), Ok(()));
        let expected = "\
file             raw     gzip   brotli
index.html     4,800    2,400    1,200
app_bg.wasm  604,000  302,000  151,000
2 files      608,800  304,400  152,200

bytes with brotli                       now       gate     goal
app: WebAssembly and glue           151,000    200,000  150,000  within the gate
styles                                    0     10,000    8,000  goal reached
until the first cards               152,200    260,000   40,000  within the gate
until the first search is answered  152,200    700,000  450,000  goal reached
whole collection and app offline    152,200  1,100,000  900,000  goal reached
widget: script a page names               0      4,096    4,096  goal reached
frame: script a page names                0      1,024    1,024  goal reached
widget: WebAssembly and glue              0    200,000  150,000  goal reached
device: WebAssembly and glue              0    100,000   60,000  goal reached";
        assert_eq!(report.to_string(), expected);
    }

    #[test]
    fn a_heavy_site_fails_and_every_gate_is_named() {
        let report = report(vec![
            file("styles.css", Role::Style, 10_001),
            file("app_bg.wasm", Role::App, 201_500),
        ]);
        let words = report.verdict().unwrap_err().to_string();
        assert_eq!(
            words,
            "over the size gate: app: WebAssembly and glue (201,500 bytes, gate 200,000); \
             styles (10,001 bytes, gate 10,000)"
        );
    }

    #[test]
    fn files_by_month_are_one_line() {
        let months =
            (1..=7).map(|month| file(&format!("bundle/cards/2026-0{month}.json"), Role::Cards, 10));
        let report = report(months.collect());
        assert!(
            report
                .to_string()
                .contains("bundle/cards/ (7 files)  280   140      70"),
            "{report}"
        );
    }
}
