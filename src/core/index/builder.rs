//! Index builder: takes articles and returns finished buffers.

use std::collections::{BTreeMap, BTreeSet};

use super::facets::{self, FacetTable};
use super::pieces::Pieces;
use super::postings::{Columns, MAX_FREQUENCIES, Posting};
use super::{FIELDS, Field, INDEX_VERSION, MAGIC, RARE, SECTIONS, lengths};
use crate::analysis::{self, Distance, forgiven_if_absent};
use crate::article::{Article, DocId, FacetGroup};
use crate::bytes::{push_varint, seal};
use crate::concepts::Thesaurus;
use crate::markdown::Document;

/// Collects articles for an index. The order of [`IndexBuilder::add`] is the order of [`DocId`].
#[derive(Debug, Default)]
pub struct IndexBuilder {
    thesaurus: Thesaurus,
    terms: BTreeMap<String, Vec<Posting>>,
    concepts: Vec<Vec<Posting>>,
    lengths: [Vec<u32>; FIELDS],
    days: Vec<i32>,
    facets: FacetTable,
}

impl IndexBuilder {
    /// Makes a builder without articles, for a thesaurus, which may be empty.
    pub fn new(thesaurus: Thesaurus) -> Self {
        Self {
            concepts: vec![Vec::new(); thesaurus.concepts.len()],
            thesaurus,
            ..Self::default()
        }
    }

    /// Adds the next article with its body, if it has one. Articles come oldest first.
    pub fn add(&mut self, article: &Article, body: Option<&Document>) {
        let mut pieces = self.begin(article, body);
        while self.go_on(&mut pieces) {}
    }

    /// Begins to add the next article. [`IndexBuilder::go_on`] does the rest, and must end before the next.
    pub fn begin(&mut self, article: &Article, body: Option<&Document>) -> Pieces {
        let doc =
            DocId(u32::try_from(self.days.len()).expect("an index has fewer than 2³² articles"));
        self.days.push(article.published.day().number());
        self.lengths.iter_mut().for_each(|column| column.push(0));
        for group in FacetGroup::ALL {
            for value in article.facet_values(group) {
                facets::note(&mut self.facets[group.index()], value, doc);
            }
        }
        Pieces::new(doc, article, body)
    }

    /// Adds some more of an article that was begun; returns whether there was anything left.
    pub fn go_on(&mut self, pieces: &mut Pieces) -> bool {
        let (doc, language) = (pieces.doc, pieces.language);
        let Some((field, text)) = pieces.next() else {
            return false;
        };
        self.add_text(doc, field, text);
        if field != Field::Label {
            for concept in self.thesaurus.concepts_of_phrases(text, language) {
                if let Some(list) = self.concepts.get_mut(concept.0 as usize) {
                    count(list, doc, field);
                }
            }
        }
        true
    }

    /// Forgets the concepts that no article names, which answer nothing. Returns the numbers of the terms that
    /// name each of the others by themselves, in ascending order.
    fn retain_named_concepts(&mut self) -> Vec<Vec<u32>> {
        let mut terms = self.concept_terms();
        let lists = self.concepts.iter().zip(&terms);
        let named: Vec<bool> = lists
            .map(|(list, terms)| !list.is_empty() || !terms.is_empty())
            .collect();
        let is_named = |at: usize| named.get(at).copied().unwrap_or_default();
        self.thesaurus.retain(|id| is_named(id.0 as usize));
        let (mut list, mut term) = (0.., 0..);
        self.concepts.retain(|_| list.next().is_some_and(is_named));
        terms.retain(|_| term.next().is_some_and(is_named));
        terms
    }

    /// The numbers of the terms that name each concept by themselves, in ascending order.
    fn concept_terms(&self) -> Vec<Vec<u32>> {
        let mut terms = vec![Vec::new(); self.concepts.len()];
        for (number, term) in (0..).zip(self.terms.keys()) {
            for concept in self.thesaurus.plain(&analysis::root(term)) {
                if let Some(list) = terms.get_mut(concept.0 as usize) {
                    list.push(number);
                }
            }
        }
        terms
    }

    fn add_text(&mut self, doc: DocId, field: Field, text: &str) {
        let tokens = analysis::tokens(text);
        let words = tokens.iter().map(|token| token.position).max();
        if let Some(length) = self.lengths[field as usize].last_mut() {
            *length += words.map_or(0, |last| last + 1);
        }
        for token in tokens {
            let is_function_word = analysis::is_stop_word(&token.term);
            let list = self.terms.entry(token.term).or_default();
            count(list, doc, field);
            if is_function_word && let Some(posting) = list.last_mut() {
                // The frequency of *the* is irrelevant; phrases only need to know that it occurs.
                posting.frequencies[field as usize] = 1;
            }
        }
    }

    /// Forgets the known words that would not be taken for typing errors anyway: those of which these articles have
    /// a form, and those that are far from every word of articles and concepts.
    pub fn retain_known_words(&mut self) {
        self.retain_named_concepts();
        let mut known = std::mem::take(&mut self.thesaurus.known_words);
        let frequent = self
            .terms
            .iter()
            .filter(|(_, list)| list.len() > RARE as usize);
        let mut roots: BTreeSet<String> = frequent.map(|(term, _)| analysis::root(term)).collect();
        let phrases = || {
            self.thesaurus
                .phrases()
                .iter()
                .map(|phrase| self.thesaurus.key(phrase))
        };
        roots.extend(
            phrases()
                .filter(|key| !key.contains(' '))
                .map(str::to_owned),
        );
        let firsts = phrases().filter_map(|key| key.split(' ').next());
        // By initial and length: no forgiven error changes the first letter, and each the length by one at most.
        let mut terms: BTreeMap<(Option<char>, usize), BTreeSet<&str>> = BTreeMap::new();
        for term in self.terms.keys().map(String::as_str).chain(firsts) {
            let initial = term.chars().next();
            terms.entry((initial, term.len())).or_default().insert(term);
        }
        let is_near = |word: &str, limit: u8| {
            let (initial, reach) = (word.chars().next(), usize::from(limit));
            let lengths = word.len().saturating_sub(reach)..=word.len() + reach;
            let mut distance = Distance::new(word, limit);
            let mut alike = lengths
                .filter_map(|length| terms.get(&(initial, length)))
                .flatten();
            alike.any(|term| *term != word && distance.to(term).is_some())
        };
        known.retain(|word| {
            let limit = forgiven_if_absent(word);
            limit > 0 && !roots.contains(&analysis::root(word)) && is_near(word, limit)
        });
        self.thesaurus.known_words = known;
    }

    /// Writes the index and its concepts. Equal articles in equal order give equal bytes. Without articles
    /// both are valid, and nothing is found.
    pub fn finish(mut self) -> IndexBuffers {
        let terms = self.retain_named_concepts();
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        let [
            dictionary,
            sizes,
            documents,
            fields,
            lengths,
            days,
            facets,
            words,
            known,
        ] = &mut sections;
        let mut columns = Columns::default();
        for (term, list) in &self.terms {
            dictionary.extend_from_slice(term.as_bytes());
            dictionary.push(b'\n');
            columns.push(list);
        }
        self.concepts.iter().for_each(|list| columns.push(list));
        (*sizes, *documents, *fields) = (columns.sizes, columns.documents, columns.fields);
        for column in &self.lengths {
            lengths.extend(column.iter().map(|words| lengths::encode(*words)));
        }
        let mut before = None;
        for day in &self.days {
            match before {
                None => days.extend_from_slice(&day.to_le_bytes()),
                // Articles come oldest first; one out of order counts as of the day before it.
                Some(before) => push_varint(days, u32::try_from(day - before).unwrap_or_default()),
            }
            before = before.max(Some(*day));
        }
        facets::encode(&self.facets, facets);
        for list in &terms {
            push_ascending(list, words);
        }
        // With the index, because they change with the articles and the concepts hardly do.
        for word in std::mem::take(&mut self.thesaurus.known_words) {
            known.extend_from_slice(word.as_bytes());
            known.push(b'\n');
        }
        IndexBuffers {
            index: assemble(&sections),
            concepts: self.thesaurus.write(),
        }
    }
}

/// Appends numbers in ascending order: how many, then the distances.
fn push_ascending(numbers: &[u32], bytes: &mut Vec<u8>) {
    push_varint(bytes, u32::try_from(numbers.len()).unwrap_or(u32::MAX));
    let mut next = 0;
    for number in numbers {
        push_varint(bytes, number - next);
        next = number + 1;
    }
}

/// What a builder writes: two buffers that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexBuffers {
    /// The index.
    pub index: Vec<u8>,
    /// The concepts it was made with.
    pub concepts: Vec<u8>,
}

/// Counts one more occurrence in the article, which is the last of the list or a newer one.
fn count(list: &mut Vec<Posting>, doc: DocId, field: Field) {
    if list.last().is_none_or(|posting| posting.doc != doc) {
        list.push(Posting {
            doc,
            ..Posting::default()
        });
    }
    if let Some(posting) = list.last_mut() {
        let frequency = &mut posting.frequencies[field as usize];
        *frequency = MAX_FREQUENCIES[field as usize].min(frequency.saturating_add(1));
    }
}

fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let number = |bytes: usize| {
        u32::try_from(bytes)
            .expect("an index is smaller than 4 GiB")
            .to_le_bytes()
    };
    let mut content = Vec::new();
    let mut start = SECTIONS * 8;
    for section in sections {
        content.extend_from_slice(&number(start));
        content.extend_from_slice(&number(section.len()));
        start += section.len();
    }
    content.extend(sections.iter().flatten());
    seal(MAGIC, INDEX_VERSION, &content)
}
