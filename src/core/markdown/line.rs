//! Removes the markup of a single line, such as a title.
//!
//! Titles and summaries are plain text, but people write them like bodies. Unambiguous markup is removed: emphasis,
//! code, links, known HTML tags. What may be meant literally is kept: `a*b*c`, `5 < 6`, `snake_case`, `Vec<T>`.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// Marks the end of the line, so that a `#` there is no closing mark of a heading: for private use in
/// Unicode.
const END: char = '\u{e000}';

/// Signs without which a line has no markup.
const SIGNS: [char; 8] = ['*', '_', '`', '[', '<', '\\', '~', '#'];

/// Tags inside a sentence.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr",
];

/// Tags that end a line or a word.
const BLOCK: [&str; 22] = [
    "blockquote",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "section",
    "ul",
];

/// Returns the text of a line without its markup. Character references stay as they are.
///
/// ```
/// use vigie_core::markdown::plain_line;
///
/// assert_eq!(plain_line("The `pot` & *pan*: [more](https://a.example)"), "The pot & pan: more");
/// assert_eq!(plain_line("a*b*c, 5 < 6, snake_case, C#"), "a*b*c, 5 < 6, snake_case, C#");
/// ```
pub fn plain_line(line: &str) -> String {
    if !line.contains(SIGNS) {
        return line.to_owned();
    }
    // A heading holds one line of inline elements and nothing else.
    let heading = format!("# {} {END}", without_heading_mark(line));
    let mut reader = Reader {
        heading: &heading,
        text: String::with_capacity(line.len()),
        marks: Vec::new(),
        kept_to: 0,
    };
    for (event, range) in
        Parser::new_ext(&heading, Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        reader.event(&event, &range);
    }
    reader.text.trim_end_matches(END).trim().to_owned()
}

/// A title may be written as the heading it becomes.
fn without_heading_mark(line: &str) -> &str {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    if (1..=6).contains(&level) && text.starts_with(' ') {
        text.trim_start()
    } else {
        line
    }
}

struct Reader<'a> {
    heading: &'a str,
    text: String,
    /// Of each open element whether its signs are markup.
    marks: Vec<bool>,
    /// End of a link that is kept as written.
    kept_to: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if range.start < self.kept_to {
            return;
        }
        match event {
            Event::Start(tag @ (Tag::Emphasis | Tag::Strong | Tag::Strikethrough)) => {
                let is_markup = self.is_markup(tag, range);
                self.marks.push(is_markup);
                let width = self.width(tag.to_end(), range);
                self.keep_unless(is_markup, range.start..range.start + width);
            }
            Event::End(tag @ (TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)) => {
                let is_markup = self.marks.pop().unwrap_or(true);
                let width = self.width(*tag, range);
                self.keep_unless(is_markup, range.end - width..range.end);
            }
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                let is_index = *link_type == LinkType::Inline && is_word(self.before(range));
                if is_index {
                    self.kept_to = range.end;
                }
                self.keep_unless(!is_index, range.clone());
            }
            Event::Text(_) => self.keep_unless(false, range.clone()),
            Event::Code(code) => self.text.push_str(code),
            Event::InlineHtml(_) => self.tag(range),
            _ => {}
        }
    }

    fn tag(&mut self, range: &Range<usize>) {
        let tag = self.heading.get(range.clone()).unwrap_or_default();
        match tag_name(tag) {
            Some(name) if INLINE.contains(&name.as_str()) => {}
            Some(name) if BLOCK.contains(&name.as_str()) => self.text.push(' '),
            _ => self.text.push_str(tag),
        }
    }

    fn keep_unless(&mut self, is_markup: bool, range: Range<usize>) {
        if !is_markup {
            self.text
                .push_str(self.heading.get(range).unwrap_or_default());
        }
    }

    fn before(&self, range: &Range<usize>) -> Option<char> {
        self.heading.get(..range.start)?.chars().next_back()
    }

    /// Products and powers have stars inside words, ranges have one tilde.
    fn is_markup(&self, tag: &Tag<'_>, range: &Range<usize>) -> bool {
        let after = self
            .heading
            .get(range.end..)
            .and_then(|rest| rest.chars().next());
        let (before, after) = (is_word(self.before(range)), is_word(after));
        match tag {
            Tag::Emphasis => !before && !after,
            Tag::Strong => !(before && after),
            _ => self.width(tag.to_end(), range) == 2,
        }
    }

    /// Signs on each side of an element.
    fn width(&self, tag: TagEnd, range: &Range<usize>) -> usize {
        let has_two = match tag {
            TagEnd::Emphasis => false,
            TagEnd::Strong => true,
            _ => {
                let text = self.heading.get(range.start..);
                text.is_some_and(|text| text.starts_with("~~"))
            }
        };
        if has_two { 2 } else { 1 }
    }
}

/// Whether a character belongs to a word of a script that puts spaces between words.
fn is_word(character: Option<char>) -> bool {
    character.is_some_and(|character| character.is_alphanumeric() && character < '\u{2e80}')
}

/// Returns the lower-case name of a tag; `None` where it is no plain tag: `<b and c>` compares.
fn tag_name(tag: &str) -> Option<String> {
    let inside = tag.strip_prefix('<')?.strip_suffix('>')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at_checked(end)?;
    let rest = rest.trim().trim_end_matches('/').trim_end();
    (rest.is_empty() || rest.contains('=')).then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, text: &str) {
        assert_eq!(plain_line(line), text, "{line}");
    }

    #[test]
    fn markup_becomes_its_text() {
        check(
            "**Bold** and __bold__, *em* and _em_",
            "Bold and bold, em and em",
        );
        check("***both***, ~~gone~~, ``a ` b``", "both, gone, a ` b");
        check("<p>A <em>word</em></p><p>B<br/>C</p>", "A word  B C");
        check("<a href=\"https://a.example\" title='x'>A</a>", "A");
        check(
            "[text](url), ![alt](a.png \"title\") [x](<a b>)",
            "text, alt x",
        );
        check("<https://a.example/x> \\*a\\*", "https://a.example/x *a*");
        check("## Title ##", "Title ##");
        check("**日本**語", "日本語");
        check("(*E. coli*), l’*essai*-pilote", "(E. coli), l’essai-pilote");
    }

    #[test]
    fn what_is_no_markup_is_unharmed() {
        for line in [
            "a*b",
            "a*b*c",
            "2**3**4",
            "HLA-B*57:01 and HLA-B*15:02",
            "*2 and CYP2C19*3",
            "* p < 0.05, ** p < 0.01",
            "5 < 6",
            "a<b and c>d",
            "Vec<T>, <T>",
            "snake_case_name",
            "C#",
            "the number #",
            "#1 of 3",
            "1. First",
            "- a",
            "> b",
            "[…] and [x]",
            "array[0](x)",
            "~5 to ~6, ~5~",
            "C:\\new",
            "a ` b",
            "<script>alert(1)</script>",
            "AT&amp;T &#38; co",
            "--- a ---",
        ] {
            check(line, line);
        }
    }

    proptest! {
        #[test]
        fn letters_and_digits_outside_of_tags_are_kept(line in "[ab1*_`~\\[\\]()#é !-]{0,40}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            prop_assert!(letters(&plain_line(&line)) <= letters(&line));
            if !line.contains('(') {
                prop_assert_eq!(letters(&plain_line(&line)), letters(&line));
            }
        }
    }
}
