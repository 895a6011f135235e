//! Reads files: [`walk`] lists a folder, [`root`] reads one file in it, [`source`] reads the articles.
//!
//! [`withheld`] decides by name which of them are not published; [`marker`] recognises folders that an earlier run
//! wrote.

pub mod marker;
pub mod root;
pub mod source;
pub mod walk;
pub mod withheld;

pub use root::{ReadError, Refusal, Root, read_file};

/// Name of the publisher's settings in the content folder.
pub const CONFIG: &str = "vigie.toml";

/// Name of the publisher's table of concepts in the content folder.
pub const CONCEPTS: &str = "concepts.txt";

/// Files of the publisher's own, which are neither read as articles nor published.
pub const SETTINGS: [&str; 2] = [CONFIG, CONCEPTS];
