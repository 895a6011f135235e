//! Pictures of the content folder that are published with the site.
//!
//! A published picture is named by its digest, so its name reveals nothing about the publisher's disk. It must be a
//! file inside the content folder, its first bytes must show a supported type, and its size in bytes and in pixels
//! is limited. If a picture is refused, the article is published without it.

use std::collections::BTreeMap;

use vigie_core::bundle::Digest;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::read::Root;

/// Largest picture, in bytes.
const MAX_BYTES: u64 = 2 << 20;

/// Maximum pixels: a browser takes four bytes for each, however few bytes they came in. Of an animation each frame
/// counts alone, for it is unpacked alone.
const MAX_PIXELS: u64 = 40_000_000;

const NO_PICTURE: &str = "it is no WebP, AVIF, PNG or JPEG picture";

/// Pictures by their name inside the bundle.
pub type Images = BTreeMap<String, Vec<u8>>;

/// Reads a picture of the content folder and returns its name inside the bundle with its bytes; says why it cannot
/// be published.
///
/// # Errors
///
/// Returns the reason why the picture cannot be published: it cannot be read, is too large, or has an unsupported
/// type.
pub fn read(content: &Root, path: &str) -> Result<(String, Vec<u8>), String> {
    let read = content.read(path, MAX_BYTES);
    let bytes = read.map_err(|refusal| refusal.to_string())?;
    let extension = extension(&bytes).ok_or(NO_PICTURE)?;
    let (width, height) = size(&bytes).ok_or(NO_PICTURE)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(format!(
            "{width} × {height} pixels are over the limit of {} million",
            MAX_PIXELS / 1_000_000
        ));
    }
    Ok((
        format!("images/{}.{extension}", Digest::of(&bytes).name()),
        bytes,
    ))
}

/// Returns width and height of a picture; `None` if its head is broken, or for anything else.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = if extension(bytes)? == "jpg" {
        jpeg_size(bytes)?
    } else {
        let size = imagesize::blob_size(bytes).ok()?;
        (size.width, size.height)
    };
    let [width, height] = [width, height].map(|side| u32::try_from(side).ok());
    Some((width?, height?)).filter(|(width, height)| *width > 0 && *height > 0)
}

/// By a decoder, for what lies before the size is not only of lengths.
fn jpeg_size(bytes: &[u8]) -> Option<(usize, usize)> {
    let options = DecoderOptions::default()
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    decoder.dimensions()
}

/// Tells the type by the first bytes, whatever the name says.
fn extension(bytes: &[u8]) -> Option<&'static str> {
    let has = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic));
    let is_webp = || {
        has(12, b"VP8X")
            || has(12, b"VP8L") && has(20, b"\x2f")
            || has(12, b"VP8 ") && has(23, b"\x9d\x01\x2a")
    };
    if has(0, b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR") {
        Some("png")
    } else if has(0, b"\xff\xd8\xff") {
        Some("jpg")
    } else if has(0, b"RIFF") && has(8, b"WEBP") && is_webp() {
        Some("webp")
    } else if has(4, b"ftypavif") || has(4, b"ftypavis") {
        Some("avif")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a picture of a type, as large as asked.
    fn picture(kind: &str, width: u32, height: u32) -> Vec<u8> {
        let [w, h] = [width, height].map(u32::to_be_bytes);
        let short = |side: u32| u16::try_from(side).unwrap();
        let parts: Vec<&[u8]> = match kind {
            "png" => vec![
                b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
                &w,
                &h,
                b"\x08\x06\0\0\0",
            ],
            "avif" => vec![
                b"\0\0\0\x14ftypavif\0\0\0\0avif\0\0\0\x30meta\0\0\0\0\0\0\0\x24iprp\0\0\0\x1cipco",
                b"\0\0\0\x14ispe\0\0\0\0",
                &w,
                &h,
            ],
            "jpg" => {
                // A comment that holds the head of a small picture, after bytes that only fill.
                let mut head =
                    b"\xff\xd8\xff\xff\xfe\0\x0c\xff\xc0\0\x0b\x08\0\x01\0\x01\x01".to_vec();
                head.extend(b"\xff\xc0\0\x0b\x08");
                head.extend(short(height).to_be_bytes());
                head.extend(short(width).to_be_bytes());
                head.extend(b"\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0");
                return head;
            }
            "webp" => {
                let mut head = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a".to_vec();
                head.extend(short(width).to_le_bytes());
                head.extend(short(height).to_le_bytes());
                return head;
            }
            "animation" => {
                let mut head = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0".to_vec();
                head.extend((width - 1).to_le_bytes().iter().take(3));
                head.extend((height - 1).to_le_bytes().iter().take(3));
                return head;
            }
            _ => Vec::new(),
        };
        parts.concat()
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), bytes).unwrap();
        let read = read(&Root::open(folder.path()).unwrap(), "a.txt");
        match (read, expected) {
            (Ok((name, _)), expected) => assert_eq!(name.rsplit('.').next().ok_or(""), expected),
            (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
            (Err(reason), Ok(kind)) => panic!("{kind}: {reason}"),
        }
    }

    #[test]
    fn a_picture_is_told_by_its_head_and_is_not_too_large() {
        for kind in ["png", "jpg", "webp", "avif", "animation"] {
            let bytes = picture(kind, 8000, 5000);
            assert_eq!(size(&bytes), Some((8000, 5000)), "{kind}");
            check(&bytes, Ok(if kind == "animation" { "webp" } else { kind }));
            check(
                &picture(kind, 8001, 5000),
                Err("8001 × 5000 pixels are over the limit of 40 million"),
            );
        }
        check(&picture("png", u32::MAX, u32::MAX), Err("over the limit"));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in [
            b"<svg onload=alert(1)>".as_slice(),
            b"",
            b"GIF89a\x01\0\x01\0",
            b"\x89PNG\r\n\x1a\nrest",
            b"\xff\xd8\xff<html>",
            b"RIFF\0\0\0\0WEBPVP8 <html>            ",
            b"\0\0\0\x14ftypavif<html>",
            &picture("png", 0, 9),
            &picture("webp", 9, 0),
        ] {
            check(bytes, Err("no WebP"));
        }
    }
}
