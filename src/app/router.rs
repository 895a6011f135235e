//! Addresses of the site: the list, an article, or an unknown address.
//!
//! A few lines over the session history replace a router library, which would be 51 KB with brotli.

use vigie_core::permalink::Permalink;
use vigie_ui::state::SearchParams;

/// What an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The list.
    List,
    /// One article.
    Article(Permalink),
    /// No page of the site.
    Unknown,
}

impl Route {
    /// Reads a path relative to the site's folder, without leading slash.
    pub(crate) fn parse(path: &str) -> Self {
        match path {
            "" | "index.html" => Self::List,
            _ => Permalink::parse(&format!("/{path}")).map_or(Self::Unknown, Self::Article),
        }
    }

    /// Writes the address relative to the site's folder. An article keeps the words and filters of the list
    /// it was opened from, so that its neighbours and the way back survive a reload.
    pub(crate) fn address(&self, params: &SearchParams) -> String {
        let search = params.address();
        match self {
            Self::Article(permalink) => format!("{}{search}", permalink.relative()),
            Self::List | Self::Unknown => search,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_the_list_an_article_or_nothing() {
        assert_eq!(Route::parse(""), Route::List);
        assert_eq!(Route::parse("index.html"), Route::List);
        let permalink = Permalink::parse("/papers/x").unwrap();
        assert_eq!(Route::parse("papers/x/"), Route::Article(permalink));
        for path in ["nothing", "a/b/c", "papers/%2e%2e", "/", "papers//x"] {
            assert_eq!(Route::parse(path), Route::Unknown, "{path}");
        }
    }

    #[test]
    fn an_article_keeps_the_list_it_came_from() {
        let route = Route::parse("papers/x");
        assert_eq!(
            route.address(&SearchParams::parse("q=stent")),
            "papers/x?q=stent"
        );
        assert_eq!(Route::List.address(&SearchParams::default()), "");
    }
}
