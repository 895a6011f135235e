//! All sentences of the interface. French is the reference; a missing English sentence does not compile.

pub mod device;
mod en;
pub mod favourites;
pub mod format;
mod fr;
pub mod help;
pub mod news;
pub mod start;
mod values;
pub mod widget;

pub use values::{Busy, Dates, Formats, FoundFor, FoundMixed, FoundNear, OutOf, WithoutPart};

use crate::article::{FacetGroup, Kind};
use crate::concepts::ConceptKind;
use crate::language::Language;
use crate::query::NoticeReason;
use crate::search::Sort;

/// The sentences of one language. Functions stand where a number or name goes in; numbers come already
/// formatted beside their value, so that plurals follow the value and digits follow the language. Several values of one
/// kind go in by name.
#[expect(
    missing_docs,
    reason = "the French sentence beside each name in fr.rs says what it is"
)]
pub struct Messages {
    pub language: Language,
    pub skip_to_search: &'static str,
    pub skip_to_content: &'static str,
    pub skip_links: &'static str,
    pub skip_to_results: &'static str,
    pub search_label: &'static str,
    pub search_hint: &'static str,
    pub clear_search: &'static str,
    pub filters: &'static str,
    pub active_filters: &'static str,
    pub clear_filters: &'static str,
    pub remove_filters: &'static str,
    pub remove_filter: fn(&str) -> String,
    pub without: fn(&str) -> String,
    pub show_all_values: fn(&str) -> String,
    pub show_fewer_values: &'static str,
    pub hide_sponsored: &'static str,
    pub sort_label: &'static str,
    pub sort: fn(Sort) -> &'static str,
    pub group: fn(FacetGroup) -> &'static str,
    pub kind: fn(Kind) -> &'static str,
    pub value: fn(FacetGroup, &str) -> Option<&'static str>,
    pub results: fn(u32, &str) -> String,
    pub results_for: fn(FoundFor<'_>) -> String,
    pub results_near: fn(FoundNear<'_>) -> String,
    pub results_mixed: fn(FoundMixed<'_>) -> String,
    pub near_divider: &'static str,
    pub related_divider: &'static str,
    pub by_meaning: &'static str,
    pub unknown_value: &'static str,
    pub searching: &'static str,
    pub suggestions: &'static str,
    pub concept_kind: fn(ConceptKind) -> &'static str,
    pub syntax: &'static str,
    pub syntax_title: &'static str,
    pub syntax_page: &'static str,
    pub readings: &'static str,
    pub only: fn(&str) -> String,
    pub rather: fn(&str) -> String,
    pub corrected: fn(&str) -> String,
    pub in_year: fn(&str) -> String,
    pub synonyms: &'static str,
    pub notices: &'static str,
    pub notice: fn(NoticeReason) -> &'static str,
    pub show_more: fn(&str) -> String,
    pub shown_of: fn(OutOf<'_>) -> String,
    pub no_result_title: &'static str,
    pub no_result_hint: &'static str,
    pub in_no_article: fn(&str) -> String,
    pub without_part: fn(WithoutPart<'_>) -> String,
    pub without_filters: fn(&str) -> String,
    pub no_article_title: &'static str,
    pub no_article_hint: &'static str,
    pub favourite: fn(&str) -> String,
    pub favourites: &'static str,
    pub favourites_found: fn(u32, &str) -> String,
    pub not_saved: &'static str,
    pub unpublished: &'static str,
    pub no_favourite_hint: &'static str,
    pub export_favourites: &'static str,
    pub import_favourites: &'static str,
    pub save_damaged: &'static str,
    pub take_over_favourites: fn(u32, &str) -> String,
    pub truncated: &'static str,
    pub sources: fn(usize) -> String,
    pub loading_articles: fn(OutOf<'_>) -> String,
    pub all_loaded: fn(&str) -> String,
    pub card_pending: &'static str,
    pub read_at: fn(&str) -> String,
    pub read_at_source: &'static str,
    pub also_at: &'static str,
    pub new_tab: &'static str,
    pub back_to_results: &'static str,
    pub back_to_all: &'static str,
    pub around_article: &'static str,
    pub previous_article: &'static str,
    pub next_article: &'static str,
    pub position: fn(OutOf<'_>) -> String,
    pub image_credit: fn(&str) -> String,
    pub image_at: fn(&str) -> String,
    pub no_summary: &'static str,
    pub truncated_note: &'static str,
    pub body_loading: &'static str,
    pub body_cut: &'static str,
    pub sponsored_note: &'static str,
    pub article_pending: &'static str,
    pub unknown_title: &'static str,
    pub unknown_hint: &'static str,
    pub unknown_similar: &'static str,
    pub theme: &'static str,
    pub theme_auto: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub other_language: &'static str,
    pub other_language_tag: &'static str,
    pub freshness: fn(Dates<'_>) -> String,
    pub feed: &'static str,
    pub device: &'static str,
    pub no_tracking: &'static str,
    pub retry: &'static str,
    pub renew: &'static str,
    pub failure_prepared: &'static str,
    pub failure_title: &'static str,
    pub failure_body_title: &'static str,
    pub missing_months: fn(usize) -> String,
    pub search_unavailable: &'static str,
    pub skipped_items: fn(usize) -> String,
    pub shortened_items: fn(usize) -> String,
    pub failure_network: &'static str,
    pub failure_missing: fn(u16) -> String,
    pub failure_sign_in: fn(u16) -> String,
    pub failure_server: fn(u16) -> String,
    pub failure_page: &'static str,
    pub failure_not_json: &'static str,
    pub failure_not_feed: &'static str,
    pub failure_format: fn(Formats<'_>) -> String,
    pub failure_altered: &'static str,
    pub failure_timeout: &'static str,
    pub failure_busy: fn(Busy) -> String,
    pub failure_redirected: &'static str,
    pub failure_code: &'static str,
}

/// Returns the sentences of a language.
pub fn messages(language: Language) -> &'static Messages {
    match language {
        Language::Fr => &fr::FR,
        Language::En => &en::EN,
    }
}
