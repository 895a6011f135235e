//! An article as all of Vigie uses it: the content of a card and the values of filters.
//!
//! The body is stored separately: most articles have none, and bodies are read one at a time.

use crate::date::Timestamp;
use crate::language::Language;
use crate::order;
use crate::permalink::{Permalink, Slug};
use crate::url::SafeUrl;

/// Position of an article in the collection ordered by (date, id), oldest first. Adding news at the end
/// changes no earlier number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

/// One article: a card, without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Identity and address inside the site.
    pub id: Permalink,
    /// Title, plain text, never empty.
    pub title: String,
    /// Cleaned summary, plain text; may be empty.
    pub summary: String,
    /// When the source published it.
    pub published: Timestamp,
    /// Where the source published it; `None` if the address was missing or unsafe.
    pub url: Option<SafeUrl>,
    /// Name of the source as readers see it; may be empty.
    pub source: String,
    /// What sort of article it is.
    pub kind: Kind,
    /// Language of title and summary.
    pub language: Language,
    /// Tags given by the publisher that say something, in the given order.
    pub tags: Vec<String>,
    /// Ids of the broader topics that its concepts belong to, most telling first.
    pub topics: Vec<String>,
    /// Picture published with the site.
    pub image: Option<Image>,
    /// Whether the source cut the summary short.
    pub truncated: bool,
    /// Whether a body says more than the summary.
    pub has_body: bool,
    /// The same story elsewhere, folded into this one.
    pub also: Vec<Also>,
    /// Earlier permalinks that still lead here.
    pub aliases: Vec<Permalink>,
}

/// What sort of article it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Editorial news.
    #[default]
    News,
    /// Paid for by a company: always labelled.
    Sponsored,
    /// A round-up of several stories, an issue's contents.
    Digest,
    /// A recording to listen to.
    Podcast,
    /// A recording to watch.
    Video,
}

impl Kind {
    /// Every kind, in the order they are listed to readers.
    pub const ALL: [Self; 5] = [
        Self::News,
        Self::Sponsored,
        Self::Digest,
        Self::Podcast,
        Self::Video,
    ];

    /// Returns the word used in front matter, bundle and URLs.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Sponsored => "sponsored",
            Self::Digest => "digest",
            Self::Podcast => "podcast",
            Self::Video => "video",
        }
    }

    /// Reads the word; `None` if it names no kind.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A picture that is published with the site, so that showing it sends no request to another host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// File relative to the bundle's entry, such as `images/1f0c….webp`.
    pub file: String,
    /// Who made it, plain text; may be empty.
    pub credit: String,
}

/// The same story at another address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// The address there.
    pub url: SafeUrl,
    /// Name of that source.
    pub source: String,
}

/// A property of articles that readers filter by. The order is the order on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacetGroup {
    /// First segment of the permalink.
    Section,
    /// Broader topic, derived from the concepts of title and summary.
    Topic,
    /// Who published it.
    Source,
    /// Given tags.
    Tag,
    /// Sort of article.
    Kind,
    /// Year of the UTC day.
    Year,
    /// Language of the text.
    Language,
    /// What a query may ask of the text itself (`has:image`); no filter on the page.
    Quality,
}

impl FacetGroup {
    /// Every group, in the order on the page.
    pub const ALL: [Self; 8] = [
        Self::Section,
        Self::Topic,
        Self::Source,
        Self::Tag,
        Self::Kind,
        Self::Year,
        Self::Language,
        Self::Quality,
    ];

    /// Returns the word used in the bundle and in URLs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Topic => "topic",
            Self::Source => "source",
            Self::Tag => "tag",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::Language => "language",
            Self::Quality => "quality",
        }
    }

    /// Returns the group's position in [`FacetGroup::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// One value of a group as an article has it: an id for URLs and a name for readers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FacetValue {
    /// Lower-case word used in URLs.
    pub id: String,
    /// The name the article itself gives; readers may see a translated label instead.
    pub name: String,
}

impl Article {
    /// Makes an article of which no more is known: no text, no address, news in the usual language.
    pub fn new(id: Permalink, title: String, published: Timestamp) -> Self {
        Self {
            id,
            title,
            summary: String::new(),
            published,
            url: None,
            source: String::new(),
            kind: Kind::default(),
            language: Language::default(),
            tags: Vec::new(),
            topics: Vec::new(),
            image: None,
            truncated: false,
            has_body: false,
            also: Vec::new(),
            aliases: Vec::new(),
        }
    }

    /// Returns the article's values in a group: one for most, any number for tags, none where the
    /// article is silent. Names without any letter, digit or symbol have no id and are left out.
    pub fn facet_values(&self, group: FacetGroup) -> Vec<FacetValue> {
        let named = |name: &str| {
            let id = Slug::new(name).as_str().to_owned();
            (!id.is_empty()).then(|| FacetValue {
                id,
                name: name.to_owned(),
            })
        };
        let plain = |id: &str| FacetValue {
            id: id.to_owned(),
            name: id.to_owned(),
        };
        match group {
            FacetGroup::Section => vec![plain(self.id.section())],
            FacetGroup::Topic => self.topics.iter().map(|topic| plain(topic)).collect(),
            FacetGroup::Source => named(&self.source).into_iter().collect(),
            FacetGroup::Tag => {
                let mut tags: Vec<_> = self.tags.iter().filter_map(|tag| named(tag)).collect();
                order::sort_by(&mut tags, FacetValue::cmp);
                tags.dedup_by(|a, b| a.id == b.id);
                tags
            }
            FacetGroup::Kind => vec![plain(self.kind.name())],
            FacetGroup::Year => vec![plain(&self.published.day().year().to_string())],
            FacetGroup::Language => vec![plain(self.language.tag())],
            FacetGroup::Quality => {
                let qualities = [
                    (self.image.is_some(), "image"),
                    (self.truncated, "truncated"),
                    (!self.also.is_empty(), "duplicate"),
                ];
                let held = qualities.into_iter().filter(|(holds, _)| *holds);
                held.map(|(_, name)| plain(name)).collect()
            }
        }
    }
}
