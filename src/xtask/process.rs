//! Runs other programs: their output is passed through, their failures are described.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use crate::failure::Failure;

/// Runs a command to its end; what it writes goes to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    accept(command, status)
}

/// Runs a command quietly and returns what it wrote to standard output.
pub(crate) fn capture(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|error| not_started(command, &error))?;
    accept(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command whose output goes to the terminal and is read as well: returns every line of both its streams, and
/// whether it succeeded.
pub(crate) fn run_and_read(command: &mut Command) -> (Vec<String>, Result<(), Failure>) {
    let started = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => return (Vec::new(), Err(not_started(command, &error))),
    };
    let errors = child.stderr.take();
    let reader = thread::spawn(move || errors.map(|pipe| forward(pipe, &mut io::stderr())));
    let lines = child.stdout.take();
    let mut lines = lines.map_or_else(Vec::new, |pipe| forward(pipe, &mut io::stdout()));
    let ended = child.wait();
    lines.extend(reader.join().ok().flatten().unwrap_or_default());
    let outcome = match ended {
        Ok(status) => accept(command, status),
        Err(error) => Err(not_started(command, &error)),
    };
    (lines, outcome)
}

/// Copies a child's stream line by line as it comes and keeps the lines.
fn forward(pipe: impl Read, to: &mut dyn Write) -> Vec<String> {
    let mut pipe = BufReader::new(pipe);
    let mut kept = Vec::new();
    let mut line = Vec::new();
    // A broken pipe ends the copy; the exit status of the child reports the rest.
    while matches!(pipe.read_until(b'\n', &mut line), Ok(read) if read > 0) {
        let _closed = to.write_all(&line).and_then(|()| to.flush());
        kept.push(String::from_utf8_lossy(&line).trim_end().to_owned());
        line.clear();
    }
    kept
}

fn accept(command: &Command, status: ExitStatus) -> Result<(), Failure> {
    if status.success() {
        return Ok(());
    }
    let how = match status.code() {
        Some(code) => format!("ended with exit code {code}"),
        None => "was stopped by a signal".to_owned(),
    };
    Err(Failure::new(format!("`{}` {how}", spelled(command))))
}

fn not_started(command: &Command, error: &io::Error) -> Failure {
    Failure::new(format!("`{}` cannot be run: {error}", spelled(command)))
}

/// The command as one would type it, without the folder of its program.
fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let words: Vec<_> = [name]
        .into_iter()
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_spelled_without_its_folder() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["fmt", "--check"]);
        assert_eq!(spelled(&command), "cargo fmt --check");
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = run(&mut Command::new("no-such-program-anywhere")).unwrap_err();
        let words = failure.to_string();
        assert!(
            words.starts_with("`no-such-program-anywhere` cannot be run"),
            "{words}"
        );
    }

    #[test]
    fn what_a_failed_command_said_is_kept() {
        let (lines, outcome) = run_and_read(Command::new("cargo").arg("no-such-command"));
        assert!(
            lines.iter().any(|line| line.contains("no-such-command")),
            "{lines:?}"
        );
        assert!(outcome.is_err());
    }

    #[test]
    fn lines_are_copied_and_kept_even_without_a_last_line_end() {
        let mut copy = Vec::new();
        let kept = forward("one\ntwo".as_bytes(), &mut copy);
        assert_eq!(kept, ["one", "two"]);
        assert_eq!(copy, b"one\ntwo");
    }
}
