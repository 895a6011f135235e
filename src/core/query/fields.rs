//! The fields of the query language and their values. French and English names are synonyms; both are folded before
//! comparison, so accents and case do not matter.

use super::dates::{Side, date_node};
use super::{ConceptField, Node, NoticeReason, Sort};
use crate::analysis::fold_char;
use crate::article::FacetGroup;
use crate::permalink::Slug;

/// The name before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// `titre:`, `title:`.
    Title,
    /// `source:` and the other properties of an article.
    Facet(FacetGroup),
    /// `société:`, `essai:`.
    Concept(ConceptField),
    /// `après:`, `avant:`, `date:`.
    Date(Side),
    /// `is:` and `has:`, in French `est:` and `avec:`. They share their values: nobody should have to
    /// remember which of the two goes with which.
    State,
    /// `tri:`, `sort:`.
    Sort,
}

impl Field {
    /// Returns the field that a typed name means; `None` if none has this name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match fold(name).as_str() {
            "titre" | "title" => Self::Title,
            "section" | "rubrique" => Self::Facet(FacetGroup::Section),
            "sujet" | "topic" => Self::Facet(FacetGroup::Topic),
            "source" => Self::Facet(FacetGroup::Source),
            "tag" | "etiquette" => Self::Facet(FacetGroup::Tag),
            "type" | "kind" => Self::Facet(FacetGroup::Kind),
            "annee" | "year" => Self::Facet(FacetGroup::Year),
            "langue" | "lang" | "language" => Self::Facet(FacetGroup::Language),
            "societe" | "company" => Self::Concept(ConceptField::Company),
            "essai" | "trial" => Self::Concept(ConceptField::Trial),
            "apres" | "after" | "depuis" | "since" => Self::Date(Side::After),
            "avant" | "before" => Self::Date(Side::Before),
            "date" => Self::Date(Side::Within),
            "is" | "est" | "has" | "avec" => Self::State,
            "tri" | "sort" => Self::Sort,
            _ => return None,
        })
    }
}

/// Returns the name a facet's field is written with, colon included.
pub(super) fn facet_name(group: FacetGroup) -> &'static str {
    match group {
        FacetGroup::Section => "section:",
        FacetGroup::Topic => "sujet:",
        FacetGroup::Source => "source:",
        FacetGroup::Tag => "tag:",
        FacetGroup::Kind => "type:",
        FacetGroup::Year => "année:",
        FacetGroup::Language => "langue:",
        FacetGroup::Quality => "est:",
    }
}

/// Returns what a value of a field other than title and sort asks for, or why it asks for nothing.
pub(super) fn value_node(field: Field, value: &str) -> Result<Node, NoticeReason> {
    match field {
        Field::Date(side) => date_node(side, value.trim()).ok_or(NoticeReason::BadDate),
        Field::State => state(Slug::new(value).as_str()),
        Field::Facet(group) => {
            let id = facet_id(group, Slug::new(value).as_str());
            id.map(|id| Node::Facet(group, vec![id]))
                .ok_or(NoticeReason::BadValue)
        }
        Field::Concept(kind) => {
            let name = fold(value).trim().to_owned();
            let is_name = name.contains(char::is_alphanumeric);
            is_name
                .then(|| Node::Concept(kind, vec![name]))
                .ok_or(NoticeReason::BadValue)
        }
        Field::Title | Field::Sort => Err(NoticeReason::BadValue),
    }
}

/// Returns the order a value of `tri:` names; `None` if it names none.
pub(super) fn sort_value(value: &str) -> Option<Sort> {
    Some(match Slug::new(value).as_str() {
        "pertinence" | "relevance" => Sort::Relevance,
        "date" => Sort::Newest,
        "ancien" | "oldest" => Sort::Oldest,
        _ => return None,
    })
}

/// Folds accents and case away.
fn fold(text: &str) -> String {
    text.chars().flat_map(fold_char).collect()
}

/// Returns the id of a value, given its slug. Where the values are known beforehand another one is
/// `None`: it would empty the list, and more so while its name is still being typed.
fn facet_id(group: FacetGroup, slug: &str) -> Option<String> {
    let id = match group {
        FacetGroup::Kind => match slug {
            "news" | "article" | "actualite" => "news",
            "sponsored" | "sponsorise" => "sponsored",
            "digest" | "newsletter" | "lettre" | "lettre-d-actualites" => "digest",
            "podcast" | "video" => slug,
            _ => "",
        },
        FacetGroup::Language => match slug {
            "fr" | "francais" | "french" => "fr",
            "en" | "anglais" | "english" => "en",
            _ => "",
        },
        FacetGroup::Year if slug.len() != 4 || !slug.bytes().all(|b| b.is_ascii_digit()) => "",
        _ => slug,
    };
    (!id.is_empty()).then(|| id.to_owned())
}

/// Reads a value of `is:` and `has:`, given its slug.
fn state(slug: &str) -> Result<Node, NoticeReason> {
    let (group, id) = match slug {
        "sponsored" | "sponsorise" => (FacetGroup::Kind, "sponsored"),
        "truncated" | "tronque" => (FacetGroup::Quality, "truncated"),
        "duplicate" | "doublon" => (FacetGroup::Quality, "duplicate"),
        "image" => (FacetGroup::Quality, "image"),
        "new" | "nouveau" | "unread" | "nonlu" | "non-lu" | "fav" | "favori" | "note" => {
            return Err(NoticeReason::NotKept);
        }
        _ => return Err(NoticeReason::BadValue),
    };
    Ok(Node::Facet(group, vec![id.to_owned()]))
}

#[cfg(test)]
mod tests {
    use super::super::shape::{check, check_with_notices};
    use super::*;

    #[test]
    fn french_and_english_names_are_equal() {
        for (names, value) in [
            ("titre title TITRE", "a"),
            ("section rubrique", "a"),
            ("sujet topic", "a"),
            ("source Source", "a"),
            ("tag étiquette etiquette E\u{301}tiquette", "a"),
            ("type kind", "vidéo"),
            ("année annee year", "2025"),
            ("langue lang language", "fr"),
            ("société societe company", "a"),
            ("essai trial", "a"),
            ("après apres after depuis since", "2025"),
            ("avant before", "2025"),
            ("est is avec has", "image"),
            ("tri sort", "date"),
        ] {
            let fields: Vec<_> = names.split(' ').map(Field::from_name).collect();
            let nodes: Vec<_> = fields
                .iter()
                .map(|field| value_node(field.unwrap(), value))
                .collect();
            assert!(fields.windows(2).all(|pair| pair[0] == pair[1]), "{names}");
            assert!(nodes.windows(2).all(|pair| pair[0] == pair[1]), "{names}");
        }
    }

    #[test]
    fn every_printed_name_is_a_name() {
        for group in FacetGroup::ALL {
            let expected = match group {
                FacetGroup::Quality => Field::State,
                _ => Field::Facet(group),
            };
            let name = facet_name(group).trim_end_matches(':');
            assert_eq!(Field::from_name(name), Some(expected));
        }
    }

    #[test]
    fn kinds_and_languages_have_names_in_both_languages() {
        check(
            "type:sponsorisé,Podcast,vidéo,\"Lettre d’actualités\" ",
            "Kind:sponsored,podcast,video,digest",
        );
        check("lang:français,English ", "Language:fr,en");
        check_with_notices(
            "type:spons langue:klingon",
            "",
            &["BadValue spons", "BadValue klingon"],
        );
        check_with_notices("année:25,2025 ", "Year:2025", &["BadValue 25"]);
        for kind in crate::article::Kind::ALL {
            assert_eq!(
                facet_id(FacetGroup::Kind, kind.name()).as_deref(),
                Some(kind.name())
            );
        }
    }

    #[test]
    fn states_are_properties_of_articles() {
        check(
            "is:sponsorisé est:tronqué has:image -is:doublon ",
            "Kind:sponsored Quality:truncated Quality:image -Quality:duplicate",
        );
        check(
            "is:truncated,sponsored,image ",
            "(Quality:truncated,image | Kind:sponsored)",
        );
        check_with_notices(
            "is:new,nonlu has:note -is:fav is:x a ",
            "a",
            &[
                "NotKept new",
                "NotKept nonlu",
                "NotKept note",
                "NotKept fav",
                "BadValue x",
            ],
        );
    }

    #[test]
    fn concepts_are_named_as_typed() {
        check(
            "société:Médtronic,\"W. L. Gore\" trial:BEST-CLI ",
            "Company:medtronic,w. l. gore Trial:best-cli",
        );
        check_with_notices("essai:\"…\" ", "", &["BadValue \"…\""]);
    }
}
