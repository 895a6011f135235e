//! One file for each thing the command line does.

pub mod build;
pub mod serve;
