//! Pictures of the content folder that are published with the site.
//!
//! A picture is named by its content, so its name in the bundle tells nothing about the publisher's disk. It
//! must be a file inside the content folder, of a type told by its first bytes and of bearable size. What is
//! refused costs the picture, not the article.

use std::collections::BTreeMap;

use vigie_core::bundle::Digest;

use crate::reader::Root;

/// Largest picture, in bytes.
const MAX_BYTES: u64 = 2 << 20;

/// Pictures by their name inside the bundle.
pub type Images = BTreeMap<String, Vec<u8>>;

/// Whether an address is one of another host, not a file of the content folder.
pub fn is_remote(address: &str) -> bool {
    address.starts_with("//")
        || address
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|first| first.contains(':'))
}

/// Reads a picture of the content folder and returns its name inside the bundle with its bytes; says why it cannot
/// be published.
pub fn read(content: &Root, path: &str) -> Result<(String, Vec<u8>), String> {
    let read = content.read(path, MAX_BYTES);
    let bytes = read.map_err(|refusal| refusal.to_string())?;
    let extension = extension(&bytes).ok_or("it is no WebP, AVIF, PNG or JPEG picture")?;
    Ok((
        format!("images/{}.{extension}", Digest::of(&bytes).name()),
        bytes,
    ))
}

/// Tells the type by the first bytes, whatever the name says.
fn extension(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("webp"),
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'a',
            b'v',
            b'i',
            b'f' | b's',
            ..,
        ] => Some("avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    #[test]
    fn pictures_are_named_by_their_content() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("a.txt"), PNG).unwrap();
        let (name, bytes) = read(&Root::open(root.path()).unwrap(), "a.txt").unwrap();
        assert_eq!(
            (name.rsplit('.').next(), bytes.as_slice()),
            (Some("png"), PNG)
        );
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("page.png"), "<svg onload=alert(1)>").unwrap();
        let read = |name| read(&Root::open(root.path()).unwrap(), name).unwrap_err();
        assert!(read("page.png").contains("no WebP"));
        assert!(read(".").contains("not a regular file"));
    }

    #[test]
    fn remote_addresses_are_told_apart() {
        assert!(
            is_remote("https://a.example/x.png")
                && is_remote("//a.example/x.png")
                && is_remote("data:x")
        );
        assert!(!is_remote("img/a:b.png") && !is_remote("/x.png"));
    }
}
