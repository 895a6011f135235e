//! A content folder that is written in a test, and the program run on it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The second every bundle of the tests was built in: 1 January 2026.
pub(crate) const EPOCH: &str = "1767225600";

/// The head of a picture of 16 × 9 pixels, which is all that is looked at.
pub(crate) const PICTURE: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x10\0\0\0\x09\x08\x06\0\0\0";

/// The page of a built app, as far as a site asks for it.
pub(crate) const APP_PAGE: &str = "<!doctype html><html><head><!--vigie:policy--><title>Vigie</title><!--vigie:head-->\
     <script type=\"module\" src=\"./boot.js\" data-wasm=\"./app.wasm\"></script></head><body><!--vigie:app--><div id=\"boot-notice\"></div></body></html>";

/// Longest a run on a few files may take before it counts as one that never ends.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder for content and output that is gone after the test.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// Makes an empty project.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    /// Makes a project of some files below `content`.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let project = Self::new();
        for (path, text) in files {
            project.write(path, text.as_bytes());
        }
        project
    }

    /// Writes a file below `content`.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Returns a path of the project.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Prepares `vigie build content -o out`.
    pub(crate) fn command(&self, options: &[&str]) -> Command {
        let mut command = vigie();
        command
            .current_dir(self.folder.path())
            .args(["build", "content", "-o", "out"])
            .args(options);
        command
    }

    /// Runs `vigie build content -o out`.
    pub(crate) fn build(&self, options: &[&str]) -> Run {
        Run::new(&self.command(options).output().unwrap())
    }
}

/// Prepares the program with a fixed clock.
pub(crate) fn vigie() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env("SOURCE_DATE_EPOCH", EPOCH);
    command
}

/// Runs a command that must end, and that a pipe or a circle of links could keep for ever.
#[track_caller]
pub(crate) fn ends(command: &mut Command) -> Run {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Run::new(&child.wait_with_output().unwrap())
}

/// What a run left.
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Run {
    /// Reads what a process left.
    pub(crate) fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Demands success.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self
    }
}

/// Writes an article with the three required keys, more front matter and a body.
pub(crate) fn article(permalink: &str, date: &str, more: &str) -> String {
    let title = permalink.rsplit('/').next().unwrap();
    format!("---\ntitle: \"{title}\"\ndate: \"{date}\"\npermalink: \"{permalink}\"\n{more}---\n")
}

/// Returns every file below a folder with its bytes, in order.
pub(crate) fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                files.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// Whether a file is of a type, not a compressed copy of one.
pub(crate) fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit('.').next() == Some(extension)
}

/// Returns the folder with the real collection if it holds this part of it: `VIGIE_SHARED`, or `shared` in one
/// of the folders above. Says that the test is skipped where there is none.
pub(crate) fn shared(part: &str) -> Option<PathBuf> {
    let given = std::env::var_os("VIGIE_SHARED").map(PathBuf::from);
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut folders = given
        .into_iter()
        .chain(above.map(|folder| folder.join("shared")));
    let found = folders.find(|shared| shared.join(part).is_dir());
    if found.is_none() {
        // Straight to the stream: the harness swallows what tests print.
        let message =
            "no shared/{part} above this folder and no VIGIE_SHARED".replace("{part}", part);
        let _ = writeln!(std::io::stderr(), "skipped: {message}");
    }
    found
}
