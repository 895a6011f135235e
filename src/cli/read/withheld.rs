//! Which files are not published, why, and which of them are published anyway on request.
//!
//! A file is withheld if its front matter or its name says so; the report lists each one with the reason, and
//! command line options publish them. Names are checked here, before the file is read; front matter is checked in
//! [`crate::check::withheld`].

/// Folder of articles that are not finished.
const DRAFTS_FOLDER: &str = "_drafts";

/// Why a file is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It says that it is a draft.
    Draft,
    /// It says that it is not published.
    Unpublished,
    /// It lies in a folder of drafts.
    DraftsFolder,
    /// Its name starts with `_`.
    Underscore,
    /// Its date is more than a day ahead.
    Future,
    /// Its expiry date is past.
    Expired,
}

impl Reason {
    /// Every reason, in the order of the report.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Unpublished,
        Self::DraftsFolder,
        Self::Underscore,
        Self::Future,
        Self::Expired,
    ];

    /// Returns the line of the report.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "not published: draft",
            Self::Unpublished => "not published: its front matter says so",
            Self::DraftsFolder => "not published: in a _drafts folder",
            Self::Underscore => "not published: name starts with _",
            Self::Future => "not published: date in the future",
            Self::Expired => "not published: expired",
        }
    }

    /// Returns the option that shows such files.
    pub fn option(self) -> &'static str {
        match self {
            Self::Draft | Self::Unpublished | Self::DraftsFolder | Self::Underscore => "--drafts",
            Self::Future => "--future",
            Self::Expired => "--expired",
        }
    }
}

/// A file that is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Path of the file relative to the content folder.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// Which withheld files are published anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Revealed {
    /// Shows drafts too: by front matter, in folders `_drafts`, with names that start with _
    #[arg(long)]
    pub drafts: bool,
    /// Shows articles whose date lies more than a day ahead too
    #[arg(long)]
    pub future: bool,
    /// Shows articles whose expiry date is past too
    #[arg(long)]
    pub expired: bool,
}

impl Revealed {
    /// Returns whether files withheld for this reason are published.
    pub fn has(self, reason: Reason) -> bool {
        match reason.option() {
            "--drafts" => self.drafts,
            "--future" => self.future,
            _ => self.expired,
        }
    }
}

/// Judges a file by its path, before it is read.
pub fn by_path(path: &str) -> Option<Reason> {
    let mut segments = path.split('/').rev();
    if segments.next().is_some_and(|name| name.starts_with('_')) {
        return Some(Reason::Underscore);
    }
    segments
        .any(|folder| folder.eq_ignore_ascii_case(DRAFTS_FOLDER))
        .then_some(Reason::DraftsFolder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_names_keep_back() {
        for (path, reason) in [
            ("_drafts/a.md", Some(Reason::DraftsFolder)),
            ("blog/_Drafts/b/a.md", Some(Reason::DraftsFolder)),
            ("blog/_a.md", Some(Reason::Underscore)),
            ("_posts/a.md", None),
            ("drafts/a_b.md", None),
        ] {
            assert_eq!(by_path(path), reason, "{path}");
        }
    }
}
