//! Filters: the facet values a reader chose. OR inside a group, AND between groups.

use crate::article::FacetGroup;
use crate::index::{DocSet, Index};

/// Chosen and excluded values by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Values of which an article must have one, in the order of [`FacetGroup::ALL`]; empty for any.
    pub chosen: [Values; FacetGroup::ALL.len()],
    /// Values an article must not have.
    pub excluded: [Values; FacetGroup::ALL.len()],
}

impl Filters {
    /// Returns how many values are chosen or excluded.
    pub fn len(&self) -> usize {
        self.chosen
            .iter()
            .chain(&self.excluded)
            .map(|values| values.iter().len())
            .sum()
    }

    /// Returns whether nothing is chosen or excluded.
    pub fn is_empty(&self) -> bool {
        self.chosen
            .iter()
            .chain(&self.excluded)
            .all(Values::is_empty)
    }
}

/// Some values of a group, in order, each once. They are few: a list is less than a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<String>);

impl Values {
    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether a value is among them.
    pub fn contains(&self, id: &str) -> bool {
        self.place(id).is_ok()
    }

    /// Returns them in order.
    pub fn iter(&self) -> std::slice::Iter<'_, String> {
        self.0.iter()
    }

    /// Adds a value; one that is there stays.
    pub fn insert(&mut self, id: &str) {
        if let Err(place) = self.place(id) {
            self.0.insert(place, id.to_owned());
        }
    }

    /// Removes a value; returns whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        let place = self.place(id);
        place.map(|place| self.0.remove(place)).is_ok()
    }

    /// Where a value is, or where it would be.
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(id))
    }
}

impl<'a> IntoIterator for &'a Values {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// For each group, the articles its filter allows; `None` where it allows all. A value that no article has
/// allows none, so that an old link shows an empty list with its filter instead of everything.
pub(super) fn allowed(index: &Index, filters: &Filters) -> Vec<Option<DocSet>> {
    FacetGroup::ALL
        .into_iter()
        .map(|group| allowed_by(index, filters, group))
        .collect()
}

fn allowed_by(index: &Index, filters: &Filters, group: FacetGroup) -> Option<DocSet> {
    let (chosen, excluded) = (
        &filters.chosen[group.index()],
        &filters.excluded[group.index()],
    );
    if chosen.is_empty() && excluded.is_empty() {
        return None;
    }
    let mut docs = if chosen.is_empty() {
        DocSet::full(index.count())
    } else {
        DocSet::empty(index.count())
    };
    let entries = index.facet(group);
    for entry in entries.iter().filter(|entry| chosen.contains(&entry.id)) {
        entry.docs.iter().for_each(|doc| docs.insert(*doc));
    }
    for entry in entries.iter().filter(|entry| excluded.contains(&entry.id)) {
        entry.docs.iter().for_each(|doc| docs.remove(*doc));
    }
    Some(docs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_order_each_once() {
        let mut values = Values::default();
        for id in ["tavi", "avc", "tavi", "stent"] {
            values.insert(id);
        }
        assert_eq!(values.iter().collect::<Vec<_>>(), ["avc", "stent", "tavi"]);
        assert!(values.contains("stent") && !values.contains("ste"));
        assert!(values.remove("stent") && !values.remove("stent"));
        assert_eq!(values.iter().len(), 2);
    }
}
