//! Checks that the same articles give the same bytes in different folders.

use std::fs;
use std::path::{Path, PathBuf};

use super::Run;
use crate::chore::Chore;
use crate::failure::{Failure, cannot};
use crate::site::Publisher;
use crate::tree;

pub(super) fn check(chore: &Chore, _: &mut Run) -> Result<(), Failure> {
    let publisher = Publisher::compile(chore)?;
    let [first, second] = ["first", "second"].map(|name| chore.work().join(name));
    for out in [&first, &second] {
        // A date that is refused would be a warning and the clock, which is equal for builds within one second.
        publisher.write_bundle(chore, &chore.sample(), out, &["--deny-warnings"])?;
    }
    let Some(path) = difference(&first, &second)? else {
        return Ok(());
    };
    let [path, first, second] = [&path, &first, &second].map(|path| path.display());
    let what = format!("two builds of the same articles differ in `{path}`");
    Err(Failure::new(what).remedy(format!("compare `{first}` and `{second}`")))
}

/// The first file that only one folder has or whose bytes differ.
fn difference(first: &Path, second: &Path) -> Result<Option<PathBuf>, Failure> {
    let (ours, theirs) = (tree::files(first)?, tree::files(second)?);
    if let Some(lone) = ours.iter().find(|path| !theirs.contains(path)) {
        return Ok(Some(lone.clone()));
    }
    for path in theirs {
        if !ours.contains(&path) || read(&first.join(&path))? != read(&second.join(&path))? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(cannot("read", path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[track_caller]
    fn check(name: &str, first: &[(&str, &str)], second: &[(&str, &str)], expected: Option<&str>) {
        let scratches = [("first", first), ("second", second)].map(|(side, files)| {
            let scratch = Scratch::new(&format!("{name}-{side}"));
            for (path, text) in files {
                scratch.write(path, text);
            }
            scratch
        });
        let found = difference(scratches[0].path(), scratches[1].path()).unwrap();
        assert_eq!(found.as_deref(), expected.map(Path::new));
    }

    #[test]
    fn the_first_difference_is_named() {
        let bundle = [("articles.json", "{}"), ("cards/a.json", "[]")];
        check("same", &bundle, &bundle, None);
        check(
            "bytes",
            &bundle,
            &[bundle[0], ("cards/a.json", "[1]")],
            Some("cards/a.json"),
        );
        check("lone", &bundle, &bundle[..1], Some("cards/a.json"));
        check("more", &bundle[..1], &bundle, Some("cards/a.json"));
    }
}
