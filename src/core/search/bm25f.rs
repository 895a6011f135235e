//! BM25F: how well an article matches a word.
//!
//! S. Robertson, H. Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009), section 3.6: the
//! frequencies of all fields are weighted and added before saturation, so that a word in title and summary does not
//! count as two words.

use super::ranking::{Bm25f, Ranking};
use crate::article::DocId;
use crate::date::Day;
use crate::index::{DocSet, FIELDS, Field, Index, Posting};

/// A model made ready for an index: what an occurrence counts in a field of each length.
#[derive(Clone, Debug)]
pub(super) struct Scorer<'a> {
    index: &'a Index,
    k1: f32,
    codes: [&'a [u8]; FIELDS],
    factors: [Vec<f32>; FIELDS],
}

impl<'a> Scorer<'a> {
    pub(super) fn new(index: &'a Index, model: &Bm25f) -> Self {
        let factors = Field::ALL.map(|field| {
            let weights = model.fields[field as usize];
            let mean = index.mean_length(field);
            let factor = |code| {
                let length = Index::decode_length(code) as f32 / mean;
                weights.weight / (1.0 - weights.b + weights.b * length)
            };
            (0..=u8::MAX).map(factor).collect()
        });
        Self {
            index,
            k1: model.k1,
            codes: Field::ALL.map(|field| index.length_codes(field)),
            factors,
        }
    }

    /// Returns the weighed, length-normalised frequency of a term in an article.
    pub(super) fn frequency(&self, posting: Posting) -> f32 {
        let mut frequency = 0.0;
        for (at, count) in posting.frequencies.into_iter().enumerate() {
            if count > 0 {
                let code = self.codes[at].get(posting.doc.0 as usize).copied();
                let factor = self.factors[at].get(usize::from(code.unwrap_or_default()));
                frequency += f32::from(count) * factor.copied().unwrap_or_default();
            }
        }
        frequency
    }

    /// Returns the weight of a word that so many articles hold, > 0.
    pub(super) fn idf(&self, document_frequency: u32) -> f32 {
        let (n, all) = (document_frequency as f32, self.index.count() as f32);
        (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
    }

    /// Returns how far a frequency goes, 0 to 1 + k1.
    pub(super) fn saturate(&self, frequency: f32) -> f32 {
        frequency * (self.k1 + 1.0) / (frequency + self.k1)
    }
}

/// Days that are equally fresh.
const DAYS_PER_STEP: i32 = 7;

/// How much newer articles are favoured. Age counts from the newest article, not from today: the same bundle
/// always gives the same order.
#[derive(Clone, Debug)]
pub(super) struct Freshness {
    newest: i32,
    /// Factor for each age in weeks, 1 to 1 + the largest bonus.
    factors: Vec<f32>,
}

impl Freshness {
    pub(super) fn new(index: &Index, ranking: &Ranking) -> Self {
        let number = |day: Option<&Day>| day.map_or(0, |day| day.number());
        let newest = number(index.days().last());
        let weeks = (newest - number(index.days().first())).max(0) / DAYS_PER_STEP;
        let factor = |week: i32| {
            let days = (week * DAYS_PER_STEP) as f32;
            1.0 + ranking.freshness * (-days / ranking.half_life_days).exp2()
        };
        Self {
            newest,
            factors: (0..=weeks).map(factor).collect(),
        }
    }

    /// Returns the factor of an article.
    pub(super) fn of(&self, index: &Index, doc: DocId) -> f32 {
        let week = (self.newest - index.day(doc).number()) / DAYS_PER_STEP;
        let factor = usize::try_from(week)
            .ok()
            .and_then(|week| self.factors.get(week));
        factor.copied().unwrap_or(1.0)
    }
}

/// The result of a part of a query: which articles match it, and how well.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// The articles that meet the part.
    pub(super) met: DocSet,
    /// Score of every article, 0 where it says nothing of it.
    pub(super) scores: Vec<f32>,
    /// Weight of the part in the query: the score of a middling answer.
    pub(super) weight: f32,
}

impl Scored {
    /// Nothing meets it.
    pub(super) fn nothing(index: &Index) -> Self {
        Self {
            met: DocSet::empty(index.count()),
            scores: vec![0.0; index.count() as usize],
            weight: 0.0,
        }
    }

    /// Some articles meet it, and none better than another.
    pub(super) fn flat(index: &Index, met: DocSet) -> Self {
        Self {
            met,
            ..Self::nothing(index)
        }
    }

    /// Returns the weight, or 0 where nothing meets it.
    pub(super) fn known_weight(&self) -> f32 {
        if self.met.is_empty() {
            0.0
        } else {
            self.weight
        }
    }

    /// Lowers scores and weight in proportion, so that the weight is at most `limit`.
    pub(super) fn weaken(&mut self, limit: f32) {
        if self.weight > limit {
            self.scale(limit / self.weight);
        }
    }

    /// Multiplies scores and weight.
    pub(super) fn scale(&mut self, factor: f32) {
        self.weight *= factor;
        self.scores.iter_mut().for_each(|score| *score *= factor);
    }

    /// Whatever meets one of two; the better answer counts, and a part of the other one.
    pub(super) fn or_both(mut self, other: &Self, part: f32) -> Self {
        self.met.unite(&other.met);
        for (score, other) in self.scores.iter_mut().zip(&other.scores) {
            *score = score.max(*other) + part * score.min(*other);
        }
        self.weight = self.weight.max(other.weight);
        self
    }

    /// Whatever meets one of two; an article answers as well as its better answer.
    pub(super) fn or(mut self, other: &Self) -> Self {
        self.met.unite(&other.met);
        for (score, other) in self.scores.iter_mut().zip(&other.scores) {
            if *other > *score {
                *score = *other;
            }
        }
        self.weight = self.weight.max(other.weight);
        self
    }

    /// Whatever meets both; the answers add up.
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.met.intersect(&other.met);
        for (score, other) in self.scores.iter_mut().zip(&other.scores) {
            *score += other;
        }
        self.weight += other.weight;
        self
    }
}
