//! The valid values of each key of the settings.

use std::collections::BTreeMap;

use toml::de::DeTable;
use vigie_core::language::Language;
use vigie_core::permalink::Permalink;
use vigie_core::text::is_invisible;
use vigie_core::url::SafeUrl;

use super::table::{self, Findings, Placed, Table};
use super::{
    ConceptConfig, Config, DuplicateConfig, EmbedConfig, FILE, ImageConfig, ImagePolicy,
    KindPhrases, SiteConfig, Text,
};
use crate::check::{document, front_matter};
use crate::diagnostics::{self, Diagnostic, quoted, shown};
use crate::host::frames;

/// Parses and checks the file. Every finding is added to `diagnostics`; a value with an error counts as not given.
pub fn parse(bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Config {
    let text = document::decode(FILE, bytes, diagnostics);
    let (document, errors) = DeTable::parse_recoverable(&text);
    let mut broken = Findings::new(&text);
    for error in errors {
        let message = error.message().replace('`', "'").replace('\n', ", ");
        broken.error(error.span().map_or(0, |span| span.start), message, "");
    }
    let mut findings = Findings::new(&text);
    let config = config(Table::new(document.get_ref()), &mut findings);
    // What is left of a broken line means nothing.
    let line = |one: &Diagnostic| one.at.map(|at| at.line);
    let is_whole = |one: &Diagnostic| broken.found.iter().all(|other| line(other) != line(one));
    findings.found.retain(is_whole);
    findings.found.append(&mut broken.found);
    diagnostics::sort(&mut findings.found);
    diagnostics.append(&mut findings.found);
    config
}

fn config(mut file: Table<'_>, findings: &mut Findings<'_>) -> Config {
    let site = file.table("site", findings);
    let sections = file.table("sections", findings);
    let sources = file.table("sources", findings);
    let kinds = file.table("kinds", findings);
    let images = file.table("images", findings);
    let mut duplicates = file.table("duplicates", findings);
    let mut concepts = file.table("concepts", findings);
    let embed = file.table("embed", findings);
    file.finish(findings);
    let fold = duplicates.flag("fold", findings);
    duplicates.finish(findings);
    let builtin = concepts.flag("builtin", findings);
    concepts.finish(findings);
    Config {
        site: site_config(site, findings),
        sections: section_names(&sections, findings),
        sources: source_names(&sources, findings),
        kinds: kind_phrases(kinds, findings),
        images: image_config(images, findings),
        duplicates: fold.map_or_else(DuplicateConfig::default, |fold| DuplicateConfig { fold }),
        concepts: builtin.map_or_else(ConceptConfig::default, |builtin| ConceptConfig { builtin }),
        embed: embed_config(embed, findings),
    }
}

fn site_config(mut table: Table<'_>, findings: &mut Findings<'_>) -> SiteConfig {
    let config = SiteConfig {
        title: table.label("title", findings),
        description: table.label("description", findings),
        language: choice(&mut table, "language", &LANGUAGES, findings),
        base_url: table
            .string("base_url", findings)
            .filter(|given| !given.value.is_empty())
            .and_then(|given| base_url(&given, findings))
            .unwrap_or_default(),
        stale_days: table.count("stale_days", findings),
    };
    table.finish(findings);
    config
}

/// Languages by their name.
const LANGUAGES: [(&str, Language); 2] = [("fr", Language::Fr), ("en", Language::En)];

/// Policies by their name.
const POLICIES: [(&str, ImagePolicy); 2] =
    [("local", ImagePolicy::Local), ("none", ImagePolicy::None)];

fn image_config(mut table: Table<'_>, findings: &mut Findings<'_>) -> ImageConfig {
    let policy = choice(&mut table, "policy", &POLICIES, findings);
    table.finish(findings);
    ImageConfig { policy }
}

/// Reads one of a few words; the default where it is missing or none of them.
fn choice<T: Copy + Default>(
    table: &mut Table<'_>,
    key: &'static str,
    words: &[(&str, T)],
    findings: &mut Findings<'_>,
) -> T {
    let Some(given) = table.string(key, findings) else {
        return T::default();
    };
    let word = words.iter().find(|(word, _)| *word == given.value);
    if word.is_none() {
        let words: Vec<String> = words.iter().map(|(word, _)| format!("'{word}'")).collect();
        let message = format!(
            "unknown variant '{}' of '{key}', expected {}",
            shown(given.value),
            words.join(" or ")
        );
        findings.error(given.at, message, "");
    }
    word.map(|(_, value)| *value).unwrap_or_default()
}

/// Reads the site's address; a slash is at its end.
fn base_url(given: &Placed<&str>, findings: &mut Findings<'_>) -> Option<String> {
    let is_plain = !given.value.contains(['?', '#']) && !given.value.contains(is_invisible);
    match SafeUrl::parse(given.value) {
        Ok(url) if url.host().is_some() && is_plain => {
            Some(format!("{}/", url.as_str().trim_end_matches('/')))
        }
        _ => {
            let message = format!(
                "'base_url' is not the address of a site: {}",
                shown(given.value)
            );
            let hint = "write \"https://veille.example.org/\"";
            findings.error(given.at, message, hint);
            None
        }
    }
}

fn section_names(table: &Table<'_>, findings: &mut Findings<'_>) -> BTreeMap<String, Text> {
    let mut sections = BTreeMap::new();
    for (section, text) in table.entries() {
        let permalink = Permalink::parse(&format!("/{}/x", section.value));
        let problem = match permalink.map(|permalink| permalink.reserved()) {
            Some(None) => None,
            Some(Some(reserved)) => Some(front_matter::taken(reserved)),
            None => Some("is not a segment of a permalink"),
        };
        if let Some(problem) = problem {
            let message = format!("section {} {problem}", quoted(section.value));
            findings.error(section.at, message, "");
        }
        let label = table::label(section.value, text, findings).filter(|_| problem.is_none());
        sections.extend(label.map(|label| (section.value.to_owned(), label)));
    }
    sections
}

fn source_names(table: &Table<'_>, findings: &mut Findings<'_>) -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    for (host, name) in table.entries() {
        if host.value.contains(['/', ':', ' ']) {
            let message = format!("source {} is not a host", quoted(host.value));
            let hint = "write only the host, as in \"journal.example\" = \"Journal\"";
            findings.error(host.at, message, hint);
        }
        let name = table::name(host.value, name, findings);
        sources.extend(name.map(|name| (host.value.to_owned(), name)));
    }
    sources
}

fn kind_phrases(mut table: Table<'_>, findings: &mut Findings<'_>) -> KindPhrases {
    let mut phrases = |key| phrases(&mut table, key, findings);
    let kinds = KindPhrases {
        digest: phrases("digest"),
        sponsored: phrases("sponsored"),
        podcast: phrases("podcast"),
        video: phrases("video"),
    };
    table.finish(findings);
    kinds
}

/// Reads phrases as they occur in cleaned texts; spaces at their ends belong to them.
fn phrases(
    table: &mut Table<'_>,
    key: &'static str,
    findings: &mut Findings<'_>,
) -> Option<Vec<String>> {
    let given = table.strings(key, findings)?;
    let mut phrases = Vec::with_capacity(given.len());
    for phrase in given {
        let space = |c: char| if c.is_whitespace() { ' ' } else { c };
        let seen = phrase.value.chars().filter(|c| !is_invisible(*c));
        let seen: String = seen.map(space).collect();
        if seen.trim_start_matches('^').trim().is_empty() {
            // It occurs in every text.
            findings.error(phrase.at, format!("a phrase of '{key}' is empty"), "");
            continue;
        }
        phrases.push(seen);
    }
    Some(phrases)
}

fn embed_config(mut table: Table<'_>, findings: &mut Findings<'_>) -> EmbedConfig {
    let given = table.strings("allow", findings).unwrap_or_default();
    table.finish(findings);
    let mut allow = Vec::with_capacity(given.len());
    for origin in given {
        let Some(valid) = frames::origin(origin.value) else {
            let message = format!(
                "'allow' contains an invalid origin: {}",
                shown(origin.value)
            );
            let hint =
                "write only scheme and host, as in \"https://intranet.example.org\", or \"self\"";
            findings.error(origin.at, message, hint);
            continue;
        };
        allow.push(valid);
    }
    EmbedConfig { allow }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    fn read(text: &str) -> (Config, Vec<Diagnostic>) {
        let mut found = Vec::new();
        (parse(text.as_bytes(), &mut found), found)
    }

    #[test]
    fn settings_are_read() {
        let (config, found) = read(
            "[site]\ntitle = { fr = \"Veille\", en = \"Watch\" }\nbase_url = \"https://a.example/x\"\nstale_days = 30\n\
             [sections]\npapers = \"News\"\n[images]\npolicy = \"none\"\n[kinds]\npodcast = [\"^episode \"]\n",
        );
        assert_eq!(found, []);
        assert_eq!(config.site.title.unwrap().label().en, "Watch");
        assert_eq!(config.site.base_url, "https://a.example/x/");
        assert_eq!(config.site.stale_days, NonZeroU32::new(30));
        assert_eq!(config.images.policy, ImagePolicy::None);
        assert_eq!(config.kinds.podcast.unwrap(), ["^episode "]);
    }

    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize, &str)]) {
        let (_, found) = read(text);
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, (line, column, part)) in found.iter().zip(expected) {
            let at = found.at.unwrap();
            assert_eq!((at.line, at.column), (*line, *column), "{found:?}");
            assert!(found.message.contains(part), "{part}: {found:?}");
        }
    }

    #[test]
    fn errors_have_their_place_and_name_what_is_known() {
        check(
            "[site]\ntitel = \"x\"\n",
            &[(2, 1, "unknown field 'titel', expected one of 'title'")],
        );
        check("[site]\ntitle = 3\n", &[(2, 9, "expected a text")]);
        check(
            "[images]\npolicy = \"all\"\n",
            &[(2, 10, "unknown variant 'all'")],
        );
        check(
            "[site]\nbase_url = \"/x\"\n",
            &[(2, 12, "not the address of a site")],
        );
        check(
            "[embed]\nallow = [\"https://a.example\", \"https://*.b.example\"]\n",
            &[(2, 31, "'allow' contains an invalid origin")],
        );
        check(
            "site = 1\n",
            &[(1, 8, "expected a table for 'site', found 1")],
        );
    }

    #[test]
    fn an_error_hides_no_other() {
        check(
            "sote = 1\n[site]\ntitle = 3\ndescription = { fr = 1, de = \"x\" }\nlanguage = \"de\"\n\
             base_url = \"x\"\nstale_days = 0\nx = 1\ny = 2\n\
             [sections]\nbundle = \"a\"\n\".a\" = 1\n\"a b\" = \"c\"\n\
             [sources]\na.example = \"A\"\n\"https://b.example\" = \"B\"\n\"c.example\" = false\n\
             [kinds]\ndigest = [1, \"\", \"^ \", \"ok\"]\nvideo = \"x\"\n\
             [duplicates]\nfold = \"no\"\n[concepts]\nbuiltin = 0\n[embed]\nallow = [\"*\", 1, \"http://\"]\n",
            &[
                (
                    1,
                    1,
                    "unknown field 'sote', expected one of 'site', 'sections'",
                ),
                (3, 9, "expected a text"),
                (4, 15, "'description' lacks 'en'"),
                (4, 22, "expected a text for 'description.fr', found 1"),
                (4, 25, "unknown field 'de'"),
                (5, 12, "unknown variant 'de'"),
                (6, 12, "not the address"),
                (7, 14, "a whole number above 0"),
                (8, 1, "unknown field 'x'"),
                (9, 1, "unknown field 'y'"),
                (11, 1, "section \"bundle\" starts with the name"),
                (12, 1, "section \".a\" has a part that starts with a dot"),
                (12, 8, "expected a text"),
                (13, 1, "section \"a b\" is not a segment"),
                (15, 1, "expected a text for 'a', found a table"),
                (16, 1, "source \"https://b.example\" is not a host"),
                (17, 15, "expected a text for 'c.example', found false"),
                (19, 11, "expected a text"),
                (19, 14, "a phrase of 'digest' is empty"),
                (19, 18, "a phrase of 'digest' is empty"),
                (20, 9, "expected a list of texts"),
                (22, 8, "true or false"),
                (24, 11, "true or false"),
                (26, 10, "'allow' contains an invalid origin"),
                (26, 15, "expected a text"),
                (26, 18, "'allow' contains an invalid origin"),
            ],
        );
    }

    #[test]
    fn broken_lines_hide_no_others() {
        let (config, found) = read(
            "[site]\ntitle = \"open\nlanguage = en\nstale_days = 3\nx = 1\ntitle = \"T\"\n[images\npolicy = \"none\"\n",
        );
        let lines: Vec<usize> = found.iter().map(|one| one.at.unwrap().line).collect();
        for line in [2, 3, 5, 7] {
            assert!(lines.contains(&line), "{line}: {found:#?}");
        }
        assert_eq!(config.site.stale_days, NonZeroU32::new(3));
        check("[site\n", &[(1, 6, "")]);
        let mut found = Vec::new();
        parse(b"# \xe9\n[site]\nx = 1\n", &mut found);
        let places: Vec<_> = found
            .iter()
            .map(|one| (one.code.name(), one.at.unwrap().line))
            .collect();
        assert_eq!(places, [("E050", 1), ("E080", 3)]);
    }

    #[test]
    fn texts_for_readers_hold_nothing_invisible() {
        let (config, found) = read(
            "[site]\ntitle = \"V\u{202e}eille\\u0007 \\u001b[31m\"\ndescription = { fr = \"a\\tb\", en = \"c\u{200b}d\" }\n\
             base_url = \"https://a.example/\u{202e}x\"\n[sections]\npapers = \"\u{2066}\"\n[sources]\n\"a.example\" = \"A\u{202d}B\"\n\
             [kinds]\nvideo = [\"^vid\u{ad}éo\u{a0}:\"]\n",
        );
        let places: Vec<_> = found
            .iter()
            .map(|one| {
                (
                    one.code.name(),
                    one.at.unwrap().line,
                    one.at.unwrap().column,
                )
            })
            .collect();
        assert_eq!(
            places,
            [
                ("W007", 2, 9),
                ("W007", 3, 35),
                ("E080", 4, 12),
                ("E080", 6, 10),
                ("W007", 6, 10),
                ("W007", 8, 15)
            ],
            "{found:#?}"
        );
        assert_eq!(
            config.site.title,
            Some(Text::Same("Veille [31m".to_owned()))
        );
        assert_eq!(config.site.description.unwrap().label().en, "cd");
        assert_eq!(config.sources["a.example"], "AB");
        assert_eq!(config.kinds.video.unwrap(), ["^vidéo :"]);
    }
}
