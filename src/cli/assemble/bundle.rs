//! Turns a collection into the files of its bundle. Pure: the same collection gives the same bytes.
//!
//! Every file but the entry is named by its digest, so hosts and browsers may cache it for ever, and the files of a
//! past month keep their names.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::article::Article;
use vigie_core::bundle::feed::FeedOptions;
use vigie_core::bundle::{
    Bodies, Digest, ENTRY, ENTRY_CARDS, FORMAT_VERSION, FileRef, MAX_SHARD_CARDS, Manifest,
    SEARCH_STEMS, Shard, encode_bodies, encode_feed,
};
use vigie_core::index::{IndexBuffers, IndexBuilder};
use vigie_core::language::Language;

use crate::collect::Collection;
use crate::collect::images::Images;
use crate::write::Files;

/// The JSON Schema of the bundle, published with it.
const SCHEMA: &[u8] = include_bytes!("../../core/bundle/schema.json");

/// Makes every file of the bundle, relative to the bundle's folder.
pub fn files(collection: &Collection) -> Files {
    let mut files = collection.images.clone();
    files.extend(collection.documents.clone());
    let IndexBuffers { index, concepts } = search_index(collection);
    let [search, concepts_stem] = SEARCH_STEMS;
    let manifest = Manifest {
        format: FORMAT_VERSION,
        generated: collection.generated.to_string(),
        count: u32::try_from(collection.articles.len()).unwrap_or(u32::MAX),
        shards: card_shards(collection, &mut files),
        bodies: body_shards(collection, &mut files),
        search: add(&mut files, search, "idx", index),
        concepts: add(&mut files, concepts_stem, "idx", concepts),
        labels: collection.labels.clone(),
        site: collection.site.clone(),
    };
    let newest: Vec<Article> = collection
        .articles
        .iter()
        .rev()
        .take(ENTRY_CARDS)
        .cloned()
        .collect();
    let language = collection.site.language;
    let entry = encode_feed(
        &newest,
        &FeedOptions {
            title: collection.site.title.in_language(language),
            description: collection.site.description.in_language(language),
            language: majority(&newest),
            base_url: &collection.base_url,
            manifest: Some(&manifest),
        },
    );
    files.insert(ENTRY.to_owned(), entry);
    files.insert("schema.json".to_owned(), SCHEMA.to_vec());
    files
}

/// Months in order, each cut into shards of bearable size.
fn card_shards(collection: &Collection, files: &mut Files) -> Vec<Shard> {
    let mut shards = Vec::new();
    for month in collection
        .articles
        .chunk_by(|a, b| month_of(a) == month_of(b))
    {
        let name = month.first().map(month_of).unwrap_or_default();
        for (part, cards) in month.chunks(MAX_SHARD_CARDS).enumerate() {
            let suffix = if part == 0 {
                String::new()
            } else {
                format!("-{}", part + 1)
            };
            let options = FeedOptions {
                title: &name,
                language: majority(cards),
                ..FeedOptions::default()
            };
            let file = add(
                files,
                &format!("cards/{name}{suffix}"),
                "json",
                encode_feed(cards, &options),
            );
            // At most `MAX_SHARD_CARDS`.
            let count = u32::try_from(cards.len()).unwrap_or(u32::MAX);
            let mut shard = shard(name.clone(), Some(count), file);
            shard.pictures = picture_bytes(cards, &collection.images);
            shards.push(shard);
        }
    }
    shards
}

fn body_shards(collection: &Collection, files: &mut Files) -> Vec<Shard> {
    let mut months: BTreeMap<String, Bodies> = BTreeMap::new();
    for article in &collection.articles {
        if let Some(body) = collection.bodies.get(&article.id) {
            months
                .entry(month_of(article))
                .or_default()
                .insert(article.id.clone(), body.clone());
        }
    }
    let body_shard = |(month, bodies): (String, _)| {
        let file = add(
            files,
            &format!("bodies/{month}"),
            "json",
            encode_bodies(&bodies),
        );
        shard(month, None, file)
    };
    months.into_iter().map(body_shard).collect()
}

fn shard(month: String, count: Option<u32>, file: FileRef) -> Shard {
    let FileRef {
        url,
        bytes,
        integrity,
    } = file;
    Shard {
        month,
        count,
        url,
        bytes,
        integrity,
        pictures: None,
    }
}

/// Returns what the pictures of some cards weigh, each picture once; `None` without any.
fn picture_bytes(cards: &[Article], images: &Images) -> Option<u32> {
    let shown = cards.iter().filter_map(|article| article.image.as_ref());
    let names: BTreeSet<&str> = shown.map(|image| image.file.as_str()).collect();
    let sizes = names.into_iter().filter_map(|name| images.get(name));
    let bytes = sizes.map(Vec::len).sum::<usize>();
    // A month of pictures is far below 4 GB.
    u32::try_from(bytes).ok().filter(|bytes| *bytes > 0)
}

/// Makes the index of a collection, and its concepts.
pub fn search_index(collection: &Collection) -> IndexBuffers {
    let mut builder = IndexBuilder::new(collection.thesaurus.clone());
    for article in &collection.articles {
        builder.add(article, collection.bodies.get(&article.id));
    }
    builder.retain_known_words();
    builder.finish()
}

/// Adds a file named by its content and returns what the manifest says of it.
fn add(files: &mut Files, stem: &str, extension: &str, bytes: Vec<u8>) -> FileRef {
    let integrity = Digest::of(&bytes);
    let url = format!("{stem}.{}.{extension}", integrity.name());
    let reference = FileRef {
        url: url.clone(),
        bytes: bytes.len() as u64,
        integrity,
    };
    files.insert(url, bytes);
    reference
}

fn month_of(article: &Article) -> String {
    article.published.day().month()
}

/// Returns the language most articles are written in, so that only the others carry a mark.
fn majority(articles: &[Article]) -> Language {
    let english = articles
        .iter()
        .filter(|article| article.language == Language::En)
        .count();
    if english * 2 > articles.len() {
        Language::En
    } else {
        Language::Fr
    }
}
