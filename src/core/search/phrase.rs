//! Finds adjacent words in the texts themselves, because the index has no positions.
//!
//! Positions would be two fifths of the index. The texts of the cards are loaded anyway, and only articles that
//! contain every word of the phrase are read.

use std::ops::Range;

use super::bm25f::{Scored, Scorer};
use super::expansion::{Widening, expand, score_terms};
use super::ranking::Ranking;
use crate::analysis::{self, is_first_group, is_group};
use crate::article::DocId;
use crate::index::{DocSet, Index};
use crate::query::Phrase;

/// Gives the texts of an article one by one, the title first, then summary and body. Returns whether these are
/// all: an article that is not loaded, or whose body is not, has more.
pub type Texts<'a> = &'a dyn Fn(DocId, &mut dyn FnMut(&str)) -> bool;

/// Scores a phrase: the words as written, and next to each other in one text. Without texts, or where one is
/// missing, holding all the words is enough; such articles are added to `unread`.
pub(super) fn score(
    index: &Index,
    phrase: &Phrase,
    texts: Option<Texts<'_>>,
    scorer: &Scorer<'_>,
    ranking: &Ranking,
    unread: &mut Vec<DocId>,
) -> Scored {
    let exact = |term: &str| {
        let terms = expand(index, term, false, Widening::Exact, ranking);
        score_terms(index, scorer, &terms, ranking)
    };
    let mut words = Vec::new();
    let mut terms = phrase.terms.as_slice();
    while let Some((first, rest)) = terms.split_first() {
        let groups = 1 + rest.iter().take_while(|term| is_group(term)).count();
        let (number, rest) = terms.split_at(if is_first_group(first) { groups } else { 1 });
        let parts = number
            .iter()
            .map(|part| exact(part))
            .reduce(|all, part| all.and(&part));
        // The groups of a number may be written without a space between them.
        let whole = (number.len() > 1).then(|| exact(&number.concat()));
        words.extend(parts.map(|parts| match &whole {
            Some(whole) => parts.or(whole),
            None => parts,
        }));
        terms = rest;
    }
    let all = words.into_iter().reduce(|all, word| all.and(&word));
    let mut scored = all.unwrap_or_else(|| Scored::nothing(index));
    let Some(texts) = texts.filter(|_| phrase.terms.len() > 1) else {
        return scored;
    };
    let mut met = DocSet::empty(index.count());
    for doc in scored.met.iter() {
        let mut holds = false;
        let is_all = texts(doc, &mut |text| {
            holds = holds || find(text, &phrase.terms).is_some();
        });
        if holds || !is_all {
            met.insert(doc);
        }
        if !holds && !is_all {
            unread.push(doc);
        }
    }
    scored.met = met;
    scored
}

/// Returns the bytes of the first place where these folded words follow each other in a text.
pub(super) fn find(text: &str, terms: &[String]) -> Option<Range<usize>> {
    places(text, terms).next()
}

/// Whether words follow each other in a text, or occur there as one; the last of them may go on.
pub(super) fn stands_in(text: &str, terms: &[String], goes_on: bool) -> bool {
    let steps = steps(text);
    let joined = [terms.concat()];
    let stands = |start, terms| end_of(&steps, start, terms, goes_on).is_some();
    (0..steps.len()).any(|start| stands(start, terms) || stands(start, &joined))
}

/// Iterates the bytes of the places where these folded words follow each other; none for no words. A word of
/// the text may be met as a whole or part by part, and a number whatever separates its groups.
pub(super) fn places<'a>(
    text: &str,
    terms: &'a [String],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let steps = steps(text);
    (0..steps.len()).filter_map(move |start| {
        let end = end_of(&steps, start, terms, false)?;
        (!terms.is_empty()).then(|| steps[start].span.start..end)
    })
}

/// The parts of the words of a text.
fn steps(text: &str) -> Vec<Step> {
    let words = analysis::words(text);
    let mut steps: Vec<Step> = Vec::new();
    for word in words {
        let span = word.span();
        let first = steps.len();
        let length = word.parts.len();
        steps.extend(word.parts.into_iter().map(|part| Step {
            term: part.term,
            span: part.span,
            joined: None,
        }));
        if let (Some(joined), Some(step)) = (word.joined, steps.get_mut(first)) {
            step.joined = Some((joined, length, span.end));
        }
    }
    steps
}

/// A part of a word of the text.
struct Step {
    term: String,
    span: Range<usize>,
    /// The word that starts here written as one, with its number of parts and its end in bytes.
    joined: Option<(String, usize, usize)>,
}

/// Where in the text the terms end that start at a step, the last of which may go on; `None` if they do not.
fn end_of(steps: &[Step], start: usize, terms: &[String], goes_on: bool) -> Option<usize> {
    let (mut at, mut terms, mut end) = (start, terms, 0);
    while let Some((first, rest)) = terms.split_first() {
        let may_go_on = goes_on && rest.is_empty();
        let fits = |term: &String| term == first || (may_go_on && term.starts_with(first));
        let step = steps.get(at)?;
        if fits(&step.term) {
            (at, end, terms) = (at + 1, step.span.end, rest);
            continue;
        }
        if let Some((joined, length, last)) = &step.joined
            && fits(joined)
        {
            (at, end, terms) = (at + length, *last, rest);
            continue;
        }
        // The text has the number without spaces.
        let groups = 1 + rest.iter().take_while(|term| is_group(term)).count();
        let number = terms
            .get(..groups)
            .filter(|_| groups > 1 && is_first_group(first))?;
        if number.concat() != step.term {
            return None;
        }
        (at, end, terms) = (at + 1, step.span.end, terms.get(groups..)?);
    }
    Some(end)
}
