//! The rules for concept tables that a program can check; a table that breaks them makes searches return unrelated
//! articles. [`vigie_core::concepts`] lists all rules.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::analysis::{root, words};
use vigie_core::concepts::{ConceptId, ConceptKind, TableTerm, Thesaurus};
use vigie_core::language::Language;

use crate::diagnostics::{Code, Diagnostic, Position};

/// Words that are opposites of each other, French and English.
const OPPOSITES: [(&str, &str); 26] = [
    ("left", "right"),
    ("gauche", "droit"),
    ("acute", "chronic"),
    ("aigu", "chronique"),
    ("proximal", "distal"),
    ("arterial", "venous"),
    ("arteriel", "veineux"),
    ("systolic", "diastolic"),
    ("systolique", "diastolique"),
    ("temporary", "permanent"),
    ("temporaire", "definitif"),
    ("ischaemic", "haemorrhagic"),
    ("ischemique", "hemorragique"),
    ("symptomatic", "asymptomatic"),
    ("symptomatique", "asymptomatique"),
    ("hypertension", "hypotension"),
    ("open", "endovascular"),
    ("primary", "secondary"),
    ("primaire", "secondaire"),
    ("superior", "inferior"),
    ("mitral", "tricuspid"),
    ("radial", "femoral"),
    ("approved", "rejected"),
    ("high", "low"),
    ("before", "after"),
    ("avant", "apres"),
];

/// A term made ready to be compared.
struct Term<'a> {
    of: &'a TableTerm,
    /// Its folded words, parts of hyphenated ones apart.
    words: Vec<String>,
    /// Their roots.
    roots: Vec<String>,
}

/// Checks the terms of a table, those of ended lines left out. `common` decides whether a word is an everyday word of a language.
/// Returns a warning for each term that breaks a rule, in the order of the terms.
pub fn check(
    path: &str,
    thesaurus: &Thesaurus,
    terms: &[TableTerm],
    common: &dyn Fn(Language, &str) -> bool,
) -> Vec<Diagnostic> {
    let mut by_concept: BTreeMap<ConceptId, Vec<Term<'_>>> = BTreeMap::new();
    for of in terms {
        let words = words(&of.text).into_iter().flat_map(|word| word.parts);
        let words: Vec<String> = words.map(|part| part.term).collect();
        let roots = words.iter().map(|word| root(word)).collect();
        let term = Term { of, words, roots };
        by_concept.entry(of.concept).or_default().push(term);
    }
    let opposites = OPPOSITES.map(|(one, other)| (root(one), root(other)));
    let mut found = Vec::new();
    for (concept, terms) in &by_concept {
        found.extend(against(path, terms, &opposites));
        let kind = thesaurus.concept(*concept).map(|concept| concept.kind);
        // The trials and products of a family may be one concept.
        if matches!(
            kind,
            Some(ConceptKind::Disease | ConceptKind::Procedure | ConceptKind::Anatomy)
        ) {
            found.extend(numbers(path, terms));
        }
        found.extend(words_of_both(path, terms, common));
    }
    found
}

fn warning(path: &str, term: &Term<'_>, message: String, hint: &str) -> Diagnostic {
    let at = Position {
        line: term.of.line,
        column: term.of.column,
    };
    Diagnostic::new(path, Some(at), Code::DoubtfulConcept, message).with_hint(hint)
}

/// Terms of one concept of which one holds a word and another its opposite.
fn against(path: &str, terms: &[Term<'_>], opposites: &[(String, String)]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (one, other) in opposites {
        let has = |term: &Term<'_>, key: &String| term.roots.contains(key);
        // A term with both says that it is about both.
        let only = |term: &&Term<'_>, key: &String, not: &String| has(term, key) && !has(term, not);
        let first = terms.iter().find(|term| only(term, one, other));
        let second = terms.iter().find(|term| only(term, other, one));
        if let (Some(first), Some(second)) = (first, second) {
            let message = format!(
                "`{}` is the opposite of `{}`",
                second.of.text, first.of.text
            );
            found.push(warning(
                path,
                second,
                message,
                "put each into a concept of its own",
            ));
        }
    }
    found
}

/// Terms of one concept that differ in a number or single letter alone.
fn numbers(path: &str, terms: &[Term<'_>]) -> Vec<Diagnostic> {
    let is_mark = |word: &String| word.len() == 1 || word.bytes().all(|byte| byte.is_ascii_digit());
    // One is written as a Roman numeral too.
    let value = |mark: &String| {
        if mark == "i" {
            "1".to_owned()
        } else {
            mark.clone()
        }
    };
    let mut seen: BTreeMap<Vec<&str>, (&String, &Term<'_>)> = BTreeMap::new();
    let mut found = Vec::new();
    for term in terms {
        let mut marks = term.words.iter().filter(|word| is_mark(word));
        let (Some(mark), None) = (marks.next(), marks.next()) else {
            continue;
        };
        let rest = term
            .words
            .iter()
            .map(|word| if word == mark { "" } else { word.as_str() });
        let (earlier, first) = *seen.entry(rest.collect()).or_insert((mark, term));
        if value(earlier) != value(mark) {
            let message = format!("`{}` is not the same as `{}`", term.of.text, first.of.text);
            found.push(warning(
                path,
                term,
                message,
                "put each into a concept of its own",
            ));
        }
    }
    found
}

/// Terms of one language that are an everyday word of the other.
fn words_of_both(
    path: &str,
    terms: &[Term<'_>],
    common: &dyn Fn(Language, &str) -> bool,
) -> Vec<Diagnostic> {
    let of = |language: Language| -> BTreeSet<&Vec<String>> {
        let of_language = terms.iter().filter(|term| term.of.language == language);
        of_language.map(|term| &term.words).collect()
    };
    let mut found = Vec::new();
    for term in terms.iter().filter(|term| !term.of.is_ambiguous) {
        let other = match term.of.language {
            Language::Fr => Language::En,
            Language::En => Language::Fr,
        };
        let [word] = term.words.as_slice() else {
            continue;
        };
        if common(other, word) && !of(other).contains(&term.words) {
            let message = format!(
                "`{}` is an everyday word of the other language",
                term.of.text
            );
            let hint = "use it in a longer term, or in both languages if it means the same";
            found.push(warning(path, term, message, hint));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_core::concepts::parse_terms;

    #[track_caller]
    fn check_table(table: &str, expected: &[&str]) {
        let (thesaurus, terms) = parse_terms(&[table]).unwrap();
        let common =
            |language, word: &str| language == Language::En && ["rate", "case"].contains(&word);
        let found = check("concepts.txt", &thesaurus, &terms, &common);
        let messages: Vec<_> = found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, expected, "{table}");
    }

    #[test]
    fn opposites_are_two_concepts() {
        check_table(
            "x | disease | - | dissection aiguë | acute dissection; chronic dissection | | ",
            &["`chronic dissection` is the opposite of `acute dissection`"],
        );
        check_table(
            "x | disease | - | | acute on chronic failure; acute failure | | ",
            &[],
        );
    }

    #[test]
    fn numbers_and_letters_tell_things_apart() {
        check_table(
            "x | disease | - | endofuite de type 1; endofuite de type 2 | type 1 endoleak | | ",
            &["`endofuite de type 2` is not the same as `endofuite de type 1`"],
        );
        check_table("x | trial | - | HTN-2 | HTN-2; HTN-3 | | ", &[]);
    }

    #[test]
    fn everyday_words_of_the_other_language_are_no_terms() {
        check_table(
            "x | anatomy | - | rate; artère de la rate | spleen | | ",
            &["`rate` is an everyday word of the other language"],
        );
        check_table(
            "x | anatomy | - | rate? | spleen | | \ny | word | - | case | case | | ",
            &[],
        );
    }
}
