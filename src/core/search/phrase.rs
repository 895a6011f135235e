//! Words that must stand side by side: checked in the text itself, for the index keeps no positions.
//!
//! Positions would be two fifths of the index. The texts of the cards are loaded anyway, and only articles
//! that hold every word of the phrase are read.

use super::bm25f::{Scored, Scorer};
use super::expansion::{Widening, expand, score_terms};
use super::ranking::Ranking;
use crate::analysis;
use crate::article::DocId;
use crate::index::{DocSet, Index};
use crate::query::Phrase;

/// Gives the texts of an article, title and summary, one by one; none where it is not loaded.
pub type Texts<'a> = &'a dyn Fn(DocId, &mut dyn FnMut(&str));

/// Scores a phrase: the words as written, and next to each other in one text. Without texts, or where an
/// article is not loaded, holding all the words is enough.
pub(super) fn score(
    index: &Index,
    phrase: &Phrase,
    texts: Option<Texts<'_>>,
    scorer: &Scorer<'_>,
    ranking: &Ranking,
) -> Scored {
    let mut scored: Option<Scored> = None;
    for term in &phrase.terms {
        let terms = expand(index, term, false, Widening::Exact, ranking);
        // Stop words are not in the index; a word that is nowhere is a stop word or is nowhere in the texts.
        if terms.is_empty() && analysis::is_stop_word(term) {
            continue;
        }
        let word = score_terms(index, scorer, &terms, ranking);
        scored = Some(match scored {
            Some(all) => all.and(&word),
            None => word,
        });
    }
    let mut scored = scored.unwrap_or_else(|| Scored::flat(index, DocSet::full(index.count())));
    let Some(texts) = texts.filter(|_| phrase.terms.len() > 1 || scored.weight <= 0.0) else {
        return scored;
    };
    let mut met = DocSet::empty(index.count());
    for doc in scored.met.iter() {
        let (mut is_loaded, mut holds) = (false, false);
        texts(doc, &mut |text| {
            is_loaded = true;
            holds = holds || find(text, &phrase.terms).is_some();
        });
        if holds || !is_loaded {
            met.insert(doc);
        }
    }
    scored.met = met;
    scored
}

/// Returns the bytes of the first place where these folded words follow each other in a text.
pub(super) fn find(text: &str, terms: &[String]) -> Option<std::ops::Range<usize>> {
    places(text, terms).next()
}

/// Iterates the bytes of the places where these folded words follow each other; none for no words.
pub(super) fn places<'a>(
    text: &str,
    terms: &'a [String],
) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    let parts: Vec<_> = analysis::words(text)
        .into_iter()
        .flat_map(|word| word.parts)
        .collect();
    let starts = 0..(parts.len() + 1).saturating_sub(terms.len().max(1));
    starts.filter_map(move |start| {
        let window = parts.get(start..start + terms.len())?;
        let fits = window
            .iter()
            .zip(terms)
            .all(|(part, term)| part.term == *term);
        let (first, last) = (window.first()?, window.last()?);
        fits.then_some(first.span.start..last.span.end)
    })
}
