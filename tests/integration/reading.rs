//! Whatever a folder contains, the run ends, takes little memory, reads nothing outside and reports what it left
//! out.

#![cfg(unix)]

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use crate::support::{
    APP_PAGE, PICTURE, Project, Run, article, ends, has_extension, snapshot, vigie,
};

/// One good article.
fn project() -> Project {
    Project::with(&[("good.md", &article("/papers/good", "2025-01-02", ""))])
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

fn build(project: &Project, options: &[&str]) -> Run {
    ends(&mut project.command(options))
}

fn run(project: &Project, arguments: &[&str]) -> Run {
    ends(vigie().current_dir(project.path("")).args(arguments))
}

#[track_caller]
fn check(run: &Run, code: i32, expected: &str) {
    assert_eq!(run.code, code, "{}", run.stderr);
    assert!(run.stderr.contains(expected), "{}", run.stderr);
}

#[test]
fn settings_are_regular_files_of_the_folder() {
    for name in ["vigie.toml", "concepts.txt"] {
        let project = project();
        let place = project.path("content").join(name);
        fs::write(project.path("outside"), "[site]\ntitle = \"Secret\"\n").unwrap();
        let refused = |expected: &str| {
            check(
                &build(&project, &[]),
                3,
                &format!("{name}: error[E070]: {expected}"),
            );
            check(&run(&project, &["stats", "content"]), 3, expected);
            assert!(!project.path("out").exists());
            fs::remove_file(&place).unwrap();
        };
        pipe(&place);
        refused("not a regular file");
        for (to, expected) in [
            ("../outside", "link to a place outside"),
            ("/dev/zero", "link to a place outside"),
            ("nowhere", "broken symbolic link"),
        ] {
            symlink(to, &place).unwrap();
            refused(expected);
        }
        fs::write(&place, "#".repeat(1_100_000)).unwrap();
        let large = format!("{name}:1:1: error[E003]: file of 1.0 MiB is over the limit of 1 MiB");
        check(&build(&project, &[]), 1, &large);
        check(&build(&project, &["--max-file-size", "2"]), 0, "");
        fs::rename(&place, project.path("content/.real")).unwrap();
        symlink(".real", &place).unwrap();
        check(&build(&project, &["--max-file-size", "2"]), 0, "");
    }
}

#[test]
fn folders_in_circles_are_read_once() {
    let project = project();
    project.write(
        "one/inner.md",
        article("/papers/inner", "2025-01-02", "").as_bytes(),
    );
    for (to, name) in [
        (".", "a"),
        (".", "b"),
        ("..", "one/c"),
        ("one", "two"),
        ("../content", "d"),
    ] {
        symlink(to, project.path("content").join(name)).unwrap();
    }
    let run = build(&project, &[]);
    check(&run, 0, "");
    assert_eq!(run.stderr, "");
    assert!(
        run.stdout.contains("articles published") && !run.stdout.contains("files published"),
        "{}",
        run.stdout
    );
    let counted = run
        .stdout
        .lines()
        .find(|line| line.contains("articles published"));
    assert!(counted.unwrap().contains(" 2"), "{}", run.stdout);
}

#[test]
fn names_lead_through_links_to_folders() {
    let project = project();
    let more = "imageUrl: \"shared/valve.png\"\n";
    let body = "[plan](shared/plan.pdf) and [that](../shared/deep/other.md)\n";
    let text = article("/papers/x", "2025-01-02", more) + body;
    project.write("papers/x.md", text.as_bytes());
    let other = article("/papers/other", "2025-01-02", "");
    for (name, bytes) in [
        ("pool/valve.png", PICTURE),
        ("pool/plan.pdf", b"%PDF"),
        ("pool/deep/other.md", other.as_bytes()),
    ] {
        project.write(name, bytes);
    }
    symlink("../pool", project.path("content/papers/shared")).unwrap();
    symlink("pool", project.path("content/shared")).unwrap();
    let run = build(&project, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let files = snapshot(&project.path("out/bundle"));
    let has = |start: &str| files.iter().any(|(name, _)| name.starts_with(start));
    assert!(
        has("images/") && has("files/pool/plan.pdf"),
        "{:?}",
        files.iter().map(|f| &f.0)
    );
}

#[test]
fn names_that_are_not_unicode_are_skipped_with_a_warning() {
    let project = project();
    for name in [b"plan\xe9.md".as_slice(), b"valve\xff.png"] {
        let path = project
            .path("content")
            .join(std::ffi::OsStr::from_bytes(name));
        fs::write(path, article("/papers/odd", "2025-01-02", "")).unwrap();
    }
    fs::create_dir(
        project
            .path("content")
            .join(std::ffi::OsStr::from_bytes(b"\xe9")),
    )
    .unwrap();
    let run = build(&project, &[]);
    for name in ["plan\\xE9.md", "valve\\xFF.png", "\\xE9"] {
        let line = format!("{name}: warning[W003]: skipped: name that is not UTF-8\n");
        check(&run, 0, &line);
    }
}

#[test]
fn one_limit_holds_for_the_file_and_its_body_and_the_option_moves_it() {
    let project = project();
    let text = article("/papers/long", "2025-01-02", "") + &"A long text. ".repeat(100_000);
    project.write("long.md", text.as_bytes());
    let refused = "long.md:1:1: error[E003]: file of 1.2 MiB is over the limit of 1 MiB\n  \
                   hint: --max-file-size raises the limit\n";
    check(&build(&project, &[]), 1, refused);
    check(&build(&project, &["--max-file-size", "2"]), 0, "");
    check(&run(&project, &["stats", "content"]), 1, refused);
    check(
        &run(&project, &["stats", "content", "--max-file-size", "2"]),
        0,
        "",
    );
}

#[test]
fn what_cannot_be_read_is_an_error_beside_the_others() {
    let project = project();
    project.write(
        "locked.md",
        article("/papers/locked", "2025-01-02", "").as_bytes(),
    );
    project.write(
        "locked/inner.md",
        article("/papers/inner", "2025-01-02", "").as_bytes(),
    );
    project.write("wrong.md", b"x");
    for name in ["locked.md", "locked"] {
        let path = project.path("content").join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    }
    if fs::read(project.path("content/locked.md")).is_ok() {
        // Nothing is locked for the owner of the machine.
        return;
    }
    let run = build(&project, &[]);
    for line in [
        "locked: error[E070]: Permission denied",
        "locked.md: error[E070]: Permission denied",
        "wrong.md:1:1: error[E001]",
        "; nothing was written\n",
    ] {
        check(&run, 3, line);
    }
    let unlocked = fs::Permissions::from_mode(0o755);
    fs::set_permissions(project.path("content/locked"), unlocked).unwrap();
}

#[test]
fn pictures_and_linked_files_are_regular_files() {
    let project = Project::with(&[(
        "a.md",
        &(article("/papers/a", "2025-01-02", "imageUrl: pipe.png\n")
            + "[b](pipe.pdf) [c](out.pdf)\n"),
    )]);
    for name in ["pipe.png", "pipe.pdf"] {
        pipe(&project.path("content").join(name));
    }
    fs::write(project.path("secret.pdf"), "secret").unwrap();
    symlink("../secret.pdf", project.path("content/out.pdf")).unwrap();
    let run = build(&project, &[]);
    for line in [
        "a.md:5:11: warning[W002]: 'imageUrl' dropped: not a regular file",
        "a.md:7:1: warning[W008]: link to pipe.pdf dropped: not a regular file",
        "out.pdf: warning[W003]: skipped: link to a place outside the content directory",
    ] {
        check(&run, 0, line);
    }
    let files = snapshot(&project.path("out"));
    assert!(files.iter().all(|(_, bytes)| bytes != b"secret"));
}

#[test]
fn an_app_is_read_whole_or_not_at_all() {
    let project = project();
    let app = project.path("app");
    fs::create_dir(&app).unwrap();
    fs::write(app.join("index.html"), APP_PAGE).unwrap();
    fs::write(project.path("outside.js"), "").unwrap();
    let refused = |name: &str, expected: &str| {
        let line = format!("app/{name}: error[E070]: {expected}");
        check(&build(&project, &["--app", "app"]), 3, &line);
        assert!(!project.path("out").exists());
        fs::remove_file(app.join(name)).unwrap();
    };
    pipe(&app.join("boot.js"));
    refused("boot.js", "not a regular file");
    symlink("../outside.js", app.join("x.js")).unwrap();
    refused("x.js", "link to a place outside its folder");
    for name in ["a", "b"] {
        symlink(".", app.join(name)).unwrap();
    }
    check(&build(&project, &["--app", "app"]), 0, "");
}

#[test]
fn a_bundle_is_read_inside_its_folder_and_within_bounds() {
    let project = project();
    check(&build(&project, &[]), 0, "");
    let entry = project.path("out/bundle/articles.json");
    let whole = fs::read_to_string(&entry).unwrap();
    let search = || run(&project, &["search", "good", "out"]);
    check(&search(), 0, "");
    fs::remove_file(&entry).unwrap();
    pipe(&entry);
    check(&search(), 3, "not a regular file");
    fs::remove_file(&entry).unwrap();
    symlink("/dev/zero", &entry).unwrap();
    check(&search(), 3, "outside");
    fs::remove_file(&entry).unwrap();
    fs::write(&entry, &whole).unwrap();
    let files = snapshot(&project.path("out/bundle"));
    let is_index = |name: &str| name.starts_with("search.") && has_extension(name, "idx");
    let (index, _) = files.iter().find(|(name, _)| is_index(name)).unwrap();
    let index = project.path("out/bundle").join(index);
    fs::remove_file(&index).unwrap();
    symlink("/etc/hostname", &index).unwrap();
    check(&search(), 3, "outside");
}

#[test]
fn files_of_the_command_line_are_regular_files() {
    let project = project();
    pipe(&project.path("pipe"));
    fs::write(project.path("q.jsonl"), "").unwrap();
    let eval = |queries: &str, qrels: &str| {
        run(
            &project,
            &["eval", "content", "--queries", queries, "--qrels", qrels],
        )
    };
    check(
        &eval("pipe", "q.jsonl"),
        3,
        "pipe: error[E070]: not a regular file",
    );
    check(
        &eval("q.jsonl", "/dev/zero"),
        3,
        "/dev/zero: error[E070]: not a regular file",
    );
}
