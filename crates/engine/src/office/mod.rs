//! The office: fills in merchants' templates, and conducts look-ups from asking for what they take to telling what was found.
//!
//! Many shops' answers are plain words. So that their shoppers need not fetch any of this, an engine refers to it only through an
//! [`Office`], which it is given where its knowledge needs one.

mod field;
mod look_up;
pub(crate) mod template;

use crate::compose::{Filled, Looked};
use crate::dialogue::{Dialogue, Said, Told};
use crate::engine::Engine;
use crate::knowledge::{Entry, Language, LookUp};
use crate::look_up::LookedUp;
use crate::reply::Reply;

/// Takes a form for the entry with this id: by field.
type Take = fn(&Engine, &mut Dialogue, &str, &[(String, String)], Language) -> Reply;

/// What an engine can be given for its templates and look-ups ([`Engine::take_office`]).
#[derive(Clone, Copy, Debug)]
pub struct Office {
    pub(crate) read: fn(&[u8]) -> Vec<LookUp>,
    pub(crate) fill: fn(&Engine, &str, Language, &Looked<'_>) -> Option<Filled>,
    pub(crate) begin: fn(&Engine, &mut Dialogue, &Entry, f32, &Said<'_>, u32) -> Option<Told>,
    pub(crate) hear: fn(&Engine, &mut Dialogue, &Said<'_>, u32) -> Option<Reply>,
    pub(crate) mask: fn(&Engine, &Dialogue, &str) -> Option<String>,
    pub(crate) take: Take,
    pub(crate) tell: fn(&Engine, &mut Dialogue, u32, LookedUp) -> Option<Reply>,
}

impl Office {
    /// The office.
    #[expect(
        clippy::new_without_default,
        reason = "it is no value like others: whoever names it pulls in all of its code"
    )]
    pub fn new() -> Self {
        Self {
            read: |bytes| postcard::from_bytes(bytes).unwrap_or_default(),
            fill: |engine, text, language, looked| {
                let known = |name: &str| engine.slot(name, language, looked);
                template::fill(text, &known, language, engine.shop.currency.as_deref()).ok()
            },
            begin: Engine::office_begin,
            hear: Engine::office_hear,
            mask: Engine::office_mask,
            take: Engine::office_fill,
            tell: Engine::office_looked_up,
        }
    }
}
