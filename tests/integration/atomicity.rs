//! A run that is killed leaves the old bundle intact.

use std::time::{Duration, Instant};

use crate::support::{Project, article, snapshot};

/// Moments at which a run is killed, spread over the time a whole run takes.
const MOMENTS: u32 = 30;

/// Articles: enough that writing takes a while.
const ARTICLES: usize = 60;

fn write(project: &Project, words: &str) {
    for number in 0..ARTICLES {
        let date = format!("{}-01-02", 2000 + number % 25);
        let text = article(
            &format!("/papers/n{number}"),
            &date,
            &format!("summary: \"{words} {number}\"\n"),
        );
        project.write(&format!("n{number}.md"), text.as_bytes());
    }
}

#[test]
fn a_killed_run_leaves_a_whole_bundle() {
    let project = Project::new();
    write(&project, "the new text");
    let started = Instant::now();
    project.build(&[]).succeeds();
    let whole_run = started.elapsed();
    let new = snapshot(&project.path("out/bundle"));
    write(&project, "the old text");
    project.build(&[]).succeeds();
    let old = snapshot(&project.path("out/bundle"));
    assert_ne!(old, new);

    write(&project, "the new text");
    for moment in 0..MOMENTS {
        let mut run = project.command(&["--quiet"]).spawn().unwrap();
        std::thread::sleep(
            whole_run * moment / MOMENTS + Duration::from_micros(300 * u64::from(moment)),
        );
        run.kill().unwrap();
        run.wait().unwrap();
        let found = snapshot(&project.path("out/bundle"));
        assert!(
            found == old || found == new,
            "a part of a bundle after moment {moment}"
        );
    }
    project.build(&[]).succeeds();
    assert!(snapshot(&project.path("out/bundle")) == new);
    let left = std::fs::read_dir(project.path("out")).unwrap().count();
    assert_eq!(left, 1, "left-overs of killed runs");
}
