//! Text → terms. The only code that folds and splits, called alike for articles, for what readers type and
//! for what is highlighted, so that the three can never disagree.
//!
//! [`folding`] removes accents and case, [`tokenizer`] splits into words, [`elision`] knows the French and
//! English letters that hang on a word.

mod elision;
mod folding;
mod tokenizer;

pub use folding::{fold_char, is_mark};
pub use tokenizer::{Part, Token, Word, tokens, words};
