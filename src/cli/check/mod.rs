//! Checks what the publisher wrote; every diagnostic has a line and column.
//!
//! For articles: [`document`] splits front matter from body, [`yaml`] reads the values of the front matter,
//! [`withheld`] finds articles that are not to be published, [`front_matter`] validates each key ([`published_day`]
//! reads dates written in words), [`body`] finds what cannot be shown, and [`draft`] is the result. For the site:
//! [`config`] reads `vigie.toml`, [`concepts`] reads `concepts.txt`.

pub mod body;
pub mod concepts;
pub mod config;
pub mod document;
pub mod draft;
pub mod front_matter;
pub mod published_day;
pub mod withheld;
pub mod yaml;
