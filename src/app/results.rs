//! What the list shows, derived from what is loaded and what is asked. Nothing here is set by hand.

use leptos::prelude::*;
use vigie_core::article::{Article, DocId, FacetGroup, Kind};
use vigie_core::language::Language;
use vigie_core::messages::Messages;
use vigie_core::query::{self, Parsed, Query};
use vigie_core::search::{FacetCount, Hits, Request, Sort, search};
use vigie_ui::browser::page;
use vigie_ui::components::{ActiveFilter, CardEntry, CardText, FacetOption, FacetOptions};
use vigie_ui::state::loading::Collection;

use crate::context::Context;
use crate::navigation::Navigation;

/// Cards drawn in one go.
const SLICE: usize = 6;

/// Kind that readers may hide.
const SPONSORED: &str = "sponsored";

/// The answer to what is asked. A bundle of memos, free to copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Results {
    /// What was typed, with what of it is ignored.
    pub(crate) parsed: Memo<Parsed>,
    /// The words asked.
    pub(crate) query: Memo<Query>,
    /// The answer; `None` while there is no index.
    pub(crate) hits: Memo<Option<Hits>>,
    /// How many cards may be drawn by now.
    drawn: RwSignal<usize>,
    collection: &'static Collection,
    navigation: &'static Navigation,
}

impl Results {
    /// Derives the answer.
    pub(crate) fn new(collection: &'static Collection, navigation: &'static Navigation) -> Self {
        let parsed =
            Memo::new(move |_| navigation.params.with(|params| query::parse(&params.query)));
        let query = Memo::new(move |_| parsed.with(|parsed| parsed.query.clone()));
        let hits = Memo::new(move |_| {
            let limit = navigation.shown.get();
            answer(collection, navigation, query, limit)
        });
        let drawn = RwSignal::new(SLICE);
        let results = Self {
            parsed,
            query,
            hits,
            drawn,
            collection,
            navigation,
        };
        Effect::new(move |_| results.draw_on());
        results
    }

    /// Lets the number of drawn cards grow to what is shown, a slice a frame, so that drawing a batch never
    /// keeps a slow computer from answering. Then the reader is put back where they were.
    fn draw_on(&self) {
        let drawn = self.drawn;
        let missing = self.navigation.shown.get().saturating_sub(drawn.get());
        if missing > 0 {
            return request_animation_frame(move || {
                drawn.update(|drawn| *drawn += SLICE.min(missing));
            });
        }
        if self.total().is_some() {
            page::release_height();
            self.navigation.restore();
        } else if self.collection.index_failure.with(Option::is_some) {
            page::release_height();
        }
    }

    /// Returns all articles of the answer in order; empty while there is no index.
    pub(crate) fn order(&self) -> Vec<DocId> {
        let all = answer(self.collection, self.navigation, self.query, usize::MAX);
        let hits = all.map(|answer| answer.hits).unwrap_or_default();
        hits.into_iter().map(|hit| hit.doc).collect()
    }

    /// Returns how many articles the answer has; `None` while it is unknown.
    pub(crate) fn total(&self) -> Option<u32> {
        let hits = self.hits.with(|hits| hits.as_ref().map(|hits| hits.total));
        hits.or_else(|| {
            let is_plain = self
                .navigation
                .params
                .with(vigie_ui::state::SearchParams::is_plain);
            is_plain.then(|| {
                self.collection
                    .library
                    .with(vigie_ui::state::Library::count)
            })
        })
    }

    /// Returns the places to show. Without an index the plain list can still be read: it is the order of
    /// the articles themselves.
    pub(crate) fn entries(&self, context: Context) -> Vec<CardEntry> {
        let docs: Vec<DocId> = match self
            .hits
            .with(|hits| hits.as_ref().map(|hits| hits.hits.clone()))
        {
            Some(hits) => hits.into_iter().map(|hit| hit.doc).collect(),
            None => self.unindexed(),
        };
        let texts = CardTexts::new(context);
        let entry = |doc| {
            let article = self.collection.library.with(|library| library.article(doc));
            let article = article.map(|article| {
                let text = texts.of(&article);
                (article, text)
            });
            CardEntry { doc, article }
        };
        docs.into_iter().take(self.drawn.get()).map(entry).collect()
    }

    fn unindexed(&self) -> Vec<DocId> {
        let (is_plain, sort) = self
            .navigation
            .params
            .with(|params| (params.is_plain(), params.effective_sort()));
        if !is_plain {
            return Vec::new();
        }
        let count = self
            .collection
            .library
            .with(vigie_ui::state::Library::count);
        let shown = self.navigation.shown.get();
        let docs = (0..count).map(DocId);
        if sort == Sort::Oldest {
            docs.take(shown).collect()
        } else {
            docs.rev().take(shown).collect()
        }
    }

    /// Returns the label of a section; empty where the site has only one.
    pub(crate) fn section_label(&self, article: &Article, language: Language) -> String {
        let sections = self.collection.index.with(|index| {
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
            return String::new();
        }
        let section = article.id.section();
        self.collection.library.with_untracked(|library| {
            library.facet_label(FacetGroup::Section, section, section, language)
        })
    }

    /// Returns the options of every facet group, in a steady order: most articles of the whole collection
    /// first, years newest first.
    pub(crate) fn facet_options(&self, context: Context) -> FacetOptions {
        let (Some(index), Some(facets)) = (
            self.collection.index.get(),
            self.hits
                .with(|hits| hits.as_ref().map(|hits| hits.facets.clone())),
        ) else {
            return Vec::new();
        };
        let filters = self.navigation.params.with(|params| params.filters.clone());
        let group_options = |(group, counts): (FacetGroup, Vec<FacetCount>)| {
            let chosen = &filters.chosen[group.index()];
            let whole = index.facet(group);
            if whole.len() < 2 && chosen.is_empty() {
                return Vec::new();
            }
            let size = |id: &str| {
                whole
                    .iter()
                    .find(|entry| entry.id == id)
                    .map_or(0, |entry| entry.docs.len())
            };
            let mut counts: Vec<_> = counts
                .into_iter()
                .filter(|value| value.count > 0 || chosen.contains(&value.id))
                .collect();
            counts.sort_unstable_by(|a, b| {
                let by_size = size(&b.id).cmp(&size(&a.id)).then_with(|| a.id.cmp(&b.id));
                if group == FacetGroup::Year {
                    b.id.cmp(&a.id)
                } else {
                    by_size
                }
            });
            let option = |value: FacetCount| FacetOption {
                label: self.value_label(group, &value.id, &value.name, context.messages),
                count: context.number(value.count),
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
        self.collection
            .library
            .with(|library| library.facet_label(group, id, name, messages.language))
    }

    /// Returns the filters in force, named as the options are.
    pub(crate) fn active_filters(&self, messages: &'static Messages) -> Vec<ActiveFilter> {
        let filters = self.navigation.params.with(|params| params.filters.clone());
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
    pub(crate) fn hides_sponsored(&self) -> Option<bool> {
        let index = self.collection.index.get()?;
        let has_any = index
            .facet(FacetGroup::Kind)
            .iter()
            .any(|entry| entry.id == SPONSORED);
        let hides = self
            .navigation
            .params
            .with(|params| params.filters.excluded[FacetGroup::Kind.index()].contains(SPONSORED));
        (has_any || hides).then_some(hides)
    }

    /// Hides sponsored articles or shows them again.
    pub(crate) fn toggle_sponsored(&self) {
        self.navigation
            .change(|params| params.toggle_excluded(FacetGroup::Kind, SPONSORED));
    }
}

/// Asks the index what the address asks; `None` while there is no index.
fn answer(
    collection: &Collection,
    navigation: &Navigation,
    query: Memo<Query>,
    limit: usize,
) -> Option<Hits> {
    let index = collection.index.get()?;
    Some(navigation.params.with(|params| {
        let (filters, sort) = (&params.filters, params.effective_sort());
        query.with(|query| {
            search(
                &index,
                &Request {
                    query,
                    filters,
                    sort,
                    limit,
                },
            )
        })
    }))
}

/// Makes the texts of cards that depend on language and site.
struct CardTexts {
    context: Context,
    root: String,
}

impl CardTexts {
    fn new(context: Context) -> Self {
        Self {
            context,
            root: page::root(),
        }
    }

    fn of(&self, article: &Article) -> CardText {
        CardText {
            date: self.context.formats().short_date(article.published),
            section: self
                .context
                .results
                .section_label(article, self.context.messages.language),
            href: format!("{}{}", self.root, article.id.relative()),
            bundle: format!("{}bundle/", self.root),
        }
    }
}
