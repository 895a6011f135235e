//! One item of a document, with encoder and decoder: one of our articles, or any item of a JSON Feed.

use serde::Serialize;

use crate::article::{Also, Article, Image, Kind};
use crate::date::Timestamp;
use crate::json::{Json, Misfit, each};
use crate::language::Language;
use crate::permalink::Permalink;
use crate::text;
use crate::url::SafeUrl;

/// An item as stored in the file. Everything but the id may be missing.
#[derive(Default, Serialize)]
pub(super) struct ItemWire {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// Names of the authors; ours have none.
    #[serde(skip_serializing)]
    authors: Vec<String>,
    #[serde(rename = "_vigie", skip_serializing_if = "ItemExtension::is_empty")]
    pub(super) extension: ItemExtension,
}

/// What JSON Feed has no word for.
#[derive(Default, PartialEq, Eq, Serialize)]
pub(super) struct ItemExtension {
    #[serde(skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// The picture's file where `image` is an absolute address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    credit: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    body: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<AlsoWire>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
}

impl ItemWire {
    /// Reads an item; `null` counts as missing.
    pub(super) fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut item = json.object("item")?;
        let id = match item.take("id") {
            Json::Null => String::new(),
            // JSON Feed 1.1, section "items", asks readers to accept numbers as well.
            Json::Number(number) => number.to_owned(),
            id => id.text("id")?,
        };
        Ok(Self {
            id,
            url: item.text_if("url")?,
            external_url: item.text_if("external_url")?,
            title: item.text_if("title")?,
            content_text: item.text_if("content_text")?,
            content_html: item.text_if("content_html")?,
            summary: item.text_if("summary")?,
            image: item.text_if("image")?,
            date_published: item.text_if("date_published")?,
            tags: item.texts("tags")?,
            language: item.text_if("language")?,
            authors: each(item.list("authors")?, |author| {
                let name = author.object("author")?.text_if("name")?;
                Ok(name.unwrap_or_default())
            })?,
            extension: ItemExtension::read(item.take("_vigie"))?,
        })
    }
}

impl ItemExtension {
    fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut extension = match json {
            Json::Null => return Ok(Self::default()),
            json => json.object("_vigie")?,
        };
        Ok(Self {
            source: extension.text_if("source")?.unwrap_or_default(),
            kind: extension.text_if("kind")?,
            image: extension.text_if("image")?,
            credit: extension.text_if("credit")?.unwrap_or_default(),
            truncated: extension.flag("truncated")?,
            body: extension.flag("body")?,
            also: each(extension.list("also")?, AlsoWire::read)?,
            topics: extension.texts("topics")?,
            aliases: extension.texts("aliases")?,
        })
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Default, PartialEq, Eq, Serialize)]
struct AlsoWire {
    url: String,
    source: String,
}

impl AlsoWire {
    fn read(json: Json<'_>) -> Result<Self, Misfit> {
        let mut also = json.object("also")?;
        Ok(Self {
            url: also.text_if("url")?.unwrap_or_default(),
            source: also.text_if("source")?.unwrap_or_default(),
        })
    }
}

pub(super) fn item_wire(article: &Article, feed_language: Language) -> ItemWire {
    ItemWire {
        id: article.id.to_string(),
        external_url: article.url.as_ref().map(SafeUrl::to_string),
        title: Some(article.title.clone()),
        content_text: Some(article.summary.clone()),
        image: article.image.as_ref().map(|image| image.file.clone()),
        date_published: Some(article.published.to_string()),
        tags: article.tags.clone(),
        language: (article.language != feed_language).then(|| article.language.tag().to_owned()),
        extension: ItemExtension {
            image: None,
            source: article.source.clone(),
            kind: (article.kind != Kind::News).then(|| article.kind.name().to_owned()),
            credit: article
                .image
                .as_ref()
                .map(|image| image.credit.clone())
                .unwrap_or_default(),
            truncated: article.truncated,
            body: article.has_body,
            topics: article.topics.clone(),
            also: article
                .also
                .iter()
                .map(|also| AlsoWire {
                    url: also.url.to_string(),
                    source: also.source.clone(),
                })
                .collect(),
            aliases: article.aliases.iter().map(Permalink::to_string).collect(),
        },
        ..ItemWire::default()
    }
}

/// Longest text of a card, in bytes: some ten pages. It is drawn and searched whole.
pub(super) const MAX_SUMMARY_BYTES: usize = 32 << 10;

/// Longest title and name, in bytes.
const MAX_TITLE_BYTES: usize = 2 << 10;

/// Maximum number of values of a list of an item, such as tags.
const MAX_VALUES: usize = 256;

/// Turns an item into an article, and says whether its texts were shortened, if not before; says why it cannot be
/// shown. A missing title takes the first words of the text, a missing date is the first day of 1970, and an
/// address that is not safe is dropped.
pub(super) fn article(
    mut item: ItemWire,
    feed_title: &str,
    language: Option<Language>,
    is_cut: bool,
) -> Result<(Article, bool), String> {
    if item.id.is_empty() && item.url.is_none() {
        return Err("`id` is missing".to_owned());
    }
    let id = if item.id.is_empty() {
        item.url.as_deref().unwrap_or_default()
    } else {
        &item.id
    };
    let id = Permalink::from_foreign_id(id);
    item.tags.truncate(MAX_VALUES);
    item.extension.also.truncate(MAX_VALUES);
    item.extension.aliases.truncate(MAX_VALUES);
    let mut is_shortened = is_cut;
    let mut shorten = |text: String, most: usize| {
        is_shortened |= text.len() > most;
        shortened(text, most)
    };
    let summary = match (&item.content_text, &item.summary, &item.content_html) {
        (Some(plain), _, _) | (None, Some(plain), _) => text::clean(plain),
        (None, None, Some(html)) => text::from_html(html),
        (None, None, None) => String::new(),
    };
    let whole = summary.len();
    let summary = shorten(summary, MAX_SUMMARY_BYTES);
    let is_summary_cut = summary.len() < whole;
    let title = item
        .title
        .as_deref()
        .map(text::clean)
        .filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| first_words(&summary));
    let title = shorten(title, MAX_TITLE_BYTES);
    if title.is_empty() {
        return Err("neither title nor text".to_owned());
    }
    let address = item.external_url.as_deref().or(item.url.as_deref());
    let extension = item.extension;
    let author = item.authors.first();
    // In a bundle, a missing source is intended; only for the items of a foreign feed the feed itself is the source.
    let is_foreign = Permalink::parse(&item.id).as_ref() != Some(&id);
    let source = [
        extension.source.as_str(),
        author.map_or("", String::as_str),
        if is_foreign { feed_title } else { "" },
    ];
    let source = source
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    let article = Article {
        id,
        title,
        summary,
        published: item
            .date_published
            .as_deref()
            .and_then(Timestamp::parse)
            .unwrap_or_default(),
        url: address.and_then(|url| SafeUrl::parse(url).ok()),
        source: shorten(text::clean(source), MAX_TITLE_BYTES),
        kind: extension
            .kind
            .as_deref()
            .and_then(Kind::from_name)
            .unwrap_or_default(),
        language: item
            .language
            .as_deref()
            .and_then(Language::from_tag)
            .or(language)
            .unwrap_or_default(),
        tags: item
            .tags
            .iter()
            .map(|tag| shorten(text::clean(tag), MAX_TITLE_BYTES))
            .filter(|tag| !tag.is_empty())
            .collect(),
        topics: extension.topics,
        image: extension
            .image
            .or(item.image)
            .filter(|file| is_bundle_file(file))
            .map(|file| Image {
                file,
                credit: text::clean(&extension.credit),
            }),
        truncated: extension.truncated || is_summary_cut,
        has_body: extension.body,
        also: extension
            .also
            .iter()
            .filter_map(|also| {
                let url = SafeUrl::parse(&also.url).ok()?;
                Some(Also {
                    url,
                    source: text::clean(&also.source),
                })
            })
            .collect(),
        aliases: extension
            .aliases
            .iter()
            .filter_map(|alias| Permalink::parse(alias))
            .collect(),
    };
    Ok((article, is_shortened))
}

/// The beginning of a text that is too long, up to the end of a word.
#[inline(never)]
fn shortened(mut text: String, most: usize) -> String {
    if text.len() > most {
        let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or_default());
        text.truncate(text.rfind(' ').unwrap_or(text.len()));
    }
    text
}

/// A file inside the bundle's folder: plain segments, no scheme, no way up. Any other picture would ask
/// somebody else's server.
fn is_bundle_file(file: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    file.split('/').all(|segment| {
        !segment.starts_with('.') && !segment.is_empty() && segment.bytes().all(plain)
    })
}

/// Number of words of the text that replace a missing title.
fn first_words(summary: &str) -> String {
    /// A short headline.
    const TITLE_WORDS: usize = 12;
    let words: Vec<&str> = summary.split_whitespace().take(TITLE_WORDS + 1).collect();
    match words.get(..TITLE_WORDS) {
        Some(first) if words.len() > TITLE_WORDS => format!("{}…", first.join(" ")),
        _ => words.join(" "),
    }
}

/// An article with something in every field, for the tests of the way there and back.
#[cfg(test)]
pub(super) fn sample() -> Article {
    Article {
        id: Permalink::parse("/papers/2025-01-02-essai").unwrap(),
        title: "Essai « A & B » <b>".to_owned(),
        summary: "Un résumé.".to_owned(),
        published: Timestamp::parse("2025-01-02T03:04:05Z").unwrap(),
        url: SafeUrl::parse("https://a.example/x").ok(),
        source: "La Lettre".to_owned(),
        kind: Kind::Sponsored,
        language: Language::En,
        tags: vec!["TAVI".to_owned()],
        topics: vec!["veins".to_owned()],
        image: Some(Image {
            file: "images/0a.webp".to_owned(),
            credit: "Dessin".to_owned(),
        }),
        truncated: true,
        has_body: true,
        also: vec![Also {
            url: SafeUrl::parse("https://b.example/y").unwrap(),
            source: "B".to_owned(),
        }],
        aliases: vec![Permalink::parse("/papers/ancien").unwrap()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_outside_the_bundle_are_refused() {
        for file in [
            "../x.png",
            "/x.png",
            "https://a.example/x.png",
            "images/../../x",
            "",
            "a//b",
            "a b",
        ] {
            assert!(!is_bundle_file(file), "{file}");
        }
        assert!(is_bundle_file("images/0a1b.webp"));
    }
}
