//! The text of an article below its title, for hosts that let readers stay on the page.

use std::sync::Arc;

use vigie_core::article::Article;
use vigie_ui::components::{Body, Prose};
use vigie_ui::element::{Element, element};
use vigie_ui::listing::Listing;
use vigie_ui::signals::{Effect, RwSignal};
use wasm_bindgen_futures::spawn_local;

/// Shows the text while `opened` names the article; it is loaded when it is first opened. An article without a
/// text of its own shows the way to its source alone.
pub(crate) fn body(
    listing: Listing,
    root: &str,
    article: Article,
    opened: RwSignal<String>,
) -> Element {
    let messages = listing.messages;
    let state = RwSignal::new(Body::None);
    let article = Arc::new(article);
    let id = article.id.as_str().to_owned();
    let is_open = move || opened.with(|opened| *opened == id);
    let (is_hidden, loaded) = (is_open.clone(), Arc::clone(&article));
    Effect::new(move |_| {
        if is_open() && loaded.has_body && state.with_untracked(|state| *state == Body::None) {
            state.set(Body::Pending);
            load(listing, Arc::clone(&loaded), state);
        }
    });
    let language = (article.language != messages.language).then(|| article.language.tag());
    let url = article.url.as_ref().map(|url| url.as_str().to_owned());
    let source = url.map(|url| {
        let link = element("a")
            .attribute("href", url)
            .attribute("target", "_blank");
        element("p").child(link.child((messages.read_at)(&article.source)))
    });
    let root = root.to_owned();
    let text = move || match state.get() {
        Body::None => None,
        Body::Pending => Some(
            element("p")
                .attribute("role", "status")
                .child(messages.body_loading),
        ),
        Body::Ready(document) => {
            let prose = Prose {
                document: &document,
                root: &root,
                language,
                messages,
            };
            Some(prose.view())
        }
        Body::Failed(failure) => Some(
            element("p")
                .attribute("role", "alert")
                .child(failure.sentence(messages)),
        ),
    };
    element("div")
        .class("widget__body")
        .live_flag("hidden", move || !is_hidden())
        .child(element("div").live_child(text))
        .child_if(source)
}

fn load(listing: Listing, article: Arc<Article>, state: RwSignal<Body>) {
    spawn_local(async move {
        let loaded = listing.collection.body(&article).await;
        state.set(match loaded {
            Ok(Some(document)) => Body::Ready(Arc::new(document)),
            Ok(None) => Body::None,
            Err(failure) => Body::Failed(failure),
        });
    });
}
