//! Text → terms.

mod folding;

pub use folding::{fold_char, is_mark};
