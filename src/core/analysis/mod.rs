//! Text → terms. The only code that folds and splits, called alike for articles, for what readers type and
//! for what is highlighted, so that the three can never disagree.
//!
//! [`folding`] removes accents and case, [`tokenizer`] splits into words, [`number`] and [`greek`] read figures and
//! Greek letters, [`elision`] knows the French and English letters that hang on a word.
//!
//! A term is indexed as written. Which terms belong to a word somebody asked for is decided when it is asked:
//! a [`Family`] compares the stems of [`english`] (after [`mod@spelling`]) and [`french`], then the roots that
//! both languages share ([`cognate`]), and says where in the sorted dictionary to look ([`onset`]). All of
//! them are tables for one operation, [`ending`]. [`mod@distance`] counts typing errors. [`stop_words`] lists what says nothing.

mod capital;
mod cognate;
mod distance;
mod elision;
mod ending;
mod english;
mod family;
mod folding;
mod french;
mod greek;
mod number;
mod onset;
mod spelling;
mod stop_words;
mod tokenizer;

pub use capital::{is_capital, is_upper_case};
pub use cognate::root;
pub(crate) use distance::{Distance, forgiven, forgiven_if_absent};
pub use english::english_stem;
pub use family::{Family, Relation};
pub use folding::{fold_char, is_mark};
pub use french::french_stem;
pub(crate) use number::{is_first_group, is_group, is_number_space};
pub use spelling::spelling;
pub use stop_words::{is_linking_word, is_stop_word, is_weak};
pub use tokenizer::{Part, Token, Word, tokens, words};
