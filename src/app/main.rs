//! The hosted page. Starts the app in the prepared place of the page; everything else is in [`app`].

mod app;
mod context;
mod navigation;
mod pages;
mod router;

fn main() {
    vigie_ui::browser::panic::install_hook();
    app::start();
}
