//! The command line as people type it.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use vigie_core::language::Language;
use vigie_core::widget::{Choice, HEADING_LEVELS, MAX_LIMIT};

use crate::diagnostics::{Code, Format};
use crate::read::withheld::Revealed;
use crate::snippet::{
    Form, Images, Keys, Loading, Mode, More, Open, Shown, Storage, Theme, UrlState,
};

/// Port of the local server unless another is asked for.
const DEFAULT_PORT: u16 = 8080;

/// Largest article unless another limit is asked for, in MiB: more than a book, and little for a browser.
const MAX_FILE_MIB: u64 = 1;

/// How large the files of a content folder may be.
#[derive(Clone, Copy, Debug, Args)]
pub struct FileLimit {
    /// Largest size of an article or a settings file, in MiB
    #[arg(long, value_name = "MIB", default_value_t = MAX_FILE_MIB, value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub max_file_size: u64,
}

impl FileLimit {
    /// Returns the limit in bytes.
    pub fn bytes(self) -> u64 {
        self.max_file_size << 20
    }
}

/// Turns a folder of Markdown articles into a site that is searched in the browser.
#[derive(Debug, Parser)]
#[command(name = "vigie", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// One thing `vigie` does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Builds the bundle, or the whole site, out of a content folder
    Build(BuildArgs),
    /// Serves a built site on this machine, with the headers of a real host
    Serve(ServeArgs),
    /// Answers a query from a built bundle, as the app does
    Search(SearchArgs),
    /// Prints the code that puts the list on another page
    Snippet(Box<SnippetArgs>),
    /// Shows how a query is understood, and why the best articles rank as they do
    Explain(SearchArgs),
    /// Measures the ranking against judged queries
    Eval(EvalArgs),
    /// Shows what the concepts cover, and which frequent words they miss
    Stats(StatsArgs),
    /// Explains the code of an error or warning, such as W004
    Code(CodeArgs),
}

/// Arguments of `vigie build`.
#[derive(Clone, Debug, Args)]
pub struct BuildArgs {
    /// Folder of Markdown articles, with an optional vigie.toml
    pub content: PathBuf,
    /// Folder to write: OUT/bundle alone, or the whole site with --app
    #[arg(short, long, value_name = "OUT")]
    pub out: PathBuf,
    /// Folder of the built web app, to write a whole site
    #[arg(long, value_name = "DIR")]
    pub app: Option<PathBuf>,
    /// Format of errors and warnings
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Writes nothing if there is any warning
    #[arg(long)]
    pub deny_warnings: bool,
    /// Prints nothing but errors and warnings
    #[arg(short, long)]
    pub quiet: bool,
    /// What is published although its file says otherwise
    #[command(flatten)]
    pub shown: Revealed,
    /// How large its files may be
    #[command(flatten)]
    pub limit: FileLimit,
}

/// Arguments of `vigie serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Folder of a built site; with --app a folder of articles, which is built first
    pub site: PathBuf,
    /// Folder of the built web app, to serve the articles of a folder
    #[arg(long, value_name = "DIR")]
    pub app: Option<PathBuf>,
    /// What is shown although its file says otherwise
    #[command(flatten)]
    pub shown: Revealed,
    /// How large the files of a folder of articles may be
    #[command(flatten)]
    pub limit: FileLimit,
    /// Port to listen on; 0 takes any free one
    #[arg(long, default_value_t = DEFAULT_PORT)]
    pub port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    pub host: IpAddr,
}

/// Arguments of `vigie search` and `vigie explain`.
#[derive(Clone, Debug, Args)]
pub struct SearchArgs {
    /// What a reader would type
    pub query: String,
    /// Folder of a bundle, or of a site that contains one
    pub bundle: PathBuf,
    /// Maximum number of articles to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// Shows for each article what it was found by
    #[arg(long)]
    pub explain: bool,
}

/// Arguments of `vigie snippet`.
#[derive(Clone, Debug, Args)]
#[command(after_long_help = SNIPPET_HELP)]
pub struct SnippetArgs {
    /// Folder of a bundle, or of a site that contains one
    pub bundle: PathBuf,
    /// Form of the code
    #[arg(long, value_enum, default_value_t)]
    pub form: Form,
    /// Address of the site, if the bundle was built without `base_url`
    #[arg(long, value_name = "URL")]
    pub site: Option<String>,
    /// Shows only the articles that this query finds; readers search within them
    #[arg(long, default_value = "", hide_default_value = true)]
    pub query: String,
    /// Maximum number of articles, 1 to 100 (default 10)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(MAX_LIMIT)))]
    pub limit: Option<u8>,
    /// Language of dates and sentences (default: that of the site)
    #[arg(long, value_enum)]
    pub lang: Option<LanguageArg>,
    /// Colours
    #[arg(long, value_parser = words::<Theme>())]
    pub theme: Option<Theme>,
    /// Look
    #[arg(long, value_parser = words::<Mode>())]
    pub mode: Option<Mode>,
    /// Parts to show instead of those of the look, separated by commas
    #[arg(long, value_parser = words::<Shown>(), value_delimiter = ',', value_name = "PART,…")]
    pub show: Vec<Shown>,
    /// Whether there is a button for more
    #[arg(long, value_parser = words::<More>())]
    pub more: Option<More>,
    /// Pictures
    #[arg(long, value_parser = words::<Images>())]
    pub images: Option<Images>,
    /// What the link of a title opens
    #[arg(long, value_parser = words::<Open>())]
    pub open: Option<Open>,
    /// Heading level of the titles, 2 to 6 (default 3)
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(i64::from(HEADING_LEVELS.0)..=i64::from(HEADING_LEVELS.1)))]
    pub heading_level: Option<u8>,
    /// Name of the list for screen readers
    #[arg(long, value_name = "TEXT")]
    pub label: Option<String>,
    /// Id of the element
    #[arg(long, value_parser = id)]
    pub id: Option<String>,
    /// Where the reader's search is written in the address (element only)
    #[arg(long, value_parser = words::<UrlState>())]
    pub url_state: Option<UrlState>,
    /// Whether keys work while the focus is inside
    #[arg(long, value_parser = words::<Keys>())]
    pub keys: Option<Keys>,
    /// What the browser may store
    #[arg(long, value_parser = words::<Storage>())]
    pub storage: Option<Storage>,
    /// When the list is loaded (element only)
    #[arg(long, value_parser = words::<Loading>())]
    pub loading: Option<Loading>,
    /// Height of the frame in pixels, 120 to 4000
    #[arg(long, value_name = "PIXELS", default_value_t = 640, value_parser = clap::value_parser!(u16).range(120..=4000))]
    pub height: u16,
    /// Omits the script that fits the height of the frame to its list
    #[arg(long)]
    pub fixed: bool,
}

/// What the embedding page must allow.
const SNIPPET_HELP: &str = "\
What the page must allow if it has a Content-Security-Policy (SITE is the address of the site):
  element, same host    script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'
  element, other host   the same with SITE in place of 'self'
  iframe                frame-src SITE; and script-src SITE unless --fixed
  static                nothing
The frame is shown only on pages that vigie.toml allows:
  [embed]
  allow = [\"https://intranet.example.org\"]

Examples:
  vigie snippet site --query \"topic:structural TAVI\" --limit 6
  vigie snippet site --form iframe --theme dark --mode search --height 800
  vigie snippet site --form static --lang en --limit 5 > news.html";

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LanguageArg {
    /// French
    Fr,
    /// English
    En,
}

impl From<LanguageArg> for Language {
    fn from(arg: LanguageArg) -> Self {
        match arg {
            LanguageArg::Fr => Self::Fr,
            LanguageArg::En => Self::En,
        }
    }
}

/// Takes the words of an attribute of the element.
fn words<T: Choice + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let known = |value: &T| PossibleValue::new(value.word()).help(value.meaning());
    PossibleValuesParser::new(T::ALL.iter().map(known))
        .try_map(|word| T::parse(&word).ok_or("not a value of this attribute"))
}

/// An id that needs no escaping in an address.
fn id(given: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let starts = given.starts_with(|c: char| c.is_ascii_alphabetic());
    if starts && given.chars().all(is_plain) {
        return Ok(given.to_owned());
    }
    Err("a letter, then letters, digits, - and _".to_owned())
}

/// Arguments of `vigie eval`.
#[derive(Clone, Debug, Args)]
pub struct EvalArgs {
    /// Folder of Markdown articles; an article's id is its file name without .md
    pub content: PathBuf,
    /// Judged queries: one JSON object a line with qid, class, lang and query
    #[arg(long, value_name = "FILE")]
    pub queries: PathBuf,
    /// Grades: query id, article id and grade (0, 1, 2) separated by tabs
    #[arg(long, value_name = "FILE")]
    pub qrels: PathBuf,
    /// Writes the ids found for each query, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub run: Option<PathBuf>,
    /// Switches a part of the search off
    #[arg(long, value_name = "PART", value_enum)]
    pub without: Vec<Part>,
    /// Prints the measures of every query
    #[arg(long)]
    pub each: bool,
    /// How large its files may be
    #[command(flatten)]
    pub limit: FileLimit,
}

/// A part of the search that an evaluation can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// Other endings of a word
    Stemming,
    /// Words of the other language with the same root
    Cognates,
    /// The thesaurus
    Concepts,
    /// Typing errors
    Fuzzy,
    /// The word being typed as a beginning
    Prefix,
    /// Years as dates of articles
    Date,
    /// Newer before older
    Freshness,
}

/// Arguments of `vigie code`.
#[derive(Clone, Debug, Args)]
pub struct CodeArgs {
    /// The code as printed; all of them, as a page of Markdown, without it
    #[arg(value_parser = code)]
    pub code: Option<Code>,
}

/// Finds a code by its name.
fn code(given: &str) -> Result<Code, String> {
    Code::from_name(given).ok_or_else(|| "no such code; run vigie code to list them all".to_owned())
}

/// Arguments of `vigie stats`.
#[derive(Clone, Debug, Args)]
pub struct StatsArgs {
    /// Folder of Markdown articles
    pub content: PathBuf,
    /// How many frequent words without concept to list
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub words: usize,
    /// Writes the topics of every article, as tab-separated id, topics and title
    #[arg(long, value_name = "FILE")]
    pub topics: Option<PathBuf>,
    /// How large its files may be
    #[command(flatten)]
    pub limit: FileLimit,
}
