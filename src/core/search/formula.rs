//! The score of an article: one formula, for the ranking and for its explanation.
//!
//! score = sum of the contributions of the query's parts × coverage × kind × freshness.

use super::Ranking;
use super::bm25f::Freshness;
use super::part::Part;
use crate::article::{DocId, FacetGroup, Kind};
use crate::index::{DocSet, Index};

/// What the score of one article is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factors {
    /// The sum of what the parts of the query add, at least 0.
    pub sum: f32,
    /// What is left of it for the part of the query's weight that the article meets, 0 to 1.
    pub coverage: f32,
    /// Less than 1 for digests, which mention many subjects briefly.
    pub kind: f32,
    /// For its age, at least 1.
    pub freshness: f32,
}

impl Factors {
    /// Returns the score.
    pub fn score(&self) -> f32 {
        self.sum * self.coverage * self.kind * self.freshness
    }
}

/// The formula for one query.
pub(super) struct Formula<'a> {
    index: &'a Index,
    ranking: &'a Ranking,
    parts: &'a [Part],
    /// Weight of the whole query.
    whole: f32,
    /// Digests, in order.
    digests: Option<&'a [DocId]>,
    freshness: Freshness,
}

impl<'a> Formula<'a> {
    pub(super) fn new(index: &'a Index, ranking: &'a Ranking, parts: &'a [Part]) -> Self {
        let kinds = index.facet(FacetGroup::Kind).iter();
        let digests = kinds
            .into_iter()
            .find(|kind| kind.id == Kind::Digest.name())
            .map(|kind| &*kind.docs);
        Self {
            index,
            ranking,
            parts,
            whole: parts.iter().map(Part::known_weight).sum(),
            digests,
            freshness: Freshness::new(index, ranking),
        }
    }

    /// Returns the factors of an article. One that is complete lacks nothing that is asked of it here.
    pub(super) fn factors(&self, doc: DocId, is_complete: bool) -> Factors {
        let answers = self.parts.iter().map(|part| part.score(doc));
        let is_digest = self
            .digests
            .is_some_and(|digests| digests.binary_search(&doc).is_ok());
        Factors {
            sum: answers.sum(),
            coverage: if is_complete || self.whole <= 0.0 {
                1.0
            } else {
                self.ranking.covered(self.share(doc))
            },
            kind: if is_digest { self.ranking.digest } else { 1.0 },
            freshness: self.freshness.of(self.index, doc),
        }
    }

    /// Returns the part of the query's weight that an article meets, 0 to 1; 1 for a query without weight.
    pub(super) fn share(&self, doc: DocId) -> f32 {
        if self.whole <= 0.0 {
            return 1.0;
        }
        let met = self.parts.iter();
        let met = met.map(|part| part.known_weight() * part.share(doc));
        met.sum::<f32>() / self.whole
    }

    /// Returns the scores of some articles, 0 for all others.
    pub(super) fn scores(&self, docs: &DocSet, complete: &DocSet) -> Vec<f32> {
        let mut scores = vec![0.0; self.index.count() as usize];
        for doc in docs.iter() {
            if let Some(score) = scores.get_mut(doc.0 as usize) {
                *score = self.factors(doc, complete.contains(doc)).score();
            }
        }
        scores
    }
}
