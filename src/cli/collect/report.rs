//! What each rule did, for the last lines of a build.

use std::fmt::{self, Write as _};

use crate::diagnostics::escaped;

/// One line of the report, or of a few, in the order of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    lines: Vec<Line>,
}

/// A count with what there is to say about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    label: String,
    count: usize,
    remark: String,
    /// What was counted, one line each.
    items: Vec<String>,
}

impl Report {
    /// Adds a count with a remark, which may be empty.
    pub fn add(&mut self, label: &str, count: usize, remark: impl Into<String>) {
        self.lines.push(Line {
            label: label.to_owned(),
            count,
            remark: remark.into(),
            items: Vec::new(),
        });
    }

    /// Adds the count of some items with a remark, and names each of them.
    pub fn list(&mut self, label: &str, items: Vec<String>, remark: impl Into<String>) {
        self.lines.push(Line {
            label: label.to_owned(),
            count: items.len(),
            remark: remark.into(),
            items,
        });
    }

    /// Returns the count of a line; zero where no rule has that name.
    pub fn count(&self, label: &str) -> usize {
        self.lines
            .iter()
            .find(|line| line.label == label)
            .map_or(0, |line| line.count)
    }

    /// Returns label and count of every line.
    pub fn lines(&self) -> impl Iterator<Item = (&str, usize)> {
        self.lines
            .iter()
            .map(|line| (line.label.as_str(), line.count))
    }
}

/// Writes aligned lines; rules that found nothing are left out.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<_> = self.lines.iter().filter(|line| line.count > 0).collect();
        let width = told
            .iter()
            .map(|line| line.label.chars().count())
            .max()
            .unwrap_or_default();
        for Line {
            label,
            count,
            remark,
            items,
        } in told
        {
            let mut line = format!("{label:<width$} {:>7}", thousands(*count));
            if !remark.is_empty() {
                let _ = write!(line, "  {remark}");
            }
            writeln!(f, "{line}")?;
            for item in items {
                writeln!(f, "  {}", escaped(item))?;
            }
        }
        Ok(())
    }
}

/// Writes a number with commas between thousands.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_aligned_and_empty_ones_left_out() {
        let mut report = Report::default();
        report.add("articles", 2_787, "");
        report.add("nothing", 0, "");
        report.add("cut", 12, "a remark");
        report.list("kept", vec!["a\u{1b}.md".to_owned()], "");
        assert_eq!(
            report.to_string(),
            "articles   2,787\ncut           12  a remark\nkept           1\n  a\\u{1b}.md\n"
        );
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
