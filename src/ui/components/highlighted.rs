//! A text with the words marked that the query meant.

use vigie_core::query::Query;
use vigie_core::search::highlight;

use crate::element::{Child, element};

/// Cuts a text into plain and marked pieces; without a query, one piece.
pub fn highlighted(text: &str, query: &Query) -> Vec<Child> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for range in highlight(text, query) {
        // Ranges are ordered and on character borders; a slice that is not there shows nothing.
        pieces.push(text.get(end..range.start).unwrap_or_default().into());
        end = range.end;
        pieces.push(
            element("mark")
                .child(text.get(range).unwrap_or_default())
                .into(),
        );
    }
    pieces.push(text.get(end..).unwrap_or_default().into());
    pieces
}
