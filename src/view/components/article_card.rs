//! One article in the list.

use std::rc::Rc;
use std::sync::Arc;

use crate::signals::Memo;
use vigie_core::article::{Article, Kind};
use vigie_core::messages::Messages;
use vigie_core::widget::Part;

use super::{Marker, highlighted, source_badge};
use crate::element::{Element, element};

/// Makes what a card has at its end: a control that belongs to the article, or nothing.
pub type CardControl = Rc<dyn Fn(&Article) -> Option<Element>>;

/// Topics named on a card.
const TOPICS: usize = 3;

/// The parts of a card that depend on language and site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardText {
    /// The day, as the interface writes it.
    pub date: String,
    /// Label of the section; `None` where the site has only one.
    pub section: Option<String>,
    /// Address of the article inside the site, without what was asked.
    pub href: String,
    /// Folder of the bundle, for pictures.
    pub bundle: String,
    /// Label and address of each topic.
    pub topics: Vec<(String, String)>,
}

impl CardText {
    /// Makes the texts of a card whose addresses are in the site's folder `root`, which ends with a slash. `topic`
    /// gives the label of a topic.
    pub fn new(
        article: &Article,
        root: &str,
        date: String,
        section: Option<String>,
        topics: &[String],
        topic: impl Fn(&str) -> String,
    ) -> Self {
        let topic = |id: &String| (topic(id), [root, "?topic=", id].concat());
        Self {
            date,
            section,
            href: [root, article.id.relative()].concat(),
            bundle: [root, "bundle/"].concat(),
            topics: topics.iter().take(TOPICS).map(topic).collect(),
        }
    }
}

/// An article: picture or mark of the source, source, date, title, summary, and what is special about it.
/// Without a summary there is only the title.
pub struct ArticleCard {
    /// The article.
    pub article: Arc<Article>,
    /// What depends on language and site.
    pub text: CardText,
    /// Whether it is shown for its meaning, without the words typed.
    pub is_by_meaning: bool,
    /// What to mark.
    pub marker: Memo<Marker>,
    /// The search as a URL query: empty or `?…`. The article's address includes it, for the way back.
    pub search: Memo<String>,
    /// The control at its end.
    pub control: CardControl,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl ArticleCard {
    /// Draws the card.
    pub fn view(self) -> Element {
        self.draw("lazy", None)
    }

    /// Draws the card before the app is there: its picture is fetched at once if it `is_eager`, and a page without
    /// scripts, where a title opens nothing, leads to the source.
    pub fn prepared(self, is_eager: bool) -> Element {
        let source = self.article.url.as_ref().map(|url| {
            let link = element("a")
                .class("article-card__topic article-card__topic--source")
                .attribute("href", url.as_str())
                .attribute("rel", "noopener noreferrer")
                .attribute("referrerpolicy", "no-referrer")
                .child(self.messages.read_at_source);
            element("noscript").child(link)
        });
        self.draw(if is_eager { "eager" } else { "lazy" }, source)
    }

    fn draw(self, loading: &'static str, source: Option<Element>) -> Element {
        let article = &self.article;
        let visual = match &article.image {
            Some(image) => element("img")
                .class("article-card__image")
                .part(Part::Image)
                .attribute("src", format!("{}{}", self.text.bundle, image.file))
                .attribute("alt", "")
                .attribute("loading", loading)
                .attribute("decoding", "async")
                .attribute("width", "320")
                .attribute("height", "180"),
            None => source_badge(article),
        };
        let content = element("div")
            .class("article-card__content")
            .child(self.meta())
            .child(self.title())
            .child_if((!article.summary.is_empty()).then(|| self.summary()))
            .child_if(self.notes())
            .child_if(source);
        element("article")
            .class("article-card")
            .part(Part::Card)
            .attribute("data-id", article.id.as_str())
            .child(
                element("div")
                    .class("article-card__visual")
                    .part(Part::Visual)
                    .child(visual),
            )
            .child(content)
            .child_if((self.control)(article))
    }

    /// Language of the texts, where it is not the interface's.
    fn language(&self) -> Option<&'static str> {
        let article = &self.article;
        (article.language != self.messages.language).then(|| article.language.tag())
    }

    fn meta(&self) -> Element {
        let day = self.article.published.day().to_string();
        let section = self.text.section.as_deref();
        element("p")
            .class("article-card__meta")
            .part(Part::Meta)
            .child_if(self.source())
            .child(
                element("time")
                    .attribute("datetime", day)
                    .child(self.text.date.as_str()),
            )
            .child_if(section.map(|section| element("span").child(section)))
    }

    fn source(&self) -> Option<Element> {
        let source = self.article.source.as_str();
        let name = element("span")
            .class("article-card__source")
            .part(Part::Source)
            .child(source);
        (!source.is_empty()).then_some(name)
    }

    fn title(&self) -> Element {
        let search = self.search;
        let path = self.text.href.clone();
        let link = element("a")
            .class("article-card__link")
            .live_attribute("href", move || Some(format!("{path}{}", search.get())))
            .attribute_if("lang", self.language())
            .live(highlighted(&self.article.title, self.marker));
        element("h2")
            .class("article-card__title")
            .part(Part::Title)
            .child(link)
    }

    fn summary(&self) -> Element {
        element("p")
            .class("article-card__summary")
            .part(Part::Summary)
            .attribute_if("lang", self.language())
            .live(highlighted(&self.article.summary, self.marker))
            .child_if(self.article.truncated.then_some("\u{a0}[…]"))
    }

    /// Labels under the summary, then the topics; nothing where there is nothing to say.
    fn notes(&self) -> Option<Element> {
        let (article, messages) = (&self.article, self.messages);
        let note =
            |class: String, text: String| element("li").class(class).part(Part::Badge).child(text);
        let mut notes = Vec::new();
        if article.kind != Kind::News {
            let class = format!("badge badge--{}", article.kind.name());
            notes.push(note(class, (messages.kind)(article.kind).to_owned()));
        }
        if self.is_by_meaning {
            notes.push(note("badge".to_owned(), messages.by_meaning.to_owned()));
        }
        if article.truncated {
            notes.push(note("badge".to_owned(), messages.truncated.to_owned()));
        }
        if !article.also.is_empty() {
            notes.push(note(
                "badge".to_owned(),
                (messages.sources)(article.also.len() + 1),
            ));
        }
        for (label, href) in &self.text.topics {
            let link = element("a")
                .class("article-card__topic")
                .attribute("href", href.as_str())
                .child(label.as_str());
            notes.push(element("li").part(Part::Topic).child(link));
        }
        (!notes.is_empty()).then(|| {
            element("ul")
                .class("article-card__notes")
                .part(Part::Badges)
                .children(notes)
        })
    }
}
