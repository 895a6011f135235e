//! French stems: *implantées*, *implanté* and *implanter* have one stem, and so do *régionaux* and *régionale*.
//!
//! A light stemmer in the style of J. Savoy (*Light stemming approaches for the French, Portuguese, German and
//! Hungarian languages*, 2006), on folded words: number and gender, verb endings that hardly any noun has, *-ation*
//! and *-ement*. It is cautious on purpose: most of the words it meets are English, so it removes an ending only if
//! a long stem remains.

use super::ending::{Rewrite, is_plain, replace_end, rewrite_end};

/// Number, after which a word is singular. Endings that map to themselves are kept.
const NUMBER: [Rewrite; 9] = [
    ("eaux", "eau"),
    ("aux", "al"),
    ("eux", "eux"),
    ("ais", "ai"),
    ("ois", "oi"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
    ("oux", "ou"),
];

/// Gender and the nouns and adjectives made from a word.
#[rustfmt::skip]
const GENDER: [Rewrite; 15] = [
    ("trice", "teur"), ("ienne", "ien"), ("onne", "on"), ("elle", "el"), ("euse", "eux"),
    ("ive", "if"), ("ere", "er"), ("isee", "is"), ("iser", "is"), ("ise", "is"), ("ainee", "ainee"),
    ("endee", "endee"), ("oyee", "oyee"), ("ee", ""), ("ie", "i"),
];

/// What is left on the stem of a verb.
const VERB: [Rewrite; 8] = [
    ("isation", "is"),
    ("issement", "iss"),
    ("ement", ""),
    ("eraient", ""),
    ("aient", ""),
    ("erait", ""),
    ("eront", ""),
    ("iser", "is"),
];

/// Many a verb in *-er* looks like an English noun (*customer*, *number*); these hardly do.
const INFINITIVE: [Rewrite; 7] = [
    ("iter", "it"),
    ("anter", "ant"),
    ("ecter", "ect"),
    ("uler", "ul"),
    ("urer", "ur"),
    ("iquer", "iqu"),
    ("ifier", "ifi"),
];

/// Returns the light stem of a folded French word. A term with anything but the letters a to z is returned
/// unchanged, as is one of up to four letters without a plural.
///
/// ```
/// use vigie_core::analysis::french_stem;
/// assert_eq!(french_stem("regionaux"), french_stem("regionale"));
/// assert_eq!(french_stem("embolisations"), french_stem("embolisees"));
/// ```
pub fn french_stem(term: &str) -> String {
    let mut word = term.to_owned();
    if term.len() < 4 || !is_plain(term) {
        return word;
    }
    if !term.ends_with("ss") && term != "news" {
        rewrite_end(&mut word, 3, &NUMBER);
    }
    let _ = rewrite_end(&mut word, 5, &VERB)
        || rewrite_end(&mut word, 6, &[("ation", "")])
        || rewrite_end(&mut word, 3, &INFINITIVE)
        || rewrite_end(&mut word, 3, &GENDER)
        || rewrite_end(&mut word, 5, &[("e", "")]);
    let letters = word.as_bytes();
    if let [.., last, twin] = letters
        && last == twin
        && letters.len() > 5
    {
        replace_end(&mut word, 1, "");
    }
    word
}

/// Returns how many letters at the end of a stem its words may not have.
pub(super) fn french_open_end(stem: &str) -> usize {
    if stem.ends_with("teur") { 3 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn same(words: &str) {
        let stems: Vec<_> = words.split(' ').map(french_stem).collect();
        assert!(
            stems.windows(2).all(|pair| pair[0] == pair[1]),
            "{words}: {stems:?}"
        );
    }

    #[track_caller]
    fn apart(words: &str) {
        let mut stems: Vec<_> = words.split(' ').map(french_stem).collect();
        stems.sort();
        assert!(
            stems.windows(2).all(|pair| pair[0] != pair[1]),
            "{words}: {stems:?}"
        );
    }

    #[test]
    fn number_and_gender_go() {
        same("regional regionaux regionale regionales");
        same("arteriel arterielle arterielles arteriels");
        same("veineux veineuse veineuses");
        same("actif active actives actifs");
        same("premier premiere premieres");
        same("carotidien carotidienne carotidiennes");
        same("directeur directrice directrices");
        same("chronique chroniques");
        same("bateau bateaux");
        same("patient patients patiente");
    }

    #[test]
    fn verbs_and_their_nouns_meet() {
        same("implanter implante implantee implantes implantees implantation");
        same("randomiser randomise randomisee randomisees randomisation");
        same("traiter traite traitement traitements traitaient");
    }

    #[test]
    fn english_words_are_spared() {
        apart("stenosis stent stenting");
        apart("virus process patient patience general generation");
        apart("custom customer number numb los loss new news them theme found foundation");
    }

    #[test]
    fn what_is_not_plain_letters_is_kept() {
        assert_eq!(french_stem("y90s"), "y90s");
        assert_eq!(french_stem("os"), "os");
        assert_eq!(french_stem(""), "");
    }

    proptest! {
        /// `family` builds its beginnings on this: nothing but the very end of a stem is new.
        #[test]
        fn a_stem_keeps_the_beginning(start in "[a-z]{1,7}", end in "(aux|trice|euses?|ives|eres?|e|es)?") {
            let term = start + &end;
            let stem = french_stem(&term);
            let shared = stem.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
            prop_assert!(shared + french_open_end(&stem) >= stem.len() && stem.len() <= term.len(), "{} {}", term, stem);
        }
    }
}
