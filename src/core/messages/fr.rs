//! French, the reference.

use super::{Busy, Dates, Formats, FoundFor, FoundMixed, FoundNear, Messages, OutOf, WithoutPart};
use crate::article::{FacetGroup, Kind};
use crate::concepts::ConceptKind;
use crate::language::Language;
use crate::query::NoticeReason;
use crate::search::Sort;

/// The French plural begins at two.
fn s(count: u32) -> &'static str {
    if count < 2 { "" } else { "s" }
}

pub(super) static FR: Messages = Messages {
    language: Language::Fr,
    skip_to_search: "Aller à la recherche",
    skip_to_content: "Aller au contenu",
    skip_links: "Accès rapide",
    skip_to_results: "Aller aux résultats",
    search_label: "Rechercher dans les articles",
    search_hint: "Un dispositif, une pathologie, un essai…",
    clear_search: "Effacer la recherche",
    filters: "Filtres",
    active_filters: "Filtres actifs",
    clear_filters: "Tout effacer",
    remove_filters: "Retirer les filtres",
    remove_filter: |name| format!("Retirer le filtre {name}"),
    without: |name| format!("sans {name}"),
    show_all_values: |count| format!("Afficher les {count}"),
    show_fewer_values: "Afficher moins",
    hide_sponsored: "Masquer les contenus sponsorisés",
    sort_label: "Trier par",
    sort: |sort| match sort {
        Sort::Relevance => "Pertinence",
        Sort::Newest => "Plus récents",
        Sort::Oldest => "Plus anciens",
    },
    group: |group| match group {
        FacetGroup::Section => "Rubrique",
        FacetGroup::Topic => "Thème",
        FacetGroup::Source => "Source",
        FacetGroup::Tag => "Étiquette",
        FacetGroup::Kind => "Type",
        FacetGroup::Year => "Année",
        FacetGroup::Language => "Langue",
        FacetGroup::Quality => "Qualité",
    },
    kind: |kind| match kind {
        Kind::News => "Article",
        Kind::Sponsored => "Sponsorisé",
        Kind::Digest => "Lettre d’actualités",
        Kind::Podcast => "Podcast",
        Kind::Video => "Vidéo",
    },
    value: |group, id| {
        Some(match (group, id) {
            (FacetGroup::Language, "fr") => "Français",
            (FacetGroup::Language, "en") => "Anglais",
            (FacetGroup::Quality, "image") => "Avec image",
            (FacetGroup::Quality, "truncated") => "Extrait",
            (FacetGroup::Quality, "duplicate") => "Plusieurs sources",
            _ => return None,
        })
    },
    results: |count, number| match count {
        0 => "Aucun article".to_owned(),
        _ => format!("{number} article{}", s(count)),
    },
    results_for: |FoundFor {
                      total,
                      number,
                      query,
                  }| match total {
        0 => format!("Aucun résultat pour « {query} »"),
        _ => format!("{number} résultat{} pour « {query} »", s(total)),
    },
    results_near: |FoundNear { articles, query }| {
        [
            articles,
            " proches de «\u{a0}",
            query,
            "\u{a0}»\u{a0}: aucun n’a tous les mots",
        ]
        .concat()
    },
    results_mixed: |FoundMixed {
                        total,
                        complete,
                        near,
                        query,
                    }| {
        [
            total,
            " résultats pour «\u{a0}",
            query,
            "\u{a0}»\u{a0}: ",
            complete,
            " avec tous les mots, ",
            near,
            " proches",
        ]
        .concat()
    },
    related_divider: "À lire aussi, sur les mêmes sujets",
    by_meaning: "trouvé par le sens",
    unknown_value: "aucun article n’a cette valeur",
    near_divider: "Articles proches : il leur manque un mot de la recherche",
    searching: "Recherche…",
    suggestions: "Suggestions",
    concept_kind: |kind| match kind {
        ConceptKind::Disease => "maladie",
        ConceptKind::Procedure => "intervention",
        ConceptKind::Technology => "technique",
        ConceptKind::Anatomy => "anatomie",
        ConceptKind::Device => "dispositif",
        ConceptKind::Company => "société",
        ConceptKind::Trial => "essai",
        ConceptKind::Regulator => "réglementation",
        ConceptKind::Business => "économie",
        ConceptKind::Research => "recherche",
        ConceptKind::Profession => "profession",
        ConceptKind::Word => "mot",
    },
    syntax: "Syntaxe",
    syntax_title: "Toutes les façons de chercher",
    syntax_page: "aide.html",
    readings: "Compris comme",
    only: |typed| ["chercher seulement «\u{a0}", typed, "\u{a0}»"].concat(),
    rather: |label| ["plutôt ", label].concat(),
    corrected: |typed| ["Résultats proches de «\u{a0}", typed, "\u{a0}»\u{a0}:"].concat(),
    in_year: |year| ["articles publiés en ", year].concat(),
    synonyms: "synonymes compris",
    notices: "À revoir dans la recherche",
    notice: |reason| match reason {
        NoticeReason::TooLong => "trop long : la suite n’est pas cherchée",
        NoticeReason::UnclosedQuote => "guillemets non fermés : ils vont jusqu’à la fin",
        NoticeReason::UnclosedGroup => "parenthèse non fermée : elle va jusqu’à la fin",
        NoticeReason::StrayParenthesis => "parenthèse en trop : ignorée",
        NoticeReason::UnknownField => "champ inconnu : cherché comme un mot ordinaire",
        NoticeReason::EmptyField => "écrivez une valeur juste après les deux-points",
        NoticeReason::BadDate => "pas une date : écrivez 2026, 2026-03 ou 2026-03-14",
        NoticeReason::BadValue => "valeur inconnue de ce champ : ignorée",
        NoticeReason::NotKept => {
            "pas encore possible dans une recherche : les favoris ont leur liste, en haut de la page"
        }
        NoticeReason::StrayOperator => "signe sans mot : ignoré",
        NoticeReason::NothingToSearch => "ni lettre ni chiffre : rien à chercher",
        NoticeReason::TooDeep => "trop de parenthèses les unes dans les autres : lues ensemble",
    },
    show_more: |count| format!("Afficher {count} de plus"),
    shown_of: |OutOf { count, total }| format!("{count} sur {total} affichés"),
    no_result_title: "Aucun article ne correspond",
    no_result_hint: "Essayez avec moins de mots ou vérifiez l’orthographe.",
    in_no_article: |part| ["Aucun article ne contient «\u{a0}", part, "\u{a0}»."].concat(),
    without_part: |WithoutPart { part, articles }| {
        ["sans «\u{a0}", part, "\u{a0}»\u{a0}: ", articles].concat()
    },
    without_filters: |articles| ["sans les filtres : ", articles].concat(),
    no_article_title: "Aucun article pour l’instant",
    no_article_hint: "Cette veille vient d’être créée ; les articles apparaîtront ici.",
    favourite: |title| ["Favori\u{a0}: ", title].concat(),
    favourites: "Favoris",
    favourites_found: |count, number| match count {
        0 => "Aucun favori".to_owned(),
        _ => [number, " favori", s(count)].concat(),
    },
    not_saved: "non enregistré",
    unpublished: "n’est plus publié",
    no_favourite_hint: "L’étoile d’un article le garde ici, sur cet appareil. Si ce navigateur a effacé vos favoris, importez une sauvegarde.",
    export_favourites: "Exporter",
    import_favourites: "Importer",
    save_damaged: "Télécharger les données abîmées",
    take_over_favourites: |count, number| match count {
        1 => "Reprendre ici 1 favori d’avant".to_owned(),
        _ => format!("Reprendre ici {number} favoris d’avant"),
    },
    truncated: "Extrait",
    sources: |count| format!("{count} sources"),
    loading_articles: |OutOf { count, total }| format!("{count} articles chargés sur {total}"),
    all_loaded: |total| {
        format!(
            "{total} articles chargés : la recherche marche aussi hors connexion dans cet onglet"
        )
    },
    card_pending: "Article en cours de chargement",
    read_at: |source| format!("Lire chez {source}"),
    read_at_source: "Lire à la source",
    also_at: "La même information ailleurs",
    new_tab: "nouvel onglet",
    back_to_results: "Retour aux résultats",
    back_to_all: "Toute la veille",
    around_article: "Autour de cet article",
    previous_article: "Article précédent",
    next_article: "Article suivant",
    position: |OutOf { count, total }| format!("{count} sur {total}"),
    image_credit: |credit| format!("Crédit : {credit}"),
    image_at: |host| format!("Voir l’image chez {host}"),
    no_summary: "La source n’a pas fourni de résumé.",
    truncated_note: "La source ne donne que ce début ; l’article complet se lit chez elle.",
    body_loading: "Le texte se charge…",
    body_cut: "Ce texte est très long ; la suite se lit à la source.",
    sponsored_note: "Contenu sponsorisé : texte payé par une entreprise.",
    article_pending: "Recherche de l’article…",
    unknown_title: "Cette page n’existe pas",
    unknown_hint: "L’adresse est peut-être incomplète, ou l’article n’est plus publié.",
    unknown_similar: "Vous cherchiez peut-être",
    theme: "Thème",
    theme_auto: "Automatique",
    theme_light: "Clair",
    theme_dark: "Sombre",
    other_language: "English",
    other_language_tag: "en",
    freshness: |Dates { latest, checked }| {
        format!("Dernier article : {latest} · vérifié le {checked}")
    },
    feed: "Flux JSON",
    device: "Hors ligne et données",
    no_tracking: "Aucun traceur, aucun compte : la recherche se fait dans votre navigateur.",
    retry: "Réessayer",
    renew: "Recharger depuis le serveur",
    failure_prepared: "Les articles les plus récents restent lisibles ci-dessus, et le champ de recherche les filtre par leurs mots.",
    failure_title: "Les articles n’ont pas pu être chargés",
    failure_body_title: "Le texte n’a pas pu être chargé",
    missing_months: |count| match count {
        1 => "Un mois d’articles n’a pas pu être chargé.".to_owned(),
        _ => format!("{count} mois d’articles n’ont pas pu être chargés."),
    },
    search_unavailable: "La recherche n’a pas pu être chargée.",
    skipped_items: |count| match count {
        1 => "Un article illisible a été laissé de côté.".to_owned(),
        _ => format!("{count} articles illisibles ont été laissés de côté."),
    },
    shortened_items: |count| match count {
        1 => "Un article trop long a été coupé.".to_owned(),
        _ => format!("{count} articles trop longs ont été coupés."),
    },
    failure_network: "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.",
    failure_missing: |status| match status {
        410 => "Le fichier des articles n’est plus publié à cette adresse (410).".to_owned(),
        _ => format!("Le fichier des articles n’est pas publié à cette adresse ({status})."),
    },
    failure_sign_in: |status| {
        match status {
        401 => "Le serveur demande une identification (401).".to_owned(),
        403 => "Le serveur refuse l’accès aux articles (403) ; il demande peut-être une identification.".to_owned(),
        _ => format!(
            "Ce réseau demande une identification ({status}) : ouvrez une autre page, identifiez-vous, puis réessayez."
        ),
    }
    },
    failure_server: |status| {
        format!("Le serveur a répondu par une erreur ({status}). Réessayez dans un moment.")
    },
    failure_page: "Une page web est arrivée à la place des articles. Ce réseau demande peut-être une identification : ouvrez une autre page, identifiez-vous, puis réessayez.",
    failure_not_json: "Les articles sont arrivés incomplets ou abîmés.",
    failure_not_feed: "Le fichier reçu n’est pas une liste d’articles.",
    failure_format: |Formats { got, expected }| {
        format!(
            "Les articles sont publiés au format {got}, cette page lit le format {expected}. Rechargez la page pour la mettre à jour ; si rien ne change, le site est en cours de mise à jour."
        )
    },
    failure_altered: "Les articles reçus ne sont pas ceux qui ont été publiés : ils sont altérés ou incomplets.",
    failure_timeout: "La réponse met trop de temps à venir.",
    failure_busy: |Busy { status, seconds }| {
        format!("Le serveur est trop sollicité ({status}). Nouvel essai dans {seconds} s.")
    },
    failure_redirected: "Le serveur renvoie vers une autre adresse, sans doute pour une identification. Rechargez la page, puis identifiez-vous.",
    failure_code: "Détail pour l’assistance",
};
