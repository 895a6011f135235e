//! Writes what scripts share with the app as a module, for the check of their types: `cargo run --example shared`.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(vigie_core::scripts::module().as_bytes())
}
