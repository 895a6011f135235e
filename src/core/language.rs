//! The two languages Vigie supports: French, the reference, and English.

use serde::Serialize;

use crate::json::{Json, Misfit};

/// A language of the interface or of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French, the reference language of the interface.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// Both languages, the reference first.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// Returns the BCP 47 tag, `fr` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Reads a BCP 47 tag by its primary subtag, case ignored: `fr-CA` is French. `None` for others.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The French text.
    pub fr: String,
    /// The English text.
    pub en: String,
}

impl Label {
    /// Makes a label that reads the same in both languages, as names do.
    pub fn same(text: &str) -> Self {
        Self {
            fr: text.to_owned(),
            en: text.to_owned(),
        }
    }

    /// Reads the form in which a label is written.
    pub(crate) fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut label = json.object("label")?;
        Ok(Self {
            fr: label.text("fr")?,
            en: label.text("en")?,
        })
    }

    /// Returns the text in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_by_their_primary_subtag() {
        assert_eq!(Language::from_tag("FR-ca"), Some(Language::Fr));
        assert_eq!(Language::from_tag("en_GB"), Some(Language::En));
        assert_eq!(Language::from_tag("de"), None);
        assert_eq!(Language::from_tag(""), None);
    }
}
