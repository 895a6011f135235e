//! Detects whether a text is French or English.
//!
//! Function words decide, because every sentence has some, while the nouns of the field are the same in both
//! languages. A trigram model was tried and classified titles such as "Legacy continues" as French. If no function
//! word occurs, the text has no language of its own, and the article gets the language of the other articles of its
//! source.

use vigie_core::language::Language;

/// Words that are frequent in French and no English words. `de` and `des` are left out: `de novo` lesions
/// and stents called DES are English.
const FRENCH: [&str; 36] = [
    "le", "la", "les", "du", "une", "un", "et", "est", "dans", "pour", "par", "sur", "avec", "au",
    "aux", "que", "qui", "ne", "pas", "ce", "cette", "ces", "sont", "être", "chez", "leur", "ses",
    "après", "entre", "selon", "plus", "l", "d", "qu", "en", "vers",
];

/// Words that are frequent in English and no French words.
const ENGLISH: [&str; 34] = [
    "the", "of", "and", "to", "in", "for", "is", "with", "by", "from", "at", "an", "that", "this",
    "has", "have", "are", "was", "were", "be", "its", "it", "their", "as", "will", "which",
    "after", "between", "who", "not", "new", "how", "into", "we",
];

/// Words by which one language must lead if the other has any.
const MIN_LEAD: usize = 2;

/// Detects the language of a title and its summary; `None` if undecided.
pub fn detect(title: &str, summary: &str) -> Option<Language> {
    let (mut french, mut english) = (0, 0);
    for text in [title, summary] {
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let lower = word.to_lowercase();
            french += usize::from(FRENCH.contains(&lower.as_str()) || is_accented(word));
            english += usize::from(ENGLISH.contains(&lower.as_str()));
        }
    }
    let leads = |count: usize, other: usize| count >= other + MIN_LEAD || (count > 0 && other == 0);
    if leads(french, english) {
        Some(Language::Fr)
    } else if leads(english, french) {
        Some(Language::En)
    } else {
        None
    }
}

/// Whether a word that is no name has an accent of French.
fn is_accented(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
        && word.contains(['é', 'è', 'ê', 'à', 'ç', 'œ', 'ù', 'î', 'ô', 'û'])
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
            detect(
                "DES for de novo lesions with La Pitié",
                "The trial is in Paris."
            ),
            Some(Language::En)
        );
        assert_eq!(detect("Sirolimus-coated balloon gains approval", ""), None);
        assert_eq!(detect("", ""), None);
    }
}
