//! What is said about newer articles, newer versions, the network and the age of what is on screen. Apart from the other
//! sentences: the program that says it is loaded beside the app. Dates and numbers come already written.

use crate::bundle::news::Refusal;
use crate::language::Language;

/// The sentences of one language.
#[expect(
    missing_docs,
    reason = "the French sentence beside each name says what it is"
)]
#[derive(Debug)]
pub struct NewsMessages {
    pub close: &'static str,
    /// How many new articles there are; 0 if that is unknown.
    pub articles: fn(u32, &str) -> String,
    pub show: &'static str,
    pub version: &'static str,
    pub reload: &'static str,
    /// Of when the newest article is, and when the server was asked last.
    pub freshness: fn(&str, &str) -> String,
    /// All of these go on with how fresh the articles are.
    pub offline: fn(&str) -> String,
    pub sign_in: fn(&str) -> String,
    pub check: &'static str,
    pub refused: fn(Refusal, &str) -> String,
    pub copy: &'static str,
    pub newer: fn(&str) -> String,
    /// The days of the collection on screen and of the one offered.
    pub older: fn(&str, &str) -> String,
    pub take_older: &'static str,
    /// The day of the newest article, and after how many days articles are called old.
    pub stale: fn(&str, u32) -> String,
    pub space: &'static str,
    /// How many articles, and how large they are.
    pub keep: fn(u32, &str) -> String,
    pub yes: &'static str,
    pub no: &'static str,
}

/// Returns the sentences of a language.
///
/// ```
/// use vigie_core::language::Language;
/// use vigie_core::messages::news::news_messages;
///
/// assert_eq!((news_messages(Language::Fr).articles)(1, "1"), "1 nouvel article");
/// ```
pub fn news_messages(language: Language) -> &'static NewsMessages {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

static FRENCH: NewsMessages = NewsMessages {
    close: "Fermer",
    articles: |count, number| match count {
        0 => "La veille a été mise à jour".to_owned(),
        1 => [number, " nouvel article"].concat(),
        _ => [number, " nouveaux articles"].concat(),
    },
    show: "Afficher",
    version: "Nouvelle version prête",
    reload: "Recharger",
    freshness: |latest, checked| ["Dernier article : ", latest, " · vérifié le ", checked].concat(),
    offline: |fresh| ["Hors ligne · ", fresh].concat(),
    sign_in: |fresh| {
        [
            "Ce réseau demande une identification. Les articles restent affichés. ",
            fresh,
        ]
        .concat()
    },
    check: "Vérifier à nouveau",
    refused: |why, fresh| {
        let why = match why {
            Refusal::Server => "le serveur répond par une erreur",
            Refusal::Altered => "les articles sont arrivés incomplets ou altérés",
            Refusal::Missing => "les articles ne sont plus publiés à cette adresse",
            Refusal::Foreign => "le fichier reçu n’est pas une liste d’articles",
            Refusal::Format => "les articles sont publiés dans un format trop ancien",
        };
        [
            "Mise à jour refusée : ",
            why,
            ". Les articles restent affichés. ",
            fresh,
        ]
        .concat()
    },
    copy: "Copier le code",
    newer: |fresh| {
        [
            "Rechargez pour lire les nouveaux articles. Les anciens restent affichés. ",
            fresh,
        ]
        .concat()
    },
    older: |shown, offered| {
        [
            "Le serveur propose une version plus ancienne, publiée le ",
            offered,
            " ; celle du ",
            shown,
            " reste affichée.",
        ]
        .concat()
    },
    take_older: "Afficher la plus ancienne",
    stale: |latest, days| {
        let days = days.to_string();
        [
            "Le dernier article date du ",
            latest,
            " : plus de ",
            &days,
            " jours.",
        ]
        .concat()
    },
    space: "Pas assez de place sur cet appareil pour tout lire hors ligne.",
    keep: |count, size| {
        let number = count.to_string();
        let s = if count < 2 { "" } else { "s" };
        [
            "Garder ",
            &number,
            " article",
            s,
            " pour lire hors ligne (",
            size,
            ") ?",
        ]
        .concat()
    },
    yes: "Garder",
    no: "Non merci",
};

static ENGLISH: NewsMessages = NewsMessages {
    close: "Close",
    articles: |count, number| match count {
        0 => "The articles were updated".to_owned(),
        1 => [number, " new article"].concat(),
        _ => [number, " new articles"].concat(),
    },
    show: "Show",
    version: "New version ready",
    reload: "Reload",
    freshness: |latest, checked| ["Latest article: ", latest, " · checked ", checked].concat(),
    offline: |fresh| ["Offline · ", fresh].concat(),
    sign_in: |fresh| {
        [
            "This network asks you to sign in. The articles stay on screen. ",
            fresh,
        ]
        .concat()
    },
    check: "Check again",
    refused: |why, fresh| {
        let why = match why {
            Refusal::Server => "the server answers with an error",
            Refusal::Altered => "the articles arrived incomplete or altered",
            Refusal::Missing => "the articles are no longer published at this address",
            Refusal::Foreign => "the file received is not a list of articles",
            Refusal::Format => "the articles are published in a format that is too old",
        };
        [
            "Update refused: ",
            why,
            ". The articles stay on screen. ",
            fresh,
        ]
        .concat()
    },
    copy: "Copy the code",
    newer: |fresh| {
        [
            "Reload to read the new articles. The old ones stay on screen. ",
            fresh,
        ]
        .concat()
    },
    older: |shown, offered| {
        [
            "The server offers an older version, published on ",
            offered,
            "; that of ",
            shown,
            " stays on screen.",
        ]
        .concat()
    },
    take_older: "Show the older one",
    stale: |latest, days| {
        let days = days.to_string();
        [
            "The latest article is of ",
            latest,
            ": more than ",
            &days,
            " days ago.",
        ]
        .concat()
    },
    space: "Not enough space on this device to read everything offline.",
    keep: |count, size| {
        let number = count.to_string();
        let s = if count == 1 { "" } else { "s" };
        [
            "Keep ",
            &number,
            " article",
            s,
            " to read offline (",
            size,
            ")?",
        ]
        .concat()
    },
    yes: "Keep",
    no: "No thanks",
};
