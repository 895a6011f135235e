//! The sentences that only the embeddable list uses. They are separate so that the hosted page does not contain
//! them.

use crate::language::Language;

/// The sentences of one language.
#[derive(Debug)]
pub struct WidgetMessages {
    /// Name of the region.
    pub label: &'static str,
    /// Link to the hosted page.
    pub site: &'static str,
    /// Name of the bars.
    pub histogram: &'static str,
    /// Name of one bar: year, and how many articles it has.
    pub bar: fn(&str, &str) -> String,
    /// First line of the choice of a format.
    pub export: &'static str,
}

/// Returns the sentences of a language.
///
/// ```
/// use vigie_core::language::Language;
/// use vigie_core::messages::widget::widget_messages;
///
/// assert_eq!(widget_messages(Language::Fr).label, "Veille");
/// ```
pub fn widget_messages(language: Language) -> &'static WidgetMessages {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

static FRENCH: WidgetMessages = WidgetMessages {
    label: "Veille",
    site: "Toute la veille",
    histogram: "Articles par année",
    bar: |year, articles| [year, "\u{a0}: ", articles].concat(),
    export: "Enregistrer la liste…",
};

static ENGLISH: WidgetMessages = WidgetMessages {
    label: "Articles",
    site: "All articles",
    histogram: "Articles by year",
    bar: |year, articles| [year, ": ", articles].concat(),
    export: "Save the list…",
};
