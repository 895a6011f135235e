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
