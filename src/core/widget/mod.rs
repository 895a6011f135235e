//! The attributes of `<vigie-articles>`, with their possible values and their defaults, and the names of its [parts](Part).
//!
//! This is the only definition: the element parses the attributes, `vigie snippet` prints them, and the
//! configurator for publishers offers them. A [`Choice`] is an attribute with a fixed set of values, of which the
//! first is the default.

mod part;

pub use part::Part;

/// Articles shown at once unless the page says otherwise.
pub const LIMIT: u8 = 10;

/// Maximum number of articles shown at once.
pub const MAX_LIMIT: u8 = 100;

/// Level of the headings of articles unless the page says otherwise.
pub const HEADING_LEVEL: u8 = 3;

/// The least and the greatest level of these headings.
pub const HEADING_LEVELS: (u8, u8) = (2, 6);

/// Longest text that is read of an attribute, in characters, as of a link.
pub const MAX_CHARS: usize = 500;

/// An attribute of the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Whether it means something in a frame too, where neither the page around nor its address can be reached.
    pub is_for_frames: bool,
    /// Whether the element reads it only when it starts.
    pub is_read_once: bool,
}

/// Every attribute, in the order in which they are written.
pub const ATTRIBUTES: [Attribute; 17] = [
    attribute("src", false, false),
    attribute("id", false, true),
    attribute("query", true, false),
    attribute("mode", true, false),
    attribute("limit", true, false),
    attribute("more", true, false),
    attribute("show", true, false),
    attribute("lang", true, false),
    attribute("theme", true, false),
    attribute("images", true, false),
    attribute("open", true, false),
    attribute("heading-level", true, false),
    attribute("keys", true, false),
    attribute("storage", true, true),
    attribute("label", true, false),
    attribute("url-state", false, true),
    attribute("loading", false, true),
];

const fn attribute(name: &'static str, is_for_frames: bool, is_read_once: bool) -> Attribute {
    Attribute {
        name,
        is_for_frames,
        is_read_once,
    }
}

/// An attribute with a few words of its own.
pub trait Choice: Copy + PartialEq + 'static {
    /// Every value, in the order in which they are offered; the first holds where no word is written.
    const ALL: &'static [Self];

    /// The word of each, in the same order.
    const WORDS: &'static [&'static str];

    /// Returns the word in the attribute.
    fn word(self) -> &'static str;

    /// Returns what it means, in a few English words for the command line.
    fn meaning(self) -> &'static str;

    /// Returns what it is called in a list, in French and English; empty where the word says it.
    fn labels(self) -> [&'static str; 2];

    /// Reads a word, whatever its case and the space around it; `None` for any other text.
    fn parse(word: &str) -> Option<Self> {
        Self::ALL.get(place(Self::WORDS, word)?).copied()
    }
}

/// Finds a word. One function for all attributes: the browser would get one for each.
fn place(words: &[&str], word: &str) -> Option<usize> {
    let word = word.trim();
    words
        .iter()
        .position(|known| known.eq_ignore_ascii_case(word))
}

/// Makes an attribute of words, each with its meaning and its names in lists.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident {
        $(#[doc = $meaning:literal] $variant:ident = $word:literal, $french:literal, $english:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $(#[doc = $meaning] $variant,)+ }

        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            const WORDS: &'static [&'static str] = &[$($word,)+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)+ }.trim_ascii()
            }

            fn labels(self) -> [&'static str; 2] {
                match self { $(Self::$variant => [$french, $english],)+ }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }
    };
}

choice!(
    /// `mode`: the look.
    Mode {
        /// Titles, sources, dates and summaries
        List = "list", "liste", "list";
        /// The same side by side, with pictures
        Cards = "cards", "cartes", "cards";
        /// Titles and dates
        Headlines = "headlines", "titres", "titles";
        /// A search box over the list
        Search = "search", "recherche", "search";
        /// Everything
        Full = "full", "tout", "everything";
    }
);

choice!(
    /// `more`: whether there is a button for more; there is one where nothing is written.
    More {
        /// There is none
        None = "none", "aucun", "none";
    }
);

choice!(
    /// `show`: something that can be shown or left out, several words at once. Where nothing is written the look chooses.
    Shown {
        /// The search box
        Search = "search", "recherche", "search box";
        /// The filters
        Filters = "filters", "filtres", "filters";
        /// Articles by year
        Histogram = "histogram", "par année", "by year";
        /// The choice of the order
        Sort = "sort", "ordre", "order";
        /// The choice of a format to save
        Export = "export", "enregistrer", "save";
        /// How many articles there are
        Count = "count", "nombre", "count";
        /// The day of each article
        Date = "date", "date", "date";
        /// The source of each article
        Source = "source", "source", "source";
        /// The summary of each article
        Summary = "summary", "résumé", "summary";
        /// Marks and labels of each article
        Badge = "badge", "étiquettes", "badges";
    }
);

choice!(
    /// `theme`: the colours.
    Theme {
        /// Those of the page, then of the system
        Auto = "auto", "de la page", "the page’s";
        /// Dark text on light
        Light = "light", "claires", "light";
        /// Light text on dark
        Dark = "dark", "sombres", "dark";
    }
);

choice!(
    /// `images`: which pictures are shown.
    Images {
        /// None
        None = "none", "aucune", "none";
        /// Those the site publishes itself
        Mirrored = "mirrored", "celles du site", "the site’s own";
    }
);

choice!(
    /// `open`: what a title leads to.
    Open {
        /// The source
        Source = "source", "à la source", "to the source";
        /// The text, under the title
        Here = "here", "au texte, ici", "to the text, here";
        /// The article's page on the site
        Site = "site", "au site", "to the site";
        /// Nothing but an event for the page
        Event = "event", "à un événement", "to an event";
    }
);

choice!(
    /// `url-state`: where the reader's search is written in the address.
    UrlState {
        /// Nowhere
        None = "none", "", "";
        /// After the #, under the element's id
        Hash = "hash", "", "";
    }
);

choice!(
    /// `keys`: whether keys work while the focus is inside.
    Keys {
        /// They do not
        Off = "off", "", "";
        /// They do
        On = "on", "", "";
    }
);

choice!(
    /// `storage`: what the browser may keep.
    Storage {
        /// Nothing
        None = "none", "", "";
        /// Until the tab is closed
        Session = "session", "", "";
        /// Longer
        Local = "local", "", "";
    }
);

choice!(
    /// `loading`: when the list is loaded.
    Loading {
        /// When it is nearly in sight
        Lazy = "lazy", "à l’approche", "when near";
        /// At once
        Eager = "eager", "tout de suite", "at once";
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T: Choice + Default + std::fmt::Debug>() {
        assert_eq!(T::default(), T::ALL[0]);
        for value in T::ALL {
            let word = value.word();
            assert_eq!(
                T::parse(&format!(" {}\n", word.to_uppercase())),
                Some(*value)
            );
            assert_eq!(T::parse(&format!("{word} {word}")), None);
            let meaning = value.meaning();
            assert!(!meaning.is_empty() && meaning == meaning.trim(), "{word}");
            let [french, english] = value.labels();
            assert_eq!(french.is_empty(), english.is_empty(), "{word}");
        }
        assert_eq!(T::parse(""), None);
    }

    #[test]
    fn every_word_is_read_back_and_no_other() {
        check::<Mode>();
        check::<More>();
        check::<Shown>();
        check::<Theme>();
        check::<Images>();
        check::<Open>();
        check::<UrlState>();
        check::<Keys>();
        check::<Storage>();
        check::<Loading>();
    }
}
