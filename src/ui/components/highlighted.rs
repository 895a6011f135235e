//! A text with the words marked that the query meant.

use std::ops::Range;

use leptos::either::Either;
use leptos::prelude::*;
use vigie_core::query::Query;
use vigie_core::search::highlight;

/// Shows a text with marks. Text nodes and `<mark>` only; without a query, one text node.
#[component]
pub fn Highlighted(
    /// The text.
    text: String,
    /// What to mark.
    query: Signal<Query>,
) -> impl IntoView {
    move || {
        let mut pieces = Vec::new();
        let mut end = 0;
        for range in query.with(|query| highlight(&text, query)) {
            // Ranges are ordered and on character borders; a slice that is not there shows nothing.
            let piece = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
            pieces.push(Either::Left(piece(end..range.start)));
            pieces.push(Either::Right(view! { <mark>{piece(range.clone())}</mark> }));
            end = range.end;
        }
        pieces.push(Either::Left(text.get(end..).unwrap_or_default().to_owned()));
        pieces
    }
}
