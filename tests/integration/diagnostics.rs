//! Diagnostics at their exact positions, exit codes, and outputs that errors leave untouched.

use crate::support::{Project, Run, article, snapshot, vigie};

const GOOD: &str = "---\ntitle: T\ndate: 2025-01-02\npermalink: /papers/good\n---\n";

/// Builds one bad file beside a good one and looks for the line of the finding.
#[track_caller]
fn check(bytes: &[u8], expected: &str, code: i32) -> Run {
    let project = Project::with(&[("good.md", GOOD)]);
    project.write("bad.md", bytes);
    let run = project.build(&[]);
    assert!(
        run.stderr.lines().any(|line| line.starts_with(expected)),
        "wanted {expected}, got:\n{}",
        run.stderr
    );
    assert_eq!(run.code, code, "{}", run.stderr);
    assert_eq!(project.path("out").exists(), code == 0);
    run
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    let run = check(text.as_bytes(), expected, 1);
    assert!(
        run.stderr.ends_with("in 1 file; nothing was written\n"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stdout, "");
}

#[track_caller]
fn check_warning(text: &str, expected: &str) {
    check(text.as_bytes(), expected, 0);
}

#[test]
fn files_without_proper_front_matter_are_named() {
    check_error("", "bad.md:1:1: error[E001]: no front matter");
    check_error(
        "---\ntitle: x\n",
        "bad.md:1:1: error[E002]: front matter is not closed (no second '---' line)",
    );
    check_error(
        &format!("---\ntitle: {}\n---\n", "x".repeat(70_000)),
        "bad.md:1:1: error[E003]: front matter of 68.4 KiB",
    );
    check(
        b"---\ntitle: caf\xe9\n---\n",
        "bad.md:2:11: error[E050]: not valid UTF-8 (byte 0xE9)",
        1,
    );
    check(
        b"---\ntitle: a\0b\n---\n",
        "bad.md:2:9: error[E051]: control character U+0000",
        1,
    );
}

#[test]
fn yaml_errors_have_their_line_in_the_file() {
    check_error(
        "---\ntitle: a: b\n---\n",
        "bad.md:2:9: error[E010]: mapping values are not allowed",
    );
    check_error("---\ntitle: \"open\n---\n", "bad.md:");
    check_error(
        &article("/papers/x", "2025-01-02", "title: again\n"),
        "bad.md:5:1: error[E011]: 'title' is given twice (first at line 2)",
    );
    check_error(
        &article("/papers/x", "2025-01-02", "summary: *x\n"),
        "bad.md:5:10: error[E012]: YAML aliases are not part of the format",
    );
    check_error(
        "---\n- a\n---\n",
        "bad.md:2:1: error[E013]: front matter must be a mapping",
    );
}

#[test]
fn values_that_make_no_article_are_named() {
    check_error(
        "---\nTitle: x\ndate: 2025-01-02\npermalink: /papers/x\n---\n",
        "bad.md:1:1: error[E020]: 'title' is missing",
    );
    check_error(
        "---\nTitle: x\n---\n",
        "  hint: did you mean 'Title' (line 2)?",
    );
    check_error(
        &article("/papers/x", "2025-01-02", "tags: France\n"),
        "bad.md:5:7: error[E021]: 'tags' must be a list of strings, not a string",
    );
    check_error(
        "---\ntitle: \"\u{200b}\"\ndate: 2025-01-02\npermalink: /papers/x\n---\n",
        "bad.md:2:8: error[E022]: 'title' is empty",
    );
    check_error(
        &article("/papers/x", "13/12/2024", ""),
        "bad.md:3:7: error[E030]: 'date' is not a date: \"13/12/2024\"",
    );
    check_error(
        &article("/papers/../../etc/passwd", "2025-01-02", ""),
        "bad.md:4:12: error[E040]: 'permalink' leaves the site: \"/papers/../../etc/passwd\"",
    );
}

#[test]
fn addresses_of_files_and_hidden_ones_are_refused() {
    for (permalink, reason) in [
        (
            "/bundle/articles.json",
            "starts with the name of a file or folder of the site",
        ),
        (
            "/Demo/index.html",
            "starts with the name of a file or folder of the site",
        ),
        (
            "/ICONS/192.png",
            "starts with the name of a file or folder of the site",
        ),
        (
            "/sw.js/x",
            "starts with the name of a file or folder of the site",
        ),
        (
            "/.well-known/x",
            "has a part that starts with a dot, which hosts hide",
        ),
        (
            "/a/.b",
            "has a part that starts with a dot, which hosts hide",
        ),
        ("/papers/nul", "has a part that names a device on Windows"),
    ] {
        check_error(
            &article(permalink, "2025-01-02", ""),
            &format!("bad.md:4:12: error[E042]: 'permalink' {reason}: \"{permalink}\""),
        );
        check_error(
            &article(
                "/papers/x",
                "2025-01-02",
                &format!("aliases: [/a/b, {permalink}]\n"),
            ),
            &format!("bad.md:5:17: error[E042]: 'aliases' {reason}: \"{permalink}\""),
        );
    }
}

#[test]
fn warnings_do_not_stop_the_build() {
    check_warning(
        &article("/papers/x", "2025-01-02", "auteur: A\n"),
        "bad.md:5:1: warning[W001]: unknown key 'auteur' is ignored",
    );
    check_warning(
        &article(
            "/papers/x",
            "2025-01-02",
            "sourceUrl: \"javascript:alert(1)\"\n",
        ),
        "bad.md:5:12: warning[W002]: 'sourceUrl' dropped: scheme 'javascript' is not allowed",
    );
    check_warning(
        &article("/papers/x", "2025-01-02", "imageUrl: missing.png\n"),
        "bad.md:5:11: warning[W002]: 'imageUrl' dropped: no such file",
    );
    check_warning(
        &format!("\u{feff}{}", article("/papers/x", "2025-01-02", "")),
        "bad.md:1:1: warning[W013]: byte order mark is ignored",
    );
    check_warning(
        &format!(
            "{}\n{} x",
            article("/papers/x", "2025-01-02", ""),
            ">".repeat(70)
        ),
        "bad.md:7:49: warning[W004]: nested deeper than 48 elements",
    );
    check_warning(
        &article("/papers/x", "2025-01-02", "publishedDate: 3 janvier 2025\n"),
        "bad.md:5:16: warning[W009]",
    );
}

#[test]
fn what_the_wild_writes_is_accepted_without_a_word() {
    let accepted = [
        "---  \r\ntitle: T\r\ndate: 2025-01-02T03:04:05+02:00\r\npermalink: /papers/x/\r\n---\r\nbody",
        "---\ntitle: >\n  folded\n  title\ndate: 2025-01-02\npermalink: /papers/x\ntags: [NO, on]\n---\n```\nopen fence",
        "---\ntitle: |\n  block\ndate: 2025-01-02\npermalink: /papers/x\ntags:\n- a\nimportance: ''\nmodel: m\n---\n<b>",
    ];
    for text in accepted {
        let project = Project::with(&[("a.md", text)]);
        assert_eq!(project.build(&[]).succeeds().stderr, "", "{text}");
    }
}

#[test]
fn one_permalink_is_one_article() {
    let same = article("/papers/x", "2025-01-02", "summary: S\n");
    let project = Project::with(&[("a.md", &same), ("b/c.md", &same)]);
    let run = project.build(&[]).succeeds();
    assert!(
        run.stderr
            .starts_with("b/c.md:4:12: warning[W006]: same article as a.md:4; published once\n"),
        "{}",
        run.stderr
    );

    project.write(
        "d.md",
        article("/papers/x", "2025-01-02", "summary: other\n").as_bytes(),
    );
    let run = project.build(&[]);
    assert_eq!(run.code, 1);
    let expected = "d.md:4:12: error[E041]: 'permalink' is already used by a.md:4, b/c.md:4\n";
    assert!(run.stderr.starts_with(expected), "{}", run.stderr);
}

#[test]
fn all_errors_of_all_files_come_in_one_run_in_order() {
    let project = Project::with(&[
        ("b.md", "x"),
        ("a.md", "---\nTitle: x\n---\n"),
        ("good.md", GOOD),
    ]);
    let run = project.build(&[]);
    let places: Vec<_> = run
        .stderr
        .lines()
        .filter_map(|line| line.split_once(": error"))
        .map(|(place, _)| place)
        .collect();
    assert_eq!(places, ["a.md:1:1", "a.md:1:1", "a.md:1:1", "b.md:1:1"]);
    assert!(
        run.stderr.contains("a.md:2:1: warning[W001]")
            || run
                .stderr
                .ends_with("4 errors, 0 warnings in 2 files; nothing was written\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_log_is_short_and_free_of_hostile_characters() {
    let project = Project::new();
    for number in 0..150 {
        let text = article(&format!("/papers/{number}"), "\\u001b[31m\\u202e", "");
        project.write(&format!("{number:03}.md"), text.as_bytes());
    }
    let run = project.build(&[]);
    assert!(
        run.stderr.contains(
            "\n... and 50 more\n150 errors, 0 warnings in 150 files; nothing was written\n"
        )
    );
    assert!(
        run.stderr.contains("\\u{1b}[31m\\u{202e}"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn json_gives_one_object_a_line() {
    let project = Project::with(&[("a.md", ""), ("good.md", GOOD)]);
    let run = project.build(&["--format", "json"]);
    let found: Vec<serde_json::Value> = run
        .stderr
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (
            found[0]["path"].as_str(),
            found[0]["line"].as_u64(),
            found[0]["code"].as_str()
        ),
        (Some("a.md"), Some(1), Some("E001"))
    );
}

#[test]
fn an_error_leaves_the_output_untouched() {
    let project = Project::with(&[("good.md", GOOD)]);
    project.build(&[]).succeeds();
    let before = snapshot(&project.path("out"));
    project.write("bad.md", b"");
    assert_eq!(project.build(&[]).code, 1);
    project.write(
        "bad.md",
        article("/papers/x", "2025-01-02", "auteur: A\n").as_bytes(),
    );
    let denied = project.build(&["--deny-warnings"]);
    assert_eq!(denied.code, 1);
    assert!(
        denied
            .stderr
            .ends_with("0 errors, 1 warning in 1 file; nothing was written\n"),
        "{}",
        denied.stderr
    );
    assert_eq!(snapshot(&project.path("out")), before);
}

#[test]
fn exit_codes_tell_content_usage_and_system_apart() {
    let project = Project::new();
    let empty = project.build(&[]);
    assert_eq!(
        (empty.code, empty.stderr.lines().next()),
        (1, Some("content: error[E060]: no article found"))
    );
    assert_eq!(
        vigie().arg("build").output().unwrap().status.code(),
        Some(2)
    );
    let missing = vigie()
        .args(["build", "no-such-folder", "-o", "/nowhere/out"])
        .output()
        .unwrap();
    assert_eq!(missing.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&missing.stderr).starts_with("no-such-folder: error[E070]: "));
    project.write("good.md", GOOD.as_bytes());
    std::fs::write(project.path("out"), "a file").unwrap();
    assert_eq!(project.build(&[]).code, 3);
}

#[test]
fn settings_are_checked_with_their_place() {
    let project = Project::with(&[("good.md", GOOD), ("vigie.toml", "[site]\ntitel = \"x\"\n")]);
    let run = project.build(&[]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.starts_with(
            "vigie.toml:2:1: error[E080]: unknown field 'titel', expected one of 'title'"
        ),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_and_pipes_are_skipped() {
    let project = Project::with(&[("good.md", GOOD)]);
    std::fs::write(project.path("secret.md"), GOOD.replace("good", "secret")).unwrap();
    std::os::unix::fs::symlink(project.path("secret.md"), project.path("content/leak.md")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", project.path("content/lost.md")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(project.path("content/pipe.md"))
        .status();
    let run = project.build(&[]).succeeds();
    assert!(run.stderr.contains(
        "leak.md: warning[W003]: skipped: link to a place outside the content directory\n"
    ));
    assert!(
        run.stderr
            .contains("lost.md: warning[W003]: skipped: broken symbolic link\n")
    );
    if made.is_ok_and(|status| status.success()) {
        assert!(
            run.stderr
                .contains("pipe.md: warning[W003]: skipped: not a regular file\n")
        );
    }
}
