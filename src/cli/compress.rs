//! The small twins of text files: `.br` and `.gz`, for hosts that serve them as they are.
//!
//! Best compression is slow, and most files of a site are those of the last build. So a twin is taken from
//! the output that is there already, if the file it stands for is the same to the byte.

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use crate::assemble::Files;

/// Extensions of files that shrink.
const TEXT: [&str; 10] = [
    "html",
    "css",
    "js",
    "json",
    "wasm",
    "svg",
    "idx",
    "webmanifest",
    "txt",
    "xml",
];

/// Smallest file worth a twin, in bytes: below, headers weigh more than what is saved.
const MIN_BYTES: usize = 256;

/// Window of the Brotli encoder, as a power of two; 16 MiB is the largest browsers accept.
const BROTLI_WINDOW: u32 = 22;

/// Buffer of the Brotli encoder, in bytes.
const BROTLI_BUFFER: usize = 1 << 16;

/// How hard to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality {
    /// Brotli, 0 to 11.
    pub brotli: u32,
    /// Gzip, 0 to 9.
    pub gzip: u32,
}

/// Adds the twins of every text file that are smaller than the file. `previous` returns a file of the
/// output that is there already; `step` is called after each twin.
pub fn add_twins(
    files: &mut Files,
    quality: Quality,
    previous: impl Fn(&str) -> Option<Vec<u8>> + Sync,
    step: &(dyn Fn() + Sync),
) -> io::Result<()> {
    let mut worth: Vec<(&String, &Vec<u8>)> = files
        .iter()
        .filter(|(path, bytes)| is_worth(path, bytes))
        .collect();
    // The largest first, so that no thread is left with it at the end.
    worth.sort_by_key(|(path, bytes)| (std::cmp::Reverse(bytes.len()), *path));
    let jobs: Vec<(&String, &Vec<u8>, Twin)> = worth
        .into_iter()
        .flat_map(|(path, bytes)| [(path, bytes, Twin::Br), (path, bytes, Twin::Gz)])
        .collect();
    let twins: io::Result<Vec<_>> = jobs
        .into_par_iter()
        .map(|(path, bytes, twin)| {
            let name = format!("{path}.{}", twin.extension());
            let known = previous(path)
                .filter(|old| old == bytes)
                .and_then(|_| previous(&name));
            let small = match known {
                Some(small) => small,
                None => twin.compress(bytes, quality)?,
            };
            step();
            Ok((name, small, bytes.len()))
        })
        .collect();
    let smaller = twins?
        .into_iter()
        .filter(|(_, small, size)| small.len() < *size);
    let smaller: Vec<_> = smaller.map(|(name, small, _)| (name, small)).collect();
    files.extend(smaller);
    Ok(())
}

/// Counts the twins [`add_twins`] looks at.
pub fn twins(files: &Files) -> usize {
    2 * files
        .iter()
        .filter(|(path, bytes)| is_worth(path, bytes))
        .count()
}

fn is_worth(path: &str, bytes: &[u8]) -> bool {
    is_text(path) && bytes.len() >= MIN_BYTES
}

/// Whether a file is of a type that shrinks.
pub fn is_text(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| TEXT.contains(&extension))
}

#[derive(Clone, Copy)]
enum Twin {
    Br,
    Gz,
}

impl Twin {
    fn extension(self) -> &'static str {
        match self {
            Self::Br => "br",
            Self::Gz => "gz",
        }
    }

    fn compress(self, bytes: &[u8], quality: Quality) -> io::Result<Vec<u8>> {
        match self {
            Self::Br => {
                let mut writer = brotli::CompressorWriter::new(
                    Vec::new(),
                    BROTLI_BUFFER,
                    quality.brotli,
                    BROTLI_WINDOW,
                );
                writer.write_all(bytes)?;
                Ok(writer.into_inner())
            }
            Self::Gz => {
                let mut writer = GzEncoder::new(Vec::new(), Compression::new(quality.gzip));
                writer.write_all(bytes)?;
                writer.finish()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    const QUALITY: Quality = Quality { brotli: 9, gzip: 9 };

    #[test]
    fn only_text_that_shrinks_has_twins() {
        let text = "abc ".repeat(200).into_bytes();
        let noise: Vec<u8> = (0..600_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        let mut files = Files::from([
            ("a.json".to_owned(), text.clone()),
            ("a.png".to_owned(), text.clone()),
            ("b.idx".to_owned(), noise),
            ("c.txt".to_owned(), b"short".to_vec()),
        ]);
        add_twins(&mut files, QUALITY, |_| None, &|| ()).unwrap();
        let names: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "a.json",
                "a.json.br",
                "a.json.gz",
                "a.png",
                "b.idx",
                "c.txt"
            ]
        );
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(files["a.json.br"].as_slice(), 4096)
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
    }

    #[test]
    fn twins_of_the_last_output_are_used_again() {
        let text = "abc ".repeat(200).into_bytes();
        let mut files = Files::from([("a.json".to_owned(), text.clone())]);
        let previous = |path: &str| {
            Some(if path == "a.json" {
                text.clone()
            } else {
                b"old".to_vec()
            })
        };
        add_twins(&mut files, QUALITY, previous, &|| ()).unwrap();
        assert_eq!(files["a.json.br"], b"old");
    }
}
