//! `vigie snippet`: its output can be pasted unchanged.

use std::fs;

use crate::support::{Project, Run, vigie};

const SETTINGS: &str = "[site]\nbase_url = \"https://veille.example/lettre\"\ntitle = { fr = \"Veille & Cie\", en = \"Watch\" }\n";

fn article(slug: &str, day: &str, more: &str) -> String {
    format!("---\ndate: \"{day}\"\npermalink: \"/papers/{slug}\"\n{more}---\n")
}

/// Three articles: one with a source in English, one without, one with a title that wants to be markup.
fn project(settings: &str) -> Project {
    let project = Project::with(&[
        ("vigie.toml", settings),
        (
            "a.md",
            &article(
                "valve",
                "2024-12-19",
                "title: \"The valve was implanted in the patients with success\"\nlang: en\nsourceUrl: \"https://journal.example/a?x=1&y=2\"\n",
            ),
        ),
        (
            "b.md",
            &article(
                "sans-source",
                "2025-08-01",
                "title: \"Une prothèse sans source\"\nlang: fr\n",
            ),
        ),
        (
            "c.md",
            &article(
                "hostile",
                "2025-01-02",
                "title: \"</ul><script>alert(1)</script> \\\"onerror='x' valve\"\nlang: fr\nsourceUrl: \"javascript:alert(1)\"\n",
            ),
        ),
    ]);
    project.build(&[]).succeeds();
    project
}

fn snippet(project: &Project, options: &[&str]) -> Run {
    let mut command = vigie();
    command
        .current_dir(project.path(""))
        .args(["snippet", "out"])
        .args(options);
    Run::new(&command.output().unwrap())
}

#[track_caller]
fn check(project: &Project, options: &[&str], expected: &str) {
    assert_eq!(snippet(project, options).succeeds().stdout, expected);
}

#[test]
fn the_element_holds_real_articles_newest_first() {
    let project = project(SETTINGS);
    check(
        &project,
        &["--limit", "1"],
        "<vigie-articles src=\"https://veille.example/lettre/\" limit=\"1\" lang=\"fr\">
  <ul>
    <li><a href=\"https://veille.example/lettre/papers/sans-source\" rel=\"noopener noreferrer\" referrerpolicy=\"no-referrer\">Une prothèse sans source</a> <time datetime=\"2025-08-01\">1 août 2025</time></li>
  </ul>
  <p><a href=\"https://veille.example/lettre/\">Tous les articles – Veille &amp; Cie</a></p>
</vigie-articles>
<script type=\"module\" src=\"https://veille.example/lettre/widget.js\"></script>
",
    );
}

#[test]
fn a_query_is_answered_and_foreign_titles_say_their_language() {
    let project = project(SETTINGS);
    check(
        &project,
        &["--form", "static", "--query", "implanted success"],
        "<div class=\"vigie-liste\" lang=\"fr\">
  <ul>
    <li><a href=\"https://journal.example/a?x=1&amp;y=2\" rel=\"noopener noreferrer\" referrerpolicy=\"no-referrer\" lang=\"en\">The valve was implanted in the patients with success</a> <time datetime=\"2024-12-19\">19 déc. 2024</time></li>
  </ul>
  <p><a href=\"https://veille.example/lettre/?q=implanted+success\">Tous les articles – Veille &amp; Cie\u{a0}: «\u{a0}implanted success\u{a0}»</a></p>
</div>
",
    );
    // Newest first, as the element lists what its query chooses; what lacks a word is left out.
    let order = |query: &str| {
        let run = snippet(&project, &["--form", "static", "--query", query]).succeeds();
        ["hostile", "journal.example"].map(|part| run.stdout.find(part))
    };
    let [newer, older] = order("valve");
    assert!(newer.is_some() && newer < older);
    let [newer, older] = order("valve sort:oldest");
    assert!(older.is_some() && older < newer);
    let run = snippet(
        &project,
        &["--form", "static", "--lang", "en", "--query", "patients"],
    )
    .succeeds();
    assert!(
        run.stdout
            .contains("success</a> <time datetime=\"2024-12-19\">19 Dec 2024"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("All articles – Watch: “patients”"),
        "{}",
        run.stdout
    );
}

#[test]
fn texts_of_articles_and_options_never_become_markup() {
    let project = project(SETTINGS);
    let label = "\"><img src=x onerror=alert(1)>";
    for form in ["element", "iframe", "static"] {
        let run = snippet(
            &project,
            &["--form", form, "--label", label, "--query", "\"><b>valve"],
        )
        .succeeds();
        assert!(
            !run.stdout.contains("<img") && !run.stdout.contains("<b>"),
            "{}",
            run.stdout
        );
    }
    let run = snippet(&project, &["--form", "static"]).succeeds();
    assert!(
        run.stdout
            .contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;onerror='x' valve</a>"),
        "{}",
        run.stdout
    );
    assert!(
        !run.stdout.contains("javascript:") && !run.stdout.contains("<script"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("href=\"https://veille.example/lettre/papers/hostile\""),
        "{}",
        run.stdout
    );
}

#[test]
fn the_frame_has_its_choices_in_its_address() {
    let project = project(SETTINGS);
    check(
        &project,
        &["--form", "iframe", "--query", "topic:tavi & é", "--theme", "dark", "--height", "480", "--mode", "search", "--show", "search,date"],
        "<iframe src=\"https://veille.example/lettre/embed.html?query=topic%3Atavi+%26+%C3%A9&amp;mode=search&amp;show=search+date&amp;lang=fr&amp;theme=dark\" \
         title=\"Veille &amp; Cie\" width=\"100%\" height=\"480\" loading=\"lazy\" \
         sandbox=\"allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads\" \
         referrerpolicy=\"no-referrer\"></iframe>
<script type=\"module\" src=\"https://veille.example/lettre/embed.js\"></script>
",
    );
    let run = snippet(
        &project,
        &["--form", "iframe", "--fixed", "--label", "Veille TAVI"],
    )
    .succeeds();
    assert!(!run.stdout.contains("<script"), "{}", run.stdout);
    assert!(
        run.stdout.contains("title=\"Veille TAVI\""),
        "{}",
        run.stdout
    );
}

#[test]
fn every_attribute_is_written_as_the_element_reads_it() {
    let project = project(SETTINGS);
    let run = snippet(
        &project,
        &[
            "--mode",
            "cards",
            "--limit",
            "6",
            "--more",
            "none",
            "--show",
            "date,source",
            "--lang",
            "en",
            "--theme",
            "light",
            "--images",
            "mirrored",
            "--open",
            "here",
            "--heading-level",
            "2",
            "--keys",
            "on",
            "--storage",
            "none",
            "--label",
            " News\u{202e} ",
            "--id",
            "news",
            "--url-state",
            "hash",
            "--loading",
            "eager",
        ],
    )
    .succeeds();
    let first = run.stdout.lines().next().unwrap();
    assert_eq!(
        first,
        "<vigie-articles src=\"https://veille.example/lettre/\" id=\"news\" mode=\"cards\" limit=\"6\" more=\"none\" \
         show=\"date source\" lang=\"en\" theme=\"light\" images=\"mirrored\" open=\"here\" heading-level=\"2\" \
         keys=\"on\" storage=\"none\" label=\"News\" url-state=\"hash\" loading=\"eager\">"
    );
}

#[test]
fn the_address_of_the_site_is_demanded_and_checked() {
    let project = project("");
    let run = snippet(&project, &[]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stdout.is_empty());
    assert!(
        run.stderr.contains("E120") && run.stderr.contains("--site https://"),
        "{}",
        run.stderr
    );
    let run = snippet(&project, &["--site", "http://intranet.example:8080/v"]).succeeds();
    assert!(
        run.stdout
            .contains("src=\"http://intranet.example:8080/v/widget.js\""),
        "{}",
        run.stdout
    );
    for site in [
        "javascript:alert(1)",
        "/veille",
        "veille.example",
        "https://a.example/?x",
        "mailto:a@b.example",
        "https://u:p@a.example/",
    ] {
        let run = snippet(&project, &["--site", site]);
        assert_eq!(run.code, 2, "{site}: {}", run.stdout);
    }
}

#[test]
fn values_the_element_does_not_know_are_refused() {
    let project = project(SETTINGS);
    let long = "x".repeat(501);
    for options in [
        ["--limit", "0"],
        ["--limit", "101"],
        ["--heading-level", "1"],
        ["--theme", "red"],
        ["--mode", "list,cards"],
        ["--show", "date,all"],
        ["--lang", "de"],
        ["--id", "a b"],
        ["--id", "1"],
        ["--url-state", "hash"],
        ["--height", "20"],
        ["--label", &long],
    ] {
        let run = snippet(&project, &options);
        assert_eq!(run.code, 2, "{options:?}: {}", run.stdout);
        assert!(
            run.stdout.is_empty() && !run.stderr.is_empty(),
            "{options:?}"
        );
    }
}

#[test]
fn nothing_found_leaves_the_way_to_the_site() {
    let project = project(SETTINGS);
    let run = snippet(&project, &["--form", "static", "--query", "=introuvable"]).succeeds();
    assert!(
        run.stdout.contains("<p>Aucun article pour l’instant.</p>"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("<ul>"), "{}", run.stdout);
    assert!(run.stderr.contains("nothing is found"), "{}", run.stderr);
    fs::remove_dir_all(project.path("out")).unwrap();
    let run = snippet(&project, &[]);
    assert_eq!(run.code, 3, "{}", run.stderr);
}

#[test]
fn help_says_what_the_page_must_allow() {
    let output = vigie().args(["snippet", "--help"]).output().unwrap();
    let help = Run::new(&output).succeeds().stdout;
    for part in [
        "'wasm-unsafe-eval'",
        "frame-src SITE",
        "[embed]",
        "vigie snippet site --query \"topic:structural TAVI\"",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
}
