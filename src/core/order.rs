//! Sorting, compiled once.
//!
//! The standard library compiles its sort for every combination of item type and comparison: eleven lists made a
//! twelfth of the app's code. Here one sort orders positions and calls the comparison through a pointer; the items
//! are then moved into place. For lists of a few hundred items the difference in time is not measurable;
//! [`crate::search`] sorts only the hits it shows.

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

/// Positions in the order a comparison gives, equal ones as they are. A merge sort: runs of one, two, four …
/// positions become runs twice as long, so that no order of the items makes it slow.
fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        merged.clear();
        for run in sorted.chunks(2 * width) {
            let (mut left, mut right) = run.split_at(width.min(run.len()));
            while let ([a, after_a @ ..], [b, after_b @ ..]) = (left, right) {
                if compare(*b, *a).is_lt() {
                    merged.push(*b);
                    right = after_b;
                } else {
                    merged.push(*a);
                    left = after_a;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut sorted, &mut merged);
        width *= 2;
    }
    sorted
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

        #[test]
        fn no_order_is_slow(mut items in prop::collection::vec(any::<u8>(), 1..300)) {
            let compared = std::cell::Cell::new(0);
            let rounds = usize::BITS - (items.len() - 1).leading_zeros();
            let most = items.len() * rounds as usize;
            sort_by(&mut items, |a, b| {
                compared.set(compared.get() + 1);
                a.cmp(b)
            });
            prop_assert!(compared.get() <= most, "{} of {}", compared.get(), most);
        }
    }
}
