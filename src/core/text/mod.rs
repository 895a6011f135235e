//! Text for display: entities decoded once, markup and invisible characters removed.
//!
//! Every text passes [`clean`], whether it comes from a file or from the network. [`entities`] decodes what feeds
//! escape; [`html`] reduces markup to its text.

mod entities;
mod html;

pub use entities::decode_entities;
pub use html::from_html;

/// Removes what may deceive a reader or hide in a text, and folds white space to single spaces.
///
/// Removed: controls (C0, C1), bidirectional overrides and isolates (U+202A to U+202E, U+2066 to U+2069),
/// zero-width characters (U+200B to U+200F, U+2060, U+FEFF), soft hyphens, tag characters (U+E0000 to
/// U+E007F) and other format characters of those blocks, as Unicode Technical Report 36 advises. Turned
/// into spaces: no-break and typographic spaces, line ends. U+200D survives between emoji.
///
/// ```
/// assert_eq!(vigie_core::text::clean(" dose\u{202e}: 5\u{a0}mg\u{200b} "), "dose: 5 mg");
/// ```
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut previous = ' ';
    for character in text.chars() {
        // Nearly all there is: what follows looks into large tables.
        if character.is_ascii_graphic() {
            cleaned.push(character);
        } else if is_space(character) {
            if !cleaned.is_empty() && !cleaned.ends_with(' ') {
                cleaned.push(' ');
            }
        } else if !is_invisible(character) || (character == '\u{200d}' && is_pictograph(previous)) {
            cleaned.push(character);
        }
        previous = character;
    }
    cleaned.truncate(cleaned.trim_end_matches([' ', '\u{200d}']).len());
    cleaned
}

/// Returns whether [`clean`] drops the character.
pub fn is_invisible(character: char) -> bool {
    (character.is_control() && !is_space(character))
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_space(character: char) -> bool {
    character.is_whitespace()
}

/// Whether a zero-width joiner after this character may hold an emoji together.
fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{fe0f}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_fold_and_invisible_characters_go() {
        assert_eq!(clean("\u{feff}a\u{a0}\u{202f} b\r\n\tc\0"), "a b c");
        assert_eq!(clean("\u{200b}\u{2066}"), "");
        assert_eq!(
            clean("👩\u{200d}⚕\u{fe0f} x\u{200d}y"),
            "👩\u{200d}⚕\u{fe0f} xy"
        );
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent(text in "[a \u{a0}\u{200b}\u{200d}\u{202e}👩é\\n]{0,30}") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }
    }
}
