//! What the dialog about this device says. Apart from the other sentences: the program that says it is loaded beside the
//! app. Sizes, dates and numbers come already written.

use crate::language::Language;

/// What came of asking the server for news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing new.
    Same,
    /// New articles.
    New,
    /// No answer.
    Offline,
    /// No answer in time.
    Slow,
    /// The network asks for a sign-in.
    SignIn,
    /// The server asks to come back later.
    Busy,
    /// What came may not be shown.
    Refused,
    /// An older collection.
    Older,
    /// A collection for a later program.
    Newer,
}

impl Outcome {
    /// Returns the word of scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::New => "new",
            Self::Offline => "offline",
            Self::Slow => "slow",
            Self::SignIn => "portal",
            Self::Busy => "busy",
            Self::Refused => "refused",
            Self::Older => "older",
            Self::Newer => "newer",
        }
    }
}

/// The sentences of one language.
#[expect(
    missing_docs,
    reason = "the French sentence beside each name says what it is"
)]
#[derive(Debug)]
pub struct DeviceMessages {
    pub title: &'static str,
    pub close: &'static str,
    pub articles: &'static str,
    /// How many articles, and how fresh they are.
    pub articles_of: fn(u32, &str, &str) -> String,
    pub kept: &'static str,
    pub is_kept: fn(&str) -> String,
    pub not_kept: &'static str,
    pub used: &'static str,
    /// How much is taken, and how much may be.
    pub used_of: fn(&str, &str) -> String,
    pub unknown: &'static str,
    pub last: &'static str,
    /// When the server was asked, and what came of it.
    pub last_of: fn(&str, &str) -> String,
    pub never: &'static str,
    pub check: &'static str,
    pub checking: &'static str,
    pub why: &'static str,
    pub pictures: &'static str,
    pub off: &'static str,
    pub seen: &'static str,
    /// How many pictures, and how large they are.
    pub year: fn(u32, &str, &str) -> String,
    pub keeping: &'static str,
    pub done: &'static str,
    pub failed: fn(&str) -> String,
    pub erase: &'static str,
    pub erase_hint: &'static str,
    pub outcome: fn(Outcome) -> &'static str,
    /// Why nothing can be read offline: the name of an obstacle.
    pub reason: fn(&str) -> String,
}

/// Returns the sentences of a language.
///
/// ```
/// use vigie_core::language::Language;
/// use vigie_core::messages::device::device_messages;
///
/// assert_eq!(device_messages(Language::En).title, "Offline and data");
/// ```
pub fn device_messages(language: Language) -> &'static DeviceMessages {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

static FRENCH: DeviceMessages = DeviceMessages {
    title: "Hors ligne et données",
    close: "Fermer",
    articles: "Articles affichés",
    articles_of: |count, number, fresh| {
        let s = if count < 2 { "" } else { "s" };
        [number, " article", s, " · ", fresh].concat()
    },
    kept: "Gardés sur cet appareil",
    is_kept: |size| ["tous, avec la recherche : ", size].concat(),
    not_kept: "pas encore",
    used: "Place prise par ce site",
    used_of: |used, quota| [used, " sur ", quota, " permis"].concat(),
    unknown: "ce navigateur ne le dit pas",
    last: "Dernière vérification",
    last_of: |time, outcome| [time, " : ", outcome].concat(),
    never: "pas encore",
    check: "Vérifier maintenant",
    checking: "Vérification…",
    why: "Lecture hors ligne",
    pictures: "Images gardées hors ligne",
    off: "aucune",
    seen: "celles que j’ai vues",
    year: |count, number, size| {
        let s = if count == 1 { "" } else { "s" };
        [
            "celles des 12 derniers mois (",
            number,
            " image",
            s,
            ", ",
            size,
            ")",
        ]
        .concat()
    },
    keeping: "Images en cours d’enregistrement…",
    done: "C’est fait.",
    failed: |code| ["Les images n’ont pas pu être gardées (", code, ")."].concat(),
    erase: "Tout effacer sur cet appareil",
    erase_hint: "Articles gardés, images, favoris et réglages de ce site, dans ce navigateur.",
    outcome: |outcome| match outcome {
        Outcome::Same => "rien de nouveau",
        Outcome::New => "de nouveaux articles sont là",
        Outcome::Offline => "impossible de vérifier, pas de réseau",
        Outcome::Slow => "le serveur n’a pas répondu à temps",
        Outcome::SignIn => "ce réseau demande une identification",
        Outcome::Busy => "le serveur est trop sollicité, nouvel essai plus tard",
        Outcome::Refused => "la mise à jour a été refusée",
        Outcome::Older => "le serveur propose une version plus ancienne",
        Outcome::Newer => "rechargez la page pour lire les nouveaux articles",
    },
    reason: |why| {
        match why {
        "insecure" => "Impossible ici : l’adresse de ce site n’est pas protégée (https).".to_owned(),
        "unsupported" => {
            "Impossible ici : ce navigateur, ou sa fenêtre privée, ne garde pas de site.".to_owned()
        }
        "install" => "Pas encore possible : la page n’a pas pu être gardée entière. Nouvel essai à la prochaine visite.".to_owned(),
        "QuotaExceededError" => {
            "Incomplète : il n’y a pas assez de place sur cet appareil.".to_owned()
        }
        other => [
            "Impossible ici : le navigateur ou une règle de ce poste l’interdit (",
            other,
            ").",
        ]
        .concat(),
    }
    },
};

static ENGLISH: DeviceMessages = DeviceMessages {
    title: "Offline and data",
    close: "Close",
    articles: "Articles on screen",
    articles_of: |count, number, fresh| {
        let s = if count == 1 { "" } else { "s" };
        [number, " article", s, " · ", fresh].concat()
    },
    kept: "Kept on this device",
    is_kept: |size| ["all of them, with the search: ", size].concat(),
    not_kept: "not yet",
    used: "Space taken by this site",
    used_of: |used, quota| [used, " of ", quota, " allowed"].concat(),
    unknown: "this browser does not say",
    last: "Last check",
    last_of: |time, outcome| [time, ": ", outcome].concat(),
    never: "not yet",
    check: "Check now",
    checking: "Checking…",
    why: "Reading offline",
    pictures: "Pictures kept offline",
    off: "none",
    seen: "those I have seen",
    year: |count, number, size| {
        let s = if count == 1 { "" } else { "s" };
        [
            "those of the last 12 months (",
            number,
            " picture",
            s,
            ", ",
            size,
            ")",
        ]
        .concat()
    },
    keeping: "Keeping the pictures…",
    done: "Done.",
    failed: |code| ["The pictures could not be kept (", code, ")."].concat(),
    erase: "Erase everything on this device",
    erase_hint: "Kept articles, pictures, favourites and settings of this site, in this browser.",
    outcome: |outcome| match outcome {
        Outcome::Same => "nothing new",
        Outcome::New => "new articles are here",
        Outcome::Offline => "could not check, no network",
        Outcome::Slow => "the server did not answer in time",
        Outcome::SignIn => "this network asks you to sign in",
        Outcome::Busy => "the server is too busy, trying again later",
        Outcome::Refused => "the update was refused",
        Outcome::Older => "the server offers an older version",
        Outcome::Newer => "reload the page to read the new articles",
    },
    reason: |why| {
        match why {
        "insecure" => {
            "Not possible here: the address of this site is not protected (https).".to_owned()
        }
        "unsupported" => {
            "Not possible here: this browser, or its private window, keeps no site.".to_owned()
        }
        "install" => "Not possible yet: the page could not be kept whole. It is tried again at the next visit.".to_owned(),
        "QuotaExceededError" => {
            "Incomplete: there is not enough space on this device.".to_owned()
        }
        other => [
            "Not possible here: the browser or a rule of this computer forbids it (",
            other,
            ").",
        ]
        .concat(),
    }
    },
};
