//! What the publisher wrote, checked: every value in its place, every finding with line and column.
//!
//! An article: [`document`] splits front matter from body, [`yaml`] reads the front matter's values, [`withheld`]
//! tells what is not to be published, [`front_matter`] says what each key must hold ([`published_day`] reads days in
//! words), [`body`] says what of a body cannot be drawn, and [`draft`] is what comes out. Beside the articles: [`config`] is `vigie.toml`, [`concepts`] is
//! `concepts.txt`.

pub mod body;
pub mod concepts;
pub mod config;
pub mod document;
pub mod draft;
pub mod front_matter;
pub mod published_day;
pub mod withheld;
pub mod yaml;
