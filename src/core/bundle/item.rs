//! One item of a document, in both directions: an article of ours, or anything a JSON Feed may hold.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::article::{Also, Article, Image, Kind};
use crate::date::Timestamp;
use crate::language::Language;
use crate::permalink::Permalink;
use crate::text;
use crate::url::SafeUrl;

/// An item as it stands in the file. Everything but the id may be missing.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ItemWire {
    #[serde(deserialize_with = "text_or_number")]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing)]
    authors: Option<Vec<AuthorWire>>,
    #[serde(rename = "_vigie", skip_serializing_if = "ItemExtension::is_empty")]
    pub(super) extension: ItemExtension,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AuthorWire {
    name: String,
}

/// What JSON Feed has no word for.
#[derive(Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
    also: Vec<AlsoWire>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
}

impl ItemExtension {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct AlsoWire {
    url: String,
    source: String,
}
pub(super) fn item_wire(article: &Article, feed_language: Language) -> ItemWire {
    ItemWire {
        id: article.id.to_string(),
        external_url: article.url.as_ref().map(SafeUrl::to_string),
        title: Some(article.title.clone()),
        content_text: Some(article.summary.clone()),
        image: article.image.as_ref().map(|image| image.file.clone()),
        date_published: Some(article.published.to_string()),
        tags: (!article.tags.is_empty()).then(|| article.tags.clone()),
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

/// Turns an item into an article; says why it cannot be shown. A missing title takes the first words of
/// the text, a missing date is the first day of 1970, and an address that is not safe is dropped.
pub(super) fn article(
    item: ItemWire,
    feed_title: &str,
    language: Option<Language>,
) -> Result<Article, String> {
    if item.id.is_empty() && item.url.is_none() {
        return Err("`id` is missing".to_owned());
    }
    let id = if item.id.is_empty() {
        item.url.as_deref().unwrap_or_default()
    } else {
        &item.id
    };
    let id = Permalink::from_foreign_id(id);
    let summary = match (&item.content_text, &item.summary, &item.content_html) {
        (Some(plain), _, _) | (None, Some(plain), _) => text::clean(plain),
        (None, None, Some(html)) => text::from_html(html),
        (None, None, None) => String::new(),
    };
    let title = item
        .title
        .as_deref()
        .map(text::clean)
        .filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| first_words(&summary));
    if title.is_empty() {
        return Err("neither title nor text".to_owned());
    }
    let address = item.external_url.as_deref().or(item.url.as_deref());
    let extension = item.extension;
    let author = item
        .authors
        .iter()
        .flatten()
        .next()
        .map(|author| author.name.as_str());
    // A bundle is silent where its publisher was; only a foreign feed stands for its items.
    let is_foreign = Permalink::parse(&item.id).is_none();
    let source = [
        extension.source.as_str(),
        author.unwrap_or_default(),
        if is_foreign { feed_title } else { "" },
    ];
    let source = source
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    Ok(Article {
        id,
        title,
        summary,
        published: item
            .date_published
            .as_deref()
            .and_then(Timestamp::parse)
            .unwrap_or_default(),
        url: address.and_then(|url| SafeUrl::parse(url).ok()),
        source: text::clean(source),
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
            .flatten()
            .map(|tag| text::clean(tag))
            .filter(|tag| !tag.is_empty())
            .collect(),
        image: extension
            .image
            .or(item.image)
            .filter(|file| is_bundle_file(file))
            .map(|file| Image {
                file,
                credit: text::clean(&extension.credit),
            }),
        truncated: extension.truncated,
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
    })
}

/// A file inside the bundle's folder: plain segments, no scheme, no way up. Any other picture would ask
/// somebody else's server.
fn is_bundle_file(file: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    file.split('/').all(|segment| {
        !segment.starts_with('.') && !segment.is_empty() && segment.bytes().all(plain)
    })
}

/// Words of a text that stand for a missing title.
fn first_words(summary: &str) -> String {
    /// A short headline.
    const TITLE_WORDS: usize = 12;
    let words: Vec<&str> = summary.split_whitespace().take(TITLE_WORDS + 1).collect();
    match words.get(..TITLE_WORDS) {
        Some(first) if words.len() > TITLE_WORDS => format!("{}…", first.join(" ")),
        _ => words.join(" "),
    }
}

/// Reads text, or a number as its text: JSON Feed 1.1, section "items", asks readers to accept both as id.
fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let raw = <&RawValue>::deserialize(deserializer)?.get();
    serde_json::from_str(raw).or_else(|error| {
        let is_number = raw
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"-+.eE".contains(&byte));
        if is_number {
            Ok(raw.to_owned())
        } else {
            Err(serde::de::Error::custom(error))
        }
    })
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
