//! The code that embeds a list of articles in another page, in three forms: the custom element with its script, an
//! iframe, and a plain list that needs no script.
//!
//! [`options`] defines the choices, one per attribute; [`list`] renders the articles inside the element, which
//! readers see until the element is loaded, or instead of it if it never loads.

mod list;
mod options;

pub(crate) use list::content;
pub use list::{Entry, entries};
pub use options::{Form, Frame, Options};
pub use vigie_core::widget::{
    Images, Keys, LIMIT, Loading, Mode, More, Open, Shown, Storage, Theme, UrlState,
};

use vigie_core::language::{Label, Language};
use vigie_view::element::{Child, Element, element};
use vigie_view::html::Html;

/// What the frame may do: run, keep its own origin, open articles in tabs of their own, save lists.
pub const SANDBOX: &str =
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// Returns the code of a form, ending with a line break. `title` is the site's, `entries` are listed in the element and
/// in the plain list; without entries there is only the link to the site.
pub fn markup(form: Form, options: &Options, title: &Label, entries: &[Entry]) -> String {
    let code: Vec<Child> = match form {
        Form::Element => vec![
            list_element(options, title, entries).into(),
            "\n".into(),
            script(&format!("{}widget.js", options.site)).into(),
        ],
        Form::Iframe => iframe(options, title),
        Form::Static => vec![list::block(options, title, entries, "vigie-liste").into()],
    };
    format!("{}\n", Html::from(code).as_str())
}

/// Draws the element without its script.
pub(crate) fn list_element(options: &Options, title: &Label, entries: &[Entry]) -> Element {
    let list = element("vigie-articles");
    let attributes = options.attributes().into_iter();
    attributes
        .fold(list, |list, (name, value)| list.attribute(name, value))
        .child("\n")
        .children(list::content(options, title, entries, "  "))
}

fn iframe(options: &Options, title: &Label) -> Vec<Child> {
    let name = options.label.as_deref();
    let name = name.unwrap_or_else(|| title.in_language(options.language));
    let frame = element("iframe")
        .attribute("src", options.frame_address())
        .attribute("title", name)
        .attribute("width", "100%")
        .attribute("height", options.frame.height.to_string())
        .attribute("loading", "lazy")
        .attribute("sandbox", SANDBOX)
        .attribute("referrerpolicy", "no-referrer");
    let mut code = vec![frame.into()];
    if options.frame.is_resized {
        code.push("\n".into());
        code.push(script(&format!("{}embed.js", options.site)).into());
    }
    code
}

fn script(address: &str) -> Element {
    element("script")
        .attribute("type", "module")
        .attribute("src", address)
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
