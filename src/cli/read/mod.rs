//! How files come in: [`walk`] lists a folder, [`root`] reads a file of it, [`source`] reads the articles.

pub mod root;
pub mod source;
pub mod walk;

pub use root::{ReadError, Refusal, Root, read_file};
