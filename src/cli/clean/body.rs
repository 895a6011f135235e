//! Removes from the body of an article what its card already shows.
//!
//! Converters often repeat the title picture, credit, summary and link in the body. A paragraph that only repeats
//! one of them is removed, then the headings that are left without content. The rest is unchanged, except that
//! deceptive characters are removed.

use vigie_core::markdown::Comments;

use super::visible::is_kept;

/// Headings, in lower case, that only announce a repetition.
const HOLLOW_HEADINGS: [&str; 9] = [
    "l’essentiel",
    "l'essentiel",
    "résumé",
    "en bref",
    "lien source",
    "lien",
    "source",
    "summary",
    "source link",
];

/// What the front matter already contains, as written there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Repeated<'a> {
    /// The summary.
    pub summary: &'a str,
    /// The address of the source.
    pub source_url: &'a str,
    /// The address of the picture.
    pub image: &'a str,
    /// The credit of the picture.
    pub credit: &'a str,
}

/// Returns what a body says beyond the front matter, and whether it repeated the summary. Empty if it says
/// nothing more.
///
/// ```
/// use vigie_cli::clean::{Repeated, clean_body};
///
/// let repeated = Repeated { summary: "Court.", ..Repeated::default() };
/// let body = "## Résumé\n\nCourt.\n\n## Détails\n\nPlus long.\n";
/// assert_eq!(clean_body(body, &repeated), ("## Détails\n\nPlus long.".to_owned(), true));
/// ```
pub fn clean_body(raw: &str, repeated: &Repeated<'_>) -> (String, bool) {
    let safe: String = Comments::of(raw)
        .removed_from(raw)
        .chars()
        .filter(|c| is_kept(*c))
        .collect();
    let lines: Vec<&str> = safe.lines().collect();
    let mut paragraphs = paragraphs(&lines);
    let mut repeats_summary = false;
    for paragraph in &mut paragraphs {
        let text = paragraph.text(&lines);
        let is_summary = !text.is_empty() && text == folded(repeated.summary);
        repeats_summary |= is_summary;
        paragraph.is_dropped = !paragraph.is_code && (is_summary || repeats(&text, repeated));
    }
    drop_hollow_headings(&mut paragraphs, &lines);
    (written(&paragraphs, &lines), repeats_summary)
}

/// Puts the paragraphs that are kept together; a heading keeps the line that follows it at once.
fn written(paragraphs: &[Paragraph], lines: &[&str]) -> String {
    let mut text = String::new();
    let mut end = 0;
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_dropped) {
        if !text.is_empty() {
            text.push_str(if paragraph.first == end { "\n" } else { "\n\n" });
        }
        text.push_str(&paragraph.lines(lines).join("\n"));
        end = paragraph.end;
    }
    text
}

/// Lines without a blank one between them; a fenced block counts as one, blank lines included.
struct Paragraph {
    first: usize,
    end: usize,
    is_code: bool,
    is_dropped: bool,
}

impl Paragraph {
    fn lines<'a>(&self, lines: &'a [&'a str]) -> &'a [&'a str] {
        lines.get(self.first..self.end).unwrap_or_default()
    }

    /// Returns the text on one line, with single spaces.
    fn text(&self, lines: &[&str]) -> String {
        folded(&self.lines(lines).join(" "))
    }

    /// Returns the level and the lower-case text of a paragraph that is one heading.
    fn heading(&self, lines: &[&str]) -> Option<(usize, String)> {
        let [line] = self.lines(lines) else {
            return None;
        };
        let text = line.trim_start_matches('#');
        let level = line.len() - text.len();
        let is_heading = !self.is_code && (1..=6).contains(&level) && text.starts_with(' ');
        is_heading.then(|| {
            (
                level,
                text.trim().trim_end_matches(':').trim_end().to_lowercase(),
            )
        })
    }
}

fn paragraphs(lines: &[&str]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut follows = false;
    for (index, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let marker = ["```", "~~~"]
            .into_iter()
            .find(|marker| trimmed.starts_with(marker));
        let was_open = fence.is_some();
        match (fence, marker) {
            (None, Some(_)) => fence = marker,
            (Some(open), Some(marker)) if open == marker => fence = None,
            _ => {}
        }
        let is_code = was_open || marker.is_some();
        let is_blank = line.trim().is_empty() && !is_code;
        let is_heading = trimmed.starts_with('#');
        match paragraphs.last_mut() {
            Some(last) if !is_blank && follows && (is_code || !is_heading) => {
                last.end = index + 1;
                last.is_code |= is_code;
            }
            _ if !is_blank => {
                paragraphs.push(Paragraph {
                    first: index,
                    end: index + 1,
                    is_code,
                    is_dropped: false,
                });
            }
            _ => {}
        }
        // A heading is a block of its own even without blank lines around it.
        follows = !is_blank && (is_code || !is_heading);
    }
    paragraphs
}

/// Whether a paragraph is nothing but the picture, its credit or the link.
fn repeats(text: &str, repeated: &Repeated<'_>) -> bool {
    let is = |given: &str, text: &str| !given.is_empty() && folded(given) == text;
    let unwrapped = text.trim_start_matches('<').trim_end_matches('>');
    if is(repeated.source_url, unwrapped) {
        return true;
    }
    if let Some(target) = link_target(text) {
        return is(repeated.image, target) && text.starts_with('!')
            || is(repeated.source_url, target);
    }
    let credit = folded(repeated.credit);
    let emphasised = text.trim_matches(['*', '_']).trim();
    let named = emphasised
        .split_once(':')
        .map_or(emphasised, |(_, rest)| rest.trim());
    !credit.is_empty()
        && (emphasised == credit || named == credit && emphasised.to_lowercase().starts_with("cr"))
}

/// Returns the address of a paragraph that is one link or picture.
fn link_target(text: &str) -> Option<&str> {
    let inner = text
        .strip_prefix('!')
        .unwrap_or(text)
        .strip_prefix('[')?
        .strip_suffix(')')?;
    let (_, target) = inner.rsplit_once("](")?;
    Some(target)
}

/// Drops known headings with nothing under them, innermost first.
fn drop_hollow_headings(paragraphs: &mut [Paragraph], lines: &[&str]) {
    // Level of the next heading that is kept, or a paragraph that is: what a hollow heading would announce.
    let mut has_content = false;
    let mut next_level = 0;
    for paragraph in paragraphs
        .iter_mut()
        .rev()
        .filter(|paragraph| !paragraph.is_dropped)
    {
        match paragraph.heading(lines) {
            Some((level, text)) => {
                let is_hollow = !has_content && next_level <= level;
                if is_hollow && HOLLOW_HEADINGS.contains(&text.as_str()) {
                    paragraph.is_dropped = true;
                } else {
                    (has_content, next_level) = (false, level);
                }
            }
            None => has_content = true,
        }
    }
}

/// Puts a text on one line with single spaces, so that copies that differ by invisible characters and line
/// ends are equal.
fn folded(text: &str) -> String {
    vigie_core::text::clean(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPEATED: Repeated<'_> = Repeated {
        summary: "Un  résumé.",
        source_url: "https://a.example/x",
        image: "https://a.example/x.jpg",
        credit: "Photo — https://a.example/x",
    };

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(clean_body(body, &REPEATED).0, expected, "{body}");
    }

    #[test]
    fn a_body_that_only_repeats_is_empty() {
        check(
            "![t](https://a.example/x.jpg)\n\n*Crédit image : Photo — https://a.example/x*\n\n\
             ## L’essentiel\n\nUn résumé.\n\n## Lien source\n\nhttps://a.example/x\n",
            "",
        );
        check("## Lien\r\n\r\n[Lire](https://a.example/x)\r\n", "");
    }

    #[test]
    fn what_says_more_stays_as_written() {
        let more = "## Lien source\n\nhttps://a.example/y\n\n```\n## Résumé\n\n\nUn résumé.\n```\n\n## Suite\n- a\n- b";
        check(more, more);
        check(
            "# Titre\n\n## Résumé\n\n### Points\n\n- a",
            "# Titre\n\n## Résumé\n\n### Points\n\n- a",
        );
        check("## Résumé\nUn résumé.\n## Suite\nb", "## Suite\nb");
        check("dose\u{202e} x", "dose x");
        check(
            "a <!-- b\n\nc --> d\n\n<!--more-->\n\n`<!-- e -->`",
            "a  d\n\n`<!-- e -->`",
        );
    }
}
