//! What a shopper may rely on, told as events and effects.

use floorwalker_engine::{
    Block, Chip, Explanation, Form, LookedUp, Mood, Outcome, Reason, Reply, Request, Value, knowledge::Language,
};
use floorwalker_protocol::{
    Author, Body, ClientId, ConversationId, ErrorCode, ErrorMessage, Event as HubEvent, HandoffReason, Packet, Page,
    Seq, VisitorToken,
    link::close_code,
    visitor::{ToHub, ToVisitor},
};

use super::*;
use crate::locale::texts;

mod bot;
mod look_ups;
mod people;

/// A conversation with its surroundings: a clock that ticks and ids that count.
struct Stage {
    conversation: Conversation,
    now: Millis,
    effects: Vec<Effect>,
}

struct Scripted;

impl Scripted {
    fn saying(blocks: Vec<Block>, outcome: Outcome) -> Reply {
        Reply {
            blocks,
            sources: vec![],
            confidence: 0.25,
            outcome,
            mood: Mood::Calm,
            language: Language::En,
            look_up: None,
            heard: None,
            explanation: Explanation { models: vec![Language::En], ..Explanation::default() },
        }
    }

    fn asking(words: &str) -> Reply {
        let form = Form { entry: "order".to_owned(), fields: vec![] };
        Self::saying(vec![Block::Text(words.to_owned()), Block::Form(form)], Outcome::Ask)
    }
}

impl Answers for Scripted {
    fn reply(&self, _: &mut Dialogue, question: &str) -> Reply {
        let (blocks, outcome) = match question {
            "person" => (vec![], Outcome::HandOff(Reason::Requested)),
            "odd" => (vec![], Outcome::HandOff(Reason::Unknown)),
            "which" => {
                let chips = vec![Chip { entry: "a".to_owned(), label: "A?".to_owned() }];
                (vec![Block::Text("Which one?".to_owned()), Block::Chips(chips)], Outcome::Clarify)
            }
            "later" => (vec![], Outcome::Wait),
            "order" => return Self::asking("Your number?"),
            "order 1234" => {
                return Reply { heard: Some("order ••••".to_owned()), ..Self::asking("Your number?") };
            }
            _ => (vec![Block::Text(["answer to ", question].concat())], Outcome::Answer),
        };
        // Chinese questions find no model of their language.
        let language = if question.is_ascii() { Language::En } else { Language::Zh };
        Reply { language, ..Self::saying(blocks, outcome) }
    }

    fn fill(&self, _: &mut Dialogue, entry: &str, given: &[(String, String)]) -> Reply {
        let fields = given.to_vec();
        let request = Request { number: 7, name: entry.to_owned(), fields, endpoint: None };
        Reply {
            look_up: Some(request),
            heard: Some("Number: ••••".to_owned()),
            ..Self::saying(vec![], Outcome::LookUp)
        }
    }

    fn looked_up(&self, _: &mut Dialogue, number: u32, result: LookedUp) -> Option<Reply> {
        let told = |words: &str, outcome| Self::saying(vec![Block::Text(words.to_owned())], outcome);
        (number == 7).then(|| match result {
            LookedUp::Found(_) => told("It is on its way.", Outcome::Answer),
            LookedUp::NotFound => Self::asking("No such order."),
            LookedUp::Failed => told("Not now.", Outcome::HandOff(Reason::NoData)),
        })
    }
}

fn bot() -> Bot {
    Bot {
        shop: "Shop".to_owned(),
        greeting: None,
        suggestions: vec![],
        language: Language::En,
        speaks: vec![Language::En, Language::Zh],
        answers: Box::new(Scripted),
    }
}

impl Stage {
    fn without_pack(has_hub: bool) -> Self {
        let setting = Setting { locale: "en".to_owned(), texts: texts(Language::En), has_hub, seed: 7 };
        Self { conversation: Conversation::new(setting), now: 1_000, effects: vec![] }
    }

    fn new() -> Self {
        let mut stage = Self::without_pack(true);
        stage.tell(Event::Opened);
        stage.tell(Event::PackLoaded(bot()));
        stage
    }

    /// The stage after a reload, with what was kept.
    fn reload(&self) -> Self {
        let kept = self.conversation.kept().expect("something is kept");
        let mut stage = Self::without_pack(true);
        stage.now = self.now + 5_000;
        stage.tell(Event::Restored(Box::new(kept)));
        stage.tell(Event::PackLoaded(bot()));
        stage
    }

    fn tell(&mut self, event: Event) {
        self.now += 10;
        let page = Page { url: "https://shop.example/p".to_owned(), title: "Page".to_owned() };
        let id = ClientId::new(format!("client-{}", self.now)).expect("valid");
        self.effects = self.conversation.handle(&Moment { at: self.now, id, page }, event);
    }

    fn say(&mut self, text: &str) {
        self.tell(Event::Said(text.to_owned()));
    }

    fn agree(&mut self) {
        let token = VisitorToken::new("token-of-this-test").expect("valid");
        self.tell(Event::Agreed { contact: Some("a@b.example".to_owned()), token });
    }

    /// What the last event sent to the hub.
    fn transmitted(&self) -> Vec<ToHub> {
        let sent = self.effects.iter().filter_map(|effect| match effect {
            Effect::Transmit(message) => Some((**message).clone()),
            _ => None,
        });
        sent.collect()
    }

    fn welcome_from(&mut self, epoch: &str, known: Option<&ConversationId>, last: u64) {
        self.tell(Event::SocketOpened);
        let (conversation, epoch) = (known.cloned(), epoch.to_owned());
        self.tell(Event::Frame(Box::new(ToVisitor::Welcome { conversation, last_seq: Seq(last), epoch })));
    }

    fn welcome(&mut self, known: Option<&ConversationId>, last: u64) {
        self.welcome_from("epoch-one", known, last);
    }

    fn ack(&mut self, client_id: &ClientId, conversation: &ConversationId, seq: u64) {
        let (client_id, conversation) = (client_id.clone(), conversation.clone());
        self.tell(Event::Frame(Box::new(ToVisitor::Ack { client_id, conversation, seq: Seq(seq) })));
    }

    fn by_shopper(&mut self, conversation: &ConversationId, seq: u64, client_id: &ClientId, body: Body) {
        let (by, client_id) = (Author::Shopper, Some(client_id.clone()));
        let event = HubEvent { seq: Seq(seq), at: self.now, by, client_id, body };
        self.tell(Event::Frame(Box::new(ToVisitor::Event { conversation: conversation.clone(), event })));
    }

    fn by_lin(&mut self, conversation: &ConversationId, seq: u64, body: Body) {
        let by = Author::Agent { name: "Lin".to_owned() };
        let event = HubEvent { seq: Seq(seq), at: self.now, by, client_id: None, body };
        self.tell(Event::Frame(Box::new(ToVisitor::Event { conversation: conversation.clone(), event })));
    }

    /// The log in short.
    fn lines(&self) -> Vec<String> {
        let line = |entry: &Entry| match &entry.line.content {
            Content::Said { by: Voice::Shopper, text, .. } => format!("shopper: {text} ({:?})", entry.line.delivery),
            Content::Said { by: Voice::Bot, text, .. } => format!("bot: {text}"),
            Content::Said { by: Voice::Agent(name), text, .. } => format!("{name}: {text}"),
            Content::Notice(notice) => format!("{notice:?} ({:?})", entry.line.delivery),
        };
        self.conversation.log().entries().iter().map(line).collect()
    }

    fn last_line(&self) -> String {
        self.lines().pop().expect("there are lines")
    }
}

fn said(text: &str) -> Body {
    Body::Message { text: text.to_owned() }
}

/// A conversation that Lin has taken.
struct Taken {
    stage: Stage,
    id: ConversationId,
    handoff: ClientId,
    packet: Packet,
}

impl Taken {
    fn new() -> Self {
        let mut stage = Stage::new();
        stage.say("odd");
        stage.agree();
        stage.welcome(None, 0);
        let Some(ToHub::Handoff { client_id: handoff, packet }) = stage.transmitted().pop() else {
            unreachable!("the handoff is due once the hub has greeted: {:?}", stage.effects);
        };
        let id = ConversationId::new("conversation-1").expect("valid");
        stage.ack(&handoff, &id, 1);
        let mut taken = Self { stage, id, handoff, packet };
        taken.replay();
        taken
    }

    /// The hub sends its first two events, for the first time or again.
    fn replay(&mut self) {
        let body = Body::Handoff { packet: self.packet.clone() };
        self.stage.by_shopper(&self.id, 1, &self.handoff, body);
        self.stage.by_lin(&self.id, 2, Body::Accepted);
    }
}
