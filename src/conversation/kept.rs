//! What stays on the device over a reload. Where it is put is the browser's.

use floorwalker_engine::Dialogue;
use floorwalker_protocol::link::Saved;
use serde::{Deserialize, Serialize};

use super::{Owner, line::Line};

/// The form of [`Kept`]. What was kept in another form is not read.
pub const FORM: u32 = 2;

/// A conversation as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Always [`FORM`].
    pub form: u32,
    /// All lines, in the order in which they are shown.
    pub lines: Vec<Line>,
    /// What the bot remembers of it.
    #[serde(default)]
    pub dialogue: Dialogue,
    /// Who had the conversation.
    pub owner: Owner,
    /// Whether there is a [`Self::link`].
    #[serde(default)]
    pub is_linked: bool,
    /// The shopper's secret and what was not acknowledged yet, from the first handoff on. It is kept by itself: what reads it is
    /// loaded only when there is one.
    #[serde(skip)]
    pub link: Option<Saved>,
}
