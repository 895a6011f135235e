//! The attributes of `<vigie-articles>` as choices. Their values are those the element itself knows: what is printed
//! is never ignored by it.

use clap::ValueEnum;
use vigie_core::language::Language;

use super::list::encode;

/// Cards in the list unless another number is asked for.
pub const LIMIT: u8 = 10;

/// Choices for one snippet. What is not chosen is not written, and the element's own default holds.
#[derive(Clone, Debug)]
pub struct Options {
    /// Absolute address of the site's folder, with a slash at its end.
    pub site: String,
    /// The scope; empty for all articles.
    pub query: String,
    /// Most articles, 1 to 100.
    pub limit: Option<u8>,
    /// Language of the interface.
    pub language: Language,
    /// The look.
    pub mode: Option<Mode>,
    /// Whether there is a button for more.
    pub more: Option<More>,
    /// What is shown; the look's own choice where it is empty.
    pub show: Vec<Shown>,
    /// The colours.
    pub theme: Option<Theme>,
    /// Which pictures are shown.
    pub images: Option<Images>,
    /// What a title leads to.
    pub open: Option<Open>,
    /// Level of the headings, 2 to 6.
    pub heading_level: Option<u8>,
    /// Name of the region.
    pub label: Option<String>,
    /// Where the reader's search is kept in the address.
    pub url_state: Option<UrlState>,
    /// The element's id.
    pub id: Option<String>,
    /// Whether keys work while the focus is inside.
    pub keys: Option<Keys>,
    /// What the browser may keep.
    pub storage: Option<Storage>,
    /// When the list is loaded.
    pub loading: Option<Loading>,
    /// What only the frame has.
    pub frame: Frame,
}

/// What only the frame has.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its height in pixels, until a script changes it.
    pub height: u16,
    /// Whether a script gives it the height of its list.
    pub is_resized: bool,
}

/// Forms of the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The element `vigie-articles` and its script
    #[default]
    Element,
    /// A frame, for pages that must not run scripts of others
    Iframe,
    /// A plain list of links, for pages without scripts
    Static,
}

/// Makes a choice of words, each with what it means.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }
    };
}

choice!(
    /// The look.
    Mode {
        /// Titles, sources, dates and summaries
        List,
        /// The same side by side, with pictures
        Cards,
        /// Titles and dates
        Headlines,
        /// A search box over the list
        Search,
        /// Everything
        Full,
    }
);

choice!(
    /// Whether there is a button for more.
    More {
        /// There is none
        None,
    }
);

choice!(
    /// Something that can be shown.
    Shown {
        /// The search box
        Search,
        /// The filters
        Filters,
        /// Articles by year
        Histogram,
        /// The choice of the order
        Sort,
        /// The choice of a format to save
        Export,
        /// How many articles there are
        Count,
        /// The day of each article
        Date,
        /// The source of each article
        Source,
        /// The summary of each article
        Summary,
        /// Marks and labels of each article
        Badge,
    }
);

choice!(
    /// The colours.
    Theme {
        /// Those of the page, then of the system
        Auto,
        /// Dark text on light
        Light,
        /// Light text on dark
        Dark,
    }
);

choice!(
    /// Which pictures are shown.
    Images {
        /// None
        None,
        /// Those the site publishes itself
        Mirrored,
    }
);

choice!(
    /// What a title leads to.
    Open {
        /// The source
        Source,
        /// The text, under the title
        Here,
        /// The article's page on the site
        Site,
        /// Nothing but an event for the page
        Event,
    }
);

choice!(
    /// Where the reader's search is kept in the address.
    UrlState {
        /// Nowhere
        None,
        /// After the #, under the element's id
        Hash,
    }
);

choice!(
    /// Whether keys work while the focus is inside.
    Keys {
        /// They do not
        Off,
        /// They do
        On,
    }
);

choice!(
    /// What the browser may keep.
    Storage {
        /// Nothing
        None,
        /// Until the tab is closed
        Session,
        /// Longer
        Local,
    }
);

choice!(
    /// When the list is loaded.
    Loading {
        /// When it is nearly in sight
        Lazy,
        /// At once
        Eager,
    }
);

impl Options {
    /// Makes the options of a list that looks as it does by itself.
    pub fn new(site: &str, language: Language) -> Self {
        Self {
            site: site.to_owned(),
            query: String::new(),
            limit: None,
            language,
            mode: None,
            more: None,
            show: Vec::new(),
            theme: None,
            images: None,
            open: None,
            heading_level: None,
            label: None,
            url_state: None,
            id: None,
            keys: None,
            storage: None,
            loading: None,
            frame: Frame {
                height: 640,
                is_resized: true,
            },
        }
    }

    /// Returns the attributes of the element in a fixed order.
    pub(super) fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut attributes = vec![("src", self.site.clone())];
        attributes.extend(self.id.clone().map(|id| ("id", id)));
        attributes.extend(self.shared());
        let own = [
            ("url-state", self.url_state.and_then(name)),
            ("loading", self.loading.and_then(name)),
        ];
        attributes.extend(
            own.into_iter()
                .filter_map(|(key, value)| Some((key, value?))),
        );
        attributes
    }

    /// Returns the address of the frame. What concerns the address or the page around has no meaning in it.
    pub(super) fn frame_address(&self) -> String {
        let mut address = format!("{}embed.html", self.site);
        for (at, (name, value)) in self.shared().into_iter().enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            address.push_str(&encode(&value));
        }
        address
    }

    /// What element and frame both take.
    fn shared(&self) -> Vec<(&'static str, String)> {
        let show: Vec<String> = self.show.iter().copied().filter_map(name).collect();
        let show = (!show.is_empty()).then(|| show.join(" "));
        let query = (!self.query.is_empty()).then(|| self.query.clone());
        let all = [
            ("query", query),
            ("mode", self.mode.and_then(name)),
            ("limit", self.limit.map(|limit| limit.to_string())),
            ("more", self.more.and_then(name)),
            ("show", show),
            ("lang", Some(self.language.tag().to_owned())),
            ("theme", self.theme.and_then(name)),
            ("images", self.images.and_then(name)),
            ("open", self.open.and_then(name)),
            (
                "heading-level",
                self.heading_level.map(|level| level.to_string()),
            ),
            ("keys", self.keys.and_then(name)),
            ("storage", self.storage.and_then(name)),
            ("label", self.label.clone()),
        ];
        let written = all
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)));
        written.collect()
    }
}

/// The word of a choice.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a choice is one byte, and callers hold it by value"
)]
fn name<T: ValueEnum>(choice: T) -> Option<String> {
    Some(choice.to_possible_value()?.get_name().to_owned())
}
