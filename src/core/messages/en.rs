//! English.

use super::Messages;
use crate::article::{FacetGroup, Kind};
use crate::language::Language;
use crate::search::Sort;

fn s(count: u32) -> &'static str {
    if count == 1 { "" } else { "s" }
}

pub(super) static EN: Messages = Messages {
    language: Language::En,
    skip_to_search: "Skip to search",
    skip_to_content: "Skip to content",
    skip_links: "Quick access",
    skip_to_results: "Skip to results",
    search_label: "Search the articles",
    search_hint: "A device, a disease, a trial…",
    clear_search: "Clear the search",
    filters: "Filters",
    active_filters: "Active filters",
    clear_filters: "Clear all",
    remove_filters: "Remove the filters",
    remove_filter: |name| format!("Remove the filter {name}"),
    without: |name| format!("without {name}"),
    show_all_values: |count| format!("Show all {count}"),
    show_fewer_values: "Show fewer",
    hide_sponsored: "Hide sponsored content",
    sort_label: "Sort by",
    sort: |sort| match sort {
        Sort::Relevance => "Relevance",
        Sort::Newest => "Newest first",
        Sort::Oldest => "Oldest first",
    },
    group: |group| match group {
        FacetGroup::Section => "Section",
        FacetGroup::Source => "Source",
        FacetGroup::Tag => "Tag",
        FacetGroup::Kind => "Type",
        FacetGroup::Year => "Year",
    },
    kind: |kind| match kind {
        Kind::News => "Article",
        Kind::Sponsored => "Sponsored",
        Kind::Digest => "Newsletter",
        Kind::Podcast => "Podcast",
        Kind::Video => "Video",
    },
    results: |count, number| match count {
        0 => "No article".to_owned(),
        _ => format!("{number} article{}", s(count)),
    },
    results_for: |count, number, query| match count {
        0 => format!("No result for “{query}”"),
        _ => format!("{number} result{} for “{query}”", s(count)),
    },
    searching: "Searching…",
    query_cut: "Your search is very long: only its first words count.",
    show_more: |count| format!("Show {count} more"),
    shown_of: |shown, total| format!("{shown} of {total} shown"),
    no_result_title: "No article matches",
    no_result_hint: "Try fewer words or check the spelling.",
    no_article_title: "No article yet",
    no_article_hint: "This watch has just been created; its articles will appear here.",
    truncated: "Excerpt",
    sources: |count| format!("{count} sources"),
    loading_articles: |loaded, total| format!("{loaded} of {total} articles loaded"),
    all_loaded: |total| format!("{total} articles loaded: search also works offline in this tab"),
    card_pending: "Article loading",
    read_at: |source| format!("Read at {source}"),
    read_at_source: "Read at the source",
    also_at: "The same news elsewhere",
    new_tab: "new tab",
    back_to_results: "Back to results",
    back_to_all: "All articles",
    around_article: "Around this article",
    previous_article: "Previous article",
    next_article: "Next article",
    position: |at, total| format!("{at} of {total}"),
    image_credit: |credit| format!("Credit: {credit}"),
    image_at: |host| format!("See the picture at {host}"),
    no_summary: "The source gave no summary.",
    truncated_note: "The source gives only this beginning; the whole article is read there.",
    body_loading: "The text is loading…",
    body_cut: "This text is very long; the rest is read at the source.",
    sponsored_note: "Sponsored content: a text paid for by a company.",
    article_pending: "Looking for the article…",
    unknown_title: "This page does not exist",
    unknown_hint: "The address may be incomplete, or the article is no longer published.",
    unknown_similar: "You may be looking for",
    theme: "Theme",
    theme_auto: "Automatic",
    theme_light: "Light",
    theme_dark: "Dark",
    other_language: "Français",
    other_language_tag: "fr",
    updated: |date| format!("Updated {date}"),
    feed: "JSON feed",
    no_tracking: "No tracker, no account: the search runs in your browser.",
    retry: "Try again",
    failure_title: "The articles could not be loaded",
    failure_body_title: "The text could not be loaded",
    missing_months: |count| match count {
        1 => "One month of articles could not be loaded.".to_owned(),
        _ => format!("{count} months of articles could not be loaded."),
    },
    search_unavailable: "The search could not be loaded.",
    skipped_items: |count| match count {
        1 => "One unreadable article was left out.".to_owned(),
        _ => format!("{count} unreadable articles were left out."),
    },
    failure_network: "The server does not answer. Check your connection, then try again.",
    failure_missing: "The file of articles is not published at this address (404).",
    failure_sign_in: "The server asks you to sign in (401 or 403).",
    failure_server: |status| {
        format!("The server answered with an error ({status}). Try again in a moment.")
    },
    failure_page: "A web page came instead of the articles. This network may ask you to sign in: open another page, sign in, then try again.",
    failure_not_json: "The articles arrived incomplete or damaged.",
    failure_not_feed: "The file received is not a list of articles.",
    failure_format: |got, expected| {
        format!(
            "The articles are published in format {got}, this page reads format {expected}. Reload the page to update it."
        )
    },
    failure_altered: "The articles received are not those that were published: they are altered or incomplete.",
    failure_timeout: "The answer takes too long.",
    failure_code: "Detail for support",
};
