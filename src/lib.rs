//! Floorwalker's widget: a chat assistant that answers in the shopper's browser and hands off to people.
//!
//! Two ways in, one widget:
//!
//! - In a Leptos application, [`ChatWidget`] with its props.
//! - On any page, the script tag with `public/floorwalker.js`, which loads this crate's binary; that calls
//!   [`mount_from_loader`].
//!
//! | part | what it owns |
//! |---|---|
//! | [`Options`] | what a shop may set |
//! | [`conversation`] | what follows from what happens: a pure state machine, from the first question to the agent's last word |
//! | `shell` | carrying out what the conversation decides |
//! | `component` | what it looks like |
//! | `piece` | what is fetched in the background: the people's side, what reads the page |
//! | `browser` | what is asked of the browser: the only place that knows its interfaces |
//! | [`locale`] | the interface's texts |
//!
//! The answers are the engine's (`floorwalker-engine`), the wire is the protocol's (`floorwalker-protocol`).

mod browser;
mod component;
pub mod conversation;
pub mod locale;
mod lookups;
mod options;
mod piece;
mod shell;

pub use component::ChatWidget;
pub use floorwalker_engine::{LookedUp, Value};
pub use lookups::LookUps;
pub use options::{Knowledge, Options, Theme};

use leptos::{mount::mount_to, prelude::*};

use browser::loader::{Call, Gathered, Loader};
use component::{Widget, begin};
use conversation::Event;
use lookups::LookUp;

/// Everything the widget wears.
const STYLE: &str = concat!(
    include_str!("../style/tokens.css"),
    include_str!("../style/widget.css"),
    include_str!("../style/panel.css"),
    include_str!("../style/log.css"),
    include_str!("../style/card.css"),
    include_str!("../style/composer.css"),
);

/// Takes over from the loader on the page: its root, its options, what was typed and sent before, and what the page
/// called. Does nothing on a page without the loader.
pub fn mount_from_loader() {
    Loader::meet(|loader, root, gathered| {
        let Gathered { options, is_open, draft, sent } = gathered;
        let Some(container) = root.container() else { return };
        root.set_theme(options.theme.name());
        root.dress(STYLE);
        let listener = loader.clone();
        let mounted = mount_to(container, move || {
            let shell = begin(options, is_open);
            for text in sent {
                shell.tell(Event::Said(text));
            }
            listener.listen(move |call| command(shell, &call));
            view! { <Widget shell draft /> }
        });
        loader.done();
        // The widget lives as long as the page.
        mounted.forget();
    });
}

/// What a page may ask for with `floorwalker(…)`. What is not known is of a later version and is left alone.
fn command(shell: shell::Shell, call: &Call) {
    let is_open = || shell.read(conversation::Conversation::is_open);
    let words = call.words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["open"] => shell.tell(Event::Opened),
        ["close"] => shell.tell(Event::Closed),
        ["toggle"] => shell.tell(if is_open() { Event::Closed } else { Event::Opened }),
        ["lookup", name] => {
            if let Some(function) = call.function() {
                shell.take_look_up(name.to_owned(), LookUp::Page(function));
            }
        }
        ["visitor"] => shell.meet(call.data()),
        ["ask", question] => {
            shell.tell(Event::Opened);
            shell.tell(Event::Said(question.to_owned()));
        }
        ["person"] => {
            shell.tell(Event::Opened);
            shell.tell(Event::PersonWanted);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    /// The two dark blocks of the tokens: a media query cannot be part of a selector, so they stand there twice.
    #[test]
    fn dark_is_the_same_by_system_and_by_attribute() {
        let tokens = include_str!("../style/tokens.css");
        let block = |selector: &str| -> Vec<&str> {
            let (_, rest) = tokens.split_once(selector).expect("the selector is there");
            let (block, _) = rest.split_once('}').expect("the block ends");
            block.lines().map(str::trim).collect()
        };
        let by_system = block(":host(:not([data-theme=\"light\"])) {");
        assert!(by_system.len() > 5, "{by_system:?}");
        assert_eq!(by_system[..by_system.len() - 1], block(":host([data-theme=\"dark\"]) {")[..by_system.len() - 1]);
    }
}
