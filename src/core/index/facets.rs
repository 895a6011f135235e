//! Facet values and their articles.
//!
//! For each group of [`FacetGroup::ALL`]: the number of values, then for each value its id, its name, its
//! number of articles and the distances between them, all numbers LEB128. Values stand in order of id.

use super::doc_set::DocSet;
use crate::article::{DocId, FacetGroup, FacetValue};
use crate::bytes::{Reader, push_text, push_varint};

/// Most bytes of all sets together: 20,000 values of 50,000 articles. A short list of values and a short list of
/// days could ask for the product of their lengths.
const MAX_SET_BYTES: usize = 128 << 20;

/// One value of a group with its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetEntry {
    /// Lower-case word for URLs.
    pub id: String,
    /// Name as the articles give it.
    pub name: String,
    /// The articles that have it.
    pub docs: DocSet,
}

/// What the builder collects: the values of each group, in order of id.
pub(super) type FacetTable = [Vec<FacetRow>; FacetGroup::ALL.len()];

/// One value with its articles in ascending order.
#[derive(Debug)]
pub(super) struct FacetRow {
    value: FacetValue,
    docs: Vec<DocId>,
}

/// Notes that an article, which is the newest so far, has a value.
pub(super) fn note(group: &mut Vec<FacetRow>, value: FacetValue, doc: DocId) {
    match group.binary_search_by(|row| row.value.id.cmp(&value.id)) {
        Ok(place) if group[place].docs.last() == Some(&doc) => {}
        Ok(place) => group[place].docs.push(doc),
        Err(place) => group.insert(
            place,
            FacetRow {
                value,
                docs: vec![doc],
            },
        ),
    }
}

pub(super) fn encode(table: &FacetTable, bytes: &mut Vec<u8>) {
    let length = |list: usize| u32::try_from(list).expect("an index has fewer than 2³² values");
    for group in table {
        push_varint(bytes, length(group.len()));
        for FacetRow { value, docs } in group {
            push_text(bytes, &value.id);
            push_text(bytes, &value.name);
            push_varint(bytes, length(docs.len()));
            let mut next_doc = 0;
            for doc in docs {
                push_varint(bytes, doc.0 - next_doc);
                next_doc = doc.0 + 1;
            }
        }
    }
}

/// Reads all groups; `None` where the bytes end early, name an article that is not there, or ask for too large
/// sets.
pub(super) fn decode(bytes: &[u8], count: u32) -> Option<Vec<Vec<FacetEntry>>> {
    let mut reader = Reader::new(bytes);
    let mut groups = Vec::with_capacity(FacetGroup::ALL.len());
    let mut room = MAX_SET_BYTES;
    for _ in FacetGroup::ALL {
        let mut group = Vec::new();
        for _ in 0..reader.varint()? {
            room = room.checked_sub(count as usize / 8)?;
            let (id, name) = (reader.text()?.to_owned(), reader.text()?.to_owned());
            let mut docs = DocSet::empty(count);
            let mut next_doc = 0_u32;
            for _ in 0..reader.varint()? {
                let doc = next_doc
                    .checked_add(reader.varint()?)
                    .filter(|doc| *doc < count)?;
                docs.insert(DocId(doc));
                next_doc = doc + 1;
            }
            group.push(FacetEntry { id, name, docs });
        }
        groups.push(group);
    }
    Some(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_ask_for_no_more_than_their_cap() {
        let mut bytes = vec![3];
        (0..3).for_each(|_| bytes.extend([0, 0, 0]));
        bytes.resize(bytes.len() + FacetGroup::ALL.len() - 1, 0);
        let groups = |count: u32| decode(&bytes, count).map(|groups| groups.len());
        assert_eq!(groups(1_000), Some(FacetGroup::ALL.len()));
        // Half a gigabyte, from twenty bytes and a long list of days.
        assert_eq!(groups(1 << 30), None);
    }
}
