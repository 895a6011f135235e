//! Derives the topics an article is filed under from the concepts in its title and summary.

use super::{ConceptId, ConceptKind, Thesaurus};
use crate::language::Language;
use crate::order;

/// Weight of a concept in the title beside one in the summary: a title names the subject.
const TITLE_WEIGHT: u32 = 3;

/// Least weight of a topic: named in the title, or three times in the summary.
const MIN_WEIGHT: u32 = 3;

/// A topic must weigh at least this part of the heaviest one (1 / this number).
const MIN_SHARE: u32 = 3;

/// Maximum number of topics of an article.
const MAX_TOPICS: usize = 3;

/// Bytes of a text that are looked at: what an article is about it says before that.
const MAX_TEXT_BYTES: usize = 16 << 10;

/// Returns the ids of an article's topics, most telling first; none where its concepts say too little.
pub fn topics(
    thesaurus: &Thesaurus,
    title: &str,
    summary: &str,
    language: Language,
) -> Vec<String> {
    let mut weights = vec![0_u32; thesaurus.topics.len()];
    for (text, weight) in [(title, TITLE_WEIGHT), (summary, 1)] {
        let mut seen: Vec<ConceptId> = Vec::new();
        let end = (0..=text.len().min(MAX_TEXT_BYTES))
            .rev()
            .find(|end| text.is_char_boundary(*end));
        let text = text.get(..end.unwrap_or_default()).unwrap_or(text);
        for concept in thesaurus.concepts_in(text, language) {
            let known = thesaurus.concept(concept);
            let topic = known.and_then(|concept| concept.topic);
            // A company or an ordinary word says little about the subject.
            let is_weak =
                known.is_some_and(|c| matches!(c.kind, ConceptKind::Word | ConceptKind::Company));
            let again = seen.contains(&concept);
            if let Some(sum) = topic.and_then(|topic| weights.get_mut(topic as usize)) {
                *sum += if again || is_weak { 1 } else { weight };
            }
            seen.push(concept);
        }
    }
    let heaviest = weights.iter().copied().max().unwrap_or_default();
    let mut ranked: Vec<(u32, usize)> = weights
        .into_iter()
        .enumerate()
        .map(|(topic, weight)| (weight, topic))
        .filter(|(weight, _)| *weight >= MIN_WEIGHT && weight * MIN_SHARE >= heaviest)
        .collect();
    order::sort_by(&mut ranked, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(MAX_TOPICS);
    let id = |(_, topic): (u32, usize)| thesaurus.topics.get(topic).map(|topic| topic.id.clone());
    ranked.into_iter().filter_map(id).collect()
}
