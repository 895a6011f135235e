//! The command line: words in, a checked [`Command`] or a [`Mistake`] out.
//!
//! Six commands with at most three options each need no argument parser, and the
//! crate compiles in a moment without one.

use std::fmt;
use std::path::PathBuf;

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
  fuzz [TARGET] [--minutes N]  invented input against a target; without one, the targets
  help                         this text

CONTENT is a folder of Markdown articles; without it the sample articles are used.
`serve` and `build` show what is kept back with --drafts, --future and --expired.
What a command needs and does not find is installed first; nothing is installed twice.

variables:
  VIGIE_TOOLS   folder of the installed tools (else in the user's cache folder)
  CHROMIUM      browser for the tests (else the one found, else installed)";

/// How long a target is tried when nothing is said: most of what is found is found by then.
const FUZZ_MINUTES: u32 = 10;

/// A chore, as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Build and serve a site on this machine.
    Serve {
        /// Folder of articles; `None` for the sample.
        content: Option<PathBuf>,
        /// Port to listen on; `None` for the server's own choice.
        port: Option<u16>,
        /// Options of `vigie build` that show what is kept back.
        shown: Vec<&'static str>,
    },
    /// Write the production site.
    Build {
        /// Folder of articles; `None` for the sample.
        content: Option<PathBuf>,
        /// Folder to write.
        out: PathBuf,
        /// Options of `vigie build` that show what is kept back.
        shown: Vec<&'static str>,
    },
    /// Compare a built site with the byte budgets.
    Size {
        /// The built site; `None` builds the sample's.
        site: Option<PathBuf>,
    },
    /// Measure the engine.
    Bench {
        /// Folder of articles; `None` for the sample.
        content: Option<PathBuf>,
        /// Articles to grow or cut the collection to.
        articles: Option<u32>,
        /// Folder of judged searches; `None` measures no relevance.
        relevance: Option<PathBuf>,
    },
    /// Throw invented input at a target.
    Fuzz {
        /// Name of the target; `None` lists them.
        target: Option<String>,
        /// How long.
        minutes: u32,
    },
    /// Check everything.
    Test {
        /// Run what takes long as well.
        all: bool,
    },
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
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Command, Mistake> {
    let mut words = words.into_iter();
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    let mut rest = Words::read(words);
    if rest.take_flag("--help") || rest.take_flag("-h") {
        return Ok(Command::Help);
    }
    let command = match name.as_str() {
        "help" | "--help" | "-h" => Command::Help,
        "serve" => Command::Serve {
            port: rest
                .take_option("--port")?
                .map(|port| read_port(&port))
                .transpose()?,
            shown: rest.take_shown(),
            content: rest.take_folder(),
        },
        "build" => Command::Build {
            out: rest
                .take_option("--out")?
                .map(PathBuf::from)
                .ok_or_else(|| Mistake("`build` needs `--out DIR`, the folder to write".into()))?,
            shown: rest.take_shown(),
            content: rest.take_folder(),
        },
        "size" => Command::Size {
            site: rest.take_folder(),
        },
        "test" => Command::Test {
            all: rest.take_flag("--all"),
        },
        "bench" => Command::Bench {
            articles: rest
                .take_option("--articles")?
                .map(|count| read_count("--articles", &count))
                .transpose()?,
            relevance: rest.take_option("--relevance")?.map(PathBuf::from),
            // The folder may be named like an option too.
            content: match rest.take_option("--content")? {
                Some(content) => Some(content.into()),
                None => rest.take_folder(),
            },
        },
        "fuzz" => Command::Fuzz {
            minutes: rest
                .take_option("--minutes")?
                .map_or(Ok(FUZZ_MINUTES), |count| read_count("--minutes", &count))?,
            target: rest.take_word(),
        },
        unknown => return Err(Mistake(format!("unknown command `{unknown}`"))),
    };
    rest.finish(&name).map(|()| command)
}

fn read_port(word: &str) -> Result<u16, Mistake> {
    word.parse()
        .map_err(|_| Mistake(format!("`--port` takes a number up to 65535, not `{word}`")))
}

fn read_count(option: &str, word: &str) -> Result<u32, Mistake> {
    word.parse()
        .ok()
        .filter(|count| *count > 0)
        .ok_or_else(|| Mistake(format!("`{option}` takes a number from 1 on, not `{word}`")))
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

    fn take_folder(&mut self) -> Option<PathBuf> {
        self.take_word().map(PathBuf::from)
    }

    fn take_word(&mut self) -> Option<String> {
        let at = self.0.iter().position(|word| !word.starts_with('-'))?;
        Some(self.0.remove(at))
    }

    fn finish(self, command: &str) -> Result<(), Mistake> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => Err(Mistake(format!("`{command}` does not take `{word}`"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Command, Mistake> {
        parse(line.split_whitespace().map(str::to_owned))
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
        let bench = Command::Bench {
            content: Some("news".into()),
            articles: Some(50_000),
            relevance: None,
        };
        check("bench news --articles 50000", bench.clone());
        check("bench --articles=50000 --content news", bench);
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
