//! Numbers: `2,5` and `2.5` are the same number, and so are `1250`, `1,250` and `1 250`.
//!
//! A comma between digits is a decimal separator unless three digits follow it, as in thousands (ISO 80000-1 and
//! French and English usage). No-break spaces always group digits. An ordinary space may also separate two numbers:
//! there the groups are indexed separately and also joined.

use super::tokenizer::Part;

/// Whether a space holds a number together: no-break space, its narrow form, thin and figure space.
pub(crate) fn is_number_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

/// Digits of a group.
const GROUP: usize = 3;

/// Reads a number that starts at a byte of a text and holds a comma or grouping spaces: its digits with a
/// point as decimal mark, and its length in bytes. `None` for anything else, plain numbers included.
pub(super) fn grouped(text: &str, start: usize) -> Option<(String, usize)> {
    let rest = text.get(start..)?;
    let first = digits(rest);
    let separator = rest.get(first.len()..)?.chars().next()?;
    let is_space = is_number_space(separator);
    if first.is_empty() || !(separator == ',' || is_space) || is_listed(text, start) {
        return None;
    }
    let mut value = first.to_owned();
    let mut length = first.len();
    if is_first_group(first) {
        while let Some(group) = group_after(rest, length, separator) {
            value.push_str(group);
            length += separator.len_utf8() + GROUP;
        }
    }
    let is_grouped = length > first.len();
    let decimals = rest.get(length..)?.strip_prefix(',').map(digits);
    match decimals.filter(|decimals| !decimals.is_empty()) {
        // `1,2,3` is a list, and so is `1,250,3`.
        Some(_) if is_grouped && separator == ',' => None,
        Some(decimals) => {
            let end = length + 1 + decimals.len();
            let goes_on = rest.get(end..)?.strip_prefix(',').map(digits);
            if goes_on.is_some_and(|more| !more.is_empty()) {
                return None;
            }
            Some(([&value, ".", decimals].concat(), end))
        }
        None => is_grouped.then_some((value, length)),
    }
}

/// Whether a term may be the first digits of a number with more groups.
pub(crate) fn is_first_group(term: &str) -> bool {
    (1..=GROUP).contains(&term.len()) && digits(term) == term && !term.starts_with('0')
}

/// Whether a term may be a further group of a number.
pub(crate) fn is_group(term: &str) -> bool {
    term.len() == GROUP && digits(term) == term
}

/// The digits a text starts with.
fn digits(text: &str) -> &str {
    let end = text.find(|character: char| !character.is_ascii_digit());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// The group of three digits behind a separator.
fn group_after(rest: &str, at: usize, separator: char) -> Option<&str> {
    let group = digits(rest.get(at..)?.strip_prefix(separator)?);
    (group.len() == GROUP).then_some(group)
}

/// Whether a number follows another one after a comma.
fn is_listed(text: &str, start: usize) -> bool {
    let mut before = text.get(..start).unwrap_or_default().chars().rev();
    before.next() == Some(',') && before.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether a word is the next three digits of a number whose groups precede it, with an ordinary
/// space between them.
pub(super) fn goes_on(text: &str, groups: &[Part], next: &Part) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return false;
    };
    text.get(last.span.end..next.span.start) == Some(" ")
        && is_first_group(&first.term)
        && groups.iter().skip(1).all(|group| is_group(&group.term))
        && is_group(&next.term)
}
