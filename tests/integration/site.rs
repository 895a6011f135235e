//! A whole site from app and content, and which folders it may replace.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use vigie_core::permalink::{ENDINGS, FOLDERS, Permalink};

use crate::support::{APP_PAGE, PICTURE, Project, article, has_extension, snapshot};

fn project() -> Project {
    let project = Project::with(&[("a.md", &article("/papers/a", "2025-01-02", ""))]);
    fs::create_dir(project.path("app")).unwrap();
    let page = format!("{APP_PAGE}<p>{}</p>", "text ".repeat(100));
    fs::write(project.path("app/index.html"), page).unwrap();
    fs::write(project.path("app/app-0123456789abcdef_bg.wasm"), b"\0asm").unwrap();
    project
}

#[test]
fn a_site_holds_app_bundle_and_host_files() {
    let project = project();
    project.build(&["--app", "app"]).succeeds();
    let files: Vec<_> = snapshot(&project.path("out"))
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for name in [
        "index.html",
        "index.html.br",
        "index.html.gz",
        "bundle/articles.json",
        "_headers",
        ".htaccess",
        "web.config",
        "nginx.conf.example",
        "vigie.json",
        "manifest.webmanifest",
    ] {
        assert!(
            files.iter().any(|file| file == name),
            "{name} is missing in {files:?}"
        );
    }
    for host in ["_headers", ".htaccess", "web.config", "nginx.conf.example"] {
        let text = fs::read_to_string(project.path("out").join(host)).unwrap();
        assert!(
            text.contains("require-trusted-types-for") && text.contains("nosniff"),
            "{host}"
        );
    }
    project.build(&["--app", "app"]).succeeds();
}

#[test]
fn pictures_of_the_list_have_their_place_before_they_come() {
    let project = project();
    let text = article("/papers/p", "2025-01-02", "imageUrl: p.png\n");
    project.write("p.md", text.as_bytes());
    project.write("p.png", PICTURE);
    project.build(&["--app", "app"]).succeeds();
    let page = fs::read_to_string(project.path("out/index.html")).unwrap();
    let (_, picture) = page.split_once("<img ").unwrap();
    let (tag, _) = picture.split_once('>').unwrap();
    assert!(
        tag.contains(" width=\"") && tag.contains(" height=\""),
        "{tag}"
    );
}

#[test]
fn a_folder_of_somebody_else_is_not_replaced() {
    let project = project();
    fs::create_dir(project.path("out")).unwrap();
    fs::write(project.path("out/thesis.txt"), "years of work").unwrap();
    let run = project.build(&["--app", "app"]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr
            .contains("hint: the folder contains files that vigie did not write"),
        "{}",
        run.stderr
    );
    assert_eq!(snapshot(&project.path("out")).len(), 1);
    // The bundle alone replaces its own folder and nothing else.
    project.build(&[]).succeeds();
    assert!(project.path("out/thesis.txt").exists());
}

#[test]
fn an_output_that_holds_the_content_is_refused() {
    let project = project();
    project.build(&["--app", "app"]).succeeds();
    fs::rename(project.path("content"), project.path("out/content")).unwrap();
    let run = crate::support::vigie()
        .current_dir(project.path(""))
        .args(["build", "out/content", "-o", "out", "--app", "app"])
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(3));
    assert!(project.path("out/content/a.md").exists());
}

#[test]
fn the_page_for_frames_comes_with_the_element_and_knows_who_may_frame_it() {
    let project = project();
    let page = || fs::read_to_string(project.path("out/embed.html"));
    project.build(&["--app", "app"]).succeeds();
    assert!(
        page().is_err(),
        "an app without the element has no such page"
    );

    for name in ["widget.js", "embed-frame.js", "embed.css", "sw.js"] {
        fs::write(
            project.path("app").join(name),
            "const SHELL = /*vigie:shell*/ {};\n",
        )
        .unwrap();
    }
    let settings = "[embed]\nallow = [\"https://Intranet.example/\", \"self\"]\n";
    project.write("vigie.toml", settings.as_bytes());
    project.build(&["--app", "app"]).succeeds();
    let page = page().unwrap();
    for part in [
        "data-allow=\"https://intranet.example self\"",
        "<vigie-articles src=\"./\" lang=\"fr\" loading=\"eager\">",
        "<a href=\"./papers/a\"",
        "<noscript>",
        "<script src=\"./embed-frame.js\" crossorigin=\"anonymous\" integrity=\"sha256-",
        "<script type=\"module\" src=\"./widget.js\" crossorigin=\"anonymous\" integrity=\"sha256-",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let worker = fs::read_to_string(project.path("out/sw.js")).unwrap();
    assert!(
        worker.contains("index.html") && !worker.contains("embed"),
        "{worker}"
    );
    let headers = fs::read_to_string(project.path("out/_headers")).unwrap();
    assert!(
        headers.contains("frame-ancestors https://intranet.example 'self'"),
        "{headers}"
    );
    let marker = fs::read_to_string(project.path("out/vigie.json")).unwrap();
    assert!(marker.contains("https://intranet.example"), "{marker}");
}

/// The app as it is built, but for the contents: what is copied from the repository, and what is compiled.
fn write_app(folder: &Path) {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    let copied = snapshot(&public).into_iter().map(|(path, _)| path);
    let compiled = [
        "app-0123456789abcdef.js",
        "app-0123456789abcdef_bg.wasm",
        "base-0123456789abcdef.css",
        "vigie-device.js",
        "vigie-device_bg.wasm",
        "vigie-widget.js",
        "vigie-widget_bg.wasm",
        "shared.css",
        "widget.css",
    ];
    for path in copied.chain(compiled.map(str::to_owned)) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Too small to be compressed, which takes long.
        fs::write(path, "x").unwrap();
    }
}

#[test]
fn no_article_takes_the_address_of_a_file() {
    let project = project();
    write_app(&project.path("app"));
    project.build(&["--app", "app"]).succeeds();
    let files = snapshot(&project.path("out"));
    let roots = files
        .iter()
        .map(|(path, _)| path.split('/').next().unwrap());
    let roots: BTreeSet<&str> = roots.collect();
    for root in &roots {
        for form in [(*root).to_owned(), root.to_uppercase(), format!("{root}.")] {
            let permalink = Permalink::parse(&format!("/{form}/x")).unwrap();
            assert!(permalink.reserved().is_some(), "{permalink} is a file");
        }
    }
    // And nothing is kept from articles that no site holds.
    let is_folder = |name: &&str| {
        files
            .iter()
            .any(|(path, _)| path.starts_with(&format!("{name}/")))
    };
    assert!(FOLDERS.iter().all(is_folder), "{roots:?}");
    let has_ending = |ending: &&str| roots.iter().any(|root| has_extension(root, ending));
    assert!(ENDINGS.iter().all(has_ending), "{roots:?}");
}
