//! What is seen: components that read the state and send events.
//!
//! They decide nothing that outlives a look, and touch the browser only through [`crate::browser`].

#![expect(
    unreachable_pub,
    reason = "what `#[component]` makes of a component's props is `pub`, whatever the component is"
)]

mod app;
mod bar;
mod desk;
mod icon;
mod list;
mod login;
mod meter;
mod notice;
mod packet;
mod thread;
mod words;

pub use app::App;
