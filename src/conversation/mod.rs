//! A shopper's conversation, from the first question to the agent's last word, as a pure state machine.
//!
//! [`Conversation::handle`] takes an [`Event`] and gives back the [`Effect`]s to carry out; it reads no clock, draws no
//! random number and touches no page. It leaves alone how things look (the components') and how effects are carried out
//! (the shell's).

mod bot;
mod event;
mod history;
mod kept;
mod line;
mod log;
mod packet;
mod people;
#[cfg(test)]
mod tests;

pub use bot::{Answers, Bot, Pack};
pub use event::{Effect, Event, Moment};
pub use kept::{FORM, Kept};
pub use line::{Content, Delivery, Line, Notice, Place, Voice};
pub use log::{Entry, Log};

use floorwalker_engine::{Dialogue, Form};
use floorwalker_locale::Catalog;
use floorwalker_protocol::{
    Millis, Packet, limits,
    link::{VisitorInput, VisitorLink},
};
use serde::{Deserialize, Serialize};

use bot::Considered;

/// What does not change while the widget lives.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The interface's language as a BCP 47 tag.
    pub locale: String,
    /// The interface's texts: the bot's own words are among them.
    pub texts: &'static Catalog,
    /// Whether there is a hub.
    pub has_hub: bool,
    /// Spreads reconnects of many shoppers; any number will do.
    pub seed: u64,
}

/// Who has the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// The bot.
    Bot,
    /// The shopper agreed to pass it on, and the hub has not confirmed it yet.
    Passing,
    /// It waits for a person.
    Queue {
        /// The place in the queue: 1 is next.
        position: Option<u32>,
        /// How many agents are there now.
        agents_online: Option<u32>,
    },
    /// This person.
    Agent(String),
}

impl Owner {
    /// Whether people have it: the bot keeps silent.
    pub fn is_people(&self) -> bool {
        matches!(self, Self::Queue { .. } | Self::Agent(_))
    }
}

/// What the shopper is asked to decide.
#[derive(Clone, Debug, PartialEq)]
pub enum Prompt {
    /// Whether to pass this on, exactly this.
    Consent(Box<Packet>),
    /// Where else to find a person: there is no hub.
    Elsewhere,
    /// Whether to really end the conversation with people.
    End,
}

/// A shopper's conversation.
#[derive(Debug)]
pub struct Conversation {
    setting: Setting,
    log: Log,
    owner: Owner,
    pack: Pack,
    prompt: Option<Prompt>,
    considered: Option<Considered>,
    dialogue: Dialogue,
    form: Option<Form>,
    looking_up: Option<u32>,
    link: Option<VisitorLink>,
    is_lost: bool,
    is_agent_typing: bool,
    typing_until: Option<Millis>,
    is_open: bool,
    unread: u32,
}

impl Conversation {
    /// A conversation in which nothing was said yet.
    pub fn new(setting: Setting) -> Self {
        Self {
            setting,
            log: Log::default(),
            owner: Owner::Bot,
            pack: Pack::default(),
            prompt: None,
            considered: None,
            dialogue: Dialogue::default(),
            form: None,
            looking_up: None,
            link: None,
            is_lost: false,
            is_agent_typing: false,
            typing_until: None,
            is_open: false,
            unread: 0,
        }
    }

    /// Takes an event and says what is to be done about it.
    pub fn handle(&mut self, moment: &Moment, event: Event) -> Vec<Effect> {
        self.and_keep(|conversation, effects| {
            if let Some(event) = conversation.handle_without_people(moment, event, effects) {
                conversation.handle_with_people(moment, event, effects);
            }
        })
    }

    /// Takes an event that [needs no people](Self::needs_people), and says what is to be done about it. Any other is lost: what
    /// that takes is loaded only when it is needed, and then [`Self::handle`] is there.
    pub fn handle_alone(&mut self, moment: &Moment, event: Event) -> Vec<Effect> {
        self.and_keep(|conversation, effects| drop(conversation.handle_without_people(moment, event, effects)))
    }

    /// Whether `event` has to do with the link to people.
    pub fn needs_people(&self, event: &Event) -> bool {
        match event {
            Event::Restored(kept) => kept.is_linked,
            Event::Said(_) | Event::Typed => self.owner != Owner::Bot,
            Event::Tick | Event::Wake => self.link.is_some(),
            Event::Agreed { .. }
            | Event::EndConfirmed
            | Event::SocketOpened
            | Event::SocketClosed(_)
            | Event::Frame(_) => true,
            Event::Approached
            | Event::Opened
            | Event::Closed
            | Event::PackLoaded(_)
            | Event::PackFailed
            | Event::OfficeOpened
            | Event::OfficeFailed
            | Event::Filled(_)
            | Event::LookedUp(..)
            | Event::NoneFits
            | Event::PersonWanted
            | Event::EndWanted
            | Event::Declined => false,
        }
    }

    /// Whether the next event may well have to do with people: there is something to decide, or the shopper has begun to look
    /// around.
    pub fn may_need_people(&self) -> bool {
        self.prompt.is_some() || self.is_open && self.bot().is_some()
    }

    /// Handles something, and has the outcome kept if it changed what there is to keep.
    fn and_keep(&mut self, handle: impl FnOnce(&mut Self, &mut Vec<Effect>)) -> Vec<Effect> {
        let mut effects = Vec::new();
        let before = (self.log.revision(), self.owner.clone());
        handle(self, &mut effects);
        if before != (self.log.revision(), self.owner.clone()) {
            effects.push(Effect::Keep);
        }
        effects
    }

    /// What the bot and the shopper do between themselves. Gives back what has to do with people.
    fn handle_without_people(&mut self, moment: &Moment, event: Event, effects: &mut Vec<Effect>) -> Option<Event> {
        if self.needs_people(&event) {
            return Some(event);
        }
        match event {
            Event::Restored(kept) => self.restore(*kept),
            Event::Approached => self.want_pack(effects),
            Event::Opened => {
                self.is_open = true;
                self.unread = 0;
                self.want_pack(effects);
            }
            Event::Closed => self.is_open = false,
            Event::PackLoaded(bot) => self.pack_loaded(moment, bot, effects),
            Event::PackFailed => self.pack_failed(moment),
            Event::Said(text) => {
                if let Some(text) = self.heard(text) {
                    self.ask(moment, &text, effects);
                }
            }
            Event::OfficeOpened => self.answer_waiting(moment, effects),
            Event::OfficeFailed => self.office_failed(moment, effects),
            Event::Filled(given) => self.filled(moment, &given, effects),
            Event::LookedUp(number, result) => self.looked_up(moment, number, result, effects),
            Event::NoneFits => self.none_fits(moment),
            Event::PersonWanted => self.person_wanted(moment),
            Event::EndWanted => self.prompt = Some(Prompt::End).filter(|_| self.owner != Owner::Bot),
            Event::Declined => self.declined(moment),
            _ => {}
        }
        None
    }

    fn handle_with_people(&mut self, moment: &Moment, event: Event, effects: &mut Vec<Effect>) {
        match event {
            Event::Restored(kept) => {
                self.restore(*kept);
                self.wake(moment.at, effects);
            }
            Event::Said(text) => {
                if let Some(text) = self.heard(text) {
                    self.tell(moment, &text, effects);
                }
            }
            Event::Typed => self.typed(moment, effects),
            Event::Agreed { contact, token } => self.agreed(moment, contact, token, effects),
            Event::EndConfirmed => self.end(moment, effects),
            Event::Tick => self.tick(moment.at, effects),
            Event::Wake => self.wake(moment.at, effects),
            Event::SocketOpened => self.drive(moment.at, VisitorInput::Opened, effects),
            Event::SocketClosed(code) => self.drive(moment.at, VisitorInput::Closed(code), effects),
            Event::Frame(frame) => self.frame(moment.at, *frame, effects),
            _ => {}
        }
    }

    /// When [`Event::Tick`] is next needed, if nothing else happens.
    pub fn deadline(&self) -> Option<Millis> {
        let link = self.link.as_ref().and_then(VisitorLink::deadline);
        link.into_iter().chain(self.typing_until).min()
    }

    /// What to keep on the device. Nothing before the shopper's first words or the first handoff.
    pub fn kept(&self) -> Option<Kept> {
        let lines = || self.log.entries().iter().map(|entry| &entry.line);
        let has_begun = self.link.is_some() || lines().any(Line::is_by_shopper);
        has_begun.then(|| Kept {
            form: FORM,
            lines: lines().cloned().collect(),
            owner: self.owner.clone(),
            dialogue: self.dialogue.clone(),
            is_linked: self.link.is_some(),
            link: self.link.as_ref().map(VisitorLink::save),
        })
    }

    /// All lines.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Who has the conversation.
    pub fn owner(&self) -> &Owner {
        &self.owner
    }

    /// What the shopper is asked to decide, if anything.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// The bot, once its pack is here.
    pub fn bot(&self) -> Option<&Bot> {
        match &self.pack {
            Pack::Ready(bot) => Some(bot),
            Pack::Absent | Pack::Loading | Pack::Failed => None,
        }
    }

    /// Whether a question waits for the pack.
    pub fn is_waiting_for_pack(&self) -> bool {
        self.log.entries().iter().any(|entry| entry.line.delivery == Delivery::Waiting)
    }

    /// What the shopper is asked to fill in, if anything.
    pub fn form(&self) -> Option<&Form> {
        self.form.as_ref().filter(|_| self.owner == Owner::Bot && self.prompt.is_none())
    }

    /// Whether something is being looked up.
    pub fn is_looking_up(&self) -> bool {
        self.looking_up.is_some() && self.owner == Owner::Bot
    }

    /// Whether the connection to people is wanted but not there.
    pub fn is_lost(&self) -> bool {
        self.is_lost && self.owner != Owner::Bot
    }

    /// Whether the agent is typing.
    pub fn is_agent_typing(&self) -> bool {
        self.is_agent_typing
    }

    /// Whether the panel is open.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// How many lines came while the panel was closed.
    pub fn unread(&self) -> u32 {
        self.unread
    }

    /// What the shopper said, if it is anything.
    fn heard(&mut self, mut text: String) -> Option<String> {
        packet::clip(&mut text, limits::MESSAGE_CHARS);
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        self.prompt = None;
        Some(text.to_owned())
    }

    fn declined(&mut self, moment: &Moment) {
        if let Some(Prompt::Consent(_)) = self.prompt.take() {
            self.bot_says(moment.at, self.setting.texts.text("bot-declined"));
        }
    }

    fn restore(&mut self, kept: Kept) {
        if kept.form != FORM {
            return;
        }
        self.log = kept.lines.into_iter().collect();
        self.dialogue = kept.dialogue;
        self.link = kept.link.map(|saved| VisitorLink::restore(saved, self.setting.seed));
        self.owner = match kept.owner {
            _ if self.link.is_none() => Owner::Bot,
            // The place in the queue is another one by now.
            Owner::Queue { .. } => Owner::Queue { position: None, agents_online: None },
            owner => owner,
        };
    }
}
