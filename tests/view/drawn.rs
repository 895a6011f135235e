//! What each component draws: with nothing, as usual, and with everything that may be hostile or long.

use std::rc::Rc;
use std::sync::Arc;

use vigie_core::article::{Article, DocId, FacetGroup};
use vigie_core::bundle::BundleError;
use vigie_core::language::Language;
use vigie_core::markdown;
use vigie_core::messages::device::device_messages;
use vigie_core::messages::favourites::{Concern, favourites_messages};
use vigie_core::messages::{Messages, messages};
use vigie_core::search::Sort;
use vigie_view::components::device_dialog::device_facts;
use vigie_view::components::{
    ActiveFilter, ActiveFilters, ArticleCard, ArticleList, ArticleView, Body, CardEntry, CardText,
    DeviceDialog, FacetGroupField, FacetOption, FailureNotice, FavouriteToggle, FavouritesImport,
    FavouritesNotice, FilterPanel, Line, LoadProgress, Marker, Neighbour, NeighbourLinks,
    Neighbours, Notice, PictureChoice, Prose, QueryNotices, ReadingChip, Readings, ResultSummary,
    SearchBox, SiteFooter, SiteHeader, SuggestionList, SuggestionOption, ThemeToggle, source_badge,
};
use vigie_view::element::{Element, action, element};
use vigie_view::failure::LoadFailure;
use vigie_view::signals::{Memo, RwSignal};
use vigie_view::theme::Theme;

use crate::support::{HOSTILE, bare, extreme, outline, usual};

/// Compares the outline of what is drawn with the one that is kept.
#[track_caller]
fn check(name: &str, content: impl FnOnce() -> Element) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, outline(content)));
}

fn english() -> &'static Messages {
    messages(Language::En)
}

fn memo<T: Clone + PartialEq + Send + Sync + 'static>(value: T) -> Memo<T> {
    Memo::new(move |_| value.clone())
}

fn card(article: Article) -> ArticleCard {
    let section = (!article.source.is_empty()).then(|| "Papers".to_owned());
    let topic = |id: &str| format!("Topic {id}");
    ArticleCard {
        text: CardText::new(
            &article,
            "/site/",
            "2 Jan 2025".to_owned(),
            section,
            &article.topics,
            topic,
        ),
        article: Arc::new(article),
        is_by_meaning: false,
        marker: memo(Marker::default()),
        search: memo("?q=stroke".to_owned()),
        control: Rc::new(|_| Some(FavouriteToggle::prepared())),
        messages: english(),
    }
}

fn favourite(is_saved: Option<bool>) -> FavouriteToggle {
    FavouriteToggle {
        name: (english().favourite)(HOSTILE),
        is_saved: Rc::new(move || is_saved),
        on_toggle: Box::new(|| ()),
        messages: english(),
    }
}

#[test]
fn article_card() {
    check("card_bare", || card(bare()).view());
    check("card_usual", || card(usual()).view());
    check("card_extreme", || {
        let card = card(extreme());
        ArticleCard {
            is_by_meaning: true,
            messages: messages(Language::Fr),
            ..card
        }
        .view()
    });
    check("card_prepared", || card(usual()).prepared(true));
    check("card_prepared_bare", || card(bare()).prepared(true));
}

#[test]
fn article_list() {
    let list = |entries: Vec<CardEntry>, more: Option<(&str, &str)>| {
        let more = more.map(|(sentence, count)| (sentence.to_owned(), count.to_owned()));
        ArticleList {
            entries: memo(entries),
            marker: memo(Marker::default()),
            search: memo(String::new()),
            control: Rc::new(|_| None),
            more: memo(more),
            on_more: action(|()| ()),
            messages: english(),
        }
        .view()
    };
    check("list_empty", || list(Vec::new(), None));
    let entry = |doc, article: Option<Article>| CardEntry {
        doc: DocId(doc),
        article: article.map(|article| (Arc::new(article), CardText::default())),
        line: None,
        is_related: false,
        is_by_meaning: false,
    };
    check("list_usual", || {
        list(
            vec![entry(1, Some(usual()))],
            Some(("Show 30 more", "1 of 31")),
        )
    });
    let mut near = entry(2, None);
    near.line = Some(Line::Near);
    let mut related = entry(3, Some(bare()));
    (related.line, related.is_related) = (Some(Line::Related), true);
    check("list_extreme", || list(vec![near, related], None));
    check("list_prepared", || {
        ArticleList::prepared([bare(), usual(), bare(), usual()].map(card).into_iter())
    });
}

#[test]
fn article_view() {
    let view = |article: Article, body| {
        ArticleView {
            article: Arc::new(article),
            date: "2 January 2025".to_owned(),
            section: None,
            root: "/site/".to_owned(),
            body: RwSignal::new(body),
            marker: memo(Marker::default()),
            control: favourite(None).view(),
            on_retry: action(|()| ()),
            messages: english(),
        }
        .view()
    };
    check("view_bare", || view(bare(), Body::None));
    check("view_pending", || view(usual(), Body::Pending));
    let document = Arc::new(markdown::parse("Text."));
    check("view_usual", || view(usual(), Body::Ready(document)));
    let failed = Body::Failed(LoadFailure::Status(404));
    check("view_extreme", || view(extreme(), failed));
    check("view_on_its_way", || ArticleView::pending(english()));
}

#[test]
fn prose() {
    let prose = |text: &str, language| {
        let document = markdown::parse(text);
        let prose = Prose {
            document: &document,
            root: "/site/",
            language,
            messages: english(),
        };
        prose.view()
    };
    check("prose_empty", || prose("", None));
    check("prose_usual", || {
        prose(
            "## Part\n\nSome *words* and **more**, `code`, ~~gone~~.\n\n- one\n- two\n\n3. three\n\n> quote\n\n---\n\nlast  \nline",
            Some("fr"),
        )
    });
    check("prose_extreme", || {
        prose(
            "[link](https://a.example/?x=\"&'<b>) ![](https://b.example/p.png) [bad](javascript:alert(1))\n\n<script>alert(1)</script>\n\n\
             | a | b | c |\n|:--|:-:|--:|\n| `</td>` | 2 | 3 |\n\n```\n\n</code></pre>\n```\n",
            None,
        )
    });
}

#[test]
fn search_box() {
    let search_box = |query: &str| {
        SearchBox {
            query: memo(query.to_owned()),
            suggest: Box::new(Vec::new),
            pause: |_, _| action(|_| ()),
            on_input: action(|_| ()),
            on_commit: action(|()| ()),
            on_choose: action(|_| ()),
            messages: english(),
        }
        .view()
    };
    check("search_box_empty", || search_box(""));
    check("search_box_extreme", || search_box(HOSTILE));
    check("search_box_prepared", || SearchBox::prepared(english()));
}

#[test]
fn suggestion_list() {
    let list = |options: Vec<SuggestionOption>| {
        let list = SuggestionList::new();
        list.offer(options);
        list.step(true);
        list.view(action(|_| ()), english())
    };
    check("suggestions_empty", || list(Vec::new()));
    let option = |label: &str, other: Option<&str>| SuggestionOption {
        label: label.to_owned(),
        other: other.map(str::to_owned),
        note: "topic, 12 articles".to_owned(),
        query: "stroke".to_owned(),
    };
    let options = vec![option("stroke", Some("AVC")), option(HOSTILE, None)];
    check("suggestions_extreme", || list(options));
}

#[test]
fn readings() {
    let readings = |chips: Vec<ReadingChip>| {
        Readings {
            chips: Box::new(move || chips.clone()),
            on_rewrite: action(|_| ()),
            help: "/site/search.html".to_owned(),
            messages: english(),
        }
        .view()
    };
    check("readings_empty", || readings(Vec::new()));
    let chip = ReadingChip {
        typed: "AVC".to_owned(),
        has_arrow: true,
        meanings: vec![
            ("stroke".to_owned(), None),
            (HOSTILE.to_owned(), Some(Language::Fr)),
        ],
        gloss: Some(HOSTILE.to_owned()),
        rewrites: vec![("only these letters".to_owned(), "=AVC".to_owned())],
    };
    let sentence = ReadingChip {
        typed: "corrected".to_owned(),
        ..ReadingChip::default()
    };
    check("readings_extreme", || readings(vec![chip, sentence]));
}

#[test]
fn query_notices() {
    let notices = |notices: Vec<(String, &'static str)>| {
        QueryNotices {
            notices: Box::new(move || notices.clone()),
            messages: english(),
        }
        .view()
    };
    check("notices_empty", || notices(Vec::new()));
    let hostile = vec![(HOSTILE.to_owned(), "ignored")];
    check("notices_extreme", || notices(hostile));
}

#[test]
fn result_summary() {
    let summary = |sentence: &str, freshness: &str, has_query| {
        ResultSummary {
            sentence: memo(sentence.to_owned()),
            freshness: memo(freshness.to_owned()),
            sort: memo(Sort::Newest),
            has_query: memo(has_query),
            on_sort: action(|_| ()),
            messages: english(),
        }
        .view()
    };
    check("summary_empty", || summary("", "", false));
    check("summary_extreme", || summary(HOSTILE, HOSTILE, true));
    check("summary_prepared", || {
        ResultSummary::prepared("31 articles".to_owned(), "Newest: today".to_owned())
    });
}

fn options(count: usize) -> Vec<FacetOption> {
    let option = |number: usize| FacetOption {
        id: format!("value-{number}"),
        label: if number == 0 {
            HOSTILE.to_owned()
        } else {
            format!("Value {number}")
        },
        count: number.to_string(),
        is_chosen: number == 8,
    };
    (0..count).map(option).collect()
}

#[test]
fn facet_group() {
    let group = |count: usize| {
        FacetGroupField {
            title: "Sources",
            options: memo(options(count)),
            on_toggle: action(|_| ()),
            messages: english(),
        }
        .view()
    };
    check("facet_group_empty", || group(0));
    // Seven are shown, and what is chosen beyond them.
    check("facet_group_extreme", || group(10));
}

#[test]
fn filter_panel() {
    let panel = |count: usize, hides: Option<bool>| {
        let mut groups = vec![Vec::new(); FacetGroup::ALL.len()];
        groups[FacetGroup::Source.index()] = options(count);
        FilterPanel {
            options: memo(groups),
            active: Box::new(move || count),
            hides_sponsored: Box::new(move || hides),
            on_toggle: action(|_| ()),
            on_toggle_sponsored: action(|()| ()),
            messages: english(),
        }
        .view()
    };
    check("filter_panel_empty", || panel(0, None));
    check("filter_panel_usual", || panel(1, Some(true)));
    check("filter_panel_prepared", || FilterPanel::prepared(english()));
}

#[test]
fn active_filters() {
    let active = |filters: Vec<ActiveFilter>| {
        ActiveFilters {
            filters: memo(filters),
            on_remove: action(|_| ()),
            on_clear: action(|()| ()),
            messages: english(),
        }
        .view()
    };
    check("active_filters_empty", || active(Vec::new()));
    let filter = |label: &str, is_excluded| ActiveFilter {
        group: FacetGroup::Source,
        id: "a".to_owned(),
        label: label.to_owned(),
        is_excluded,
    };
    let filters = vec![filter("The Journal", false), filter(HOSTILE, true)];
    check("active_filters_extreme", || active(filters));
}

#[test]
fn site_header() {
    let header = |title: &str, count: &'static str| {
        SiteHeader {
            title: memo(title.to_owned()),
            home: "/site/".to_owned(),
            favourites: Box::new(move || count.to_owned()),
            shows_favourites: Box::new(move || !count.is_empty()),
            theme: RwSignal::new(Theme::Dark),
            on_theme: action(|_| ()),
            on_language: action(|()| ()),
            messages: english(),
        }
        .view()
    };
    check("header_empty", || header("", ""));
    check("header_extreme", || header(HOSTILE, "1,234"));
    check("header_prepared", || {
        SiteHeader::prepared("Site", "./", english())
    });
}

#[test]
fn theme_toggle() {
    let toggle = || {
        ThemeToggle {
            theme: RwSignal::new(Theme::Auto),
            on_choose: action(|_| ()),
            messages: english(),
        }
        .view()
    };
    check("theme_toggle", toggle);
    check("theme_toggle_prepared", ThemeToggle::prepared);
}

#[test]
fn site_footer() {
    let footer = |text: &str| {
        SiteFooter {
            freshness: memo(text.to_owned()),
            extent: memo(text.to_owned()),
            feed: "/site/bundle/articles.json".to_owned(),
            on_device: action(|()| ()),
            messages: english(),
        }
        .view()
    };
    check("footer_empty", || footer(""));
    check("footer_extreme", || footer(HOSTILE));
}

#[test]
fn favourite_toggle() {
    for (name, is_saved) in [
        ("favourite_none", None),
        ("favourite_saved", Some(true)),
        ("favourite_unsaved", Some(false)),
    ] {
        check(name, || favourite(is_saved).view());
    }
    check("favourite_prepared", FavouriteToggle::prepared);
}

#[test]
fn load_progress() {
    let progress = |progress| {
        LoadProgress {
            progress: memo(progress),
            sentence: memo("12 of 31".to_owned()),
        }
        .view()
    };
    check("progress_done", || progress(None));
    check("progress_usual", || progress(Some((12, 31))));
    // Of nothing, nothing is here: a bar without length would be a bar without end.
    check("progress_of_nothing", || progress(Some((0, 0))));
}

#[test]
fn neighbour_links() {
    let links = |neighbours| {
        NeighbourLinks {
            neighbours: memo(neighbours),
            list: "/site/?q=a".to_owned(),
            back: "Back",
            on_back: None,
            messages: english(),
        }
        .view()
    };
    check("neighbours_none", || links(Neighbours::default()));
    let neighbour = |title: &str| {
        Some(Neighbour {
            href: "/site/papers/a".to_owned(),
            title: title.to_owned(),
        })
    };
    let both = Neighbours {
        previous: neighbour(HOSTILE),
        next: neighbour(""),
        position: "2 of 3".to_owned(),
    };
    check("neighbours_both", || links(both));
}

#[test]
fn failure_notice() {
    let notice = |failure, can_renew: bool| {
        FailureNotice {
            title: "Not loaded".to_owned(),
            failure,
            on_retry: action(|()| ()),
            on_renew: can_renew.then(|| action(|()| ())),
            messages: english(),
        }
        .view()
    };
    check("failure_usual", || notice(LoadFailure::Network, true));
    let format = || {
        LoadFailure::Bundle(BundleError::Format {
            expected: 1,
            got: 2,
        })
    };
    check("failure_of_a_format", || notice(format(), true));
    check("failure_without_a_way_on", || notice(format(), false));
}

#[test]
fn badges() {
    check("badge_bare", || source_badge(&bare()));
    check("badge_extreme", || {
        element("p").child(source_badge(&extreme()))
    });
}

#[test]
fn notice() {
    let notice = |sentence: &str, ways: Vec<&'static str>| {
        let ways = ways.into_iter().map(|name| (name, action(|()| ())));
        Notice {
            place: "news",
            sentence: sentence.to_owned(),
            ways: ways.collect(),
            close: "Close",
            on_close: action(|()| ()),
        }
        .view()
    };
    check("notice_empty", || notice("", Vec::new()));
    check("notice_extreme", || notice(HOSTILE, vec!["Best", "Other"]));
}

#[test]
fn favourites_notice() {
    let notice = |concern, ways: Vec<&'static str>| {
        let ways = ways.into_iter().map(|name| (name, action(|()| ())));
        FavouritesNotice {
            concern,
            ways: ways.collect(),
            on_close: action(|()| ()),
            messages: favourites_messages(Language::En),
        }
        .view()
    };
    check("favourites_notice_calm", || {
        notice(Concern::Remind, Vec::new())
    });
    check("favourites_notice_urgent", || {
        notice(Concern::Full, vec!["Export", "Later"])
    });
}

#[test]
fn favourites_import() {
    check("favourites_import", || {
        FavouritesImport {
            on_file: action(|()| ()),
            on_close: action(|()| ()),
            messages: favourites_messages(Language::En),
        }
        .view()
    });
}

#[test]
fn device_dialog() {
    let messages = device_messages(Language::En);
    check("device_dialog", || {
        DeviceDialog {
            on_check: action(|()| ()),
            on_erase: action(|()| ()),
            on_close: action(|()| ()),
            messages,
        }
        .view()
    });
    check("device_facts", || {
        element("dl").children(device_facts(vec![("Kept", HOSTILE.to_owned())]))
    });
    check("device_pictures", || {
        let choice = PictureChoice {
            offers: ["none", "seen", "all"].map(|name| (name, name.to_uppercase())),
            chosen: "seen".to_owned(),
            on_choice: action(|_| ()),
            messages,
        };
        element("fieldset").children(choice.view())
    });
}
