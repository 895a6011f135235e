//! From a collection to files: [`bundle`] makes those of the bundle, [`site`] puts app, pages and host files
//! around it, [`scripts`] joins scripts with their parts, [`worker`] lists what is kept offline.

pub mod bundle;
pub mod scripts;
pub mod site;
pub mod worker;
