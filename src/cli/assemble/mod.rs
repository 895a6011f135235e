//! From a collection to files: [`bundle`] makes those of the bundle, [`site`] puts app, pages and host files
//! around it, [`worker`] lists what is kept offline.

pub mod bundle;
pub mod site;
pub mod worker;
