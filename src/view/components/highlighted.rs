//! A text with the words marked that the query meant.

use std::ops::Range;
use std::sync::Arc;

use vigie_core::index::Index;
use vigie_core::search::{Markable, Marks};

use crate::element::{Child, element};
use crate::signals::Memo;

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

/// Draws a text as plain and marked pieces, one piece without marks, again when what is marked in it changes.
pub fn highlighted(text: &str, marker: Memo<Marker>) -> impl Fn() -> Vec<Child> + 'static {
    let text = Arc::new(Markable::new(text));
    let marked = Arc::clone(&text);
    let ranges = Memo::new(move |_| {
        marker.with(|marker| match &marker.index {
            Some(index) => marker.marks.ranges_of(&marked, index.thesaurus()),
            None => Vec::new(),
        })
    });
    move || ranges.with(|ranges| pieces(text.text(), ranges))
}

/// Cuts a text at the ends of ranges, which are ordered and on character borders.
fn pieces(text: &str, ranges: &[Range<usize>]) -> Vec<Child> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for range in ranges {
        // A slice that is not there shows nothing.
        pieces.push(text.get(end..range.start).unwrap_or_default().into());
        end = range.end;
        pieces.push(
            element("mark")
                .child(text.get(range.clone()).unwrap_or_default())
                .into(),
        );
    }
    pieces.push(text.get(end..).unwrap_or_default().into());
    pieces
}
