//! The state of the page, as values: [`library`] is what has been loaded, [`loading`] how it is loaded, [`indexing`] how a
//! feed without an index gets one, [`favourites`]
//! what the reader has saved, [`backup`] an imported file. What the URL asks is in `vigie_view::search_params`.

pub mod backup;
pub mod favourite;
pub mod favourites;
pub mod indexing;
pub mod library;
pub mod loading;

pub use favourite::Favourite;
pub use favourites::Favourites;
pub use library::Library;
pub use vigie_view::search_params::{self, SearchParams};
