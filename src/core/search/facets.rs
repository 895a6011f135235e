//! Facet counts for the displayed result: choosing a value with count *n* shows *n* articles.
//!
//! Each group is counted under the query and the filters of the *other* groups, because choices within a group
//! widen the result.

use super::filters::Filters;
use crate::article::FacetGroup;
use crate::index::{DocSet, Index};

/// Counts of every group, in the order of [`FacetGroup::ALL`].
pub type FacetCounts = Vec<Vec<FacetCount>>;

/// One value with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// Lower-case word for URLs.
    pub id: String,
    /// Name as the articles give it.
    pub name: String,
    /// Articles that this value alone would show in its group.
    pub count: u32,
}

/// Counts all groups. `matching` meets the query, `allowed` holds what each group's filter lets through; what
/// stands behind those of the groups holds for all of them.
/// Values no article of the result has are left out unless they are chosen or excluded.
pub(super) fn count(
    index: &Index,
    filters: &Filters,
    matching: &DocSet,
    allowed: &[Option<DocSet>],
) -> FacetCounts {
    let counts_of = |group: FacetGroup| {
        let mut result = matching.clone();
        for (at, docs) in allowed.iter().enumerate() {
            if let Some(docs) = docs.as_ref().filter(|_| at != group.index()) {
                result.intersect(docs);
            }
        }
        let is_named = |id: &str| {
            filters.chosen[group.index()].contains(id)
                || filters.excluded[group.index()].contains(id)
        };
        let counted = index.facet(group).iter().map(|entry| FacetCount {
            id: entry.id.clone(),
            name: entry.name.clone(),
            count: result.count(&entry.docs),
        });
        counted
            .filter(|value| value.count > 0 || is_named(&value.id))
            .collect()
    };
    FacetGroup::ALL.into_iter().map(counts_of).collect()
}
