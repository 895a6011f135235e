//! The prepared pages: what the app will draw, written before it comes, from the same components.

use std::rc::Rc;
use std::sync::Arc;

use vigie_core::article::{Article, FacetGroup};
use vigie_core::date::{Timestamp, latest};
use vigie_core::language::Language;
use vigie_core::messages::format::{number, short_date};
use vigie_core::messages::{Dates, Messages, messages};
use vigie_view::components::{
    ArticleCard, ArticleList, ArticleView, BATCH, CardText, FavouriteToggle, FilterPanel,
    LoadProgress, Marker, Readings, ResultSummary, SearchBox, SiteHeader, layout,
};
use vigie_view::element::{Child, Element, action, element};
use vigie_view::html::Html;
use vigie_view::signals::Memo;

use crate::collect::Collection;

/// Draws the list page with the newest cards.
pub(super) fn first_page(collection: &Collection) -> Html {
    Html::draw(|| {
        let page = Page::new(collection, "./");
        let newest = collection.articles.iter().rev().take(BATCH);
        let cards = ArticleList::prepared(newest.map(|article| page.card(article)));
        let messages = page.messages;
        let total = u32::try_from(collection.articles.len()).unwrap_or(u32::MAX);
        let sentence = (messages.results)(total, &number(total, messages.language));
        let results = layout::list_page_results()
            .child(ResultSummary::prepared(sentence, page.freshness()))
            .child(cards);
        let progress = LoadProgress {
            progress: Memo::new(|_| None),
            sentence: Memo::new(|_| String::new()),
        };
        let readings = Readings {
            chips: Box::new(Vec::new),
            on_rewrite: action(|_| ()),
            help: messages.syntax_page.to_owned(),
            messages,
        };
        page.frame(
            layout::page()
                .child(SearchBox::prepared(messages))
                .child(progress.view())
                .child(readings.view())
                .child(
                    layout::list_page()
                        .child(FilterPanel::prepared(messages))
                        .child(results),
                ),
        )
    })
}

/// Draws the page shown while an article's address is looked up.
pub(super) fn opening(collection: &Collection, home: &str) -> Html {
    Html::draw(|| {
        let sentences = Language::ALL.map(|language| {
            ArticleView::pending(messages(language)).attribute("lang", language.tag())
        });
        let links = Language::ALL.map(|language| {
            let link = element("a").attribute("href", home);
            element("p")
                .attribute("lang", language.tag())
                .child(link.child(messages(language).back_to_all))
        });
        let content = layout::article_page().children(sentences).children(links);
        Page::new(collection, home).frame(layout::page().child(content))
    })
}

/// What every part of the page needs.
struct Page<'a> {
    collection: &'a Collection,
    messages: &'static Messages,
    home: &'a str,
    has_sections: bool,
}

impl<'a> Page<'a> {
    fn new(collection: &'a Collection, home: &'a str) -> Self {
        let sections = collection
            .labels
            .iter()
            .filter(|label| label.group == FacetGroup::Section.name());
        Self {
            messages: messages(collection.site.language),
            has_sections: sections.count() > 1,
            home,
            collection,
        }
    }

    /// The header, and the content below it.
    fn frame(&self, content: Element) -> Vec<Child> {
        let title = self
            .collection
            .site
            .title
            .in_language(self.messages.language);
        vec![
            SiteHeader::prepared(title, self.home, self.messages).into(),
            layout::site_main().child(content).into(),
        ]
    }

    /// The date of the newest article, and that of publication, which counts as the last check until the page makes one.
    /// Empty without articles.
    fn freshness(&self) -> String {
        let date = |time: Timestamp| short_date(time.day(), self.messages.language);
        let generated = self.collection.generated;
        let dates = self
            .collection
            .articles
            .iter()
            .rev()
            .map(|article| article.published);
        let latest = latest(dates, generated);
        latest.map_or_else(String::new, |latest| {
            (self.messages.freshness)(Dates {
                latest: &date(latest),
                checked: &date(generated),
            })
        })
    }

    fn card(&self, article: &Article) -> ArticleCard {
        let section = self
            .has_sections
            .then(|| self.label(FacetGroup::Section, article.id.section()));
        let date = short_date(article.published.day(), self.messages.language);
        let topic = |id: &str| self.label(FacetGroup::Topic, id);
        ArticleCard {
            text: CardText::new(article, self.home, date, section, &article.topics, topic),
            article: Arc::new(article.clone()),
            is_by_meaning: false,
            marker: Memo::new(|_| Marker::default()),
            search: Memo::new(|_| String::new()),
            control: Rc::new(|_| Some(FavouriteToggle::prepared())),
            messages: self.messages,
        }
    }

    /// The name readers see for a value.
    fn label(&self, group: FacetGroup, id: &str) -> String {
        let mut labels = self.collection.labels.iter();
        let label = labels.find(|label| label.group == group.name() && label.id == id);
        let label = label.map_or(id, |label| label.label.in_language(self.messages.language));
        label.to_owned()
    }
}
