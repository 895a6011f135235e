//! Files of publishers: articles, and the YAML of their front matter.

use vigie_cli::check::draft;
use vigie_cli::check::yaml::{self, Entry, Value};
use vigie_cli::diagnostics::has_errors;
use vigie_cli::read::source::SourceFile;
use vigie_cli::read::withheld::Revealed;
use vigie_core::date::Timestamp;
use vigie_core::permalink::Permalink;

use super::places;

/// A file is an article, is withheld, or has an error; whatever is said of it has its place in the file.
pub(super) fn front_matter(data: &[u8]) {
    let file = SourceFile {
        path: "a.md".to_owned(),
        bytes: data.to_vec(),
    };
    let now = Timestamp::from_unix_seconds(1_767_225_600);
    let text = String::from_utf8_lossy(data);
    for shown in [false, true] {
        let shown = Revealed {
            drafts: shown,
            future: shown,
            expired: shown,
        };
        let reading = draft::read(&file, now, shown);
        places::check(&text, &reading.diagnostics);
        let is_wrong = has_errors(&reading.diagnostics);
        if reading.withheld.is_none() {
            assert_eq!(reading.draft.is_none(), is_wrong, "{reading:?}");
        }
        let Some(draft) = reading.draft else {
            continue;
        };
        let lines = text.split_inclusive('\n').skip(draft.body_line - 1);
        assert_eq!(lines.collect::<String>(), draft.body);
        let front = draft.front;
        assert!(!front.title.trim().is_empty());
        assert_eq!(
            Permalink::parse(front.permalink.as_str()),
            Some(front.permalink)
        );
        let at = [front.permalink_at, front.image_at];
        for at in at
            .into_iter()
            .chain(front.unknown.iter().map(|(_, at)| *at))
        {
            places::check_place(&text, at.line, at.column);
        }
    }
}

/// YAML is refused with its place, or gives each key once, in order, within the caps, each value in its place.
pub(super) fn yaml(data: &[u8]) {
    // As it stands in a file: without controls, which are refused before, and so that the place of what ends too
    // early is the closing line.
    let is_refused = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let text = format!("{}\n", String::from_utf8_lossy(data)).replace(is_refused, " ");
    let file = format!("---\n{text}---\n");
    let mut found = Vec::new();
    let entries = yaml::parse("a.md", &text, &mut found);
    places::check(&file, &found);
    let mut nodes = 1;
    check_mapping(&file, &entries, 1, &mut nodes);
    // What is broken is read entry by entry, each within the cap.
    assert!(nodes <= 2_000 || !found.is_empty());
}

fn check_mapping(file: &str, entries: &[Entry], depth: usize, nodes: &mut usize) {
    assert!(depth <= 4);
    // A key that is nothing stands where the next one does.
    assert!(entries.is_sorted_by(|a, b| a.at <= b.at));
    for (number, entry) in entries.iter().enumerate() {
        places::check_place(file, entry.at.line, entry.at.column);
        assert!(entry.at <= entry.node.at, "{entry:?}");
        let before = entries.iter().take(number);
        assert!(before.clone().all(|other| other.key != entry.key));
        *nodes += 1;
        check_value(file, &entry.node, depth, nodes);
    }
}

fn check_value(file: &str, node: &yaml::Node, depth: usize, nodes: &mut usize) {
    *nodes += 1;
    places::check_place(file, node.at.line, node.at.column);
    match &node.value {
        Value::Text(_) | Value::Null | Value::Unreadable => {}
        Value::List(values) => {
            assert!(depth < 4 && values.is_sorted_by(|a, b| a.at <= b.at));
            for value in values {
                check_value(file, value, depth + 1, nodes);
            }
        }
        Value::Mapping(entries) => check_mapping(file, entries, depth + 1, nodes),
    }
}
