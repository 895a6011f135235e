//! The prepared page: header, search box and newest cards, as the app will draw them.
//!
//! Every element has the class its twin in `src/ui/components` has. A browser test holds the two together.

use vigie_core::article::{Article, FacetGroup, Kind};
use vigie_core::date::{Timestamp, latest};
use vigie_core::language::Language;
use vigie_core::messages::{Dates, Messages, messages};
use vigie_core::source_mark::article_mark;

use crate::collect::Collection;
use crate::html::dates::{number, short_date};
use crate::html::{Html, foreign};

/// Cards on the prepared page: the batch the app starts with.
const CARDS: usize = 30;

/// Topics named on a card.
const TOPICS: usize = 3;

/// Cards whose pictures are fetched at once: those of the first screen.
const EAGER_PICTURES: usize = 3;

/// Draws the list page with the newest cards.
pub(super) fn first_page(collection: &Collection) -> Html {
    let page = Page::new(collection, "./");
    let cards: Vec<Html> = collection
        .articles
        .iter()
        .rev()
        .take(CARDS)
        .enumerate()
        .map(|(at, article)| {
            let card = page.card(article, at < EAGER_PICTURES);
            Html::element("li", &[("class", "article-list__item")], &[card])
        })
        .collect();
    let count = collection.articles.len();
    let total = u32::try_from(count).unwrap_or(u32::MAX);
    let sentence = (page.messages.results)(total, &number(count, page.language()));
    let heading = Html::element(
        "h1",
        &[("id", "results"), ("class", "result-summary__count")],
        &[Html::text(&sentence)],
    );
    let age = Html::element(
        "p",
        &[("class", "result-summary__age")],
        &[Html::text(&page.freshness())],
    );
    let summary = Html::element(
        "div",
        &[("class", "result-summary")],
        &[Html::element(
            "div",
            &[("class", "result-summary__text")],
            &[heading, age],
        )],
    );
    let results = Html::element(
        "div",
        &[("class", "list-page__results")],
        &[
            summary,
            Html::element("ol", &[("class", "article-list first-page")], &cards),
        ],
    );
    let list = Html::element("div", &[("class", "list-page")], &[page.filters(), results]);
    page.frame(&[
        page.search_box(),
        Html::element("div", &[("class", "load-progress")], &[]),
        page.readings(),
        list,
    ])
}

/// Draws the page that stands while an article's own address is looked up.
pub(super) fn opening(collection: &Collection, home: &str) -> Html {
    let page = Page::new(collection, home);
    let sentences = Language::ALL.map(|language| {
        let sentence = messages(language).article_pending;
        Html::element(
            "p",
            &[("class", "article-view__pending"), ("lang", language.tag())],
            &[Html::text(sentence)],
        )
    });
    let links = Language::ALL.map(|language| {
        let link = Html::element(
            "a",
            &[("href", home)],
            &[Html::text(messages(language).back_to_all)],
        );
        Html::element("p", &[("lang", language.tag())], &[link])
    });
    let content: Vec<Html> = sentences.into_iter().chain(links).collect();
    page.frame(&[Html::element("div", &[("class", "article-page")], &content)])
}

/// What every part of the page needs.
struct Page<'a> {
    collection: &'a Collection,
    messages: &'static Messages,
    home: &'a str,
    has_sections: bool,
}

impl<'a> Page<'a> {
    fn new(collection: &'a Collection, home: &'a str) -> Self {
        let sections = collection
            .labels
            .iter()
            .filter(|label| label.group == FacetGroup::Section.name());
        Self {
            messages: messages(collection.site.language),
            has_sections: sections.count() > 1,
            home,
            collection,
        }
    }

    fn language(&self) -> Language {
        self.collection.site.language
    }

    /// Of when the newest article is, and when this was published: until the page has asked, nobody has looked since.
    /// Empty without articles.
    fn freshness(&self) -> String {
        let date = |time: Timestamp| short_date(time.day(), self.language());
        let generated = self.collection.generated;
        let dates = self
            .collection
            .articles
            .iter()
            .rev()
            .map(|article| article.published);
        let latest = latest(dates, generated);
        latest.map_or_else(String::new, |latest| {
            (self.messages.freshness)(Dates {
                latest: &date(latest),
                checked: &date(generated),
            })
        })
    }

    fn frame(&self, content: &[Html]) -> Html {
        let page = Html::element("div", &[("class", "page")], content);
        let mut frame = self.header();
        frame.push(&Html::element("main", &[("class", "site-main")], &[page]));
        frame
    }

    /// The controls are drawn without their work, so that the header keeps its size.
    fn header(&self) -> Html {
        let title = self.collection.site.title.in_language(self.language());
        let home = Html::element("a", &[("href", self.home)], &[Html::text(title)]);
        let language = Html::element(
            "button",
            &[
                ("class", "site-header__language"),
                ("type", "button"),
                ("disabled", ""),
                ("lang", self.messages.other_language_tag),
            ],
            &[Html::text(self.messages.other_language)],
        );
        let themes = ["auto", "light", "dark"].map(|theme| {
            let icon = format!("theme-toggle__icon theme-toggle__icon--{theme}");
            let icon = Html::element("span", &[("class", &icon)], &[]);
            Html::element("span", &[("class", "theme-toggle__option")], &[icon])
        });
        let themes = Html::element(
            "div",
            &[("class", "theme-toggle"), ("aria-hidden", "true")],
            &themes,
        );
        let tools = Html::element(
            "div",
            &[("class", "site-header__tools")],
            &[self.favourites(), language, themes],
        );
        let title = Html::element("p", &[("class", "site-header__title")], &[home]);
        Html::element("header", &[("class", "site-header")], &[title, tools])
    }

    /// The way to the favourites. How many there are is known to the reader's browser alone.
    fn favourites(&self) -> Html {
        let name = Html::element(
            "span",
            &[("class", "site-header__favourites-name")],
            &[Html::text(self.messages.favourites)],
        );
        let count = Html::element("span", &[("class", "site-header__count")], &[]);
        let address = format!("{}?favourites", self.home);
        let link = [
            ("class", "site-header__favourites"),
            ("href", address.as_str()),
        ];
        Html::element("a", &link, &[name, Html::text(" "), count])
    }

    /// A box that can be typed into at once: the app takes the text over.
    fn search_box(&self) -> Html {
        let label = Html::element(
            "label",
            &[("class", "search-box__label"), ("for", "search")],
            &[Html::text(self.messages.search_label)],
        );
        let input = Html::void(
            "input",
            &[
                ("id", "search"),
                ("class", "search-box__input"),
                ("type", "search"),
                ("name", "q"),
                ("autocomplete", "off"),
                ("placeholder", self.messages.search_hint),
            ],
        );
        let field = Html::element("div", &[("class", "search-box__field")], &[input]);
        let form = Html::element("div", &[("class", "search-box__form")], &[label, field]);
        Html::element("search", &[("class", "search-box")], &[form])
    }

    /// The line below the box, which only says where the help is.
    fn readings(&self) -> Html {
        let link = [
            ("class", "readings__help"),
            ("href", self.messages.syntax_page),
            ("title", self.messages.syntax_title),
        ];
        let link = Html::element("a", &link, &[Html::text(self.messages.syntax)]);
        Html::element("div", &[("class", "readings")], &[link])
    }

    fn filters(&self) -> Html {
        let button = Html::element(
            "button",
            &[
                ("class", "button filter-panel__toggle"),
                ("type", "button"),
                ("disabled", ""),
            ],
            &[Html::text(self.messages.filters)],
        );
        Html::element(
            "section",
            &[
                ("class", "filter-panel"),
                ("aria-label", self.messages.filters),
            ],
            &[button],
        )
    }

    fn card(&self, article: &Article, is_eager: bool) -> Html {
        let visual = Html::element(
            "div",
            &[("class", "article-card__visual")],
            &[visual(article, is_eager)],
        );
        let mut content = vec![self.meta(article), self.title(article)];
        if !article.summary.is_empty() {
            let mut attributes = vec![("class", "article-card__summary")];
            attributes.extend(foreign(article.language, self.language()));
            let mark = if article.truncated { "\u{a0}[…]" } else { "" };
            content.push(Html::element(
                "p",
                &attributes,
                &[Html::text(&article.summary), Html::text(mark)],
            ));
        }
        content.extend(self.notes(article));
        content.extend(self.source(article));
        let content = Html::element("div", &[("class", "article-card__content")], &content);
        // The star is there from the start; it works once the app does.
        let toggle = [("class", "favourite-toggle"), ("aria-hidden", "true")];
        let toggle = Html::element("span", &toggle, &[]);
        Html::element(
            "article",
            &[("class", "article-card"), ("data-id", article.id.as_str())],
            &[visual, content, toggle],
        )
    }

    /// The way to the source for a page without scripts, where a title opens nothing.
    fn source(&self, article: &Article) -> Option<Html> {
        let url = article.url.as_ref()?;
        let attributes = [
            ("class", "article-card__topic article-card__topic--source"),
            ("href", url.as_str()),
            ("rel", "noopener noreferrer"),
            ("referrerpolicy", "no-referrer"),
        ];
        let sentence = Html::text(self.messages.read_at_source);
        let link = Html::element("a", &attributes, &[sentence]);
        Some(Html::element("noscript", &[], &[link]))
    }

    fn meta(&self, article: &Article) -> Html {
        let day = article.published.day();
        let date = short_date(day, self.language());
        let mut parts = Vec::new();
        if !article.source.is_empty() {
            parts.push(Html::element(
                "span",
                &[("class", "article-card__source")],
                &[Html::text(&article.source)],
            ));
        }
        parts.push(Html::element(
            "time",
            &[("datetime", &day.to_string())],
            &[Html::text(&date)],
        ));
        if self.has_sections {
            let name = self.label(FacetGroup::Section, article.id.section());
            parts.push(Html::element("span", &[], &[Html::text(name)]));
        }
        Html::element("p", &[("class", "article-card__meta")], &parts)
    }

    /// The name readers see for a value.
    fn label<'b>(&'b self, group: FacetGroup, id: &'b str) -> &'b str {
        let mut labels = self.collection.labels.iter();
        let label = labels.find(|label| label.group == group.name() && label.id == id);
        label.map_or(id, |label| label.label.in_language(self.language()))
    }

    fn title(&self, article: &Article) -> Html {
        let href = format!("{}{}", self.home, article.id.relative());
        let mut attributes = vec![("class", "article-card__link"), ("href", href.as_str())];
        attributes.extend(foreign(article.language, self.language()));
        let link = Html::element("a", &attributes, &[Html::text(&article.title)]);
        Html::element("h2", &[("class", "article-card__title")], &[link])
    }

    fn notes(&self, article: &Article) -> Option<Html> {
        let note =
            |class: &str, text: &str| Html::element("li", &[("class", class)], &[Html::text(text)]);
        let mut notes = Vec::new();
        if article.kind != Kind::News {
            let class = format!("badge badge--{}", article.kind.name());
            notes.push(note(&class, (self.messages.kind)(article.kind)));
        }
        if article.truncated {
            notes.push(note("badge", self.messages.truncated));
        }
        if !article.also.is_empty() {
            notes.push(note(
                "badge",
                &(self.messages.sources)(article.also.len() + 1),
            ));
        }
        for id in article.topics.iter().take(TOPICS) {
            let href = format!("{}?topic={id}", self.home);
            let name = Html::text(self.label(FacetGroup::Topic, id));
            let link = [("class", "article-card__topic"), ("href", href.as_str())];
            notes.push(Html::element(
                "li",
                &[],
                &[Html::element("a", &link, &[name])],
            ));
        }
        (!notes.is_empty())
            .then(|| Html::element("ul", &[("class", "article-card__notes")], &notes))
    }
}

/// The picture, or two letters on a tint.
fn visual(article: &Article, is_eager: bool) -> Html {
    let Some(image) = &article.image else {
        let mark = article_mark(&article.source, &article.id);
        let class = format!("source-badge source-badge--{}", mark.tint);
        return Html::element(
            "span",
            &[("class", &class), ("aria-hidden", "true")],
            &[Html::text(&mark.initials)],
        );
    };
    let address = format!("./bundle/{}", image.file);
    let loading = if is_eager { "eager" } else { "lazy" };
    Html::void(
        "img",
        &[
            ("class", "article-card__image"),
            ("src", &address),
            ("alt", ""),
            ("loading", loading),
            ("decoding", "async"),
            ("width", "320"),
            ("height", "180"),
        ],
    )
}
