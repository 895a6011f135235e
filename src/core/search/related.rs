//! Related articles: if few articles match, articles on the same topics follow.
//!
//! Pseudo-relevance feedback (V. Lavrenko, W. Croft, *Relevance-based language models*, 2001) with concepts instead
//! of words: the concepts in the titles of the best matches, rare ones first, form a second query. There are fewer
//! concepts than words, so the topic drifts less; titles name the subject.

use super::phrase::Texts;
use super::top::{Hit, select_best};
use crate::concepts::{ConceptId, ConceptKind};
use crate::index::{DocSet, Index};
use crate::language::Language;
use crate::order;

/// Best answers whose titles are read.
const ANSWERS: usize = 5;

/// Maximum number of concepts that are searched.
const CONCEPTS: usize = 8;

/// Least number of those concepts an article must name.
const MIN_CONCEPTS: f32 = 2.0;

/// A concept that one in this many articles has is too frequent to be specific.
const FREQUENT: u32 = 12;

/// Returns at most `limit` of the `allowed` articles that are about what the best answers are about, best
/// first. None without answers or texts.
pub(super) fn related(
    index: &Index,
    answers: &[Hit],
    texts: Texts<'_>,
    allowed: &DocSet,
    limit: usize,
) -> Vec<Hit> {
    let concepts = concepts_of(index, answers, texts);
    let mut counts = vec![0.0; index.count() as usize];
    let mut scores = counts.clone();
    for (concept, weight) in concepts {
        let mut docs = DocSet::empty(index.count());
        for list in index.concept_lists(concept) {
            list.for_each(|posting| docs.insert(posting.doc));
        }
        docs.intersect(allowed);
        for doc in docs.iter() {
            let at = doc.0 as usize;
            if let (Some(count), Some(score)) = (counts.get_mut(at), scores.get_mut(at)) {
                *count += 1.0;
                *score += weight;
            }
        }
    }
    for count in &mut counts {
        *count -= MIN_CONCEPTS - 0.5;
    }
    let nothing = DocSet::empty(index.count());
    select_best(&DocSet::positive(&counts), &nothing, &scores, limit)
}

/// Whether a concept of this kind can be the subject of an article. Study designs and business terms occur with every subject.
fn is_subject(kind: ConceptKind) -> bool {
    match kind {
        ConceptKind::Disease
        | ConceptKind::Procedure
        | ConceptKind::Technology
        | ConceptKind::Anatomy
        | ConceptKind::Device
        | ConceptKind::Company
        | ConceptKind::Trial => true,
        ConceptKind::Regulator
        | ConceptKind::Business
        | ConceptKind::Research
        | ConceptKind::Profession
        | ConceptKind::Word => false,
    }
}

/// What the titles of the best answers name, with its weight: in how many of them, and how rare it is.
fn concepts_of(index: &Index, answers: &[Hit], texts: Texts<'_>) -> Vec<(ConceptId, f32)> {
    // A handful: looking through them beats a map.
    let mut concepts: Vec<(ConceptId, f32)> = Vec::new();
    for hit in answers.iter().take(ANSWERS) {
        let mut is_title = true;
        texts(hit.doc, &mut |text| {
            if !std::mem::take(&mut is_title) {
                return;
            }
            for concept in index.thesaurus().concepts_in(text, Language::En) {
                match concepts.iter_mut().find(|(known, _)| *known == concept) {
                    Some((_, titles)) => *titles += 1.0,
                    None => concepts.push((concept, 1.0)),
                }
            }
        });
    }
    concepts.retain_mut(|(concept, weight)| {
        let count = index.concept_count(*concept).max(1);
        *weight *= (index.count() as f32 / count as f32).ln();
        let known = index.thesaurus().concept(*concept);
        count * FREQUENT < index.count() && known.is_some_and(|known| is_subject(known.kind))
    });
    order::sort_by(&mut concepts, |a, b| {
        b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
    });
    concepts.truncate(CONCEPTS);
    concepts
}
