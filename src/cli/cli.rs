//! The command line as people type it.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::diagnostics::Format;

/// Port of the local server unless another is asked for.
const DEFAULT_PORT: u16 = 8080;

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
    /// Tells how a query is understood, and why the best articles stand where they stand
    Explain(SearchArgs),
    /// Measures the ranking against judged queries
    Eval(EvalArgs),
    /// Tells what the concepts cover, and which frequent words they miss
    Stats(StatsArgs),
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
    /// Form of errors and warnings
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Refuses to write when there is any warning
    #[arg(long)]
    pub deny_warnings: bool,
    /// Prints nothing but errors and warnings
    #[arg(short, long)]
    pub quiet: bool,
    /// Largest article file, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub max_file_size: u64,
}

/// Arguments of `vigie serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Folder of a built site
    pub site: PathBuf,
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
    /// Folder of a bundle, or of a site that holds one
    pub bundle: PathBuf,
    /// Most articles to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// Tells for each article what it was found by
    #[arg(long)]
    pub explain: bool,
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
}
