//! Starts the console in the page that loaded it. Everything else is the library's.

use floorwalker_console::{browser, view};

fn main() {
    console_error_panic_hook::set_once();
    browser::style::adopt();
    leptos::mount::mount_to_body(view::App);
}
