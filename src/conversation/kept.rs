//! What stays on the device over a reload. Where it is put is the browser's.

use floorwalker_engine::Dialogue;
use floorwalker_protocol::link::Saved;
use serde::{Deserialize, Serialize};

use super::{Owner, line::Line};

/// The form of [`Kept`]. What was kept in another form is not read.
pub const FORM: u32 = 1;

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
    /// The shopper's secret and what was not acknowledged yet, from the first handoff on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Saved>,
}
