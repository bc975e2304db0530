//! What went otherwise than the agent expected, said once, until dismissed.

use leptos::prelude::*;

use super::words::{text, use_console};
use crate::locale::Language;
use crate::state::Notice as Kind;
use crate::state::event::Event;
use crate::wording::refusal;

/// The notice, if there is one. The alert is always in the page, so that what comes into it is announced.
#[component]
pub(super) fn Notice() -> impl IntoView {
    let console = use_console();
    let notice = console.select(|state| state.notice.clone());
    let dismiss = text("notice-dismiss");
    let words = move |notice: Kind| {
        view! {
            <p>{notice_text(&notice, console.language())}</p>
            <button class="button" on:click=move |_| console.send(Event::DismissNotice)>{dismiss}</button>
        }
    };
    view! {
        <div class="strip notice" role="alert" class:is-empty=move || notice.get().is_none()>
            {move || notice.get().map(words)}
        </div>
    }
}

fn notice_text(notice: &Kind, language: Language) -> String {
    let catalog = language.catalog();
    match notice {
        Kind::OthersWereFaster(_) => catalog.text("notice-faster").to_owned(),
        Kind::Refused(code) => catalog.fill("notice-refused", &[("reason", &refusal(catalog, *code))]),
        Kind::LogOutFailed => catalog.text("notice-logout-failed").to_owned(),
    }
}
