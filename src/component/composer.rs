//! Where the shopper writes, and the way to a person, which is always there.

use floorwalker_protocol::limits;
use leptos::{ev, html, prelude::*};

use super::icon::{Glyph, Icon};
use crate::{
    conversation::{Event, Owner},
    shell::Shell,
};

/// `keyCode` of a key that an input method is still working on, where the browser does not say `isComposing`.
const COMPOSING: u32 = 229;

/// Whether a key belongs to the word that an input method is composing.
pub(super) fn is_composing(event: &ev::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == COMPOSING
}

/// Where the shopper writes. Enter sends, Shift and Enter break the line, and an Enter that ends a composed word (as in
/// Chinese input) does neither.
#[component]
pub(crate) fn Composer(
    /// The conversation.
    shell: Shell,
    /// What stands there from the start.
    draft: String,
    /// The field.
    field: NodeRef<html::Textarea>,
) -> impl IntoView {
    let texts = shell.texts;
    // The field keeps its own value: writing to it amid a composed word would break the word. This copy only lets the
    // field grow with its text.
    let copy = RwSignal::new(draft.clone());
    let send = move || {
        if let Some(field) = field.get_untracked() {
            shell.tell(Event::Said(field.value()));
            field.set_value("");
            copy.set(String::new());
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !is_composing(&event) {
            event.prevent_default();
            send();
        }
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send();
        if let Some(field) = field.get_untracked() {
            drop(field.focus());
        }
    };
    let owner = Memo::new(move |_| shell.read(|conversation| conversation.owner().clone()));
    let placeholder = move || match owner.get() {
        Owner::Bot => texts.text("composer-ask").to_owned(),
        Owner::Passing | Owner::Queue { .. } => texts.text("composer-wait").to_owned(),
        Owner::Agent(name) => texts.fill("composer-tell", &[("name", &name)]),
    };
    view! {
        <form class="composer" on:submit=on_submit>
            <div class="grow" data-copy=copy>
                <textarea
                    rows="1"
                    enterkeyhint="send"
                    aria-label=texts.text("composer-label")
                    placeholder=placeholder
                    maxlength=limits::MESSAGE_CHARS.to_string()
                    prop:value=draft
                    node_ref=field
                    on:keydown=on_key
                    on:input=move |event| {
                        copy.set(event_target_value(&event));
                        shell.tell(Event::Typed);
                    }
                ></textarea>
            </div>
            <button type="submit" class="send" aria-label=texts.text("send")>
                <Glyph icon=Icon::Send />
            </button>
        </form>
        <Foot shell owner />
    }
}

/// The way to a person or back from one, and where the words go.
#[component]
fn Foot(shell: Shell, owner: Memo<Owner>) -> impl IntoView {
    let texts = shell.texts;
    let is_bots = Memo::new(move |_| owner.get() == Owner::Bot);
    move || {
        let (icon, label, event, lock, place) = if is_bots.get() {
            (
                Icon::Person,
                texts.text("person"),
                (|| Event::PersonWanted) as fn() -> Event,
                true,
                texts.text("on-device"),
            )
        } else {
            (Icon::Leave, texts.text("end"), (|| Event::EndWanted) as fn() -> Event, false, texts.text("with-people"))
        };
        view! {
            <div class="foot">
                <button type="button" class="way-out" on:click=move |_| shell.tell(event())>
                    <Glyph icon />
                    <span>{label}</span>
                </button>
                <span class="place">{lock.then(|| view! { <Glyph icon=Icon::Lock /> })}{place}</span>
            </div>
        }
    }
}
