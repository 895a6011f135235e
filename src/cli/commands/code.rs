//! `vigie code`: explains the code of an error or warning; without an argument, prints the page of all codes.

use std::io::Write;

use super::arguments::CodeArgs;
use crate::Exit;
use crate::diagnostics::codes;

/// Runs the command.
pub fn run(args: &CodeArgs, stdout: &mut dyn Write) -> Exit {
    let text = args.code.map_or_else(codes::page, codes::Code::section);
    // A closed stream has no one left to tell.
    let _ = write!(stdout, "{text}");
    Exit::Success
}
