//! The attributes of the element as values, parsed with [`vigie_core::widget`]. Pure: whatever a host writes, every
//! option has one of its defined values, and no attribute text reaches styles, classes or markup.
//!
//! Values are compared without case and surrounding space; an unknown value counts as absent.

use vigie_core::language::Language;
use vigie_core::text::clean;
use vigie_core::widget::{
    Choice, HEADING_LEVEL, HEADING_LEVELS, Images, Keys, LIMIT, MAX_CHARS, MAX_LIMIT, Mode, More,
    Open, Shown, Theme,
};

/// Everything a page can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// The scope: the only articles that count.
    pub(crate) query: String,
    /// The look.
    pub(crate) mode: Mode,
    /// Cards shown at once, from 1 to 100.
    pub(crate) limit: usize,
    /// Whether there is a button for more.
    pub(crate) has_more: bool,
    /// What is shown.
    pub(crate) show: Show,
    /// Language of the interface; `None` for the one around the element.
    pub(crate) language: Option<Language>,
    /// The colours.
    pub(crate) theme: Theme,
    /// Whether mirrored pictures are shown.
    pub(crate) has_images: bool,
    /// What a title leads to.
    pub(crate) open: Open,
    /// Level of the headings of cards, from 2 to 6.
    pub(crate) level: usize,
    /// Whether keys work while the focus is inside.
    pub(crate) has_keys: bool,
    /// Name of the region; empty for the usual one.
    pub(crate) label: String,
}

/// A set of [`Shown`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Show(u16);

impl Show {
    fn of(shown: &[Shown]) -> Self {
        Self(shown.iter().fold(0, |set, shown| set | 1 << *shown as u16))
    }

    /// Returns whether something is shown.
    pub(crate) fn has(self, shown: Shown) -> bool {
        self.0 >> shown as u16 & 1 == 1
    }

    /// Reads words in any order; `None` if none is known.
    fn parse(words: &str) -> Option<Self> {
        let known: Vec<Shown> = words
            .split_ascii_whitespace()
            .filter_map(Shown::parse)
            .collect();
        (!known.is_empty()).then(|| Self::of(&known))
    }

    /// What a look shows by itself.
    fn usual(mode: Mode) -> Self {
        use Shown::{Badge, Count, Date, Search, Source, Summary};
        match mode {
            Mode::List | Mode::Cards => Self::of(&[Date, Source, Summary, Badge]),
            Mode::Headlines => Self::of(&[Date]),
            Mode::Search => Self::of(&[Search, Count, Date, Source, Summary, Badge]),
            Mode::Full => Self::of(Shown::ALL),
        }
    }
}

impl Options {
    /// Reads all attributes; `attribute` returns the text of one, `None` where it is not written.
    pub(crate) fn read(attribute: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| attribute(name).unwrap_or_default();
        let line = |name: &str| -> String {
            let text = clean(&text(name));
            text.chars().take(MAX_CHARS).collect()
        };
        let number = |name: &str, least: u8, most: u8, usual: u8| {
            let number = text(name).trim().parse().ok();
            usize::from(
                number
                    .filter(|number| (least..=most).contains(number))
                    .unwrap_or(usual),
            )
        };
        let mode = Mode::parse(&text("mode")).unwrap_or_default();
        let (least, most) = HEADING_LEVELS;
        Self {
            query: line("query"),
            mode,
            limit: number("limit", 1, MAX_LIMIT, LIMIT),
            has_more: More::parse(&text("more")).is_none(),
            show: Show::parse(&text("show")).unwrap_or_else(|| Show::usual(mode)),
            language: Language::from_tag(text("lang").trim()),
            theme: Theme::parse(&text("theme")).unwrap_or_default(),
            has_images: Images::parse(&text("images")) == Some(Images::Mirrored),
            open: Open::parse(&text("open")).unwrap_or_default(),
            level: number("heading-level", least, most, HEADING_LEVEL),
            has_keys: Keys::parse(&text("keys")) == Some(Keys::On),
            label: line("label"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every attribute that is read.
    const NAMES: [&str; 12] = [
        "query",
        "mode",
        "limit",
        "more",
        "show",
        "lang",
        "theme",
        "images",
        "open",
        "heading-level",
        "keys",
        "label",
    ];

    fn options(attributes: &[(&str, &str)]) -> Options {
        Options::read(&|name| {
            let mut attributes = attributes.iter();
            attributes
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_element_without_attributes_is_a_list_of_ten() {
        let usual = options(&[]);
        assert_eq!((usual.mode, usual.limit, usual.level), (Mode::List, 10, 3));
        assert_eq!((usual.open, usual.theme), (Open::Source, Theme::Auto));
        assert!(usual.has_more && !usual.has_images && !usual.has_keys);
        assert!(usual.show.has(Shown::Summary) && !usual.show.has(Shown::Search));
        assert_eq!(usual.language, None);
    }

    #[test]
    fn words_are_read_whatever_their_case_and_space() {
        let read = options(&[
            ("mode", " Cards\n"),
            ("show", "  date\tSEARCH nothing date "),
            ("limit", " 100 "),
            ("more", "NONE"),
            ("images", "mirrored"),
            ("open", "Here"),
            ("heading-level", "6"),
            ("lang", "EN-gb"),
            ("keys", "on"),
            ("label", "  Veille\u{202e} TAVI \n"),
            ("query", "topic:tavi"),
        ]);
        assert_eq!((read.mode, read.limit, read.level), (Mode::Cards, 100, 6));
        assert_eq!((read.open, read.language), (Open::Here, Some(Language::En)));
        assert!(!read.has_more && read.has_images && read.has_keys);
        assert_eq!(read.show, Show::of(&[Shown::Search, Shown::Date]));
        assert_eq!(
            (read.label.as_str(), read.query.as_str()),
            ("Veille TAVI", "topic:tavi")
        );
    }

    /// What people who mean harm write into attributes.
    fn hostile() -> Vec<String> {
        let pieces = [
            "}*{display:none",
            "red;background:url(//evil)",
            "\"><script>alert(1)</script>",
            "javascript:alert(1)",
            "expression(alert(1))",
            "list\0cards",
            "list,cards",
            "0",
            "-1",
            "101",
            "1e2",
            "+10x",
            "\u{661}\u{660}",
            "99999999999999999999",
            "NaN",
            "__proto__",
            "constructor",
            "toString",
            "\u{202e}tsil",
            "\u{200b}",
            "var(--x)",
            "inherit",
            "auto;",
            "@import 'x'",
            "</style>",
            "{{mode}}",
            "${limit}",
            "%00",
            "\\75rl(x)",
            "on\u{a0}off",
        ];
        let mut all = Vec::new();
        for piece in pieces {
            for (before, after) in [("", ""), ("x", ""), ("", ";x"), ("\n\n", "\u{feff}y")] {
                all.push([before, piece, after].concat());
                all.push([before, piece, after].concat().repeat(40));
            }
        }
        all
    }

    #[test]
    fn hostile_values_leave_every_choice_at_its_default() {
        let usual = options(&[]);
        let values = hostile();
        assert!(values.len() >= 200, "{}", values.len());
        for value in &values {
            let attributes: Vec<_> = NAMES.iter().map(|name| (*name, value.as_str())).collect();
            let mut read = options(&attributes);
            read.query.clear();
            read.label.clear();
            assert_eq!(read, usual, "{value:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_values_in_range(texts in prop::collection::vec("\\PC{0,600}|[a-z0-9 -]{0,12}", NAMES.len())) {
            let attributes: Vec<_> = NAMES.into_iter().zip(texts.iter().map(String::as_str)).collect();
            let read = options(&attributes);
            prop_assert!((1..=MAX_LIMIT.into()).contains(&read.limit) && (2..=6).contains(&read.level));
            prop_assert!(read.query.chars().count() <= MAX_CHARS && read.label.chars().count() <= MAX_CHARS);
            prop_assert!(!read.label.contains(char::is_control));
            prop_assert_eq!(Mode::parse(read.mode.word()), Some(read.mode));
            prop_assert_eq!(Theme::parse(read.theme.word()), Some(read.theme));
        }
    }
}
