//! Ten thousand bad networks: whatever they lose, repeat, reorder or cut, what was acknowledged is shown exactly once and
//! in one order, and in the end everything is acknowledged.
//!
//! A world holds one shopper, one agent and one hub whose log survives everything. Random actions run it for a while; then
//! the network behaves, and the promises are checked. A failure prints the seed, which plays it again.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, VecDeque};

use floorwalker_protocol::link::{
    AgentInput, AgentLink, AgentOutput, Feed, Saved, Submission, VisitorInput, VisitorLink, VisitorOutput,
};
use floorwalker_protocol::{
    Author, Body, ClientId, ConversationId, Event, HandoffReason, Packet, Seq, VisitorToken, agent, visitor,
};
use proptest::prelude::*;
use proptest::test_runner::Config;

const SCHEDULES: u32 = 10_000;
const ACTIONS: usize = 60;

/// xorshift64: which action comes next. The seed is proptest's.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// One direction of a connection. Frames in it may be lost, repeated and overtaken.
struct Wire<M> {
    frames: VecDeque<M>,
}

impl<M: Clone> Wire<M> {
    fn new() -> Self {
        Self { frames: VecDeque::new() }
    }

    fn take(&mut self, dice: &mut Dice, is_bad: bool) -> Option<M> {
        if self.frames.is_empty() {
            return None;
        }
        let index = if is_bad && dice.roll(4) == 0 { dice.roll(self.frames.len()) } else { 0 };
        match if is_bad { dice.roll(8) } else { 7 } {
            0 => {
                self.frames.remove(index);
                None
            }
            1 => self.frames.get(index).cloned(),
            _ => self.frames.remove(index),
        }
    }
}

/// A connection as the hub sees it.
struct Connection<Up, Down> {
    up: Wire<Up>,
    down: Wire<Down>,
    is_greeted: bool,
    feed: Option<(ConversationId, Feed)>,
}

impl<Up: Clone, Down: Clone> Connection<Up, Down> {
    fn new() -> Self {
        Self { up: Wire::new(), down: Wire::new(), is_greeted: false, feed: None }
    }
}

/// What is on disk.
#[derive(Default)]
struct Log {
    conversations: Vec<(ConversationId, Vec<Event>)>,
    kept: BTreeMap<ClientId, (ConversationId, Seq)>,
}

impl Log {
    fn open(&self) -> Option<&ConversationId> {
        self.conversations.last().filter(|(_, events)| !is_closed(events)).map(|(id, _)| id)
    }

    fn events(&self, id: &ConversationId) -> &[Event] {
        self.conversations.iter().find(|(known, _)| known == id).map_or(&[], |(_, events)| events)
    }

    /// Keeps a message once; says where. A message that the rules do not allow is kept nowhere.
    fn keep(
        &mut self,
        by: &Author,
        client_id: &ClientId,
        handoff: Option<&ClientId>,
        body: Body,
    ) -> Option<(ConversationId, Seq)> {
        if let Some(place) = self.kept.get(client_id) {
            return Some(place.clone());
        }
        let is_handoff = matches!(body, Body::Handoff { .. });
        if is_handoff == self.open().is_some() {
            return None;
        }
        let begun_by = self.conversations.last().and_then(|(_, events)| events.first()?.client_id.as_ref());
        if handoff.is_some() && handoff != begun_by {
            return None;
        }
        if is_handoff {
            let id = ConversationId::new(format!("conversation-{}", self.conversations.len())).expect("valid");
            self.conversations.push((id, Vec::new()));
        }
        let (id, events) = self.conversations.last_mut()?;
        let seq = Seq(events.len() as u64 + 1);
        events.push(Event { seq, at: 0, by: by.clone(), client_id: Some(client_id.clone()), body });
        self.kept.insert(client_id.clone(), (id.clone(), seq));
        Some((id.clone(), seq))
    }
}

fn is_closed(events: &[Event]) -> bool {
    events.last().is_some_and(|event| event.body == Body::Closed)
}

/// What one end has shown and knows of, since its page was opened.
#[derive(Default)]
struct Screen {
    shown: Vec<(ConversationId, Event)>,
}

struct World {
    dice: Dice,
    now: u64,
    is_bad: bool,
    log: Log,
    shopper: VisitorLink,
    shopper_line: Option<Connection<visitor::ToHub, visitor::ToVisitor>>,
    shopper_screen: Screen,
    agent: AgentLink,
    agent_line: Option<Connection<agent::ToHub, agent::ToAgent>>,
    agent_screen: Screen,
    agent_opened: Option<ConversationId>,
    /// Every message in the order in which the shopper submitted it.
    submitted: Vec<ClientId>,
    acknowledged: Vec<ClientId>,
    refused: Vec<ClientId>,
    made: u32,
}

impl World {
    fn new(seed: u64) -> Self {
        let token = VisitorToken::new("a-token-for-this-test").expect("valid");
        Self {
            dice: Dice(seed | 1),
            now: 1_000,
            is_bad: true,
            log: Log::default(),
            shopper: VisitorLink::new(token, seed),
            shopper_line: None,
            shopper_screen: Screen::default(),
            agent: AgentLink::new(seed ^ 0xA5A5),
            agent_line: None,
            agent_screen: Screen::default(),
            agent_opened: None,
            submitted: Vec::new(),
            acknowledged: Vec::new(),
            refused: Vec::new(),
            made: 0,
        }
    }

    fn act(&mut self) {
        match self.dice.roll(16) {
            0 | 1 => self.submit_text(),
            2 => self.submit(Submission::Handoff { packet: packet() }),
            3 if self.dice.roll(3) == 0 => self.submit(Submission::Close),
            4 => self.cut_shopper(),
            5 => self.cut_agent(),
            6 => self.reload(),
            7 => self.pass(40_000),
            8 => self.pass(3_000),
            9 => self.agent_speaks(),
            10 => self.agent_opens(),
            _ => self.pass(200),
        }
        for _ in 0..4 {
            self.step();
        }
    }

    /// The network behaves from here on, until nothing is left to do.
    fn settle(&mut self) {
        self.is_bad = false;
        self.shopper_line = None;
        self.agent_line = None;
        self.shopper_input(VisitorInput::Closed(1006));
        self.agent_input(AgentInput::Closed(1006));
        self.shopper_input(VisitorInput::Wake);
        self.agent_input(AgentInput::Wake);
        for _ in 0..400 {
            self.pass(500);
            for _ in 0..12 {
                self.step();
            }
        }
    }

    fn pass(&mut self, millis: u64) {
        self.now += millis;
        self.shopper_input(VisitorInput::Tick);
        self.agent_input(AgentInput::Tick);
    }

    fn id(&mut self) -> ClientId {
        self.made += 1;
        ClientId::new(format!("client-{:06}", self.made)).expect("valid")
    }

    fn submit_text(&mut self) {
        let text = format!("text {}", self.made);
        self.submit(Submission::Message { text });
    }

    fn submit(&mut self, submission: Submission) {
        let id = self.id();
        self.submitted.push(id.clone());
        self.shopper_input(VisitorInput::Submit(id, submission));
    }

    fn agent_speaks(&mut self) {
        if let Some(conversation) = self.agent_opened.clone() {
            let (client_id, text) = (self.id(), format!("reply {}", self.made));
            self.agent_input(AgentInput::Submit(agent::ToHub::Message { conversation, client_id, text }));
        }
    }

    fn agent_opens(&mut self) {
        self.agent_input(AgentInput::Wake);
        if let Some(id) = self.log.open().cloned()
            && self.agent_opened.as_ref() != Some(&id)
        {
            self.agent_screen = Screen::default();
            if let Some(old) = self.agent_opened.replace(id.clone()) {
                self.agent_input(AgentInput::Leave(old));
            }
            self.agent_input(AgentInput::Open(id));
        }
    }

    fn cut_shopper(&mut self) {
        if self.shopper_line.take().is_some() && self.dice.roll(3) > 0 {
            // Otherwise the line is half open: gone without anybody being told.
            self.shopper_input(VisitorInput::Closed(1006));
        }
    }

    fn cut_agent(&mut self) {
        if self.agent_line.take().is_some() && self.dice.roll(3) > 0 {
            self.agent_input(AgentInput::Closed(1006));
        }
    }

    /// The page is loaded anew: only what is saved survives, and the screen is empty.
    fn reload(&mut self) {
        let saved: Saved = self.shopper.save();
        self.shopper = VisitorLink::restore(saved, self.now);
        self.shopper_line = None;
        self.shopper_screen = Screen::default();
        self.shopper_input(VisitorInput::Wake);
    }

    fn shopper_input(&mut self, input: VisitorInput) {
        for output in self.shopper.handle(self.now, input) {
            match output {
                VisitorOutput::Connect => {
                    self.shopper_line = Some(Connection::new());
                    self.shopper_input(VisitorInput::Opened);
                }
                VisitorOutput::Transmit(message) => {
                    if let Some(line) = &mut self.shopper_line {
                        line.up.frames.push_back(message);
                    }
                }
                VisitorOutput::Disconnect(_) => self.shopper_line = None,
                VisitorOutput::Deliver(id, event) => self.shopper_screen.shown.push((id, event)),
                VisitorOutput::Settled(id) => self.acknowledged.push(id),
                VisitorOutput::Refused(error) => self.refused.extend(error.client_id),
                VisitorOutput::Reset => panic!("the hub's log never begins anew here"),
                VisitorOutput::Queue(..) | VisitorOutput::AgentTyping(_) => {}
            }
        }
    }

    fn agent_input(&mut self, input: AgentInput) {
        for output in self.agent.handle(self.now, input) {
            match output {
                AgentOutput::Connect => {
                    let mut line = Connection::new();
                    line.down
                        .frames
                        .push_back(agent::ToAgent::Welcome { agent: "ann".to_owned(), epoch: "1".to_owned() });
                    self.agent_line = Some(line);
                }
                AgentOutput::Transmit(message) => {
                    if let Some(line) = &mut self.agent_line {
                        line.up.frames.push_back(message);
                    }
                }
                AgentOutput::Disconnect(_) => self.agent_line = None,
                AgentOutput::Deliver(id, event) => self.agent_screen.shown.push((id, event)),
                AgentOutput::Settled(id) => self.acknowledged.push(id),
                AgentOutput::Refused(error) => self.refused.extend(error.client_id),
                AgentOutput::Reset => panic!("the hub's log never begins anew here"),
                AgentOutput::Welcome(_) | AgentOutput::Desk(..) | AgentOutput::Shopper(..) => {}
            }
        }
    }

    /// One frame moves on each wire, perhaps.
    fn step(&mut self) {
        let is_bad = self.is_bad;
        if let Some(line) = &mut self.shopper_line
            && let Some(frame) = line.up.take(&mut self.dice, is_bad)
        {
            hear_shopper(&mut self.log, line, frame);
        }
        if let Some(line) = &mut self.agent_line
            && let Some(frame) = line.up.take(&mut self.dice, is_bad)
        {
            hear_agent(&mut self.log, line, frame);
        }
        feed_shopper(&self.log, &mut self.shopper_line);
        feed_agent(&self.log, &mut self.agent_line);
        let frame = self.shopper_line.as_mut().and_then(|line| line.down.take(&mut self.dice, is_bad));
        if let Some(frame) = frame {
            self.shopper_input(VisitorInput::Frame(frame));
        }
        let frame = self.agent_line.as_mut().and_then(|line| line.down.take(&mut self.dice, is_bad));
        if let Some(frame) = frame {
            self.agent_input(AgentInput::Frame(frame));
        }
    }

    fn check(&self) {
        // Every acknowledged message is on disk once.
        for id in &self.acknowledged {
            assert!(self.log.kept.contains_key(id), "acknowledged but not kept: {id}");
        }
        for (_, events) in &self.log.conversations {
            let numbers: Vec<u64> = events.iter().map(|event| event.seq.0).collect();
            assert_eq!(numbers, (1..=events.len() as u64).collect::<Vec<_>>(), "numbers have gaps");
        }
        // In the end everything submitted was kept or refused.
        for id in &self.submitted {
            assert!(self.log.kept.contains_key(id) || self.refused.contains(id), "neither kept nor refused: {id}");
        }
        assert_eq!(self.shopper.unacknowledged().count(), 0, "the outbox is not empty");
        assert_eq!(self.agent.unacknowledged().count(), 0, "the agent's outbox is not empty");
        // What the shopper submitted stands in the order of submitting.
        let events = self.log.conversations.iter().flat_map(|(_, events)| events);
        let by_shopper = events.filter(|event| event.by == Author::Shopper);
        let kept: Vec<&ClientId> = by_shopper.filter_map(|event| event.client_id.as_ref()).collect();
        let expected: Vec<&ClientId> = self.submitted.iter().filter(|id| self.log.kept.contains_key(id)).collect();
        assert_eq!(kept, expected, "the order of submitting was lost");
        self.check_screen(&self.shopper_screen, self.log.conversations.last().map(|(id, _)| id));
        self.check_screen(&self.agent_screen, self.agent_opened.as_ref());
    }

    /// A screen shows each conversation from its beginning, every event once and in order, and `complete` to its end.
    fn check_screen(&self, screen: &Screen, complete: Option<&ConversationId>) {
        for (id, events) in &self.log.conversations {
            let shown: Vec<&Event> =
                screen.shown.iter().filter(|(known, _)| known == id).map(|(_, event)| event).collect();
            let expected: Vec<&Event> = events.iter().take(shown.len()).collect();
            assert_eq!(shown, expected, "{id} is shown out of order or twice");
            if complete == Some(id) {
                assert_eq!(shown.len(), events.len(), "{id} is not shown to its end");
            }
        }
    }
}

fn hear_shopper(log: &mut Log, line: &mut Connection<visitor::ToHub, visitor::ToVisitor>, frame: visitor::ToHub) {
    let down = &mut line.down.frames;
    let (client_id, handoff, body) = match frame {
        visitor::ToHub::Hello { conversation, last_seq, .. } => {
            // A hello that comes twice is answered once, as the hub does.
            if line.is_greeted {
                return;
            }
            line.is_greeted = true;
            let current = log.conversations.last();
            let newest = current.map_or(Seq::NONE, |(_, events)| Seq(events.len() as u64));
            let id = current.map(|(id, _)| id.clone());
            down.push_back(visitor::ToVisitor::Welcome {
                conversation: id.clone(),
                last_seq: newest,
                epoch: "1".to_owned(),
            });
            let has = if id == conversation { last_seq } else { Seq::NONE };
            line.feed = id.map(|id| (id, Feed::resume(has, newest)));
            return;
        }
        visitor::ToHub::Ping { conversation, last_seq } => {
            down.push_back(visitor::ToVisitor::Pong);
            if let Some((id, feed)) = &mut line.feed {
                feed.step_back(if conversation.as_ref() == Some(id) { last_seq } else { Seq::NONE });
            }
            return;
        }
        visitor::ToHub::Typing { .. } => return,
        visitor::ToHub::Handoff { client_id, packet } => (client_id, None, Body::Handoff { packet }),
        visitor::ToHub::Message { client_id, handoff, text } => (client_id, Some(handoff), Body::Message { text }),
        visitor::ToHub::Close { client_id, handoff } => (client_id, Some(handoff), Body::Closed),
    };
    match log.keep(&Author::Shopper, &client_id, handoff.as_ref(), body) {
        Some((conversation, seq)) => {
            if line.feed.as_ref().is_none_or(|(id, _)| *id != conversation) && seq == Seq(1) {
                line.feed = Some((conversation.clone(), Feed::resume(Seq::NONE, seq)));
            }
            line.down.frames.push_back(visitor::ToVisitor::Ack { client_id, conversation, seq });
        }
        None => line.down.frames.push_back(visitor::ToVisitor::Error(conflict(client_id))),
    }
}

fn hear_agent(log: &mut Log, line: &mut Connection<agent::ToHub, agent::ToAgent>, frame: agent::ToHub) {
    match frame {
        agent::ToHub::Open { conversation, last_seq } => {
            let newest = Seq(log.events(&conversation).len() as u64);
            line.feed = Some((conversation, Feed::resume(last_seq, newest)));
        }
        agent::ToHub::Leave { conversation } => {
            if line.feed.as_ref().is_some_and(|(id, _)| *id == conversation) {
                line.feed = None;
            }
        }
        agent::ToHub::Ping { opened } => {
            line.down.frames.push_back(agent::ToAgent::Pong);
            for position in opened {
                match &mut line.feed {
                    Some((id, feed)) if *id == position.conversation => feed.step_back(position.last_seq),
                    // The opening itself was lost on the way.
                    feed => *feed = Some((position.conversation, Feed::resume(position.last_seq, Seq(u64::MAX)))),
                }
            }
        }
        agent::ToHub::Message { conversation, client_id, text } => {
            let author = Author::Agent { name: "ann".to_owned() };
            let is_open = log.open() == Some(&conversation) || log.kept.contains_key(&client_id);
            let kept = if is_open { log.keep(&author, &client_id, None, Body::Message { text }) } else { None };
            line.down.frames.push_back(match kept {
                Some((conversation, seq)) => agent::ToAgent::Ack { client_id, conversation, seq },
                None => agent::ToAgent::Error(conflict(client_id)),
            });
        }
        agent::ToHub::Claim { .. }
        | agent::ToHub::Return { .. }
        | agent::ToHub::Close { .. }
        | agent::ToHub::Typing { .. } => {}
    }
}

fn feed_shopper(log: &Log, line: &mut Option<Connection<visitor::ToHub, visitor::ToVisitor>>) {
    let Some(Connection { down, feed: Some((id, feed)), .. }) = line else { return };
    for event in log.events(id).iter().skip(usize::try_from(feed.position().0).expect("small")) {
        if feed.advance(event) {
            down.frames.push_back(visitor::ToVisitor::Event { conversation: id.clone(), event: event.clone() });
        }
    }
}

fn feed_agent(log: &Log, line: &mut Option<Connection<agent::ToHub, agent::ToAgent>>) {
    let Some(Connection { down, feed: Some((id, feed)), .. }) = line else { return };
    for event in log.events(id).iter().skip(usize::try_from(feed.position().0).expect("small")) {
        if feed.advance(event) {
            down.frames.push_back(agent::ToAgent::Event { conversation: id.clone(), event: event.clone() });
        }
    }
}

fn conflict(client_id: ClientId) -> floorwalker_protocol::ErrorMessage {
    floorwalker_protocol::ErrorMessage::new(floorwalker_protocol::ErrorCode::Conflict, "not now").of(client_id)
}

fn packet() -> Packet {
    Packet {
        reason: HandoffReason::Requested,
        question: "a person, please".to_owned(),
        confidence: None,
        candidates: Vec::new(),
        transcript: Vec::new(),
        page: None,
        locale: "en".to_owned(),
        contact: None,
    }
}

proptest! {
    #![proptest_config(Config { cases: SCHEDULES, failure_persistence: None, ..Config::default() })]

    #[test]
    fn acknowledged_messages_are_shown_once_and_in_one_order(seed in any::<u64>()) {
        let mut world = World::new(seed);
        world.submit(Submission::Handoff { packet: packet() });
        for _ in 0..ACTIONS {
            world.act();
        }
        world.settle();
        world.check();
    }
}

/// The checks above could pass for want of anything happening.
#[test]
fn the_schedules_do_lose_repeat_and_reload() {
    let mut world = World::new(11);
    world.submit(Submission::Handoff { packet: packet() });
    for _ in 0..20 * ACTIONS {
        world.act();
    }
    world.settle();
    world.check();
    assert!(world.log.conversations.len() > 1, "only one conversation");
    assert!(world.acknowledged.len() > 100, "only {} acknowledged", world.acknowledged.len());
    assert!(!world.agent_screen.shown.is_empty(), "the agent saw nothing");
}
