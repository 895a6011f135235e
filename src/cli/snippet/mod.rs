//! The code that puts a list of articles on somebody else's page, in three forms: the element with its script, a
//! frame, and a plain list that needs no script.
//!
//! [`options`] are the choices, each attribute once; [`list`] the articles that stand inside, so that there is
//! something to read before the element is there, or for ever where it never comes.

mod list;
mod options;

pub(crate) use list::content;
pub use list::{Entry, entries};
pub use options::{Form, Frame, Options};
pub use vigie_core::widget::{
    Images, Keys, LIMIT, Loading, Mode, More, Open, Shown, Storage, Theme, UrlState,
};

use vigie_core::language::{Label, Language};

use crate::html::Html;

/// What the frame may do: run, keep its own origin, open articles in tabs of their own, save lists.
pub const SANDBOX: &str =
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// Returns the code of a form, ending with a line break. `title` is the site's, `entries` stand in the element and
/// in the plain list; without any the link to the site stands alone.
pub fn markup(form: Form, options: &Options, title: &Label, entries: &[Entry]) -> String {
    let html = match form {
        Form::Element => {
            let mut html = element(options, title, entries);
            html.push(&Html::text("\n"));
            html.push(&script(&format!("{}widget.js", options.site)));
            html
        }
        Form::Iframe => iframe(options, title),
        Form::Static => list::block(options, title, entries, "", "vigie-liste"),
    };
    format!("{}\n", html.as_str())
}

/// Draws the element without its script.
pub(crate) fn element(options: &Options, title: &Label, entries: &[Entry]) -> Html {
    let attributes = options.attributes();
    let attributes: Vec<(&str, &str)> = attributes
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let mut content = Html::text("\n");
    content.push(&list::content(options, title, entries, "  "));
    Html::element("vigie-articles", &attributes, &[content])
}

fn iframe(options: &Options, title: &Label) -> Html {
    let height = options.frame.height.to_string();
    let name = options.label.as_deref();
    let name = name.unwrap_or_else(|| title.in_language(options.language));
    let address = options.frame_address();
    let attributes = [
        ("src", address.as_str()),
        ("title", name),
        ("width", "100%"),
        ("height", &height),
        ("loading", "lazy"),
        ("sandbox", SANDBOX),
        ("referrerpolicy", "no-referrer"),
    ];
    let mut html = Html::element("iframe", &attributes, &[]);
    if options.frame.is_resized {
        html.push(&Html::text("\n"));
        html.push(&script(&format!("{}embed.js", options.site)));
    }
    html
}

fn script(address: &str) -> Html {
    Html::element("script", &[("type", "module"), ("src", address)], &[])
}

/// Words around the list.
struct Words {
    /// Before the name of the site.
    all: &'static str,
    /// Before and after what was searched.
    quotes: [&'static str; 2],
    /// Where there is nothing to list.
    none: &'static str,
}

fn words(language: Language) -> Words {
    match language {
        Language::Fr => Words {
            all: "Tous les articles",
            quotes: ["\u{a0}: «\u{a0}", "\u{a0}»"],
            none: "Aucun article pour l’instant.",
        },
        Language::En => Words {
            all: "All articles",
            quotes: [": “", "”"],
            none: "No article yet.",
        },
    }
}
