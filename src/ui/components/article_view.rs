//! One article on a page of its own.

use std::sync::Arc;

use leptos::prelude::*;
use vigie_core::article::{Article, Image, Kind};
use vigie_core::markdown::Document;

use super::{FailureNotice, Prose};
use crate::state::LoadFailure;
use vigie_core::messages::Messages;

/// How far the body has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The article has none.
    None,
    /// On its way.
    Pending,
    /// Here.
    Ready(Document),
    /// It could not be loaded.
    Failed(LoadFailure),
}

/// An article beside this one in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Its address.
    pub href: String,
    /// Its title; empty while it is on its way.
    pub title: String,
    /// Language of the title, if it is not the interface's.
    pub language: Option<&'static str>,
}

/// The place of the article in the list it was opened from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The article before it.
    pub previous: Option<Neighbour>,
    /// The article after it.
    pub next: Option<Neighbour>,
    /// `3 sur 152`; empty if the list does not hold the article.
    pub position: String,
}

/// Shows title, date, source, picture, summary, body, and the way to the source.
#[component]
pub fn ArticleView(
    /// The article.
    article: Arc<Article>,
    /// The day in full.
    date: String,
    /// Label of the section; empty where the site has only one.
    section: String,
    /// Folder of the site.
    root: String,
    /// The body.
    #[prop(into)]
    body: Signal<Body>,
    /// Tries again to load the body.
    on_retry: Callback<()>,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    let language = (article.language != messages.language).then(|| article.language.tag());
    let kind = (article.kind != Kind::News).then(|| {
        let class = format!("badge badge--{}", article.kind.name());
        view! { <span class=class>{(messages.kind)(article.kind)}</span> }
    });
    let summary = if article.summary.is_empty() {
        view! { <p class="article-view__summary article-view__summary--none">{messages.no_summary}</p> }.into_any()
    } else {
        let mark = article.truncated.then_some("\u{a0}[…]");
        view! { <p class="article-view__summary" lang=language>{article.summary.clone()} {mark}</p> }.into_any()
    };
    let picture = article
        .image
        .clone()
        .map(|image| figure(image, &root, messages));
    let body_root = root.clone();
    let body_view = move || match body.get() {
        Body::None => None,
        Body::Pending => Some(view! { <p role="status">{messages.body_loading}</p> }.into_any()),
        Body::Ready(document) => {
            Some(view! { <Prose document root=body_root.clone() language messages /> }.into_any())
        }
        Body::Failed(failure) => {
            let title = messages.failure_body_title;
            Some(view! { <FailureNotice title failure on_retry messages /> }.into_any())
        }
    };
    view! {
        <article class="article-view">
            <p class="article-view__meta">
                <span class="article-view__source">{article.source.clone()}</span>
                <time datetime=article.published.day().to_string()>{date}</time>
                {(!section.is_empty()).then(|| view! { <span>{section}</span> })}
                {kind}
            </p>
            <h1 id="article-title" class="article-view__title" tabindex="-1" lang=language>{article.title.clone()}</h1>
            {(article.kind == Kind::Sponsored).then(|| view! { <p class="article-view__sponsored">{messages.sponsored_note}</p> })}
            {picture}
            {summary}
            {body_view}
            {(article.truncated && !article.has_body).then(|| view! { <p class="article-view__note">{messages.truncated_note}</p> })}
            {actions(&article, messages)}
        </article>
    }
}

fn figure(image: Image, root: &str, messages: &'static Messages) -> impl IntoView + use<> {
    let address = format!("{root}bundle/{}", image.file);
    let credit = (!image.credit.is_empty())
        .then(|| view! { <figcaption>{(messages.image_credit)(&image.credit)}</figcaption> });
    view! {
        <figure class="article-view__figure">
            <img src=address alt="" width="960" height="540" decoding="async" />
            {credit}
        </figure>
    }
}

/// The way to the source, and to the same story elsewhere.
fn actions(article: &Article, messages: &'static Messages) -> impl IntoView + use<> {
    let source = article.url.as_ref().map(|url| {
        let name = if article.source.is_empty() { url.host().unwrap_or_default() } else { &article.source };
        let sentence = if name.is_empty() { messages.read_at_source.to_owned() } else { (messages.read_at)(name) };
        view! {
            <a class="button button--primary" href=url.to_string() target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
                {sentence}
                <span class="visually-hidden">" (" {messages.new_tab} ")"</span>
            </a>
        }
    });
    let also: Vec<_> = article
        .also
        .iter()
        .map(|also| {
            view! {
                <li>
                    <a href=also.url.to_string() target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
                        {also.source.clone()}
                        <span class="visually-hidden">" (" {messages.new_tab} ")"</span>
                    </a>
                </li>
            }
        })
        .collect();
    let also = (!also.is_empty()).then(|| {
        view! {
            <div class="article-view__also"><p>{messages.also_at}</p><ul>{also}</ul></div>
        }
    });
    view! { <div class="article-view__actions">{source} {also}</div> }
}
