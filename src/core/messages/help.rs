//! The page that explains how to search: every construct of the language with an example that works.
//!
//! It is written to files when a site is built, so that its texts do not travel with the app.

use crate::language::Language;

/// The texts of the page in one language.
pub struct Help {
    /// Heading and title.
    pub title: &'static str,
    /// What comes first.
    pub introduction: &'static [&'static str],
    /// Name of the column of examples.
    pub write: &'static str,
    /// Name of the column of explanations.
    pub means: &'static str,
    /// The constructs by subject.
    pub sections: &'static [HelpSection],
    /// Sentence of the way back.
    pub back: &'static str,
}

/// Constructs that belong together.
pub struct HelpSection {
    /// Heading.
    pub title: &'static str,
    /// A query, and what it finds.
    pub examples: &'static [(&'static str, &'static str)],
}

/// Returns the page of a language.
pub fn help(language: Language) -> &'static Help {
    match language {
        Language::Fr => &FR,
        Language::En => &EN,
    }
}

static FR: Help = Help {
    title: "Comment chercher",
    introduction: &[
        "Écrivez comme vous pensez, en français ou en anglais : accents, majuscules, pluriels et fautes de frappe ne gênent pas. Une question en français trouve aussi les articles en anglais.",
        "Sous la recherche, une ligne dit comment elle a été comprise. Un clic suffit pour revenir aux mots exacts. Rien de ce qui est écrit n’est une erreur : ce qui n’a pas de sens est ignoré et signalé.",
    ],
    write: "Écrire",
    means: "Pour trouver",
    sections: &[
        HelpSection {
            title: "Mots",
            examples: &[
                (
                    "tavi durabilité",
                    "les articles qui ont tous ces mots, puis les plus proches ; leurs synonymes comptent aussi, dans les deux langues",
                ),
                (
                    "\"embolie pulmonaire\"",
                    "ces mots côte à côte, tels quels, sans synonyme",
                ),
                ("=EP", "ce mot exactement, sans synonyme"),
                (
                    "thromb*",
                    "les mots qui commencent ainsi ; le dernier mot en cours de frappe est aussi un début",
                ),
                (
                    "TAVI 2025",
                    "une année désigne aussi la date de publication",
                ),
            ],
        },
        HelpSection {
            title: "Exclure et combiner",
            examples: &[
                ("stent -coronaire", "sans ce mot"),
                ("stent -\"case report\"", "sans cette expression"),
                ("SAUF ballon", "tout, sauf ce mot ; aussi NOT, en capitales"),
                (
                    "EVAR OU TEVAR",
                    "l’un ou l’autre ; aussi OR et |, en capitales",
                ),
                (
                    "(DCB OU \"ballon actif\") AOMI",
                    "les parenthèses regroupent",
                ),
            ],
        },
        HelpSection {
            title: "Champs",
            examples: &[
                ("titre:thrombectomie", "ce mot dans le titre"),
                (
                    "source:radio-vasculaire",
                    "les articles d’une source ; plusieurs avec une virgule : source:a,b",
                ),
                ("stent -source:interventional-wire", "sans une source"),
                ("sujet:neuro", "un thème"),
                ("tag:stent", "une étiquette"),
                (
                    "type:podcast",
                    "article, sponsorisé, lettre, podcast ou vidéo",
                ),
                ("société:medtronic", "une entreprise"),
                ("essai:best-cli", "un essai ou un registre"),
                ("langue:fr", "les articles en français, ou langue:en"),
                (
                    "est:sponsorisé",
                    "les contenus sponsorisés ; aussi est:tronqué et est:doublon",
                ),
                ("avec:image", "les articles illustrés"),
            ],
        },
        HelpSection {
            title: "Dates",
            examples: &[
                ("après:2025-03", "depuis le 1er mars 2025"),
                ("avant:2026", "jusqu’au 31 décembre 2026"),
                (
                    "date:2025",
                    "une année, un mois (2025-06) ou un jour (2025-06-14)",
                ),
                ("date:2025-03..2025-06", "de mars à juin 2025"),
                (
                    "date:30j",
                    "les 30 derniers jours ; aussi 3s (semaines), 6m, 1a",
                ),
            ],
        },
        HelpSection {
            title: "Ordre",
            examples: &[
                ("stent tri:date", "les plus récents d’abord"),
                ("stent tri:ancien", "les plus anciens d’abord"),
                ("stent tri:pertinence", "les plus pertinents d’abord"),
            ],
        },
    ],
    back: "Retour à la veille",
};

static EN: Help = Help {
    title: "How to search",
    introduction: &[
        "Write as you think, in English or in French: accents, case, plurals and typing errors do not matter. A question in one language also finds articles in the other.",
        "A line under the search says how it was understood. One click goes back to the exact words. Nothing you write is an error: what has no meaning is ignored and pointed out.",
    ],
    write: "Write",
    means: "To find",
    sections: &[
        HelpSection {
            title: "Words",
            examples: &[
                (
                    "tavi durability",
                    "articles that have all these words, then those close to it; synonyms count too, in both languages",
                ),
                (
                    "\"pulmonary embolism\"",
                    "these words side by side, as they are, without synonyms",
                ),
                ("=PE", "exactly this word, without synonyms"),
                (
                    "thromb*",
                    "words that begin like this; the last word while it is typed is a beginning too",
                ),
                ("TAVI 2025", "a year also means the date of publication"),
            ],
        },
        HelpSection {
            title: "Excluding and combining",
            examples: &[
                ("stent -coronary", "without this word"),
                ("stent -\"case report\"", "without this phrase"),
                ("NOT balloon", "everything but this word; in capitals"),
                ("EVAR OR TEVAR", "either of them; also |; in capitals"),
                ("(DCB OR \"drug-coated balloon\") PAD", "parentheses group"),
            ],
        },
        HelpSection {
            title: "Fields",
            examples: &[
                ("title:thrombectomy", "this word in the title"),
                (
                    "source:interventional-wire",
                    "articles of a source; several with a comma: source:a,b",
                ),
                ("stent -source:interventional-wire", "without a source"),
                ("topic:neuro", "a topic"),
                ("tag:stent", "a tag"),
                (
                    "kind:podcast",
                    "article, sponsored, newsletter, podcast or video",
                ),
                ("company:medtronic", "a company"),
                ("trial:best-cli", "a trial or a registry"),
                ("lang:en", "articles in English, or lang:fr"),
                (
                    "is:sponsored",
                    "sponsored content; also is:truncated and is:duplicate",
                ),
                ("has:image", "articles with a picture"),
            ],
        },
        HelpSection {
            title: "Dates",
            examples: &[
                ("after:2025-03", "from 1 March 2025 on"),
                ("before:2026", "up to 31 December 2026"),
                (
                    "date:2025",
                    "a year, a month (2025-06) or a day (2025-06-14)",
                ),
                ("date:2025-03..2025-06", "from March to June 2025"),
                ("date:30d", "the last 30 days; also 3w (weeks), 6m, 1y"),
            ],
        },
        HelpSection {
            title: "Order",
            examples: &[
                ("stent sort:date", "newest first"),
                ("stent sort:oldest", "oldest first"),
                ("stent sort:relevance", "most relevant first"),
            ],
        },
    ],
    back: "Back to the articles",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn every_example_is_understood_as_it_stands() {
        for language in Language::ALL {
            for (example, _) in help(language)
                .sections
                .iter()
                .flat_map(|section| section.examples)
            {
                assert_eq!(parse(example).notices, [], "{example}");
            }
        }
    }

    #[test]
    fn both_languages_explain_the_same() {
        let shape = |language| -> Vec<usize> {
            help(language)
                .sections
                .iter()
                .map(|section| section.examples.len())
                .collect()
        };
        assert_eq!(shape(Language::Fr), shape(Language::En));
    }
}
