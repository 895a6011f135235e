//! One article on a page of its own.

use std::sync::Arc;

use crate::signals::{Memo, RwSignal};
use vigie_core::article::{Article, Image, Kind};
use vigie_core::markdown::Document;
use vigie_core::messages::Messages;
use vigie_core::url::SafeUrl;

use super::{FailureNotice, Marker, Prose, highlighted};
use crate::element::{Action, Element, element};
use crate::failure::LoadFailure;

/// Id of the heading of a page that is not the list.
pub const TITLE_ID: &str = "article-title";

/// How far the body has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The article has none.
    None,
    /// On its way.
    Pending,
    /// Here.
    Ready(Arc<Document>),
    /// It could not be loaded.
    Failed(LoadFailure),
}

/// Title, date, source, picture, summary, body, and the way to the source.
pub struct ArticleView {
    /// The article.
    pub article: Arc<Article>,
    /// The day in full.
    pub date: String,
    /// Label of the section; `None` where the site has only one.
    pub section: Option<String>,
    /// Folder of the site.
    pub root: String,
    /// The body.
    pub body: RwSignal<Body>,
    /// What to mark in title and summary.
    pub marker: Memo<Marker>,
    /// The control beside its date, such as the favourite star.
    pub control: Element,
    /// Tries again to load the body.
    pub on_retry: Action<()>,
    /// Sentences of the interface.
    pub messages: &'static Messages,
}

impl ArticleView {
    /// Draws the article.
    pub fn view(self) -> Element {
        let meta = self.meta();
        let Self {
            article,
            root,
            body,
            marker,
            control,
            on_retry,
            messages,
            ..
        } = self;
        let language = (article.language != messages.language).then(|| article.language.tag());
        let title = element("h1")
            .attribute("id", TITLE_ID)
            .class("article-view__title")
            .attribute("tabindex", "-1")
            .attribute_if("lang", language)
            .live(highlighted(&article.title, marker));
        let sponsored = (article.kind == Kind::Sponsored).then(|| {
            element("p")
                .class("article-view__sponsored")
                .child(messages.sponsored_note)
        });
        let note = (article.truncated && !article.has_body).then(|| {
            element("p")
                .class("article-view__note")
                .child(messages.truncated_note)
        });
        let picture = article
            .image
            .as_ref()
            .map(|image| figure(image, &root, messages));
        let content = move || match body.get() {
            Body::None => None,
            Body::Pending => Some(
                element("p")
                    .attribute("role", "status")
                    .child(messages.body_loading),
            ),
            Body::Ready(document) => Some(
                Prose {
                    document: &document,
                    root: &root,
                    language,
                    messages,
                }
                .view(),
            ),
            Body::Failed(failure) => {
                let title = messages.failure_body_title.to_owned();
                Some(
                    FailureNotice {
                        on_renew: None,
                        title,
                        failure,
                        on_retry: Action::clone(&on_retry),
                        messages,
                    }
                    .view(),
                )
            }
        };
        element("article")
            .class("article-view")
            .child(meta.child(control))
            .child(title)
            .child_if(sponsored)
            .child_if(picture)
            .child(summary(&article, marker, language, messages))
            .live_child(content)
            .child_if(note)
            .child(actions(&article, messages))
    }

    /// Draws the placeholder of an article that is still loading.
    pub fn pending(messages: &Messages) -> Element {
        element("p")
            .class("article-view__pending")
            .child(messages.article_pending)
    }

    fn meta(&self) -> Element {
        let article = &self.article;
        let kind = (article.kind != Kind::News).then(|| {
            let class = format!("badge badge--{}", article.kind.name());
            element("span")
                .class(class)
                .child((self.messages.kind)(article.kind))
        });
        let section = self.section.as_deref();
        let day = article.published.day().to_string();
        let source = element("span")
            .class("article-view__source")
            .child(article.source.as_str());
        element("p")
            .class("article-view__meta")
            .child_if((!article.source.is_empty()).then_some(source))
            .child(
                element("time")
                    .attribute("datetime", day)
                    .child(self.date.as_str()),
            )
            .child_if(section.map(|section| element("span").child(section)))
            .child_if(kind)
    }
}

fn summary(
    article: &Arc<Article>,
    marker: Memo<Marker>,
    language: Option<&'static str>,
    messages: &Messages,
) -> Element {
    if article.summary.is_empty() {
        return element("p")
            .class("article-view__summary article-view__summary--none")
            .child(messages.no_summary);
    }
    element("p")
        .class("article-view__summary")
        .attribute_if("lang", language)
        .live(highlighted(&article.summary, marker))
        .child_if(article.truncated.then_some("\u{a0}[…]"))
}

fn figure(image: &Image, root: &str, messages: &Messages) -> Element {
    let picture = element("img")
        .attribute("src", format!("{root}bundle/{}", image.file))
        .attribute("alt", "")
        .attribute("width", "960")
        .attribute("height", "540")
        .attribute("decoding", "async");
    let credit = (!image.credit.is_empty())
        .then(|| element("figcaption").child((messages.image_credit)(&image.credit)));
    element("figure")
        .class("article-view__figure")
        .child(picture)
        .child_if(credit)
}

/// The way to the source, and to the same story elsewhere.
fn actions(article: &Article, messages: &Messages) -> Element {
    let source = article.url.as_ref().map(|url| {
        let name = if article.source.is_empty() {
            url.host().unwrap_or_default()
        } else {
            &article.source
        };
        let sentence = if name.is_empty() {
            messages.read_at_source.to_owned()
        } else {
            (messages.read_at)(name)
        };
        leaving(url, sentence, messages).class("button button--primary")
    });
    let also = (!article.also.is_empty()).then(|| {
        let links = article.also.iter().map(|also| {
            let name = if also.source.is_empty() {
                also.url.host().unwrap_or_default()
            } else {
                &also.source
            };
            element("li").child(leaving(&also.url, name.to_owned(), messages))
        });
        element("div")
            .class("article-view__also")
            .child(element("p").child(messages.also_at))
            .child(element("ul").children(links))
    });
    element("div")
        .class("article-view__actions")
        .child_if(source)
        .child_if(also)
}

/// A link that opens another site in a new tab and tells it nothing.
fn leaving(url: &SafeUrl, text: String, messages: &Messages) -> Element {
    let note = format!(" ({})", messages.new_tab);
    element("a")
        .attribute("href", url.as_str())
        .attribute("target", "_blank")
        .attribute("rel", "noopener noreferrer")
        .attribute("referrerpolicy", "no-referrer")
        .child(text)
        .child(element("span").class("visually-hidden").child(note))
}
