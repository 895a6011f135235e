//! Folding: accents and case out of the way, one character at a time.
//!
//! The decomposition of Latin letters follows the Unicode Character Database (NFD of the blocks Latin-1
//! Supplement, Latin Extended-A and the parts of Extended Additional that European names use). A full
//! normalisation library weighs 66 KB in the browser; the texts searched here are French and English.

/// Folds one character to lower-case base letters: `É` → `e`, `œ` → `oe`, `ß` → `ss`, `½` → `1/2`. Marks
/// that combine with the letter before them fold to nothing; other characters fold to their lower case.
///
/// ```
/// let folded: String = "Œdème, ANÉVRISME, ½".chars().flat_map(vigie_core::analysis::fold_char).collect();
/// assert_eq!(folded, "oedeme, anevrisme, 1/2");
/// ```
pub fn fold_char(character: char) -> impl Iterator<Item = char> {
    let mut buffer = ['\0'; 3];
    let mut length = 1;
    if character.is_ascii() {
        buffer[0] = character.to_ascii_lowercase();
    } else if is_mark(character) {
        length = 0;
    } else if let Some(base) = base_letters(character) {
        length = base.len();
        for (slot, byte) in buffer.iter_mut().zip(base.bytes()) {
            *slot = char::from(byte);
        }
    } else {
        buffer[0] = lower_case(character);
    }
    buffer.into_iter().take(length)
}

/// Lower case of the Greek, Cyrillic and full-width letters that are a fixed distance from their capitals.
/// The complete tables of Unicode would cost the browser more than the words they find.
fn lower_case(character: char) -> char {
    let distance = match character {
        'А'..='Я' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'Ａ'..='Ｚ' => 32,
        'Ѐ'..='Џ' => 80,
        'Ά' => 38,
        'Έ'..='Ί' => 37,
        'Ύ' | 'Ώ' => 63,
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
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ǎ' | 'Ǎ' | 'ª' => {
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
        'ì'..='ï' | 'Ì'..='Ï' | 'ĩ' | 'Ĩ' | 'ī' | 'Ī' | 'ĭ' | 'Ĭ' | 'į' | 'Į' | 'ı' | 'İ' => {
            "i"
        }
        'ĵ' | 'Ĵ' => "j",
        'ķ' | 'Ķ' => "k",
        'ĺ' | 'Ĺ' | 'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ŀ' | 'Ŀ' | 'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ŏ' | 'Ŏ' | 'ő' | 'Ő' | 'º' => {
            "o"
        }
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
        | 'Ų' => "u",
        'ŵ' | 'Ŵ' => "w",
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
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
