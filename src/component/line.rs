//! One line of the log.

use leptos::prelude::*;

use crate::{
    conversation::{Content, Delivery, Line, Notice, Voice},
    shell::Shell,
};

/// One line of the log. What is said is set as text, never as markup.
#[component]
pub(crate) fn LineView(
    /// The conversation.
    shell: Shell,
    /// The line.
    line: Line,
    /// Whether it names who speaks.
    is_first: bool,
    /// Whether it says how far it has come.
    is_tracked: bool,
) -> impl IntoView {
    let delivery = is_tracked.then(|| delivery(shell, line.delivery)).flatten();
    let delivery = delivery.map(|(kind, text)| view! { <span class="delivery" data-kind=kind>{text}</span> });
    match line.content {
        Content::Said { by, text, .. } => {
            let (kind, name) = speaker(shell, by);
            let class = if is_first { "by" } else { "by repeated" };
            view! {
                <li class="line" data-by=kind>
                    <span class=class>{name}</span>
                    <p class="words">{text}</p>
                    {delivery}
                </li>
            }
            .into_any()
        }
        Content::Notice(notice) => {
            view! { <li class="notice"><span>{notice_text(shell, notice)}</span>{delivery}</li> }.into_any()
        }
    }
}

fn speaker(shell: Shell, voice: Voice) -> (&'static str, String) {
    match voice {
        Voice::Shopper => ("shopper", shell.texts.text("by-shopper").to_owned()),
        Voice::Bot => ("bot", shell.texts.text("bot-role").to_owned()),
        Voice::Agent(name) => ("agent", name),
    }
}

fn delivery(shell: Shell, delivery: Delivery) -> Option<(&'static str, &'static str)> {
    Some(match delivery {
        Delivery::Settled => return None,
        Delivery::Waiting => ("waiting", shell.texts.text("delivery-waiting")),
        Delivery::Sending => ("sending", shell.texts.text("delivery-sending")),
        Delivery::Sent => ("sent", shell.texts.text("delivery-sent")),
        Delivery::Failed => ("failed", shell.texts.text("delivery-failed")),
    })
}

fn notice_text(shell: Shell, notice: Notice) -> String {
    let texts = shell.texts;
    match notice {
        Notice::PassedOn => texts.text("notice-passed-on").to_owned(),
        Notice::Joined(name) => texts.fill("notice-joined", &[("name", &name)]),
        Notice::Returned => texts.text("notice-returned").to_owned(),
        Notice::EndedByShopper => texts.text("notice-ended-by-shopper").to_owned(),
        Notice::EndedByShop => texts.text("notice-ended-by-shop").to_owned(),
        Notice::Lost => texts.text("notice-lost").to_owned(),
    }
}
