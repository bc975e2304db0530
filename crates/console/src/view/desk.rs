//! The desk: the bar, and the three panes of which a narrow screen shows one.

use leptos::prelude::*;

use super::bar::{Bar, Trouble};
use super::list::List;
use super::notice::Notice;
use super::packet::PacketPane;
use super::thread::ThreadPane;
use super::words::use_console;
use crate::place::Place;

/// Where an agent works.
#[component]
pub(super) fn Desk() -> impl IntoView {
    let console = use_console();
    let place = console.select(|state| match state.place {
        Place::List => "list",
        Place::Thread(_) => "thread",
        Place::Packet(_) => "packet",
    });
    view! {
        <div class="desk" data-place=move || place.get()>
            <Bar />
            <Trouble />
            <Notice />
            <main class="panes">
                <List />
                <ThreadPane />
                <PacketPane />
            </main>
        </div>
    }
}
