//! BM25F: how well an article answers a word.
//!
//! S. Robertson, H. Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), section
//! 3.6: the frequencies of all fields are weighed and added first, then saturate once, so that a word in
//! title and summary does not count as two words.

use crate::article::DocId;
use crate::index::{DocSet, FIELDS, Field, Index, Posting};

/// Half-life of freshness, in days: news of a year ago is worth half of today's bonus.
const HALF_LIFE_DAYS: f32 = 365.0;

/// Largest part of a score that freshness adds. Small, so that it only orders articles that answer about
/// equally well.
const FRESHNESS: f32 = 0.15;

/// Parameters of the ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bm25f {
    /// Saturation, k1 > 0: how fast a further occurrence stops to count. 1.2 is the usual value.
    pub k1: f32,
    /// Weights and length normalisation of the fields, in the order of [`Field::ALL`].
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
            k1: 1.2,
            fields: [
                // A title names the subject; its length says little.
                FieldWeights {
                    weight: 3.0,
                    b: 0.4,
                },
                FieldWeights {
                    weight: 1.0,
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

impl Bm25f {
    /// Returns the weighed, length-normalised frequency of a term in an article.
    pub fn frequency(&self, index: &Index, posting: &Posting) -> f32 {
        let mut frequency = 0.0;
        for (field, weights) in Field::ALL.into_iter().zip(self.fields) {
            let count = posting.frequencies[field as usize];
            if count > 0 {
                let length =
                    f32::from(index.field_length(posting.doc, field)) / index.mean_length(field);
                frequency += weights.weight * count as f32 / (1.0 - weights.b + weights.b * length);
            }
        }
        frequency
    }

    /// Returns the score of a word that `document_frequency` of `count` articles hold, with this
    /// frequency in the article. Never negative.
    pub fn score(&self, frequency: f32, document_frequency: u32, count: u32) -> f32 {
        let (n, all) = (document_frequency as f32, count as f32);
        let idf = (1.0 + (all - n + 0.5) / (n + 0.5)).ln();
        idf * frequency * (self.k1 + 1.0) / (frequency + self.k1)
    }
}

/// Raises the scores of newer articles, so that among equals the newest comes first. Age counts from the
/// newest article, not from today: the same bundle always gives the same order.
pub(super) fn favour_recent(index: &Index, matching: &DocSet, scores: &mut [f32]) {
    let Some(last) = index.count().checked_sub(1) else {
        return;
    };
    let newest = index.day(DocId(last)).number();
    for doc in matching.iter() {
        if let Some(score) = scores.get_mut(doc.0 as usize) {
            let age = (newest - index.day(doc).number()).max(0) as f32;
            *score *= 1.0 + FRESHNESS * (-age / HALF_LIFE_DAYS).exp2();
        }
    }
}
