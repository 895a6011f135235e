//! English.

use super::{Busy, Dates, Formats, FoundFor, FoundMixed, FoundNear, Messages, OutOf, WithoutPart};
use crate::article::{FacetGroup, Kind};
use crate::concepts::ConceptKind;
use crate::language::Language;
use crate::query::NoticeReason;
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
        FacetGroup::Topic => "Topic",
        FacetGroup::Source => "Source",
        FacetGroup::Tag => "Tag",
        FacetGroup::Kind => "Type",
        FacetGroup::Year => "Year",
        FacetGroup::Language => "Language",
        FacetGroup::Quality => "Quality",
    },
    kind: |kind| match kind {
        Kind::News => "Article",
        Kind::Sponsored => "Sponsored",
        Kind::Digest => "Newsletter",
        Kind::Podcast => "Podcast",
        Kind::Video => "Video",
    },
    value: |group, id| {
        Some(match (group, id) {
            (FacetGroup::Language, "fr") => "French",
            (FacetGroup::Language, "en") => "English",
            (FacetGroup::Quality, "image") => "With a picture",
            (FacetGroup::Quality, "truncated") => "Excerpt",
            (FacetGroup::Quality, "duplicate") => "Several sources",
            _ => return None,
        })
    },
    results: |count, number| match count {
        0 => "No articles".to_owned(),
        _ => format!("{number} article{}", s(count)),
    },
    results_for: |FoundFor {
                      total,
                      number,
                      query,
                  }| match total {
        0 => format!("No results for “{query}”"),
        _ => format!("{number} result{} for “{query}”", s(total)),
    },
    results_near: |FoundNear { articles, query }| {
        [
            articles,
            " partly matching “",
            query,
            "”: none has every word",
        ]
        .concat()
    },
    results_mixed: |FoundMixed {
                        total,
                        complete,
                        near,
                        query,
                    }| {
        [
            total,
            " results for “",
            query,
            "”: ",
            complete,
            " with every word, ",
            near,
            " with some of them",
        ]
        .concat()
    },
    related_divider: "More on the same topics",
    by_meaning: "matched by meaning",
    unknown_value: "no article has this value",
    near_divider: "Partial matches: a word of the search is missing",
    searching: "Searching…",
    suggestions: "Suggestions",
    concept_kind: |kind| match kind {
        ConceptKind::Disease => "disease",
        ConceptKind::Procedure => "procedure",
        ConceptKind::Technology => "technology",
        ConceptKind::Anatomy => "anatomy",
        ConceptKind::Device => "device",
        ConceptKind::Company => "company",
        ConceptKind::Trial => "trial",
        ConceptKind::Regulator => "regulation",
        ConceptKind::Business => "business",
        ConceptKind::Research => "research",
        ConceptKind::Profession => "profession",
        ConceptKind::Word => "word",
    },
    syntax: "Syntax",
    syntax_title: "All the ways to search",
    syntax_page: "help.html",
    readings: "Understood as",
    only: |typed| ["search only “", typed, "”"].concat(),
    rather: |label| ["search instead for ", label].concat(),
    corrected: |typed| ["Results similar to “", typed, "”:"].concat(),
    in_year: |year| ["articles published in ", year].concat(),
    synonyms: "synonyms included",
    notices: "Check your search",
    notice: |reason| match reason {
        NoticeReason::TooLong => "too long: the rest is not searched",
        NoticeReason::UnclosedQuote => "quotation mark not closed: it applies to the end",
        NoticeReason::UnclosedGroup => "parenthesis not closed: it applies to the end",
        NoticeReason::StrayParenthesis => "extra parenthesis: ignored",
        NoticeReason::UnknownField => "unknown field: searched as an ordinary word",
        NoticeReason::EmptyField => "write a value right after the colon",
        NoticeReason::BadDate => "not a date: write 2026, 2026-03 or 2026-03-14",
        NoticeReason::BadValue => "not a value of this field: ignored",
        NoticeReason::NotKept => {
            "not possible in a search yet: favourites have their own list, at the top of the page"
        }
        NoticeReason::StrayOperator => "operator without a word: ignored",
        NoticeReason::NothingToSearch => "no letters or digits: nothing to search for",
        NoticeReason::TooDeep => "parentheses nested too deeply: treated as one group",
    },
    show_more: |count| format!("Show {count} more"),
    shown_of: |OutOf { count, total }| format!("{count} of {total} shown"),
    no_result_title: "No articles match",
    no_result_hint: "Try fewer words or check the spelling.",
    in_no_article: |part| ["No article contains “", part, "”."].concat(),
    without_part: |WithoutPart { part, articles }| ["without “", part, "”: ", articles].concat(),
    without_filters: |articles| ["without the filters: ", articles].concat(),
    no_article_title: "No articles yet",
    no_article_hint: "This site is new; its articles will appear here.",
    favourite: |title| ["Favourite: ", title].concat(),
    favourites: "Favourites",
    favourites_found: |count, number| match count {
        0 => "No favourites".to_owned(),
        _ => [number, " favourite", s(count)].concat(),
    },
    not_saved: "not saved",
    unpublished: "no longer published",
    no_favourite_hint: "Select the star on an article to save it here, on this device. If this browser has erased your favourites, import a backup.",
    export_favourites: "Export",
    import_favourites: "Import",
    save_damaged: "Download the damaged data",
    take_over_favourites: |count, number| match count {
        1 => "Bring over 1 earlier favourite".to_owned(),
        _ => format!("Bring over {number} earlier favourites"),
    },
    truncated: "Excerpt",
    sources: |count| format!("{count} sources"),
    loading_articles: |OutOf { count, total }| format!("{count} of {total} articles loaded"),
    all_loaded: |total| format!("{total} articles loaded: search also works offline in this tab"),
    card_pending: "Loading article…",
    read_at: |source| format!("Read at {source}"),
    read_at_source: "Read at the source",
    also_at: "The same story elsewhere",
    new_tab: "new tab",
    back_to_results: "Back to results",
    back_to_all: "All articles",
    around_article: "Neighbouring articles",
    previous_article: "Previous article",
    next_article: "Next article",
    position: |OutOf { count, total }| format!("{count} of {total}"),
    image_credit: |credit| format!("Credit: {credit}"),
    image_at: |host| format!("See the picture at {host}"),
    no_summary: "The source provided no summary.",
    truncated_note: "The source provides only this excerpt; read the full article there.",
    body_loading: "The text is loading…",
    body_cut: "This text is very long; read the rest at the source.",
    sponsored_note: "Sponsored content: text paid for by a company.",
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
    freshness: |Dates { latest, checked }| format!("Latest article: {latest} · checked {checked}"),
    feed: "JSON feed",
    device: "Offline and data",
    no_tracking: "No trackers, no account: search runs in your browser.",
    retry: "Try again",
    renew: "Reload from the server",
    failure_prepared: "You can still read the newest articles above, and filter them by word in the search box.",
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
    shortened_items: |count| match count {
        1 => "One article was too long and has been shortened.".to_owned(),
        _ => format!("{count} articles were too long and have been shortened."),
    },
    failure_network: "The server is not responding. Check your connection, then try again.",
    failure_missing: |status| match status {
        410 => "The articles file is no longer published at this address (410).".to_owned(),
        _ => format!("The articles file is not published at this address ({status})."),
    },
    failure_sign_in: |status| match status {
        401 => "The server asks you to sign in (401).".to_owned(),
        403 => {
            "The server refuses access to the articles (403); it may ask you to sign in.".to_owned()
        }
        _ => format!(
            "This network asks you to sign in ({status}): open another page, sign in, then try again."
        ),
    },
    failure_server: |status| {
        format!("The server answered with an error ({status}). Try again in a moment.")
    },
    failure_page: "The server sent a web page instead of the articles. This network may ask you to sign in: open another page, sign in, then try again.",
    failure_not_json: "The articles arrived incomplete or damaged.",
    failure_not_feed: "The file received is not a list of articles.",
    failure_format: |Formats { got, expected }| {
        format!(
            "The articles are published in format {got}, but this page reads format {expected}. Reload the page to update it; if nothing changes, the site is being updated."
        )
    },
    failure_altered: "The articles received are not the ones that were published: they are altered or incomplete.",
    failure_timeout: "The server is taking too long to respond.",
    failure_busy: |Busy { status, seconds }| {
        format!("The server is too busy ({status}). Trying again in {seconds} s.")
    },
    failure_redirected: "The server redirects to another address, probably to a sign-in page. Reload the page, then sign in.",
    failure_code: "Details for support",
};
