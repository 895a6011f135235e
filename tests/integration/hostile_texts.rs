//! Characters that hide, move or reorder text reach neither the pages nor the terminal.

use std::fs;
use std::process::Command;

use crate::support::{APP_PAGE, Project, Run, article, snapshot, vigie};

/// Escape, override, isolate, zero-width space, bell and the one-byte form of an escape sequence.
const HOSTILE: [char; 6] = [
    '\u{1b}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{7}', '\u{9b}',
];

fn project() -> Project {
    let project = Project::new();
    let texts = "summary: \"TAVI \\u202esummary\\u001b[2J\"\ntags: [\"t\\u2066ag\"]\nsource: \"s\\u009bource\"\n";
    project.write("a.md", article("/papers/a", "2025-01-02", texts).as_bytes());
    project.write(
        "\u{1b}]0;x\u{7}\u{202e}.md",
        article(
            "/papers/b",
            "2025-01-02",
            "auteur: x\nimageUrl: \"no\\u202e.png\"\n",
        )
        .as_bytes(),
    );
    project.write("_\u{1b}[31m.md", b"kept back");
    project.write(
        "vigie.toml",
        "[site]\ntitle = \"V\\u202eeille\\u0007\"\ndescription = { fr = \"\\u2066d\", en = \"d\\u200b\" }\n\
         base_url = \"https://a.example/\"\n[sections]\npapers = \"N\\u202eews\"\n\
         [sources]\n\"a.example\" = \"A\\u001b\"\n"
            .as_bytes(),
    );
    project.write(
        "concepts.txt",
        "topic | t | T\u{202e}hème | T\u{1b}opic\nvalve | device | t | va\u{200b}lve | TAVI | glo\u{7}se | gloss".as_bytes(),
    );
    fs::create_dir(project.path("app")).unwrap();
    fs::write(project.path("app/index.html"), APP_PAGE).unwrap();
    project
}

#[track_caller]
fn check(what: &str, text: &str) {
    let found = text.find(HOSTILE);
    let around = found.map(|at| text.get(at.saturating_sub(60)..at + 60).unwrap_or(text));
    assert_eq!(around, None, "{what}");
}

#[track_caller]
fn check_run(command: &mut Command) -> Run {
    let run = Run::new(&command.output().unwrap());
    check("stdout", &run.stdout);
    check("stderr", &run.stderr);
    run
}

#[test]
fn pages_and_bundle_hold_nothing_that_hides() {
    let project = project();
    let run = check_run(&mut project.command(&["--app", "app"])).succeeds();
    for place in [
        "vigie.toml:2:9",
        "vigie.toml:3:22",
        "concepts.txt:1:14",
        "concepts.txt:2:24",
    ] {
        let line = format!("{place}: warning[W007]: ");
        assert!(run.stderr.contains(&line), "{line}: {}", run.stderr);
    }
    for (path, bytes) in snapshot(&project.path("out")) {
        let is_text = ["html", "json", "webmanifest", "htaccess", "config"]
            .iter()
            .any(|ending| path.ends_with(&format!(".{ending}")));
        if is_text {
            let text = String::from_utf8(bytes).unwrap();
            check(&path, &text);
            // Nor as the escapes of JSON.
            assert!(
                !text.contains("\\u202e") && !text.contains("\\u001b"),
                "{path}"
            );
        }
    }
    let page = fs::read_to_string(project.path("out/index.html")).unwrap();
    assert!(page.contains("<title>Veille</title>"), "{page}");
}

#[test]
fn no_command_passes_on_what_moves_the_cursor() {
    let project = project();
    check_run(&mut project.command(&[])).succeeds();
    let out = project.path("out");
    for command in ["search", "explain"] {
        for query in ["valve", "tag:t\u{202e}\u{1b}x", "\"\u{2066}\u{9b}"] {
            check_run(vigie().args([command, query]).arg(&out)).succeeds();
        }
    }
    check_run(vigie().arg("stats").arg(project.path("content"))).succeeds();
    check_run(
        vigie()
            .arg("snippet")
            .arg(&out)
            .args(["--label", "\u{202e}x"]),
    )
    .succeeds();
    let queries = "{\"qid\":\"\\u001b[2J\\n\",\"class\":\"\\u202e\",\"query\":\"valve\"}\n";
    fs::write(project.path("q"), queries).unwrap();
    fs::write(project.path("r"), "1 a 1\n\u{1b}\u{202e}\n").unwrap();
    let mut eval = vigie();
    eval.arg("eval")
        .arg(project.path("content"))
        .arg("--queries")
        .arg(project.path("q"));
    check_run(eval.arg("--each").arg("--qrels").arg(project.path("r")));
    fs::write(project.path("r"), "1 a 1\n").unwrap();
    check_run(&mut eval).succeeds();
    let nowhere = "no\u{1b}[2J\u{202e}where";
    for arguments in [
        ["serve", nowhere, "--drafts"],
        ["stats", nowhere, "--words=1"],
        ["search", "x", nowhere],
        ["snippet", nowhere, "--fixed"],
        ["build", nowhere, "--out=out"],
        ["build", "content", "--\u{202e}\u{9b}"],
        [nowhere, "x", "y"],
    ] {
        let run = check_run(vigie().args(arguments));
        assert_ne!(run.code, 0, "{arguments:?}");
    }
}
