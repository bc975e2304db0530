//! What the shopper is asked to fill in for a look-up.

use floorwalker_engine::{Form, FormField, knowledge::FieldKind};
use leptos::{html, prelude::*};

use crate::{conversation::Event, shell::Shell};

/// Most characters of a field.
const MOST_CHARS: &str = "200";

/// The form that the bot asks to be filled in, if it asks for any. The form itself is the office's, and comes with it.
#[component]
pub(crate) fn FormView(
    /// The conversation.
    shell: Shell,
) -> impl IntoView {
    let form = Memo::new(move |_| shell.read(|conversation| conversation.form().cloned()));
    move || form.get().zip(shell.office()).map(|(form, office)| (office.form)(shell, form))
}

/// The form to fill in.
pub(crate) fn form_card(shell: Shell, form: Form) -> AnyView {
    view! { <Filled shell form /> }.into_any()
}

#[component]
fn Filled(shell: Shell, form: Form) -> impl IntoView {
    let texts = shell.texts;
    let given: Vec<_> = form.fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect();
    let given = StoredValue::new_local(given);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        shell.tell(Event::Filled(given.get_value()));
    };
    let cancel = move |_| shell.tell(Event::Said(texts.text("form-cancel").to_owned()));
    let wrong = form.fields.iter().position(|field| field.error.is_some());
    let field = |(number, field): (usize, FormField)| {
        let take = move |value: String| given.update_value(|given| given[number].1 = value);
        view! { <FieldView shell field number take is_first_wrong=wrong == Some(number) /> }
    };
    view! {
        <form class="card" novalidate on:submit=send>
            {form.fields.into_iter().enumerate().map(field).collect_view()}
            <p class="hint">{texts.text("form-note")}</p>
            <div class="actions">
                <button type="submit" class="primary">{texts.text("form-send")}</button>
                <button type="button" class="secondary" on:click=cancel>{texts.text("form-cancel")}</button>
            </div>
        </form>
    }
}

/// One field with its label and what is wrong with its value. The first wrong one gets the focus.
#[component]
fn FieldView(
    shell: Shell,
    field: FormField,
    number: usize,
    take: impl Fn(String) + Copy + 'static,
    is_first_wrong: bool,
) -> impl IntoView {
    let FormField { label, kind, options, value, error, .. } = field;
    let number = number.to_string();
    let (id, note) = (["field-", &number].concat(), ["field-error-", &number].concat());
    let described = error.is_some().then(|| note.clone());
    let is_wrong = error.is_some().then_some("true");
    let control = if options.is_empty() {
        let (kind, mode, complete) = match kind {
            FieldKind::Text => ("text", "text", "off"),
            FieldKind::Email => ("email", "email", "email"),
            FieldKind::Phone => ("tel", "tel", "tel"),
            FieldKind::Number => ("text", "numeric", "off"),
        };
        let input = NodeRef::<html::Input>::new();
        if is_first_wrong {
            input.on_load(|input| {
                request_animation_frame(move || drop(input.focus()));
            });
        }
        view! {
            <input
                id=id.clone()
                type=kind
                inputmode=mode
                autocomplete=complete
                maxlength=MOST_CHARS
                aria-invalid=is_wrong
                aria-describedby=described
                prop:value=value
                node_ref=input
                on:input=move |event| take(event_target_value(&event))
            />
        }
        .into_any()
    } else {
        let option = |option: String| {
            let is_chosen = option == value;
            view! { <option selected=is_chosen>{option}</option> }
        };
        view! {
            <select
                id=id.clone()
                aria-invalid=is_wrong
                aria-describedby=described
                on:change=move |event| take(event_target_value(&event))
            >
                <option value="">{shell.texts.text("form-choose")}</option>
                {options.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {control}
        </div>
        {error.map(|error| view! { <p class="wrong" id=note>{error}</p> })}
    }
}
