//! One article in the list.

use std::sync::Arc;

use leptos::prelude::*;
use vigie_core::article::{Article, Kind};
use vigie_core::query::Query;

use super::{Highlighted, SourceBadge};
use vigie_core::messages::Messages;

/// The parts of a card that depend on language and site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardText {
    /// The day, as the interface writes it.
    pub date: String,
    /// Label of the section; empty where the site has only one.
    pub section: String,
    /// Address of the article inside the site.
    pub href: String,
    /// Folder of the bundle, for pictures.
    pub bundle: String,
}

/// Shows an article: picture or mark of the source, source, date, title, summary, and what is special
/// about it. Without a summary the title stands alone.
#[component]
pub fn ArticleCard(
    /// The article.
    article: Arc<Article>,
    /// What depends on language and site.
    text: CardText,
    /// What to mark.
    query: Signal<Query>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let language = (article.language != messages.language).then(|| article.language.tag());
    let picture = article.image.as_ref().map(|image| {
        let address = format!("{}{}", text.bundle, image.file);
        view! {
            <img class="article-card__image" src=address alt="" loading="lazy" decoding="async" width="320" height="180" />
        }
    });
    let mark = picture
        .is_none()
        .then(|| view! { <SourceBadge name=article.source.clone() /> });
    let summary = (!article.summary.is_empty()).then(|| {
        view! {
            <p class="article-card__summary" lang=language>
                <Highlighted text=article.summary.clone() query />
                {article.truncated.then_some("\u{a0}[…]")}
            </p>
        }
    });
    view! {
        <article class="article-card" data-id=article.id.to_string()>
            <div class="article-card__visual">{picture} {mark}</div>
            <div class="article-card__content">
                <p class="article-card__meta">
                    <span class="article-card__source">{article.source.clone()}</span>
                    <time datetime=article.published.day().to_string()>{text.date}</time>
                    {(!text.section.is_empty()).then(|| view! { <span>{text.section}</span> })}
                </p>
                <h2 class="article-card__title">
                    <a class="article-card__link" href=text.href lang=language>
                        <Highlighted text=article.title.clone() query />
                    </a>
                </h2>
                {summary}
                {notes(&article, messages)}
            </div>
        </article>
    }
}

/// Labels under the summary; nothing where there is nothing to say.
fn notes(article: &Article, messages: &'static Messages) -> Option<impl IntoView + use<>> {
    let kind = (article.kind != Kind::News).then(|| {
        let class = format!("badge badge--{}", article.kind.name());
        view! { <li class=class>{(messages.kind)(article.kind)}</li> }
    });
    let truncated = article
        .truncated
        .then(|| view! { <li class="badge">{messages.truncated}</li> });
    let sources = (!article.also.is_empty())
        .then(|| view! { <li class="badge">{(messages.sources)(article.also.len() + 1)}</li> });
    (kind.is_some() || truncated.is_some() || sources.is_some())
        .then(|| view! { <ul class="article-card__notes">{kind} {truncated} {sources}</ul> })
}
