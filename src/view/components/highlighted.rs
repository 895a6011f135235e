//! A text with the words marked that the query meant.

use std::sync::Arc;

use vigie_core::index::Index;
use vigie_core::search::Marks;

use crate::element::{Child, element};

/// What to mark, and the index whose concepts it names. The default marks nothing.
#[derive(Clone, Debug, Default)]
pub struct Marker {
    /// Words, phrases and concepts.
    pub marks: Marks,
    /// The index that gave them; `None` while there is none.
    pub index: Option<Arc<Index>>,
}

impl PartialEq for Marker {
    /// A collection has one index, so the marks alone tell.
    fn eq(&self, other: &Self) -> bool {
        self.marks == other.marks
    }
}

/// Cuts a text into plain and marked pieces; without marks, one piece.
pub fn highlighted(text: &str, marker: &Marker) -> Vec<Child> {
    let mut pieces = Vec::new();
    let mut end = 0;
    let index = marker.index.as_ref();
    let ranges = index
        .map(|index| marker.marks.ranges(text, index.thesaurus()))
        .unwrap_or_default();
    for range in ranges {
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
