//! Detects the kind of an article by characteristic phrases.
//!
//! A wrong label misleads readers: a paid article must be labelled, and a trial with a sponsor is not an
//! advertisement. The built-in phrases are therefore complete formulas used by publishers, not single words. A
//! table of contents that lists an advertorial is a digest, which determines the order of the checks.

use vigie_core::article::Kind;

use crate::check::config::KindPhrases;

/// Kinds in the order they are tried.
const ORDER: [Kind; 4] = [Kind::Digest, Kind::Sponsored, Kind::Podcast, Kind::Video];

const DIGEST: &[&str] = &[
    "^in this issue",
    "^issue highlights",
    "news issue ",
    "most-read stories of",
    "most-read articles of",
    "top stories of",
    "^dans ce numéro",
    "^au sommaire",
    "^sommaire du numéro",
    "^revue de presse",
];
const SPONSORED: &[&str] = &[
    "^advertorial",
    "this advertorial",
    "educational supplement, sponsored by",
    "supplement is sponsored by",
    "supplement sponsored by",
    "this article is sponsored by",
    "this content is sponsored by",
    "this post is sponsored by",
    "this video is sponsored by",
    "sponsored content",
    "^publirédactionnel",
    "^publi-rédactionnel",
    "ce publirédactionnel",
    "^publireportage",
    "contenu sponsorisé",
    "article sponsorisé",
];
const PODCAST: &[&str] = &[
    "^podcast",
    "^episode ",
    "^bonus episode",
    "in this episode",
    "this podcast",
    "this recording features",
    "^épisode ",
    "dans cet épisode",
    "ce podcast",
];
const VIDEO: &[&str] = &[
    "^video:",
    "^vidéo :",
    "^vidéo:",
    "^watch:",
    "in this video",
    "this video is only available",
    "dans cette vidéo",
];

/// Phrases by kind, in lower case.
#[derive(Clone, Debug)]
pub struct Kinds {
    phrases: Vec<(Kind, Vec<String>)>,
}

impl Kinds {
    /// Takes the publisher's phrases, and the built-in ones for kinds without any.
    pub fn new(config: &KindPhrases) -> Self {
        let phrases = ORDER.into_iter().map(|kind| {
            let (given, built_in) = match kind {
                Kind::Digest => (&config.digest, DIGEST),
                Kind::Sponsored => (&config.sponsored, SPONSORED),
                Kind::Podcast => (&config.podcast, PODCAST),
                Kind::Video => (&config.video, VIDEO),
                Kind::News => (&None, [].as_slice()),
            };
            let lower = |phrase: &str| phrase.to_lowercase();
            let phrases = given
                .as_ref()
                .map(|given| given.iter().map(|phrase| lower(phrase)).collect());
            (
                kind,
                phrases.unwrap_or_else(|| built_in.iter().map(|phrase| lower(phrase)).collect()),
            )
        });
        Self {
            phrases: phrases.collect(),
        }
    }

    /// Returns the first kind with a phrase in title or summary; news if there is none.
    pub fn of(&self, title: &str, summary: &str) -> Kind {
        let texts = [title.to_lowercase(), summary.to_lowercase()];
        let is_in = |phrase: &String| match phrase.strip_prefix('^') {
            Some(start) => texts.iter().any(|text| text.starts_with(start)),
            None => texts.iter().any(|text| text.contains(phrase.as_str())),
        };
        let found = self
            .phrases
            .iter()
            .find(|(_, phrases)| phrases.iter().any(is_in));
        found.map_or(Kind::News, |(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_tell_the_kind() {
        let kinds = Kinds::new(&KindPhrases::default());
        assert_eq!(
            kinds.of("Titre", "This advertorial is sponsored by A."),
            Kind::Sponsored
        );
        assert_eq!(
            kinds.of("Trial", "The trial is sponsored by a university."),
            Kind::News
        );
        assert_eq!(
            kinds.of("May", "In this issue: Advertorial: a device"),
            Kind::Digest
        );
        assert_eq!(kinds.of("Vidéo : le geste", ""), Kind::Video);
        assert_eq!(kinds.of("ÉPISODE 3", ""), Kind::Podcast);
    }

    #[test]
    fn given_phrases_replace_the_built_in_ones() {
        let config = KindPhrases {
            sponsored: Some(vec!["Partenaire".to_owned()]),
            ..KindPhrases::default()
        };
        let kinds = Kinds::new(&config);
        assert_eq!(
            kinds.of("Un texte de notre partenaire", ""),
            Kind::Sponsored
        );
        assert_eq!(kinds.of("Advertorial", ""), Kind::News);
    }
}
