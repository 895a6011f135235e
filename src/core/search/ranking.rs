//! The parameters of the ranking, each with its range and reason.
//!
//! A weight of 0 disables what it weights: that is how `vigie eval --without` measures the contribution of each
//! part.

use crate::index::FIELDS;

/// Weights of the ranking. All are finite; the ranges are those that make sense.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// How terms are scored.
    pub bm25f: Bm25f,
    /// A word with another ending (*stents* for *stent*), 0 to 1 beside the word as typed.
    pub stem: f32,
    /// The word of the other language with the same root, 0 to 1.
    pub cognate: f32,
    /// A completion of the word being typed, 0 to 1.
    pub completion: f32,
    /// A word one typing error away, 0 to 1; a second error counts its square.
    pub fuzzy: f32,
    /// A concept beside the words that name it, 0 to 1.
    pub concept: f32,
    /// How much each further word of a phrase that names a concept adds to the concept's weight, 0 to 1.
    pub concept_word: f32,
    /// The name of a company, device or trial beside a word of the same rarity, 1 to 2: who types a name will
    /// not do without it.
    pub name: f32,
    /// How much the words of a phrase count where neither all of them nor the concept are there, 0 to 1.
    pub part_of_phrase: f32,
    /// How much the lesser of both counts where an article has the words and names the concept too, 0 to 1: who
    /// types *paclitaxel balloon* means more than a drug-coated one.
    pub both: f32,
    /// A year in the query, beside a word of the same rarity, 0 to 1; 0 makes it an ordinary word.
    pub year: f32,
    /// How hard missing words count, 0 to 1: at 1 an article that meets half of the query's weight keeps half
    /// of its score.
    pub coverage: f32,
    /// Least part of the query's weight an article must meet, 0 to 1.
    pub min_coverage: f32,
    /// The same where the query names a year, 0 to 1.
    pub min_coverage_in_year: f32,
    /// A round-up or list of contents beside an article on the subject itself, 0 to 1.
    pub digest: f32,
    /// Largest part of a score that freshness adds, 0 to 1. Small, so that it only orders articles that
    /// answer about equally well.
    pub freshness: f32,
    /// Half-life of freshness in days, > 0: news of a year ago is worth half of today's bonus.
    pub half_life_days: f32,
}

impl Default for Ranking {
    fn default() -> Self {
        Self {
            bm25f: Bm25f::default(),
            stem: 0.85,
            cognate: 0.75,
            completion: 0.7,
            fuzzy: 0.6,
            concept: 1.0,
            concept_word: 0.6,
            name: 1.2,
            part_of_phrase: 0.5,
            both: 0.1,
            year: 1.0,
            coverage: 1.0,
            min_coverage: 0.3,
            min_coverage_in_year: 0.6,
            digest: 0.7,
            freshness: 0.2,
            half_life_days: 365.0,
        }
    }
}

impl Ranking {
    /// Returns the part of its score that an article keeps which meets this part of the query's weight, both
    /// 0 to 1.
    pub(super) fn covered(&self, share: f32) -> f32 {
        1.0 - self.coverage * (1.0 - share)
    }
}

/// Parameters of the term score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25f {
    /// Saturation, k1 > 0: how fast a further occurrence stops to count. 1.2 to 2 are usual.
    pub k1: f32,
    /// Weights and length normalisation of the fields, in the order of [`crate::index::Field::ALL`].
    pub fields: [FieldWeights; FIELDS],
}

/// Parameters of one field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldWeights {
    /// How much an occurrence counts, ≥ 0.
    pub weight: f32,
    /// Length normalisation, 0 ≤ b ≤ 1: 0 ignores the field's length.
    pub b: f32,
}

impl Default for Bm25f {
    fn default() -> Self {
        Self {
            k1: 1.4,
            fields: [
                // A title names the subject; its length says little.
                FieldWeights {
                    weight: 3.0,
                    b: 0.4,
                },
                FieldWeights {
                    weight: 0.7,
                    b: 0.6,
                },
                // A long body mentions much that is not its subject.
                FieldWeights {
                    weight: 0.5,
                    b: 0.75,
                },
                // Tags and source are the same for hundreds of articles.
                FieldWeights {
                    weight: 0.5,
                    b: 0.0,
                },
            ],
        }
    }
}
