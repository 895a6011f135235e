//! Versions as tools print them, and version requirements.

use std::fmt;

/// Three numbers; what follows them (`-beta`, a commit, a date) is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    pub(crate) major: u32,
    pub(crate) minor: u32,
    pub(crate) patch: u32,
}

impl Version {
    /// A version from its three numbers.
    pub(crate) const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self {
            major,
            minor,
            patch,
        }
    }

    /// Reads `1.2.3`, `v1.2.3`, `1.2` or `1`, with or without a suffix; `None` for a word that does not start with a
    /// number.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix('v').unwrap_or(word);
        let numbers = word
            .split(|c: char| c != '.' && !c.is_ascii_digit())
            .next()?;
        let mut parts = numbers.split('.');
        let major = parts.next()?.parse().ok()?;
        let mut next = || parts.next().map_or(Some(0), |part| part.parse().ok());
        Some(Self {
            major,
            minor: next()?,
            patch: next()?,
        })
    }

    /// Finds the version in what a tool prints of itself: the first word that is one
    /// (`wasm-opt version 132 (version_132)`).
    pub(crate) fn find_in(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// Which versions of a tool will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// This one only: another would give other output.
    Exactly(Version),
    /// This one or a later one.
    AtLeast(Version),
}

impl Wanted {
    /// Whether a version will do.
    pub(crate) fn accepts(self, found: Version) -> bool {
        match self {
            Self::Exactly(version) => found == version,
            Self::AtLeast(version) => found >= version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, expected: Option<(u32, u32, u32)>) {
        let expected = expected.map(|(major, minor, patch)| Version::new(major, minor, patch));
        assert_eq!(Version::find_in(said), expected, "{said}");
    }

    #[test]
    fn versions_are_found_in_what_tools_print() {
        check("trunk 0.21.14", Some((0, 21, 14)));
        check(
            "wasm-bindgen 0.2.130 (abc1234 2026-01-02)\n",
            Some((0, 2, 130)),
        );
        check("wasm-opt version 132 (version_132)", Some((132, 0, 0)));
        check(
            "cargo-nextest 0.9.143 (60fa45f63 2026-08-04)\nrelease: 1",
            Some((0, 9, 143)),
        );
        check("v20.20.2", Some((20, 20, 2)));
        check("tool 1.4.0-beta.2", Some((1, 4, 0)));
        check("version unknown", None);
        check("", None);
    }

    #[test]
    fn exactly_means_exactly_and_at_least_compares_numbers() {
        let pinned = Version::new(0, 9, 100);
        assert!(Wanted::Exactly(pinned).accepts(pinned));
        assert!(!Wanted::Exactly(pinned).accepts(Version::new(0, 9, 101)));
        assert!(Wanted::AtLeast(pinned).accepts(Version::new(0, 10, 0)));
        assert!(!Wanted::AtLeast(pinned).accepts(Version::new(0, 9, 99)));
    }
}
