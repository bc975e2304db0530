//! The hub: the self-hosted server between shoppers and the people who answer them, and the command line around it.
//!
//! | module | what it owns |
//! |---|---|
//! | [`knowledge`] | knowledge files: reading, findings with file and line, packs |
//! | [`models`] | the language models that the binary carries |
//! | [`page`] | shops' pages, read as a browser would |
//! | [`conversation`] | the rules: who owns a conversation, who may do what |
//! | [`store`] | what is kept, and when it is on disk; all SQL |
//! | [`desk`], [`rooms`] | what agents look at; who is typing and there |
//! | [`auth`], [`origin`] | who agents are; which pages may connect |
//! | [`web`] | HTTP and sockets |
//! | [`server`], [`cli`] | starting and stopping; the command line |

pub mod auth;
pub mod cli;
pub mod clock;
pub mod conversation;
pub mod desk;
pub mod knowledge;
pub mod models;
pub mod origin;
pub mod page;
pub mod rooms;
pub mod secret;
pub mod server;
pub mod store;
pub mod web;
