//! Two letters on a tint where an article has no picture.

use leptos::prelude::*;
use vigie_core::source_mark::source_mark;

/// Shows the mark of a source. Decoration only: the name stands beside it.
#[component]
pub fn SourceBadge(
    /// Name of the source.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let mark = source_mark(&name);
    view! {
        <span class=format!("source-badge source-badge--{}", mark.tint) aria-hidden="true">
            {mark.initials}
        </span>
    }
}
