//! The people's side of a conversation: the packet, what the shopper sends, and the link to the hub.

use floorwalker_engine::Dialogue;
use floorwalker_protocol::{
    ErrorCode, ErrorMessage, HandoffReason, Millis, Packet, Speaker, TranscriptLine, VisitorToken,
    link::{Status, Submission, VisitorInput, VisitorLink, VisitorOutput},
    visitor::{ToHub, ToVisitor},
};

use super::{
    Conversation, Owner, Prompt,
    event::{Effect, Moment},
    line::{Content, Delivery, Line, Notice, Place, Voice},
    packet,
};

/// A shopper who has not typed for this long is not typing any more.
const TYPING_ENDS: Millis = 4_000;

/// The close code of a socket that has done its work.
const DONE: u16 = 1000;

impl Conversation {
    /// Everything that an agent needs, as it stands at this moment.
    pub(super) fn packet(&self, moment: &Moment, reason: HandoffReason, question: String) -> Packet {
        let line = |line: &Line| {
            let Content::Said { by, text, chips, .. } = &line.content else { return None };
            let by = match by {
                Voice::Shopper => Speaker::Shopper,
                Voice::Bot => Speaker::Bot,
                Voice::Agent(_) => return None,
            };
            // What was offered to choose from was said as well.
            let offered = chips.iter().flat_map(|chip| ["\n– ", chip]);
            let text = [text.as_str()].into_iter().chain(offered).collect();
            Some(TranscriptLine { by, at: line.at, text })
        };
        let considered = self.considered.as_ref().filter(|considered| considered.question == question);
        packet::fit(Packet {
            reason,
            confidence: considered.map(|considered| considered.confidence),
            candidates: considered.map(|considered| considered.candidates.clone()).unwrap_or_default(),
            transcript: self.since_last_end().filter_map(line).collect(),
            page: Some(moment.page.clone()),
            locale: self.setting.locale.clone(),
            contact: None,
            question,
        })
    }

    /// The shopper wants a person, by the control for it.
    pub(super) fn person_wanted(&mut self, moment: &Moment) {
        if self.owner != Owner::Bot || self.prompt.is_some() {
            return;
        }
        let texts = self.setting.texts;
        let asked = self.since_last_end().filter(|line| line.is_by_shopper()).filter_map(|line| match &line.content {
            Content::Said { text, .. } => Some(text.clone()),
            Content::Notice(_) => None,
        });
        let question = asked.last().unwrap_or_else(|| texts.text("person").to_owned());
        self.offer_people(moment, HandoffReason::Requested, question);
        let words = if self.setting.has_hub { texts.text("bot-requested") } else { texts.text("bot-requested-alone") };
        self.bot_says(moment.at, words);
    }

    /// The shopper agreed: the packet goes out, exactly as shown.
    pub(super) fn agreed(
        &mut self,
        moment: &Moment,
        contact: Option<String>,
        token: VisitorToken,
        effects: &mut Vec<Effect>,
    ) {
        let Some(Prompt::Consent(packet)) = self.prompt.take() else { return };
        let packet = packet::fit(Packet { contact, ..*packet });
        self.log.push(Line::new(moment.at, Content::Notice(Notice::PassedOn)).sending(moment.id.clone()));
        self.owner = Owner::Passing;
        if self.link.as_ref().is_none_or(|link| link.status() == Status::Refused) {
            self.link = Some(VisitorLink::new(token, self.setting.seed));
        }
        self.submit(moment, Submission::Handoff { packet }, effects);
    }

    /// The shopper says something to people.
    pub(super) fn tell(&mut self, moment: &Moment, text: &str, effects: &mut Vec<Effect>) {
        self.typing_until = None;
        self.log.push(Line::new(moment.at, Content::words(Voice::Shopper, text)).sending(moment.id.clone()));
        self.submit(moment, Submission::Message { text: text.to_owned() }, effects);
        if self.owner == Owner::Passing && self.is_lost {
            self.answer_if_sure(moment, text);
        }
    }

    /// The shopper ends the conversation with people: at once for the shopper, in its turn for the hub.
    pub(super) fn end(&mut self, moment: &Moment, effects: &mut Vec<Effect>) {
        if self.owner != Owner::Bot {
            self.become_bots(Line::new(moment.at, Content::Notice(Notice::EndedByShopper)).sending(moment.id.clone()));
            self.submit(moment, Submission::Close, effects);
        }
    }

    /// The shopper types.
    pub(super) fn typed(&mut self, moment: &Moment, effects: &mut Vec<Effect>) {
        if matches!(self.owner, Owner::Agent(_)) {
            let is_news = self.typing_until.is_none();
            self.typing_until = Some(moment.at + TYPING_ENDS);
            if is_news {
                self.drive(moment.at, VisitorInput::Typing(true), effects);
            }
        }
    }

    /// Time has passed.
    pub(super) fn tick(&mut self, at: Millis, effects: &mut Vec<Effect>) {
        if self.typing_until.is_some_and(|until| at >= until) {
            self.typing_until = None;
            self.drive(at, VisitorInput::Typing(false), effects);
        }
        self.drive(at, VisitorInput::Tick, effects);
    }

    /// Wakes the link if it has something to do.
    pub(super) fn wake(&mut self, at: Millis, effects: &mut Vec<Effect>) {
        let is_wanted = |link: &VisitorLink| self.owner != Owner::Bot || link.unacknowledged().next().is_some();
        if self.link.as_ref().is_some_and(is_wanted) {
            self.drive(at, VisitorInput::Wake, effects);
        }
    }

    /// A message came from the hub.
    pub(super) fn frame(&mut self, at: Millis, frame: ToVisitor, effects: &mut Vec<Effect>) {
        let is_unknown_there = matches!(frame, ToVisitor::Welcome { conversation: None, .. });
        self.drive(at, VisitorInput::Frame(frame), effects);
        if is_unknown_there && self.owner.is_people() && !self.is_moving() {
            self.become_bots(Line::new(at, Content::Notice(Notice::Lost)));
            self.rest(effects);
        }
    }

    /// Feeds the link and does what it says.
    pub(super) fn drive(&mut self, at: Millis, input: VisitorInput, effects: &mut Vec<Effect>) {
        let Some(link) = &mut self.link else { return };
        self.is_lost |= matches!(input, VisitorInput::Closed(_));
        for output in link.handle(at, input) {
            self.carry(at, output, effects);
        }
        match self.link.as_ref().map(VisitorLink::status) {
            Some(Status::Live) => self.is_lost = false,
            Some(Status::Waiting { .. }) => {
                self.is_lost = true;
                self.is_agent_typing = false;
            }
            Some(Status::Refused) if self.owner != Owner::Bot => {
                self.become_bots(Line::new(at, Content::Notice(Notice::Lost)));
            }
            _ => {}
        }
        self.rest(effects);
    }

    fn submit(&mut self, moment: &Moment, submission: Submission, effects: &mut Vec<Effect>) {
        self.drive(moment.at, VisitorInput::Submit(moment.id.clone(), submission), effects);
    }

    fn carry(&mut self, at: Millis, output: VisitorOutput, effects: &mut Vec<Effect>) {
        match output {
            VisitorOutput::Connect => effects.push(Effect::Connect),
            VisitorOutput::Transmit(message) => effects.push(Effect::Transmit(Box::new(message))),
            VisitorOutput::Disconnect(code) => effects.push(Effect::Disconnect(code)),
            VisitorOutput::Deliver(conversation, event) => {
                let place = Place { conversation, seq: event.seq };
                self.delivered(place, &event);
            }
            VisitorOutput::Reset => self.log.forget_placed(),
            VisitorOutput::Settled(client_id) => {
                self.log.revise_own(&client_id, |line| line.delivery = Delivery::Sent);
                if self.owner == Owner::Passing && !self.is_moving() {
                    self.owner = Owner::Queue { position: None, agents_online: None };
                }
            }
            VisitorOutput::Refused(error) => self.refused(at, &error),
            VisitorOutput::Queue(position, agents_online) => {
                if matches!(self.owner, Owner::Queue { .. }) {
                    self.owner = Owner::Queue { position: Some(position), agents_online: Some(agents_online) };
                }
            }
            VisitorOutput::AgentTyping(is_typing) => self.is_agent_typing = is_typing,
        }
    }

    /// The hub will not have a message.
    fn refused(&mut self, at: Millis, error: &ErrorMessage) {
        if let Some(client_id) = &error.client_id {
            self.log.revise_own(client_id, |line| line.delivery = Delivery::Failed);
        }
        let is_over = matches!(error.code, ErrorCode::NotFound | ErrorCode::Conflict | ErrorCode::Denied);
        if self.owner != Owner::Bot && !self.is_moving() && (is_over || self.owner == Owner::Passing) {
            self.become_bots(Line::new(at, Content::Notice(Notice::Lost)));
        }
    }

    /// The bot has the conversation again, and `line` says why.
    fn become_bots(&mut self, line: Line) {
        self.owner = Owner::Bot;
        self.dialogue = Dialogue::default();
        (self.form, self.looking_up) = (None, None);
        self.is_agent_typing = false;
        self.typing_until = None;
        self.prompt = None;
        self.log.push(line);
    }

    /// Whether a handoff or an end is still on its way: what the hub says meanwhile is of an earlier state.
    pub(super) fn is_moving(&self) -> bool {
        let moves = |message: &ToHub| matches!(message, ToHub::Handoff { .. } | ToHub::Close { .. });
        self.link.as_ref().is_some_and(|link| link.unacknowledged().any(moves))
    }

    /// Lets the connection go when people have nothing to do with the conversation any more. The secret stays, for the
    /// next time.
    fn rest(&mut self, effects: &mut Vec<Effect>) {
        let Some(link) = &self.link else { return };
        let is_done = self.owner == Owner::Bot && link.unacknowledged().next().is_none();
        if is_done && link.status() == Status::Live {
            effects.push(Effect::Disconnect(DONE));
            self.link = Some(VisitorLink::restore(link.save(), self.setting.seed));
        }
    }

    /// The lines since people last had to do with the conversation.
    fn since_last_end(&self) -> impl Iterator<Item = &Line> {
        let entries = self.log.entries();
        let start = entries.iter().rposition(|entry| entry.line.is_end()).map_or(0, |index| index + 1);
        entries[start..].iter().map(|entry| &entry.line)
    }
}
