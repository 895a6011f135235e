//! `vigie search`: a query answered from a built bundle, as the app answers it.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use vigie_core::article::DocId;
use vigie_core::query::{self, Parsed};
use vigie_core::search::{
    Contribution, ExpansionKind, Explanation, Filters, Hits, Meaning, Ranking, Request, Sort,
    explain, search, snippet,
};

use super::arguments::SearchArgs;
use super::bundle_reader::{self, Bundle};
use super::{Failure, refuse};
use crate::Exit;
use crate::diagnostics::{Code, Diagnostic};

/// Length of a snippet, in characters.
const SNIPPET_CHARS: usize = 160;

/// Runs the command.
pub fn run(args: &SearchArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    match Session::open(args) {
        Ok(session) => {
            let hits = session.hits(args.top);
            let mut text = session.readings(&hits);
            text += &session.list(&hits, args.explain);
            // A closed stream has no one left to tell.
            let _ = write!(stdout, "{text}");
            Exit::Success
        }
        Err((exit, found)) => refuse(exit, &found, stderr),
    }
}

/// Reads a bundle, or says why it cannot be read.
pub(super) fn open(folder: &Path) -> Result<Bundle, Failure> {
    bundle_reader::read(folder).map_err(|failure| {
        let path = failure.path.display().to_string();
        let reason = failure.reason.to_string().replace('`', "'");
        let found = Diagnostic::new(&path, None, Code::WrongBundle, reason)
            .with_hint("pass the folder that vigie build has written");
        (Exit::Io, vec![found])
    })
}

/// A query on a bundle.
pub(super) struct Session {
    bundle: Bundle,
    typed: String,
    parsed: Parsed,
}

impl Session {
    pub(super) fn open(args: &SearchArgs) -> Result<Self, Failure> {
        Ok(Self {
            bundle: open(&args.bundle)?,
            typed: args.query.clone(),
            parsed: query::parse(&args.query),
        })
    }

    /// Calls something with the request and the texts it needs.
    fn with_request<T>(&self, limit: usize, call: impl FnOnce(&Request<'_>) -> T) -> T {
        let texts = |doc: DocId, visit: &mut dyn FnMut(&str)| self.bundle.read_texts(doc, visit);
        call(&Request {
            query: &self.parsed.query,
            filters: &Filters::default(),
            within: None,
            sort: Sort::Relevance,
            limit,
            texts: Some(&texts),
        })
    }

    pub(super) fn hits(&self, limit: usize) -> Hits {
        self.with_request(limit, |request| search(&self.bundle.index, request))
    }

    fn explanation(&self, doc: DocId) -> Explanation {
        self.with_request(1, |request| {
            explain(&self.bundle.index, request, &Ranking::default(), doc)
        })
    }

    /// What was ignored, and what words were taken for.
    pub(super) fn readings(&self, hits: &Hits) -> String {
        let mut text = String::new();
        let typed =
            |span: &std::ops::Range<usize>| self.typed.get(span.clone()).unwrap_or_default();
        for notice in &self.parsed.notices {
            let _ = writeln!(
                text,
                "note: \"{}\": {:?}",
                typed(&notice.span),
                notice.reason
            );
        }
        for value in &hits.unknown {
            let _ = writeln!(text, "note: \"{value}\": no article has this value");
        }
        for reading in &hits.readings {
            let _ = write!(text, "\"{}\" → ", typed(&reading.span));
            match &reading.meaning {
                Meaning::Concept(concept, others) => {
                    let names = std::iter::once(concept)
                        .chain(others)
                        .map(|concept| self.concept(*concept));
                    let _ = writeln!(text, "{}", names.collect::<Vec<_>>().join("; or "));
                }
                Meaning::Correction(terms) => {
                    let _ = writeln!(text, "close to {}", terms.join(", "));
                }
                Meaning::Year(year) => {
                    let _ = writeln!(text, "published in {year}");
                }
            }
        }
        let _ = writeln!(
            text,
            "{} articles, {} with everything asked",
            hits.total, hits.complete
        );
        text
    }

    fn concept(&self, id: vigie_core::concepts::ConceptId) -> String {
        let thesaurus = self.bundle.index.thesaurus();
        let Some(concept) = thesaurus.concept(id) else {
            return String::new();
        };
        let count = self.bundle.index.concept_count(id);
        format!("{} / {} ({count})", concept.label.fr, concept.label.en)
    }

    /// The articles, with what they were found by if that is wanted.
    pub(super) fn list(&self, hits: &Hits, explains: bool) -> String {
        let mut text = String::new();
        for (rank, hit) in (1..).zip(&hits.hits) {
            let Some(article) = self.bundle.articles.get(hit.doc.0 as usize) else {
                continue;
            };
            let partial = if hit.is_complete {
                ""
            } else {
                " (lacks some words)"
            };
            let _ = writeln!(text, "\n{rank}. {}{partial}", article.title);
            let _ = writeln!(
                text,
                "   {} · {} · {}",
                article.published.day(),
                article.source,
                article.id
            );
            let marks = hits
                .marks
                .ranges(&article.summary, self.bundle.index.thesaurus());
            let part = snippet(&article.summary, &marks, SNIPPET_CHARS);
            let _ = writeln!(
                text,
                "   {}",
                article.summary.get(part.window).unwrap_or_default()
            );
            if explains {
                text += &self.explained(&self.explanation(hit.doc));
            }
        }
        text
    }

    fn explained(&self, explanation: &Explanation) -> String {
        let factors = explanation.factors;
        let mut text = format!(
            "   score {:.2} = {:.2} × coverage {:.2} (has {:.0} % of the query) × kind {:.2} × freshness {:.2}\n",
            factors.score(),
            factors.sum,
            factors.coverage,
            explanation.share * 100.0,
            factors.kind,
            factors.freshness,
        );
        for part in &explanation.parts {
            let typed = self.typed.get(part.span.clone()).unwrap_or_default();
            let missing = if part.is_met { "" } else { ", not met" };
            let _ = writeln!(
                text,
                "     {:.2} for \"{typed}\" (weight {:.2}{missing})",
                part.score, part.weight
            );
            for contribution in &part.contributions {
                let _ = writeln!(text, "       {}", self.contribution(contribution));
            }
        }
        text
    }

    fn contribution(&self, contribution: &Contribution) -> String {
        let fields = |[title, summary, body, label]: [u8; 4]| {
            let named = [
                (title, "title"),
                (summary, "summary"),
                (body, "body"),
                (label, "label"),
            ];
            let held = named.into_iter().filter(|(count, _)| *count > 0);
            held.map(|(count, name)| format!("{name} {count}×"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match contribution {
            Contribution::Term(term, kind, weight, frequencies) => {
                let kind = match kind {
                    ExpansionKind::Related(relation) => format!("{relation:?}").to_lowercase(),
                    ExpansionKind::Completion => "completion".to_owned(),
                    ExpansionKind::Fuzzy(errors) => format!("{errors} typing error"),
                };
                format!("{term} ({kind}, {weight:.2}): {}", fields(*frequencies))
            }
            Contribution::Concept(concept, frequencies) => {
                format!(
                    "concept {}: {}",
                    self.concept(*concept),
                    fields(*frequencies)
                )
            }
            Contribution::Year(year) => format!("published in {year}"),
        }
    }
}
