//! The hosted page. Starts the app in the place the page has prepared; everything else is in [`app`].

mod app;
mod navigation;
#[expect(
    unreachable_pub,
    reason = "the component macro wraps each component in a module of its own"
)]
mod pages;
mod results;
mod router;

fn main() {
    vigie_ui::browser::panic::install_hook();
    app::start();
}
