//! What is said about favourites that could not be kept, and about backups that are read. Apart from the other
//! sentences: the program that says it is loaded beside the app.

use crate::language::Language;

/// Something a reader should know about favourites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The storage has no room.
    Full,
    /// Nothing can be kept.
    Blocked,
    /// Some could not be read.
    Damaged,
    /// There are many, and no backup.
    Remind,
}

impl Concern {
    /// Reads the word by which the app names it.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "full" => Self::Full,
            "blocked" => Self::Blocked,
            "damaged" => Self::Damaged,
            "remind" => Self::Remind,
            _ => return None,
        })
    }
}

/// The sentences of one language.
#[expect(
    missing_docs,
    reason = "the French sentence beside each name says what it is"
)]
#[derive(Debug)]
pub struct FavouritesMessages {
    pub concern: fn(Concern) -> &'static str,
    pub close: &'static str,
    pub export: &'static str,
    pub retry: &'static str,
    pub save_damaged: &'static str,
    pub title: &'static str,
    pub hint: &'static str,
    pub file: &'static str,
    pub large: &'static str,
    pub foreign: &'static str,
    pub many: &'static str,
    pub added: fn(usize) -> String,
    pub present: fn(usize) -> String,
    pub refused: fn(usize) -> String,
    pub unsaved: &'static str,
}

/// Returns the sentences of a language.
///
/// ```
/// use vigie_core::language::Language;
/// use vigie_core::messages::favourites::favourites_messages;
///
/// assert_eq!((favourites_messages(Language::Fr).added)(2), "2 favoris ajoutés.");
/// ```
pub fn favourites_messages(language: Language) -> &'static FavouritesMessages {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

static FRENCH: FavouritesMessages = FavouritesMessages {
    concern: |concern| match concern {
        Concern::Full => {
            "Ce favori n’a pas pu être enregistré : le stockage du navigateur est plein. Il reste affiché jusqu’à la fin de la visite."
        }
        Concern::Blocked => {
            "Ce navigateur bloque le stockage : rien n’est conservé après cette visite. Exportez vos favoris pour les garder."
        }
        Concern::Damaged => {
            "Des favoris enregistrés sont abîmés et n’ont pas pu être lus. Ils sont mis de côté ; rien n’est effacé."
        }
        Concern::Remind => {
            "Vous avez 20 favoris. Ils ne sont gardés que dans ce navigateur, qui peut les effacer : exportez-les de temps en temps."
        }
    },
    close: "Fermer",
    export: "Exporter les favoris",
    retry: "Réessayer",
    save_damaged: "Télécharger les données abîmées",
    title: "Importer des favoris",
    hint: "Choisissez un fichier exporté d’ici. Vos favoris actuels restent.",
    file: "Fichier de sauvegarde",
    large: "Ce fichier est trop grand (plus de 16 Mo) : il n’a pas été lu.",
    foreign: "Ce fichier n’est pas une sauvegarde de favoris. Rien n’a été changé.",
    many: "Ce fichier a plus de 50 000 favoris. Rien n’a été changé.",
    added: |count| {
        let s = if count < 2 { "" } else { "s" };
        [&count.to_string(), " favori", s, " ajouté", s, "."].concat()
    },
    present: |count| [&count.to_string(), " déjà là."].concat(),
    refused: |count| {
        let s = if count < 2 { "" } else { "s" };
        [&count.to_string(), " entrée", s, " refusée", s, "."].concat()
    },
    unsaved: "Ils n’ont pas tous pu être enregistrés : ceux marqués « non enregistré » disparaîtront à la fin de la visite.",
};

static ENGLISH: FavouritesMessages = FavouritesMessages {
    concern: |concern| match concern {
        Concern::Full => {
            "This favourite could not be saved: the browser’s storage is full. It stays on screen until the end of this visit."
        }
        Concern::Blocked => {
            "This browser blocks storage: nothing is kept after this visit. Export your favourites to keep them."
        }
        Concern::Damaged => {
            "Some saved favourites are damaged and could not be read. They have been put aside; nothing is erased."
        }
        Concern::Remind => {
            "You have 20 favourites. They are kept in this browser only, which may erase them: export them from time to time."
        }
    },
    close: "Close",
    export: "Export the favourites",
    retry: "Try again",
    save_damaged: "Download the damaged data",
    title: "Import favourites",
    hint: "Choose a file that was exported here. Your present favourites stay.",
    file: "Backup file",
    large: "This file is too large (over 16 MB): it was not read.",
    foreign: "This file is no backup of favourites. Nothing was changed.",
    many: "This file has more than 50,000 favourites. Nothing was changed.",
    added: |count| {
        let s = if count == 1 { "" } else { "s" };
        [&count.to_string(), " favourite", s, " added."].concat()
    },
    present: |count| [&count.to_string(), " already there."].concat(),
    refused: |count| {
        let entries = if count == 1 { " entry" } else { " entries" };
        [&count.to_string(), entries, " refused."].concat()
    },
    unsaved: "Not all could be saved: those marked “not saved” will be gone at the end of this visit.",
};
