//! The widget as a component for Leptos applications.

use leptos::{html, mount::mount_to, prelude::*};

use super::widget::{Widget, begin};
use crate::{Knowledge, LookUps, Options, STYLE, Theme, Value, browser::root::Root};

/// A chat widget, in a shadow root of its own: the application's styles do not reach it, nor its styles the application.
///
/// ```
/// use floorwalker::ChatWidget;
/// use leptos::prelude::*;
///
/// #[component]
/// fn Shop() -> impl IntoView {
///     view! { <ChatWidget knowledge="/knowledge.pack" hub="https://hub.example" locale="zh-CN" /> }
/// }
/// ```
#[component]
pub fn ChatWidget(
    /// Where the answers come from: the address of a pack, or the bytes of one.
    #[prop(into)]
    knowledge: Knowledge,
    /// Where the language models lie: an address in which `*` stands for `zh` or `en`. Default: none; questions
    /// are compared by their words alone.
    #[prop(into, optional)]
    models: String,
    /// The hub's address. Default: none; what the bot cannot answer goes to `contact`.
    #[prop(into, optional)]
    hub: String,
    /// The interface's language as a BCP 47 tag. Default: the page's, else the browser's.
    #[prop(into, optional)]
    locale: String,
    /// Light, dark, or as the shopper's system has it (the default).
    #[prop(optional)]
    theme: Theme,
    /// What stands at the top of the panel. Default: the shop's name from the knowledge.
    #[prop(into, optional)]
    title: String,
    /// The bot's first words. Default: the greeting from the knowledge, else a plain one.
    #[prop(into, optional)]
    greeting: String,
    /// Another way to reach a person, as a `mailto:`, `tel:` or `https:` address. Default: none.
    #[prop(into, optional)]
    contact: String,
    /// Whether the panel is open from the start. Default: it is not.
    #[prop(optional)]
    open: bool,
    /// What the application looks up itself. Default: nothing; look-ups go where the knowledge says.
    #[prop(optional)]
    lookups: LookUps,
    /// What the shop knows of its visitor: `name`, `email` and whatever else the knowledge's slots name. It stays on the device. Default:
    /// nothing.
    #[prop(optional)]
    visitor: Value,
) -> impl IntoView {
    let options = Options { knowledge, models, hub, locale, theme, title, greeting, contact, open };
    let host = NodeRef::<html::Div>::new();
    let mounted = StoredValue::new_local(None);
    host.on_load(move |host| {
        let Some(root) = Root::attach(&host) else { return };
        root.set_theme(options.theme.name());
        root.dress(STYLE);
        if let Some(container) = root.container() {
            let handle = mount_to(container, move || {
                let shell = begin(options, false);
                for (name, look_up) in lookups.0 {
                    shell.take_look_up(name, look_up);
                }
                shell.meet(visitor);
                view! { <Widget shell /> }
            });
            mounted.set_value(Some(handle));
        }
    });
    view! { <div node_ref=host></div> }
}
