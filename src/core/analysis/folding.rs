//! Folding: removes accents and case, one character at a time.
//!
//! The decomposition of Latin letters follows the Unicode Character Database (NFD of the blocks Latin-1 Supplement,
//! Latin Extended-A and Latin Extended Additional); ligatures, superscripts, subscripts, and full-width and
//! mathematical letters fold as in NFKD. A full normalisation library weighs 66 KB in the browser; the texts
//! searched here are French and English.

use crate::text::is_invisible;

/// Folds one character to lower-case base letters: `É` → `e`, `œ` → `oe`, `ﬁ` → `fi`, `₂` → `2`, `½` → `1/2`.
/// Marks that combine with the letter before them and characters without width fold to nothing; other
/// characters fold to their lower case.
///
/// ```
/// let folded: String = "Œdème, ANÉVRISME, ½".chars().flat_map(vigie_core::analysis::fold_char).collect();
/// assert_eq!(folded, "oedeme, anevrisme, 1/2");
/// ```
pub fn fold_char(character: char) -> impl Iterator<Item = char> {
    let mut buffer = ['\0'; 3];
    let mut length = 1;
    if character.is_ascii() && !is_invisible(character) {
        buffer[0] = character.to_ascii_lowercase();
    } else if is_mark(character) || is_invisible(character) {
        length = 0;
    } else if let Some(base) = base_letters(character) {
        length = base.len();
        for (slot, byte) in buffer.iter_mut().zip(base.bytes()) {
            *slot = char::from(byte);
        }
    } else if let Some(plain) = plain_form(character) {
        buffer[0] = plain.to_ascii_lowercase();
    } else {
        buffer[0] = lower_case(character);
    }
    buffer.into_iter().take(length)
}

/// The ASCII character that another one is only a form of: figures above and below the line, full-width forms,
/// the bold and italic letters of mathematics, Latin letters of Extended Additional.
fn plain_form(character: char) -> Option<char> {
    let code = u32::from(character);
    let figure = |zero: u32| char::from_digit((code - zero) % 10, 10);
    match character {
        '\u{2070}'..='\u{2079}' => figure(0x2070),
        '\u{2080}'..='\u{2089}' => figure(0x2080),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(code - 0xfee0),
        '\u{1d7ce}'..='\u{1d7ff}' => figure(0x1d7ce),
        // Thirteen alphabets, one after the other.
        '\u{1d400}'..='\u{1d6a3}' => {
            let place = (code - 0x1d400) % 26;
            char::from_u32(u32::from('a') + place)
        }
        '\u{1e00}'..='\u{1ef9}' => EXTENDED_ADDITIONAL
            .iter()
            .rev()
            .find(|(first, _)| *first <= code)
            .map(|(_, letter)| *letter),
        _ => None,
    }
}

/// First code of each run of letters with the same base in the block Latin Extended Additional.
#[rustfmt::skip]
const EXTENDED_ADDITIONAL: [(u32, char); 35] = [
    (0x1e00, 'a'), (0x1e02, 'b'), (0x1e08, 'c'), (0x1e0a, 'd'), (0x1e14, 'e'), (0x1e1e, 'f'), (0x1e20, 'g'),
    (0x1e22, 'h'), (0x1e2c, 'i'), (0x1e30, 'k'), (0x1e36, 'l'), (0x1e3e, 'm'), (0x1e44, 'n'), (0x1e4c, 'o'),
    (0x1e54, 'p'), (0x1e58, 'r'), (0x1e60, 's'), (0x1e6a, 't'), (0x1e72, 'u'), (0x1e7c, 'v'), (0x1e80, 'w'),
    (0x1e8a, 'x'), (0x1e8e, 'y'), (0x1e90, 'z'), (0x1e96, 'h'), (0x1e97, 't'), (0x1e98, 'w'), (0x1e99, 'y'),
    (0x1ea0, 'a'), (0x1eb8, 'e'), (0x1ec8, 'i'), (0x1ecc, 'o'), (0x1ee4, 'u'), (0x1ef2, 'y'),
    (0x1efa, 'l'),
];

/// Lower case of the Greek, Cyrillic and full-width letters that are a fixed distance from their capitals.
/// The complete tables of Unicode would cost the browser more than the words they find.
fn lower_case(character: char) -> char {
    let distance = match character {
        'А'..='Я' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'Ａ'..='Ｚ' => 32,
        'Ѐ'..='Џ' => 80,
        'Ά' => 38,
        'Έ'..='Ί' => 37,
        'Ύ' | 'Ώ' => 63,
        // The sign of *micro* is the Greek letter.
        'µ' => 775,
        _ => 0,
    };
    char::from_u32(u32::from(character) + distance).unwrap_or(character)
}

/// Returns whether a character only decorates the one before it (Combining Diacritical Marks and their
/// supplements).
pub fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Base letters of the Latin letters with a decoration, in ASCII.
fn base_letters(character: char) -> Option<&'static str> {
    Some(match character {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ǎ' | 'Ǎ' | 'ª' | 'ₐ' => {
            "a"
        }
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'ĉ' | 'Ĉ' | 'ċ' | 'Ċ' | 'č' | 'Č' => "c",
        'ð' | 'Ð' | 'ď' | 'Ď' | 'đ' | 'Đ' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ĕ' | 'Ĕ' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => {
            "e"
        }
        'ĝ' | 'Ĝ' | 'ğ' | 'Ğ' | 'ġ' | 'Ġ' | 'ģ' | 'Ģ' => "g",
        'ĥ' | 'Ĥ' | 'ħ' | 'Ħ' => "h",
        'ì'..='ï'
        | 'Ì'..='Ï'
        | 'ĩ'
        | 'Ĩ'
        | 'ī'
        | 'Ī'
        | 'ĭ'
        | 'Ĭ'
        | 'į'
        | 'Į'
        | 'ı'
        | 'İ'
        | 'ǐ'
        | 'Ǐ'
        | 'ⁱ' => "i",
        'ĵ' | 'Ĵ' => "j",
        'ķ' | 'Ķ' => "k",
        'ĺ' | 'Ĺ' | 'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ŀ' | 'Ŀ' | 'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' | 'ⁿ' => "n",
        'ò'..='ö'
        | 'Ò'..='Ö'
        | 'ø'
        | 'Ø'
        | 'ō'
        | 'Ō'
        | 'ŏ'
        | 'Ŏ'
        | 'ő'
        | 'Ő'
        | 'ơ'
        | 'Ơ'
        | 'ǒ'
        | 'Ǒ'
        | 'º' => "o",
        'œ' | 'Œ' => "oe",
        'ŕ' | 'Ŕ' | 'ŗ' | 'Ŗ' | 'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'ŝ' | 'Ŝ' | 'ş' | 'Ş' | 'š' | 'Š' | 'ș' | 'Ș' => "s",
        'ß' | 'ẞ' => "ss",
        'ţ' | 'Ţ' | 'ť' | 'Ť' | 'ŧ' | 'Ŧ' | 'ț' | 'Ț' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü'
        | 'Ù'..='Ü'
        | 'ũ'
        | 'Ũ'
        | 'ū'
        | 'Ū'
        | 'ŭ'
        | 'Ŭ'
        | 'ů'
        | 'Ů'
        | 'ű'
        | 'Ű'
        | 'ų'
        | 'Ų'
        | 'ư'
        | 'Ư'
        | 'ǔ'
        | 'Ǔ' => "u",
        'ŵ' | 'Ŵ' => "w",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ĳ' | 'Ĳ' => "ij",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' | 'ŷ' | 'Ŷ' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        '½' => "1/2",
        '¼' => "1/4",
        '¾' => "3/4",
        '¹' => "1",
        '²' => "2",
        '³' => "3",
        '’' | '‘' | 'ʼ' | '′' => "'",
        '‐' | '‑' | '–' | '—' | '−' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(text: &str) -> String {
        text.chars().flat_map(fold_char).collect()
    }

    #[test]
    fn accents_ligatures_and_case_fold_away() {
        assert_eq!(
            fold("L’ÉCRAN naïf, œsophage, Straße, Łódź"),
            "l'ecran naif, oesophage, strasse, lodz"
        );
        assert_eq!(fold("e\u{301}cran"), "ecran");
        assert_eq!(fold("ΔΨ 中 🫀"), "δψ 中 🫀");
        assert_eq!(
            fold("ﬁbrose ﬂux CO₂ ⁹⁰Y 10⁶ ５Ｆ 𝐒𝐭𝐞𝐧𝐭 Nguyễn"),
            "fibrose flux co2 90y 106 5f stent nguyen"
        );
        assert_eq!(fold("5 µm"), fold("5 μm"));
        assert_eq!(fold("car\u{ad}dia\u{200b}que"), "cardiaque");
        assert_eq!(fold("O\0R\u{1b}\u{7f}\n"), "or\n");
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
