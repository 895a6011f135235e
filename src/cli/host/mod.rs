//! What answers for a finished site: the [`headers`], with what its pages have [`inline`], the pages of others that may frame it ([`frames`]), the
//! [`files`] that tell both to the usual hosts, and [`server`], which is our own.

pub mod files;
pub mod frames;
pub mod headers;
pub mod inline;
pub mod server;
