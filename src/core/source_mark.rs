//! The placeholder of an article without a picture: two initials of its source on a colour, the same on every page.

use crate::permalink::{Permalink, Slug};

/// Tints the style sheet defines.
pub const TINTS: u32 = 6;

/// Letters and tint of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMark {
    /// One or two capital letters; empty for a name without letters or digits.
    pub initials: String,
    /// Number of the tint, below [`TINTS`].
    pub tint: u32,
}

/// Words that carry no initial.
const SMALL_WORDS: [&str; 12] = [
    "la", "le", "les", "l", "de", "des", "du", "d", "the", "of", "and", "et",
];

/// Makes the mark of an article: that of its source, or of its section where no source is named.
pub fn article_mark(source: &str, permalink: &Permalink) -> SourceMark {
    let mark = source_mark(source);
    if mark.initials.is_empty() {
        source_mark(permalink.section())
    } else {
        mark
    }
}

/// Makes the mark of a source from its name.
///
/// ```
/// let mark = vigie_core::source_mark::source_mark("La Lettre du cathlab");
/// assert_eq!(mark.initials, "LC");
/// ```
pub fn source_mark(name: &str) -> SourceMark {
    let slug = Slug::new(name);
    let words = slug.as_str().split('-').filter(|word| !word.is_empty());
    let telling: Vec<&str> = words
        .clone()
        .filter(|word| !SMALL_WORDS.contains(word))
        .collect();
    let chosen = if telling.is_empty() {
        words.collect()
    } else {
        telling
    };
    let initials = chosen.iter().take(2).filter_map(|word| word.chars().next());
    // FNV-1a, whose upper bits spread names that share their ends well.
    let hash = slug.as_str().bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    SourceMark {
        initials: initials.map(|letter| letter.to_ascii_uppercase()).collect(),
        tint: (hash >> 16) % TINTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_source_the_section_gives_the_mark() {
        let permalink = Permalink::parse("/papers/x").unwrap();
        assert_eq!(article_mark("", &permalink).initials, "P");
        assert_eq!(article_mark("La Lettre", &permalink).initials, "L");
    }

    #[test]
    fn initials_skip_small_words() {
        let initials = |name: &str| source_mark(name).initials;
        assert_eq!(initials("Cardiovascular News"), "CN");
        assert_eq!(initials("L’Œil"), "O");
        assert_eq!(initials("De la"), "DL");
        assert_eq!(initials(""), "");
    }
}
