//! Serving a finished site: the [`headers`], with what its pages contain [`inline`], the origins that may frame it
//! ([`frames`]), the [`files`] that configure common hosts, and our own [`server`].

pub mod files;
pub mod frames;
pub mod headers;
pub mod inline;
pub mod server;
