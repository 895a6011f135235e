//! Which parts of a body are flattened or left out. The builder itself records them, so that warnings always match
//! the limits.

use pulldown_cmark::{Tag, TagEnd};

use super::builder::{build, link_target};
#[cfg(doc)]
use super::{MAX_DEPTH, MAX_NODES, parse};

/// Which parts of a body are not shown as written, as byte positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Elements nested deeper than [`MAX_DEPTH`]: their text stays, they do not.
    pub flat: Vec<usize>,
    /// What follows the first [`MAX_NODES`] nodes.
    pub end: Option<usize>,
}

/// Finds what [`parse`] does not keep of a body.
///
/// ```
/// use vigie_core::markdown::{MAX_DEPTH, cuts};
///
/// assert!(cuts(&">".repeat(MAX_DEPTH)).flat.is_empty());
/// assert_eq!(cuts(&">".repeat(MAX_DEPTH + 1)).flat, [MAX_DEPTH]);
/// ```
pub fn cuts(markdown: &str) -> Cuts {
    build(markdown, &link_target).cuts
}

/// Levels an element needs below its own to hold any text.
pub(super) fn inner(tag: &Tag<'_>) -> usize {
    match tag {
        Tag::List(_) => 1,
        Tag::Table(_) => 2,
        _ => 0,
    }
}

/// Whether text after an element starts a new paragraph.
pub(super) fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{MAX_DEPTH, MAX_NODES, parse};

    #[test]
    fn what_is_nested_too_deep_keeps_its_text() {
        let words = |markdown: &str| {
            let text = parse(markdown).plain_text();
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        for depth in MAX_DEPTH - 4..MAX_DEPTH + 4 {
            let quotes = "> ".repeat(depth);
            for body in [
                "one\n#\n# two",
                "- one\n#- two",
                "1. one\n#\n#   two",
                "- - - one\n#- two",
                "|one|two|\n#|---|---|",
                "# one\n#\n#     two",
                "```\n#one\n#```\n#**two**",
            ] {
                let markdown = format!("{quotes}{}", body.replace("\n#", &format!("\n{quotes}")));
                assert_eq!(words(&markdown), ["one", "two"], "{markdown}");
            }
        }
    }

    #[test]
    fn every_cut_is_told_and_nothing_else() {
        let quotes = |count: usize| "> ".repeat(count);
        let flat = |markdown: &str| cuts(markdown).flat;
        let none: [usize; 0] = [];
        assert_eq!(flat(&format!("{}a\n\nb", quotes(48))), none);
        assert_eq!(flat(&format!("{}a", quotes(49))), [96]);
        assert_eq!(flat(&format!("{}*a*", quotes(48))), [96]);
        assert_eq!(flat(&format!("{}- a", quotes(46))), none);
        assert_eq!(flat(&format!("{}- a", quotes(47))), [94]);
        assert_eq!(flat(&("- ".repeat(24) + "a")), none);
        assert_eq!(flat(&("- ".repeat(25) + "a")), [48]);
        let twice = format!("{0}a\n\nb\n\n{0}c", quotes(60));
        assert_eq!(flat(&twice), [96, 126 + 96]);
        assert_eq!(cuts("a").end, None);
        assert!(
            cuts(&"a\n\n".repeat(MAX_NODES))
                .end
                .is_some_and(|at| at > MAX_NODES / 2)
        );
        let table = "| a | b |\n|---|---|\n".to_owned() + &"| a | b |\n".repeat(4_000);
        assert!(cuts(&table).end.is_some() && parse(&table).is_cut);
    }
}
