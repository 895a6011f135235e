//! The size of the site: bytes of every shipped file, and the byte budgets.
//!
//! Compressed sizes are those of the `.gz` and `.br` files that `vigie build` writes beside each file: what a host
//! sends, not an estimate. A kilobyte is 1,000 bytes.

mod budget;
mod kept;
mod report;
mod shipped;
mod table;

use std::path::Path;

use crate::chore::{Chore, absolute};
use crate::failure::Failure;
use crate::{say, site};

pub(crate) use report::Report;

/// Measures the built site in `folder`, or builds and measures the sample's; fails when a budget is exceeded.
pub(crate) fn weigh(chore: &Chore, folder: Option<&Path>) -> Result<(), Failure> {
    let folder = match folder {
        Some(folder) => absolute(folder)?,
        None => site::build_sample(chore)?,
    };
    let report = measure(&folder)?;
    say::line(&report);
    report.verdict()
}

/// Measures a built site.
///
/// Fails if the folder cannot be read or holds no `index.html`; an exceeded budget is reported by
/// [`Report::verdict`].
pub(crate) fn measure(site: &Path) -> Result<Report, Failure> {
    let files = shipped::survey(site)?;
    let has_static_cards = shipped::has_static_cards(site)?;
    let mut checks = budget::check(&files, has_static_cards);
    checks.extend(kept::check(site, &files)?);
    Ok(Report { files, checks })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_folder_without_a_page_is_no_site() {
        let scratch = Scratch::new("no-site");
        scratch.write("notes.txt", "");
        let failure = measure(scratch.path()).unwrap_err();
        assert!(
            failure.to_string().contains("there is no site in"),
            "{failure}"
        );
    }

    #[test]
    fn compressed_files_on_disk_are_what_is_weighed() {
        let scratch = Scratch::new("site");
        scratch.write("index.html", "<!doctype html><title>Vigie</title>");
        scratch.write("index.html.br", "1234");
        scratch.write("styles.css", &"a".repeat(10_001));
        let report = measure(scratch.path()).unwrap();
        assert!(
            report
                .to_string()
                .contains("index.html      35      35       4"),
            "{report}"
        );
        let words = report.verdict().unwrap_err().to_string();
        assert_eq!(
            words,
            "over the size gate: styles (10,001 bytes, gate 10,000)"
        );
    }
}
