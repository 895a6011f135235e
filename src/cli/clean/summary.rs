//! The short text of a card, without the boilerplate of the feed that delivered it.

use vigie_core::text;

use super::clean_text;

/// Sentences that a feed adds at the end: an opening and what follows the title.
const BOILERPLATE: [(&str, &str); 2] = [
    ("The post ", " appeared first on "),
    ("L’article ", " est apparu en premier sur "),
];

/// Notices about who may open the page at the source: their start and their end. They say nothing about the
/// story, and are the whole summary dozens of times.
const NOTICES: [(&str, &str); 2] = [
    (
        "NOTE: This video is ONLY available to watch",
        "in selected countries and geographies",
    ),
    (
        "This advertorial",
        "only available in selected countries and geographies",
    ),
];

/// What search engines and feeds put where they cut a text.
const CUT_MARKS: [&str; 4] = ["[…]", "[...]", "(…)", " ..."];

/// What a program writes that meant to write a summary.
const NO_TEXT: &str = "[object Object]";

/// Shortest start of a title that is taken for it, in bytes: `The post` with a word after it may be a
/// sentence.
const MIN_TITLE_START: usize = 10;

/// A cleaned summary and what was done to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one flag a rule, each counted by itself"
)]
pub struct Summary {
    /// The text; may be empty.
    pub text: String,
    /// The decoded text with everything still in it, for those who look for phrases.
    pub decoded: String,
    /// Entities were decoded.
    pub entities: bool,
    /// A sentence such as "The post … appeared first on …" was removed.
    pub boilerplate: bool,
    /// The start of such a sentence was removed: something had cut it in the middle of the title.
    pub cut_boilerplate: bool,
    /// A notice was removed.
    pub notice: bool,
    /// The source had cut the text short; the mark was removed.
    pub truncated: bool,
}

/// Cleans a summary. `title` is the cleaned title, which boilerplate repeats.
///
/// ```
/// use vigie_cli::clean::clean_summary;
///
/// let raw = "A &#38; B announce [&#8230;] The post A &#38; B appeared first on News .";
/// let summary = clean_summary(raw, "A & B");
/// assert_eq!((summary.text.as_str(), summary.truncated), ("A & B announce", true));
/// ```
pub fn clean_summary(raw: &str, title: &str) -> Summary {
    let decoded = clean_text(raw);
    let mut summary = Summary {
        entities: text::decode_entities(raw) != raw,
        decoded,
        ..Summary::default()
    };
    if summary.decoded == NO_TEXT {
        return summary;
    }
    let without_notices = remove_notices(&summary.decoded);
    summary.notice = without_notices.len() != summary.decoded.len();
    let mut rest = without_notices.trim();
    loop {
        if let Some(start) = boilerplate_start(rest) {
            summary.boilerplate = true;
            rest = before(rest, start);
        } else if let Some(start) = cut_boilerplate_start(rest, title) {
            summary.cut_boilerplate = true;
            rest = before(rest, start);
        } else if let Some(shorter) = CUT_MARKS.iter().find_map(|mark| rest.strip_suffix(mark)) {
            summary.truncated = true;
            rest = shorter.trim_end();
        } else {
            break;
        }
    }
    rest.clone_into(&mut summary.text);
    summary
}

fn before(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or(text).trim_end()
}

/// Finds the last boilerplate sentence; it reaches to the end of the text.
fn boilerplate_start(text: &str) -> Option<usize> {
    BOILERPLATE.iter().find_map(|(opening, middle)| {
        let middle = text.rfind(middle)?;
        last_sentence(text.get(..middle)?, opening)
    })
}

/// Finds a boilerplate sentence that ends inside the title.
fn cut_boilerplate_start(text: &str, title: &str) -> Option<usize> {
    BOILERPLATE.iter().find_map(|(opening, _)| {
        let start = last_sentence(text, opening)?;
        let repeated = text.get(start + opening.len()..)?;
        (repeated.len() >= MIN_TITLE_START && title.starts_with(repeated)).then_some(start)
    })
}

/// Finds where the last sentence with this opening starts: at the start of the text or after a space.
fn last_sentence(text: &str, opening: &str) -> Option<usize> {
    let starts = text.rmatch_indices(opening).map(|(start, _)| start);
    starts
        .into_iter()
        .find(|start| *start == 0 || text.get(..*start).is_some_and(|head| head.ends_with(' ')))
}

fn remove_notices(text: &str) -> String {
    let mut text = text.to_owned();
    for (opening, ending) in NOTICES {
        while let Some((start, end)) = notice_extent(&text, opening, ending) {
            text.replace_range(start..end, "");
        }
    }
    text
}

/// Finds a notice: from its opening to its ending and a full stop, all in one sentence.
fn notice_extent(text: &str, opening: &str, ending: &str) -> Option<(usize, usize)> {
    let start = text.find(opening)?;
    let tail = text.get(start + opening.len()..)?;
    let length = tail.find(ending)?;
    if tail.get(..length)?.contains('.') {
        return None;
    }
    let end = start + opening.len() + length + ending.len();
    let stop = usize::from(text.get(end..)?.starts_with('.'));
    Some((start, end + stop))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(raw: &str, title: &str, text: &str, truncated: bool) {
        let summary = clean_summary(raw, title);
        assert_eq!(
            (summary.text.as_str(), summary.truncated),
            (text, truncated),
            "{raw}"
        );
    }

    #[test]
    fn marks_of_feeds_are_removed() {
        check(
            "Un texte. The post Un titre appeared first on Le Journal .",
            "Un titre",
            "Un texte.",
            false,
        );
        check(
            "The post Un titre appeared first on Le Journal .",
            "Un titre",
            "",
            false,
        );
        check(
            "Un texte […] L’article Un titre est apparu en premier sur Le Journal.",
            "Un titre",
            "Un texte",
            true,
        );
        check(
            "Un texte [&#8230;] The post Est-ce un titre ?",
            "Est-ce un titre ? Oui",
            "Un texte",
            true,
        );
        check(
            "Une phrase coupée par un moteur ...",
            "Titre",
            "Une phrase coupée par un moteur",
            true,
        );
        check("Et ensuite...", "Titre", "Et ensuite...", false);
        check("[object Object]", "Titre", "", false);
    }

    #[test]
    fn sentences_that_only_look_like_boilerplate_stay() {
        check(
            "The post was vacant.",
            "The job",
            "The post was vacant.",
            false,
        );
        check(
            "It appeared first on a Monday.",
            "Monday",
            "It appeared first on a Monday.",
            false,
        );
    }

    #[test]
    fn notices_about_countries_are_removed() {
        let note =
            "NOTE: This video is ONLY available to watch in selected countries and geographies";
        check(note, "T", "", false);
        check(&format!("A device. {note}."), "T", "A device.", false);
        check(
            "This advertorial is paid for. It is only available in selected countries and geographies.",
            "T",
            "This advertorial is paid for. It is only available in selected countries and geographies.",
            false,
        );
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent(raw in "(The post |x appeared first on y|\\[…\\]| \\.\\.\\.|é |a\\. ){0,8}") {
            let once = clean_summary(&raw, "x");
            prop_assert_eq!(&clean_summary(&once.text, "x").text, &once.text);
        }
    }
}
