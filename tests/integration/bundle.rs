//! The app decodes what the builder encodes, and the published schema describes it.

use std::fs;

use vigie_core::article::{DocId, Kind};
use vigie_core::bundle::{Digest, decode_bodies, decode_feed};
use vigie_core::index::{Index, IndexBuffers};
use vigie_core::language::Language;
use vigie_core::markdown;

use crate::support::{PICTURE, Project, article, has_extension, snapshot};

fn project() -> Project {
    let project = Project::with(&[
        (
            "vigie.toml",
            "[site]\ntitle = \"Essai\"\ndescription = { fr = \"Un essai\", en = \"A trial\" }\n[sections]\nactes = { fr = \"Actes\", en = \"Proceedings\" }\n",
        ),
        (
            "a.md",
            &article(
                "/papers/a",
                "2025-01-02T10:00:00Z",
                "summary: \"Fish &#38; chips were served to the staff [&#8230;] The post a appeared first on A .\"\n\
             sourceUrl: \"https://www.a.example/1\"\ntags: [\"TAVI\"]\nimageUrl: img/a.png\nimageCredit: \"Dessin\"\n",
            ),
        ),
        (
            "b.md",
            &format!(
                "{}\n## Détails\n\nLe corps dit plus.\n",
                article(
                    "/actes/b",
                    "2025-02-03",
                    "summary: \"Les résultats sont là.\"\nkind: podcast\naliases: [/papers/ancien]\n"
                )
            ),
        ),
        (
            "c.md",
            &article(
                "/papers/c",
                "2025-03-04",
                "sourceUrl: \"https://www.a.example/1\"\n",
            ),
        ),
    ]);
    project.write("img/a.png", PICTURE);
    project.build(&[]).succeeds();
    project
}

#[test]
fn every_article_survives_the_way_to_the_reader() {
    let project = project();
    let bundle = project.path("out/bundle");
    let entry = decode_feed(&fs::read(bundle.join("articles.json")).unwrap()).unwrap();
    let manifest = entry.manifest.unwrap();
    let mut articles = Vec::new();
    for shard in &manifest.shards {
        let bytes = fs::read(bundle.join(&shard.url)).unwrap();
        assert_eq!(
            (bytes.len() as u64, Digest::of(&bytes)),
            (shard.bytes, shard.integrity.clone())
        );
        let feed = decode_feed(&bytes).unwrap();
        assert_eq!(
            (feed.articles.len(), feed.skipped.len()),
            (shard.count.unwrap_or_default() as usize, 0)
        );
        articles.extend(feed.articles);
    }
    assert_eq!((manifest.count, articles.len()), (2, 2));
    let newest_first: Vec<_> = articles.iter().rev().cloned().collect();
    assert_eq!(entry.articles, newest_first);

    let first = &articles[DocId(0).0 as usize];
    assert_eq!(
        (first.summary.as_str(), first.truncated),
        ("Fish & chips were served to the staff", true)
    );
    assert_eq!(
        (first.source.as_str(), first.language),
        ("a.example", Language::En)
    );
    assert_eq!(
        first
            .aliases
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["/papers/c"]
    );
    let image = first.image.as_ref().unwrap();
    assert_eq!(
        (
            image.credit.as_str(),
            fs::read(bundle.join(&image.file)).unwrap().len()
        ),
        ("Dessin", PICTURE.len())
    );
    let second = &articles[1];
    assert_eq!(
        (second.kind, second.language, second.has_body),
        (Kind::Podcast, Language::Fr, true)
    );
    let bodies = decode_bodies(&fs::read(bundle.join(&manifest.bodies[0].url)).unwrap()).unwrap();
    let body = bodies.iter().find(|(permalink, _)| *permalink == second.id);
    assert_eq!(
        body.unwrap().1,
        markdown::parse("## Détails\n\nLe corps dit plus.")
    );
    assert_eq!(
        manifest
            .labels
            .iter()
            .map(|label| label.label.fr.as_str())
            .collect::<Vec<_>>(),
        ["Actes", "Actualités"]
    );
    assert_eq!(manifest.site.title.fr, "Essai");
}

#[test]
fn the_index_knows_every_article() {
    let project = project();
    let files = snapshot(&project.path("out/bundle"));
    let read = |start: &str| {
        let named =
            |(name, _): &&(String, Vec<u8>)| name.starts_with(start) && has_extension(name, "idx");
        files.iter().find(named).unwrap().1.clone()
    };
    let written = IndexBuffers {
        index: read("search."),
        concepts: read("concepts."),
    };
    assert_eq!(Index::open(written).unwrap().count(), 2);
}

#[test]
fn entry_and_shards_follow_the_published_schema() {
    let project = project();
    let files = snapshot(&project.path("out/bundle"));
    let json = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&files.iter().find(|(found, _)| found == name).unwrap().1).unwrap()
    };
    let schema = jsonschema::validator_for(&json("schema.json")).unwrap();
    let documents = files.iter().map(|(name, _)| name.as_str()).filter(|name| {
        has_extension(name, "json") && (*name == "articles.json" || name.starts_with("cards/"))
    });
    let mut count = 0;
    for name in documents {
        let errors: Vec<_> = schema
            .iter_errors(&json(name))
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0], "{name}");
        count += 1;
    }
    assert_eq!(count, 3);
    let mut wrong = json("articles.json");
    wrong["items"][0]["external_url"] = "javascript:alert(1)".into();
    assert!(!schema.is_valid(&wrong));
}
