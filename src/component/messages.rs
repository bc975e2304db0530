//! The log as the shopper sees it: greeting, lines, chips to tap, who is typing, and what is to be decided.

use leptos::{html, prelude::*};

use super::{form::FormView, line::LineView, prompt::PromptView};
use crate::{
    conversation::{Content, Conversation, Delivery, Entry, Event, Owner, Voice},
    shell::Shell,
};

/// A line with what its neighbours tell about it.
#[derive(Clone, PartialEq)]
struct Row {
    entry: Entry,
    /// The first of several by the same voice: it names the voice.
    is_first: bool,
    /// It says how far it has come.
    is_tracked: bool,
}

/// All that was said, and what can be said next with a tap.
#[component]
pub(crate) fn Messages(
    /// The conversation.
    shell: Shell,
    /// The shop's name.
    title: Memo<String>,
) -> impl IntoView {
    let scroller = NodeRef::<html::Div>::new();
    keep_at_the_end(shell, scroller);
    let revision = Memo::new(move |_| shell.read(|conversation| conversation.log().revision()));
    let rows = move || {
        // A memo that is only tracked and never read would stay asleep.
        revision.get();
        untrack(|| shell.read(|conversation| rows(conversation.log().entries())))
    };
    view! {
        <div class="log" role="log" aria-label=shell.texts.text("log-label") tabindex="0" node_ref=scroller>
            <ol class="lines">
                <li class="line" data-by="bot">
                    <span class="by">{shell.texts.text("bot-role")}</span>
                    <p class="words">{move || greeting(shell)}</p>
                </li>
                <For
                    each=rows
                    key=|row| (row.entry.key, row.entry.version, row.is_first, row.is_tracked)
                    children=move |row| {
                        view! { <LineView shell line=row.entry.line is_first=row.is_first is_tracked=row.is_tracked /> }
                    }
                />
            </ol>
            <Chips shell />
            <FormView shell />
            <Waiting shell />
            <PromptView shell title />
        </div>
    }
}

/// Questions to choose with a tap: at the start the shop's suggestions, later what the bot offers.
#[component]
fn Chips(shell: Shell) -> impl IntoView {
    let chips = Memo::new(move |_| shell.read(offered));
    let none = move || {
        view! {
            <li>
                <button type="button" class="chip chip-none" on:click=move |_| shell.tell(Event::NoneFits)>
                    {shell.texts.text("none-of-these")}
                </button>
            </li>
        }
    };
    let chip = move |label: String| {
        let question = label.clone();
        view! {
            <li>
                <button type="button" class="chip" on:click=move |_| shell.tell(Event::Said(question.clone()))>
                    {label}
                </button>
            </li>
        }
    };
    move || {
        let Offer { is_start, is_choice, labels } = chips.get();
        let title = is_start.then(|| view! { <p class="chips-title">{shell.texts.text("suggestions")}</p> });
        (!labels.is_empty()).then(|| {
            view! {
                <div class="offer">
                    {title}
                    <ul class="chips">{labels.into_iter().map(chip).collect_view()}{is_choice.then(none)}</ul>
                </div>
            }
        })
    }
}

/// Somebody is about to say something.
#[component]
fn Waiting(shell: Shell) -> impl IntoView {
    let text = Memo::new(move |_| {
        shell.read(|conversation| match conversation.owner() {
            Owner::Agent(name) if conversation.is_agent_typing() => {
                Some(shell.texts.fill("agent-typing", &[("name", name)]))
            }
            _ if conversation.is_looking_up() => Some(shell.texts.text("looking-up").to_owned()),
            _ if conversation.is_waiting_for_pack() => Some(shell.texts.text("pack-loading").to_owned()),
            _ => None,
        })
    });
    move || text.get().map(|text| view! { <p class="waiting"><Dots />{text}</p> })
}

/// Three dots that take turns.
#[component]
fn Dots() -> impl IntoView {
    view! { <span class="dots" aria-hidden="true">{(0..3).map(|_| view! { <i></i> }).collect_view()}</span> }
}

fn greeting(shell: Shell) -> String {
    let given = shell.option(|options| options.greeting.clone());
    if !given.is_empty() {
        return given;
    }
    let known = shell.read(|conversation| conversation.bot().and_then(|bot| bot.greeting.clone()));
    known.unwrap_or_else(|| shell.texts.text("greeting").to_owned())
}

/// What can be asked with a tap.
#[derive(Clone, Default, PartialEq)]
struct Offer {
    /// These are the suggestions of the start.
    is_start: bool,
    /// One of them may be meant, or none.
    is_choice: bool,
    labels: Vec<String>,
}

fn offered(conversation: &Conversation) -> Offer {
    if *conversation.owner() != Owner::Bot || conversation.prompt().is_some() {
        return Offer::default();
    }
    match conversation.log().entries().last().map(|entry| &entry.line.content) {
        None => {
            let labels = conversation.bot().map(|bot| bot.suggestions.clone()).unwrap_or_default();
            Offer { is_start: true, is_choice: false, labels }
        }
        Some(Content::Said { chips, is_choice, .. }) => {
            Offer { is_start: false, is_choice: *is_choice, labels: chips.clone() }
        }
        Some(Content::Notice(_)) => Offer::default(),
    }
}

fn rows(entries: &[Entry]) -> Vec<Row> {
    let voice = |entry: &Entry| match &entry.line.content {
        Content::Said { by, .. } => Some(by.clone()),
        Content::Notice(_) => None,
    };
    let is_own = |entry: &&Entry| entry.line.is_by_shopper() && entry.line.delivery == Delivery::Sent;
    let last_own = entries.iter().rev().find(is_own).map(|entry| entry.key);
    // The greeting is the bot's.
    let mut before = Some(Voice::Bot);
    let row = |entry: &Entry| {
        let now = voice(entry);
        let is_first = now != before;
        before = now;
        let is_tracked = match entry.line.delivery {
            Delivery::Settled => false,
            Delivery::Sent => last_own == Some(entry.key),
            Delivery::Waiting | Delivery::Sending | Delivery::Failed => true,
        };
        Row { entry: entry.clone(), is_first, is_tracked }
    };
    entries.iter().map(row).collect()
}

/// Keeps the newest in sight.
fn keep_at_the_end(shell: Shell, scroller: NodeRef<html::Div>) {
    let seen = Memo::new(move |_| {
        shell.read(|conversation| {
            let is_prompting = conversation.prompt().is_some();
            let has_pack = conversation.bot().is_some();
            let is_open = conversation.is_open();
            let is_busy = conversation.is_agent_typing() || conversation.is_looking_up();
            (conversation.log().revision(), is_prompting, has_pack, is_open, is_busy)
        })
    });
    Effect::new(move |_| {
        seen.get();
        request_animation_frame(move || {
            if let Some(log) = scroller.try_get_untracked().flatten() {
                log.set_scroll_top(log.scroll_height());
            }
        });
    });
}
