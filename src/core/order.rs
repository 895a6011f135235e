//! Sorting, compiled once.
//!
//! The standard library compiles its sort anew for every type of item and every comparison: eleven lists made a
//! twelfth of the app's code. Here positions are sorted, by one sort that calls the comparison through a pointer; the
//! items are then moved to their places. For lists of a few hundred items the difference in time is not measurable;
//! [`crate::search`] sorts its hits, which may be many, as numbers.

use std::cmp::Ordering;

/// Sorts items, equal ones in the order they had.
///
/// ```
/// let mut words = vec!["stent", "aorta", "valve", "vein"];
/// vigie_core::order::sort_by(&mut words, |a, b| a.len().cmp(&b.len()));
/// assert_eq!(words, ["vein", "stent", "aorta", "valve"]);
/// ```
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut sources = positions(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    // Every cycle of the permutation is walked once; a place that is settled names itself.
    for start in 0..items.len() {
        let mut place = start;
        while let Some(source) = sources.get_mut(place) {
            let from = std::mem::replace(source, place);
            if from == start || from == place {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}

/// Positions in the order a comparison gives, equal ones as they are.
#[inline(never)]
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    positions
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn order_is_that_of_the_standard_library(mut items in prop::collection::vec((0_u8..6, any::<u8>()), 0..80)) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(items, expected);
        }
    }
}
