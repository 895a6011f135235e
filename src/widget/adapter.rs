//! Adapts the components of the hosted page to the page of a host: names for the parts that hosts may style, the
//! heading level that the host wants, links that send no referrer, and no parts that the host has switched off.
//!
//! Components return elements as values, so this is one pass over what they return, and they need not know about
//! it.

use vigie_core::widget::{Open, Shown};
use vigie_ui::element::{Child, Element, Keyed};

use crate::options::{Options, Show};

/// What the walk needs to know. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Adapter {
    show: Show,
    has_images: bool,
    level: usize,
    /// Whether links open in a tab of their own.
    is_apart: bool,
}

/// Class of an element, and the name hosts know it by.
const PARTS: [(&str, &str); 20] = [
    ("search-box", "search"),
    ("search-box__input", "input"),
    ("suggestions", "suggestions"),
    ("filter-panel", "filters"),
    ("facet-group__option", "option"),
    ("facet-group__option filter-panel__sponsored", "option"),
    ("histogram", "histogram"),
    ("histogram__bar", "bar"),
    ("widget__toolbar", "toolbar"),
    ("result-summary__count", "status"),
    ("result-summary__sort", "sort"),
    ("article-list", "list"),
    ("article-card", "card"),
    ("article-card__title", "title"),
    ("article-card__summary", "summary"),
    ("article-card__meta", "meta"),
    ("article-card__source", "source"),
    ("article-card__image", "image"),
    ("failure-notice", "error"),
    ("widget__footer", "footer"),
];

impl Adapter {
    /// Reads what the page wants.
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            show: options.show,
            has_images: options.has_images,
            level: options.level,
            is_apart: options.open != Open::Here,
        }
    }

    /// Dresses an element and all it has; `None` if the page does not want it.
    pub(crate) fn element(self, mut element: Element) -> Option<Element> {
        let mut attributes = element.attributes.iter();
        let class = attributes.find(|(name, _)| *name == "class");
        let class = class.map_or("", |(_, class)| class.as_str());
        let is_unwanted_date = element.tag == "time" && !self.show.has(Shown::Date);
        if is_unwanted_date || self.hides(class) {
            return None;
        }
        let part = PARTS.iter().find(|(known, _)| *known == class);
        let part = part.map(|(_, part)| *part).or_else(|| {
            let is_badge = class.starts_with("badge") || class.starts_with("source-badge");
            is_badge.then_some("badge")
        });
        if let Some(part) = part {
            element = element.attribute("part", part);
        }
        element.tag = match element.tag {
            // The count is no heading here: the page has its own.
            "h1" => "p",
            "h2" => heading(self.level),
            "h3" => heading(self.level + 1),
            tag => tag,
        };
        if element.tag == "a" {
            element = element
                .attribute("rel", "noopener noreferrer")
                .attribute("referrerpolicy", "no-referrer");
            if self.is_apart {
                element = element.attribute("target", "_blank");
            }
        }
        if element.tag == "img" {
            element = element.attribute("referrerpolicy", "no-referrer");
        }
        element.children = self.children(std::mem::take(&mut element.children));
        Some(element)
    }

    /// Dresses the content of an element.
    pub(crate) fn children(self, children: Vec<Child>) -> Vec<Child> {
        let dressed = children.into_iter().filter_map(|child| {
            Some(match child {
                Child::Text(text) => Child::Text(text),
                Child::Element(element) => Child::Element(self.element(element)?),
                Child::Live(content) => Child::Live(Box::new(move || self.children(content()))),
                Child::Keyed(Keyed { keys, item }) => Child::Keyed(Keyed {
                    keys,
                    item: Box::new(move |key| {
                        let item = self.element(item(key));
                        item.unwrap_or_else(|| vigie_ui::element::element("li"))
                    }),
                }),
            })
        });
        dressed.collect()
    }

    fn hides(self, class: &str) -> bool {
        let wanted = match class {
            "search-box" => Shown::Search,
            "filter-panel" => Shown::Filters,
            "histogram" => Shown::Histogram,
            "result-summary__sort" => Shown::Sort,
            "widget__export" => Shown::Export,
            "article-card__source" => Shown::Source,
            "article-card__summary" => Shown::Summary,
            "article-card__notes" => Shown::Badge,
            // Pictures replace the initials, if the host wants them.
            "article-card__visual" if !self.has_images => Shown::Badge,
            // Topics are addresses of the hosted page.
            "article-card__topic" => return true,
            _ => return false,
        };
        !self.show.has(wanted)
    }
}

fn heading(level: usize) -> &'static str {
    const TAGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
    TAGS.get(level.saturating_sub(2)).copied().unwrap_or("h6")
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_ui::element::element;

    fn adapted(attributes: &[(&str, &str)], given: Element) -> Option<Element> {
        let read = |name: &str| {
            let mut attributes = attributes.iter();
            attributes
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        Adapter::new(&Options::read(&read)).element(given)
    }

    fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
        let mut attributes = element.attributes.iter();
        let (_, value) = attributes.find(|(known, _)| *known == name)?;
        Some(value)
    }

    #[test]
    fn links_tell_nobody_anything() {
        let link = adapted(&[], element("a")).unwrap();
        assert_eq!(attribute(&link, "rel"), Some("noopener noreferrer"));
        assert_eq!(attribute(&link, "referrerpolicy"), Some("no-referrer"));
        assert_eq!(attribute(&link, "target"), Some("_blank"));
        let here = adapted(&[("open", "here")], element("a")).unwrap();
        assert_eq!(attribute(&here, "target"), None);
    }

    #[test]
    fn headings_have_the_level_of_the_page_and_end_at_the_last() {
        for (level, first, second) in [("2", "h2", "h3"), ("5", "h5", "h6"), ("6", "h6", "h6")] {
            let tag = |given| {
                adapted(&[("heading-level", level)], element(given))
                    .unwrap()
                    .tag
            };
            assert_eq!((tag("h2"), tag("h3"), tag("h1")), (first, second, "p"));
        }
    }

    #[test]
    fn what_is_not_wanted_is_not_there() {
        let summary = || element("p").class("article-card__summary");
        assert!(adapted(&[], summary()).is_some());
        assert!(adapted(&[("mode", "headlines")], summary()).is_none());
        assert!(adapted(&[("show", "date")], summary()).is_none());
        let part = adapted(&[], summary()).unwrap();
        assert_eq!(attribute(&part, "part"), Some("summary"));
    }
}
