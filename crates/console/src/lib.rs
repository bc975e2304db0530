//! The console: the page in which the agents of a shop take conversations over.
//!
//! | module | what it owns |
//! |---|---|
//! | [`state`] | what is known, and what follows from each event: a pure function |
//! | [`place`], [`wording`], [`locale`] | addresses, words and languages, as pure as the state |
//! | [`view`] | what is seen: components that read the state and send events |
//! | [`browser`] | the only files that know the browser's interfaces: socket, requests, timers, focus |
//!
//! How messages cross a bad network is the protocol's; who may do what is the hub's.

pub mod browser;
pub mod locale;
pub mod place;
pub mod state;
pub mod view;
pub mod wording;
