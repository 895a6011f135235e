//! The pages of the site, one per file.

mod article_page;
mod empty_list;
mod favourites;
mod list_page;
mod unknown_page;

pub(crate) use article_page::article_page;
pub(crate) use list_page::list_page;
pub(crate) use unknown_page::unknown_page;
