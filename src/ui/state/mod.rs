//! What the page knows, as values: [`search_params`] is what the URL asks, [`library`] what has been
//! loaded, [`loading`] how it arrives, [`favourites`] what the reader keeps, [`backup`] what a file brings back.

pub mod backup;
pub mod favourite;
pub mod favourites;
pub mod library;
pub mod loading;

pub use favourite::Favourite;
pub use favourites::Favourites;
pub use library::Library;
pub use vigie_view::search_params::{self, SearchParams};
