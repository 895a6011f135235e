//! The parts of the widget: what a page can style, and leave out.

use super::Shown;

/// A part of the widget, by which a page styles it (`vigie-articles::part(card)`) or leaves it out (attribute `show`).
///
/// Components name the part where they draw it, so a class can change without a host noticing. Names of parts are a
/// public interface: pages of others hold them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything.
    Region,
    /// The search box.
    Search,
    /// Its field.
    Input,
    /// What is suggested while typing.
    Suggestions,
    /// The filters.
    Filters,
    /// A value to filter by.
    Option,
    /// Articles by year.
    Histogram,
    /// One year.
    Bar,
    /// What is above the list.
    Toolbar,
    /// How many articles there are.
    Status,
    /// The choice of the order.
    Sort,
    /// The choice of a format to save.
    Export,
    /// The list.
    List,
    /// An article of the list.
    Card,
    /// Its picture, or the initials in its place.
    Visual,
    /// The picture itself.
    Image,
    /// Its title.
    Title,
    /// Its source and day.
    Meta,
    /// Its source.
    Source,
    /// Its summary.
    Summary,
    /// Its marks and labels.
    Badges,
    /// One of them.
    Badge,
    /// A topic of an article: a link to a list of the site, which no other page shows.
    Topic,
    /// What is said when something fails.
    Error,
    /// The link to the site.
    Footer,
}

impl Part {
    /// Every part that the widget draws, in the order of the page.
    pub const ALL: [Self; 24] = [
        Self::Region,
        Self::Search,
        Self::Input,
        Self::Suggestions,
        Self::Filters,
        Self::Option,
        Self::Histogram,
        Self::Bar,
        Self::Toolbar,
        Self::Status,
        Self::Sort,
        Self::Export,
        Self::List,
        Self::Card,
        Self::Visual,
        Self::Image,
        Self::Title,
        Self::Meta,
        Self::Source,
        Self::Summary,
        Self::Badges,
        Self::Badge,
        Self::Error,
        Self::Footer,
    ];

    /// Returns the name that a page styles it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Search => "search",
            Self::Input => "input",
            Self::Suggestions => "suggestions",
            Self::Filters => "filters",
            Self::Option => "option",
            Self::Histogram => "histogram",
            Self::Bar => "bar",
            Self::Toolbar => "toolbar",
            Self::Status => "status",
            Self::Sort => "sort",
            Self::Export => "export",
            Self::List => "list",
            Self::Card => "card",
            Self::Visual => "visual",
            Self::Image => "image",
            Self::Title => "title",
            Self::Meta => "meta",
            Self::Source => "source",
            Self::Summary => "summary",
            Self::Badges => "badges",
            Self::Badge => "badge",
            Self::Topic => "topic",
            Self::Error => "error",
            Self::Footer => "footer",
        }
    }

    /// Returns the word of `show` that leaves it in; `None` if it is always there.
    pub fn shown(self) -> Option<Shown> {
        Some(match self {
            Self::Search => Shown::Search,
            Self::Filters => Shown::Filters,
            Self::Histogram => Shown::Histogram,
            Self::Sort => Shown::Sort,
            Self::Export => Shown::Export,
            Self::Source => Shown::Source,
            Self::Summary => Shown::Summary,
            Self::Badges => Shown::Badge,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn publishers_read_of_every_part_in_its_order() {
        let readme = include_str!("../../../README.md");
        let names = Part::ALL.map(|part| format!("`{}`", part.name()));
        let (last, others) = names.split_last().unwrap();
        let sentence = format!("{} and {last}", others.join(", "));
        assert!(readme.contains(&sentence), "README.md lists: {sentence}");
    }
}
