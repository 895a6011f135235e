//! Reduces HTML to its text, for feeds that only offer HTML.
//!
//! This is not a sanitiser: its output is never used as markup. Whatever malformed tags leave behind is shown as
//! plain text, so a simple scan is safe; it only has to be linear and give readable words.

use super::{clean, decode_entities};

/// Elements whose content is no text for readers.
const SILENT: [&str; 5] = ["script", "style", "template", "noscript", "svg"];

/// Elements inside a sentence: their tags leave no space behind.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup",
];

/// Returns the text of some HTML: tags and comments dropped, entities decoded once, space folded.
///
/// ```
/// let html = "<p>Fish &amp; <b>chips</b></p><script>alert(1)</script><p>&lt;b&gt;</p>";
/// assert_eq!(vigie_core::text::from_html(html), "Fish & chips <b>");
/// ```
pub fn from_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        text.push_str(before);
        let (skipped, name) = tag_extent(tag);
        if skipped == 0 {
            text.push('<');
            rest = tag.get(1..).unwrap_or_default();
            continue;
        }
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
        rest = tag.get(skipped..).unwrap_or_default();
        if SILENT.contains(&name.as_str()) {
            rest = after_element(rest, &name);
        }
    }
    text.push_str(rest);
    clean(&decode_entities(&text))
}

/// Returns the bytes of the tag or comment that starts here and its lower-case name without slash; zero
/// where the `<` opens nothing. A tag that never closes reaches to the end.
fn tag_extent(tag: &str) -> (usize, String) {
    if tag.starts_with("<!--") {
        return (
            position(tag, b"-->").map_or(tag.len(), |end| end + 3),
            String::new(),
        );
    }
    let inside = tag.get(1..).unwrap_or_default();
    let named = inside.strip_prefix('/').unwrap_or(inside);
    if !named.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return (0, String::new());
    }
    (
        tag.find('>').map_or(tag.len(), |end| end + 1),
        tag_name(named),
    )
}

/// The lower-case name that a tag begins with.
fn tag_name(tag: &str) -> String {
    let name: String = tag
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    name.to_ascii_lowercase()
}

/// Finds ASCII characters in a text. Bytes are compared: the library's search for texts of any length is two
/// kilobytes of code.
fn position<const N: usize>(text: &str, sought: &[u8; N]) -> Option<usize> {
    text.as_bytes().windows(N).position(|bytes| bytes == sought)
}

/// Skips to the end of a silent element.
fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(found) = rest.get(from..).and_then(|tail| position(tail, b"</")) {
        let start = from + found;
        let tail = rest.get(start..).unwrap_or_default();
        // The end of a tag is looked for once: text that is full of beginnings would be read again for each.
        let closing = tail.get(2..).unwrap_or_default();
        if tag_name(closing) == name {
            let (extent, _) = tag_extent(tail);
            return tail.get(extent..).unwrap_or_default();
        }
        from = start + 2;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_reduced_to_its_words() {
        assert_eq!(from_html("a<br>b<!-- c > -->d"), "a b d");
        assert_eq!(from_html("a < b and c > d"), "a < b and c > d");
        assert_eq!(from_html("x<script>if (a</b) {}</script>y<style>"), "x y");
        assert_eq!(from_html("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
    }

    #[test]
    fn beginnings_of_tags_that_never_end_are_read_once() {
        let hostile = ["<script>", &"</a".repeat(100_000)].concat();
        assert_eq!(from_html(&hostile), "");
    }

    proptest! {
        #[test]
        fn any_text_is_reduced_without_panic(html in "[<>/!a-bs&;é -]{0,60}") {
            let _ = from_html(&html);
        }
    }
}
