//! The foot of every page: how old the data is, what is here, and what is not done with readers.

use leptos::prelude::*;

use vigie_core::messages::Messages;

/// Shows age and extent of the data.
#[component]
pub fn SiteFooter(
    /// When the data was published; empty while unknown.
    #[prop(into)]
    updated: Signal<String>,
    /// How much of it is here.
    #[prop(into)]
    extent: Signal<String>,
    /// Address of the feed.
    feed: String,
    /// Sentences of the interface.
    messages: &'static Messages,
) -> impl IntoView {
    view! {
        <footer class="site-footer">
            <p>{move || updated.get()}</p>
            <p>{move || extent.get()}</p>
            <p>{messages.no_tracking}</p>
            <p><a href=feed type="application/feed+json">{messages.feed}</a></p>
        </footer>
    }
}
