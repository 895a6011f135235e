//! `vigie snippet`: the code that puts the list on another page, with real articles inside.

use std::io::Write;

use vigie_core::article::DocId;
use vigie_core::bundle::ENTRY;
use vigie_core::language::Language;
use vigie_core::query;
use vigie_core::search::{Filters, Request, Sort, search};
use vigie_core::text::clean;
use vigie_core::url::SafeUrl;
use vigie_core::widget::MAX_CHARS;

use super::arguments::SnippetArgs;
use super::bundle_reader::Bundle;
use super::{Failure, refuse, together};
use crate::Exit;
use crate::diagnostics::{Code, Diagnostic, shown};
use crate::snippet::{Entry, Frame, LIMIT, Options, UrlState, entries, markup};

/// Runs the command.
pub fn run(args: &SnippetArgs, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    match snippet(args) {
        Ok((code, is_empty)) => {
            // A closed stream has no one left to tell.
            let _ = write!(stdout, "{code}");
            if is_empty {
                let _ = writeln!(
                    stderr,
                    "note: nothing is found; try the query with vigie search"
                );
            }
            Exit::Success
        }
        Err((exit, found)) => refuse(exit, &found, stderr),
    }
}

/// The code, and whether it lists nothing although it should.
fn snippet(args: &SnippetArgs) -> Result<(String, bool), Failure> {
    let wrong = check(args);
    let wrong = (!wrong.is_empty()).then_some((Exit::Usage, wrong));
    let bundle = match (super::search::open(&args.bundle), wrong) {
        (Ok(bundle), None) => bundle,
        (opened, wrong) => return Err(together(opened.err().into_iter().chain(wrong))),
    };
    let options = options(args, &bundle)?;
    let listed = listed(&bundle, &options);
    let title = &bundle.manifest.site.title;
    let code = markup(args.form, &options, title, &listed);
    Ok((code, listed.is_empty()))
}

/// Returns everything that is wrong in the arguments, whatever the bundle.
pub(crate) fn check(args: &SnippetArgs) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if args.url_state == Some(UrlState::Hash) && args.id.is_none() {
        found.push(usage(
            "'--url-state hash' keeps the search under the element's id, and there is none",
            "add --id with a name that the page has once",
        ));
    }
    let given = args.site.as_deref();
    found.extend(given.and_then(|given| address("--site", given).err()));
    let label = args.label.as_deref().unwrap_or_default();
    for (name, text) in [("--query", args.query.as_str()), ("--label", label)] {
        let count = clean(text).chars().count();
        if count > MAX_CHARS {
            let message =
                format!("'{name}' has {count} characters, the element reads at most {MAX_CHARS}");
            found.push(usage(&message, "shorten it"));
        }
    }
    found
}

/// The newest articles, of all or of those that have everything the query asks, as the element lists them: its query
/// chooses articles, and readers order them.
fn listed(bundle: &Bundle, options: &Options) -> Vec<Entry> {
    let parsed = query::parse(&options.query);
    let texts = |doc: DocId, visit: &mut dyn FnMut(&str)| bundle.read_texts(doc, visit);
    let request = Request {
        query: &parsed.query,
        filters: &Filters::default(),
        sort: Sort::Relevance,
        limit: usize::MAX,
        texts: Some(&texts),
        within: None,
    };
    let found = search(&bundle.index, &request);
    let complete = found.hits.iter().take(found.complete as usize);
    // The number of an article is its place in time.
    let mut docs: Vec<DocId> = complete.map(|hit| hit.doc).collect();
    docs.sort_unstable();
    if parsed.query.sort != Some(Sort::Oldest) {
        docs.reverse();
    }
    docs.truncate(options.limit.unwrap_or(LIMIT).into());
    let articles = docs
        .iter()
        .filter_map(|doc| bundle.articles.get(doc.0 as usize));
    entries(articles, &options.site)
}

fn options(args: &SnippetArgs, bundle: &Bundle) -> Result<Options, Failure> {
    let language = args
        .lang
        .map_or(bundle.manifest.site.language, Language::from);
    Ok(Options {
        site: site(args, bundle)?,
        // As the element reads it.
        query: clean(&args.query),
        limit: args.limit,
        language,
        mode: args.mode,
        more: args.more,
        show: args.show.clone(),
        theme: args.theme,
        images: args.images,
        open: args.open,
        heading_level: args.heading_level,
        label: args.label.as_deref().map(clean),
        url_state: args.url_state,
        id: args.id.clone(),
        keys: args.keys,
        storage: args.storage,
        loading: args.loading,
        frame: Frame {
            height: args.height,
            is_resized: !args.fixed,
        },
    })
}

/// What to do without a usable address of the site.
const SITE_HINT: &str = "write --site https://veille.example.org/, or base_url under [site] of vigie.toml and build again";

/// The address others reach the site at: the one given, else the one the site was built with.
fn site(args: &SnippetArgs, bundle: &Bundle) -> Result<String, Failure> {
    let site = match &args.site {
        Some(given) => address("--site", given),
        None if bundle.base_url.is_empty() => {
            let message = format!("{ENTRY} does not give the address of the site");
            Err(usage(&message, SITE_HINT))
        }
        None => address("base_url", &bundle.base_url),
    };
    site.map_err(|wrong| (Exit::Usage, vec![wrong]))
}

/// Checks the address of a site; a slash is at its end.
fn address(name: &str, given: &str) -> Result<String, Diagnostic> {
    match SafeUrl::parse(given) {
        Ok(url)
            if url.host().is_some()
                && url.as_str().starts_with("http")
                && !given.contains(['?', '#']) =>
        {
            Ok(format!("{}/", url.as_str().trim_end_matches('/')))
        }
        _ => {
            let message = format!("'{name}' is not the address of a site: {}", shown(given));
            Err(usage(&message, SITE_HINT))
        }
    }
}

fn usage(message: &str, hint: &str) -> Diagnostic {
    Diagnostic::new("snippet", None, Code::WrongSnippet, message.to_owned()).with_hint(hint)
}
