//! One component per file, named as its file and its CSS class. A component is a struct of its props with
//! a `view`; it calls back through [`Action`](crate::element::Action)s, fetches nothing and reads no
//! context, so it looks the same on every page.
//!
//! The builder writes the same components before the app comes. Where a control has no work yet, or readers without
//! scripts need something else, a component has a second form, `prepared`, which the app does not carry.

mod active_filters;
mod article_card;
mod article_list;
mod article_view;
pub mod device_dialog;
mod facet_group;
mod failure_notice;
mod favourite_toggle;
pub mod favourites_import;
pub mod favourites_notice;
mod filter_panel;
mod highlighted;
pub mod layout;
mod load_progress;
mod neighbour_links;
mod notice;
mod prose;
mod query_notices;
mod readings;
mod result_summary;
mod search_box;
mod site_footer;
mod site_header;
mod source_badge;
mod suggestion_list;
mod theme_toggle;

pub use active_filters::{ActiveFilter, ActiveFilters};
pub use article_card::{ArticleCard, CardControl, CardText};
pub use article_list::{ArticleList, BATCH, CardEntry, Line};
pub use article_view::{ArticleView, Body, TITLE_ID};
pub use device_dialog::{DeviceDialog, PictureChoice};
pub use facet_group::{FacetGroupField, FacetOption};
pub use failure_notice::FailureNotice;
pub use favourite_toggle::FavouriteToggle;
pub use favourites_import::FavouritesImport;
pub use favourites_notice::FavouritesNotice;
pub use filter_panel::{FacetOptions, FilterPanel};
pub use highlighted::{Marker, highlighted};
pub use load_progress::LoadProgress;
pub use neighbour_links::{Neighbour, NeighbourLinks, Neighbours};
pub use notice::Notice;
pub use prose::{PART_ID, Prose};
pub use query_notices::{NOTICES_ID, QueryNotices};
pub use readings::{ReadingChip, Readings};
pub use result_summary::{RESULTS_ID, ResultSummary};
pub use search_box::{SEARCH_ID, SearchBox};
pub use site_footer::SiteFooter;
pub use site_header::SiteHeader;
pub use source_badge::source_badge;
pub use suggestion_list::{SUGGESTIONS_ID, SuggestionList, SuggestionOption};
pub use theme_toggle::ThemeToggle;
