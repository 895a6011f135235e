//! Notices at the foot of the window. Each kind has one slot, so that a newer notice replaces an older one of its
//! kind; all of them are redrawn when one is added or removed, and when the language of the page changes.

use std::cell::RefCell;
use std::rc::Rc;

use vigie_core::language::Language;
use vigie_core::messages::news::{NewsMessages, news_messages};
use vigie_ui::browser::published;
use vigie_ui::browser::still::{self, Still};
use vigie_ui::components::Notice;
use vigie_ui::element::{Action, action, element};

/// Class of the place for all of them.
const REGION: &str = "notices";

/// The name of an action in a notice.
pub(crate) type Name = fn(&NewsMessages) -> &'static str;

/// A sentence in any language.
type Sentence = Box<dyn Fn(&NewsMessages, Language) -> String>;

/// A notice in any language.
struct Said {
    place: &'static str,
    sentence: Sentence,
    ways: Vec<(Name, Action<()>)>,
}

/// The notices on screen. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Notices(Rc<RefCell<Vec<Said>>>);

impl Notices {
    /// Puts the place on the page, and follows its language.
    pub(crate) fn open(&self) {
        let region = element("div").class(REGION).attribute("role", "status");
        Still::draw(region).append_to("body");
        let notices = self.clone();
        still::on_language(move || notices.draw());
    }

    /// Shows a sentence with actions, the recommended one first.
    pub(crate) fn say(
        &self,
        place: &'static str,
        sentence: impl Fn(&NewsMessages, Language) -> String + 'static,
        ways: Vec<(Name, Action<()>)>,
    ) {
        self.0.borrow_mut().retain(|said| said.place != place);
        self.0.borrow_mut().push(Said {
            place,
            sentence: Box::new(sentence),
            ways,
        });
        self.draw();
    }

    /// Takes a notice away.
    pub(crate) fn unsay(&self, place: &str) {
        let before = self.0.borrow().len();
        self.0.borrow_mut().retain(|said| said.place != place);
        if self.0.borrow().len() < before {
            self.draw();
        }
    }

    /// Whether a notice is shown.
    pub(crate) fn is_said(&self, place: &str) -> bool {
        self.0.borrow().iter().any(|said| said.place == place)
    }

    fn draw(&self) {
        let language = published::language();
        let messages = news_messages(language);
        let notice = |said: &Said| {
            let (notices, place) = (self.clone(), said.place);
            let ways = said.ways.iter();
            Notice {
                place,
                sentence: (said.sentence)(messages, language),
                ways: ways
                    .map(|(name, act)| (name(messages), Rc::clone(act)))
                    .collect(),
                close: messages.close,
                on_close: action(move |()| notices.unsay(place)),
            }
            .view()
        };
        let drawn = self.0.borrow().iter().map(notice).collect();
        if let Some(body) = Still::find("body") {
            body.fill(".notices", drawn);
        }
    }
}
