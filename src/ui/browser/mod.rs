//! The only modules that name `web_sys`. Each wraps one browser interface in plain Rust types, so that components
//! and state can be read, and mostly tested, without a browser.

pub mod amounts;
pub mod chosen;
pub mod clock;
pub mod colours;
pub mod dom;
pub mod entry;
pub mod fetch;
pub mod file;
pub mod history;
pub mod host;
pub mod indexed;
pub mod keeping;
pub mod module;
pub mod object;
pub mod page;
pub mod panic;
pub mod published;
pub mod service_worker;
pub mod still;
pub mod storage;
pub mod timer;
pub mod typing;
