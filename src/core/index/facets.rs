//! Facet values and their articles.
//!
//! For each group of [`FacetGroup::ALL`]: the number of values, then for each value its id, its name, its number of
//! articles and the gaps between their numbers, all numbers LEB128. Values are sorted by id.

use crate::article::{DocId, FacetGroup, FacetValue};
use crate::bytes::{Reader, push_text, push_varint};

/// One value of a group with its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetEntry {
    /// Lower-case word for URLs.
    pub id: String,
    /// Name as the articles give it.
    pub name: String,
    /// The articles that have it, oldest first: a list, because a set would take room for every article of the
    /// collection, however few have the value.
    pub docs: Vec<DocId>,
}

/// Maximum number of values of a group: more do not help to choose, and each takes more memory here than in the file.
const MAX_VALUES: usize = 1 << 16;

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
        Err(_) if group.len() == MAX_VALUES => {}
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

/// Reads all groups; `None` where the bytes end early, name an article that is not there, or hold too many values.
pub(super) fn decode(bytes: &[u8], count: u32) -> Option<Vec<Vec<FacetEntry>>> {
    let mut reader = Reader::new(bytes);
    let mut groups = Vec::with_capacity(FacetGroup::ALL.len());
    for _ in FacetGroup::ALL {
        let mut group = Vec::new();
        for at in 0..reader.varint()? as usize {
            if at == MAX_VALUES {
                return None;
            }
            let (id, name) = (reader.text()?.to_owned(), reader.text()?.to_owned());
            let mut docs = Vec::new();
            let mut next_doc = 0_u32;
            for _ in 0..reader.varint()? {
                let doc = next_doc
                    .checked_add(reader.varint()?)
                    .filter(|doc| *doc < count)?;
                docs.push(DocId(doc));
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

    /// Groups of which the first has so many values, all without id, name and articles.
    fn hostile(values: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        push_varint(&mut bytes, u32::try_from(values).unwrap());
        bytes.resize(bytes.len() + 3 * values + FacetGroup::ALL.len() - 1, 0);
        bytes
    }

    #[test]
    fn a_value_takes_room_for_its_own_articles_only() {
        let groups = decode(&hostile(MAX_VALUES), u32::MAX).unwrap();
        assert_eq!(groups[0].len(), MAX_VALUES);
        assert!(groups[0].iter().all(|value| value.docs.capacity() == 0));
    }

    #[test]
    fn more_values_than_anybody_reads_are_refused() {
        assert!(decode(&hostile(MAX_VALUES + 1), 1).is_none());
    }

    #[test]
    fn no_more_values_are_written_than_are_read() {
        let mut table = FacetTable::default();
        for number in 0..=MAX_VALUES {
            let value = FacetValue {
                id: format!("{number:06}"),
                name: String::new(),
            };
            note(&mut table[0], value, DocId(0));
        }
        let mut bytes = Vec::new();
        encode(&table, &mut bytes);
        assert_eq!(decode(&bytes, 1).unwrap()[0].len(), MAX_VALUES);
    }
}
