//! The app's `index.html`, with the places that the site fills.
//!
//! The page is ours and Trunk's, so its tags have a known form: double quotes, no `>` inside values. The
//! scan only looks for such tags and leaves everything else unchanged.

use std::ops::Range;

use vigie_core::language::Language;
use vigie_view::element::element;
use vigie_view::html::Html;

use crate::host::inline::Inline;

/// Begin of the place for what is said while nothing starts.
const NOTICE: &str = "<div id=\"boot-notice\"";

/// Begin of a place.
const PLACE: &str = "<!--vigie:";

/// The places that the page of an app must have, each once.
const PLACES: [&str; 3] = ["policy", "head", "app"];

/// What else it must have: language, title, what is said when nothing starts, and what starts the app.
const TAGS: [&str; 5] = ["<html", "<title>", "</head>", NOTICE, "data-wasm=\""];

/// A page with places to fill.
#[derive(Clone, Debug)]
pub(super) struct Template {
    text: String,
}

impl Template {
    pub(super) fn new(text: String) -> Self {
        Self { text }
    }

    /// Ends the filling.
    ///
    /// # Panics
    ///
    /// In builds with debug assertions, if a place is left.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        debug_assert_eq!(self.first_place(), None, "a place is left");
        self.text.into_bytes()
    }

    /// Returns the first thing that the page of an app must have and this one has not.
    pub(super) fn lack(&self) -> Option<String> {
        let places = PLACES.map(place).into_iter();
        let mut places = places.filter(|place| self.text.matches(place.as_str()).count() != 1);
        let mut tags = TAGS.into_iter().filter(|tag| !self.text.contains(tag));
        places.next().or_else(|| tags.next().map(str::to_owned))
    }

    /// Returns whether the page has the place `<!--vigie:NAME-->`.
    fn has_place(&self, name: &str) -> bool {
        self.text.contains(&place(name))
    }

    /// Returns the name of the first place that is left.
    pub(super) fn first_place(&self) -> Option<&str> {
        let (_, after) = self.text.split_once(PLACE)?;
        after.split("-->").next()
    }

    /// Puts markup in the place of the comment `<!--vigie:NAME-->`.
    ///
    /// # Panics
    ///
    /// In builds with debug assertions, if the page has no such place. Pages of an app are refused before
    /// ([`Self::lack`]), and others are part of this program.
    pub(super) fn fill(&mut self, name: &str, html: &Html) {
        debug_assert!(self.has_place(name), "the page has no place {name}");
        self.text = self.text.replacen(&place(name), html.as_str(), 1);
    }

    /// Puts markup in the place of the comment `<!--vigie:NAME-->` if the page has it.
    pub(super) fn fill_any<T: Into<Html>>(&mut self, name: &str, html: impl FnOnce() -> T) {
        if self.has_place(name) {
            self.fill(name, &html().into());
        }
    }

    pub(super) fn set_title(&mut self, title: &str) {
        let title = Html::from(element("title").child(title));
        if let Some(place) = between(&self.text, "<title>", "</title>") {
            self.text.replace_range(place, title.as_str());
        }
    }

    pub(super) fn set_language(&mut self, language: Language) {
        let mut tags = self.tags("html");
        if let Some(place) = tags.pop() {
            self.set_attribute(place, "lang", language.tag());
        }
    }

    /// Removes the style sheets the page names and returns their addresses.
    pub(super) fn take_stylesheets(&mut self) -> Vec<String> {
        let mut taken = Vec::new();
        for place in self.tags("link").into_iter().rev() {
            let tag = self.text.get(place.clone()).unwrap_or_default();
            if attribute(tag, "rel") != Some("stylesheet") {
                continue;
            }
            taken.extend(attribute(tag, "href").map(str::to_owned));
            // With the line it stands on: there is one for each component.
            let before = self.text.get(..place.start).unwrap_or_default();
            self.text
                .replace_range(before.trim_end().len()..place.end, "");
        }
        taken.reverse();
        taken
    }

    /// Names a style sheet at the end of the head.
    pub(super) fn add_stylesheet(&mut self, address: &str, integrity: &str) {
        let link = element("link")
            .attribute("rel", "stylesheet")
            .attribute("href", address)
            .attribute("integrity", integrity);
        let link = Html::from(link);
        self.text = self
            .text
            .replacen("</head>", &format!("{}</head>", link.as_str()), 1);
    }

    /// Puts style and first script inside the page, in the place of the tag that names the script: the first paint then
    /// waits for nothing else. Returns whether it was done: a page that names no such script stays as it is, and so it
    /// does if a text would end its element.
    pub(super) fn put_inside(&mut self, style: &str, script: &str, file: &str) -> bool {
        let mut tags = self.tags("script").into_iter();
        let named = tags.find(|place| {
            let tag = self.text.get(place.clone()).unwrap_or_default();
            attribute(tag, "src") == Some(file)
        });
        let has = |text: &str, ends: &[&str]| {
            let text = text.to_ascii_lowercase();
            ends.iter().any(|end| text.contains(end))
        };
        let is_ended = has(style, &["</style"]) || has(script, &["</script", "<script", "<!--"]);
        let Some(place) = named.filter(|_| !is_ended) else {
            return false;
        };
        let end = "</script>";
        let rest = self.text.get(place.end..).unwrap_or_default();
        let until = rest
            .find(end)
            .map_or(place.end, |at| place.end + at + end.len());
        let inside = format!("<style>{style}</style><script>{script}</script>");
        self.text.replace_range(place.start..until, &inside);
        true
    }

    /// Returns the style and script inside the page.
    pub(super) fn inline(&self) -> Inline {
        Inline::of(&self.text)
    }

    /// Puts another place for what is said while nothing starts in the one of the page.
    pub(super) fn set_silent_notice(&mut self, notice: &Html) {
        if let Some(place) = between(&self.text, NOTICE, "</div>") {
            self.text.replace_range(place, notice.as_str());
        }
    }

    /// Returns an attribute of the tag that starts the app.
    pub(super) fn boot_attribute(&self, name: &str) -> Option<String> {
        let tag = self.text.get(self.boot()?)?;
        attribute(tag, name).map(str::to_owned)
    }

    /// Sets an attribute of the tag that starts the app.
    pub(super) fn set_boot_attribute(&mut self, name: &str, value: &str) {
        if let Some(place) = self.boot() {
            self.set_attribute(place, name, value);
        }
    }

    fn boot(&self) -> Option<Range<usize>> {
        let mut tags = self.tags("script").into_iter();
        tags.find(|place| {
            self.text
                .get(place.clone())
                .is_some_and(|tag| attribute(tag, "data-wasm").is_some())
        })
    }

    /// Gives scripts and module preloads the digest of the file they name.
    pub(super) fn sign_links(&mut self, digest: &impl Fn(&str) -> Option<String>) {
        for (name, address) in [("script", "src"), ("link", "href")] {
            for place in self.tags(name).into_iter().rev() {
                let tag = self.text.get(place.clone()).unwrap_or_default();
                let runs = name == "script" || attribute(tag, "rel") == Some("modulepreload");
                let file = attribute(tag, address).filter(|_| runs);
                if let Some(digest) = file.and_then(digest) {
                    self.set_attribute(place, "integrity", &digest);
                }
            }
        }
    }

    /// Points every relative link and script of the page one way further, such as up.
    pub(super) fn move_links(&mut self, way: &str) {
        for attribute in ["href", "src"] {
            self.text = self.text.replace(
                &format!("{attribute}=\"./"),
                &format!("{attribute}=\"{way}"),
            );
        }
    }

    /// Removes what starts the app and what is said while it starts, for a page that needs no script but the
    /// theme's.
    pub(super) fn remove_app(&mut self) {
        if let Some(boot) = self.boot() {
            self.text.replace_range(boot, "<script>");
        }
        for (opening, closing) in [
            ("<script>", "</script>"),
            ("<noscript>", "</noscript>"),
            (NOTICE, "</div>"),
        ] {
            if let Some(place) = between(&self.text, opening, closing) {
                self.text.replace_range(place, "");
            }
        }
        for place in self.tags("link").into_iter().rev() {
            let tag = self.text.get(place.clone()).unwrap_or_default();
            if attribute(tag, "rel").is_some_and(|rel| rel.ends_with("preload")) {
                self.text.replace_range(place, "");
            }
        }
    }

    /// Names the starting script once more for every other depth the page may have. Only the one that
    /// exists runs.
    pub(super) fn repeat_boot(&mut self, depth: &str, others: &[String]) {
        let Some(place) = self.boot() else { return };
        let tag = self.text.get(place.clone()).unwrap_or_default();
        let (Some(source), digest) = (attribute(tag, "src"), attribute(tag, "integrity")) else {
            return;
        };
        let mut copies = String::new();
        for other in others {
            let script = element("script")
                .attribute("type", "module")
                .attribute("src", source.replacen(depth, other, 1))
                .attribute_if("integrity", digest);
            copies.push_str(Html::from(script).as_str());
        }
        let end = place.end + "</script>".len();
        self.text.insert_str(end.min(self.text.len()), &copies);
    }

    /// Places of the opening tags of a name.
    fn tags(&self, name: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        let mut from = 0;
        while let Some(start) = self
            .text
            .get(from..)
            .and_then(|rest| rest.find(&format!("<{name}")))
        {
            let start = from + start;
            let rest = self.text.get(start..).unwrap_or_default();
            let end = start + rest.find('>').map_or(rest.len(), |end| end + 1);
            let after = rest.as_bytes().get(name.len() + 1);
            if after.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>') {
                places.push(start..end);
            }
            from = end;
        }
        places
    }

    fn set_attribute(&mut self, place: Range<usize>, name: &str, value: &str) {
        let tag = self.text.get(place.clone()).unwrap_or_default();
        let opening = format!(" {name}=\"");
        if let Some(inside) = between(tag, &opening, "\"") {
            let at = place.start + inside.start..place.start + inside.end;
            return self.text.replace_range(at, &format!("{opening}{value}\""));
        }
        let name_end = tag
            .find(|c: char| c.is_ascii_whitespace() || c == '>')
            .unwrap_or(tag.len());
        self.text
            .insert_str(place.start + name_end, &format!("{opening}{value}\""));
    }
}

fn place(name: &str) -> String {
    format!("{PLACE}{name}-->")
}

/// Value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// Range from the start of one text to the end of the next other.
fn between(text: &str, opening: &str, closing: &str) -> Option<Range<usize>> {
    let start = text.find(opening)?;
    let inside = start + opening.len();
    let end = inside + text.get(inside..)?.find(closing)? + closing.len();
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_first_script_stand_inside() {
        let page = "<head><script src=\"./early.js\" integrity=\"x\"></script><script src=\"./boot.js\"></script></head>";
        let mut template = Template::new(page.to_owned());
        let style = "a{b:url('data:,<svg></svg>')}";
        assert!(template.put_inside(style, "if (1 < 2) b()", "./early.js"));
        let expected = "<head><style>a{b:url('data:,<svg></svg>')}</style><script>if (1 < 2) b()</script>\
             <script src=\"./boot.js\"></script></head>";
        assert_eq!(template.text, expected);
        for (style, script) in [
            ("</style>", "b()"),
            ("a{}", "\"</script>\""),
            ("a{}", "<!--"),
        ] {
            let mut template = Template::new(page.to_owned());
            assert!(!template.put_inside(style, script, "./early.js"));
            assert_eq!(template.text, page);
        }
    }

    fn page() -> Template {
        Template::new(
            "<html lang=\"fr\"><head><title>Vigie</title><link rel=\"stylesheet\" href=\"./a.css\"/>\
             <link rel=\"stylesheet\" href=\"./b.css\"/><script src=\"./early.js\"></script>\
             <script type=\"module\" src=\"./boot.js\" data-wasm=\"./x.wasm\"></script></head>\
             <body><!--vigie:app--></body></html>"
                .to_owned(),
        )
    }

    #[test]
    fn our_own_page_has_every_place() {
        let source = include_str!("../../../index.html");
        // Trunk adds the tag that starts the app.
        let source = source.replace("</head>", "<script data-wasm=\"a\"></script></head>");
        let page = Template::new(source.clone());
        assert_eq!(page.lack(), None);
        for needed in PLACES.map(place).iter().map(String::as_str).chain(TAGS) {
            let page = Template::new(source.replace(needed, ""));
            assert_eq!(page.lack().as_deref(), Some(needed));
        }
        let twice = Template::new(format!("{source}{}", place("app")));
        assert_eq!(twice.lack(), Some(place("app")));
        let check = |what: &str, change: &dyn Fn(&mut Template)| {
            let mut page = Template::new(source.clone());
            change(&mut page);
            assert_ne!(page.text, source, "{what}");
        };
        check("title", &|page| page.set_title("filled"));
        check("lang", &|page| page.set_language(Language::En));
        check("notice", &|page| {
            page.set_silent_notice(&Html::from("filled"));
        });
        check("style", &|page| page.add_stylesheet("filled", ""));
    }

    #[test]
    fn places_are_filled_and_titles_escaped() {
        let mut page = page();
        page.set_title("A & <B>");
        page.set_language(Language::En);
        page.fill("app", &Html::from("<x>"));
        assert!(
            page.text.contains("<title>A &amp; &lt;B&gt;</title>"),
            "{}",
            page.text
        );
        assert!(page.text.starts_with("<html lang=\"en\">"), "{}", page.text);
        assert!(
            page.text.contains("<body>&lt;x&gt;</body>"),
            "{}",
            page.text
        );
    }

    #[test]
    fn style_sheets_are_taken_in_their_order() {
        let mut page = page();
        assert_eq!(page.take_stylesheets(), ["./a.css", "./b.css"]);
        page.add_stylesheet("./c.css", "sha256-x");
        assert_eq!(page.text.matches("stylesheet").count(), 1);
    }

    #[test]
    fn the_starting_script_is_named_for_every_depth() {
        let mut page = page();
        page.set_boot_attribute("data-wasm-integrity", "sha256-y");
        page.move_links("../");
        page.repeat_boot("../", &["./".to_owned(), "../../".to_owned()]);
        for depth in [
            "src=\"./boot.js\"",
            "src=\"../boot.js\"",
            "src=\"../../boot.js\"",
        ] {
            assert_eq!(
                page.text.matches(depth).count(),
                1,
                "{depth}: {}",
                page.text
            );
        }
        // What there is to start is said once.
        let said = page.text.matches("data-wasm-integrity=\"sha256-y\"");
        assert_eq!(said.count(), 1);
        assert!(
            page.text
                .contains("</script><script type=\"module\" src=\"./boot.js\""),
            "{}",
            page.text
        );
    }

    #[test]
    fn a_page_without_the_app_keeps_style_and_theme() {
        let mut page = page();
        page.remove_app();
        assert!(
            !page.text.contains("boot.js") && !page.text.contains("wasm"),
            "{}",
            page.text
        );
        assert!(
            page.text.contains("early.js") && page.text.contains("./b.css"),
            "{}",
            page.text
        );
        assert_eq!(
            page.text.matches("<script").count(),
            page.text.matches("</script>").count()
        );
    }

    #[test]
    fn what_runs_is_signed() {
        let mut page = page();
        page.sign_links(&|file| Some(format!("digest of {file}")));
        assert!(
            page.text.contains("integrity=\"digest of ./early.js\""),
            "{}",
            page.text
        );
        assert!(
            page.text.contains("integrity=\"digest of ./boot.js\""),
            "{}",
            page.text
        );
    }
}
