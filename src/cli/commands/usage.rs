//! Parses the command line and reports all of its errors at once.
//!
//! The parser stops at the first invalid argument. That argument is removed and the rest is parsed again, until
//! there is no error left or the rest cannot be parsed.

use std::ffi::{OsStr, OsString};

use clap::Parser as _;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::arguments::{Cli, Command};
use super::snippet;
use crate::diagnostics::Diagnostic;

/// Why there is no command to run.
#[derive(Debug)]
pub enum Stopped {
    /// Help or version was asked for: the text.
    Asked(String),
    /// Arguments are wrong: what the parser says, and what a command finds in those it could read.
    Wrong(String, Vec<Diagnostic>),
}

/// Reads the arguments of a process, the program's name first.
///
/// # Errors
///
/// Returns the help text, the version, or all errors of the command line.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, Stopped> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    let mut errors: Vec<Error> = Vec::new();
    let mut found = Vec::new();
    loop {
        let error = match Cli::try_parse_from(&args) {
            Ok(cli) if errors.is_empty() => return Ok(cli),
            Ok(cli) => {
                if let Command::Snippet(args) = &cli.command {
                    found = snippet::check(args);
                }
                break;
            }
            Err(error) => error,
        };
        if !error.use_stderr() {
            if errors.is_empty() {
                return Err(Stopped::Asked(error.render().to_string()));
            }
            break;
        }
        let rest = without(&args, &error);
        if !is_known(&error, &errors) {
            errors.push(error);
        }
        match rest {
            Some(rest) if size(&rest) < size(&args) => args = rest,
            _ => break,
        }
    }
    Err(Stopped::Wrong(written(&errors), found))
}

/// Whether an argument is only missing because it was taken out.
fn is_known(error: &Error, errors: &[Error]) -> bool {
    let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else {
        return false;
    };
    let is_named = |name: &String| {
        errors
            .iter()
            .any(|other| text(other, ContextKind::InvalidArg) == *name)
    };
    error.kind() == ErrorKind::MissingRequiredArgument && missing.iter().all(is_named)
}

/// The arguments without the one an error is about; `None` where that is not one of them.
fn without(args: &[OsString], error: &Error) -> Option<Vec<OsString>> {
    let argument = text(error, ContextKind::InvalidArg);
    let name = argument.split(' ').next().unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => without_unknown(args, name),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => without_value(args, name, value),
        ErrorKind::TooManyValues => {
            let at = args.iter().position(|arg| has_value(arg, name))?;
            Some(cut(args, at, 1))
        }
        // Given twice: the later one goes.
        ErrorKind::ArgumentConflict => {
            let at = args
                .iter()
                .rposition(|arg| arg == name || has_value(arg, name))?;
            let takes_next = argument.contains('<') && args.get(at)? == name;
            Some(cut(args, at, 1 + usize::from(takes_next)))
        }
        _ => None,
    }
}

/// Takes out an unknown option, with the value behind it if nothing else would take that.
fn without_unknown(args: &[OsString], name: &str) -> Option<Vec<OsString>> {
    let is_meant = |arg: &OsString| arg == name || has_value(arg, name);
    let is_in_cluster = |arg: &OsString| {
        let letters = arg.to_str().and_then(|arg| arg.strip_prefix('-'));
        let letter = name.strip_prefix('-').unwrap_or(name);
        letters.is_some_and(|letters| !letters.starts_with('-') && letters.contains(letter))
    };
    let exact = args.iter().skip(1).position(is_meant);
    let at = exact.or_else(|| args.iter().skip(1).position(is_in_cluster))? + 1;
    let rest = cut(args, at, 1);
    let next = args
        .get(at + 1)
        .filter(|_| args.get(at).is_some_and(|arg| arg == name));
    let is_left_over = |next: &OsString| {
        let error = Cli::try_parse_from(&rest).err();
        error.is_some_and(|error| {
            error.kind() == ErrorKind::UnknownArgument
                && OsStr::new(text(&error, ContextKind::InvalidArg)) == next.as_os_str()
        })
    };
    let is_value = name.starts_with('-') && next.is_some_and(is_left_over);
    Some(cut(args, at, 1 + usize::from(is_value)))
}

/// Takes out an option with its wrong value, or the wrong one of its values.
fn without_value(args: &[OsString], name: &str, value: &str) -> Option<Vec<OsString>> {
    for (at, arg) in args.iter().enumerate().skip(1) {
        let after = arg.to_str().and_then(|arg| arg.strip_prefix(name));
        let (given, width) = match after {
            Some("") => (args.get(at + 1), 2),
            Some(rest) if rest.starts_with('=') => (Some(arg), 1),
            _ => continue,
        };
        let Some(given) = given.and_then(|given| given.to_str()) else {
            // The value is missing.
            return Some(cut(args, at, 1));
        };
        let given = given
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('='))
            .unwrap_or(given);
        if given == value || value.is_empty() {
            return Some(cut(args, at, if value.is_empty() { 1 } else { width }));
        }
        let values: Vec<&str> = given.split(',').collect();
        if values.contains(&value) {
            let left: Vec<&str> = values.into_iter().filter(|one| *one != value).collect();
            let mut rest = cut(args, at, width);
            if !left.is_empty() {
                rest.insert(at, format!("{name}={}", left.join(",")).into());
            }
            return Some(rest);
        }
    }
    None
}

/// Whether an argument is an option written with its value, as in `--top=3`.
fn has_value(arg: &OsStr, name: &str) -> bool {
    let rest = arg.to_str().and_then(|arg| arg.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with('='))
}

/// Letters of all arguments, which become fewer with every wrong one.
fn size(args: &[OsString]) -> usize {
    args.iter().map(|arg| 1 + arg.len()).sum()
}

fn cut(args: &[OsString], at: usize, width: usize) -> Vec<OsString> {
    let (before, after) = args.split_at(at);
    before
        .iter()
        .chain(after.iter().skip(width))
        .cloned()
        .collect()
}

fn text(error: &Error, kind: ContextKind) -> &str {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text,
        _ => "",
    }
}

/// What the parser says of every error, and once how the command is used.
fn written(errors: &[Error]) -> String {
    let texts: Vec<String> = errors
        .iter()
        .map(|error| error.render().to_string())
        .collect();
    let cut = |text: &str| {
        let ends = ["\n\nUsage:", "\n\nFor more information"];
        let end = ends.iter().filter_map(|end| text.find(end)).min();
        end.unwrap_or(text.len())
    };
    let mut written = String::new();
    for text in &texts {
        written += text.get(..cut(text)).unwrap_or_default().trim_end();
        written.push('\n');
    }
    if let Some(last) = texts.last() {
        written += last.get(cut(last) + 1..).unwrap_or_default();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginnings of the messages, one for each error.
    fn errors(line: &str) -> Vec<String> {
        let args = std::iter::once("vigie").chain(line.split_whitespace());
        let Err(Stopped::Wrong(text, found)) = parse(args.map(OsString::from)) else {
            return Vec::new();
        };
        assert_eq!(
            text.matches("Usage:").count(),
            usize::from(text.contains("Usage:"))
        );
        let said = text.lines().filter_map(|line| line.strip_prefix("error: "));
        let found = found.into_iter().map(|one| one.message);
        said.map(str::to_owned).chain(found).collect()
    }

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let errors = errors(line);
        assert_eq!(errors.len(), expected.len(), "{errors:#?}");
        // The parser has an order of its own.
        for part in expected {
            let of = errors.iter().filter(|error| error.contains(part));
            assert_eq!(of.count(), 1, "{part}: {errors:#?}");
        }
    }

    #[test]
    fn every_wrong_argument_is_named() {
        check(
            "build content -o out --fast --format xml --max-file-size 0 --colour red --level=3 more",
            &[
                "'--fast'",
                "'xml'",
                "'0'",
                "'--colour'",
                "'--level'",
                "'more'",
            ],
        );
        check(
            "snippet site --form page --limit 500 --theme=pink --show search,x,y --heading-level 9 --id 1 --height 5",
            &[
                "'page'", "'500'", "'pink'", "'x'", "'y'", "'9'", "'1'", "'5'",
            ],
        );
        check(
            "serve --port 99999 --host here --quick",
            &["'99999'", "'here'", "'--quick'", "required arguments"],
        );
        check(
            "eval content --without magic --without stemming --queries q --qrels",
            &["'magic'", "'--qrels <FILE>'"],
        );
        check(
            "build content -o out -qz --quiet --quiet",
            &["'-z'", "'--quiet'"],
        );
        check(
            "search a b --top 1 --top 2 --explain=yes",
            &["'--top <N>'", "'yes'"],
        );
    }

    #[test]
    fn what_the_parser_cannot_see_is_found_in_the_same_run() {
        check(
            "snippet site --theme pink --site ftp:x --url-state hash",
            &["'pink'", "--url-state hash", "'--site' is not the address"],
        );
    }

    #[test]
    fn right_arguments_are_read() {
        check("build content -o out", &[]);
        check("build", &["required arguments"]);
        check("bild content", &["unrecognized subcommand"]);
    }
}
