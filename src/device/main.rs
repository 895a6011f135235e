//! A program that is loaded beside the app once there is something to read: news and versions, storage on this
//! device, and rare notices about favourites. `public/boot.js` loads it, and calls [`run`] with what is asked for.
//!
//! | module | what |
//! | --- | --- |
//! | [`mod@news`] | looks for newer collections and versions, has them cached, and offers them |
//! | [`notices`] | notices at the foot of the window |
//! | [`dialog`] | the dialog about this device: storage, checks for news, pictures |
//! | [`favourites`] | notices about favourites, and the import of a backup |
//!
//! It has no signals: its content is small and seldom changes, and it is smaller without.

mod dialog;
mod favourites;
mod news;
mod notices;

use std::cell::OnceCell;

use vigie_core::scripts::NEWS_ASKED;
use vigie_ui::browser::object;
use wasm_bindgen::prelude::wasm_bindgen;

use news::News;

/// Nothing is done until something is asked for.
fn main() {}

thread_local! {
    static NEWS: OnceCell<&'static News> = const { OnceCell::new() };
}

/// Does what is asked for: `news` and `device`; else the name of a concern about favourites or `import`, with a line for
/// each favourite. `root` is the address of the site's folder.
#[wasm_bindgen]
pub fn run(root: &str, detail: &str) {
    let (action, lines) = detail.split_once('\n').unwrap_or((detail, ""));
    match action {
        NEWS_ASKED => {
            let news = news(root);
            object::spawn(news.start());
        }
        "device" => {
            let news = news(root);
            news.when_known(move || dialog::open(news));
        }
        action => favourites::run(action, lines),
    }
}

/// What is known about news; the one of this page.
fn news(root: &str) -> &'static News {
    NEWS.with(|news| *news.get_or_init(|| Box::leak(Box::new(News::of(root)))))
}
