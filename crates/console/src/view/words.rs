//! The console's context in a component: the running console, and its texts in the language of the moment.

use leptos::prelude::*;

use crate::browser::driver::Console;

/// The console that this component belongs to.
pub(super) fn use_console() -> Console {
    expect_context::<Console>()
}

/// The text for `key`, following the language.
pub(super) fn text(key: &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync {
    let console = use_console();
    move || console.language().catalog().text(key)
}
