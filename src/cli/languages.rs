//! French or English: which of the two a text is written in.
//!
//! Function words decide, since every sentence has some and news of the field shares its nouns across
//! languages. Titles without any are left to the trigram model of `whatlang`, held to the same two.

use vigie_core::language::Language;
use whatlang::{Detector, Lang};

/// Words that are frequent in French and no English words.
const FRENCH: [&str; 30] = [
    "le", "la", "les", "du", "une", "et", "est", "dans", "pour", "par", "sur", "avec", "au", "aux",
    "que", "qui", "ne", "pas", "ce", "cette", "ces", "sont", "être", "chez", "leur", "ses",
    "après", "entre", "selon", "plus",
];

/// Words that are frequent in English and no French words.
const ENGLISH: [&str; 30] = [
    "the", "of", "and", "to", "in", "for", "is", "with", "by", "from", "at", "an", "that", "this",
    "has", "have", "are", "was", "were", "be", "its", "it", "their", "has", "will", "which",
    "after", "between", "who", "not",
];

/// Words by which one language must lead before the other is ruled out.
const MIN_LEAD: usize = 2;

/// Detects the language of a title and its summary; `None` where nothing tells.
pub fn detect(title: &str, summary: &str) -> Option<Language> {
    let (mut french, mut english) = (0, 0);
    for text in [title, summary] {
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let word = word.to_lowercase();
            french += usize::from(FRENCH.contains(&word.as_str()));
            english += usize::from(ENGLISH.contains(&word.as_str()));
        }
    }
    if french >= english + MIN_LEAD {
        return Some(Language::Fr);
    }
    if english >= french + MIN_LEAD {
        return Some(Language::En);
    }
    let detector = Detector::with_allowlist(vec![Lang::Fra, Lang::Eng]);
    match detector.detect_lang(&format!("{title} {summary}"))? {
        Lang::Fra => Some(Language::Fr),
        _ => Some(Language::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart() {
        assert_eq!(
            detect("Résultats à un an de la pompe", "Les données sont bonnes."),
            Some(Language::Fr)
        );
        assert_eq!(
            detect("One-year results of the pump", "Data are good."),
            Some(Language::En)
        );
        assert_eq!(
            detect("Nouvelle autorisation européenne", ""),
            Some(Language::Fr)
        );
        assert_eq!(
            detect("Sirolimus-coated balloon gains approval", ""),
            Some(Language::En)
        );
        assert_eq!(detect("", ""), None);
    }
}
