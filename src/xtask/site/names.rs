//! Shortens the names of imports between the app and its JavaScript glue.
//!
//! wasm-bindgen names each imported function by what it does and by a hash. Both files contain the names, and
//! sixteen random digits do not compress. Here each name becomes a letter and a number. Custom sections that only
//! tools read, such as their versions, are dropped.
//!
//! Measured with brotli: saves 4,739 of 204,487 bytes of the app and 3,412 of 191,647 of the widget. Padding the
//! names to their old length, which would not require parsing the module, costs 833 bytes of that and exceeds the
//! gate of the app.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, cannot};

/// Digits of the digest at the end of a name.
const DIGEST_DIGITS: usize = 16;

/// Magic and version at the start of every module.
const HEADER: usize = 8;

/// The section of what is imported.
const IMPORTS: u8 = 2;

/// Sections for tools.
const CUSTOM: u8 = 0;

/// The kind of an imported function.
const FUNCTION: u8 = 0;

/// Shortens the names in every module of a folder and in the glue beside it.
pub(super) fn shorten(dist: &Path) -> Result<(), Failure> {
    let entries = fs::read_dir(dist).map_err(cannot("read", dist))?;
    for entry in entries {
        let module = entry.map_err(cannot("read", dist))?.path();
        let name = module.file_name().and_then(|name| name.to_str());
        let Some(stem) = name.and_then(|name| name.strip_suffix("_bg.wasm")) else {
            continue;
        };
        let glue = dist.join(format!("{stem}.js"));
        let bytes = fs::read(&module).map_err(cannot("read", &module))?;
        let script = fs::read_to_string(&glue).map_err(cannot("read", &glue))?;
        let (bytes, script) = rename(&bytes, script).ok_or_else(|| {
            let what = format!("`{}` does not fit `{stem}.js`", module.display());
            Failure::new(what).remedy("install the wasm-bindgen program that `Trunk.toml` names")
        })?;
        fs::write(&module, bytes).map_err(cannot("write", &module))?;
        fs::write(&glue, script).map_err(cannot("write", &glue))?;
    }
    Ok(())
}

/// Returns module and glue with short names; `None` where the module is none, imports anything but functions, or
/// asks for a name that the glue does not give exactly once.
fn rename(module: &[u8], mut script: String) -> Option<(Vec<u8>, String)> {
    let mut rest = module;
    let mut renamed = take(&mut rest, HEADER)?.to_vec();
    while !rest.is_empty() {
        let id = take(&mut rest, 1)?[0];
        let length = number(&mut rest)?;
        let section = take(&mut rest, length)?;
        let section = match id {
            CUSTOM => continue,
            IMPORTS => imports(section, &mut script)?,
            _ => section.to_vec(),
        };
        renamed.push(id);
        push_sized(&mut renamed, &section);
    }
    Some((renamed, script))
}

/// Rewrites the import section, and replaces the names in the glue.
fn imports(section: &[u8], script: &mut String) -> Option<Vec<u8>> {
    let mut rest = section;
    let count = number(&mut rest)?;
    let mut renamed = Vec::new();
    push_number(&mut renamed, count);
    for place in 0..count {
        let from = sized(&mut rest)?;
        let name = std::str::from_utf8(sized(&mut rest)?).ok()?;
        let kind = take(&mut rest, 1)?[0];
        let signature = number(&mut rest)?;
        if kind != FUNCTION {
            return None;
        }
        push_sized(&mut renamed, from);
        if ends_with_digest(name) {
            let (given, short) = (format!("{name}:"), format!("i{place}"));
            if script.matches(&given).count() != 1 {
                return None;
            }
            *script = script.replace(&given, &format!("{short}:"));
            push_sized(&mut renamed, short.as_bytes());
        } else {
            push_sized(&mut renamed, name.as_bytes());
        }
        renamed.push(kind);
        push_number(&mut renamed, signature);
    }
    rest.is_empty().then_some(renamed)
}

fn ends_with_digest(name: &str) -> bool {
    let digits = name.rsplit('_').next().unwrap_or_default();
    digits.len() == DIGEST_DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

/// Reads length-prefixed bytes.
fn sized<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(rest)?;
    take(rest, length)
}

/// Reads a number in LEB128, seven bits a byte.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let byte = take(rest, 1)?[0];
        value |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn push_sized(bytes: &mut Vec<u8>, content: &[u8]) {
    push_number(bytes, content.len());
    bytes.extend_from_slice(content);
}

fn push_number(bytes: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        bytes.push(u8::try_from(value & 0x7f).unwrap_or_default() | 0x80);
        value >>= 7;
    }
    bytes.push(u8::try_from(value).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    /// A module with one section of tools, one of imports, and one of types that is kept as it is.
    fn module(names: &[&str], kind: u8) -> Vec<u8> {
        let mut imports = Vec::new();
        push_number(&mut imports, names.len());
        for name in names {
            push_sized(&mut imports, b"./app_bg.js");
            push_sized(&mut imports, name.as_bytes());
            imports.extend([kind, 3]);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (id, section) in [
            (CUSTOM, b"\x09producers".to_vec()),
            (IMPORTS, imports),
            (1, vec![0; 200]),
        ] {
            module.push(id);
            push_sized(&mut module, &section);
        }
        module
    }

    const LONG: &str = "__wbg_abort_f8d1589eb0c65ee2";

    #[test]
    fn names_are_short_on_both_sides() {
        let script = format!("{{ __wbindgen_throw: 1, {LONG}: function() {{}} }}");
        let (bytes, script) = rename(&module(&["__wbindgen_throw", LONG], 0), script).unwrap();
        assert_eq!(script, "{ __wbindgen_throw: 1, i1: function() {} }");
        let mut expected = module(&["__wbindgen_throw", "i1"], 0);
        expected.drain(HEADER..HEADER + 12);
        assert_eq!(bytes, expected);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let fits = |bytes: &[u8], script: &str| rename(bytes, script.to_owned()).is_some();
        let (whole, glue) = (module(&[LONG], 0), format!("{LONG}: 1"));
        assert!(fits(&whole, &glue));
        assert!(!fits(&whole, "other: 1"), "the glue lacks the name");
        assert!(!fits(&whole, &format!("{glue}, {glue}")), "it has it twice");
        assert!(!fits(&module(&[LONG], 2), &glue), "a memory is imported");
        for cut in 1..whole.len() {
            // Between two sections a module may end.
            let is_border = [HEADER, HEADER + 12, whole.len() - 203].contains(&cut);
            assert_eq!(fits(&whole[..cut], &glue), is_border, "{cut}");
        }
    }

    #[test]
    fn every_module_of_the_folder_is_shortened() {
        let scratch = Scratch::new("names");
        let path = |name: &str| scratch.path().join(name);
        fs::write(path("app-1_bg.wasm"), module(&[LONG], 0)).unwrap();
        fs::write(path("app-1.js"), format!("{LONG}: 1")).unwrap();
        fs::write(path("boot.js"), LONG).unwrap();
        shorten(scratch.path()).unwrap();
        assert_eq!(fs::read_to_string(path("app-1.js")).unwrap(), "i0: 1");
        assert_eq!(fs::read_to_string(path("boot.js")).unwrap(), LONG);
        fs::remove_file(path("app-1.js")).unwrap();
        assert!(shorten(scratch.path()).is_err());
    }
}
