//! Finds the comments of a text, which are never shown to readers.
//!
//! Comments are found before the text is parsed: `CommonMark` ends a paragraph, and with it a comment in that
//! paragraph, at the first blank line, and would show the rest. Inside code a comment is an example and is kept.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// How comments open and close: HTML, MDX, Liquid.
const KINDS: [(&str, &str); 3] = [
    ("<!--", "-->"),
    ("{/*", "*/}"),
    ("{% comment %}", "{% endcomment %}"),
];

/// Ways to end a comment of HTML right after its opening (HTML Standard, 13.2.5.43 and 13.2.5.44).
const EMPTY_ENDS: [&str; 2] = ["->", ">"];

/// Maximum number of passes of one text: each is needed only where code opens inside a comment.
const MAX_PASSES: usize = 64;

/// The comments of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// Their bytes, in order, with the spaces after one that opens its line.
    pub ranges: Vec<Range<usize>>,
    /// Where one opens that is never closed: it reaches to the end.
    pub unclosed: Option<usize>,
}

impl Comments {
    /// Finds the comments of a Markdown text.
    pub fn of(markdown: &str) -> Self {
        let mut comments = Self::default();
        if opening(markdown, 0).is_none() {
            return comments;
        }
        let mut code = code_ranges(markdown, 0);
        let (mut at, mut passes, mut passed) = (0, 1, 0);
        while let Some((open, kind)) = opening(markdown, at) {
            passed += code
                .get(passed..)
                .unwrap_or_default()
                .iter()
                .take_while(|range| range.end <= open)
                .count();
            if let Some(example) = code.get(passed).filter(|range| range.start <= open) {
                at = example.end;
                continue;
            }
            if is_escaped(markdown, open) {
                at = open + 1;
                continue;
            }
            let Some(end) = closing(markdown, open, kind) else {
                // Only HTML has a meaning where it is not closed.
                if kind.0 == "<!--" {
                    comments.ranges.push(open..markdown.len());
                    comments.unclosed = Some(open);
                    break;
                }
                at = open + kind.0.len();
                continue;
            };
            comments.ranges.push(open..end);
            at = end;
            let is_split = |range: &Range<usize>| range.start < end && range.end > end;
            if code.get(passed..).unwrap_or_default().iter().any(is_split) {
                passes += 1;
                passed = 0;
                code = if passes > MAX_PASSES {
                    Vec::new()
                } else {
                    code_ranges(markdown, end)
                };
            }
        }
        comments
    }

    /// Returns the text without its comments.
    pub fn removed_from(&self, text: &str) -> String {
        let mut rest = String::with_capacity(text.len());
        let mut at = 0;
        for range in &self.ranges {
            rest.push_str(text.get(at..range.start).unwrap_or_default());
            at = range.end;
        }
        rest.push_str(text.get(at..).unwrap_or_default());
        rest
    }

    /// Returns the text with spaces in the place of its comments, so that everything else keeps its place.
    pub fn blanked_in(&self, text: &str) -> String {
        let mut blanked = text.as_bytes().to_vec();
        for range in &self.ranges {
            for byte in blanked.get_mut(range.clone()).unwrap_or_default() {
                if *byte != b'\n' {
                    *byte = b' ';
                }
            }
        }
        String::from_utf8(blanked).unwrap_or_default()
    }
}

/// Finds the next opening and its kind.
fn opening(text: &str, from: usize) -> Option<(usize, (&'static str, &'static str))> {
    let rest = text.get(from..)?;
    let openings = KINDS
        .iter()
        .filter_map(|kind| Some((from + rest.find(kind.0)?, *kind)));
    openings.min_by_key(|(at, _)| *at)
}

/// Finds the end of a comment, with the spaces behind it where it opens its line.
fn closing(text: &str, open: usize, (opening, closing): (&str, &str)) -> Option<usize> {
    let start = open + opening.len();
    let inside = text.get(start..)?;
    let empty = EMPTY_ENDS
        .iter()
        .find(|end| opening == "<!--" && inside.starts_with(**end));
    let end = match empty {
        Some(end) => start + end.len(),
        None => start + inside.find(closing)? + closing.len(),
    };
    let line = text.get(..open)?.rsplit('\n').next().unwrap_or_default();
    let spaces = if line.trim().is_empty() {
        let behind = text.get(end..).unwrap_or_default();
        behind.len() - behind.trim_start_matches([' ', '\t']).len()
    } else {
        0
    };
    Some(end + spaces)
}

/// Whether a backslash takes the meaning from the character at a place.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Finds code in the rest of a text.
fn code_ranges(text: &str, from: usize) -> Vec<Range<usize>> {
    let rest = text.get(from..).unwrap_or_default();
    Parser::new_ext(rest, Options::ENABLE_TABLES)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| from + range.start..from + range.end)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(markdown: &str, rest: &str) {
        let comments = Comments::of(markdown);
        assert_eq!(comments.removed_from(markdown), rest, "{markdown}");
        assert_eq!(comments.blanked_in(markdown).len(), markdown.len());
    }

    #[test]
    fn comments_are_found_wherever_they_stand() {
        check("a <!-- b --> c", "a  c");
        check("a\n\n<!--more-->\n\nb", "a\n\n\n\nb");
        check("a <!-- b\n\nc\n\n- d --> e", "a  e");
        check("<!-- a -->    b", "b");
        check("- a\n- b <!-- c\n- d -->\n- e", "- a\n- b \n- e");
        check("a <!--> b <!---> c", "a  b  c");
        check(
            "a {/* b */} c\n{% comment %}\nd\n{% endcomment %}e",
            "a  c\ne",
        );
    }

    #[test]
    fn a_comment_without_end_reaches_to_the_end() {
        check("a <!-- b\n\nc", "a ");
        assert_eq!(Comments::of("a <!-- b").unclosed, Some(2));
        check("a {/* b", "a {/* b");
    }

    #[test]
    fn comments_in_code_are_examples() {
        for code in [
            "`<!-- a -->` b",
            "```html\n<!-- a -->\n```\nb",
            "    <!-- a -->\n\nb",
            "a \\<!-- b -->",
            "~~~\n<!-- a",
        ] {
            check(code, code);
        }
        check("`<!-- a -->` <!-- b -->", "`<!-- a -->` ");
    }

    #[test]
    fn code_that_opens_inside_a_comment_is_none() {
        check("a <!--\n\n```\nb\n-->\nc <!-- d -->", "a \nc ");
        check("a <!-- ` --> b <!-- c --> ` d", "a  b  ` d");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(<!--|-->|`|```\\n|\\n|a|é| |    |\\\\|> |- ){0,24}") {
            let comments = Comments::of(&text);
            let _ = comments.removed_from(&text);
            prop_assert_eq!(comments.blanked_in(&text).len(), text.len());
        }
    }
}
