//! Concepts: terms of both languages with one meaning, so that a French query finds English news.
//!
//! Roots relate *sténose* and *stenosis*; no spelling rule relates *AVC* and *stroke*. A [`Thesaurus`] does: a
//! table that a librarian can edit ([`parse_thesaurus`]), one line per concept, with the terms of both languages, a
//! broader topic and a gloss. [`units`] and [`Thesaurus::matches`] find its phrases in articles and in queries, the
//! longest first; [`topics()`] derives the topics an article is filed under.
//!
//! A phrase is stored as the roots of its words, without the linking words between two others: *fermeture de
//! l’auricule gauche* matches *fermetures auricule gauche*, and inflected forms need not be listed. Numbers, single
//! letters and negations are ordinary words: *type A* is not *type B*, *no-reflow* is not *reflow*, *Y-90* is not
//! *90*. A term marked as ambiguous (`EP?`) matches only in capitals.
//!
//! A table must follow these rules, which `vigie stats` checks where a program can:
//!
//! 1. One concept has one meaning: its terms include no opposites, and no two different numbers, letters or sides.
//! 2. An everyday word of one language is not by itself a term of the other, unless it means the same there: *rate*
//!    is the spleen in French and a word of every English article. Use a longer term.
//! 3. A term is neither broader nor narrower than its concept: *dissection aortique* is not type A, and *growth* is
//!    not revenue. A term with several meanings is a term of each concept.
//! 4. A name that is also an ordinary word (*Embrace*, *Target*) matches in capitals only, or in a longer form.
//! 5. Names with numbers, letters and hyphens list their spellings: `Y-90; Y90; 90Y`.

mod matcher;
mod parse;
mod topics;
mod wire;

pub(crate) use matcher::push_units;
pub use matcher::{Match, Unit, units};
pub use parse::{TableTerm, ThesaurusError, parse_terms, parse_thesaurus};
pub use topics::topics;
pub use wire::ConceptsError;

use crate::language::{Label, Language};

/// Position of a concept in its thesaurus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub u32);

/// What a concept is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConceptKind {
    /// A disease or symptom.
    Disease,
    /// Something that is done to a patient.
    Procedure,
    /// A generic class of devices or drugs.
    Technology,
    /// A part of the body.
    Anatomy,
    /// A named product.
    Device,
    /// A maker or other company.
    Company,
    /// A named trial or registry.
    Trial,
    /// An authority, or what it decides.
    Regulator,
    /// Vocabulary of business.
    Business,
    /// Vocabulary of research.
    Research,
    /// Professions, training, societies and meetings.
    Profession,
    /// General vocabulary.
    #[default]
    Word,
}

impl ConceptKind {
    /// Every kind, in the order of its number on the wire.
    pub const ALL: [Self; 12] = [
        Self::Disease,
        Self::Procedure,
        Self::Technology,
        Self::Anatomy,
        Self::Device,
        Self::Company,
        Self::Trial,
        Self::Regulator,
        Self::Business,
        Self::Research,
        Self::Profession,
        Self::Word,
    ];

    /// Returns the word of the kind in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disease => "disease",
            Self::Procedure => "procedure",
            Self::Technology => "technology",
            Self::Anatomy => "anatomy",
            Self::Device => "device",
            Self::Company => "company",
            Self::Trial => "trial",
            Self::Regulator => "regulator",
            Self::Business => "business",
            Self::Research => "research",
            Self::Profession => "profession",
            Self::Word => "word",
        }
    }
}

/// A broader topic: what articles are filed under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Lower-case word for URLs.
    pub id: String,
    /// What readers see.
    pub label: Label,
}

/// One thing with its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// Lower-case word, unique in the thesaurus.
    pub id: String,
    /// What it is.
    pub kind: ConceptKind,
    /// Position of its broader topic in [`Thesaurus::topics`]; `None` for general words.
    pub topic: Option<u32>,
    /// Its first term in each language.
    pub label: Label,
    /// A short explanation; may be empty.
    pub gloss: Label,
}

/// A term of a concept, as it is looked up; [`Thesaurus::key`] gives its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Bytes of the text of all keys.
    key: (u32, u32),
    /// The first eight bytes of the key, so that most comparisons are of numbers.
    head: u64,
    /// The concept it names.
    pub concept: ConceptId,
    /// Whether it counts only in capitals, because ordinary text uses it for something else.
    pub is_ambiguous: bool,
    /// Whether it is a term of French, of English, or of both.
    pub languages: [bool; 2],
}

/// A table of concepts. The empty one (its default) widens nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thesaurus {
    /// The topics in the order of the table.
    pub topics: Vec<Topic>,
    /// The concepts in the order of the table.
    pub concepts: Vec<Concept>,
    /// Words of the language that are no typing errors although no article has them: folded, in order, each once.
    pub known_words: Vec<String>,
    /// The keys of all phrases, one after the other.
    keys: String,
    /// All phrases in order of their key, then of their concept.
    phrases: Vec<Phrase>,
}

impl Thesaurus {
    /// Opens what [`Thesaurus::write`] has written. Refuses another version and any changed byte.
    ///
    /// # Errors
    ///
    /// Fails if the bytes have another version or have been changed.
    pub fn open(bytes: &[u8]) -> Result<Self, ConceptsError> {
        wire::decode(bytes)
    }

    /// Writes the table for [`Thesaurus::open`]; ids of concepts stay behind.
    pub fn write(&self) -> Vec<u8> {
        wire::encode(self)
    }

    /// Returns a concept; `None` for a number that is not there.
    pub fn concept(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get(id.0 as usize)
    }

    /// Returns the topic of a concept, if it has one.
    pub fn topic(&self, id: ConceptId) -> Option<&Topic> {
        self.topics.get(self.concept(id)?.topic? as usize)
    }

    /// Iterates the concepts with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (ConceptId, &Concept)> {
        (0..).map(ConceptId).zip(&self.concepts)
    }

    /// Keeps the concepts that are wanted, with their phrases, in the same order; the others' numbers go to
    /// those that follow.
    pub fn retain(&mut self, is_wanted: impl Fn(ConceptId) -> bool) {
        let mut next = 0;
        let numbers: Vec<Option<ConceptId>> = self
            .iter()
            .map(|(id, _)| {
                is_wanted(id).then(|| {
                    next += 1;
                    ConceptId(next - 1)
                })
            })
            .collect();
        let number = |id: ConceptId| numbers.get(id.0 as usize).copied().flatten();
        let mut id = 0..;
        self.concepts
            .retain(|_| number(ConceptId(id.next().unwrap_or_default())).is_some());
        self.phrases.retain_mut(|phrase| {
            number(phrase.concept).is_some_and(|number| {
                phrase.concept = number;
                true
            })
        });
    }

    /// Returns the phrases in order of their key.
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// Returns the roots of a phrase's words, joined by spaces.
    pub fn key(&self, phrase: &Phrase) -> &str {
        let (start, end) = phrase.key;
        self.keys
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// Returns the phrases from the first whose key is not below `key`.
    pub fn phrases_from(&self, key: &str) -> &[Phrase] {
        let from = self
            .phrases
            .partition_point(|phrase| self.key(phrase) < key);
        self.phrases.get(from..).unwrap_or_default()
    }

    /// Adds a phrase; [`Thesaurus::sort_phrases`] must follow.
    fn push_phrase(
        &mut self,
        key: &str,
        concept: ConceptId,
        is_ambiguous: bool,
        languages: [bool; 2],
    ) {
        // A table is far smaller than 4 GiB; one that is not finds less.
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = place(self.keys.len());
        self.keys.push_str(key);
        self.phrases.push(Phrase {
            key: (start, place(self.keys.len())),
            head: head(key.as_bytes()),
            concept,
            is_ambiguous,
            languages,
        });
    }

    fn sort_phrases(&mut self) {
        let keys = self.keys.as_bytes();
        let key = |phrase: &Phrase| {
            let (start, end) = phrase.key;
            keys.get(start as usize..end as usize).unwrap_or_default()
        };
        self.phrases.sort_unstable_by(|a, b| {
            let by_key = || key(a).cmp(key(b)).then(a.concept.cmp(&b.concept));
            a.head.cmp(&b.head).then_with(by_key)
        });
    }
}

impl Thesaurus {
    /// Whether the phrases are in order. Most heads differ, so that few keys are read.
    fn is_sorted(&self) -> bool {
        self.phrases.is_sorted_by(|a, b| {
            a.head < b.head || (a.head == b.head && self.key(a) <= self.key(b))
        })
    }
}

/// The first eight bytes of a key as a number of the same order; a shorter key is filled up with zeros, which
/// no key holds.
fn head(key: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = key.len().min(bytes.len());
    if let (Some(slots), Some(first)) = (bytes.get_mut(..length), key.get(..length)) {
        slots.copy_from_slice(first);
    }
    u64::from_be_bytes(bytes)
}

/// Position of a language in [`Phrase::languages`].
pub(crate) fn language_index(language: Language) -> usize {
    match language {
        Language::Fr => 0,
        Language::En => 1,
    }
}
