//! Normalises spelling variants: *haemorrhage* to *hemorrhage*, *labelled* to *labeled*, *centre* to *center*.
//!
//! The American form is the normal one, because it is shorter. The patterns are the differences listed in *The
//! Oxford Guide to Style* (R. M. Ritter, 2002, chapter 4) and the AMA *Manual of Style* (11th edition, 2020,
//! chapter 11). The result is a key for comparison, never a word to show.

use super::ending::{
    Rewrite, find, is_plain, is_vowel, replace_end, replace_part, rewrite_end, rewrite_parts,
};

/// Ends of words, the longest first; a plural `s` is set aside before.
#[rustfmt::skip]
const ENDS: [Rewrite; 22] = [
    ("manoeuvre", "maneuver"), ("programme", "program"), ("speciality", "specialty"),
    ("specialitie", "specialtie"), ("metre", "meter"), ("litre", "liter"), ("theatre", "theater"),
    ("calibre", "caliber"), ("goitre", "goiter"), ("spectre", "specter"), ("fibre", "fiber"),
    ("logue", "log"), ("defence", "defense"), ("offence", "offense"), ("licence", "license"),
    ("pretence", "pretense"), ("fulfil", "fulfill"), ("enrol", "enroll"), ("instil", "instill"),
    ("distil", "distill"), ("judgement", "judgment"), ("ageing", "aging"),
];

/// Parts of words in any position.
#[rustfmt::skip]
const PARTS: [Rewrite; 16] = [
    ("leuco", "leuko"), ("leucae", "leuke"), ("sulph", "sulf"), ("artefact", "artifact"),
    ("aneurism", "aneurysm"), ("fibreo", "fibero"), ("fibreg", "fiberg"), ("practis", "practic"),
    ("aluminium", "aluminum"), ("enrolment", "enrollment"), ("fulfilment", "fulfillment"),
    ("skilful", "skillful"), ("sceptic", "skeptic"), ("greyscale", "grayscale"),
    ("manoeuv", "maneuv"), ("mould", "mold"),
];

const CENTRE: [Rewrite; 3] = [
    ("centred", "centered"),
    ("centring", "centering"),
    ("centre", "center"),
];

/// The letters before `our` where American English has `or`.
const BEFORE_OUR: [&str; 20] = [
    "tum", "col", "fav", "lab", "behavi", "savi", "harb", "hum", "neighb", "hon", "rum", "vap",
    "vig", "arm", "flav", "od", "rig", "sav", "endeav", "demean",
];

/// The letters around an `oe` that is one sound.
pub(super) const OE_PARTS: [&str; 9] = [
    "foet", "rhoea", "pnoea", "coeli", "oesoph", "oedem", "oestr", "amoeb", "homoeo",
];

/// What follows the stem of a verb in *-ise*, *-yse*.
const VERB_ENDS: [&str; 12] = [
    "ations", "ational", "ation", "able", "ers", "ing", "ed", "es", "er", "ee", "ees", "e",
];

/// Ends of stems, with their `is`, that make no verb in *-ize*: *exercise*, *promise*, *advertise*.
#[rustfmt::skip]
const NO_VERB: [&str; 37] = [
    "ercis", "ecis", "ncis", "xcis", "mcis", "orcis", "wis", "pris", "promis", "premis", "demis",
    "remis", "permis", "surmis", "chemis", "expertis", "treatis", "mortis", "practis", "advertis",
    "chastis", "betis", "maitris", "despis", "paradis", "merchandis", "marchandis", "franchis",
    "denis", "valis", "balis", "eglis", "penis", "iris", "sunris", "tennis", "improvis",
];

/// Ends of stems whose second `l` is British: *labelled*, *signalling*.
const DOUBLED_L: [&str; 21] = [
    "abell", "avell", "ancell", "annell", "evell", "unnell", "anell", "odell", "ounsell", "uell",
    "ignall", "otall", "iall", "quall", "ivall", "irall", "arrell", "arvell", "rowell", "isell",
    "etall",
];

/// Returns the American spelling of a folded English word, or the word itself where there is one spelling
/// only. French words pass through the same patterns (*œdème* → *edeme*); terms with digits do not.
///
/// ```
/// use vigie_core::analysis::spelling;
/// assert_eq!(spelling("oesophageal"), "esophageal");
/// assert_eq!(spelling("randomised"), "randomized");
/// assert_eq!(spelling("exercise"), "exercise");
/// ```
pub fn spelling(term: &str) -> String {
    let mut word = term.to_owned();
    if term.len() < 4 || !is_plain(term) {
        return word;
    }
    if let "grey" | "greys" = term {
        replace_part(&mut word, 2, 1, "a");
        return word;
    }
    rewrite_parts(&mut word, &PARTS);
    centre(&mut word);
    ligatures(&mut word);
    our(&mut word);
    verb_in_ise(&mut word);
    doubled_l(&mut word);
    let plural = word.ends_with('s') && !word.ends_with("ss");
    if plural {
        word.pop();
    }
    rewrite_end(&mut word, 0, &ENDS);
    if plural {
        word.push('s');
    }
    word
}

/// *centre*, *multicentre*, *centreline*, *centred*, but not *concentre*.
fn centre(word: &mut String) {
    if find(word, "oncentre").is_none() {
        rewrite_parts(word, &CENTRE);
    }
}

/// `ae` and `oe` that one sound is written with. *aerobic*, *Michael*, *coexist* and *goes* have two.
fn ligatures(word: &mut String) {
    let mut from = 0;
    while let Some(at) = word.get(from..).and_then(|rest| find(rest, "ae")) {
        let at = from + at;
        match word.as_bytes().get(at + 2) {
            // A Latin plural: *vertebrae*.
            None | Some(b's') if word.len() >= 6 && at + 2 == word.len() => {
                word.pop();
            }
            None | Some(b'r' | b'l') => {}
            Some(_) => replace_part(word, at, 1, ""),
        }
        from = at + 1;
    }
    if word.starts_with("oe") {
        replace_part(word, 0, 1, "");
    }
    for part in OE_PARTS {
        if let Some(start) = find(word, part)
            && let Some(at) = find(part, "oe").map(|offset| start + offset)
            && !at.checked_sub(1).is_some_and(|before| {
                matches!(word.as_bytes().get(before), Some(b'i' | b'e' | b'r' | b'u'))
            })
        {
            replace_part(word, at, 1, "");
        }
    }
}

fn our(word: &mut String) {
    if let Some(at) = find(word, "our")
        && let Some(before) = word.get(..at)
        && BEFORE_OUR.iter().any(|end| before.ends_with(end))
    {
        replace_part(word, at + 1, 1, "");
    }
}

/// `s` of verbs in *-ise*, *-yse* and their nouns.
fn verb_in_ise(word: &mut String) {
    for end in VERB_ENDS {
        let Some(stem) = word.strip_suffix(end) else {
            continue;
        };
        let converts = match stem.as_bytes() {
            [.., b'l', b'y', b's'] => end != "es",
            [.., b't', b'i', b'v', b'i', b's'] => true,
            [_, _, .., b'v', b'i', b's'] => false,
            [_, _, .., before, b'i', b's'] => {
                !is_vowel(*before) && !NO_VERB.iter().any(|no| stem.ends_with(no))
            }
            _ => false,
        };
        if converts {
            let at = stem.len() - 1;
            replace_part(word, at, 1, "z");
        }
        return;
    }
}

fn doubled_l(word: &mut String) {
    for end in ["ing", "ed", "er", "ers", "ous"] {
        if let Some(stem) = word.strip_suffix(end)
            && DOUBLED_L.iter().any(|double| stem.ends_with(double))
        {
            let cut = end.len() + 1;
            replace_end(word, cut, end);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(pairs: &str) {
        for pair in pairs.split(' ') {
            let (british, american) = pair.split_once('/').unwrap();
            assert_eq!(spelling(british), american);
            assert_eq!(spelling(american), american, "unchanged");
        }
    }

    #[track_caller]
    fn kept(words: &str) {
        for word in words.split(' ') {
            assert_eq!(spelling(word), word);
        }
    }

    #[test]
    fn ligatures_become_e() {
        check("haemorrhage/hemorrhage ischaemic/ischemic anaemia/anemia paediatric/pediatric");
        check(
            "anaesthesia/anesthesia gynaecology/gynecology aetiology/etiology leukaemia/leukemia",
        );
        check("oedema/edema oesophagus/esophagus foetal/fetal diarrhoea/diarrhea coeliac/celiac");
        check("oestrogen/estrogen transoesophageal/transesophageal lymphoedema/lymphedema");
        check("gastrooesophageal/gastroesophageal vertebrae/vertebra caesarean/cesarean");
        kept("does goes shoes toes michael israel aerobic anaerobic coexist coefficient coercion");
        kept("poem canoe heroes gastroesophageal thromboembolism neuroendocrine phoenix whoever");
    }

    #[test]
    fn our_becomes_or() {
        check("tumour/tumor tumours/tumors intratumoural/intratumoral colour/color");
        check("favourable/favorable behavioural/behavioral labour/labor honoured/honored");
        kept("four hour hours your tour contour detour source course journal glamour devour");
    }

    #[test]
    fn verbs_in_ise_have_a_z() {
        check("randomised/randomized embolisation/embolization catheterisation/catheterization");
        check(
            "organisations/organizations analyse/analyze analysed/analyzed stabilising/stabilizing",
        );
        check("hospitalised/hospitalized minimise/minimize optimises/optimizes utilise/utilize");
        check("revascularised/revascularized haemodialysed/hemodialyzed");
        kept("exercise precise rise disease diseases expertise surprise premise premises promise");
        kept("promising advise advised likewise otherwise franchise enterprise noise raise raised");
        kept("analyses analysis rising arises comprised compromised supervised devised concise");
        kept("advertising incised excised biopsies wiser improvisation reprise practice");
    }

    #[test]
    fn other_pairs_have_one_form() {
        check("centre/center multicentre/multicenter centreline/centerline centred/centered");
        check(
            "fibre/fiber fibreoptic/fiberoptic litres/liters millimetre/millimeter theatre/theater",
        );
        check("labelled/labeled modelling/modeling tunnelled/tunneled counselling/counseling");
        check(
            "catalogue/catalog dialogues/dialogs grey/gray programme/program programmes/programs",
        );
        check("defence/defense enrolment/enrollment practising/practicing leucocyte/leukocyte");
        check("sulphate/sulfate artefacts/artifacts subspeciality/subspecialty ageing/aging");
        kept("called filled controlled enrolled skilled swelling installed compelled programmed");
        kept("entre autre titre registre concentre vogue rogue");
    }

    #[test]
    fn terms_with_digits_are_kept() {
        kept("tumour2 5.5 y90");
    }

    proptest! {
        #[test]
        fn the_form_of_a_form_is_itself(start in "[b-df-z]{0,5}", end in "(ise|our|tre|lled|logue)[eds]{0,2}") {
            let once = spelling(&(start + &end));
            prop_assert_eq!(spelling(&once), once);
        }
    }
}
