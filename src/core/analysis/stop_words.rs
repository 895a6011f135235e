//! Stop words: words that carry no subject.
//!
//! Function words and question words of both languages, folded, chosen from the lists of the Snowball project
//! (2001), with the single letters that elision leaves. Words that may name something here are not included (*below
//! the knee*, *sous-clavière*), nor are negations: *no benefit* is not *benefit*. `us` and `it` are included;
//! callers must check for capitals (`US`, `IT`) first.

use std::cmp::Ordering;

/// Folded words, sorted, a space on both sides of each. One text takes half the room of a list of them.
const STOP_WORDS: &str = " \
    a about afin after again against ailleurs ainsi all alors also although am among an and any \
    apres are as at au aujourd aupres auquel aura auront aussi autre autres aux auxquelles \
    auxquels avaient avait avant avec avez avoir avons ayant be because been before being between \
    both but by c can car ce ceci cela celle celles celui cependant certain certaine certaines \
    certains ces cet cette ceux chacun chacune chaque chez ci combien comme comment concernant \
    contre could d dans de dehors deja depuis des desormais desquelles desquels did do does doing \
    donc dont down du duquel durant during each either elle elles else en encore entre envers es \
    est estce et etaient etait etant etc ete etes etre eu eux ever every faire fait faut few fois \
    font for from furent further fut had has have having he her here hers herself him himself his \
    hormis hors how however i ici if il ils in into is it its itself j je jusqu jusque just l la \
    laquelle le lequel les lesquelles lesquels let leur leurs lors lorsqu lorsque lui m ma mais \
    malgre may me meme memes mes mien mienne might moi moins mon more most much must my myself n \
    ne nos notre nous of on once one only ont onto or other others ou our ours ourselves out \
    outre over own par parce parmi pendant per peu peut peuvent peux please plus plusieurs plutot \
    pour pourquoi pourrait pourtant puis puisqu puisque qu quand que quel quelle quelles quelque \
    quelques quels qui quoi quoique s sa same sauf se selon sera seront ses seulement shall she \
    should si sien sienne since so soi soit some sommes son sont such suis sur t ta tandis tant \
    te tel telle telles tels tes than that the their theirs them themselves then there therefore \
    these they this those though through thus to toi ton too toujours tous tout toute toutes \
    toward towards tres tu un under une until up upon us use used uses using vers very via voici \
    voila vos votre vous was we were what whatever when where whereas whether which while who \
    whom whose why will with within won would y yet you your yours yourself \
    ";

/// Articles and prepositions that link the words of a name and say nothing there, folded and sorted. *To* and *for*
/// are not among them: *access to care* is not *access care*.
const LINKING_WORDS: [&str; 20] = [
    "a", "an", "and", "au", "aux", "d", "de", "des", "du", "en", "et", "in", "l", "la", "le",
    "les", "of", "the", "un", "une",
];

/// Returns whether a folded term says too little to be looked for by itself in a name of several words: a letter
/// or two, a number, a function word or a negation. The position of the letter distinguishes *type A* from *type B*.
pub fn is_weak(term: &str) -> bool {
    const NEGATIONS: [&str; 6] = ["non", "not", "off", "pas", "sans", "without"];
    term.len() <= 2
        || term.bytes().all(|byte| byte.is_ascii_digit())
        || NEGATIONS.contains(&term)
        || is_stop_word(term)
}

/// Returns whether a folded term is one of the articles and prepositions that may be between the words of a name or be
/// left out there: *fermeture de l’auricule*, *fermeture auricule*.
pub fn is_linking_word(term: &str) -> bool {
    LINKING_WORDS.binary_search(&term).is_ok()
}

/// Returns whether a folded term is a function word of English or French.
///
/// ```
/// use vigie_core::analysis::is_stop_word;
/// assert!(is_stop_word("comment") && is_stop_word("which"));
/// assert!(!is_stop_word("stent") && !is_stop_word(""));
/// ```
pub fn is_stop_word(term: &str) -> bool {
    // Both ends of the remaining range are followed by a space.
    let text = STOP_WORDS.as_bytes();
    let (mut start, mut end) = (0, text.len() - 1);
    while start < end {
        let middle = start + (end - start) / 2;
        let word_start = text[..=middle]
            .iter()
            .rposition(|byte| *byte == b' ')
            .unwrap_or(start)
            + 1;
        let word = text[word_start..]
            .split(|byte| *byte == b' ')
            .next()
            .unwrap_or_default();
        match word.cmp(term.as_bytes()) {
            Ordering::Equal => return true,
            Ordering::Less => start = word_start + word.len(),
            Ordering::Greater => end = word_start - 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_unique() {
        let words: Vec<&str> = STOP_WORDS.split_whitespace().collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn every_word_of_the_list_is_found_and_no_other() {
        for word in STOP_WORDS.split_whitespace() {
            assert!(is_stop_word(word), "{word}");
            let longer = word.to_owned() + "q";
            let listed = STOP_WORDS.contains(&format!(" {longer} "));
            assert_eq!(is_stop_word(&longer), listed, "{longer}");
            assert!(!is_stop_word(&format!("{word} ")));
        }
        assert!(
            !is_stop_word("") && !is_stop_word(" ") && !is_stop_word("zzz") && !is_stop_word("0")
        );
    }

    #[test]
    fn questions_are_made_of_stop_words() {
        for word in "how what should does can which during between who is are".split(' ') {
            assert!(is_stop_word(word), "{word}");
        }
        for word in
            "comment faut il quel est ce qu peut lors chez entre pourquoi quelles sont".split(' ')
        {
            assert!(is_stop_word(word), "{word}");
        }
    }

    #[test]
    fn linking_words_are_sorted_stop_words() {
        assert!(LINKING_WORDS.is_sorted());
        assert!(LINKING_WORDS.into_iter().all(is_stop_word));
    }

    #[test]
    fn negations_are_none() {
        for word in "no not non without sans pas ni nor neither aucun off".split(' ') {
            assert!(!is_stop_word(word), "{word}");
        }
    }

    #[test]
    fn words_with_a_meaning_are_none() {
        for word in "new first trial below sous stroke pad pe state centre avc marque".split(' ') {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
