//! `vigie serve`: serves the site locally, with the headers, types and compressed files of a real host.
//!
//! With `--app` the folder contains articles, and the site is first built in a temporary folder.

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;

use tokio::net::TcpListener;

use super::arguments::{BuildArgs, ServeArgs};
use super::build;
use crate::Exit;
use crate::diagnostics::{Code, Format, escaped};
use crate::host::server;
use crate::read::withheld::Revealed;

/// Runs the command until it is interrupted.
pub fn run(args: &ServeArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    let mut exit = Exit::Success;
    if args.app.is_none() && args.shown != Revealed::default() {
        let _ = writeln!(
            stderr,
            "error: an already built site contains only what it was built with\n  hint: add --app DIR, or pass the option to vigie build"
        );
        exit = Exit::Usage;
    }
    if !args.site.is_dir() {
        let folder = escaped(&args.site.display().to_string());
        let _ = writeln!(stderr, "{folder}: error[{}]: no such folder", Code::System);
        exit = Exit::Io;
    }
    if exit != Exit::Success {
        return exit;
    }
    let Some(app) = &args.app else {
        return serve_folder(args, &args.site, stdout, stderr);
    };
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(reason) => {
            let _ = writeln!(
                stderr,
                "error[{}]: cannot create a folder for the site: {reason}",
                Code::System
            );
            return Exit::Io;
        }
    };
    let site = folder.path().join("site");
    let built = build::run(
        &BuildArgs {
            content: args.site.clone(),
            out: site.clone(),
            app: Some(app.clone()),
            format: Format::Text,
            deny_warnings: false,
            quiet: true,
            shown: args.shown,
            limit: args.limit,
        },
        stdout,
        stderr,
    );
    match built {
        Exit::Success => serve_folder(args, &site, stdout, stderr),
        failure => failure,
    }
}

/// Serves a built site.
fn serve_folder(
    args: &ServeArgs,
    site: &Path,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> Exit {
    let served = tokio::runtime::Runtime::new()
        .and_then(|runtime| runtime.block_on(serve(args, site, stdout)));
    match served {
        Ok(()) => Exit::Success,
        Err(reason) => {
            let address = SocketAddr::new(args.host, args.port);
            let _ = writeln!(
                stderr,
                "{address}: error[{}]: {reason}\n  hint: --port 0 takes any free port",
                Code::System
            );
            Exit::Io
        }
    }
}

async fn serve(args: &ServeArgs, site: &Path, stdout: &mut dyn Write) -> std::io::Result<()> {
    let listener = TcpListener::bind(SocketAddr::new(args.host, args.port)).await?;
    writeln!(stdout, "http://{}/", listener.local_addr()?)?;
    stdout.flush()?;
    let server = axum::serve(listener, server::router(site)).with_graceful_shutdown(async {
        // Without the signal there is nothing to wait for but the end of the process.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    });
    server.await
}
