//! The panel: header, state, log and composer, with a dialog's semantics.

use leptos::{html, prelude::*};

use super::{
    composer::Composer,
    icon::{Glyph, Icon},
    messages::Messages,
    presence::Presence,
};
use crate::{
    conversation::{Conversation, Event, Owner},
    shell::Shell,
};

/// The panel. It stays in the page while closed, so that a draft is still there when it is opened again.
#[component]
pub(crate) fn Panel(
    /// The conversation.
    shell: Shell,
    /// What stands in the composer from the start.
    draft: String,
    /// The composer's field, which has the focus when the panel was opened.
    field: NodeRef<html::Textarea>,
) -> impl IntoView {
    let is_open = Memo::new(move |_| shell.read(Conversation::is_open));
    let title = Memo::new(move |_| title(shell));
    let label = move || shell.texts.fill("panel-label", &[("shop", &title.get())]);
    view! {
        <section class="panel" role="dialog" dir="ltr" aria-label=label hidden=move || !is_open.get()>
            <Header shell title />
            <Presence shell />
            <Messages shell title />
            <Composer shell draft field />
        </section>
    }
}

/// Who is there, and the way out.
#[component]
fn Header(shell: Shell, title: Memo<String>) -> impl IntoView {
    let owner = Memo::new(move |_| shell.read(|conversation| conversation.owner().clone()));
    let name = move || match owner.get() {
        Owner::Agent(name) => name,
        Owner::Bot | Owner::Passing | Owner::Queue { .. } => title.get(),
    };
    let role = move || match owner.get() {
        Owner::Bot => shell.texts.text("bot-role"),
        Owner::Passing => shell.texts.text("state-passing"),
        Owner::Queue { .. } => shell.texts.text("state-queue"),
        Owner::Agent(_) => shell.texts.text("state-agent"),
    };
    let kind = move || match owner.get() {
        Owner::Bot => "bot",
        Owner::Passing | Owner::Queue { .. } => "queue",
        Owner::Agent(_) => "agent",
    };
    view! {
        <div class="header">
            <span class="avatar" data-kind=kind aria-hidden="true">{move || name().chars().next()}</span>
            <div class="who">
                <div class="name">{name}</div>
                <div class="role">{role}</div>
            </div>
            <button
                type="button"
                class="plain"
                aria-label=shell.texts.text("close")
                on:click=move |_| shell.tell(Event::Closed)
            >
                <Glyph icon=Icon::Close />
            </button>
        </div>
    }
}

/// The shop's name, as the page or the knowledge gives it.
fn title(shell: Shell) -> String {
    let given = shell.option(|options| options.title.clone());
    let known = shell.read(|conversation| conversation.bot().map(|bot| bot.shop.clone()));
    let mut names = [Some(given), known].into_iter().flatten();
    names.find(|name| !name.is_empty()).unwrap_or_else(|| shell.texts.text("title").to_owned())
}
