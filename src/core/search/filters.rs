//! Filters: the facet values a reader chose. OR inside a group, AND between groups.

use std::collections::BTreeSet;

use crate::article::FacetGroup;
use crate::index::{DocSet, Index};

/// Chosen and excluded values by group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Values of which an article must have one, in the order of [`FacetGroup::ALL`]; empty for any.
    pub chosen: [BTreeSet<String>; FacetGroup::ALL.len()],
    /// Values an article must not have.
    pub excluded: [BTreeSet<String>; FacetGroup::ALL.len()],
}

impl Filters {
    /// Returns how many values are chosen or excluded.
    pub fn len(&self) -> usize {
        self.chosen
            .iter()
            .chain(&self.excluded)
            .map(BTreeSet::len)
            .sum()
    }

    /// Returns whether nothing is chosen or excluded.
    pub fn is_empty(&self) -> bool {
        self.chosen
            .iter()
            .chain(&self.excluded)
            .all(BTreeSet::is_empty)
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
        docs.unite(&entry.docs);
    }
    for entry in entries.iter().filter(|entry| excluded.contains(&entry.id)) {
        docs.subtract(&entry.docs);
    }
    Some(docs)
}
