//! Exports lists of articles to files for other programs: reference managers, spreadsheets, text editors.
//!
//! Field values are escaped for each format: no value can start a spreadsheet formula, a second record in a
//! reference file, or markup. CSV follows RFC 4180, CSL-JSON follows <https://docs.citationstyles.org>.

use crate::article::Article;
use crate::json;

/// A format that other programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Of most reference managers.
    Ris,
    /// Of LaTeX.
    Bibtex,
    /// Of programs that cite by style.
    Csl,
    /// A table.
    Csv,
    /// A list of links.
    Markdown,
}

impl Format {
    /// Every format, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Ris,
        Self::Bibtex,
        Self::Csl,
        Self::Csv,
        Self::Markdown,
    ];

    /// Returns the word of scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ris => "ris",
            Self::Bibtex => "bibtex",
            Self::Csl => "csl",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }

    /// Reads the word; `None` if it names no format.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Returns what readers see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ris => "RIS",
            Self::Bibtex => "BibTeX",
            Self::Csl => "CSL-JSON",
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
        }
    }

    /// Returns the media type of the file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Ris => "application/x-research-info-systems",
            Self::Bibtex => "application/x-bibtex",
            Self::Csl => "application/vnd.citationstyles.csl+json",
            Self::Csv => "text/csv",
            Self::Markdown => "text/markdown",
        }
    }

    /// Returns the end of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::Csl => "json",
            Self::Ris | Self::Csv | Self::Markdown => self.name(),
        }
    }
}

/// An article and the address it is cited by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// The article.
    pub article: &'a Article,
    /// Where the source published it, else its page.
    pub address: &'a str,
}

/// Writes records in a format. An empty list gives a file without records.
///
/// ```
/// use vigie_core::export::{Format, write};
///
/// assert_eq!(write(Format::Csv, &[]), "\u{feff}\"date\",\"title\",\"source\",\"language\",\"url\",\"summary\"\r\n");
/// ```
pub fn write(format: Format, records: &[Record<'_>]) -> String {
    let fields = records.iter().map(Fields::of);
    match format {
        Format::Ris => joined("\r\n", fields.map(|fields| ris(&fields))),
        Format::Bibtex => {
            let entries = (1..).zip(fields);
            joined(
                "\n",
                entries.map(|(number, fields)| bibtex(number, &fields)),
            )
        }
        Format::Csl => csl(fields),
        Format::Csv => csv(fields),
        Format::Markdown => fields.map(|fields| markdown(&fields)).collect(),
    }
}

/// Texts with another one between them.
fn joined(between: &str, texts: impl Iterator<Item = String>) -> String {
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() {
            joined.push_str(between);
        }
        joined.push_str(&text);
    }
    joined
}

/// What is written of an article, each on one line.
struct Fields<'a> {
    id: &'a str,
    title: String,
    source: String,
    date: String,
    url: String,
    summary: String,
    language: &'static str,
}

impl<'a> Fields<'a> {
    fn of(record: &Record<'a>) -> Self {
        let article = record.article;
        Self {
            id: article.id.as_str(),
            title: line(&article.title),
            source: line(&article.source),
            date: article.published.day().to_string(),
            url: line(record.address),
            summary: line(&article.summary),
            language: article.language.tag(),
        }
    }

    fn year(&self) -> &str {
        self.date.get(..4).unwrap_or_default()
    }
}

/// One line of text: controls and ends of lines become spaces.
fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut is_control = false;
    for character in text.chars() {
        let before = is_control;
        is_control = matches!(
            character,
            '\0'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}'
        );
        if !is_control {
            line.push(character);
        } else if !before {
            line.push(' ');
        }
    }
    line.trim().to_owned()
}

fn ris(fields: &Fields<'_>) -> String {
    let lines = [
        ("TY", "ELEC"),
        ("TI", &fields.title),
        ("PB", &fields.source),
        ("PY", fields.year()),
        ("DA", &fields.date.replace('-', "/")),
        ("UR", &fields.url),
        ("AB", &fields.summary),
        ("LA", fields.language),
        ("ER", ""),
    ];
    let mut record = String::new();
    for (tag, value) in lines {
        for part in [tag, "  - ", value, "\r\n"] {
            record.push_str(part);
        }
    }
    record
}

fn bibtex(number: u32, fields: &Fields<'_>) -> String {
    let lines = [
        ("title", tex(&fields.title)),
        ("organization", tex(&fields.source)),
        ("date", tex(&fields.date)),
        ("url", percent(&fields.url, &['{', '}', '\\'])),
        ("abstract", tex(&fields.summary)),
    ];
    let lines = lines.map(|(name, value)| ["  ", name, " = {", &value, "}"].concat());
    let lines = joined(",\n", lines.into_iter());
    let number = number.to_string();
    let begin = ["@online{vigie", fields.year(), "n", &number, ",\n"].concat();
    [&begin, &*lines, "\n}\n"].concat()
}

/// What LaTeX would take for a command.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// An address unchanged, except that white space and characters that would end its field are percent-encoded.
fn percent(url: &str, ends: &[char]) -> String {
    let mut escaped = String::with_capacity(url.len());
    for character in url.chars() {
        if !ends.contains(&character) && !character.is_whitespace() {
            escaped.push(character);
            continue;
        }
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            let digits = [byte >> 4, byte & 15].map(|digit| match digit {
                0..10 => char::from(b'0' + digit),
                digit => char::from(b'A' - 10 + digit),
            });
            escaped.push('%');
            escaped.extend(digits);
        }
    }
    escaped
}

fn csl<'a>(records: impl Iterator<Item = Fields<'a>>) -> String {
    let items = joined(",\n", records.map(|fields| csl_item(&fields)));
    if items.is_empty() {
        return "[]\n".to_owned();
    }
    ["[\n", &items, "\n]\n"].concat()
}

fn csl_item(fields: &Fields<'_>) -> String {
    let mut item = String::from(" {\n");
    push_member(&mut item, "id", fields.id);
    push_member(&mut item, "type", "webpage");
    push_member(&mut item, "title", &fields.title);
    push_member(&mut item, "container-title", &fields.source);
    // Numbers without their zeros.
    let parts = fields.date.split('-');
    let parts = parts.map(|part| ["     ", part.trim_start_matches('0')].concat());
    let parts = joined(",\n", parts);
    for part in [
        "  \"issued\": {\n   \"date-parts\": [\n    [\n",
        &parts,
        "\n    ]\n   ]\n  },\n",
    ] {
        item.push_str(part);
    }
    push_member(&mut item, "URL", &fields.url);
    push_member(&mut item, "abstract", &fields.summary);
    push_member(&mut item, "language", fields.language);
    item.truncate(item.len() - ",\n".len());
    item.push_str("\n }");
    item
}

fn push_member(json: &mut String, name: &str, value: &str) {
    for part in ["  \"", name, "\": "] {
        json.push_str(part);
    }
    json::push_text(json, value);
    json.push_str(",\n");
}

fn csv<'a>(records: impl Iterator<Item = Fields<'a>>) -> String {
    // Table programs take a file without the mark for one of another encoding.
    let mut table = String::from("\u{feff}");
    let names = ["date", "title", "source", "language", "url", "summary"];
    push_row(&mut table, names);
    for fields in records {
        let Fields {
            date,
            title,
            source,
            language,
            url,
            summary,
            ..
        } = &fields;
        push_row(&mut table, [date, title, source, language, url, summary]);
    }
    table
}

fn push_row(table: &mut String, row: [&str; 6]) {
    let cells = row.into_iter().map(cell);
    table.push_str(&joined(",", cells));
    table.push_str("\r\n");
}

/// A cell that no table program takes for a formula (OWASP, CSV injection).
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    ["\"", guard, &text.replace('"', "\"\""), "\""].concat()
}

fn markdown(fields: &Fields<'_>) -> String {
    [
        "- [",
        &markdown_text(&fields.title),
        "](",
        &percent(&fields.url, &['<', '>', '(', ')', '\\']),
        ") – ",
        &markdown_text(&fields.source),
        ", ",
        &fields.date,
        "\n",
    ]
    .concat()
}

fn markdown_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_[]<>#|!".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;
    use crate::language::Language;
    use crate::permalink::Permalink;
    use proptest::prelude::*;

    fn article(title: &str, summary: &str) -> Article {
        let id = Permalink::parse("/papers/2025-01-02-x").unwrap();
        let published = Timestamp::parse("2025-01-02T03:04:05Z").unwrap();
        Article {
            summary: summary.to_owned(),
            source: "A & B".to_owned(),
            language: Language::En,
            ..Article::new(id, title.to_owned(), published)
        }
    }

    #[track_caller]
    fn check(format: Format, title: &str, summary: &str, expected: &str) {
        let article = article(title, summary);
        let record = Record {
            article: &article,
            address: "https://a.example/x?y=(1)",
        };
        assert_eq!(write(format, &[record]), expected);
    }

    #[test]
    fn each_format_has_its_shape() {
        let (title, summary) = ("Un \"titre\"", "50 %\nde plus");
        check(
            Format::Ris,
            title,
            summary,
            "TY  - ELEC\r\nTI  - Un \"titre\"\r\nPB  - A & B\r\nPY  - 2025\r\nDA  - 2025/01/02\r\n\
             UR  - https://a.example/x?y=(1)\r\nAB  - 50 % de plus\r\nLA  - en\r\nER  - \r\n",
        );
        check(
            Format::Bibtex,
            title,
            summary,
            "@online{vigie2025n1,\n  title = {Un \"titre\"},\n  organization = {A \\& B},\n  date = {2025-01-02},\n  \
             url = {https://a.example/x?y=(1)},\n  abstract = {50 \\% de plus}\n}\n",
        );
        check(
            Format::Csl,
            title,
            summary,
            "[\n {\n  \"id\": \"/papers/2025-01-02-x\",\n  \"type\": \"webpage\",\n  \"title\": \"Un \\\"titre\\\"\",\n  \
             \"container-title\": \"A & B\",\n  \"issued\": {\n   \"date-parts\": [\n    [\n     2025,\n     1,\n     2\n    \
             ]\n   ]\n  },\n  \"URL\": \"https://a.example/x?y=(1)\",\n  \"abstract\": \"50 % de plus\",\n  \
             \"language\": \"en\"\n }\n]\n",
        );
        check(
            Format::Csv,
            title,
            summary,
            "\u{feff}\"date\",\"title\",\"source\",\"language\",\"url\",\"summary\"\r\n\"2025-01-02\",\"Un \"\"titre\"\"\",\
             \"A & B\",\"en\",\"https://a.example/x?y=(1)\",\"50 % de plus\"\r\n",
        );
        check(
            Format::Markdown,
            title,
            summary,
            "- [Un \"titre\"](https://a.example/x?y=%281%29) – A & B, 2025-01-02\n",
        );
    }

    #[test]
    fn a_formula_stays_text_in_a_table() {
        for title in ["=1+1", "+1", "-1", "@x", "\t=1"] {
            let article = article(title, "");
            let record = Record {
                article: &article,
                address: "",
            };
            let table = write(Format::Csv, &[record]);
            assert!(table.contains(",\"'"), "{table}");
        }
    }

    #[test]
    fn commands_and_markup_stay_text() {
        assert_eq!(
            tex("\\input{x}~^"),
            "\\textbackslash{}input\\{x\\}\\textasciitilde{}\\textasciicircum{}"
        );
        assert_eq!(markdown_text("[x](y)<b>"), "\\[x\\](y)\\<b\\>");
        assert_eq!(percent("a b}\u{a0}", &['}']), "a%20b%7D%C2%A0");
    }

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        assert_eq!(Format::from_name("exe"), None);
    }

    proptest! {
        #[test]
        fn no_text_opens_a_second_record(title in any::<String>(), summary in any::<String>()) {
            let article = article(&title, &summary);
            let record = Record { article: &article, address: "https://a.example/" };
            let records = [record.clone(), record];
            let ris = write(Format::Ris, &records);
            prop_assert_eq!(ris.matches("\nER  - \r\n").count(), 2);
            prop_assert_eq!(ris.lines().filter(|line| line.starts_with("TY  - ")).count(), 2);
            prop_assert_eq!(write(Format::Markdown, &records).lines().count(), 2);
            let csl: serde_json::Value = serde_json::from_str(&write(Format::Csl, &records)).unwrap();
            prop_assert_eq!(csl.as_array().unwrap().len(), 2);
            prop_assert_eq!(csl[0]["title"].as_str().unwrap(), line(&title));
        }
    }
}
