//! Runs the fuzz targets once on each stored input, with the stable compiler.

use std::collections::BTreeSet;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use crate::fuzz_targets::TARGETS;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/corpus")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn kept_inputs_break_no_law() {
    let mut broken = Vec::new();
    for (name, check) in TARGETS {
        for file in files(&corpus().join(name)) {
            let data = fs::read(&file).unwrap();
            assert!(data.len() <= 2_048, "{} is not small", file.display());
            if panic::catch_unwind(|| check(&data)).is_err() {
                broken.push(file);
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_target_has_its_folder_of_inputs() {
    let folders = files(&corpus()).into_iter();
    let folders: BTreeSet<_> = folders
        .map(|folder| folder.file_name().unwrap().to_owned())
        .collect();
    let names = TARGETS.map(|(name, _)| name.into());
    assert_eq!(folders, BTreeSet::from(names));
}
