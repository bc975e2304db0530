//! What follows from events, played through without a browser.

use floorwalker_protocol::agent::{Owner, Summary, ToAgent, ToHub};
use floorwalker_protocol::link::{Status, close_code};
use floorwalker_protocol::{
    Author, Body, ClientId, ConversationId, ErrorCode, ErrorMessage, Event as Fact, HandoffReason, Packet, Seq,
    Speaker, TranscriptLine,
};

use super::event::{Action, Effect, Event, Login};
use super::line::{Content, Happening, Voice};
use super::session::{LoginAnswer, LoginTrouble, Session, WhoAnswer};
use super::thread::Delivery;
use super::{Notice, State, TYPING};
use crate::place::Place;

const ME: &str = "Lin";

fn id(number: u32) -> ConversationId {
    ConversationId::new(format!("conversation-{number}")).expect("valid")
}

fn client(number: u32) -> ClientId {
    ClientId::new(format!("client-id-{number}")).expect("valid")
}

fn agent(name: &str) -> Author {
    Author::Agent { name: name.to_owned() }
}

fn handoff() -> Body {
    let line = |by, text: &str| TranscriptLine { by, at: 1, text: text.to_owned() };
    let packet = Packet {
        reason: HandoffReason::Requested,
        question: "a person please".to_owned(),
        confidence: None,
        candidates: vec![],
        transcript: vec![line(Speaker::Shopper, "a person please"), line(Speaker::Bot, "one moment")],
        page: None,
        locale: "en".to_owned(),
        contact: None,
    };
    Body::Handoff { packet }
}

fn message(text: &str) -> Body {
    Body::Message { text: text.to_owned() }
}

fn summary(number: u32, owner: Owner, last_seq: u64) -> Summary {
    Summary {
        conversation: id(number),
        owner,
        reason: HandoffReason::Requested,
        locale: "en".to_owned(),
        preview: String::new(),
        since: 0,
        last_seq: Seq(last_seq),
    }
}

/// A console with somebody logged in, and a desk of one waiting and one own conversation.
struct Desk {
    state: State,
    now: u64,
}

impl Desk {
    fn new() -> Self {
        let mut desk = Self { state: State::new(1), now: 1_000 };
        assert_eq!(desk.on(Event::Started), [Effect::AskWho]);
        assert_eq!(desk.on(Event::Who(WhoAnswer::Agent(ME.to_owned()))), [Effect::Connect]);
        desk.welcome();
        desk
    }

    fn on(&mut self, event: Event) -> Vec<Effect> {
        self.state.handle(self.now, event)
    }

    fn frame(&mut self, frame: ToAgent) -> Vec<Effect> {
        self.on(Event::Frame(frame))
    }

    fn welcome(&mut self) {
        self.frame(ToAgent::Welcome { agent: ME.to_owned(), epoch: "one".to_owned() });
        let own = Owner::Agent { name: ME.to_owned() };
        let conversations = vec![summary(1, Owner::Queue, 1), summary(2, own, 2)];
        self.frame(ToAgent::Desk { conversations, agents_online: 1 });
    }

    fn event(&mut self, number: u32, seq: u64, by: Author, client_id: Option<ClientId>, body: Body) {
        let event = Fact { seq: Seq(seq), at: self.now, by, client_id, body };
        self.frame(ToAgent::Event { conversation: id(number), event });
    }

    /// The own conversation: handed off, taken, opened, and looked at.
    fn with_own() -> Self {
        let mut desk = Self::new();
        desk.event(2, 1, Author::Shopper, None, handoff());
        desk.event(2, 2, agent(ME), Some(client(100)), Body::Accepted);
        desk.on(Event::Went(Place::Thread(id(2))));
        desk
    }

    fn said(&self, number: u32) -> Vec<(Voice, String)> {
        let lines = self.state.thread(&id(number)).expect("opened").lines();
        let said = lines.iter().filter_map(|line| match &line.content {
            Content::Said(voice, text) => Some((voice.clone(), text.clone())),
            Content::Happened(_) => None,
        });
        said.collect()
    }

    fn unread(&self, number: u32) -> usize {
        self.state.thread(&id(number)).expect("opened").unread()
    }

    fn delivery(&self, number: u32, client_id: &ClientId) -> Delivery {
        self.state.thread(&id(number)).expect("opened").delivery(client_id)
    }

    fn claim(&mut self, number: u32, client_id: ClientId) -> Vec<Effect> {
        self.on(Event::Act(id(number), client_id, Action::Take))
    }

    fn refuse(&mut self, code: ErrorCode, client_id: ClientId) {
        self.frame(ToAgent::Error(ErrorMessage::new(code, "no").of(client_id)));
    }
}

#[test]
fn a_login_leads_to_the_desk() {
    let mut state = State::new(1);
    state.handle(0, Event::Started);
    state.handle(0, Event::Who(WhoAnswer::Nobody));
    assert_eq!(state.session, Session::LoggedOut { is_busy: false, trouble: None });
    let login = Login { name: ME.to_owned(), password: "secret".to_owned() };
    assert!(!format!("{login:?}").contains("secret"));
    assert_eq!(state.handle(0, Event::LogIn(login.clone())), [Effect::LogIn(login)]);
    assert_eq!(state.handle(0, Event::LoginAnswered(LoginAnswer::Accepted)), [Effect::AskWho]);
    assert_eq!(state.handle(0, Event::Who(WhoAnswer::Agent(ME.to_owned()))), [Effect::Connect]);
    assert_eq!(state.session, Session::LoggedIn);
}

#[test]
fn a_login_that_the_browser_does_not_keep_is_told_apart_from_none() {
    let mut state = State::new(1);
    state.handle(0, Event::LogIn(Login { name: ME.to_owned(), password: String::new() }));
    state.handle(0, Event::LoginAnswered(LoginAnswer::Accepted));
    state.handle(0, Event::Who(WhoAnswer::Nobody));
    assert_eq!(state.session, Session::LoggedOut { is_busy: false, trouble: Some(LoginTrouble::Ended) });
}

#[test]
fn an_unreachable_hub_is_asked_again() {
    let mut state = State::new(1);
    state.handle(0, Event::Started);
    state.handle(0, Event::Who(WhoAnswer::Unreachable));
    let at = state.deadline().expect("asks again");
    assert_eq!(state.handle(at - 1, Event::Tick), []);
    assert_eq!(state.handle(at, Event::Tick), [Effect::AskWho]);
}

#[test]
fn the_desk_keeps_the_order_of_the_hub_and_leaves_out_what_is_others() {
    let mut desk = Desk::new();
    let owned = |name: &str| Owner::Agent { name: name.to_owned() };
    let conversations = vec![
        summary(5, Owner::Queue, 1),
        summary(1, Owner::Queue, 1),
        summary(9, owned(ME), 1),
        summary(2, owned(ME), 1),
        summary(3, owned("Ana"), 1),
        summary(4, Owner::Nobody, 1),
    ];
    desk.frame(ToAgent::Desk { conversations, agents_online: 2 });
    let ids = |part: &[Summary]| part.iter().map(|summary| summary.conversation.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&desk.state.desk.queue), [id(5), id(1)]);
    assert_eq!(ids(&desk.state.desk.own), [id(9), id(2)]);
}

#[test]
fn own_conversations_are_followed_and_others_only_while_looked_at() {
    let mut desk = Desk::new();
    assert!(desk.state.thread(&id(2)).is_some());
    assert!(desk.state.thread(&id(1)).is_none());
    let opened = desk.on(Event::Went(Place::Thread(id(1))));
    assert_eq!(opened, [Effect::Transmit(ToHub::Open { conversation: id(1), last_seq: Seq::NONE })]);
    let left = desk.on(Event::Went(Place::List));
    assert_eq!(left, [Effect::Transmit(ToHub::Leave { conversation: id(1) })]);
    assert!(desk.state.thread(&id(1)).is_none());
}

#[test]
fn a_transcript_begins_before_the_handoff() {
    let desk = Desk::with_own();
    let said = [(Voice::Shopper, "a person please".to_owned()), (Voice::Bot, "one moment".to_owned())];
    assert_eq!(desk.said(2), said);
    let lines = desk.state.thread(&id(2)).expect("opened").lines();
    let happened = lines.iter().skip(2).map(|line| line.content.clone()).collect::<Vec<_>>();
    let expected = [Happening::HandedOff(HandoffReason::Requested), Happening::Taken(ME.to_owned())];
    assert_eq!(happened, expected.map(Content::Happened));
}

#[test]
fn a_message_is_shown_once_from_sending_to_sent() {
    let mut desk = Desk::with_own();
    desk.on(Event::Say(id(2), client(1), "  hello ".to_owned()));
    let mine = (Voice::Agent(ME.to_owned()), "hello".to_owned());
    assert_eq!(desk.said(2).last(), Some(&mine));
    assert_eq!(desk.delivery(2, &client(1)), Delivery::Sending);
    let key = desk.state.thread(&id(2)).expect("opened").lines().last().expect("a line").key.clone();
    desk.frame(ToAgent::Ack { client_id: client(1), conversation: id(2), seq: Seq(3) });
    assert_eq!(desk.delivery(2, &client(1)), Delivery::Sent);
    desk.event(2, 3, agent(ME), Some(client(1)), message("hello"));
    assert_eq!(desk.said(2).len(), 3, "shown twice");
    assert_eq!(desk.state.thread(&id(2)).expect("opened").lines().last().expect("a line").key, key);
}

#[test]
fn a_message_waits_for_the_connection_and_is_sent_after_it() {
    let mut desk = Desk::with_own();
    desk.on(Event::SocketClosed(1006));
    assert!(matches!(desk.state.connection(), Status::Waiting { .. }));
    assert_eq!(desk.on(Event::Say(id(2), client(1), "hello".to_owned())), []);
    assert_eq!(desk.on(Event::Wake), [Effect::Connect]);
    let sent = desk.frame(ToAgent::Welcome { agent: ME.to_owned(), epoch: "one".to_owned() });
    let message = ToHub::Message { conversation: id(2), client_id: client(1), text: "hello".to_owned() };
    assert!(sent.contains(&Effect::Transmit(message)), "{sent:?}");
    assert!(sent.contains(&Effect::Transmit(ToHub::Open { conversation: id(2), last_seq: Seq(2) })), "{sent:?}");
}

#[test]
fn an_empty_or_too_long_message_is_not_sent() {
    let mut desk = Desk::with_own();
    let long = "x".repeat(floorwalker_protocol::limits::MESSAGE_CHARS + 1);
    for text in ["", " \n", &long] {
        assert_eq!(desk.on(Event::Say(id(2), client(1), text.to_owned())), []);
    }
}

#[test]
fn a_refused_message_can_be_edited_again() {
    let mut desk = Desk::with_own();
    desk.on(Event::Say(id(2), client(1), "hello".to_owned()));
    desk.refuse(ErrorCode::TooLarge, client(1));
    assert_eq!(desk.delivery(2, &client(1)), Delivery::Refused(ErrorCode::TooLarge));
    desk.on(Event::Draft(id(2), "and more".to_owned()));
    desk.on(Event::TakeBack(id(2), client(1)));
    let thread = desk.state.thread(&id(2)).expect("opened");
    assert_eq!(thread.draft, "hello\nand more");
    assert_eq!(desk.said(2).len(), 2);
}

#[test]
fn taking_shows_as_busy_until_the_hub_says_so() {
    let mut desk = Desk::new();
    desk.on(Event::Went(Place::Thread(id(1))));
    desk.event(1, 1, Author::Shopper, None, handoff());
    let sent = desk.claim(1, client(1));
    assert_eq!(sent, [Effect::Transmit(ToHub::Claim { conversation: id(1), client_id: client(1) })]);
    assert_eq!(desk.claim(1, client(2)), [], "a second press claims again");
    assert_eq!(desk.state.thread(&id(1)).expect("opened").action(), Some(Action::Take));
    desk.event(1, 2, agent(ME), Some(client(1)), Body::Accepted);
    assert_eq!(desk.state.thread(&id(1)).expect("opened").action(), None);
    assert_eq!(desk.state.owner(&id(1)), Some(&Owner::Agent { name: ME.to_owned() }));
}

#[test]
fn an_agent_who_was_slower_is_told() {
    let mut desk = Desk::new();
    desk.on(Event::Went(Place::Thread(id(1))));
    desk.event(1, 1, Author::Shopper, None, handoff());
    desk.claim(1, client(1));
    desk.refuse(ErrorCode::Conflict, client(1));
    desk.event(1, 2, agent("Ana"), Some(client(2)), Body::Accepted);
    assert_eq!(desk.state.notice, Some(Notice::OthersWereFaster(id(1))));
    assert_eq!(desk.state.owner(&id(1)), Some(&Owner::Agent { name: "Ana".to_owned() }));
    desk.on(Event::DismissNotice);
    assert_eq!(desk.state.notice, None);
}

#[test]
fn what_comes_unseen_is_unread_until_looked_at() {
    let mut desk = Desk::with_own();
    desk.event(2, 3, Author::Shopper, None, message("seen"));
    assert_eq!(desk.unread(2), 0);
    desk.on(Event::Attention(false));
    desk.event(2, 4, Author::Shopper, None, message("behind"));
    assert_eq!(desk.unread(2), 1);
    desk.on(Event::Attention(true));
    assert_eq!(desk.unread(2), 0);
    desk.on(Event::Went(Place::List));
    desk.event(2, 5, Author::Shopper, None, message("elsewhere"));
    assert_eq!(desk.unread(2), 1);
    desk.event(2, 6, agent(ME), Some(client(9)), message("answered from another window"));
    assert_eq!(desk.unread(2), 0);
}

#[test]
fn typing_is_told_once_and_ends_by_itself() {
    let mut desk = Desk::with_own();
    let typing = |is_typing| Effect::Transmit(ToHub::Typing { conversation: id(2), is_typing });
    assert_eq!(desk.on(Event::Draft(id(2), "h".to_owned())), [typing(true)]);
    assert_eq!(desk.on(Event::Draft(id(2), "he".to_owned())), []);
    desk.now += TYPING;
    assert_eq!(desk.on(Event::Tick), [typing(false)]);
    assert_eq!(desk.on(Event::Draft(id(2), "hel".to_owned())), [typing(true)]);
    assert_eq!(desk.on(Event::Draft(id(2), String::new())), [typing(false)]);
}

#[test]
fn a_session_that_ends_keeps_the_desk_for_the_same_agent_only() {
    for (name, is_kept) in [(ME, true), ("Ana", false)] {
        let mut desk = Desk::with_own();
        desk.on(Event::Draft(id(2), "half a sentence".to_owned()));
        desk.on(Event::SocketClosed(close_code::DENIED));
        assert_eq!(desk.state.session, Session::LoggedOut { is_busy: false, trouble: Some(LoginTrouble::Ended) });
        assert_eq!(desk.on(Event::Who(WhoAnswer::Agent(name.to_owned()))), [Effect::Connect]);
        let draft = desk.state.thread(&id(2)).map(|thread| thread.draft.clone()).unwrap_or_default();
        assert_eq!(draft == "half a sentence", is_kept, "{name}");
    }
}

#[test]
fn logging_out_leaves_nothing_behind() {
    let mut desk = Desk::with_own();
    assert_eq!(desk.on(Event::LogOut), [Effect::LogOut]);
    desk.on(Event::LogOutAnswered(false));
    assert_eq!(desk.state.notice, Some(Notice::LogOutFailed));
    assert_eq!(desk.on(Event::LogOutAnswered(true)), [Effect::Disconnect(1000)]);
    assert_eq!(desk.state.session, Session::LoggedOut { is_busy: false, trouble: None });
    assert!(desk.state.thread(&id(2)).is_none());
    assert!(desk.state.desk.own.is_empty());
    assert_eq!(desk.state.deadline(), None);
}

#[test]
fn a_log_that_begins_anew_is_shown_anew_with_what_was_not_sent() {
    let mut desk = Desk::with_own();
    desk.on(Event::SocketClosed(1006));
    desk.on(Event::Say(id(2), client(1), "hello".to_owned()));
    desk.on(Event::Wake);
    desk.frame(ToAgent::Welcome { agent: ME.to_owned(), epoch: "two".to_owned() });
    assert_eq!(desk.said(2), [(Voice::Agent(ME.to_owned()), "hello".to_owned())]);
    desk.event(2, 1, Author::Shopper, None, handoff());
    assert_eq!(desk.said(2).len(), 3);
}

#[test]
fn a_conversation_that_is_not_there_says_so() {
    let mut desk = Desk::new();
    desk.on(Event::Went(Place::Thread(id(7))));
    let error = ErrorMessage::new(ErrorCode::NotFound, "no such conversation").in_conversation(id(7));
    desk.frame(ToAgent::Error(error));
    assert!(desk.state.thread(&id(7)).expect("opened").is_gone);
    assert_eq!(desk.state.notice, None);
}

#[test]
fn who_is_there_is_not_known_without_a_connection() {
    let mut desk = Desk::with_own();
    desk.frame(ToAgent::Shopper { conversation: id(2), is_typing: true, is_present: true });
    assert!(desk.state.thread(&id(2)).expect("opened").shopper.is_some_and(|shopper| shopper.is_typing));
    desk.on(Event::SocketClosed(1006));
    assert_eq!(desk.state.thread(&id(2)).expect("opened").shopper, None);
}
