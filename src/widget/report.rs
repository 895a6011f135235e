//! What the host page is told: the results that are shown, and errors.

use std::rc::Rc;

use vigie_core::bundle::BundleError;
use vigie_core::query;
use vigie_core::scripts::{ERROR_EVENT, RESULTS_EVENT};
use vigie_ui::browser::clock;
use vigie_ui::browser::host::Fact;
use vigie_ui::failure::LoadFailure;
use vigie_ui::listing::Listing;
use vigie_ui::signals::Effect;
use vigie_ui::state::loading::Phase;

use crate::options::Options;
use crate::state::State;

/// Tells the page what is shown and what went wrong.
pub(crate) fn report(state: &State, listing: Listing, options: &Options) {
    let Listing {
        collection,
        question,
        results,
        messages,
    } = listing;
    let (host, asked_at) = (Rc::clone(&state.host), Rc::clone(&state.asked_at));
    Effect::new(move |_| {
        if collection.index.with(Option::is_none) {
            return;
        }
        let total = results.total().unwrap_or_default();
        let shown = u32::try_from(question.shown.get())
            .unwrap_or(u32::MAX)
            .min(total);
        let query = question.params.with(|params| params.query.clone());
        let ms = clock::now() - asked_at.get();
        let facts = [
            ("query", Fact::Text(&query)),
            ("total", Fact::Number(total.into())),
            ("shown", Fact::Number(shown.into())),
            ("ms", Fact::Number(ms)),
        ];
        host.tell(RESULTS_EVENT, &facts);
    });
    let host = Rc::clone(&state.host);
    let tell = move |code: &str, message: &str, is_passing: bool| {
        let facts = [
            ("code", Fact::Text(code)),
            ("message", Fact::Text(message)),
            ("recoverable", Fact::Flag(is_passing)),
        ];
        host.tell(ERROR_EVENT, &facts);
    };
    let parsed = query::parse(&options.query);
    if let Some(notice) = parsed.notices.first() {
        tell("QUERY", (messages.notice)(notice.reason), true);
    }
    Effect::new(move |_| {
        let mut failures = Vec::new();
        if let Phase::Failed(failure) = collection.phase.get() {
            failures.push(failure);
        }
        failures.extend(collection.index_failure.get());
        failures.extend(
            collection
                .missing
                .get()
                .into_iter()
                .map(|(_, failure)| failure)
                .take(1),
        );
        for failure in failures {
            tell(
                code(&failure),
                &failure.sentence(messages),
                failure.is_passing(),
            );
        }
        for sentence in collection.left_out(messages) {
            tell("SCHEMA", &sentence, true);
        }
    });
}

/// The page's word for a failure.
fn code(failure: &LoadFailure) -> &'static str {
    match failure {
        LoadFailure::Network
        | LoadFailure::Timeout
        | LoadFailure::Status(_)
        | LoadFailure::Busy { .. }
        | LoadFailure::Redirected => "FETCH",
        LoadFailure::Altered
        | LoadFailure::TooLarge
        | LoadFailure::Bundle(
            BundleError::Altered | BundleError::TooLarge | BundleError::Count { .. },
        ) => "INTEGRITY",
        LoadFailure::Bundle(_) | LoadFailure::Index(_) => "SCHEMA",
    }
}
