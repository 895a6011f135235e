//! Compressed copies of text files, `.br` and `.gz`, for hosts that can serve them directly.
//!
//! Strong compression is slow, and most files of a site are the same as in the last build. A compressed copy is
//! therefore reused from the existing output if it decompresses to the same bytes.

use std::io::{self, Read, Write as _};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use super::Files;

/// Extensions of files that shrink, and their types: a host that serves a copy may take the type from its last extension.
pub const TEXT: [(&str, &str); 10] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("idx", "application/octet-stream"),
    ("webmanifest", "application/manifest+json"),
    ("txt", "text/plain; charset=utf-8"),
    ("xml", "application/xml"),
];

/// Smallest file worth compressing, in bytes: below, headers cost more than is saved.
const MIN_BYTES: usize = 256;

/// Window of the Brotli encoder, as a power of two; browsers accept up to 24, files here are smaller.
const BROTLI_WINDOW: i32 = 22;

/// Buffer of the Brotli decoder, in bytes.
const BROTLI_BUFFER: usize = 1 << 16;

/// Adds the compressed copies of every text file that are smaller than the file. `quality` is the Brotli quality of a
/// path, 0 to 11; `previous` returns a file of the output that is there already; `step` is called after
/// each copy.
///
/// # Errors
///
/// Fails if a file cannot be compressed.
pub fn add_compressed(
    files: &mut Files,
    quality: &(dyn Fn(&str) -> i32 + Sync),
    previous: &(dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    step: &(dyn Fn() + Sync),
) -> io::Result<()> {
    let mut worth: Vec<_> = files
        .iter()
        .filter(|(path, bytes)| is_worth(path, bytes))
        .collect();
    // The largest first, so that no thread is left with it at the end.
    worth.sort_by_key(|(path, bytes)| (std::cmp::Reverse(bytes.len()), *path));
    let jobs = worth.into_iter().flat_map(|(path, bytes)| {
        [Codec::Brotli(quality(path)), Codec::Gzip].map(|codec| (path, bytes, codec))
    });
    let jobs: Vec<(&String, &Vec<u8>, Codec)> = jobs.collect();
    let copies: io::Result<Vec<_>> = jobs
        .into_par_iter()
        .map(|(path, bytes, codec)| {
            let name = format!("{path}.{}", codec.extension());
            let known = previous(&name).filter(|small| codec.unpacks_to(small, bytes));
            let small = match known {
                Some(small) => small,
                None => codec.pack(bytes)?,
            };
            step();
            Ok((name, small, bytes.len()))
        })
        .collect();
    let smaller = copies?
        .into_iter()
        .filter(|(_, small, size)| small.len() < *size);
    let smaller: Vec<_> = smaller.map(|(name, small, _)| (name, small)).collect();
    for (name, small) in smaller {
        // A publisher's own file may have the name.
        files.entry(name).or_insert(small);
    }
    Ok(())
}

/// Counts the compressed copies that [`add_compressed`] considers.
pub fn count(files: &Files) -> usize {
    2 * files
        .iter()
        .filter(|(path, bytes)| is_worth(path, bytes))
        .count()
}

fn is_worth(path: &str, bytes: &[u8]) -> bool {
    is_text(path) && bytes.len() >= MIN_BYTES
}

/// Extensions of compressed copies.
pub const EXTENSIONS: [&str; 2] = ["br", "gz"];

/// Returns the file that a path is a compressed copy of; `None` for any other path.
pub fn original(path: &str) -> Option<&str> {
    let (file, ending) = path.rsplit_once('.')?;
    EXTENSIONS.contains(&ending).then_some(file)
}

/// Whether a file is a compressed copy of another one.
pub fn is_compressed(path: &str) -> bool {
    original(path).is_some()
}

/// Whether a file is of a type that shrinks.
pub fn is_text(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| TEXT.iter().any(|(text, _)| *text == extension))
}

/// One way to pack a file.
#[derive(Clone, Copy)]
enum Codec {
    /// With the quality, 0 to 11.
    Brotli(i32),
    Gzip,
}

impl Codec {
    fn extension(self) -> &'static str {
        match self {
            Self::Brotli(_) => "br",
            Self::Gzip => "gz",
        }
    }

    fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli(quality) => {
                let params = BrotliEncoderParams {
                    quality,
                    lgwin: BROTLI_WINDOW,
                    size_hint: bytes.len(),
                    ..BrotliEncoderParams::default()
                };
                let mut small = Vec::new();
                brotli::BrotliCompress(&mut &*bytes, &mut small, &params)?;
                Ok(small)
            }
            Self::Gzip => {
                let mut writer = GzEncoder::new(Vec::new(), Compression::best());
                writer.write_all(bytes)?;
                writer.finish()
            }
        }
    }

    /// Whether a compressed copy found on disk is complete and unpacks to these bytes.
    fn unpacks_to(self, small: &[u8], bytes: &[u8]) -> bool {
        let reader: Box<dyn Read> = match self {
            Self::Brotli(_) => Box::new(brotli::Decompressor::new(small, BROTLI_BUFFER)),
            Self::Gzip => Box::new(GzDecoder::new(small)),
        };
        let mut unpacked = Vec::with_capacity(bytes.len());
        // One byte more is enough to tell; a bomb is not unpacked.
        let read = reader
            .take(bytes.len() as u64 + 1)
            .read_to_end(&mut unpacked);
        read.is_ok() && unpacked == bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_compressed(
        files: &[(&str, Vec<u8>)],
        previous: &(dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    ) -> Files {
        let mut files: Files = files
            .iter()
            .map(|(path, bytes)| ((*path).to_owned(), bytes.clone()))
            .collect();
        add_compressed(&mut files, &|_| 5, previous, &|| ()).unwrap();
        files
    }

    #[test]
    fn only_text_that_shrinks_is_compressed() {
        let text = "abc ".repeat(200).into_bytes();
        let noise = |n: u32| n.wrapping_mul(2_654_435_761).to_be_bytes()[0] ^ n.to_be_bytes()[3];
        let noise: Vec<u8> = (0..300).map(noise).collect();
        let files = with_compressed(
            &[
                ("a.json", text.clone()),
                ("a.png", text.clone()),
                ("b.idx", noise),
                ("c.txt", b"short".to_vec()),
            ],
            &|_| None,
        );
        let names: Vec<_> = files
            .keys()
            .map(String::as_str)
            .filter(|name| !name.starts_with("b.idx."))
            .collect();
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
        assert!(Codec::Brotli(5).unpacks_to(&files["a.json.br"], &text));
        assert!(Codec::Gzip.unpacks_to(&files["a.json.gz"], &text));
    }

    #[test]
    fn complete_copies_in_the_last_output_are_reused() {
        let text = "abc ".repeat(200).into_bytes();
        let other_quality = Codec::Brotli(1).pack(&text).unwrap();
        let last = |path: &str| {
            Some(if path.ends_with("br") {
                other_quality.clone()
            } else {
                b"broken".to_vec()
            })
        };
        let files = with_compressed(&[("a.json", text.clone())], &last);
        assert_eq!(files["a.json.br"], other_quality);
        assert!(Codec::Gzip.unpacks_to(&files["a.json.gz"], &text));
    }
}
