//! Bundles each script of a site with its imports.
//!
//! In `public/` a script imports from the files beside it, one concept each, and from [`SHARED`] the names it
//! shares with the app, which [`vigie_core::scripts`] defines. Readers get one file per script: the script that
//! starts the page cannot depend on another file, and a worker in one file is updated atomically. So the build
//! replaces imports with the imported code. A script without imports is copied unchanged: a finished site can serve
//! as the app of another one.
//!
//! Only the syntax that our own scripts use is supported: a header of `//` comments, then lines `import { a, b }
//! from "./file.js";`, then everything else, with `export` before declarations. Anything else is an error, and so
//! is a name that two parts declare. Comments but the first are removed to save bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use vigie_core::scripts::constants;

use crate::write::Files;

/// The scripts that pages name, and how a browser reads them.
const SCRIPTS: [(&str, Form); 11] = [
    ("early.js", Form::Classic),
    ("boot.js", Form::Module),
    ("device.js", Form::Module),
    ("favourites.js", Form::Module),
    ("sw.js", Form::Classic),
    ("sw-kill.js", Form::Classic),
    ("widget.js", Form::Module),
    ("embed.js", Form::Module),
    ("embed-frame.js", Form::Classic),
    ("demo/demo.js", Form::Module),
    ("demo/configurator.js", Form::Module),
];

/// Where scripts import what they share with the app. There is no such file.
const SHARED: &str = "shared.js";

/// The folder of parts that several scripts have.
const PARTS: &str = "parts";

/// How a browser reads a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As a module: strict, with names of its own.
    Module,
    /// Not as a module; it is made strict, and its names its own, as its parts expect.
    Classic,
}

/// Puts every script together and removes the parts. The error names the file and the cause.
///
/// # Errors
///
/// Returns the file and the cause if a script cannot be joined: unknown syntax, a missing part, or a name
/// declared twice.
pub fn join(files: &mut Files) -> Result<(), String> {
    let constants = constants().into_iter().collect();
    let mut finished = Vec::new();
    for (script, form) in SCRIPTS {
        if !files.contains_key(script) {
            continue;
        }
        let source = source(files, script)?;
        if source.imports.is_empty() {
            continue;
        }
        let mut joint = Joint {
            files,
            constants: &constants,
            parts: BTreeSet::new(),
            shared: BTreeSet::new(),
            blocks: Vec::new(),
        };
        joint.add_imports(script, &source)?;
        finished.push((script, joint.finish(script, form, &source)?));
    }
    for (script, text) in finished {
        files.insert(script.to_owned(), text.into_bytes());
    }
    files.retain(|path, _| !is_part(path));
    Ok(())
}

/// Whether a file is a part of scripts: it lies in a folder with the name of one, or where the parts of several are.
fn is_part(path: &str) -> bool {
    let mut folders = SCRIPTS
        .iter()
        .filter_map(|(script, _)| script.strip_suffix(".js"));
    let is_inside = |folder: &str| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    is_inside(PARTS) || folders.any(is_inside)
}

/// A file of a script, taken apart.
struct Source {
    /// The comment at its start.
    header: String,
    imports: Vec<Import>,
    /// What follows the imports.
    body: String,
}

/// Names and where they come from.
struct Import {
    names: Vec<String>,
    /// The file, from the site's folder.
    path: String,
    /// The statement itself.
    statement: String,
}

/// One script while it is put together.
struct Joint<'a> {
    files: &'a Files,
    constants: &'a BTreeMap<&'static str, Value>,
    /// Paths of its parts.
    parts: BTreeSet<String>,
    /// Shared constants that it needs.
    shared: BTreeSet<String>,
    /// Statements and texts of its parts, in the order they must run.
    blocks: Vec<String>,
}

impl Joint<'_> {
    /// Adds what a file imports, each part once and after what it imports itself. Another script of the site stays what
    /// it is, a module that pages name too.
    fn add_imports(&mut self, from: &str, source: &Source) -> Result<(), String> {
        for Import {
            names,
            path,
            statement,
        } in &source.imports
        {
            if path == SHARED {
                let unknown = names
                    .iter()
                    .find(|name| !self.constants.contains_key(name.as_str()));
                if let Some(name) = unknown {
                    return Err(format!("\"{from}\": nothing shared is called \"{name}\""));
                }
                self.shared.extend(names.iter().cloned());
                continue;
            }
            if SCRIPTS.iter().any(|(script, _)| script == path) {
                self.blocks.push(statement.clone());
                continue;
            }
            if !is_part(path) {
                return Err(format!("\"{from}\": \"{path}\" is not part of a script"));
            }
            let part = self::source(self.files, path)?;
            let missing =
                |name: &&String| !declarations(&part.body).any(|declared| declared == **name);
            if let Some(name) = names.iter().find(missing) {
                return Err(format!("\"{from}\": \"{path}\" declares no \"{name}\""));
            }
            if self.parts.insert(path.clone()) {
                self.add_imports(path, &part)?;
                let body = part.body.replace("\nexport ", "\n");
                self.blocks
                    .push(format!("{}\n{}", part.header, body.trim()));
            }
        }
        Ok(())
    }

    /// Returns the whole script.
    fn finish(&self, script: &str, form: Form, source: &Source) -> Result<String, String> {
        let shared = self
            .shared
            .iter()
            .map(|name| (name.as_str(), &self.constants[name.as_str()]));
        // Lists and tables are written once; short values replace their name.
        let (tables, values): (BTreeMap<_, _>, BTreeMap<_, _>) =
            shared.partition(|(_, value)| value.is_array() || value.is_object());
        let tables = tables
            .iter()
            .map(|(name, value)| format!("const {name} = {value};\n"));
        let tables: String = tables.collect();
        let mut blocks = vec![tables.trim()];
        blocks.extend(self.blocks.iter().map(|block| block.trim()));
        blocks.push(source.body.trim());
        let joined = blocks.join("\n\n");
        let mut names = BTreeSet::new();
        if let Some(name) = declarations(&joined).find(|name| !names.insert(*name)) {
            return Err(format!("\"{script}\": two of its parts declare \"{name}\""));
        }
        let body = without_comments(with_values(joined.trim(), &values).as_str());
        let header = source.header.trim();
        Ok(match form {
            Form::Module if header.is_empty() => format!("{body}\n"),
            Form::Module => format!("{header}\n\n{body}\n"),
            Form::Classic => format!("{header}\n(() => {{\n\"use strict\";\n\n{body}\n}})();\n"),
        })
    }
}

/// Writes values in the places of their names.
fn with_values(text: &str, values: &BTreeMap<&str, &Value>) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        match values.get(name) {
            Some(value) => written.push_str(&value.to_string()),
            None => written.push_str(name),
        }
        let (between, after) = after.split_at(after.find(is_name).unwrap_or(after.len()));
        written.push_str(between);
        rest = after;
    }
    written
}

/// Reads a file and takes it apart.
fn source(files: &Files, path: &str) -> Result<Source, String> {
    let bytes = files
        .get(path)
        .ok_or_else(|| format!("\"{path}\" is imported and missing"))?;
    let text = str::from_utf8(bytes).map_err(|_| format!("\"{path}\" is not text"))?;
    let header: String = text
        .split_inclusive('\n')
        .take_while(|line| line.starts_with("//"))
        .collect();
    let mut rest = text.strip_prefix(&header).unwrap_or(text).trim_start();
    let mut imports = Vec::new();
    while rest.starts_with("import ") {
        let read = rest
            .split_once(';')
            .and_then(|(statement, after)| Some((import(path, statement)?, after)));
        let Some((import, after)) = read else {
            return Err(foreign(path, rest));
        };
        imports.push(import);
        rest = after.trim_start();
    }
    let is_foreign = |line: &&str| {
        let exported = line.strip_prefix("export ");
        line.starts_with("import ")
            || exported.is_some_and(|line| declarations(line).next().is_none())
    };
    // In a finished script everything is left as written.
    let is_finished = imports.is_empty() && SCRIPTS.iter().any(|(script, _)| *script == path);
    match rest.lines().find(is_foreign).filter(|_| !is_finished) {
        Some(line) => Err(foreign(path, line)),
        None => Ok(Source {
            header,
            imports,
            body: ["\n", rest].concat(),
        }),
    }
}

fn foreign(path: &str, text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    format!("\"{path}\": \"{line}\" is not understood by the build of a site")
}

/// Reads `import { a, b } from "./file.js"` in a file.
fn import(from: &str, statement: &str) -> Option<Import> {
    let (names, address) = statement
        .strip_prefix("import {")?
        .split_once("} from \"")?;
    let address = address.strip_suffix('"')?;
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = match address.strip_prefix("./") {
        Some(file) if folder.is_empty() => file.to_owned(),
        Some(file) => format!("{folder}/{file}"),
        // No part lies deeper than one folder.
        None => address.strip_prefix("../")?.to_owned(),
    };
    let names = names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    let is_plain = names.iter().all(|name| !name.contains(' '));
    is_plain.then(|| Import {
        names,
        path,
        statement: format!("{statement};"),
    })
}

/// Names that a text declares outside of everything, in their order.
fn declarations(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let line = line.strip_prefix("async ").unwrap_or(line);
        let kinds = ["const ", "let ", "function ", "class "];
        let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$');
        rest.get(..end.unwrap_or(rest.len()))
            .filter(|name| !name.is_empty())
    })
}

/// Leaves out comments that fill whole lines, but not the places that the build fills, and types inside lines: readers
/// need not download either.
fn without_comments(text: &str) -> String {
    let mut code = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if is_inside {
            is_inside = !trimmed.ends_with("*/");
            continue;
        }
        let is_block = trimmed.starts_with("/*") && !trimmed.starts_with("/*vigie:");
        is_inside = is_block && !trimmed.contains("*/");
        let is_whole = trimmed
            .split_once("*/")
            .is_some_and(|(_, after)| after.is_empty());
        if trimmed.starts_with("//") || is_inside || (is_block && is_whole) {
            continue;
        }
        code.push(without_inline_types(line));
    }
    code.join("\n")
}

fn without_inline_types(line: &str) -> String {
    let mut said = line.to_owned();
    while let Some((before, rest)) = said.split_once("/** @")
        && let Some((_, after)) = rest.split_once("*/")
    {
        said = [before, after.trim_start()].concat();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOT: &str = "// Starts.\n\nimport { PANIC_EVENT } from \"./shared.js\";\nimport {\n  say,\n} from \"./boot/say.js\";\n\nsay(PANIC_EVENT);\n";

    fn site(files: &[(&str, &str)]) -> Files {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        files.collect()
    }

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: Result<&[(&str, &str)], &str>) {
        let mut files = site(files);
        let joined = join(&mut files).map(|()| files);
        assert_eq!(joined, expected.map(site).map_err(str::to_owned));
    }

    #[test]
    fn a_script_has_what_it_imports_and_the_parts_go() {
        let part = "// Says.\n\nimport { PANIC_EVENT, START_EVENT } from \"../shared.js\";\n\nconst name = START_EVENT;\nexport const say = (text) => text + name + PANIC_EVENT;\n";
        let whole = "// Starts.\n\n\nconst name = \"vigie-start\";\nconst say = (text) => text + name + \"vigie-panic\";\n\nsay(\"vigie-panic\");\n";
        let style = ("style.css", "");
        check(
            &[("boot.js", BOOT), ("boot/say.js", part), style],
            Ok(&[("boot.js", whole), style]),
        );
        // Finished, it may be the app of another site.
        check(&[("boot.js", whole)], Ok(&[("boot.js", whole)]));
    }

    #[test]
    fn a_list_is_written_once() {
        let source = "import { SETTINGS } from \"./shared.js\";\nf(SETTINGS, SETTINGS);\n";
        let mut files = site(&[("embed.js", source)]);
        assert_eq!(join(&mut files), Ok(()));
        let whole = String::from_utf8(files["embed.js"].clone()).unwrap();
        assert!(whole.starts_with("const SETTINGS = [\"theme\","), "{whole}");
        assert!(whole.ends_with("];\n\nf(SETTINGS, SETTINGS);\n"), "{whole}");
    }

    #[test]
    fn a_classic_script_keeps_its_names_to_itself() {
        check(
            &[(
                "early.js",
                "// First.\nimport { THEME_KEY } from \"./shared.js\";\nread(THEME_KEY);\n",
            )],
            Ok(&[(
                "early.js",
                "// First.\n(() => {\n\"use strict\";\n\nread(\"theme\");\n})();\n",
            )]),
        );
    }

    #[test]
    fn another_script_stays_a_module() {
        let import = "import { SITE } from \"./demo.js\";";
        let source = format!(
            "import {{ UNKNOWN_SITE }} from \"../shared.js\";\n{import}\nf(SITE, UNKNOWN_SITE);\n"
        );
        let whole = format!("{import}\n\nf(SITE, \"https://veille.example.org/\");\n");
        let demo = ("demo/demo.js", "export const SITE = 1;\n");
        check(
            &[("demo/configurator.js", &source), demo],
            Ok(&[("demo/configurator.js", &whole), demo]),
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        let say = "export function say() {}\n";
        check(
            &[("boot.js", BOOT)],
            Err("\"boot/say.js\" is imported and missing"),
        );
        check(
            &[("boot.js", &BOOT.replace("./boot/say", "./say"))],
            Err("\"boot.js\": \"say.js\" is not part of a script"),
        );
        check(
            &[
                ("boot.js", &BOOT.replace("PANIC", "PANICS")),
                ("boot/say.js", say),
            ],
            Err("\"boot.js\": nothing shared is called \"PANICS_EVENT\""),
        );
        check(
            &[
                ("boot.js", BOOT),
                ("boot/say.js", "export function tell() {}\n"),
            ],
            Err("\"boot.js\": \"boot/say.js\" declares no \"say\""),
        );
        check(
            &[
                ("boot.js", &format!("{BOOT}const say = 1;\n")),
                ("boot/say.js", say),
            ],
            Err("\"boot.js\": two of its parts declare \"say\""),
        );
        check(
            &[
                (
                    "boot.js",
                    &BOOT.replace("PANIC_EVENT }", "PANIC_EVENT as P }"),
                ),
                ("boot/say.js", say),
            ],
            Err(
                "\"boot.js\": \"import { PANIC_EVENT as P } from \"./shared.js\";\" is not understood by the build of a site",
            ),
        );
        check(
            &[
                ("boot.js", BOOT),
                (
                    "boot/say.js",
                    "import { a } from \"../shared.js\";\nexport { say };\n",
                ),
            ],
            Err("\"boot/say.js\": \"export { say };\" is not understood by the build of a site"),
        );
    }

    #[test]
    fn comments_and_types_go_and_places_stay() {
        let source = "/**\n * Says it.\n * @param {string} text\n */\nf(/** @type {A} */ (a)); // b\n/** @type {B} */\nlet b;\n// Said.\nconst d = /*vigie:shell*/ {};\n\n  /**\n   * @returns {C}\n   */\n  c(`/* ${d} */`);";
        let expected = "f((a)); // b\nlet b;\nconst d = /*vigie:shell*/ {};\n\n  c(`/* ${d} */`);";
        assert_eq!(without_comments(source), expected);
    }
}
