//! The engine: pack + conversation so far + what the shopper says -> reply + what to remember. Pure: no clock, no I/O, no DOM,
//! no randomness.
//!
//! It owns the whole way from words to a decision, and leaves alone where knowledge comes from (files are the hub's),
//! how a reply is shown (the widget's), and how a conversation moves to people (the protocol's and the hub's).
//!
//! A text goes one way, and each step's output can be looked at in the reply's [`Explanation`]:
//!
//! ```text
//! text: fold, split, stem -> reader: repair -> channels: evidence -> rank: fuse -> judge: probability
//! ```
//!
//! [`Engine::turn`] reads the shopper's words so: as they stand, in pieces, and with the question before; then `policy` decides and
//! `compose` fills the blocks. What the shopper's [`page`] says stands beside the knowledge once [`Engine::open`] has read it.
//!
//! Same pack, same [`Dialogue`], same words -> the same reply, byte for byte, in WebAssembly and natively.

mod channels;
mod command;
mod compose;
mod context;
mod dialogue;
mod engine;
mod exact;
mod file;
mod forms;
mod judge;
pub mod knowledge;
mod look_up;
mod margin;
mod model;
mod mood;
mod office;
mod opened;
mod order;
pub mod pack;
pub mod page;
mod parts;
mod pattern;
mod phrasings;
mod policy;
mod rank;
mod reader;
mod reading;
mod reply;
mod rows;
mod segment;
mod semantic;
mod social;
mod sparse;
pub mod text;
mod value;
mod vector;
mod voice;

pub use dialogue::Dialogue;
pub use engine::Engine;
pub use file::LoadError;
pub use look_up::{Form, FormField, LookedUp, Request};
pub use model::{LanguageModel, Models};
pub use office::Office;
pub use parts::{Part, Without};
pub use pattern::Pattern;
pub use reader::Repair;
pub use reading::CANDIDATES;
pub use reply::{Block, Chip, Explanation, Mood, Outcome, Reason, Reply, Scored};
pub use value::Value;
