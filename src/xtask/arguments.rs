//! Parses the command line into a checked [`Command`] or a [`Mistake`].
//!
//! Six commands with at most four options each need no argument parser, and the crate compiles faster without one.

use std::fmt;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

/// What `cargo xtask` prints when it is asked for nothing, or for help.
pub(crate) const HELP: &str = "\
the chores of Vigie

usage: cargo xtask COMMAND

commands:
  serve [CONTENT] [--port N]   build app and articles, serve them on this machine
  build [CONTENT] --out DIR    write the production site, for any static host and path
  size [DIR]                   bytes of every shipped file against the budgets
  test [--all]                 everything that must hold, cheap checks first
  bench [CONTENT] [--articles N] [--relevance DIR]
                               speed of the engine, alone and beside other libraries
  bench web [CONTENT] [OPTION]...
                               paint, start, answers and typing of the page beside others;
                               the options are those of `benches/browser/web/options.mjs`
  fuzz [TARGET] [--minutes N]  invented input against a target; without one, the targets
  help                         this text

CONTENT is a folder of Markdown articles; without it the sample articles are used.
`serve` and `build` show what is kept back with --drafts, --future and --expired.
What a command needs and does not find is installed first; nothing is installed twice.
With --no-install it is named instead, and the exit code is 3.

variables:
  VIGIE_TOOLS   folder of the installed tools (else in the user's cache folder)
  CHROMIUM      browser for the tests (else the one found, else installed)";

/// Default time for a target: most findings come within it.
const FUZZ_MINUTES: u32 = 10;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The chore.
    pub(crate) command: Command,
    /// Whether what it misses is installed.
    pub(crate) installs: bool,
}

/// A chore. Where `content` is `None` the sample is meant; `shown` are the options of `vigie build` that show what is
/// kept back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Build and serve a site on this machine, on the server's own choice of a port unless one is named.
    Serve {
        content: Option<PathBuf>,
        port: Option<u16>,
        shown: Vec<&'static str>,
    },
    /// Write the production site into `out`.
    Build {
        content: Option<PathBuf>,
        out: PathBuf,
        shown: Vec<&'static str>,
    },
    /// Compare a built site with the byte budgets; without one, the sample's.
    Size { site: Option<PathBuf> },
    /// Measure the engine on a collection grown or cut to `articles`, and with a folder of judged searches also what
    /// is found.
    Bench {
        content: Option<PathBuf>,
        articles: Option<u32>,
        relevance: Option<PathBuf>,
    },
    /// Measure the whole page; `passed` are the words for the measuring script.
    BenchWeb {
        content: Option<PathBuf>,
        passed: Vec<String>,
    },
    /// Throw invented input at a target; without one, list the targets.
    Fuzz {
        target: Option<String>,
        minutes: u32,
    },
    /// Check everything, and with `all` also what takes long.
    Test { all: bool },
}

/// Words that are no command, with a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake(String);

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  `cargo xtask help` lists the commands", self.0)
    }
}

/// Reads the words after `cargo xtask`; none at all asks for help.
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Asked, Mistake> {
    let mut words = words.into_iter();
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    let mut rest = Words::read(words);
    let installs = !rest.take_flag("--no-install");
    if rest.take_flag("--help") || rest.take_flag("-h") {
        let command = Command::Help;
        return Ok(Asked { command, installs });
    }
    let command = match name.as_str() {
        "help" | "--help" | "-h" => Command::Help,
        "serve" => Command::Serve {
            port: rest.take_number("--port", "up to 65535")?,
            shown: rest.take_shown(),
            content: rest.take_path(),
        },
        "build" => Command::Build {
            out: rest
                .take_option("--out")?
                .map(PathBuf::from)
                .ok_or_else(|| Mistake("`build` needs `--out DIR`, the folder to write".into()))?,
            shown: rest.take_shown(),
            content: rest.take_path(),
        },
        "size" => Command::Size {
            site: rest.take_path(),
        },
        "test" => Command::Test {
            all: rest.take_flag("--all"),
        },
        "bench" if rest.take_first("web") => Command::BenchWeb {
            content: rest.take_leading_path(),
            passed: std::mem::take(&mut rest.0),
        },
        "bench" => Command::Bench {
            articles: rest.take_count("--articles")?,
            relevance: rest.take_option("--relevance")?.map(PathBuf::from),
            // The folder may be named like an option too.
            content: match rest.take_option("--content")? {
                Some(content) => Some(content.into()),
                None => rest.take_path(),
            },
        },
        "fuzz" => Command::Fuzz {
            minutes: rest.take_count("--minutes")?.unwrap_or(FUZZ_MINUTES),
            target: rest.take_word(),
        },
        unknown => return Err(Mistake(format!("unknown command `{unknown}`"))),
    };
    match rest.0.first() {
        None => Ok(Asked { command, installs }),
        Some(word) => Err(Mistake(format!("`{name}` does not take `{word}`"))),
    }
}

/// The words not yet understood; `--name=value` counts as two.
struct Words(Vec<String>);

impl Words {
    fn read(words: impl Iterator<Item = String>) -> Self {
        let split = |word: String| match word.split_once('=') {
            Some((name, value)) if name.starts_with("--") => {
                vec![name.to_owned(), value.to_owned()]
            }
            _ => vec![word],
        };
        Self(words.flat_map(split).collect())
    }

    fn take_flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() < before
    }

    /// Takes the options that `vigie build` knows by the same names.
    fn take_shown(&mut self) -> Vec<&'static str> {
        let mut shown = vec!["--drafts", "--future", "--expired"];
        shown.retain(|name| self.take_flag(name));
        shown
    }

    /// Takes the first word if it is this one.
    fn take_first(&mut self, word: &str) -> bool {
        let is_first = self.0.first().is_some_and(|first| first == word);
        if is_first {
            self.0.remove(0);
        }
        is_first
    }

    /// Takes the first word if it is no option.
    fn take_leading_path(&mut self) -> Option<PathBuf> {
        let is_path = self.0.first().is_some_and(|first| !first.starts_with('-'));
        is_path.then(|| self.0.remove(0).into())
    }

    fn take_option(&mut self, name: &str) -> Result<Option<String>, Mistake> {
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        self.0.remove(at);
        if self.0.get(at).is_none_or(|word| word.starts_with("--")) {
            return Err(Mistake(format!("`{name}` needs a value")));
        }
        Ok(Some(self.0.remove(at)))
    }

    fn take_number<T: FromStr>(&mut self, name: &str, range: &str) -> Result<Option<T>, Mistake> {
        let Some(word) = self.take_option(name)? else {
            return Ok(None);
        };
        let mistake = |_| Mistake(format!("`{name}` takes a number {range}, not `{word}`"));
        word.parse().map(Some).map_err(mistake)
    }

    fn take_count(&mut self, name: &str) -> Result<Option<u32>, Mistake> {
        let count: Option<NonZeroU32> = self.take_number(name, "from 1 on")?;
        Ok(count.map(NonZeroU32::get))
    }

    fn take_path(&mut self) -> Option<PathBuf> {
        self.take_word().map(PathBuf::from)
    }

    fn take_word(&mut self) -> Option<String> {
        let at = self.0.iter().position(|word| !word.starts_with('-'))?;
        Some(self.0.remove(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Command, Mistake> {
        let asked = parse(line.split_whitespace().map(str::to_owned))?;
        assert_eq!(asked.installs, !line.contains("--no-install"), "{line}");
        Ok(asked.command)
    }

    #[track_caller]
    fn check(line: &str, expected: Command) {
        assert_eq!(parse_line(line), Ok(expected), "{line}");
    }

    #[track_caller]
    fn check_mistake(line: &str, hint: &str) {
        let mistake = parse_line(line).unwrap_err().to_string();
        assert!(mistake.contains(hint), "`{line}` gave: {mistake}");
    }

    #[test]
    fn nothing_asks_for_help_and_so_does_help_anywhere() {
        for line in ["", "help", "--help", "-h", "serve --help", "build -h"] {
            check(line, Command::Help);
        }
    }

    #[test]
    fn every_command_can_be_forbidden_to_install() {
        for line in ["serve", "build --out site", "size", "test", "bench", "fuzz"] {
            let parsed = parse_line(line);
            assert_eq!(
                parse_line(&format!("{line} --no-install")),
                parsed,
                "{line}"
            );
        }
    }

    #[test]
    fn options_stand_before_or_after_the_folder() {
        let serve = Command::Serve {
            content: Some("news".into()),
            port: Some(8080),
            shown: Vec::new(),
        };
        check("serve news --port 8080", serve.clone());
        check("serve --port=8080 news", serve);
        check(
            "serve",
            Command::Serve {
                content: None,
                port: None,
                shown: Vec::new(),
            },
        );
        check(
            "build --future --out site --drafts",
            Command::Build {
                content: None,
                out: "site".into(),
                shown: vec!["--drafts", "--future"],
            },
        );
        check("size", Command::Size { site: None });
        check("test --all", Command::Test { all: true });
        check("test --no-install", Command::Test { all: false });
        let bench = Command::Bench {
            content: Some("news".into()),
            articles: Some(50_000),
            relevance: None,
        };
        check("bench news --articles 50000", bench.clone());
        check("bench --articles=50000 --content news", bench);
        let web = Command::BenchWeb {
            content: Some("news".into()),
            passed: ["--waterfall", "--rounds", "3"].map(str::to_owned).into(),
        };
        check("bench web news --waterfall --rounds 3", web);
        let fuzz = |target: Option<&str>, minutes| Command::Fuzz {
            target: target.map(str::to_owned),
            minutes,
        };
        check("fuzz", fuzz(None, FUZZ_MINUTES));
        check("fuzz --minutes 2 url", fuzz(Some("url"), 2));
    }

    #[test]
    fn mistakes_name_the_word_and_the_way_on() {
        check_mistake("deploy", "unknown command `deploy`");
        check_mistake("deploy", "cargo xtask help");
        check_mistake("build", "needs `--out DIR`");
        check_mistake("build --out", "`--out` needs a value");
        check_mistake("serve --port --fast", "`--port` needs a value");
        check_mistake("serve --port 70000", "up to 65535");
        check_mistake("bench --articles few", "`--articles` takes a number");
        check_mistake(
            "fuzz url --minutes 0",
            "`--minutes` takes a number from 1 on",
        );
        check_mistake("serve one two", "does not take `two`");
        check_mistake("test --most", "does not take `--most`");
    }
}
