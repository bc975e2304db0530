//! The engine: question + pack -> reply. Pure: no clock, no I/O, no DOM, no randomness.
//!
//! It owns the whole way from words to a decision, and leaves alone where knowledge comes from (files are the hub's),
//! how a reply is shown (the widget's), and how a conversation moves to people (the protocol's and the hub's).
//!
//! A question goes one way, and each step's output can be looked at in the reply's [`Explanation`]:
//!
//! ```text
//! text: fold, split, stem -> sparse: likeness -> rank: fuse -> judge: probability -> policy: outcome -> compose: blocks
//! ```
//!
//! Same pack, same question -> the same reply, byte for byte, in WebAssembly and natively.

mod command;
mod compose;
mod engine;
mod judge;
pub mod knowledge;
pub mod pack;
mod policy;
mod rank;
mod reply;
mod sparse;
pub mod text;

pub use engine::{CANDIDATES, Engine};
pub use pack::PackError;
pub use reply::{Block, Chip, Explanation, Outcome, Reason, Reply, Scored};
