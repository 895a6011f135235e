//! The binary `vigie`: wires the arguments, the standard streams and the exit code to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    let stdout = &mut std::io::stdout();
    let stderr = &mut std::io::stderr();
    vigie_cli::run(std::env::args_os(), stdout, stderr).into()
}
