//! The engine of Vigie, without input or output: the same call gives the same bytes on a publisher's
//! laptop, in a test and in a reader's browser.
//!
//! # The journey of an article
//!
//! The builder reads a Markdown file, decodes and cleans its texts ([`text`]) and makes an [`article`]
//! with a checked [`permalink`], [`date`] and [`url`]. All articles together become a [`bundle`] and an
//! inverted [`index`] whose terms come from [`analysis`]. The app decodes the same bundle with the same
//! structs, parses what the reader types into a [`query`], and [`search`] answers with documents, counts
//! and byte ranges to highlight. Opening an article turns its [`markdown`] body into a closed tree that
//! the page draws as text nodes.
//!
//! # Modules, from the ground up
//!
//! | module | what |
//! | --- | --- |
//! | [`language`], [`date`], [`permalink`], [`url`] | values that cannot be wrong once made |
//! | [`json`] | JSON → one plain value, taken apart by name |
//! | [`text`] | entities, markup and invisible characters out of texts |
//! | [`article`] | what a card shows, what a filter asks |
//! | [`export`] | lists of articles as files for other programs |
//! | [`source_mark`] | two letters and a tint where there is no picture |
//! | [`analysis`] | text → terms; the only code that folds and splits |
//! | [`markdown`] | Markdown → a closed tree of blocks and inlines |
//! | [`bundle`] | the wire format |
//! | [`messages`] | every sentence of the interface, in both languages |
//! | [`index`] | terms → documents, one immutable byte buffer |
//! | [`query`] | what the reader typed; never fails |
//! | [`search`] | query × index → hits, counts, highlights |
//! | [`widget`] | the attributes of the list on pages of others |
//! | [`scripts`] | what the scripts around the app share with it |

pub mod analysis;
pub mod article;
pub mod bundle;
mod bytes;
pub mod concepts;
pub mod date;
pub mod export;
pub mod index;
pub mod json;
pub mod language;
pub mod markdown;
pub mod messages;
pub mod order;
pub mod permalink;
pub mod query;
pub mod scripts;
pub mod search;
pub mod source_mark;
pub mod text;
pub mod url;
pub mod widget;
