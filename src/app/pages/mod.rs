//! The pages of the site, one per file.

mod article_page;
mod list_page;
mod unknown_page;

pub(crate) use article_page::ArticlePage;
pub(crate) use list_page::ListPage;
pub(crate) use unknown_page::UnknownPage;
