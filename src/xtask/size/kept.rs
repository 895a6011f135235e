//! What the service worker caches of the site itself, according to its own list.

use std::fs;
use std::path::Path;

use super::budget::{Check, KB};
use super::shipped::{Shipped, Size};
use crate::failure::{Failure, cannot};

/// Weighs the files that `sw.js` lists. `None` for a site without a worker.
///
/// Fails if the worker cannot be read, or lists a file that is not there: no reader's browser would install it.
pub(super) fn check(site: &Path, files: &[Shipped]) -> Result<Option<Check>, Failure> {
    let worker = site.join("sw.js");
    if !worker.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(&worker).map_err(cannot("read", &worker))?;
    let mut kept = Vec::new();
    for path in listed(&text) {
        let file = files.iter().find(|file| file.path == path);
        kept.push(file.ok_or_else(|| {
            Failure::new(format!("the worker lists `{path}`, which is not there"))
        })?);
    }
    Ok(Some(Check {
        what: "shell kept offline",
        bytes: Size::sum(kept).brotli,
        gate: 300 * KB,
        goal: 250 * KB,
    }))
}

/// The paths in the list: names of members whose value is a digest.
fn listed(worker: &str) -> impl Iterator<Item = &str> {
    let list = worker
        .split_once("\"files\":{")
        .map_or("", |(_, list)| list);
    let list = list.split_once('}').map_or(list, |(list, _)| list);
    list.split(',')
        .filter_map(|member| member.trim().strip_prefix('"')?.split_once("\":\"sha256-"))
        .map(|(path, _)| path)
}

#[cfg(test)]
mod tests {
    use super::super::shipped::Role;
    use super::*;
    use crate::scratch::Scratch;

    const WORKER: &str = "const SHELL = {\"code\":\"x\",\"files\":{\"a.js\":\"sha256-x/+=\",\"b.css\":\"sha256-y\"},\"version\":\"z\"};";

    fn file(path: &str, brotli: u64) -> Shipped {
        Shipped {
            path: path.to_owned(),
            role: Role::Shell,
            size: Size::new(9 * brotli, 2 * brotli, brotli),
        }
    }

    #[test]
    fn the_shell_is_what_the_worker_lists() {
        assert_eq!(listed(WORKER).collect::<Vec<_>>(), ["a.js", "b.css"]);
        let scratch = Scratch::new("worker-list");
        assert_eq!(check(scratch.path(), &[]), Ok(None));
        scratch.write("sw.js", WORKER);
        let files = [file("a.js", 1), file("b.css", 10), file("c.js", 100)];
        let bytes = check(scratch.path(), &files).unwrap().unwrap().bytes;
        assert_eq!(bytes, 11);
    }

    #[test]
    fn a_worker_that_lists_what_is_not_there_is_refused() {
        let scratch = Scratch::new("worker-list-missing");
        scratch.write("sw.js", WORKER);
        let failure = check(scratch.path(), &[file("a.js", 1)]).unwrap_err();
        assert!(failure.to_string().contains("`b.css`"), "{failure}");
    }
}
