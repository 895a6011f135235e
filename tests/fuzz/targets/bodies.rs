//! Bodies: Markdown parsed to a tree, and trees decoded by the app.

use std::ops::Range;

use vigie_cli::clean::{Repeated, clean_body, clean_summary, clean_text};
use vigie_core::bundle::{Bodies, decode_bodies, encode_bodies};
use vigie_core::markdown::{Comments, links, parse, plain_line};
use vigie_core::permalink::Permalink;
use vigie_core::text::is_invisible;

use super::tree;

/// Whatever shard is read holds closed trees within the caps, and is written so that it reads the same.
pub(super) fn bodies(data: &[u8]) {
    let Ok(bodies) = decode_bodies(data) else {
        return;
    };
    for (_, document) in &bodies {
        tree::check(document);
    }
    let bodies: Bodies = bodies.into_iter().collect();
    check_wire(&bodies);
}

#[track_caller]
fn check_wire(bodies: &Bodies) {
    let again = decode_bodies(&encode_bodies(bodies)).expect("what is written is read");
    assert_eq!(&again.into_iter().collect::<Bodies>(), bodies);
}

/// Any text is a body: a tree within the caps, without hidden characters, that survives the wire.
pub(super) fn markdown(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let document = parse(&text);
    let walk = tree::check(&document);
    assert!(walk.has_distinct_ids(), "{:?}", walk.ids);
    assert!(!document.plain_text().chars().any(is_invisible));
    let permalink = Permalink::parse("/papers/a").expect("a permalink");
    check_wire(&Bodies::from([(permalink, document)]));

    let links = links(&text);
    assert!(links.is_sorted_by_key(|link| link.at));
    assert!(links.iter().all(|link| text.is_char_boundary(link.at)));

    let comments = Comments::of(&text);
    check_ranges(&text, &comments.ranges);
    let hidden: usize = comments.ranges.iter().map(Range::len).sum();
    assert_eq!(comments.removed_from(&text).len(), text.len() - hidden);
    let blanked = comments.blanked_in(&text);
    assert_eq!(
        (blanked.len(), blanked.lines().count()),
        (text.len(), text.lines().count())
    );

    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    for line in text.lines() {
        assert!(letters(&plain_line(line)) <= letters(line), "{line:?}");
    }
    let first = text.lines().next().unwrap_or_default();
    for clean in [clean_text(&text), clean_summary(&text, first).text] {
        assert!(clean.chars().all(is_shown), "{clean:?}");
        assert_eq!(clean.trim(), clean);
    }
    let repeated = Repeated {
        summary: first,
        ..Repeated::default()
    };
    let (body, _) = clean_body(&text, &repeated);
    assert!(body.len() <= text.len() && body.chars().all(is_shown));
}

/// Whether a character may stand in a cleaned text: the joiner holds emoji together.
fn is_shown(character: char) -> bool {
    !is_invisible(character) || character == '\u{200d}'
}

/// Checks that ranges of a text follow each other, on character borders.
#[track_caller]
pub(super) fn check_ranges(text: &str, ranges: &[Range<usize>]) {
    let mut end = 0;
    for range in ranges {
        assert!(end <= range.start && range.start < range.end, "{ranges:?}");
        assert!(text.get(range.clone()).is_some(), "{ranges:?}");
        end = range.end;
    }
}
