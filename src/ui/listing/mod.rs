//! A searchable list: its question, its results, and their description. The hosted page and the widget draw the
//! same list, each with its own addresses and surroundings.
//!
//! [`Question`] is what is asked, [`Results`] the answer, [`understanding`] how the search was interpreted, and
//! [`Listing`] combines them for the components.

mod results;
pub mod understanding;

use vigie_core::article::{Article, FacetGroup};
use vigie_core::date::Timestamp;
use vigie_core::messages::{Dates, FoundFor, FoundMixed, FoundNear, Messages, OutOf, format};

use crate::components::CardText;
use crate::signals::RwSignal;
use crate::state::SearchParams;
use crate::state::loading::Collection;

pub use results::Results;

/// What is asked, and how much of the answer is wanted. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// What is asked.
    pub params: RwSignal<SearchParams>,
    /// Cards wanted.
    pub shown: RwSignal<usize>,
}

/// What a list is drawn from, in one language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Listing {
    /// What is loaded.
    pub collection: &'static Collection,
    /// What is asked.
    pub question: Question,
    /// What answers.
    pub results: Results,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl Listing {
    /// Writes a number.
    pub fn number(self, number: u32) -> String {
        format::number(number, self.messages.language)
    }

    /// Says of when the newest article is, and when the server was asked last. Empty while unknown, and for the feed of
    /// another tool.
    pub fn freshness(self) -> String {
        let collection = self.collection;
        let dates = collection.library.with(|library| {
            let generated = library.generated()?;
            // Whoever has asked nobody knows at least what was known when the articles were published. A publication
            // that is dated after it was fetched comes from a wrong clock; clocks differ by a day at most.
            let mut checked = collection.checked.get().unwrap_or(generated);
            if generated.day().number() <= checked.day().number() + 1 {
                checked = checked.max(generated);
            }
            Some((library.latest?, checked))
        });
        let date = |time: Timestamp| format::short_date(time.day(), self.messages.language);
        dates.map_or_else(String::new, |(latest, checked)| {
            (self.messages.freshness)(Dates {
                latest: &date(latest),
                checked: &date(checked),
            })
        })
    }

    /// Makes the texts of a card, with addresses in the site's folder `root`, which ends with a slash.
    pub fn card_text(self, article: &Article, root: &str) -> CardText {
        let language = self.messages.language;
        let date = format::short_date(article.published.day(), language);
        let section = self.results.section_label(article, language);
        let topic = |id: &str| self.results.topic_label(id, language);
        let topics = self.topics(article);
        CardText::new(article, root, date, section, &topics, topic)
    }

    /// The ids of an article's topics. Those of another tool's feed stand in its index alone.
    fn topics(self, article: &Article) -> Vec<String> {
        if !article.topics.is_empty() {
            return article.topics.clone();
        }
        let library = self.collection.library;
        let doc = library.with_untracked(|library| library.find(&article.id));
        self.collection.index.with(|index| {
            let topics = index
                .iter()
                .flat_map(|index| index.facet(FacetGroup::Topic));
            let of_article = topics
                .filter(|topic| doc.is_some_and(|doc| topic.docs.binary_search(&doc).is_ok()));
            of_article.map(|topic| topic.id.clone()).collect()
        })
    }

    /// Says how many articles there are for what was typed, and how well they answer it; for nothing typed
    /// `plain` says it.
    pub fn found(self, total: u32, plain: fn(u32, &str) -> String) -> String {
        let (messages, number) = (self.messages, self.number(total));
        let typed = self.results.asked();
        let typed = typed.trim();
        if typed.is_empty() {
            return plain(total, &number);
        }
        match self.results.complete() {
            Some(0) if total > 0 => (messages.results_near)(FoundNear {
                articles: &(messages.results)(total, &number),
                query: typed,
            }),
            Some(complete) if complete < total => (messages.results_mixed)(FoundMixed {
                total: &number,
                complete: &self.number(complete),
                near: &self.number(total - complete),
                query: typed,
            }),
            _ => (messages.results_for)(FoundFor {
                total,
                number: &number,
                query: typed,
            }),
        }
    }

    /// The sentence of the button for at most `batch` more cards, and how many are shown; `None` when all are.
    pub fn more(self, batch: usize) -> Option<(String, String)> {
        let (total, messages) = (self.results.total()?, self.messages);
        let limit = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let shown = limit(self.question.shown.get()).min(total);
        let next = total.saturating_sub(shown).min(limit(batch));
        let count = (messages.shown_of)(OutOf {
            count: &self.number(shown),
            total: &self.number(total),
        });
        (next > 0).then(|| ((messages.show_more)(&self.number(next)), count))
    }
}
