//! What each rule did, for the last lines of a build.

use std::fmt::{self, Write as _};

/// One line of the report, or of a few, in the order of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    lines: Vec<(String, usize, String)>,
}

impl Report {
    /// Adds a count with a remark, which may be empty.
    pub fn add(&mut self, label: &str, count: usize, remark: impl Into<String>) {
        self.lines.push((label.to_owned(), count, remark.into()));
    }

    /// Returns the count of a line; zero where no rule has that name.
    pub fn count(&self, label: &str) -> usize {
        self.lines
            .iter()
            .find(|(name, ..)| name == label)
            .map_or(0, |(_, count, _)| *count)
    }

    /// Returns label and count of every line.
    pub fn lines(&self) -> impl Iterator<Item = (&str, usize)> {
        self.lines
            .iter()
            .map(|(label, count, _)| (label.as_str(), *count))
    }
}

/// Writes aligned lines; rules that found nothing are left out.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<_> = self
            .lines
            .iter()
            .filter(|(_, count, _)| *count > 0)
            .collect();
        let width = told
            .iter()
            .map(|(label, ..)| label.chars().count())
            .max()
            .unwrap_or_default();
        for (label, count, remark) in told {
            let mut line = format!("{label:<width$} {:>7}", thousands(*count));
            if !remark.is_empty() {
                let _ = write!(line, "  {remark}");
            }
            writeln!(f, "{line}")?;
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
        assert_eq!(
            report.to_string(),
            "articles   2,787\ncut           12  a remark\n"
        );
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
