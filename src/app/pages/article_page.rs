//! One article, its place in the list, and the way back.

use std::sync::Arc;

use leptos::task::spawn_local;
use vigie_core::article::{Article, DocId};
use vigie_core::messages::{OutOf, format};
use vigie_core::permalink::Permalink;
use vigie_ui::browser::clock::request_animation_frame;
use vigie_ui::browser::{history, page};
use vigie_ui::components::{ArticleView, Body, Neighbour, NeighbourLinks, Neighbours, layout};
use vigie_ui::element::{Child, Element, action};
use vigie_ui::failure::LoadFailure;
use vigie_ui::signals::{Memo, RwSignal};
use vigie_ui::state::Favourite;
use vigie_ui::state::loading::{Collection, Phase};

use super::unknown_page;
use crate::context::Context;
use crate::router::Route;

/// What is known of the article an address names.
#[derive(Clone, Debug, PartialEq)]
enum Known {
    Here(DocId, Arc<Article>),
    Pending,
    Nowhere,
    Failed(LoadFailure),
}

/// Draws the page of one article, as soon as it is here.
pub(crate) fn article_page(context: Context, permalink: Permalink) -> Element {
    // Most slugs begin with their day; their month is then loaded first.
    context
        .collection
        .wanted_month
        .set(permalink.slug().get(..7).unwrap_or_default().to_owned());
    let asked = permalink.clone();
    let known = Memo::new(move |_| known(context.collection, &asked));
    let content = move || match known.get() {
        Known::Here(doc, article) => {
            if article.id != permalink {
                context.navigation.rename(article.id.clone());
            }
            found_article(context, doc, article)
        }
        Known::Pending => {
            let pending = ArticleView::pending(context.messages);
            vec![pending.attribute("role", "status").into()]
        }
        Known::Nowhere => vec![unknown_page(context, permalink.to_string()).into()],
        Known::Failed(failure) => {
            vec![
                context
                    .failure(context.messages.failure_title.to_owned(), failure)
                    .into(),
            ]
        }
    };
    layout::article_page().live(content)
}

fn known(collection: &'static Collection, asked: &Permalink) -> Known {
    let found = collection.library.with(|library| {
        let doc = library.find(asked)?;
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
        (None, Phase::Starting | Phase::Loading) => Known::Pending,
    }
}

/// An article that is here.
fn found_article(context: Context, doc: DocId, article: Arc<Article>) -> Vec<Child> {
    let messages = context.messages;
    let body = RwSignal::new(Body::None);
    load_body(context.collection, Arc::clone(&article), body);
    let retried = Arc::clone(&article);
    let view = ArticleView {
        date: format::long_date(article.published.day(), messages.language),
        section: context.results.section_label(&article, messages.language),
        root: page::root(),
        body,
        marker: context.results.marker,
        control: context.favourite_toggle(Favourite::of(&article)),
        on_retry: action(move |()| load_body(context.collection, Arc::clone(&retried), body)),
        messages,
        article,
    };
    let navigation = context.navigation;
    let list = navigation
        .params
        .with_untracked(|params| Route::List.address(params));
    let was_open = navigation.list_was_open.get_untracked();
    let links = NeighbourLinks {
        neighbours: Memo::new(move |_| neighbours(context, doc)),
        list: format!("{}{list}", page::root()),
        back: if was_open {
            messages.back_to_results
        } else {
            messages.back_to_all
        },
        // Going back restores the place in the list; the link is right in every case.
        on_back: navigation
            .came_from_list()
            .then(|| action(|()| history::back())),
        messages,
    };
    vec![links.view().into(), view.view().into()]
}

fn load_body(collection: &'static Collection, article: Arc<Article>, body: RwSignal<Body>) {
    if !article.has_body {
        return;
    }
    body.set(Body::Pending);
    spawn_local(async move {
        let loaded = match collection.body(&article).await {
            Ok(Some(document)) => Body::Ready(Arc::new(document)),
            Ok(None) => Body::None,
            Err(failure) => Body::Failed(failure),
        };
        // The reader may have left in the meantime.
        body.set(loaded);
        // A reader who comes back is where they were.
        if history::current().view.scroll == 0.0 {
            request_animation_frame(page::show_fragment);
        }
    });
}

fn neighbours(context: Context, doc: DocId) -> Neighbours {
    let order = context.results.order();
    let Some(at) = order.iter().position(|other| *other == doc) else {
        return Neighbours::default();
    };
    let params = context.navigation.params.get();
    let neighbour = |doc: &DocId| {
        let article = context
            .collection
            .library
            .with(|library| library.article(*doc))?;
        let address = Route::Article(article.id.clone()).address(&params);
        Some(Neighbour {
            href: format!("{}{address}", page::root()),
            title: article.title.clone(),
        })
    };
    let number = |number: usize| context.number(u32::try_from(number).unwrap_or(u32::MAX));
    Neighbours {
        previous: at
            .checked_sub(1)
            .and_then(|at| order.get(at))
            .and_then(neighbour),
        next: order.get(at + 1).and_then(neighbour),
        position: (context.messages.position)(OutOf {
            count: &number(at + 1),
            total: &number(order.len()),
        }),
    }
}
