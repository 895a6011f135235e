//! The parts of the widget: what a page can style, and leave out.

use super::Shown;

/// Makes the enum, with each part written once.
macro_rules! parts {
    ($(#[$doc:meta])* $name:ident { $($(#[$meaning:meta])* $variant:ident = $word:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$meaning])* $variant,)+ }

        impl $name {
            /// Every part, in the order of the page.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the name that a page styles it by.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

parts!(
    /// A part of the widget, by which a page styles it (`vigie-articles::part(card)`) or leaves it out (attribute `show`).
    ///
    /// Components name the part where they draw it, so a class can change without a host noticing. Names of parts are a
    /// public interface: pages of others hold them.
    Part {
        /// Everything.
        Region = "region";
        /// The search box.
        Search = "search";
        /// Its field.
        Input = "input";
        /// What is suggested while typing.
        Suggestions = "suggestions";
        /// The filters.
        Filters = "filters";
        /// A value to filter by.
        Option = "option";
        /// Articles by year.
        Histogram = "histogram";
        /// One year.
        Bar = "bar";
        /// What is above the list.
        Toolbar = "toolbar";
        /// How many articles there are.
        Status = "status";
        /// The choice of the order.
        Sort = "sort";
        /// The choice of a format to save.
        Export = "export";
        /// The list.
        List = "list";
        /// An article of the list.
        Card = "card";
        /// Its picture, or the initials in its place.
        Visual = "visual";
        /// The picture itself.
        Image = "image";
        /// Its title.
        Title = "title";
        /// Its source and day.
        Meta = "meta";
        /// Its source.
        Source = "source";
        /// Its summary.
        Summary = "summary";
        /// Its marks and labels.
        Badges = "badges";
        /// One of them.
        Badge = "badge";
        /// A topic of an article: a link to a list of the site, which no other page shows.
        Topic = "topic";
        /// What is said when something fails.
        Error = "error";
        /// The link to the site.
        Footer = "footer";
    }
);

impl Part {
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
    fn publishers_read_of_every_part_that_is_drawn_in_its_order() {
        let readme = include_str!("../../../README.md");
        let drawn = Part::ALL.iter().filter(|part| **part != Part::Topic);
        let names: Vec<String> = drawn.map(|part| format!("`{}`", part.name())).collect();
        let (last, others) = names.split_last().unwrap();
        let sentence = format!("{} and {last}", others.join(", "));
        assert!(readme.contains(&sentence), "README.md lists: {sentence}");
    }
}
