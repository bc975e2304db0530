//! Cards on which the shopper decides: whether to pass the conversation on, where else to go, whether to end it.

use floorwalker_protocol::{Candidate, Packet, Speaker, TranscriptLine, limits};
use leptos::{html, prelude::*};

use crate::{
    conversation::{Event, Prompt},
    shell::Shell,
};

/// What is to be decided now, if anything is. The card itself is the people's side's, and comes with it.
#[component]
pub(crate) fn PromptView(
    /// The conversation.
    shell: Shell,
    /// The shop's name.
    title: Memo<String>,
) -> impl IntoView {
    let prompt = Memo::new(move |_| shell.read(|conversation| conversation.prompt().cloned()));
    move || {
        let people = shell.people();
        prompt.get().map(|prompt| match people {
            Some(people) => (people.card)(shell, prompt, title),
            None => view! { <p class="hint">{shell.texts.text("people-coming")}</p> }.into_any(),
        })
    }
}

/// The card for `prompt`.
pub(crate) fn prompt_card(shell: Shell, prompt: Prompt, title: Memo<String>) -> AnyView {
    match prompt {
        Prompt::Consent(packet) => view! { <Consent shell packet=*packet /> }.into_any(),
        Prompt::Elsewhere => view! { <Elsewhere shell title /> }.into_any(),
        Prompt::End => view! { <End shell /> }.into_any(),
    }
}

/// Whether to pass the conversation on, with everything that would be sent.
#[component]
fn Consent(shell: Shell, packet: Packet) -> impl IntoView {
    let texts = shell.texts;
    let contact = NodeRef::<html::Input>::new();
    let agree = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        shell.agree(&contact.get_untracked().map(|field| field.value()).unwrap_or_default());
    };
    view! {
        <form class="card" aria-label=texts.text("consent-title") on:submit=agree>
            <strong class={"card-title"}>{texts.text("consent-title")}</strong>
            <Sent shell packet />
            <label class="field">
                <span>{texts.text("consent-contact")}</span>
                <input
                    type="text"
                    inputmode="email"
                    autocomplete="email"
                    maxlength=limits::CONTACT_CHARS.to_string()
                    node_ref=contact
                />
            </label>
            <p class="hint">{texts.text("consent-contact-hint")}</p>
            <div class="actions">
                <button type="submit" class="primary">{texts.text("consent-agree")}</button>
                <Decline shell label=texts.text("consent-decline") />
            </div>
        </form>
    }
}

/// Everything that would be sent, behind a disclosure.
#[component]
fn Sent(shell: Shell, packet: Packet) -> impl IntoView {
    let texts = shell.texts;
    let page = packet.page.map(|page| {
        view! {
            <dt>{texts.text("consent-page")}</dt>
            <dd>{page.title}<br />{page.url}</dd>
        }
    });
    let said = |line: TranscriptLine| {
        let by = match line.by {
            Speaker::Shopper => texts.text("by-shopper"),
            Speaker::Bot => texts.text("bot-role"),
        };
        view! { <li><b>{by}</b>" "{line.text}</li> }
    };
    let transcript = (!packet.transcript.is_empty()).then(|| {
        view! {
            <dt>{texts.text("consent-transcript")}</dt>
            <dd><ul>{packet.transcript.into_iter().map(said).collect_view()}</ul></dd>
        }
    });
    let considered = (!packet.candidates.is_empty()).then(|| {
        view! {
            <dt>{texts.text("consent-considered")}</dt>
            <dd><ul>{packet.candidates.into_iter().map(candidate).collect_view()}</ul></dd>
        }
    });
    view! {
        <details class="sent">
            <summary>{texts.text("consent-show")}</summary>
            // It scrolls, so the keyboard must reach it.
            <dl tabindex="0">
                <dt>{texts.text("consent-question")}</dt>
                <dd>{packet.question}</dd>
                {transcript}
                {considered}
                {page}
                <dt>{texts.text("consent-language")}</dt>
                <dd>{packet.locale}</dd>
            </dl>
        </details>
    }
}

/// An entry that the bot considered, and how likely it found it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability in percent")]
fn candidate(candidate: Candidate) -> impl IntoView {
    let percent = (candidate.confidence.clamp(0.0, 1.0) * 100.0 + 0.5) as u8;
    view! { <li>{candidate.title}" "<b>{percent}"%"</b></li> }
}

/// Where else a person can be found: there is no hub.
#[component]
fn Elsewhere(shell: Shell, title: Memo<String>) -> impl IntoView {
    let contact = shell.option(|options| options.contact.clone());
    let is_safe = ["mailto:", "tel:", "https:", "http:"].iter().any(|scheme| contact.starts_with(scheme));
    let way = if is_safe {
        let label = contact.split_once(':').map(|(_, rest)| rest.trim_start_matches('/').to_owned());
        view! { <a class="way" href=contact target="_blank" rel="noopener">{label}</a> }.into_any()
    } else {
        view! { <p class="hint">{shell.texts.text("elsewhere-none")}</p> }.into_any()
    };
    view! {
        <section class="card" aria-label=shell.texts.text("elsewhere-title")>
            <strong class={"card-title"}>{title}</strong>
            {way}
            <div class="actions"><Decline shell label=shell.texts.text("elsewhere-close") /></div>
        </section>
    }
}

/// Whether to really end the conversation with people.
#[component]
fn End(shell: Shell) -> impl IntoView {
    let texts = shell.texts;
    view! {
        <section class="card" aria-label=texts.text("end-title")>
            <strong class={"card-title"}>{texts.text("end-title")}</strong>
            <div class="actions">
                <button type="button" class="primary" on:click=move |_| shell.tell(Event::EndConfirmed)>
                    {texts.text("end-agree")}
                </button>
                <Decline shell label=texts.text("end-decline") />
            </div>
        </section>
    }
}

/// The button that leaves everything as it is.
#[component]
fn Decline(shell: Shell, label: &'static str) -> impl IntoView {
    view! {
        <button type="button" class="secondary" on:click=move |_| shell.tell(Event::Declined)>
            {label}
        </button>
    }
}
