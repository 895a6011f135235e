//! Adapts the components of the hosted page to the page of a host: names for the parts that hosts may style, the
//! heading level that the host wants, links that send no referrer, and no parts that the host has switched off.
//!
//! Components return elements as values and name the parts; which of them are shown, and how, is decided in one pass
//! over what they return.

use vigie_core::widget::{Open, Part, Shown};
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
        let is_unwanted_date = element.tag == "time" && !self.show.has(Shown::Date);
        if is_unwanted_date || element.part.is_some_and(|part| self.hides(part)) {
            return None;
        }
        if let Some(part) = element.part {
            element = element.attribute("part", part.name());
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
        // A list whose items are all left out is none.
        let is_empty_list = element.part == Some(Part::Badges) && element.children.is_empty();
        (!is_empty_list).then_some(element)
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

    fn hides(self, part: Part) -> bool {
        match part {
            // Pictures replace the initials, if the host wants them.
            Part::Visual => !self.has_images && !self.show.has(Shown::Badge),
            // Topics are addresses of the hosted page.
            Part::Topic => true,
            _ => part.shown().is_some_and(|shown| !self.show.has(shown)),
        }
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
        let summary = || element("p").part(Part::Summary);
        assert!(adapted(&[], summary()).is_some());
        assert!(adapted(&[("mode", "headlines")], summary()).is_none());
        assert!(adapted(&[("show", "date")], summary()).is_none());
        let part = adapted(&[], summary()).unwrap();
        assert_eq!(attribute(&part, "part"), Some("summary"));
        let topic = || element("li").part(Part::Topic);
        let badges = || element("ul").part(Part::Badges).child(topic());
        assert!(adapted(&[], badges()).is_none());
        assert!(adapted(&[], badges().child(element("li"))).is_some());
    }
}
