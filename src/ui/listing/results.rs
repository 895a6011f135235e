//! What the list shows, derived from what is loaded and what is asked. Nothing here is set by hand.

use std::cell::Cell;
use std::rc::Rc;

use crate::browser::clock::request_animation_frame;
use crate::components::{
    ActiveFilter, CardEntry, CardText, FacetOption, FacetOptions, Line, Marker,
};
use crate::signals::{Effect, Memo, RwSignal};
use crate::state::loading::Collection;
use crate::state::{Library, SearchParams};
use vigie_core::article::{Article, DocId, FacetGroup, Kind};
use vigie_core::index::DocSet;
use vigie_core::language::Language;
use vigie_core::messages::Messages;
use vigie_core::order;
use vigie_core::query::{self, Parsed};
use vigie_core::search::{FacetCount, Hit, Hits, Request, Sort, search};

use super::{Listing, Question};

/// New cards drawn in one frame.
const SLICE: usize = 6;

/// Kind that readers may hide.
const SPONSORED: &str = "sponsored";

/// The answer to what is asked. A bundle of memos, free to copy.
#[derive(Clone, Copy, Debug)]
pub struct Results {
    /// What was typed, with what of it is ignored.
    pub parsed: Memo<Parsed>,
    /// The answer; `None` while there is no index.
    pub hits: Memo<Option<Hits>>,
    /// What to mark in texts.
    pub marker: Memo<Marker>,
    /// Every place of the list: the articles that answer, then those about the same things.
    places: Memo<Vec<DocId>>,
    /// Those of them that are drawn by now, in the same order.
    drawn: Memo<Vec<DocId>>,
    /// Set in every frame until all are.
    frame: RwSignal<()>,
    /// The only articles that count; `None` for all.
    within: Memo<Option<DocSet>>,
    collection: &'static Collection,
    question: Question,
}

impl Results {
    /// Derives the answer. `within` holds the only articles that count; `after` is called whenever all that is
    /// asked for is drawn, or will not be.
    pub fn new(
        collection: &'static Collection,
        question: Question,
        within: Memo<Option<DocSet>>,
        after: impl Fn(bool) + 'static,
    ) -> Self {
        let parsed = Memo::new(move |_| question.params.with(|params| query::parse(&params.query)));
        let hits = Memo::new(move |_| {
            let limit = question.shown.get();
            answer(collection, question, parsed, within, limit)
        });
        let marker = Memo::new(move |_| {
            hits.with(|hits| Marker {
                marks: hits
                    .as_ref()
                    .map(|hits| hits.marks.clone())
                    .unwrap_or_default(),
                index: collection.index.get(),
            })
        });
        let places = Memo::new(move |_| {
            hits.with(|hits| match hits {
                Some(hits) => {
                    let all = hits.hits.iter().chain(&hits.related);
                    all.map(|hit| hit.doc).collect()
                }
                None => unindexed(collection, question, within),
            })
        });
        let frame = RwSignal::new(());
        let drawn = Memo::new(move |before: Option<&Vec<DocId>>| {
            frame.get();
            let before = before.map(Vec::as_slice).unwrap_or_default();
            places.with(|places| next_slice(before, places))
        });
        let results = Self {
            parsed,
            hits,
            marker,
            places,
            drawn,
            frame,
            within,
            collection,
            question,
        };
        let is_awaited = Rc::default();
        Effect::new(move |_| results.draw_on(&is_awaited, &after));
        Effect::new(move |_| {
            let unread = hits.with(|hits| hits.as_ref().map(|hits| hits.unread.clone()));
            collection.load_bodies(&unread.unwrap_or_default());
        });
        Effect::new(move |_| {
            let shown = hits.with(|hits| {
                hits.iter()
                    .flat_map(|hits| hits.hits.iter().map(|hit| hit.doc))
                    .collect()
            });
            collection.want(shown);
        });
        results
    }

    /// Lets the drawn cards grow to all there are, a slice a frame, so that drawing a batch never keeps a slow
    /// computer from answering. Then the reader is put back where they were.
    fn draw_on(&self, is_awaited: &Rc<Cell<bool>>, after: &dyn Fn(bool)) {
        let (frame, drawn) = (self.frame, self.drawn.with(Vec::len));
        if drawn < self.places.with(Vec::len) {
            // One frame, however many answers follow each other before it.
            if !is_awaited.replace(true) {
                let is_awaited = Rc::clone(is_awaited);
                request_animation_frame(move || {
                    is_awaited.set(false);
                    frame.set(());
                });
            }
        } else if self.total().is_some() {
            after(true);
        } else if self.collection.index_failure.with(Option::is_some) {
            after(false);
        }
    }

    /// Returns all articles of the answer in order; empty while there is no index.
    pub fn order(&self) -> Vec<DocId> {
        let all = answer(
            self.collection,
            self.question,
            self.parsed,
            self.within,
            usize::MAX,
        );
        let hits = all.map(|answer| answer.hits).unwrap_or_default();
        hits.into_iter().map(|hit| hit.doc).collect()
    }

    /// Returns the articles that are shown, in order.
    pub fn shown(&self) -> Vec<DocId> {
        self.hits.with_untracked(|hits| match hits {
            Some(hits) => hits.hits.iter().map(|hit| hit.doc).collect(),
            None => unindexed(self.collection, self.question, self.within),
        })
    }

    /// Returns the text that was asked: the places in the answer are places in it.
    pub fn asked(&self) -> String {
        self.question.params.with(|params| params.query.clone())
    }

    /// Returns the order of the list: as the answer has it, for what was typed may ask for one.
    pub fn sort(&self) -> Sort {
        let sort = self.hits.with(|hits| hits.as_ref().map(|hits| hits.sort));
        sort.unwrap_or_else(|| self.question.params.with(SearchParams::effective_sort))
    }

    /// Returns how many articles of the answer have everything that was asked.
    pub fn complete(&self) -> Option<u32> {
        self.hits
            .with(|hits| hits.as_ref().map(|hits| hits.complete))
    }

    /// Returns how many articles the answer has; `None` while it is unknown.
    pub fn total(&self) -> Option<u32> {
        let hits = self.hits.with(|hits| hits.as_ref().map(|hits| hits.total));
        hits.or_else(|| {
            let is_plain = self.question.params.with(SearchParams::is_plain);
            is_plain.then(|| match self.within.get() {
                Some(docs) => docs.len(),
                None => self.collection.library.with(Library::count),
            })
        })
    }

    /// Returns what is drawn by now. Without an index the plain list can still be read: it is the order of
    /// the articles themselves. `text` makes what depends on language and site.
    pub fn entries(&self, text: &dyn Fn(&Article) -> CardText) -> Vec<CardEntry> {
        let places = self.places.get();
        let related = self
            .hits
            .with(|hits| hits.as_ref().map_or(0, |hits| hits.related.len()));
        let first_related = places.len() - related;
        // Where some articles have the words, those say so that have only the meaning.
        let by_meaning: Vec<DocId> = self.hits.with(|hits| {
            let hits = hits.iter().flat_map(|hits| &hits.hits);
            let is_literal = |hit: &Hit| hit.is_complete && !hit.is_by_meaning;
            let has_literal = hits.clone().any(is_literal);
            let found = hits.filter(|hit| has_literal && hit.is_complete && hit.is_by_meaning);
            found.map(|hit| hit.doc).collect()
        });
        // The line before what is only near: where the order says what is near, and something is not.
        let complete = self
            .complete()
            .filter(|complete| *complete > 0 && self.sort() == Sort::Relevance);
        let first_near = complete.and_then(|complete| usize::try_from(complete).ok());
        // Each line stands before the first card behind it that is drawn.
        let mut lines = [
            (
                first_near.unwrap_or(first_related)..first_related,
                Line::Near,
            ),
            (first_related..places.len(), Line::Related),
        ]
        .into_iter()
        .peekable();
        let entry = |(place, doc): (usize, DocId)| {
            let article = self.collection.library.with(|library| library.article(doc));
            let article = article.map(|article| {
                let text = text(&article);
                (article, text)
            });
            while lines.next_if(|(behind, _)| place >= behind.end).is_some() {}
            let line = lines.next_if(|(behind, _)| behind.contains(&place));
            CardEntry {
                doc,
                article,
                line: line.map(|(_, line)| line),
                is_related: place >= first_related,
                is_by_meaning: by_meaning.contains(&doc),
            }
        };
        self.drawn.with(|drawn| {
            let mut drawn = drawn.iter().peekable();
            let is_drawn = |(_, doc): &(usize, DocId)| drawn.next_if_eq(&doc).is_some();
            (0..).zip(places).filter(is_drawn).map(entry).collect()
        })
    }

    /// Returns the label of a section; `None` where the site has only one.
    pub fn section_label(&self, article: &Article, language: Language) -> Option<String> {
        // Not followed: a page that shows an article is not redrawn when the index comes.
        let sections = self.collection.index.with_untracked(|index| {
            index
                .as_ref()
                .map_or(0, |index| index.facet(FacetGroup::Section).len())
        });
        // Before the index is here, the labels tell.
        let labelled = self.collection.library.with_untracked(|library| {
            let labels = library
                .manifest
                .iter()
                .flat_map(|manifest| &manifest.labels);
            labels
                .filter(|label| label.group == FacetGroup::Section.name())
                .count()
        });
        if sections.max(labelled) < 2 {
            return None;
        }
        let section = article.id.section();
        Some(self.collection.library.with_untracked(|library| {
            library.facet_label(FacetGroup::Section, section, section, language)
        }))
    }

    /// Returns the options of every facet group, in a steady order: most articles of the whole collection
    /// first, years newest first.
    pub fn facet_options(&self, listing: Listing) -> FacetOptions {
        let (Some(index), Some(facets)) = (
            self.collection.index.get(),
            self.hits
                .with(|hits| hits.as_ref().map(|hits| hits.facets.clone())),
        ) else {
            return Vec::new();
        };
        let filters = self.question.params.with(|params| params.filters.clone());
        let group_options = |(group, counts): (FacetGroup, Vec<FacetCount>)| {
            let chosen = &filters.chosen[group.index()];
            let whole = index.facet(group);
            if whole.len() < 2 && chosen.is_empty() || group == FacetGroup::Quality {
                return Vec::new();
            }
            let size = |id: &str| {
                let at = whole.binary_search_by(|entry| entry.id.as_str().cmp(id));
                at.map_or(0, |at| whole[at].docs.len())
            };
            let mut counts: Vec<_> = counts
                .into_iter()
                .filter(|value| value.count > 0 || chosen.contains(&value.id))
                .collect();
            order::sort_by(&mut counts, |a, b| {
                let by_size = size(&b.id).cmp(&size(&a.id)).then_with(|| a.id.cmp(&b.id));
                if group == FacetGroup::Year {
                    b.id.cmp(&a.id)
                } else {
                    by_size
                }
            });
            let option = |value: FacetCount| FacetOption {
                label: self.value_label(group, &value.id, &value.name, listing.messages),
                count: listing.number(value.count),
                is_chosen: chosen.contains(&value.id),
                id: value.id,
            };
            counts.into_iter().map(option).collect()
        };
        FacetGroup::ALL
            .into_iter()
            .zip(facets)
            .map(group_options)
            .collect()
    }

    fn value_label(
        &self,
        group: FacetGroup,
        id: &str,
        name: &str,
        messages: &'static Messages,
    ) -> String {
        if let Some(kind) = Kind::from_name(id).filter(|_| group == FacetGroup::Kind) {
            return (messages.kind)(kind).to_owned();
        }
        if let Some(value) = (messages.value)(group, id) {
            return value.to_owned();
        }
        if group == FacetGroup::Topic {
            return self.topic_label(id, messages.language);
        }
        self.collection
            .library
            .with(|library| library.facet_label(group, id, name, messages.language))
    }

    /// Returns the label of a topic: the publisher's, else that of the concepts.
    pub(super) fn topic_label(&self, id: &str, language: Language) -> String {
        let name = self.collection.index.with_untracked(|index| {
            let mut topics = index.iter().flat_map(|index| &index.thesaurus().topics);
            let topic = topics.find(|topic| topic.id == id);
            topic.map(|topic| topic.label.in_language(language).to_owned())
        });
        let name = name.as_deref().unwrap_or(id);
        self.collection
            .library
            .with_untracked(|library| library.facet_label(FacetGroup::Topic, id, name, language))
    }

    /// Returns the filters in force, named as the options are.
    pub fn active_filters(&self, messages: &'static Messages) -> Vec<ActiveFilter> {
        let filters = self.question.params.with(|params| params.filters.clone());
        let index = self.collection.index.get();
        let mut active = Vec::new();
        for group in FacetGroup::ALL {
            let chosen = filters.chosen[group.index()].iter().map(|id| (id, false));
            let excluded = filters.excluded[group.index()].iter().map(|id| (id, true));
            for (id, is_excluded) in chosen.chain(excluded) {
                let entries = index
                    .as_ref()
                    .map(|index| index.facet(group))
                    .unwrap_or_default();
                let name = entries
                    .iter()
                    .find(|entry| entry.id == *id)
                    .map_or(id, |entry| &entry.name);
                let label = self.value_label(group, id, name, messages);
                active.push(ActiveFilter {
                    group,
                    id: id.clone(),
                    label,
                    is_excluded,
                });
            }
        }
        active
    }

    /// Returns whether sponsored articles are hidden; `None` where there are none.
    pub fn hides_sponsored(&self) -> Option<bool> {
        let index = self.collection.index.get()?;
        let has_any = index
            .facet(FacetGroup::Kind)
            .iter()
            .any(|entry| entry.id == SPONSORED);
        let hides = self
            .question
            .params
            .with(|params| params.filters.excluded[FacetGroup::Kind.index()].contains(SPONSORED));
        (has_any || hides).then_some(hides)
    }

    /// Hides sponsored articles or shows them again.
    pub fn toggle_sponsored(params: &mut SearchParams) {
        params.toggle_excluded(FacetGroup::Kind, SPONSORED);
    }
}

/// The places of the plain list, in the order of the articles themselves; none for a search.
fn unindexed(
    collection: &Collection,
    question: Question,
    within: Memo<Option<DocSet>>,
) -> Vec<DocId> {
    let (is_plain, sort) = question
        .params
        .with(|params| (params.is_plain(), params.effective_sort()));
    if !is_plain {
        return Vec::new();
    }
    let count = collection.library.with(Library::count);
    let shown = question.shown.get();
    let within = within.get();
    let is_asked = |doc: &DocId| within.as_ref().is_none_or(|docs| docs.contains(*doc));
    let docs = (0..count).map(DocId).filter(is_asked);
    if sort == Sort::Oldest {
        docs.take(shown).collect()
    } else {
        docs.rev().take(shown).collect()
    }
}

/// What is drawn next: what is drawn already, and the first [`SLICE`] others, in the order of the places.
fn next_slice(before: &[DocId], places: &[DocId]) -> Vec<DocId> {
    let mut room = SLICE;
    let mut is_drawn = |doc: &DocId| {
        let was_drawn = before.contains(doc);
        if !was_drawn && room > 0 {
            room -= 1;
            return true;
        }
        was_drawn
    };
    places.iter().copied().filter(|doc| is_drawn(doc)).collect()
}

/// Asks the index; `None` while there is no index.
fn answer(
    collection: &Collection,
    question: Question,
    parsed: Memo<Parsed>,
    within: Memo<Option<DocSet>>,
    limit: usize,
) -> Option<Hits> {
    let index = collection.index.get()?;
    // Only phrases read texts; what they find changes while articles arrive.
    let has_read = Cell::new(false);
    let texts = |doc, read: &mut dyn FnMut(&str)| {
        if !has_read.replace(true) {
            collection.library.with(|_| ());
        }
        collection
            .library
            .with_untracked(|library| library.read_texts(doc, read))
    };
    let (filters, sort) = question
        .params
        .with(|params| (params.filters.clone(), params.sort.unwrap_or_default()));
    let within = within.get();
    Some(parsed.with(|parsed| {
        let request = Request {
            query: &parsed.query,
            filters: &filters,
            within: within.as_ref(),
            sort,
            limit,
            texts: Some(&texts),
        };
        search(&index, &request)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn docs(numbers: impl IntoIterator<Item = u32>) -> Vec<DocId> {
        numbers.into_iter().map(DocId).collect()
    }

    #[test]
    fn what_stays_is_kept_and_six_are_added() {
        let places = docs([9, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(next_slice(&[], &places), docs([9, 1, 2, 3, 4, 5]));
        let before = docs([2, 8, 40]);
        let expected = docs([9, 1, 2, 3, 4, 5, 6, 8]);
        assert_eq!(next_slice(&before, &places), expected);
        assert_eq!(next_slice(&expected, &places), places);
        assert_eq!(next_slice(&places, &[]), []);
    }

    proptest! {
        /// Whatever was drawn before, slice after slice leads to every place, in order, and takes nothing back.
        #[test]
        fn slices_lead_to_every_place(
            before in prop::collection::hash_set(0..60_u32, 0..30),
            places in Just((0..60).collect::<Vec<u32>>()).prop_shuffle(),
            count in 0..60_usize,
        ) {
            let places = docs(places.into_iter().take(count));
            let mut drawn = docs(before);
            drawn.retain(|doc| places.contains(doc));
            while drawn.len() < places.len() {
                let next = next_slice(&drawn, &places);
                prop_assert!(drawn.iter().all(|doc| next.contains(doc)));
                prop_assert_eq!(next.len(), places.len().min(drawn.len() + SLICE));
                let mut rest = places.iter();
                prop_assert!(next.iter().all(|doc| rest.any(|place| place == doc)));
                drawn = next;
            }
            prop_assert_eq!(next_slice(&drawn, &places), places);
        }
    }
}
