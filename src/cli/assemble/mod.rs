//! Turns a collection into files: [`bundle`] makes those of the bundle, [`site`] adds the app, pages and host
//! settings, [`scripts`] bundles scripts with their imports, [`worker`] lists what is cached for offline use.

pub mod bundle;
pub mod scripts;
pub mod site;
pub mod worker;
