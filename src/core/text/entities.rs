//! Decodes character references to text, exactly once.
//!
//! Feeds escape their texts, some of them twice. One level is decoded here, and never again: what still looks like
//! a reference or a tag afterwards is shown literally.

/// Decodes the character references of a text once. Numbers follow the HTML Standard, section
/// 13.2.5.80 (zero, surrogates and out-of-range become U+FFFD; 0x80 to 0x9F read as windows-1252). Names
/// are those of HTML 4 that news texts use; an unknown name and a missing semicolon stay as they are.
///
/// ```
/// use vigie_core::text::decode_entities;
///
/// assert_eq!(decode_entities("Johnson &#38; Johnson &#8230; &amp;lt; &unknown;"), "Johnson & Johnson … &lt; &unknown;");
/// ```
pub fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, reference)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
        decoded.push_str(before);
        let name = reference.get(1..).unwrap_or_default();
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .unwrap_or(name.len());
        let (name, after) = name.split_at_checked(end).unwrap_or((name, ""));
        if let (Some(after), Some(character)) = (after.strip_prefix(';'), resolve(name)) {
            decoded.push(character);
            rest = after;
        } else {
            decoded.push('&');
            rest = reference.get(1..).unwrap_or_default();
        }
    }
    decoded.push_str(rest);
    decoded
}

fn resolve(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, character)| *character);
    };
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    let code = match code {
        0x80..=0x9f => WINDOWS_1252
            .get(code as usize - 0x80)
            .copied()
            .map_or(code, u32::from),
        _ => code,
    };
    Some(
        char::from_u32(code)
            .filter(|character| *character != '\0')
            .unwrap_or('\u{fffd}'),
    )
}

/// What 0x80 to 0x9F mean in a page encoded as windows-1252 (HTML Standard, 13.2.5.80).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("bull", '•'),
    ("middot", '·'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("permil", '‰'),
    ("prime", '′'),
    ("Prime", '″'),
    ("trade", '™'),
    ("reg", '®'),
    ("copy", '©'),
    ("deg", '°'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("sect", '§'),
    ("para", '¶'),
    ("plusmn", '±'),
    ("times", '×'),
    ("divide", '÷'),
    ("minus", '−'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("infin", '∞'),
    ("radic", '√'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("micro", 'µ'),
    ("ordf", 'ª'),
    ("ordm", 'º'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("not", '¬'),
    ("shy", '\u{ad}'),
    ("macr", '¯'),
    ("acute", '´'),
    ("cedil", '¸'),
    ("uml", '¨'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("agrave", 'à'),
    ("Agrave", 'À'),
    ("aacute", 'á'),
    ("Aacute", 'Á'),
    ("acirc", 'â'),
    ("Acirc", 'Â'),
    ("atilde", 'ã'),
    ("Atilde", 'Ã'),
    ("auml", 'ä'),
    ("Auml", 'Ä'),
    ("aring", 'å'),
    ("Aring", 'Å'),
    ("aelig", 'æ'),
    ("AElig", 'Æ'),
    ("ccedil", 'ç'),
    ("Ccedil", 'Ç'),
    ("egrave", 'è'),
    ("Egrave", 'È'),
    ("eacute", 'é'),
    ("Eacute", 'É'),
    ("ecirc", 'ê'),
    ("Ecirc", 'Ê'),
    ("euml", 'ë'),
    ("Euml", 'Ë'),
    ("igrave", 'ì'),
    ("Igrave", 'Ì'),
    ("iacute", 'í'),
    ("Iacute", 'Í'),
    ("icirc", 'î'),
    ("Icirc", 'Î'),
    ("iuml", 'ï'),
    ("Iuml", 'Ï'),
    ("ntilde", 'ñ'),
    ("Ntilde", 'Ñ'),
    ("ograve", 'ò'),
    ("Ograve", 'Ò'),
    ("oacute", 'ó'),
    ("Oacute", 'Ó'),
    ("ocirc", 'ô'),
    ("Ocirc", 'Ô'),
    ("otilde", 'õ'),
    ("Otilde", 'Õ'),
    ("ouml", 'ö'),
    ("Ouml", 'Ö'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("oelig", 'œ'),
    ("OElig", 'Œ'),
    ("ugrave", 'ù'),
    ("Ugrave", 'Ù'),
    ("uacute", 'ú'),
    ("Uacute", 'Ú'),
    ("ucirc", 'û'),
    ("Ucirc", 'Û'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
    ("yacute", 'ý'),
    ("Yacute", 'Ý'),
    ("yuml", 'ÿ'),
    ("Yuml", 'Ÿ'),
    ("szlig", 'ß'),
    ("eth", 'ð'),
    ("ETH", 'Ð'),
    ("thorn", 'þ'),
    ("THORN", 'Þ'),
    ("scaron", 'š'),
    ("Scaron", 'Š'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("Delta", 'Δ'),
    ("epsilon", 'ε'),
    ("kappa", 'κ'),
    ("lambda", 'λ'),
    ("mu", 'μ'),
    ("pi", 'π'),
    ("sigma", 'σ'),
    ("omega", 'ω'),
    ("Omega", 'Ω'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_level_is_undone() {
        assert_eq!(
            decode_entities("&amp;#38; &#x26;#38; &lt;script&gt;"),
            "&#38; &#38; <script>"
        );
        assert_eq!(
            decode_entities("&#146; &#0; &#xD800; &#99999999999;"),
            "’ \u{fffd} \u{fffd} \u{fffd}"
        );
        assert_eq!(
            decode_entities("a & b &; &# &#x; &amp AT&T"),
            "a & b &; &# &#x; &amp AT&T"
        );
    }

    proptest! {
        #[test]
        fn text_without_ampersand_is_untouched(text in "[^&]{0,40}") {
            prop_assert_eq!(decode_entities(&text), text);
        }
    }
}
