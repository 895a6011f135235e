//! An output replaces what an earlier run wrote, and nothing else; a refusal leaves everything as it was.

use std::fs;
use std::path::Path;

use crate::support::{APP_PAGE, Project, Run, article, ends, snapshot, vigie};

/// One article, and a folder that serves as an app.
fn project() -> Project {
    let project = Project::with(&[
        ("a.md", &article("/papers/a", "2025-01-02", "")),
        // Many builds, each quicker for it.
        ("vigie.toml", "[concepts]\nbuiltin = false\n"),
    ]);
    fs::create_dir(project.path("app")).unwrap();
    fs::write(project.path("app/index.html"), APP_PAGE).unwrap();
    project
}

/// Builds into a folder, with the app and without.
fn builds(project: &Project, out: &str) -> [Run; 2] {
    [&[][..], &["--app", "app"]].map(|options| {
        let mut command = vigie();
        command.current_dir(project.path(""));
        ends(command.args(["build", "content", "-o", out]).args(options))
    })
}

/// Looks for a refusal that is true: nothing is changed, made or left.
#[track_caller]
fn check_refused(project: &Project, run: &Run, before: &[(String, Vec<u8>)], expected: &str) {
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(
        run.stderr.contains(expected) && run.stderr.contains("nothing was written"),
        "wanted {expected}: {}",
        run.stderr
    );
    let after = snapshot(&project.path(""));
    let names =
        |files: &[(String, Vec<u8>)]| files.iter().map(|file| file.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&after), names(before));
    assert!(after == before);
}

#[test]
fn a_file_in_the_place_of_the_output_is_kept() {
    let project = project();
    fs::write(project.path("out"), "years of work").unwrap();
    fs::create_dir(project.path("other")).unwrap();
    fs::write(project.path("other/bundle"), "years of work").unwrap();
    let before = snapshot(&project.path(""));
    let [alone, site] = builds(&project, "out");
    check_refused(&project, &alone, &before, "part of its path is a file");
    check_refused(&project, &site, &before, "it is a file, not a folder");
    for run in builds(&project, "other") {
        check_refused(&project, &run, &before, "hint: ");
    }
    for run in builds(&project, "out/new/../x") {
        check_refused(&project, &run, &before, "part of its path is a file");
    }
}

#[test]
fn a_folder_of_somebody_else_is_kept() {
    let project = project();
    let foreign = project.path("out/bundle");
    fs::create_dir_all(&foreign).unwrap();
    for (name, text) in [
        ("thesis.txt", "years of work"),
        (
            "articles.json",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}",
        ),
    ] {
        fs::write(foreign.join(name), text).unwrap();
        let before = snapshot(&project.path(""));
        for run in builds(&project, "out") {
            check_refused(&project, &run, &before, "files that vigie did not write");
        }
    }
}

#[test]
fn what_its_owner_put_into_an_output_is_kept() {
    let site: &[&str] = &["--app", "app"];
    for (options, added) in [
        (&[][..], "out/bundle/notes.txt"),
        (site, "out/CNAME"),
        (site, "out/.git/HEAD"),
    ] {
        let project = project();
        project.build(options).succeeds();
        fs::create_dir_all(project.path(added).parent().unwrap()).unwrap();
        fs::write(project.path(added), "mine").unwrap();
        let before = snapshot(&project.path(""));
        let name = Path::new(added).file_name().unwrap().to_str().unwrap();
        check_refused(&project, &project.build(options), &before, name);
        fs::remove_file(project.path(added)).unwrap();
        project.build(options).succeeds();
    }
}

#[test]
fn outputs_of_earlier_versions_are_replaced() {
    let project = project();
    project.build(&[]).succeeds();
    fs::remove_file(project.path("out/bundle/vigie.json")).unwrap();
    project.build(&[]).succeeds();
    fs::remove_dir_all(project.path("out")).unwrap();
    project.build(&["--app", "app"]).succeeds();
    let mark = "{\"name\":\"vigie\",\"version\":\"0.1.0\"}\n";
    fs::write(project.path("out/vigie.json"), mark).unwrap();
    project.build(&["--app", "app"]).succeeds();
    // A bundle alone, and then again a site.
    project.build(&[]).succeeds();
    project.build(&["--app", "app"]).succeeds();
}

#[test]
fn content_and_app_lie_apart_from_the_output() {
    let project = project();
    let before = snapshot(&project.path(""));
    for out in ["app", "app/site", ".", "..", "content/.."] {
        let mut command = vigie();
        command.current_dir(project.path("content"));
        command.args(["build", ".", "--app", "../app", "-o"]);
        let run = ends(command.arg(format!("../{out}")));
        check_refused(&project, &run, &before, "hint: ");
    }
}

#[test]
fn an_output_inside_the_content_is_no_content() {
    let project = project();
    let content = project.path("content");
    fs::write(content.join("paper.pdf"), "%PDF-1.7").unwrap();
    fs::write(
        content.join("notes.md"),
        article("/papers/notes", "2025-01-02", ""),
    )
    .unwrap();
    let build = |options: &[&str]| {
        let mut command = vigie();
        command.current_dir(&content).args(["build", "."]);
        ends(command.args(options)).succeeds()
    };
    let first = build(&["--app", "../app", "-o", "site"]);
    // Bundles and sites of other runs may lie there too, and articles of somebody in a folder of that name.
    build(&["-o", "nested/out"]);
    fs::create_dir(content.join("bundle")).unwrap();
    fs::write(
        content.join("bundle/b.md"),
        article("/papers/b", "2025-01-02", ""),
    )
    .unwrap();
    let second = build(&["--app", "../app", "-o", "site"]);
    let count = |run: &Run| {
        let line = run
            .stdout
            .lines()
            .find(|line| line.starts_with("articles published"));
        line.unwrap()
            .split_whitespace()
            .last()
            .unwrap()
            .parse::<usize>()
            .unwrap()
    };
    assert_eq!(count(&second), count(&first) + 1);
    assert_eq!(second.stderr, first.stderr);
    assert!(!content.join("site/bundle/files/site").exists());
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_stays() {
    use std::os::unix::fs::symlink;
    let project = project();
    let is_link = |name: &str| project.path(name).symlink_metadata().unwrap().is_symlink();
    for name in ["real", "place", "foreign"] {
        fs::create_dir(project.path(name)).unwrap();
    }
    fs::write(project.path("foreign/thesis.txt"), "years of work").unwrap();
    for (to, name) in [
        ("real", "out"),
        ("foreign", "theirs"),
        ("nowhere", "dead"),
        ("foreign/thesis.txt", "file"),
    ] {
        symlink(to, project.path(name)).unwrap();
    }
    for _ in 0..2 {
        project.build(&["--app", "app"]).succeeds();
        assert!(is_link("out") && project.path("real/vigie.json").exists());
    }
    fs::remove_dir_all(project.path("real")).unwrap();
    fs::create_dir(project.path("real")).unwrap();
    symlink("../place", project.path("real/bundle")).unwrap();
    for _ in 0..2 {
        project.build(&[]).succeeds();
        assert!(is_link("out/bundle") && project.path("place/articles.json").exists());
    }
    let before: Vec<_> = listing(&project.path(""));
    for out in ["theirs", "dead", "file", "dead/x"] {
        let [alone, site] = builds(&project, out);
        assert_eq!((site.code, alone.code == 0), (3, out == "theirs"), "{out}");
        fs::remove_dir_all(project.path("foreign/bundle")).unwrap_or_default();
        assert_eq!(listing(&project.path("")), before, "{out}");
    }
}

/// The names in a folder.
#[cfg(unix)]
fn listing(folder: &Path) -> Vec<std::ffi::OsString> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

#[test]
fn the_current_folder_is_not_exchanged_under_whoever_stands_in_it() {
    let project = project();
    project.build(&["--app", "app"]).succeeds();
    let before = snapshot(&project.path(""));
    for (folder, out) in [("out", "."), ("out", "../out/"), ("out/bundle", "..")] {
        let mut command = vigie();
        command.current_dir(project.path(folder));
        let content = project.path("content");
        command
            .arg("build")
            .arg(&content)
            .args(["-o", out, "--app"]);
        let run = ends(command.arg(project.path("app")));
        check_refused(&project, &run, &before, "it contains the current folder");
    }
}

#[test]
fn builds_at_once_all_succeed() {
    let project = project();
    let start = || project.command(&["--quiet"]).spawn().unwrap();
    let mut running: Vec<_> = (0..6).map(|_| start()).collect();
    for run in &mut running {
        assert!(run.wait().unwrap().success());
    }
    assert_eq!(fs::read_dir(project.path("out")).unwrap().count(), 1);
    project.build(&[]).succeeds();
}

#[test]
fn other_files_are_written_whole_and_never_over_what_is_read() {
    let project = project();
    fs::write(project.path("q.jsonl"), "").unwrap();
    fs::write(project.path("q.tsv"), "").unwrap();
    fs::create_dir(project.path("folder")).unwrap();
    let before = snapshot(&project.path(""));
    let run = |arguments: &[&str]| ends(vigie().current_dir(project.path("")).args(arguments));
    let eval = [
        "eval",
        "content",
        "--queries",
        "q.jsonl",
        "--qrels",
        "q.tsv",
        "--run",
    ];
    for out in [
        "content/a.md",
        "content/new.tsv",
        "q.tsv",
        "./q.jsonl",
        "folder",
        "no/x.tsv",
    ] {
        let evaluated = run(&[&eval[..], &[out]].concat());
        assert_eq!(evaluated.code, 3, "{out}: {}", evaluated.stderr);
        assert!(snapshot(&project.path("")) == before, "{out}");
    }
    for out in ["content/a.md", "folder", "/dev/null"] {
        let refused = run(&["stats", "content", "--topics", out]);
        check_refused(&project, &refused, &before, "nothing was written");
    }
    for _ in 0..2 {
        run(&["stats", "content", "--topics", "topics.tsv"]).succeeds();
        assert!(
            fs::read_to_string(project.path("topics.tsv"))
                .unwrap()
                .contains("a\t")
        );
    }
    assert_eq!(snapshot(&project.path("")).len(), before.len() + 1);
}
