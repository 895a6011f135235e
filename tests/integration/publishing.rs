//! Nothing is published by mistake, and nothing is lost silently: withheld, merged, linked and cleaned content,
//! tested with the finished program.

use std::collections::BTreeMap;
use std::fs;

use vigie_core::article::{Article, FacetGroup};
use vigie_core::bundle::{decode_bodies, decode_feed};

use crate::support::{PICTURE, Project, article, has_extension, snapshot};

/// Titles and texts of a built bundle.
struct Built {
    articles: BTreeMap<String, Article>,
    /// Bodies by permalink, as they stand on the wire.
    bodies: BTreeMap<String, String>,
    stdout: String,
    stderr: String,
}

#[track_caller]
fn build(project: &Project, options: &[&str]) -> Built {
    let run = project.build(options).succeeds();
    let mut articles = BTreeMap::new();
    let mut bodies = BTreeMap::new();
    for (name, bytes) in snapshot(&project.path("out/bundle")) {
        if name.starts_with("cards/") && has_extension(&name, "json") {
            for article in decode_feed(&bytes).unwrap().articles {
                articles.insert(article.id.to_string(), article);
            }
        }
        if name.starts_with("bodies/") && has_extension(&name, "json") {
            for (permalink, document) in decode_bodies(&bytes).unwrap() {
                bodies.insert(
                    permalink.to_string(),
                    serde_json::to_string(&document).unwrap(),
                );
            }
        }
    }
    Built {
        articles,
        bodies,
        stdout: run.stdout,
        stderr: run.stderr,
    }
}

fn kept_back() -> Project {
    let dated =
        |name: &str, date: &str, more: &str| article(&format!("/papers/{name}"), date, more);
    Project::with(&[
        (
            "good.md",
            &dated(
                "good",
                "2025-01-02",
                "draft: false\nexpiryDate: 2099-01-01\n",
            ),
        ),
        ("draft.md", "---\ntitle: half written\ndraft: true\n---\n"),
        (
            "private.md",
            &dated("private", "2025-01-02", "status: private\n"),
        ),
        (
            "unpublished.md",
            &dated("unpublished", "2025-01-02", "Published: no\n"),
        ),
        ("future.md", &dated("future", "2026-01-03", "")),
        ("soon.md", &dated("soon", "2026-01-01T20:00:00Z", "")),
        (
            "expired.md",
            &dated(
                "expired",
                "2025-01-02",
                "expiry_date: \"2025-12-31 10:00\"\n",
            ),
        ),
        ("_drafts/idea.md", "no front matter yet"),
        ("notes/_template.md", "{{ title }}"),
    ])
}

#[test]
fn what_is_kept_back_is_not_published_and_named() {
    let built = build(&kept_back(), &[]);
    assert_eq!(
        built.articles.keys().collect::<Vec<_>>(),
        ["/papers/good", "/papers/soon"]
    );
    for (label, paths) in [
        ("draft", "draft.md\n  private.md"),
        ("its front matter says so", "unpublished.md"),
        ("date in the future", "future.md"),
        ("expired", "expired.md"),
        ("in a _drafts folder", "_drafts/idea.md"),
        ("name starts with _", "notes/_template.md"),
    ] {
        let start = format!("not published: {label} ");
        let (_, after) = built.stdout.split_once(&start).unwrap();
        let (_, after) = after.split_once('\n').unwrap();
        assert!(
            after.starts_with(&format!("  {paths}\n")),
            "{label}: {}",
            built.stdout
        );
    }
}

#[test]
fn options_show_what_is_kept_back() {
    let project = kept_back();
    for name in ["draft.md", "_drafts/idea.md", "notes/_template.md"] {
        let permalink = format!(
            "/papers/{}",
            name.trim_end_matches(".md").replace(['/', '_'], "-")
        );
        project.write(
            name,
            article(&permalink, "2025-01-02", "draft: yes\n").as_bytes(),
        );
    }
    let counts = [
        (&["--future"][..], 3),
        (&["--expired"], 3),
        (&["--drafts"], 7),
        (&["--drafts", "--future", "--expired"], 9),
    ];
    for (options, count) in counts {
        assert_eq!(
            build(&project, options).articles.len(),
            count,
            "{options:?}"
        );
    }
}

#[test]
fn a_folder_of_drafts_alone_clears_no_site() {
    let project = Project::with(&[("a.md", "---\ntitle: A\ndraft: true\n---\n")]);
    let run = project.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("error[E060]: no article to publish; not published: draft 1")
            && run.stderr.contains("--drafts shows a.md"),
        "{}",
        run.stderr
    );
    let typo = Project::with(&[("a.md", &article("/papers/a", "2025-01-02", "draft: ture\n"))]);
    let run = typo.build(&[]);
    assert!(
        run.stderr
            .contains("a.md:5:8: error[E023]: 'draft' is not true or false: \"ture\""),
        "{}",
        run.stderr
    );
}

#[test]
fn comments_and_markup_never_reach_readers() {
    let project = Project::with(&[
        (
            "a.md",
            "---\ntitle: \"**Bold** `code` <!-- secret --> a*b, 5 < 6, C#\"\ndate: 2025-01-02\npermalink: /papers/a\n\
         summary: \"<p>A <em>word</em> &amp; <!-- secret --> [more](https://a.example), snake_case\"\n\
         tags: [\"<!-- secret -->x\"]\n---\n# **BOLD** code a*b, 5 < 6, C#\n\nOne <!-- secret\n\nsecret --> two.\n\n<!--more-->\n\n`<!-- kept -->`\n",
        ),
        (
            "b.md",
            "---\ntitle: B\ndate: 2025-01-03\npermalink: /papers/b\n---\nB\n=\n\nText.\n\nB\n-\n\n<!-- secret\n",
        ),
    ]);
    let built = build(&project, &[]);
    let first = &built.articles["/papers/a"];
    assert_eq!(first.title, "Bold code a*b, 5 < 6, C#");
    assert_eq!(first.summary, "A word & more, snake_case");
    assert_eq!(first.tags, ["x"]);
    let body = &built.bodies["/papers/a"];
    assert!(
        body.contains("kept") && body.contains("two.") && !body.contains("\"h\""),
        "{body}"
    );
    let second = &built.bodies["/papers/b"];
    assert_eq!(second.matches("\"h\"").count(), 1, "{second}");
    for (name, bytes) in snapshot(&project.path("out")) {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("secret"),
            "{name}"
        );
    }
    assert!(
        built
            .stderr
            .contains("b.md:14:1: warning[W014]: comment is not closed"),
        "{}",
        built.stderr
    );
}

const TEXT: &str = "The company announced today that the first patient has been enrolled in a randomised trial of balloons";

/// An article with a summary long enough to be compared, of a source of its own.
fn told(permalink: &str, title: &str, more: &str, body: &str) -> String {
    let slug = permalink.rsplit('/').next().unwrap();
    format!(
        "---\ntitle: \"{title}\"\ndate: 2025-01-02\npermalink: {permalink}\nsummary: \"{TEXT}\"\nsourceUrl: \"https://{slug}.example/{slug}\"\n{more}---\n{body}"
    )
}

#[test]
fn only_tellings_of_one_story_fold_and_each_is_named() {
    let title = "First patient in the balloon trial";
    let project = Project::with(&[
        ("a.md", &told("/papers/a", title, "", "")),
        ("b.md", &told("/papers/b", title, "", "")),
    ]);
    let built = build(&project, &[]);
    assert_eq!(built.articles.len(), 1);
    assert!(
        built.stdout.contains("\n  b.md into a.md\n"),
        "{}",
        built.stdout
    );
    project.write("vigie.toml", b"[duplicates]\nfold = false\n");
    assert_eq!(build(&project, &[]).articles.len(), 2);
}

#[test]
fn nothing_of_a_series_folds() {
    let apart: [[&str; 2]; 8] = [
        ["Highlights of the trial", "Highlights of the trial 2"],
        ["Newsletter of January", "Newsletter of February"],
        ["The trial, part I", "The trial, part II"],
        [
            "Rapport du premier trimestre",
            "Rapport du deuxième trimestre",
        ],
        ["Release 1.2.3 of the tool", "Release 1.2.4 of the tool"],
        ["Part A of the review", "Part B of the review"],
        ["Review of Q1", "Review of Q2"],
        ["Lettre de mars 2024", "Lettre de mars 2025"],
    ];
    for [a, b] in apart {
        let project = Project::with(&[
            ("a.md", &told("/papers/a", a, "", "")),
            ("b.md", &told("/papers/b", b, "", "")),
        ]);
        assert_eq!(build(&project, &[]).articles.len(), 2, "{a} | {b}");
    }
}

#[test]
fn two_bodies_never_become_one() {
    let title = "First patient in the balloon trial";
    for (body, count) in [("Another text.", 2), ("A text.", 1), ("", 1)] {
        let project = Project::with(&[
            ("a.md", &told("/papers/a", title, "", "A text.")),
            ("b.md", &told("/papers/b", title, "", body)),
        ]);
        assert_eq!(build(&project, &[]).articles.len(), count, "{body}");
    }
    // A third telling without a body does not join two that have one each.
    let project = Project::with(&[
        ("a.md", &told("/papers/a", title, "", "A text.")),
        ("b.md", &told("/papers/b", title, "", "Another text.")),
        ("c.md", &told("/papers/c", title, "", "")),
    ]);
    assert_eq!(build(&project, &[]).articles.len(), 2);
    // Articles of the publisher's own tell no other source's story.
    let own = |name: &str| {
        told(&format!("/papers/{name}"), title, "", "").replace("sourceUrl", "importance")
    };
    let project = Project::with(&[("a.md", &own("a")), ("b.md", &own("b"))]);
    assert_eq!(build(&project, &[]).articles.len(), 2);
}

#[test]
fn links_lead_to_articles_parts_lists_and_files() {
    let project = Project::with(&[
        (
            "papers/a.md",
            &(article("/papers/a", "2025-01-02", "")
                + "[1](b.md) [2](../b/) [3](/papers/b#later-on) [4](?q=stent) [5](#ici) [6](../docs/Guide%20%C3%A9t%C3%A9.pdf) [7](./b.md#Later-on) [8](/papers/old) [9](b)\n\n## Là {#ici}\n"),
        ),
        (
            "papers/b.md",
            &(article("/papers/b", "2025-01-03", "aliases: [/papers/old]\n")
                + "## Later on\n\nText.\n"),
        ),
    ]);
    project.write("docs/Guide e\u{301}te\u{301}.pdf", b"a guide");
    let built = build(&project, &["--deny-warnings"]);
    let body = &built.bodies["/papers/a"];
    let targets: Vec<&str> = body
        .split("\"target\":{\"s\":\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(
        targets,
        [
            "papers/b",
            "papers/b",
            "papers/b#later-on",
            "?q=stent",
            "papers/a#ici",
            "bundle/files/docs/Guide-ete.pdf",
            "papers/b#later-on",
            "papers/b",
            "papers/b"
        ]
    );
    assert!(built.bodies["/papers/b"].contains("\"id\":\"later-on\""));
    let published = project.path("out/bundle/files/docs/Guide-ete.pdf");
    assert_eq!(fs::read(published).unwrap(), b"a guide");
    assert!(
        built.stdout.contains("as bundle/files/docs/Guide-ete.pdf"),
        "{}",
        built.stdout
    );
}

#[test]
fn links_that_lead_nowhere_are_warnings_in_their_place() {
    let project = Project::with(&[
        (
            "a.md",
            &(article("/papers/a", "2025-01-02", "")
                + "Text [1](nowhere.md)\nand [2](guide.pdff), [3](d.md),\n[4](#no) [5](x.html)\n<!-- [6](gone.md) -->\n"),
        ),
        ("d.md", &article("/papers/d", "2025-01-02", "draft: true\n")),
    ]);
    project.write("guide.pdf", b"a guide");
    project.write("x.html", b"<script>");
    let built = build(&project, &[]);
    for line in [
        "a.md:6:6: warning[W008]: link target not found: \"nowhere.md\": no such file",
        "a.md:7:5: warning[W008]: link target not found: \"guide.pdff\": no such file\n  hint: did you mean guide.pdf?",
        "a.md:7:22: warning[W008]: link to d.md, which is not published\n  hint: draft",
        "a.md:8:1: warning[W008]: link to a heading that /papers/a does not have: \"#no\"",
        "a.md:8:10: warning[W008]: link to x.html dropped",
    ] {
        assert!(built.stderr.contains(line), "{line}\nin\n{}", built.stderr);
    }
    assert!(!built.stderr.contains("gone.md") && !built.bodies["/papers/a"].contains("\"a\":"));
}

#[test]
fn names_that_differ_by_signs_or_script_are_filters_of_their_own() {
    let tags = ["HER2+", "HER2-", "C", "C++", "C#", "α", "循環器"];
    let project = Project::new();
    for (number, tag) in tags.iter().enumerate() {
        let text = article(
            &format!("/papers/{number}"),
            "2025-01-02",
            &format!("tags: [\"{tag}\"]\n"),
        );
        project.write(&format!("{number}.md"), text.as_bytes());
    }
    let built = build(&project, &[]);
    let mut ids = Vec::new();
    for (number, tag) in tags.iter().enumerate() {
        let values = built.articles[&format!("/papers/{number}")].facet_values(FacetGroup::Tag);
        assert_eq!(values.len(), 1, "{tag}");
        ids.push(values[0].id.clone());
        for asked in [*tag, values[0].id.as_str()] {
            let run = crate::support::vigie()
                .args(["search", &format!("tag:{asked}")])
                .arg(project.path("out"))
                .output()
                .unwrap();
            let found = String::from_utf8(run.stdout).unwrap();
            assert!(found.starts_with("1 article"), "{asked}: {found}");
            assert!(found.contains(&format!("{number}\n")), "{asked}: {found}");
        }
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), tags.len());
}

#[test]
fn a_picture_is_found_in_any_form_of_its_name_or_the_one_meant_is_named() {
    let project = Project::with(&[
        (
            "a.md",
            &article("/papers/a", "2025-01-02", "imageUrl: \"img/écran.png\"\n"),
        ),
        (
            "b.md",
            &article(
                "/papers/b",
                "2025-01-02",
                "imageUrl: \"img/%C3%89cran.PNG\"\n",
            ),
        ),
        (
            "c.md",
            &article(
                "/papers/c",
                "2025-01-02",
                "imageUrl: \"pictures/ecran.png\"\n",
            ),
        ),
        (
            "d.md",
            &article("/papers/d", "2025-01-02", "imageUrl: \"img/valve.webp\"\n"),
        ),
    ]);
    project.write("img/e\u{301}cran.png", PICTURE);
    project.write("img/valve.png", PICTURE);
    let built = build(&project, &[]);
    let has_picture = |id: &str| built.articles[id].image.is_some();
    assert!(
        has_picture("/papers/a") && has_picture("/papers/b"),
        "{}",
        built.stderr
    );
    assert!(
        built.stderr.contains("d.md:5:11: warning[W002]: 'imageUrl' dropped: no such file\n  hint: did you mean img/valve.png?"),
        "{}",
        built.stderr
    );
    assert!(
        built
            .stderr
            .contains("c.md:5:11: warning[W002]: 'imageUrl' dropped: no such file")
    );
}
