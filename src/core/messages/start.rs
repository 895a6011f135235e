//! The sentences of the scripts: what is said before the app runs, if it cannot run, and around it.
//!
//! At that point the reader's language is unknown, so most sentences are shown in both. The build inserts them into
//! the scripts (`core::scripts`) under the names defined here. Sentences that the app says too are taken from its
//! messages.

use super::{Messages, messages};
use crate::language::Language;

/// A sentence with the name scripts know it by, in French and in English.
pub type Sentence = (&'static str, [&'static str; 2]);

/// A sentence of the app.
fn shared(sentence: fn(&Messages) -> &'static str) -> [&'static str; 2] {
    [Language::Fr, Language::En].map(|language| sentence(messages(language)))
}

/// Returns what the start script says; `{}` stands for the status of an answer.
pub fn start() -> Vec<Sentence> {
    vec![
        ("slow", ["La recherche se charge…", "Search is loading…"]),
        ("received", ["{} ko reçus", "{} kB received"]),
        (
            "stalled",
            [
                "La recherche met trop de temps à se charger. Les articles ci-dessus restent lisibles.",
                "Search is taking too long to load. The articles above can still be read.",
            ],
        ),
        (
            "unsupported",
            [
                "Ce navigateur est trop ancien pour la recherche (WebAssembly manque). Les articles ci-dessus restent lisibles. Versions minimales : Chrome 99, Edge 99, Firefox 97, Safari 15.4.",
                "This browser is too old for search (no WebAssembly). The articles above can still be read. Minimum versions: Chrome 99, Edge 99, Firefox 97, Safari 15.4.",
            ],
        ),
        (
            "refused",
            [
                "Une règle de sécurité de ce site ou de ce poste interdit WebAssembly : la recherche ne peut pas démarrer. Les articles ci-dessus restent lisibles.",
                "A security rule of this site or computer forbids WebAssembly: search cannot start. The articles above can still be read.",
            ],
        ),
        (
            "network",
            [
                "La recherche n’a pas pu être chargée : le serveur ne répond pas. Vérifiez votre connexion, puis rechargez la page.",
                "Search could not be loaded: the server is not responding. Check your connection, then reload the page.",
            ],
        ),
        (
            "missing",
            [
                "Un fichier de cette page manque sur le serveur (réponse {}) : la recherche ne peut pas démarrer. Les articles ci-dessus restent lisibles ; rechargez dans une minute.",
                "A file of this page is missing on the server (response {}): search cannot start. The articles above can still be read; reload in a minute.",
            ],
        ),
        (
            "portal",
            [
                "Ce réseau ou ce serveur demande une identification (réponse {}) : ouvrez une autre page, identifiez-vous, puis rechargez. Les articles ci-dessus restent lisibles.",
                "This network or server asks you to sign in (response {}): open another page, sign in, then reload. The articles above can still be read.",
            ],
        ),
        (
            "server",
            [
                "Le serveur répond par une erreur ({}) : la recherche ne peut pas démarrer. Les articles ci-dessus restent lisibles ; rechargez dans un moment.",
                "The server responded with an error ({}): search cannot start. The articles above can still be read; reload in a moment.",
            ],
        ),
        (
            "changed",
            [
                "Le site est en cours de mise à jour : les fichiers de cette page ne vont pas encore ensemble. Les articles ci-dessus restent lisibles ; rechargez dans une minute.",
                "The site is being updated: the files of this page do not match yet. The articles above can still be read; reload in a minute.",
            ],
        ),
        (
            "altered",
            [
                "Les fichiers de cette page sont incomplets ou altérés ; ils n’ont pas été exécutés. Ce réseau demande peut-être une identification.",
                "The files of this page are incomplete or altered; they were not run. This network may ask you to sign in.",
            ],
        ),
        (
            "failed",
            [
                "La recherche n’a pas pu démarrer. Les articles ci-dessus restent lisibles.",
                "Search could not start. The articles above can still be read.",
            ],
        ),
        (
            "crowded",
            [
                "La mémoire de cet appareil ne suffit pas pour la recherche. Fermez d’autres onglets, puis rechargez la page.",
                "This device has too little memory for search. Close other tabs, then reload the page.",
            ],
        ),
        (
            "panic",
            [
                "Une erreur a interrompu l’application.",
                "An error has stopped the app.",
            ],
        ),
        (
            "memory",
            [
                "L’application s’est arrêtée : cet onglet n’a plus assez de mémoire.",
                "The app has stopped: this tab has run out of memory.",
            ],
        ),
        (
            "nothingLost",
            [
                "Rien n’est perdu : l’adresse de la page garde votre recherche, et vos favoris restent enregistrés.",
                "Nothing is lost: your search is in the address of the page, and your favourites are still saved.",
            ],
        ),
        (
            "again",
            [
                "Si l’erreur revient à chaque démarrage, un réglage enregistré en est peut-être la cause.",
                "If the error recurs at every start, a saved setting may be the cause.",
            ],
        ),
        (
            "unread",
            [
                "Le texte de cet article n’a pas pu être lu.",
                "The text of this article could not be read.",
            ],
        ),
        ("reload", RELOAD),
        ("home", shared(|messages| messages.back_to_all)),
        ("copy", ["Copier le détail", "Copy the details"]),
        ("copied", ["Détail copié", "Details copied"]),
        (
            "text",
            ["Ouvrir l’article en texte", "Open the article as text"],
        ),
        (
            "without",
            [
                "Démarrer sans l’état enregistré",
                "Start without the saved state",
            ],
        ),
    ]
}

const RELOAD: [&str; 2] = ["Recharger la page", "Reload the page"];

/// Returns what the first script of a page says, where the start script has not come.
pub fn early() -> Vec<Sentence> {
    vec![
        (
            "nothing",
            [
                "La recherche n’a pas pu démarrer : un fichier de cette page est altéré ou n’est pas arrivé. Les articles ci-dessus restent lisibles ; rechargez la page.",
                "Search could not start: a file of this page was altered or did not arrive. The articles above can still be read; reload the page.",
            ],
        ),
        ("reload", RELOAD),
        ("source", shared(|messages| messages.read_at_source)),
        (
            "found",
            [
                "{found} des {all} articles les plus récents",
                "{found} of the {all} newest articles",
            ],
        ),
    ]
}

/// Returns what the service worker says where it has no page to give.
pub fn offline() -> Vec<Sentence> {
    vec![
        ("title", ["Hors ligne", "Offline"]),
        (
            "lost",
            [
                "Le réseau ne répond pas, et ce navigateur n’a plus les fichiers de cette page. Ce que vous avez enregistré n’est pas touché.",
                "The network is not responding, and this browser no longer has the files of this page. What you have saved is untouched.",
            ],
        ),
        ("retry", shared(|messages| messages.retry)),
    ]
}

/// Returns what the element says on a page of others where its engine cannot run.
pub fn element() -> Vec<Sentence> {
    vec![
        (
            "unavailable",
            [
                "La recherche n’est pas disponible ici.",
                "Search is not available here.",
            ],
        ),
        ("site", ["Ouvrir la veille", "Open the site"]),
    ]
}

/// Returns what the examples say when their code is copied.
pub fn demo() -> Vec<Sentence> {
    vec![
        ("copied", ["Copié.", "Copied."]),
        (
            "marked",
            [
                "Sélectionné : Ctrl+C pour copier.",
                "Selected: press Ctrl+C.",
            ],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_places_for_values() {
        for (name, [french, english]) in [start(), early(), offline(), element(), demo()].concat() {
            assert!(!french.is_empty() && !english.is_empty(), "{name}");
            for place in ["{}", "{found}", "{all}"] {
                assert_eq!(french.contains(place), english.contains(place), "{name}");
            }
        }
    }
}
