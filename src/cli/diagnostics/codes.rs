//! The codes of errors and warnings: what each means, what to do, and an example that triggers it.
//!
//! Codes are public: logs, scripts and searches refer to them. A code therefore never changes its meaning, and the
//! number of a removed rule is not reused. `E` stops the build, `W` does not. `vigie code` prints this list, and
//! `docs/diagnostics.md` is its output.
//!
//! History: `V115` became `W009`; `W004` used to cover every text that is not shown as written, and was split into
//! `W004`, `W013`, `W014` and `W015`.

use std::fmt::{self, Write as _};

use super::Severity;

/// What there is to know about one code.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The code as printed, such as `E020`.
    pub name: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means, and its consequences.
    pub text: &'static str,
    /// What to do about it.
    pub hint: &'static str,
    /// How to meet it.
    pub example: Example,
}

/// Something that brings a code about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// A whole article.
    Article(&'static str),
    /// Lines of a `vigie.toml`.
    Settings(&'static str),
    /// Lines of a `concepts.txt`.
    Concepts(&'static str),
    /// What no single file can show, described in a sentence.
    Case(&'static str),
}

/// Defines the codes, each once, in the order of their names.
macro_rules! codes {
    ($($code:ident = $name:literal, $title:literal, $text:literal, $hint:literal, $example:expr;)+) => {
        /// A code of an error or warning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`: ", $title, ".")] $code,)+
        }

        impl Code {
            /// Every code, in the order of their names.
            pub const ALL: &[Self] = &[$(Self::$code),+];

            /// Returns what there is to know about the code.
            pub fn rule(self) -> Rule {
                match self {
                    $(Self::$code => Rule {
                        name: $name,
                        title: $title,
                        text: $text,
                        hint: $hint,
                        example: $example,
                    },)+
                }
            }
        }
    };
}

use Example::{Article, Case, Concepts, Settings};

codes! {
    NoFrontMatter = "E001", "no front matter",
        "An article starts with a line `---`, its front matter, and a second line `---`. The file does not start with that line, or the second one is indented.",
        "Write `---` as the first line, without spaces before it.",
        Article("Just a text.\n");
    FrontMatterNotClosed = "E002", "front matter is not closed",
        "The file starts with `---`, but no second line `---` ends the front matter.",
        "Add a line `---` between front matter and body.",
        Article("---\ntitle: A trial of two valves\n");
    TooLarge = "E003", "too large",
        "The file, or its front matter, is larger than the limit. A file that large is rarely an article.",
        "Move files that are not articles out of the folder, or raise the file limit with `--max-file-size`; the limit for front matter is fixed.",
        Case("An article of 2 MiB, built without `--max-file-size`.");
    YamlSyntax = "E010", "front matter cannot be read",
        "The line is not valid YAML, or there is more than one YAML document between the two lines `---`.",
        "Put values with a colon, a quotation mark or brackets into double quotes.",
        Article("---\ntitle: Valves: a trial\ndate: 2025-03-14\npermalink: /papers/valves\n---\n");
    KeyTwice = "E011", "key given twice",
        "The front matter has the same key twice, so it is unclear which value is meant.",
        "Remove one.",
        Article("---\ntitle: One\ntitle: Two\ndate: 2025-03-14\npermalink: /papers/valves\n---\n");
    YamlNotSupported = "E012", "not part of the format",
        "Front matter may hold strings and lists of strings only. Anchors, aliases, tags, merge keys, deep nesting and thousands of values are rejected.",
        "Write the value out in full.",
        Article("---\ntitle: &name A trial\ndate: 2025-03-14\npermalink: /papers/valves\n---\n");
    NotAMapping = "E013", "front matter is not a mapping",
        "The text between the two lines `---` is a list or a single value, not keys with values.",
        "Write each value as `key: value`.",
        Article("---\n- a trial\n---\n");
    KeyMissing = "E020", "required key missing",
        "`title`, `date` and `permalink` are required.",
        "Add the key; if the file has a key with a similar name, a hint shows it.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\n---\n");
    WrongType = "E021", "value of the wrong type",
        "The key takes another type of value, one of a fixed set of words, or fewer values.",
        "Write what the message asks for; put numbers and dates into double quotes where a string is expected.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\ntags: France\n---\n");
    EmptyValue = "E022", "empty value",
        "A required key has a value that is empty or has no visible characters.",
        "Write a value.",
        Article("---\ntitle: \"\"\ndate: 2025-03-14\npermalink: /papers/valves\n---\n");
    UnclearPublication = "E023", "unclear whether it is published",
        "A key that can withhold the article, such as `draft` or `expiryDate`, has a value that cannot be understood. The build stops, because the article may be a draft.",
        "Write `true` or `false`, or a date.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\ndraft: ture\n---\n");
    NotADate = "E030", "not a date",
        "`date` is neither a date (`2025-03-14`) nor a date and time in RFC 3339 format (`2025-03-14T09:30:00Z`).",
        "Write `2025-03-14` or `2025-03-14T09:30:00Z`.",
        Article("---\ntitle: A trial\ndate: 14/03/2025\npermalink: /papers/valves\n---\n");
    NotAPermalink = "E040", "not a valid article address",
        "A permalink, or an earlier one in `aliases`, consists of a section and a name: `/section/slug`. It cannot point outside the site.",
        "Write `/section/slug` with letters, digits, `-`, `_`, `.` and `~`.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: valves\n---\n");
    PermalinkTaken = "E041", "address used twice",
        "Two different articles have the same permalink, so one would hide the other.",
        "Give each article an address of its own, or remove a file.",
        Case("Two files with different texts and `permalink: /papers/valves`.");
    PermalinkReserved = "E042", "address is reserved",
        "The permalink starts with the name of a file or folder of the site, has a part that starts with a dot, or a part that names a device on Windows.",
        "Choose another name.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /bundle/valves\n---\n");
    NotUtf8 = "E050", "not UTF-8",
        "The file contains bytes that are not valid UTF-8: it has another encoding, or is not a text file.",
        "Convert it, for instance with `iconv -f LATIN1 -t UTF-8`.",
        Case("An article saved as Latin-1 with an accent in it.");
    ControlCharacter = "E051", "control character in front matter",
        "The front matter contains a control character, which most editors do not show.",
        "Delete it; line and column say where it is.",
        Article("---\ntitle: A\u{1} trial\ndate: 2025-03-14\npermalink: /papers/valves\n---\n");
    NothingToPublish = "E060", "nothing to publish",
        "The folder has no articles, or all of them are withheld. An empty bundle would clear the site.",
        "Check the folder; `--drafts`, `--future` and `--expired` include withheld articles.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\ndraft: true\n---\n");
    System = "E070", "operating system error",
        "A file or folder cannot be read or written; the message is that of the operating system. The exit code differs from that of errors in the content.",
        "Check the path, permissions and free space.",
        Case("`vigie build no-such-folder --out site`.");
    WrongSettings = "E080", "error in the settings",
        "`vigie.toml` is not valid TOML, or has an unknown key or value.",
        "The message says what is expected; README.md and the commented sample show all settings.",
        Settings("[site]\ntitel = \"News\"\n");
    WrongConcepts = "E090", "error in the concept table",
        "A line of `concepts.txt` does not have the format of the table, so it cannot be read as a concept.",
        "Write `id | kind | topic | French terms | English terms`; README.md shows an example.",
        Concepts("rounds | word\n");
    WrongQuery = "E100", "invalid query line",
        "A line of the query file of `vigie eval` is not a JSON object with the strings `qid` and `query`.",
        "Write `{\"qid\": \"q1\", \"class\": \"topic\", \"lang\": \"en\", \"query\": \"…\"}`.",
        Case("A line `stent` in the file that `vigie eval --queries` names.");
    WrongJudgement = "E101", "invalid relevance judgement",
        "A line of the judgement file of `vigie eval` does not consist of query id, article id and grade.",
        "Separate the three with tabs; the grade is a whole number.",
        Case("A line `q1 article good` in the file that `vigie eval --qrels` names.");
    WrongBundle = "E110", "bundle cannot be read",
        "The folder has no bundle, or its bundle is damaged or has another format version.",
        "Pass the folder that `vigie build` has written, and rebuild it if necessary.",
        Case("`vigie search stent content`, with the articles instead of the built site.");
    WrongSnippet = "E120", "snippet options do not work together",
        "`vigie snippet` cannot write the code: options contradict each other, or the address of the site is unknown.",
        "Follow the message; `--site https://…` sets the address of the site.",
        Case("`vigie snippet site` for a site built without `base_url`.");
    UnknownKey = "W001", "unknown key",
        "The front matter has a key that Vigie does not use. The key is ignored, and reported once for all files.",
        "Correct its spelling, or leave it if another tool uses it.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\nsubtitle: x\n---\n");
    AddressDropped = "W002", "address or picture dropped",
        "`sourceUrl` is not a safe address, or `imageUrl` names a picture that cannot be published. The article is published without it.",
        "Write an `https` address, or name a picture inside the content folder.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\nsourceUrl: \"javascript:x\"\n---\n");
    FileSkipped = "W003", "file skipped",
        "This entry of the content folder cannot be read as a file: it is a broken symbolic link, a link out of the folder, a pipe, a name that is not UTF-8, or a folder nested too deeply.",
        "Remove it, or put a regular file in its place.",
        Case("A symbolic link `lost.md` to a file that does not exist.");
    BodyCut = "W004", "body not shown as written",
        "The body is nested more deeply, or has more parts, than a browser can draw well. Elements nested too deeply are flattened; parts beyond the limit are left out.",
        "Flatten lists and quotes, or split the article.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\n---\n>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> deep\n");
    UnknownLanguage = "W005", "unknown language",
        "`lang` is neither `fr` nor `en`, so the language is detected from the text.",
        "Write `fr` or `en`, or leave the key out.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\nlang: de\n---\n");
    ArticleTwice = "W006", "same article in two files",
        "Two files hold the same article under the same permalink. It is published once.",
        "Remove one of the files.",
        Case("Two copies of a file.");
    InvisibleRemoved = "W007", "invisible characters removed",
        "A text of `vigie.toml` or `concepts.txt` contains invisible characters, such as direction marks. They are removed.",
        "Retype the text.",
        Settings("[site]\ntitle = \"Ne\u{200b}ws\"\n");
    DeadLink = "W008", "link dropped",
        "A link in a body does not lead to an article, heading or file of the content folder, or leads to a file that is not published. Its text is shown without the link.",
        "Correct the link; if there is a target with a similar name, a hint shows it.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\n---\n[more](nowhere.md)\n");
    WrongDay = "W009", "publishedDate does not match date",
        "`publishedDate` is not the UTC day of `date`. The day of `date` is used.",
        "Correct one of them, or leave `publishedDate` out.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\npublishedDate: 2025-03-15\n---\n");
    DoubtfulConcept = "W010", "doubtful concept",
        "A concept of `concepts.txt` groups terms that mean different things, or treats a common word as a technical term. `vigie stats` reports it, because searches would find unrelated articles.",
        "Split the concept, or remove the term.",
        Case("`vigie stats` with one concept that contains both `hypertension` and `hypotension`.");
    EarlierOutputLeft = "W011", "previous output not removed",
        "The new output is in place, but the folder of the previous one could not be removed.",
        "Remove it by hand, or let the next run try again.",
        Case("A file of the previous output is locked by another program.");
    WrongBuildTime = "W012", "build time ignored",
        "`SOURCE_DATE_EPOCH` is not a number of seconds, or lies in the future. The system clock is used instead.",
        "Set it to a number of seconds since 1970, or unset it.",
        Case("`SOURCE_DATE_EPOCH=yesterday vigie build content --out site`.");
    ByteOrderMark = "W013", "byte order mark",
        "The file starts with a byte order mark, which is ignored.",
        "Save the file as UTF-8 without it.",
        Article("\u{feff}---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\n---\n");
    CommentNotClosed = "W014", "comment not closed",
        "A comment in `summary` or in the body starts with `<!--` and is never closed. The text after it is not shown.",
        "Write `-->` where the comment ends.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\n---\nSeen <!-- not seen\n");
    ControlRemoved = "W015", "control character in the body",
        "The body contains the character U+0000, which is removed.",
        "Delete it; line and column say where it is.",
        Article("---\ntitle: A trial\ndate: 2025-03-14\npermalink: /papers/valves\n---\nA\0 text\n");
}

/// Names that codes had before.
const EARLIER: [(&str, Code); 1] = [("V115", Code::WrongDay)];

impl Code {
    /// Returns the code as printed.
    pub fn name(self) -> &'static str {
        self.rule().name
    }

    /// Whether it stops the build.
    pub fn severity(self) -> Severity {
        if self.name().starts_with('E') {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// Finds a code by its name, in any case, or by an earlier one; `None` for anything else.
    pub fn from_name(name: &str) -> Option<Self> {
        let of_earlier = EARLIER.iter().map(|(earlier, code)| (*earlier, *code));
        let names = Self::ALL.iter().map(|code| (code.name(), *code));
        let mut known = names.chain(of_earlier);
        known
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, code)| code)
    }

    /// Writes what there is to know about the code, as a section of Markdown.
    pub fn section(self) -> String {
        let rule = self.rule();
        let kind = match self.severity() {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        };
        let mut section = format!(
            "## {}: {}\n\n{kind}. {}\n\nWhat to do: {}\n\n",
            rule.name, rule.title, rule.text, rule.hint
        );
        let (what, text) = match rule.example {
            Article(text) => ("an article", text),
            Settings(text) => ("in `vigie.toml`", text),
            Concepts(text) => ("in `concepts.txt`", text),
            Case(text) => {
                let _ = writeln!(section, "Example: {text}");
                return section;
            }
        };
        let _ = writeln!(section, "Example, {what}:\n\n```text\n{}```", visible(text));
        section
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Escapes invisible characters; line ends are unchanged.
fn visible(text: &str) -> String {
    let lines = text.lines().map(super::escaped);
    lines.fold(String::new(), |text, line| text + &line + "\n")
}

/// Writes the page of all codes, `docs/diagnostics.md`.
pub fn page() -> String {
    let mut page = "# Errors and warnings\n\n\
        Each message of `vigie` carries a code, which keeps its meaning from version to version.\n\
        `E` is an error: nothing is written. `W` is a warning: the build goes on and says what it did, unless `--deny-warnings` is given.\n\
        `vigie code W004` prints one of the sections below.\n"
        .to_owned();
    for code in Code::ALL {
        page += "\n";
        page += &code.section();
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_letter_and_three_digits_in_order() {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        for name in names {
            let (letter, digits) = name.split_at(1);
            assert!("EW".contains(letter), "{name}");
            assert!(digits.len() == 3 && digits.parse::<u32>().is_ok(), "{name}");
        }
    }

    #[test]
    fn codes_are_found_by_name_and_by_the_name_they_had() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.name()), Some(*code));
        }
        assert_eq!(Code::from_name("w004"), Some(Code::BodyCut));
        assert_eq!(Code::from_name("V115"), Some(Code::WrongDay));
        assert_eq!(Code::from_name("E999"), None);
    }
}
