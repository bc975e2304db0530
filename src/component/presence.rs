//! The strip that says how it stands with people: the queue, the connection.

use leptos::prelude::*;

use crate::{
    conversation::{Conversation, Owner},
    shell::Shell,
};

/// What the strip says, and how urgently.
#[derive(Clone, PartialEq)]
struct Word {
    kind: &'static str,
    text: String,
}

/// How it stands with people, while there is something to say.
#[component]
pub(crate) fn Presence(
    /// The conversation.
    shell: Shell,
) -> impl IntoView {
    let word = Memo::new(move |_| shell.read(|conversation| word(shell, conversation)));
    view! {
        <div class={"status"} role="status">
            {move || word.get().map(|word| view! { <p class="presence" data-kind=word.kind>{word.text}</p> })}
        </div>
    }
}

fn word(shell: Shell, conversation: &Conversation) -> Option<Word> {
    let texts = shell.texts;
    let lost = |text: &str| Some(Word { kind: "lost", text: text.to_owned() });
    match conversation.owner() {
        Owner::Bot => None,
        Owner::Passing if conversation.is_lost() => lost(texts.text("state-away")),
        _ if conversation.is_lost() => lost(texts.text("state-lost")),
        Owner::Passing => Some(Word { kind: "wait", text: texts.text("state-passing").to_owned() }),
        Owner::Queue { agents_online: Some(0), .. } => {
            Some(Word { kind: "wait", text: texts.text("state-no-agents").to_owned() })
        }
        Owner::Queue { position: Some(position), agents_online } => {
            let mut text = match position {
                0 | 1 => texts.text("state-next").to_owned(),
                _ => texts.fill("state-position", &[("position", &position.to_string())]),
            };
            if let Some(count) = agents_online {
                text.push_str(" · ");
                text.push_str(&texts.fill("state-agents", &[("count", &count.to_string())]));
            }
            Some(Word { kind: "wait", text })
        }
        Owner::Queue { .. } => Some(Word { kind: "wait", text: texts.text("state-queue").to_owned() }),
        Owner::Agent(_) => None,
    }
}
