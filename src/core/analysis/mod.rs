//! Text → terms. The only code that folds and splits, used for articles, queries and highlights alike, so that the
//! three always agree.
//!
//! [`folding`] removes accents and case, [`tokenizer`] splits into words, [`number`] and [`greek`] handle numbers
//! and Greek letters, [`elision`] removes French and English elisions.
//!
//! Terms are indexed unstemmed. Which terms match a word is decided at query time: a [`Family`] compares the stems
//! of [`english`] (after [`mod@spelling`]) and [`french`], then the roots that both languages share ([`cognate`]),
//! and knows where in the sorted dictionary to look ([`onset`]). All of them are tables for one operation,
//! [`ending`]. [`mod@distance`] counts typing errors. [`stop_words`] lists words without a subject of their own.

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
