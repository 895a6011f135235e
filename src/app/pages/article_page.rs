//! One article, its place in the list, and the way back.

use std::sync::Arc;

use leptos::either::EitherOf4;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vigie_core::article::{Article, DocId};
use vigie_core::markdown;
use vigie_core::messages::Messages;
use vigie_core::permalink::Permalink;
use vigie_ui::browser::intl::Formats;
use vigie_ui::browser::page;
use vigie_ui::components::{ArticleView, Body, FailureNotice, Neighbour, Neighbours};
use vigie_ui::state::loading::{Collection, Phase};

use super::UnknownPage;
use crate::navigation::Navigation;
use crate::results::Results;
use crate::router::Route;

/// What is known of the article an address names.
#[derive(Clone, Debug, PartialEq)]
enum Known {
    Here(DocId, Arc<Article>),
    Pending,
    Nowhere,
    Failed(vigie_ui::state::LoadFailure),
}

/// The page of one article.
#[component]
pub(crate) fn ArticlePage(
    permalink: Permalink,
    collection: Collection,
    navigation: Navigation,
    results: Results,
    formats: StoredValue<Formats, LocalStorage>,
    messages: &'static Messages,
) -> impl IntoView {
    // Most slugs begin with their day; their month is then loaded first.
    collection
        .wanted_month
        .set(permalink.slug().get(..7).unwrap_or_default().to_owned());
    let asked = permalink.clone();
    let known = Memo::new(move |_| {
        let found = collection.library.with(|library| {
            let doc = library.find(&asked)?;
            Some((doc, library.article(doc)?))
        });
        match (found, collection.phase.get()) {
            (Some((doc, article)), _) => Known::Here(doc, article),
            (None, Phase::Failed(failure)) => Known::Failed(failure),
            // A month that is missing may hold the article: then its failure is what readers must know.
            (None, Phase::Complete) => match collection.missing.get().into_iter().next() {
                Some((_, failure)) => Known::Failed(failure),
                None => Known::Nowhere,
            },
            (None, Phase::Starting | Phase::Reading) => Known::Pending,
        }
    });
    let address = permalink.to_string();
    let content = move || match known.get() {
        Known::Here(doc, article) => {
            if article.id != permalink {
                navigation.rename(article.id.clone());
            }
            EitherOf4::A(
                view! { <FoundArticle doc article collection navigation results formats messages /> },
            )
        }
        Known::Pending => EitherOf4::B(
            view! { <p class="article-view__pending" role="status">{messages.article_pending}</p> },
        ),
        Known::Nowhere => {
            EitherOf4::C(view! { <UnknownPage collection address=address.clone() messages /> })
        }
        Known::Failed(failure) => {
            let title = messages.failure_title;
            let on_retry = Callback::new(move |()| collection.load());
            EitherOf4::D(view! { <FailureNotice title failure on_retry messages /> })
        }
    };
    view! { <div class="article-page">{content}</div> }
}

/// An article that is here.
#[component]
fn FoundArticle(
    doc: DocId,
    article: Arc<Article>,
    collection: Collection,
    navigation: Navigation,
    results: Results,
    formats: StoredValue<Formats, LocalStorage>,
    messages: &'static Messages,
) -> impl IntoView {
    let body = RwSignal::new(if article.has_body {
        Body::Pending
    } else {
        Body::None
    });
    let load_body = {
        let article = Arc::clone(&article);
        move || {
            if !article.has_body {
                return;
            }
            body.set(Body::Pending);
            let article = Arc::clone(&article);
            spawn_local(async move {
                let loaded = collection.body(&article).await;
                // The reader may have left in the meantime.
                let _ = body.try_set(match loaded {
                    Ok(Some(text)) => Body::Ready(markdown::parse(&text)),
                    Ok(None) => Body::None,
                    Err(failure) => Body::Failed(failure),
                });
            });
        }
    };
    load_body();
    let neighbours =
        Memo::new(move |_| neighbours(doc, collection, navigation, results, formats, messages));
    let date = formats.with_value(|formats| formats.long_date(article.published));
    let section = results.section_label(&article, messages.language);
    let on_retry = Callback::new(move |()| load_body());
    view! {
        <NeighbourLinks neighbours navigation messages />
        <ArticleView article date section root=page::root() body on_retry messages />
    }
}

fn neighbours(
    doc: DocId,
    collection: Collection,
    navigation: Navigation,
    results: Results,
    formats: StoredValue<Formats, LocalStorage>,
    messages: &'static Messages,
) -> Neighbours {
    let order = results.order();
    let Some(at) = order.iter().position(|other| *other == doc) else {
        return Neighbours::default();
    };
    let params = navigation.params.get();
    let neighbour = |doc: &DocId| {
        let article = collection.library.with(|library| library.article(*doc))?;
        let address = Route::Article(article.id.clone()).address(&params);
        Some(Neighbour {
            href: format!("{}{address}", page::root()),
            title: article.title.clone(),
            language: (article.language != messages.language).then(|| article.language.tag()),
        })
    };
    let number = |number: usize| {
        formats.with_value(|formats| formats.number(u32::try_from(number).unwrap_or(u32::MAX)))
    };
    Neighbours {
        previous: at
            .checked_sub(1)
            .and_then(|at| order.get(at))
            .and_then(neighbour),
        next: order.get(at + 1).and_then(neighbour),
        position: (messages.position)(&number(at + 1), &number(order.len())),
    }
}

/// Back to the list, and to the articles before and after.
#[component]
fn NeighbourLinks(
    neighbours: Memo<Neighbours>,
    navigation: Navigation,
    messages: &'static Messages,
) -> impl IntoView {
    let back = move || {
        let was_open = navigation.list_was_open.get();
        let text = if was_open {
            messages.back_to_results
        } else {
            messages.back_to_all
        };
        let href = format!(
            "{}{}",
            page::root(),
            navigation.params.with(|params| Route::List.address(params))
        );
        let go = move |event: leptos::ev::MouseEvent| {
            // The list is the entry before this one unless neighbours were visited; a link is always right,
            // going back also restores the place in the list.
            if navigation.came_from_list()
                && !event.ctrl_key()
                && !event.meta_key()
                && !event.shift_key()
            {
                event.prevent_default();
                navigation.back_to_list();
            }
        };
        view! { <a class="neighbour-links__back" href=href on:click=go>{text}</a> }
    };
    let link = move |neighbour: Option<Neighbour>,
                     class: &'static str,
                     label: &'static str,
                     rel: &'static str| {
        neighbour.map(|neighbour| {
            view! {
                <a class=class href=neighbour.href rel=rel title=neighbour.title>
                    {label}
                </a>
            }
        })
    };
    view! {
        <nav class="neighbour-links" aria-label=messages.back_to_results>
            {back}
            <span class="neighbour-links__around">
                {move || link(neighbours.get().previous, "neighbour-links__previous", messages.previous_article, "prev")}
                <span class="neighbour-links__position">{move || neighbours.get().position}</span>
                {move || link(neighbours.get().next, "neighbour-links__next", messages.next_article, "next")}
            </span>
        </nav>
    }
}
