//! What a shopper may rely on, told as events and effects.

use floorwalker_engine::{Block, Chip, Explanation, Mood, Outcome, Reason, Reply, knowledge::Language};
use floorwalker_protocol::{
    Author, Body, ClientId, ConversationId, ErrorCode, ErrorMessage, Event as HubEvent, HandoffReason, Packet, Page,
    Seq, VisitorToken,
    link::close_code,
    visitor::{ToHub, ToVisitor},
};

use super::*;
use crate::locale::texts;

/// A conversation with its surroundings: a clock that ticks and ids that count.
struct Stage {
    conversation: Conversation,
    now: Millis,
    effects: Vec<Effect>,
}

fn bot() -> Bot {
    let reply = |_: &mut Dialogue, question: &str| {
        let (blocks, outcome) = match question {
            "person" => (vec![], Outcome::HandOff(Reason::Requested)),
            "odd" => (vec![], Outcome::HandOff(Reason::Unknown)),
            "which" => {
                let chips = vec![Chip { entry: "a".to_owned(), label: "A?".to_owned() }];
                (vec![Block::Text("Which one?".to_owned()), Block::Chips(chips)], Outcome::Clarify)
            }
            _ => (vec![Block::Text(["answer to ", question].concat())], Outcome::Answer),
        };
        // Chinese questions find no model of their language.
        let language = if question.is_ascii() { Language::En } else { Language::Zh };
        let explanation = Explanation { models: vec![Language::En], ..Explanation::default() };
        Reply { blocks, sources: vec![], confidence: 0.25, outcome, mood: Mood::Calm, language, explanation }
    };
    Bot {
        shop: "Shop".to_owned(),
        greeting: None,
        suggestions: vec![],
        language: Language::En,
        speaks: vec![Language::En, Language::Zh],
        reply: Box::new(reply),
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

#[test]
fn a_model_is_wanted_when_the_pack_is_here_and_when_a_question_misses_its_language() {
    let mut stage = Stage::without_pack(true);
    stage.tell(Event::Opened);
    assert_eq!(stage.effects, [Effect::FetchPack]);
    stage.tell(Event::PackLoaded(bot()));
    assert_eq!(stage.effects, [Effect::FetchModel(Language::En)]);
    stage.say("when");
    assert_eq!(stage.effects, [Effect::Keep]);
    stage.say("什么时候");
    assert_eq!(stage.effects, [Effect::FetchModel(Language::Zh), Effect::Keep]);
}

#[test]
fn a_question_is_answered_at_once() {
    let mut stage = Stage::new();
    stage.say("  how? ");
    assert_eq!(stage.lines(), ["shopper: how? (Settled)", "bot: answer to how?"]);
    assert_eq!(stage.effects, [Effect::Keep]);
}

#[test]
fn a_question_before_the_pack_waits_visibly_and_is_answered_then() {
    let mut stage = Stage::without_pack(true);
    stage.say("how?");
    assert_eq!(stage.effects, [Effect::FetchPack, Effect::Keep]);
    assert_eq!(stage.lines(), ["shopper: how? (Waiting)"]);
    assert!(stage.conversation.is_waiting_for_pack());
    stage.tell(Event::PackLoaded(bot()));
    assert_eq!(stage.lines(), ["shopper: how? (Settled)", "bot: answer to how?"]);
}

#[test]
fn a_pack_that_does_not_come_is_said_and_leads_to_people_and_is_tried_again() {
    let mut stage = Stage::without_pack(true);
    stage.say("how?");
    stage.tell(Event::PackFailed);
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(_))));
    assert_eq!(stage.lines().len(), 2);
    stage.say("again?");
    assert!(stage.effects.contains(&Effect::FetchPack));
}

#[test]
fn when_none_of_a_choice_fits_a_person_is_offered_for_the_question_itself() {
    let mut stage = Stage::new();
    stage.tell(Event::Said("which".to_owned()));
    stage.tell(Event::NoneFits);
    let none = texts(Language::En).text("none-of-these");
    let holds = |packet: &Packet| {
        packet.question == "which"
            && packet.reason == HandoffReason::LowConfidence
            && packet.transcript.iter().any(|line| line.text == none)
    };
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(packet)) if holds(packet)));
}

#[test]
fn chips_come_with_the_text_before_them() {
    let mut stage = Stage::new();
    stage.say("which");
    let entry = stage.conversation.log().entries().last().expect("a reply");
    assert!(
        matches!(&entry.line.content, Content::Said { text, chips, .. } if text == "Which one?" && chips == &["A?"])
    );
}

#[test]
fn nothing_is_kept_before_the_first_message() {
    let mut stage = Stage::new();
    assert_eq!(stage.conversation.kept(), None);
    stage.tell(Event::PersonWanted);
    assert_eq!(stage.conversation.kept(), None);
    stage.say("how?");
    assert!(stage.conversation.kept().is_some());
}

#[test]
fn nothing_is_sent_before_the_shopper_agrees() {
    let mut stage = Stage::new();
    stage.say("odd");
    assert_eq!(stage.effects, [Effect::Keep]);
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(_))));
    stage.tell(Event::Declined);
    assert_eq!(stage.effects, [Effect::Keep]);
    assert_eq!(stage.conversation.prompt(), None);
    stage.tell(Event::Wake);
    assert_eq!(stage.effects, []);
}

#[test]
fn what_is_sent_is_what_was_shown_and_the_contact() {
    let mut stage = Stage::new();
    stage.say("how?");
    stage.say("odd");
    let Some(Prompt::Consent(shown)) = stage.conversation.prompt().cloned() else {
        unreachable!("consent is asked for: {:?}", stage.lines());
    };
    assert_eq!(shown.transcript.len(), 3, "{shown:?}");
    assert_eq!((shown.question.as_str(), shown.confidence), ("odd", Some(0.25)));
    stage.agree();
    assert!(stage.effects.contains(&Effect::Connect));
    assert_eq!(stage.conversation.owner(), &Owner::Passing);
    stage.welcome(None, 0);
    let sent = Packet { contact: Some("a@b.example".to_owned()), ..*shown };
    assert!(matches!(&stage.transmitted()[..], [ToHub::Handoff { packet, .. }] if *packet == sent));
}

#[test]
fn without_a_hub_there_is_still_a_way_on() {
    let mut stage = Stage::without_pack(false);
    stage.tell(Event::PackLoaded(bot()));
    for event in [Event::Said("odd".to_owned()), Event::PersonWanted] {
        stage.tell(Event::Declined);
        stage.tell(event);
        assert_eq!(stage.conversation.prompt(), Some(&Prompt::Elsewhere));
    }
}

#[test]
fn the_bot_is_silent_while_people_have_the_conversation() {
    let Taken { mut stage, id, .. } = Taken::new();
    assert_eq!(stage.conversation.owner(), &Owner::Agent("Lin".to_owned()));
    let before = stage.lines().len();
    stage.say("how?");
    assert_eq!(stage.lines()[before..], ["shopper: how? (Sending)"]);
    let client_id = stage.transmitted()[0].client_id().cloned().expect("a message has one");
    stage.ack(&client_id, &id, 3);
    assert_eq!(stage.lines()[before..], ["shopper: how? (Sent)"]);
}

#[test]
fn a_reload_loses_and_doubles_nothing() {
    let mut taken = Taken::new();
    taken.stage.by_lin(&taken.id, 3, said("hello"));
    taken.stage.say("unsent");
    let before = taken.stage.lines();

    let mut again = Taken { stage: taken.stage.reload(), ..taken };
    assert!(again.stage.conversation.owner().is_people());
    again.stage.welcome(Some(&again.id), 3);
    let unsent = again.stage.transmitted()[0].client_id().cloned().expect("what was not acknowledged is sent again");
    again.replay();
    again.stage.by_lin(&again.id, 3, said("hello"));
    assert_eq!(again.stage.lines(), before);
    again.stage.by_shopper(&again.id, 4, &unsent, said("unsent"));
    assert_eq!(again.stage.last_line(), "shopper: unsent (Sent)");
    assert_eq!(again.stage.lines().len(), before.len());
    assert_eq!(again.stage.conversation.owner(), &Owner::Agent("Lin".to_owned()));
}

#[test]
fn a_conversation_begun_elsewhere_is_shown_whole() {
    let taken = Taken::new();
    let mut kept = taken.stage.conversation.kept().expect("kept");
    kept.lines.clear();
    let mut other = Taken { stage: Stage::without_pack(true), ..taken };
    other.stage.tell(Event::Restored(Box::new(kept)));
    other.stage.welcome(Some(&other.id), 2);
    other.replay();
    assert_eq!(other.stage.lines(), ["shopper: odd (Settled)", "PassedOn (Settled)", "Joined(\"Lin\") (Settled)"]);
}

#[test]
fn with_the_hub_away_the_bot_goes_on_and_the_handoff_waits() {
    let mut stage = Stage::new();
    stage.say("odd");
    stage.agree();
    stage.tell(Event::SocketClosed(1006));
    assert!(stage.conversation.is_lost());
    assert_eq!(stage.conversation.owner(), &Owner::Passing);
    stage.say("how?");
    assert_eq!(stage.lines()[3..], ["shopper: how? (Sending)", "bot: answer to how?"]);

    stage.now += 60_000;
    stage.tell(Event::Wake);
    stage.welcome(None, 0);
    assert!(matches!(stage.transmitted()[..], [ToHub::Handoff { .. }]));
    assert!(!stage.conversation.is_lost());
}

#[test]
fn after_the_end_the_bot_is_there_again_and_the_line_is_given_back() {
    let Taken { mut stage, id, .. } = Taken::new();
    stage.by_lin(&id, 3, Body::Closed);
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    assert!(stage.effects.contains(&Effect::Disconnect(1000)));
    assert_eq!(stage.conversation.deadline(), None);
    stage.say("how?");
    assert_eq!(stage.last_line(), "bot: answer to how?");
}

#[test]
fn a_second_handoff_is_not_ended_by_the_first_ones_end() {
    let mut taken = Taken::new();
    taken.stage.by_lin(&taken.id, 3, Body::Closed);
    taken.stage.say("odd");
    taken.stage.agree();
    let before = taken.stage.lines();
    taken.stage.welcome(Some(&taken.id), 3);
    taken.replay();
    taken.stage.by_lin(&taken.id, 3, Body::Closed);
    assert_eq!(taken.stage.conversation.owner(), &Owner::Passing);
    assert_eq!(taken.stage.lines(), before);
}

#[test]
fn ending_is_at_once_for_the_shopper_and_reaches_the_hub() {
    let Taken { mut stage, id, .. } = Taken::new();
    stage.tell(Event::EndWanted);
    assert_eq!(stage.conversation.prompt(), Some(&Prompt::End));
    stage.tell(Event::EndConfirmed);
    let close = stage.transmitted()[0].client_id().cloned().expect("the end is sent");
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    stage.by_lin(&id, 3, said("still there?"));
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    stage.by_shopper(&id, 4, &close, Body::Closed);
    let ends = stage.lines().iter().filter(|line| line.starts_with("EndedByShopper")).count();
    assert_eq!((ends, stage.conversation.owner()), (1, &Owner::Bot));
}

#[test]
fn a_conversation_that_the_hub_does_not_know_any_more_goes_back_to_the_bot() {
    let mut again = Taken::new().stage.reload();
    again.welcome(None, 0);
    assert_eq!(again.conversation.owner(), &Owner::Bot);
    assert_eq!(again.last_line(), "Lost (Settled)");
}

#[test]
fn a_refused_message_is_shown_as_such() {
    let Taken { mut stage, .. } = Taken::new();
    stage.say("how?");
    let client_id = stage.transmitted()[0].client_id().cloned().expect("a message has one");
    let error = ErrorMessage::new(ErrorCode::TooLarge, "too long").of(client_id);
    stage.tell(Event::Frame(Box::new(ToVisitor::Error(error))));
    assert_eq!(stage.last_line(), "shopper: how? (Failed)");
    assert!(stage.conversation.owner().is_people());
}

#[test]
fn a_hub_that_denies_the_secret_leaves_the_shopper_with_the_bot_and_a_new_try() {
    let mut stage = Stage::new();
    stage.say("odd");
    stage.agree();
    stage.tell(Event::SocketClosed(close_code::DENIED));
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    stage.say("odd");
    stage.agree();
    assert!(stage.effects.contains(&Effect::Connect));
}

#[test]
fn what_comes_while_the_panel_is_closed_is_counted_until_it_is_opened() {
    let Taken { mut stage, id, .. } = Taken::new();
    stage.tell(Event::Closed);
    stage.by_lin(&id, 3, said("hello"));
    assert_eq!(stage.conversation.unread(), 1);
    stage.tell(Event::Opened);
    assert_eq!(stage.conversation.unread(), 0);
}

#[test]
fn typing_is_told_when_it_begins_and_when_it_ends() {
    let Taken { mut stage, .. } = Taken::new();
    stage.tell(Event::Typed);
    assert_eq!(stage.transmitted(), [ToHub::Typing { is_typing: true }]);
    stage.tell(Event::Typed);
    assert_eq!(stage.transmitted(), []);
    stage.now = stage.conversation.deadline().expect("an end of typing");
    stage.tell(Event::Tick);
    assert_eq!(stage.transmitted(), [ToHub::Typing { is_typing: false }]);
}

#[test]
fn a_hub_with_another_store_begins_anew() {
    let Taken { mut stage, .. } = Taken::new();
    stage.tell(Event::SocketClosed(1006));
    stage.now += 60_000;
    stage.tell(Event::Tick);
    stage.welcome_from("epoch-two", None, 0);
    assert_eq!(stage.conversation.owner(), &Owner::Bot);
    assert!(!stage.lines().iter().any(|line| line.contains("Lin")), "{:?}", stage.lines());
}

#[test]
fn the_person_control_asks_once() {
    let mut stage = Stage::new();
    stage.tell(Event::PersonWanted);
    stage.tell(Event::PersonWanted);
    assert_eq!(stage.lines().len(), 1);
    assert!(matches!(stage.conversation.prompt(), Some(Prompt::Consent(_))));
}
