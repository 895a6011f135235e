//! Roots: a common key for cognates such as *thrombectomie* and *thrombectomy*, *sténose* and *stenosis*,
//! *anévrisme* and *aneurysm*.
//!
//! French and English took their learned words from the same Greek and Latin, and each adapted the endings to its
//! own grammar. The pairs of endings are regular (H. Walter, *Honni soit qui mal y pense*, 2001; B. Béchade, *Les
//! éléments de la terminologie médicale*, 1995): *-ie/-y*, *-ique/-ic*, *-aire/-ary*, *-ose/-osis*. A root
//! preserves the part of speech, so that *organ* and *organic* remain distinct. No rule uses a dictionary; the
//! tables also contain a few frequent irregular pairs.
//!
//! [`super::Family`] relies on two guarantees: apart from its [`root_open_end`] a root has the consonants of its
//! word, and [`super::onset`] knows every way the first letters may differ.

use super::ending::{
    Rewrite, is_plain, is_vowel, open_end, replace_end, rewrite_end, rewrite_parts,
};
use super::spelling::spelling;

/// Singular words in *-es*, which English writes with *-ess*.
const SINGULAR: [&str; 6] = ["acces", "succes", "progres", "proces", "exces", "abces"];

/// The rough r of Greek, which French writes like any other.
const GREEK_R: [Rewrite; 2] = [("rrh", "r"), ("rhythm", "rythm")];

/// Parts of words in any position, after doubled consonants are reduced.
#[rustfmt::skip]
const PARTS: [Rewrite; 18] = [
    ("anevr", "aneur"), ("plevr", "pleur"), ("nevr", "neur"), ("mechan", "mecan"),
    ("medecin", "medicin"), ("authori", "autori"), ("onct", "unct"), ("prosth", "proth"),
    ("kine", "cine"), ("leuk", "leuc"), ("veineu", "veneu"), ("veinou", "venou"),
    ("artere", "arteri"), ("hopit", "hospit"), ("ombilic", "umbilic"), ("rembours", "reimburs"),
    ("traitem", "treatm"), ("recrutem", "recruitem"),
];

/// Pairs that follow no rule.
#[rustfmt::skip]
const WORDS: [Rewrite; 42] = [
    ("catheterisation", "catheteris"), ("catheterisme", "catheteris"),
    ("catheterism", "catheteris"), ("lithotritie", "lithotri"), ("lithotripsi", "lithotri"),
    ("insufisance", "insufi"), ("insuficience", "insufi"), ("insuficienci", "insufi"),
    ("operatoire", "operat"), ("operative", "operat"), ("infarctus", "infarct"),
    ("infarction", "infarct"), ("embolisme", "emboli"), ("embolism", "emboli"),
    ("embolus", "emboli"), ("resultat", "result"), ("imagerie", "imag"), ("imaging", "imag"),
    ("registre", "registri"), ("eficacite", "eficaci"), ("esophagus", "esophag"),
    ("peripherique", "peripheral"), ("popliteal", "poplit"), ("hospitaliere", "hospital"),
    ("hospitalier", "hospital"), ("edeme", "edem"), ("edema", "edem"), ("isque", "isk"),
    ("taque", "tac"), ("atack", "atac"), ("block", "bloc"), ("rationale", "rationale"),
    ("aorta", "aort"), ("comitee", "comitee"), ("comite", "comitee"),
    // English people, who are not what is done to them: trainee, trustee.
    ("ainee", "ainee"), ("ustee", "ustee"), ("eree", "eree"), ("gree", "gree"), ("ndee", "ndee"),
    ("craniene", "cranial"), ("cranien", "cranial"),
];

/// Endings, the longer of two that fit first. `y` is `i`, `z` is `s` and consonants are single by now.
#[rustfmt::skip]
const ENDINGS: [Rewrite; 102] = [
    // Greek nouns and what is made of them: thrombose, thrombosis, thrombotic.
    ("nostique", "nos"), ("nostic", "nos"), ("otique", "os"), ("otic", "os"), ("osis", "os"),
    ("ose", "os"), ("esis", "es"), ("ese", "es"), ("olitique", "olis"), ("olitic", "olis"),
    ("isis", "is"), ("isee", "is"), ("iser", "is"), ("ise", "is"), ("asis", "as"), ("ase", "as"),
    ("itis", "it"), ("ite", "it"), ("iti", "it"), ("ete", "et"), ("eti", "et"), ("ulti", "ult"),
    // clinique, clinical; cardiaque, cardiac; risque, risk.
    ("icalement", "ic"), ("iquement", "ic"), ("icali", "ic"), ("icale", "ic"), ("ical", "ic"),
    ("ique", "ic"), ("aque", "ac"),
    // oncologue, oncologist.
    ("ologiste", "ologist"), ("olog", "ologist"),
    // pulmonaire, pulmonary; coronarien, coronary; respiratoire, respiratory.
    ("ariene", "ar"), ("arien", "ar"), ("aire", "ar"), ("arie", "ar"), ("ari", "ar"),
    ("oire", "ori"), ("orie", "ori"), ("uliere", "ular"), ("ulier", "ular"),
    // actif, active; nerveux, nervous; percutane, percutaneous.
    ("ive", "iv"), ("if", "iv"), ("aneous", "an"), ("euse", "ous"), ("eux", "ous"),
    // moteur, motor; superieure, superior.
    ("eure", "or"), ("eur", "or"),
    // frequence, frequency.
    ("encie", "enc"), ("enci", "enc"), ("ence", "enc"), ("ancie", "anc"), ("anci", "anc"),
    ("ance", "anc"),
    // arterielle, arterial; visuel, visual.
    ("ionele", "ional"), ("ionel", "ional"), ("iele", "ial"), ("iel", "ial"), ("uele", "ual"),
    ("uel", "ual"), ("rele", "ral"), ("rel", "ral"), ("ntele", "ntal"), ("ntel", "ntal"),
    ("rsele", "rsal"), ("rsel", "rsal"),
    // carotidien, carotid; pharyngien, pharyngeal; clinicien, clinician; europeen, american.
    ("idiene", "id"), ("idien", "id"), ("agiene", "ageal"), ("agien", "ageal"), ("ngiene", "ngeal"),
    ("ngien", "ngeal"), ("iene", "ian"), ("ien", "ian"), ("eene", "ean"), ("een", "ean"),
    ("icaine", "ican"), ("icain", "ican"),
    // ventricule, ventricle; myocarde, myocardium.
    ("icule", "icl"), ("icle", "icl"), ("cardium", "card"),
    // projet, project; developpement, development.
    ("jet", "ject"), ("ement", "ment"),
    // filtre, filter; vertebre, vertebra.
    ("tre", "ter"), ("dre", "der"), ("bre", "ber"), ("bra", "ber"), ("fre", "fer"),
    // hemorragie, hemorrhage; ischemie, ischemia, anatomy.
    ("oragie", "orag"), ("ie", "i"), ("ia", "i"),
    // implantee; trachee, trachea.
    ("ee", ""), ("ea", ""), ("us", "us"),
    // hematome, hematoma; fistule, fistula. Names in *-a* keep it.
    ("oma", "om"), ("ema", "em"), ("ula", "ul"), ("thma", "thm"), ("gina", "gin"), ("tina", "tin"),
    ("leura", "leur"), ("frica", "fric"), ("merica", "meric"),
];

/// Returns the key under which the French and English inflections and cognates of a folded learned word
/// meet. A word of up to four letters only loses a plural `s`; a term with anything but the letters a to z
/// is returned unchanged.
///
/// ```
/// use vigie_core::analysis::root;
/// assert_eq!(root("thrombectomies"), root("thrombectomy"));
/// assert_eq!(root("anevrisme"), root("aneurysms"));
/// assert_ne!(root("organe"), root("organique"));
/// ```
pub fn root(term: &str) -> String {
    root_of_spelled(&spelling(term))
}

/// [`root`] of a word whose [`spelling`] is known.
pub(super) fn root_of_spelled(spelled: &str) -> String {
    if spelled.len() < 4 || spelled == "news" || !is_plain(spelled) {
        return spelled.to_owned();
    }
    let mut word = spelled.to_owned();
    singular(&mut word);
    if word.len() <= 4 {
        return word;
    }
    rewrite_parts(&mut word, &GREEK_R);
    let mut word = letters(&word);
    rewrite_parts(&mut word, &PARTS);
    if rewrite_end(&mut word, 0, &WORDS) {
        return word;
    }
    // implanted → implant, calcified → calcifi.
    if let [stem @ .., before, b'e', b'd'] = word.as_bytes()
        && *before != b'e'
        && stem.len() >= 3
        && stem.iter().any(|letter| is_vowel(*letter))
    {
        replace_end(&mut word, 2, "");
        return word;
    }
    if !rewrite_end(&mut word, 3, &ENDINGS) {
        final_e(&mut word);
    }
    word
}

/// Returns how many letters at the end of a root its words may not have.
pub(super) fn root_open_end(root: &str) -> usize {
    // The `l` of a plural in -aux.
    open_end(root, &WORDS).max(open_end(root, &ENDINGS)).max(1)
}

/// Takes a plural `s` or *-aux* off. Of *thrombosis*, *virus* and *access* it is no plural.
fn singular(word: &mut String) {
    if SINGULAR.iter().any(|end| word.ends_with(end)) {
        return;
    }
    match word.as_bytes() {
        [.., b'e', b'a', b'u', b'x'] | [_, _, _, .., b'a' | b'o', b'i', b's'] => {
            replace_end(word, 1, "");
        }
        [_, _, .., b'a', b'u', b'x'] => replace_end(word, 2, "l"),
        [_, _, .., b's', b's', b'e', b's'] => replace_end(word, 2, ""),
        [.., b's' | b'u' | b'i', b's'] => {}
        [_, _, _, .., b's'] => replace_end(word, 1, ""),
        _ => {}
    }
}

/// One way of writing for sounds that have several: single consonants after a vowel, `r` for `rh`, and further inside `i` for `y`, `s` for `z`. Before an English ending a doubled consonant
/// distinguishes *filling* from *filing*.
fn letters(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    let mut last = [b' '; 2];
    let inflected = ["ing", "er", "ed"].iter().find(|end| word.ends_with(**end));
    let stem_end = word.len() - inflected.map_or(0, |end| end.len());
    for (at, byte) in word.bytes().enumerate() {
        let byte = match byte {
            b'y' if out.len() >= 4 => b'i',
            b'z' if out.len() >= 3 => b's',
            _ => byte,
        };
        let next = word.as_bytes().get(at + 1);
        let silent = byte == last[1]
            && !is_vowel(byte)
            && is_vowel(last[0])
            && !(inflected.is_some() && at + 1 == stem_end)
            && next.is_none_or(|next| may_follow_double(*next));
        if !silent {
            out.push(char::from(byte));
            last = [last[1], byte];
        }
    }
    out
}

/// Returns whether a consonant before this letter may be written twice.
pub(super) fn may_follow_double(letter: u8) -> bool {
    is_vowel(letter) || matches!(letter, b'l' | b'r')
}

/// Takes a final `e` off a word that stays long enough: *groupe*, *aorte*; *plane* stays.
fn final_e(word: &mut String) {
    if let [.., before, last, b'e'] = word.as_bytes()
        && (word.len() >= 6 || !(is_vowel(*before) || is_vowel(*last)))
    {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn meet(groups: &str) {
        for group in groups.split(';') {
            let mut words = group.split_whitespace();
            let first = words.next().unwrap();
            for word in words {
                assert_eq!(root(word), root(first), "{word} {first}");
            }
        }
    }

    #[track_caller]
    fn apart(pairs: &str) {
        for pair in pairs.split_whitespace() {
            let (one, other) = pair.split_once('/').unwrap();
            assert_ne!(root(one), root(other), "{pair}");
        }
    }

    #[test]
    fn greek_nouns_meet() {
        meet(
            "thrombectomie thrombectomy thrombectomies; stenose stenosis stenoses stenotic stenotique",
        );
        meet(
            "prothese prosthesis protheses prostheses; endoprothese endoprosthesis endoprostheses",
        );
        meet("thrombolyse thrombolysis thrombolytic; dialyse dialysis; analyse analysis analyses");
        meet("metastase metastasis metastases; phlebite phlebitis; hematome haematoma hematoma");
        meet("ischemie ischaemia ischemia; anesthesie anaesthesia anesthesia; oedeme oedema edema");
        meet("hemorragie haemorrhage hemorrhage; arythmie arrhythmia; dyspnee dyspnoea dyspnea");
        meet("anevrisme anevrysme aneurysm aneurysms; myocarde myocardium; fistule fistula");
        meet(
            "oesophage oesophagus esophagus; aorte aorta; artere artery arteries; embolie embolism",
        );
    }

    #[test]
    fn adjectives_meet() {
        meet("pulmonaire pulmonary; coronaire coronarienne coronary; vasculaire vascular");
        meet(
            "cardiaque cardiac; clinique clinical; neurologique neurological neurologic; chronique chronic",
        );
        meet("renal renale renaux renales; arteriel arterielle arterial; artificielle artificial");
        meet("veineux veineuse venous; infectieux infectious; percutanee percutaneous");
        meet("carotidienne carotid; thyroidien thyroid; cranien cranial; uterin uterine");
        meet("poplite popliteal; femoropoplitee femoropopliteal; peripherique peripheral");
        meet("superieure superior; europeenne european; interventionnelle interventional");
    }

    #[test]
    fn nouns_of_every_day_meet() {
        meet(
            "efficacite efficacy; mortalite mortality; securite security; registre registry registries",
        );
        meet("randomise randomisee randomized randomised; embolisation embolization");
        meet("implantee implante implanted; frequence frequency; radiofrequence radiofrequency");
        meet(
            "autorisation authorization authorisation; catheterisme catheterization catheterisation",
        );
        meet("tumeur tumour tumor; defibrillateur defibrillator; radiologue radiologist");
        meet(
            "fonction function; mecanique mechanical; filtre filter; diametre diameter; risques risk",
        );
        meet(
            "lithotritie lithotripsy; insuffisance insufficiency; imagerie imaging; resultats results",
        );
        meet("hopital hopitaux hospitals; projet project; traitement treatment; groupe group");
    }

    #[test]
    fn other_words_stay_apart() {
        apart(
            "universal/university organ/organic general/generation positive/position patient/patent",
        );
        apart(
            "device/devise trail/trial stenosis/stent patient/patience commit/committee plan/plane",
        );
        apart(
            "artery/article train/trainee model/modal personal/personnel number/numb surgical/surgeon",
        );
        apart(
            "universe/university carotid/carotene vessel/vassal catheter/cathedral ration/rational rational/rationale",
        );
    }

    #[test]
    fn short_words_lose_a_plural_only() {
        for (word, expected) in [
            ("leads", "lead"),
            ("vein", "vein"),
            ("bias", "bia"),
            ("gas", "gas"),
            ("y90", "y90"),
        ] {
            assert_eq!(root(word), expected);
        }
    }

    proptest! {
        #[test]
        fn a_root_is_never_empty_nor_much_longer(term in "\\PC{0,12}|[a-z]{1,12}") {
            let root = root(&term);
            prop_assert!(!root.is_empty() || term.is_empty());
            prop_assert!(root.len() <= term.len() + 3);
        }
    }
}
