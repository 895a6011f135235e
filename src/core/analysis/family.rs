//! Families: which terms of the dictionary are forms or cognates of a given word.
//!
//! A word of a query is compared with every term that begins alike. [`Family::of`] therefore precomputes whatever
//! depends on the word alone; [`Family::relation`] rules out most terms by their consonants before it computes a
//! stem.

use super::cognate::{root_of_spelled, root_open_end};
use super::ending::is_vowel;
use super::english::{english_open_end, english_stem};
use super::french::{french_open_end, french_stem};
use super::onset::onsets;
use super::spelling::spelling;

/// How a term of the dictionary is related to a word, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same term.
    Exact,
    /// A form of the same word: equal English stems, whichever side of the Atlantic spelled them, or equal
    /// French stems.
    Stem,
    /// A cognate: equal roots.
    Cognate,
}

/// Everything whose equality makes two terms relatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    term: String,
    english: String,
    french: String,
    root: String,
    onsets: Vec<String>,
    /// How many of the term's consonants every relative has too.
    consonants: usize,
}

impl Family {
    /// Returns the family of a folded term. Any text makes one; that of a term with digits has only itself.
    ///
    /// ```
    /// use vigie_core::analysis::{Family, Relation};
    /// let family = Family::of("stenose");
    /// assert_eq!(family.relation("stenose"), Some(Relation::Exact));
    /// assert_eq!(family.relation("stenoses"), Some(Relation::Stem));
    /// assert_eq!(family.relation("stenosis"), Some(Relation::Cognate));
    /// assert_eq!(family.relation("stent"), None);
    /// ```
    pub fn of(term: &str) -> Self {
        let spelled = spelling(term);
        let english = english_stem(&spelled);
        let french = french_stem(term);
        let root = root_of_spelled(&spelled);
        let sure = [
            sure(&root, root_open_end(&root)),
            sure(&english, english_open_end(&english)),
            sure(&french, french_open_end(&french)),
        ];
        let counts = sure.map(|start| consonants(start).count());
        let consonants = counts.into_iter().min().unwrap_or(0);
        let onsets = onsets(term, &english, sure);
        Self {
            term: term.to_owned(),
            english,
            french,
            root,
            onsets,
            consonants,
        }
    }

    /// Returns how a folded term is related to the word, or `None`.
    pub fn relation(&self, other: &str) -> Option<Relation> {
        if self.term == other {
            return Some(Relation::Exact);
        }
        // Single letters are labels; no word is a form of one.
        if self.term.len() == 1 || other.len() == 1 {
            return None;
        }
        if !consonants(&self.term)
            .take(self.consonants)
            .eq(consonants(other).take(self.consonants))
        {
            return None;
        }
        let spelled = spelling(other);
        if english_stem(&spelled) == self.english || french_stem(other) == self.french {
            Some(Relation::Stem)
        } else if root_of_spelled(&spelled) == self.root {
            Some(Relation::Cognate)
        } else {
            None
        }
    }

    /// Returns the beginnings, one of which every relative of the word has: a sorted dictionary need only
    /// be read there.
    pub fn onsets(&self) -> &[String] {
        &self.onsets
    }
}

/// Consonants that no rule changes: `h`, `s`, `v` come and go (*prosthesis*, *prothèse*; *aneurysm*,
/// *anévrisme*), `k` and `q` are `c`, `f` is the `p` of `ph`, and a doubled one counts once.
fn consonants(word: &str) -> impl Iterator<Item = u8> + '_ {
    let mut last = 0;
    word.bytes().filter_map(move |byte| {
        let byte = match byte {
            b'h' | b's' | b'z' | b'v' => return None,
            b'k' | b'q' => b'c',
            b'f' => b'p',
            _ if is_vowel(byte) => return None,
            _ => byte,
        };
        (std::mem::replace(&mut last, byte) != byte).then_some(byte)
    })
}

/// The part of a key that no ending reaches.
fn sure(key: &str, open_end: usize) -> &str {
    let end = key.len().saturating_sub(open_end).max(2);
    key.get(..end).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words whose beginnings, ends or spellings differ in every way the rules know.
    const VOCABULARY: &str = "ablate ablated ablation ablations acces access actif active \
        anaemia anemia anemie analyse analysed analyses analysis analyze anesthesie anaesthesia \
        anesthesia aneurism aneurysm aneurysms anevrisme anevrysmes angioplastie angioplasty aorta aorte \
        apnea apnee apnoea arrhythmia arrhythmias arythmie artefact arterial arterielle arteries artery \
        artere artifact attack attaque authorization autorisation biopsie biopsies biopsy cardiac \
        cardiaque cardiaques catheter cathetere catheterisation catheterism catheterized center centered \
        centre centres chronic chronique cinetique clinical clinique coeliac celiac color colour coronaire \
        coronarien coronary cranial cranien diarrhea diarrhoea dialyse dialysis die dying dyspnea dyspnee \
        edema embolie embolisation embolise embolism embolized estrogen fiber fibre filter filtre fistula \
        fistule foetal fetal fonction fonctionnelle function functional gray grey haematoma haemodynamic \
        haemorrhage hematome hemodynamique hemorragie hemorrhage hopital hospital hospitals hospitaux \
        imagerie imaging implant implante implanted implanter insufficiency insuffisance ischaemia ischemia \
        ischemie jonction junction kinetic label labelled leucocyte leukocyte lie lying litre liter \
        lymphedema lymphoedema maneuver manoeuvre mechanical mecanique medecine medicine metastase \
        metastases metastasis mold mould myocarde myocardium nevralgie neuralgia oedema oedeme oesophage \
        oesophagus oestrogen ombilical umbilical operatoire operative peripheral peripherique pleural \
        pleurale poplite popliteal programme program prosthesis prothese prothetique pulmonaire pulmonary \
        randomise randomised randomisees randomized registre registry reimbursement remboursement \
        rhythm rythme risk risque sceptic skeptic ski skies skis sky stenose stenoses stenosis stenotic \
        stent stented stenting stents sulfate sulphate symptom symptome tie tied tying traitement treatment \
        tumeur tumor tumour tumours uterin uterine vein veines veineux venous vertebra vertebrae vertebre \
        y90 α-blocker";

    #[test]
    fn every_relative_begins_with_an_onset() {
        let words: Vec<&str> = VOCABULARY.split_whitespace().collect();
        for word in &words {
            let family = Family::of(word);
            for other in &words {
                let found = family.relation(other);
                assert_eq!(found.is_some(), Family::of(other).relation(word).is_some());
                let onset = family
                    .onsets()
                    .iter()
                    .any(|onset| other.starts_with(onset.as_str()));
                assert!(
                    found.is_none() || onset,
                    "{word} {other} {:?}",
                    family.onsets()
                );
            }
        }
    }

    /// Without the short cut of the consonants.
    fn relation_by_keys(one: &str, other: &str) -> Option<Relation> {
        let keys = |term: &str| {
            let spelled = spelling(term);
            (
                english_stem(&spelled),
                french_stem(term),
                root_of_spelled(&spelled),
            )
        };
        let (one_keys, other_keys) = (keys(one), keys(other));
        if one == other {
            Some(Relation::Exact)
        } else if one.len() == 1 || other.len() == 1 {
            None
        } else if one_keys.0 == other_keys.0 || one_keys.1 == other_keys.1 {
            Some(Relation::Stem)
        } else {
            (one_keys.2 == other_keys.2).then_some(Relation::Cognate)
        }
    }

    #[test]
    fn a_relation_is_the_equality_of_keys() {
        for word in VOCABULARY.split_whitespace() {
            let family = Family::of(word);
            for other in VOCABULARY.split_whitespace() {
                assert_eq!(
                    family.relation(other),
                    relation_by_keys(word, other),
                    "{word} {other}"
                );
            }
        }
    }

    #[test]
    fn the_closest_relation_is_named() {
        let family = Family::of("pulmonaire");
        assert_eq!(family.relation("pulmonaire"), Some(Relation::Exact));
        assert_eq!(family.relation("pulmonaires"), Some(Relation::Stem));
        assert_eq!(family.relation("pulmonary"), Some(Relation::Cognate));
        assert_eq!(family.relation("pulmonologist"), None);
        assert_eq!(
            Family::of("randomised").relation("randomizing"),
            Some(Relation::Stem)
        );
        assert!(Relation::Exact < Relation::Stem && Relation::Stem < Relation::Cognate);
    }

    proptest! {
        #[test]
        fn a_word_has_its_own_onset(word in "\\PC{0,8}|[a-z]{0,10}") {
            let family = Family::of(&word);
            prop_assert!(family.onsets().iter().any(|onset| word.starts_with(onset.as_str())));
            prop_assert_eq!(family.relation(&word), Some(Relation::Exact));
        }

        #[test]
        fn made_up_relatives_begin_with_an_onset(
            start in "[bcdfghlmnprst]?(ae|oe|e|a|o|i|y|u|or|our)([bcdfghlmnprstk]|rrh|th|ph|ll|ck|ct)(a|e|i|o|y)",
            one in 0..18usize,
            other in 0..18usize,
        ) {
            const ENDS: [&str; 18] = [
                "nie", "ny", "ries", "nique", "nical", "nosis", "noses", "nised", "nization", "naire",
                "nary", "tre", "ter", "nees", "nal", "naux", "neux", "nous",
            ];
            let (one, other) = (start.clone() + ENDS[one], start + ENDS[other]);
            let family = Family::of(&one);
            prop_assert_eq!(family.relation(&other), relation_by_keys(&one, &other));
            let onset = family.onsets().iter().any(|onset| other.starts_with(onset.as_str()));
            prop_assert!(onset || family.relation(&other).is_none(), "{} {} {:?}", one, other, family.onsets());
        }
    }
}
