//! The attributes of `<vigie-articles>` as command line choices. Their values come from [`vigie_core::widget`],
//! which the element itself parses, so the element understands everything that is printed.

use clap::ValueEnum;
use vigie_core::language::Language;
use vigie_core::widget::{
    Choice, Images, Keys, Loading, Mode, More, Open, Shown, Storage, Theme, UrlState,
};

use vigie_view::search_params::encode;

/// Choices for one snippet. What is not chosen is not written, and the element's own default holds.
#[derive(Clone, Debug)]
pub struct Options {
    /// Absolute address of the site's folder, with a slash at its end.
    pub site: String,
    /// The scope; empty for all articles.
    pub query: String,
    /// Maximum number of articles, 1 to 100.
    pub limit: Option<u8>,
    /// Language of the interface.
    pub language: Language,
    /// The look.
    pub mode: Option<Mode>,
    /// Whether there is a button for more.
    pub more: Option<More>,
    /// What is shown; the look's own choice where it is empty.
    pub show: Vec<Shown>,
    /// The colours.
    pub theme: Option<Theme>,
    /// Which pictures are shown.
    pub images: Option<Images>,
    /// What the link of a title opens.
    pub open: Option<Open>,
    /// Level of the headings, 2 to 6.
    pub heading_level: Option<u8>,
    /// Name of the region.
    pub label: Option<String>,
    /// Where the reader's search is written in the address.
    pub url_state: Option<UrlState>,
    /// The element's id.
    pub id: Option<String>,
    /// Whether keys work while the focus is inside.
    pub keys: Option<Keys>,
    /// What the browser may store.
    pub storage: Option<Storage>,
    /// When the list is loaded.
    pub loading: Option<Loading>,
    /// What only the frame has.
    pub frame: Frame,
}

/// What only the frame has.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its height in pixels, until a script changes it.
    pub height: u16,
    /// Whether a script gives it the height of its list.
    pub is_resized: bool,
}

/// Forms of the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The element `vigie-articles` and its script
    #[default]
    Element,
    /// A frame, for pages that must not run scripts of others
    Iframe,
    /// A plain list of links, for pages without scripts
    Static,
}

impl Options {
    /// Makes the options of a list that looks as it does by itself.
    pub fn new(site: &str, language: Language) -> Self {
        Self {
            site: site.to_owned(),
            query: String::new(),
            limit: None,
            language,
            mode: None,
            more: None,
            show: Vec::new(),
            theme: None,
            images: None,
            open: None,
            heading_level: None,
            label: None,
            url_state: None,
            id: None,
            keys: None,
            storage: None,
            loading: None,
            frame: Frame {
                height: 640,
                is_resized: true,
            },
        }
    }

    /// Returns the attributes of the element in a fixed order.
    pub(super) fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut attributes = vec![("src", self.site.clone())];
        attributes.extend(self.id.clone().map(|id| ("id", id)));
        attributes.extend(self.shared());
        let own = [
            ("url-state", self.url_state.map(word)),
            ("loading", self.loading.map(word)),
        ];
        attributes.extend(
            own.into_iter()
                .filter_map(|(key, value)| Some((key, value?))),
        );
        attributes
    }

    /// Returns the address of the frame. What concerns the address or the page around has no meaning in it.
    pub(super) fn frame_address(&self) -> String {
        let mut address = format!("{}embed.html", self.site);
        for (at, (name, value)) in self.shared().into_iter().enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            address.push_str(&encode(&value));
        }
        address
    }

    /// What element and frame both take.
    fn shared(&self) -> Vec<(&'static str, String)> {
        let show: Vec<String> = self.show.iter().copied().map(word).collect();
        let show = (!show.is_empty()).then(|| show.join(" "));
        let query = (!self.query.is_empty()).then(|| self.query.clone());
        let all = [
            ("query", query),
            ("mode", self.mode.map(word)),
            ("limit", self.limit.map(|limit| limit.to_string())),
            ("more", self.more.map(word)),
            ("show", show),
            ("lang", Some(self.language.tag().to_owned())),
            ("theme", self.theme.map(word)),
            ("images", self.images.map(word)),
            ("open", self.open.map(word)),
            (
                "heading-level",
                self.heading_level.map(|level| level.to_string()),
            ),
            ("keys", self.keys.map(word)),
            ("storage", self.storage.map(word)),
            ("label", self.label.clone()),
        ];
        let written = all
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)));
        written.collect()
    }
}

/// The word of a choice.
fn word(choice: impl Choice) -> String {
    choice.word().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_core::widget::ATTRIBUTES;

    #[test]
    fn every_attribute_is_written_in_its_order_and_those_for_frames_in_the_address() {
        let all = Options {
            query: "stent".to_owned(),
            limit: Some(5),
            mode: Some(Mode::Cards),
            more: Some(More::None),
            show: vec![Shown::Date],
            theme: Some(Theme::Dark),
            images: Some(Images::Mirrored),
            open: Some(Open::Here),
            heading_level: Some(2),
            label: Some("News".to_owned()),
            url_state: Some(UrlState::Hash),
            id: Some("news".to_owned()),
            keys: Some(Keys::On),
            storage: Some(Storage::Local),
            loading: Some(Loading::Eager),
            ..Options::new("https://a.example/", Language::En)
        };
        let names: Vec<_> = all.attributes().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ATTRIBUTES.map(|attribute| attribute.name));
        let address = all.frame_address();
        for attribute in ATTRIBUTES {
            let is_there = address.contains(&format!("{}=", attribute.name));
            assert_eq!(is_there, attribute.is_for_frames, "{}", attribute.name);
        }
    }
}
