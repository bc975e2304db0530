//! The login form.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::bar::LanguageSwitch;
use super::icon::Mark;
use super::words::{text, use_console};
use crate::browser::element;
use crate::locale::Language;
use crate::state::State;
use crate::state::event::{Event, Login as Entered};
use crate::state::session::{LoginTrouble, Session};
use crate::wording::seconds_until;

/// Asks for name and password.
#[component]
pub(super) fn Login() -> impl IntoView {
    let console = use_console();
    let name = NodeRef::<html::Input>::new();
    let password = NodeRef::<html::Input>::new();
    let is_busy = console.select(|state| matches!(state.session, Session::LoggedOut { is_busy: true, .. }));
    let trouble = console.select(trouble);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(name), Some(password)) = (name.get_untracked(), password.get_untracked())
            && !is_busy.get_untracked()
        {
            let login = Entered { name: name.value().trim().to_owned(), password: password.value() };
            console.send(Event::LogIn(login));
        }
    };
    name.on_load(|name| element::focus(&name));
    Effect::new(move || {
        if trouble.get() == Some(LoginTrouble::Wrong)
            && let Some(password) = password.get_untracked()
        {
            password.set_value("");
            element::focus(&password);
        }
    });
    let (label, busy) = (text("login-submit"), text("login-busy"));
    view! {
        <main class="login">
            <form class="login-card" on:submit=submit>
                <div class="login-brand"><Mark /> <span>{text("app-name")}</span></div>
                <h1>{text("login-title")}</h1>
                <p class="login-lead">{text("login-lead")}</p>
                <p class="login-trouble" role="alert">
                    {move || trouble.get().map(|trouble| trouble_text(trouble, console.language()))}
                </p>
                <label for="login-name">{text("login-name")}</label>
                <input id="login-name" node_ref=name name="username" autocomplete="username" autocapitalize="none"
                    spellcheck="false" required />
                <label for="login-password">{text("login-password")}</label>
                <input id="login-password" node_ref=password name="password" type="password"
                    autocomplete="current-password" required />
                <button class="button primary" type="submit" aria-disabled=move || is_busy.get().then_some("true")>
                    {move || if is_busy.get() { busy() } else { label() }}
                </button>
            </form>
            <LanguageSwitch />
        </main>
    }
}

fn trouble(state: &State) -> Option<LoginTrouble> {
    match state.session {
        Session::LoggedOut { trouble, .. } => trouble,
        _ => None,
    }
}

fn trouble_text(trouble: LoginTrouble, language: Language) -> String {
    let catalog = language.catalog();
    match trouble {
        LoginTrouble::Wrong => catalog.text("login-wrong").to_owned(),
        LoginTrouble::TooOften(None) => catalog.text("login-too-often").to_owned(),
        LoginTrouble::TooOften(Some(wait)) => {
            catalog.fill("login-too-often-for", &[("seconds", &seconds_until(wait, 0))])
        }
        LoginTrouble::Unreachable => catalog.text("login-unreachable").to_owned(),
        LoginTrouble::Ended => catalog.text("login-ended").to_owned(),
    }
}
