//! The hosted page. Starts the app in the place the page has prepared; everything else is in [`app`].

mod app;
mod context;
mod navigation;
mod pages;
mod results;
mod router;
mod understanding;

fn main() {
    vigie_ui::browser::panic::install_hook();
    app::start();
}
