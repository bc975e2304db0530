//! Every message as it stands on the wire, to the letter. A change of a golden file is a change of the protocol.
//!
//! Each message and each event body has one file in `goldens/`; the tables below say which value it stands for. They are
//! exhaustive: a new variant does not compile before it has a name here, and fails before it has a golden.

use std::collections::BTreeSet;
use std::fmt::Debug;

use floorwalker_protocol::agent::{self, Owner, Position, Summary, ToAgent};
use floorwalker_protocol::json::{decode, encode};
use floorwalker_protocol::visitor::{self, ToVisitor};
use floorwalker_protocol::{
    Author, Body, Candidate, ClientId, ConversationId, ErrorCode, ErrorMessage, Event, HandoffReason, Packet, Page,
    SUBPROTOCOL, Seq, Speaker, TranscriptLine, VisitorToken,
};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A golden file, and the value that it stands for.
struct Golden<M> {
    name: &'static str,
    text: &'static str,
    value: M,
}

macro_rules! golden {
    ($name:literal, $value:expr) => {
        Golden { name: $name, text: include_str!(concat!("goldens/", $name, ".json")).trim_end(), value: $value }
    };
}

/// Names all variants of an enum, in a match that the compiler keeps complete.
macro_rules! kinds {
    ($function:ident, $type:ty, $($pattern:pat => $name:literal),+ $(,)?) => {
        /// The value's name, and all names.
        fn $function(value: &$type) -> (&'static str, BTreeSet<&'static str>) {
            let name = match value { $($pattern => $name),+ };
            (name, BTreeSet::from([$($name),+]))
        }
    };
}

kinds! { visitor_to_hub, visitor::ToHub,
    visitor::ToHub::Hello { .. } => "hello",
    visitor::ToHub::Handoff { .. } => "handoff",
    visitor::ToHub::Message { .. } => "message",
    visitor::ToHub::Close { .. } => "close",
    visitor::ToHub::Typing { .. } => "typing",
    visitor::ToHub::Ping { .. } => "ping",
}

kinds! { to_visitor, ToVisitor,
    ToVisitor::Welcome { .. } => "welcome",
    ToVisitor::Ack { .. } => "ack",
    ToVisitor::Event { .. } => "event",
    ToVisitor::Queue { .. } => "queue",
    ToVisitor::Typing { .. } => "typing",
    ToVisitor::Pong => "pong",
    ToVisitor::Goaway { .. } => "goaway",
    ToVisitor::Error(_) => "error",
}

kinds! { agent_to_hub, agent::ToHub,
    agent::ToHub::Open { .. } => "open",
    agent::ToHub::Leave { .. } => "leave",
    agent::ToHub::Claim { .. } => "claim",
    agent::ToHub::Message { .. } => "message",
    agent::ToHub::Return { .. } => "return",
    agent::ToHub::Close { .. } => "close",
    agent::ToHub::Typing { .. } => "typing",
    agent::ToHub::Ping { .. } => "ping",
}

kinds! { to_agent, ToAgent,
    ToAgent::Welcome { .. } => "welcome",
    ToAgent::Desk { .. } => "desk",
    ToAgent::Ack { .. } => "ack",
    ToAgent::Event { .. } => "event",
    ToAgent::Shopper { .. } => "shopper",
    ToAgent::Pong => "pong",
    ToAgent::Goaway { .. } => "goaway",
    ToAgent::Error(_) => "error",
}

kinds! { body, Body,
    Body::Handoff { .. } => "handoff",
    Body::Message { .. } => "message",
    Body::Accepted => "accepted",
    Body::Returned => "returned",
    Body::Closed => "closed",
}

kinds! { author, Author,
    Author::Shopper => "shopper",
    Author::Agent { .. } => "agent",
    Author::Hub => "hub",
}

kinds! { owner, Owner,
    Owner::Queue => "queue",
    Owner::Agent { .. } => "agent",
    Owner::Nobody => "nobody",
}

kinds! { speaker, Speaker,
    Speaker::Shopper => "shopper",
    Speaker::Bot => "bot",
}

kinds! { code, ErrorCode,
    ErrorCode::Malformed => "malformed",
    ErrorCode::TooLarge => "too-large",
    ErrorCode::TooFast => "too-fast",
    ErrorCode::Denied => "denied",
    ErrorCode::NotFound => "not-found",
    ErrorCode::Conflict => "conflict",
    ErrorCode::Unavailable => "unavailable",
    ErrorCode::Other => "other",
}

kinds! { reason, HandoffReason,
    HandoffReason::Requested => "requested",
    HandoffReason::LowConfidence => "low-confidence",
    HandoffReason::Unknown => "unknown",
    HandoffReason::Repeated => "repeated",
    HandoffReason::Upset => "upset",
    HandoffReason::Sensitive => "sensitive",
    HandoffReason::NoData => "no-data",
    HandoffReason::Other => "other",
}

fn client_id() -> ClientId {
    ClientId::new("m-01HZX3_a").expect("valid")
}

fn handoff() -> ClientId {
    ClientId::new("h-01HZX3_b").expect("valid")
}

fn conversation() -> ConversationId {
    ConversationId::new("c_5sQ9vK2mXw7tR4pL").expect("valid")
}

fn other_conversation() -> ConversationId {
    ConversationId::new("c_8dN1yB6hGz3uE0jA").expect("valid")
}

fn token() -> VisitorToken {
    VisitorToken::new("Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE").expect("valid")
}

fn packet() -> Packet {
    Packet {
        reason: HandoffReason::LowConfidence,
        question: "这件 jacket 能 \"机洗\" 吗?\n谢谢 🙏".to_owned(),
        confidence: Some(0.375),
        candidates: vec![
            Candidate { entry: "care-goretex".to_owned(), title: "冲锋衣怎么洗".to_owned(), confidence: 0.375 },
            Candidate { entry: "care-down".to_owned(), title: "羽绒服怎么洗".to_owned(), confidence: 0.25 },
        ],
        transcript: vec![
            TranscriptLine { by: Speaker::Bot, at: 1_753_000_000_000, text: "您好!".to_owned() },
            TranscriptLine { by: Speaker::Shopper, at: 1_753_000_004_500, text: "能机洗吗".to_owned() },
        ],
        page: Some(Page { url: "https://shop.example/p/ridge-shell".to_owned(), title: "Ridge Shell".to_owned() }),
        locale: "zh-CN".to_owned(),
        contact: Some("lin@mail.example".to_owned()),
    }
}

/// A packet that holds no more than it must.
fn bare_packet() -> Packet {
    Packet {
        reason: HandoffReason::Requested,
        question: "人工".to_owned(),
        confidence: None,
        candidates: Vec::new(),
        transcript: Vec::new(),
        page: None,
        locale: "zh-CN".to_owned(),
        contact: None,
    }
}

fn event(seq: u64, by: Author, client_id: Option<ClientId>, body: Body) -> Event {
    Event { seq: Seq(seq), at: 1_753_000_010_000 + seq, by, client_id, body }
}

fn mei() -> Author {
    Author::Agent { name: "Mei".to_owned() }
}

fn refusal() -> ErrorMessage {
    ErrorMessage {
        code: ErrorCode::TooFast,
        message: "12 messages in 10 s, expected at most 10".to_owned(),
        client_id: Some(client_id()),
        conversation: Some(conversation()),
        retry_after_ms: Some(2_000),
    }
}

fn visitor_to_hub_goldens() -> Vec<Golden<visitor::ToHub>> {
    use visitor::ToHub;
    let known = Some(conversation());
    let epoch = Some("e-7f3a".to_owned());
    let first = ToHub::Hello { token: token(), conversation: None, last_seq: Seq::NONE, epoch: None };
    let again = ToHub::Hello { token: token(), conversation: known.clone(), last_seq: Seq(7), epoch };
    let bare = ToHub::Handoff { client_id: handoff(), packet: bare_packet() };
    let text = "Is it \"waterproof\"?\n\t北岭 🏔 \u{2028}\\".to_owned();
    vec![
        golden!("visitor/to-hub-hello", first),
        golden!("visitor/to-hub-hello-again", again),
        golden!("visitor/to-hub-handoff", ToHub::Handoff { client_id: handoff(), packet: packet() }),
        golden!("visitor/to-hub-handoff-bare", bare),
        golden!("visitor/to-hub-message", ToHub::Message { client_id: client_id(), handoff: handoff(), text }),
        golden!("visitor/to-hub-close", ToHub::Close { client_id: client_id(), handoff: handoff() }),
        golden!("visitor/to-hub-typing", ToHub::Typing { is_typing: true }),
        golden!("visitor/to-hub-ping", ToHub::Ping { conversation: known, last_seq: Seq(7) }),
        golden!("visitor/to-hub-ping-early", ToHub::Ping { conversation: None, last_seq: Seq::NONE }),
    ]
}

fn to_visitor_goldens() -> Vec<Golden<ToVisitor>> {
    let happened = |event| ToVisitor::Event { conversation: conversation(), event };
    let by_hub = |seq, body| happened(event(seq, Author::Hub, None, body));
    let by_mei = |seq, body| happened(event(seq, mei(), Some(client_id()), body));
    let handed = event(1, Author::Shopper, Some(handoff()), Body::Handoff { packet: packet() });
    let epoch = || "e-7f3a".to_owned();
    let known = Some(conversation());
    vec![
        golden!(
            "visitor/to-visitor-welcome",
            ToVisitor::Welcome { conversation: None, last_seq: Seq::NONE, epoch: epoch() }
        ),
        golden!(
            "visitor/to-visitor-welcome-back",
            ToVisitor::Welcome { conversation: known, last_seq: Seq(9), epoch: epoch() }
        ),
        golden!(
            "visitor/to-visitor-ack",
            ToVisitor::Ack { client_id: client_id(), conversation: conversation(), seq: Seq(8) }
        ),
        golden!("visitor/to-visitor-event-handoff", happened(handed)),
        golden!("visitor/to-visitor-event-accepted", by_mei(2, Body::Accepted)),
        golden!("visitor/to-visitor-event-message", by_mei(3, Body::Message { text: "您好, I am Mei.".to_owned() })),
        golden!("visitor/to-visitor-event-returned", by_hub(4, Body::Returned)),
        golden!("visitor/to-visitor-event-closed", by_hub(5, Body::Closed)),
        golden!("visitor/to-visitor-queue", ToVisitor::Queue { position: 2, agents_online: 1 }),
        golden!("visitor/to-visitor-typing", ToVisitor::Typing { is_typing: false }),
        golden!("visitor/to-visitor-pong", ToVisitor::Pong),
        golden!("visitor/to-visitor-goaway", ToVisitor::Goaway { retry_after_ms: 1_500 }),
        golden!("visitor/to-visitor-error", ToVisitor::Error(refusal())),
        golden!(
            "visitor/to-visitor-error-bare",
            ToVisitor::Error(ErrorMessage::new(ErrorCode::Denied, "unknown token"))
        ),
    ]
}

fn agent_to_hub_goldens() -> Vec<Golden<agent::ToHub>> {
    use agent::ToHub;
    let (conversation, client_id) = (conversation(), client_id());
    let opened = vec![
        Position { conversation: conversation.clone(), last_seq: Seq(9) },
        Position { conversation: other_conversation(), last_seq: Seq::NONE },
    ];
    let message = ToHub::Message {
        conversation: conversation.clone(),
        client_id: client_id.clone(),
        text: "Yes, at 30 °C.".to_owned(),
    };
    let close = ToHub::Close { conversation: conversation.clone(), client_id: client_id.clone() };
    let back = ToHub::Return { conversation: conversation.clone(), client_id: client_id.clone() };
    vec![
        golden!("agent/to-hub-open", ToHub::Open { conversation: conversation.clone(), last_seq: Seq(3) }),
        golden!("agent/to-hub-leave", ToHub::Leave { conversation: conversation.clone() }),
        golden!("agent/to-hub-claim", ToHub::Claim { conversation: conversation.clone(), client_id }),
        golden!("agent/to-hub-message", message),
        golden!("agent/to-hub-return", back),
        golden!("agent/to-hub-close", close),
        golden!("agent/to-hub-typing", ToHub::Typing { conversation, is_typing: true }),
        golden!("agent/to-hub-ping", ToHub::Ping { opened }),
    ]
}

fn to_agent_goldens() -> Vec<Golden<ToAgent>> {
    let summary = |conversation, owner, reason| Summary {
        conversation,
        owner,
        reason,
        locale: "zh-CN".to_owned(),
        preview: "能机洗吗".to_owned(),
        since: 1_753_000_010_000,
        last_seq: Seq(3),
    };
    let conversations = vec![
        summary(conversation(), Owner::Queue, HandoffReason::Unknown),
        summary(other_conversation(), Owner::Agent { name: "Mei".to_owned() }, HandoffReason::Requested),
        summary(other_conversation(), Owner::Nobody, HandoffReason::LowConfidence),
    ];
    let said = event(3, Author::Shopper, Some(client_id()), Body::Message { text: "能机洗吗".to_owned() });
    let (agent, epoch) = ("Mei".to_owned(), "e-7f3a".to_owned());
    vec![
        golden!("agent/to-agent-welcome", ToAgent::Welcome { agent, epoch }),
        golden!("agent/to-agent-desk", ToAgent::Desk { conversations, agents_online: 2 }),
        golden!(
            "agent/to-agent-ack",
            ToAgent::Ack { client_id: client_id(), conversation: conversation(), seq: Seq(4) }
        ),
        golden!("agent/to-agent-event", ToAgent::Event { conversation: conversation(), event: said }),
        golden!(
            "agent/to-agent-shopper",
            ToAgent::Shopper { conversation: conversation(), is_typing: true, is_present: true }
        ),
        golden!("agent/to-agent-pong", ToAgent::Pong),
        golden!("agent/to-agent-goaway", ToAgent::Goaway { retry_after_ms: 1_500 }),
        golden!("agent/to-agent-error", ToAgent::Error(refusal())),
    ]
}

/// All golden files, by name.
fn all_goldens() -> Vec<(&'static str, &'static str)> {
    fn named<M>(goldens: Vec<Golden<M>>) -> impl Iterator<Item = (&'static str, &'static str)> {
        goldens.into_iter().map(|golden| (golden.name, golden.text))
    }
    let visitor = named(visitor_to_hub_goldens()).chain(named(to_visitor_goldens()));
    visitor.chain(named(agent_to_hub_goldens())).chain(named(to_agent_goldens())).collect()
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("a golden is JSON")
}

fn check_round_trip<M: Serialize + DeserializeOwned + PartialEq + Debug>(goldens: Vec<Golden<M>>) {
    for Golden { name, text, value } in goldens {
        assert_eq!(parse(&encode(&value)), parse(text), "{name}");
        assert_eq!(encode(&value), text, "{name}");
        assert_eq!(decode::<M>(text).as_ref(), Ok(&value), "{name}");
    }
}

#[test]
fn every_message_stands_on_the_wire_as_in_its_golden_and_comes_back_the_same() {
    check_round_trip(visitor_to_hub_goldens());
    check_round_trip(to_visitor_goldens());
    check_round_trip(agent_to_hub_goldens());
    check_round_trip(to_agent_goldens());
}

/// Fails unless the values hold every kind that there is.
fn check_complete<T>(values: &[T], kind: impl Fn(&T) -> (&'static str, BTreeSet<&'static str>)) {
    let found: BTreeSet<_> = values.iter().map(|value| kind(value).0).collect();
    let expected = values.first().map(|value| kind(value).1).unwrap_or_default();
    assert_eq!(found, expected);
}

fn values<M>(goldens: Vec<Golden<M>>) -> Vec<M> {
    goldens.into_iter().map(|golden| golden.value).collect()
}

#[test]
fn every_variant_has_a_golden() {
    check_complete(&values(visitor_to_hub_goldens()), visitor_to_hub);
    check_complete(&values(to_visitor_goldens()), to_visitor);
    check_complete(&values(agent_to_hub_goldens()), agent_to_hub);
    check_complete(&values(to_agent_goldens()), to_agent);

    let events = values(to_visitor_goldens()).into_iter().filter_map(|message| match message {
        ToVisitor::Event { event, .. } => Some(event),
        _ => None,
    });
    let (authors, bodies): (Vec<_>, Vec<_>) = events.map(|event| (event.by, event.body)).unzip();
    check_complete(&bodies, body);
    check_complete(&authors, author);

    let desks = values(to_agent_goldens()).into_iter().filter_map(|message| match message {
        ToAgent::Desk { conversations, .. } => Some(conversations),
        _ => None,
    });
    let owners: Vec<Owner> = desks.flatten().map(|summary| summary.owner).collect();
    check_complete(&owners, owner);
    let speakers: Vec<Speaker> = packet().transcript.iter().map(|line| line.by).collect();
    check_complete(&speakers, speaker);
}

#[test]
fn the_type_on_the_wire_is_the_variants_name() {
    fn check<M>(goldens: &[Golden<M>], kind: impl Fn(&M) -> (&'static str, BTreeSet<&'static str>)) {
        for golden in goldens {
            assert_eq!(parse(golden.text)["type"], kind(&golden.value).0, "{}", golden.name);
        }
    }
    check(&visitor_to_hub_goldens(), visitor_to_hub);
    check(&to_visitor_goldens(), to_visitor);
    check(&agent_to_hub_goldens(), agent_to_hub);
    check(&to_agent_goldens(), to_agent);
}

/// Fails unless each word stands for one value, and comes back from it.
fn check_words<T>(first: &T, kind: impl Fn(&T) -> (&'static str, BTreeSet<&'static str>))
where
    T: Serialize + DeserializeOwned,
{
    for word in kind(first).1 {
        let value: T = decode(&format!("\"{word}\"")).expect("a known word");
        assert_eq!((kind(&value).0, encode(&value)), (word, format!("\"{word}\"")));
    }
}

#[test]
fn codes_and_reasons_are_single_words() {
    check_words(&ErrorCode::Other, code);
    check_words(&HandoffReason::Other, reason);
    check_words(&Speaker::Bot, speaker);
}

#[test]
fn unknown_error_codes_and_reasons_decode_as_other() {
    let refusal = r#"{"type":"error","code":"too-purple","message":"…"}"#;
    let expected = ErrorMessage::new(ErrorCode::Other, "…");
    assert_eq!(decode(refusal), Ok(ToVisitor::Error(expected.clone())));
    assert_eq!(decode(refusal), Ok(ToAgent::Error(expected)));

    let mut packet = parse(&encode(&packet()));
    packet["reason"] = json!("full-moon");
    let packet: Packet = decode(&packet.to_string()).expect("the rest is known");
    assert_eq!(packet.reason, HandoffReason::Other);
}

/// Adds a field that this version does not know to every object.
fn add_unknown_fields(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(add_unknown_fields);
            fields.insert("from-a-later-version".to_owned(), json!({ "type": [1, null, "x"] }));
        }
        Value::Array(items) => items.iter_mut().for_each(add_unknown_fields),
        _ => {}
    }
}

#[test]
fn unknown_fields_are_ignored() {
    fn check<M: DeserializeOwned + PartialEq + Debug>(goldens: Vec<Golden<M>>) {
        for Golden { name, text, value } in goldens {
            let mut later = parse(text);
            add_unknown_fields(&mut later);
            assert_eq!(decode::<M>(&later.to_string()).as_ref(), Ok(&value), "{name}");
        }
    }
    check(visitor_to_hub_goldens());
    check(to_visitor_goldens());
    check(agent_to_hub_goldens());
    check(to_agent_goldens());
}

#[test]
fn the_order_of_fields_does_not_matter() {
    let text = r#"{"last_seq":7,"conversation":"c_5sQ9vK2mXw7tR4pL","type":"ping"}"#;
    let expected = visitor::ToHub::Ping { conversation: Some(conversation()), last_seq: Seq(7) };
    assert_eq!(decode(text), Ok(expected));
}

fn refused<M: DeserializeOwned + Debug>(text: &str) -> String {
    let refusal = decode::<M>(text).expect_err("not a message");
    assert_eq!(refusal.code, ErrorCode::Malformed, "{text}");
    assert!(refusal.message.starts_with(&format!("not a {SUBPROTOCOL} message: ")), "{}", refusal.message);
    refusal.message
}

#[test]
fn an_unknown_type_is_malformed_and_the_refusal_names_it_and_the_known_ones() {
    let text = r#"{"type":"teleport","client_id":"m-01HZX3_a"}"#;
    let check = |message: String, known: BTreeSet<&str>| {
        assert!(message.contains("`teleport`"), "{message}");
        for name in known {
            assert!(message.contains(&format!("`{name}`")), "{name} in {message}");
        }
    };
    check(refused::<visitor::ToHub>(text), visitor_to_hub(&visitor::ToHub::Typing { is_typing: true }).1);
    check(refused::<ToVisitor>(text), to_visitor(&ToVisitor::Pong).1);
    check(refused::<agent::ToHub>(text), agent_to_hub(&agent::ToHub::Ping { opened: Vec::new() }).1);
    check(refused::<ToAgent>(text), to_agent(&ToAgent::Pong).1);
}

#[test]
fn a_refusal_says_what_is_missing_or_wrong() {
    let check = |text: &str, expected: &str| {
        let message = refused::<visitor::ToHub>(text);
        assert!(message.contains(expected), "{expected} in {message}");
    };
    check("", "EOF while parsing a value at line 1 column 0");
    check("hello", "expected value at line 1 column 1");
    check("{\"type\":\"typing\",\n\"is_typing\"}", "at line 2 column 12");
    check("{}", "missing field `type`");
    check(r#"{"type":"typing"}"#, "missing field `is_typing`");
    check(r#"{"type":"typing","is_typing":"yes"}"#, "expected a boolean");
    check(r#"{"type":"ping","last_seq":-1}"#, "expected u64");
    check(r#"{"type":"ping","last_seq":1} {}"#, "trailing characters");
    check(r#"{"type":"typing","is_typing":true,"is_typing":false}"#, "duplicate field `is_typing`");
}

#[test]
fn brackets_without_end_are_malformed_and_not_a_crash() {
    refused::<visitor::ToHub>(&"[".repeat(100_000));
    refused::<ToAgent>(&"{\"type\":".repeat(100_000));
}

#[test]
fn ids_with_bad_characters_or_lengths_are_refused_wherever_they_stand() {
    let long = "x".repeat(65);
    for bad in ["", "short", "has space", "has/slash", "has\"quote", "ünïcödé-x", "id-id-id\n", "id-id-id\0", &long]
    {
        let close = json!({ "type": "close", "client_id": bad, "handoff": "h-01HZX3_b" }).to_string();
        assert!(refused::<visitor::ToHub>(&close).contains("invalid client id"), "{bad}");
        let close = json!({ "type": "close", "client_id": "m-01HZX3_a", "handoff": bad }).to_string();
        assert!(refused::<visitor::ToHub>(&close).contains("invalid client id"), "{bad}");
        let leave = json!({ "type": "leave", "conversation": bad }).to_string();
        assert!(refused::<agent::ToHub>(&leave).contains("invalid conversation id"), "{bad}");
        let hello = json!({ "type": "hello", "token": bad }).to_string();
        assert!(refused::<visitor::ToHub>(&hello).contains("invalid visitor token"), "{bad}");
    }
}

#[test]
fn a_refused_token_does_not_show_itself() {
    let hello = json!({ "type": "hello", "token": "s3cret s3cret" }).to_string();
    assert!(!refused::<visitor::ToHub>(&hello).contains("s3cret"));
}

#[test]
fn a_hello_needs_no_more_than_a_token() {
    let text = r#"{"type":"hello","token":"Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE"}"#;
    let expected = visitor::ToHub::Hello { token: token(), conversation: None, last_seq: Seq::NONE, epoch: None };
    assert_eq!(decode(text), Ok(expected));
}

/// A browser's module runs without a file system, and so may these tests elsewhere.
#[cfg(not(target_family = "wasm"))]
#[test]
fn every_golden_file_is_used() {
    let used: BTreeSet<String> = all_goldens().into_iter().map(|(name, _)| name.to_owned()).collect();
    let mut found = BTreeSet::new();
    for side in ["visitor", "agent"] {
        let folder = format!("{}/tests/goldens/{side}", env!("CARGO_MANIFEST_DIR"));
        for file in std::fs::read_dir(folder).expect("the goldens are in the repository") {
            let name = file.expect("an entry can be read").file_name();
            let name = name.to_str().and_then(|name| name.strip_suffix(".json")).expect("a golden ends in .json");
            found.insert(format!("{side}/{name}"));
        }
    }
    assert_eq!(found, used);
}

/// Whatever `text` is: a message or a refusal, and a message that comes back the same.
fn check_any_text(text: &str) {
    fn check<M: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) {
        match decode::<M>(text) {
            Ok(message) => assert_eq!(decode(&encode(&message)), Ok(message)),
            Err(refusal) => assert_eq!(refusal.code, ErrorCode::Malformed),
        }
    }
    check::<visitor::ToHub>(text);
    check::<ToVisitor>(text);
    check::<agent::ToHub>(text);
    check::<ToAgent>(text);
}

proptest! {
    #![proptest_config(Config { cases: 1_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_text_is_a_message_or_malformed(text in any::<String>()) {
        check_any_text(&text);
    }

    #[test]
    fn any_bytes_are_a_message_or_malformed(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check_any_text(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_spoilt_golden_is_a_message_or_malformed(
        which in any::<proptest::sample::Index>(),
        at in any::<proptest::sample::Index>(),
        cut in 0..8_usize,
        put in r#"[{}\[\]",:0-9a-z\\ -]{0,6}|\PC{0,3}"#,
    ) {
        let goldens = all_goldens();
        let chars: Vec<char> = which.get(&goldens).1.chars().collect();
        let start = at.index(chars.len() + 1);
        let end = chars.len().min(start + cut);
        let spoilt: String = chars[..start].iter().copied().chain(put.chars()).chain(chars[end..].iter().copied()).collect();
        check_any_text(&spoilt);
    }

    #[test]
    fn any_words_travel_unchanged_and_on_one_line(text in any::<String>()) {
        let message = visitor::ToHub::Message { client_id: client_id(), handoff: handoff(), text };
        let encoded = encode(&message);
        prop_assert!(!encoded.contains(['\n', '\r']));
        prop_assert_eq!(decode(&encoded), Ok(message));
    }

    #[test]
    fn any_probability_travels_unchanged(confidence in 0.0_f32..=1.0) {
        let packet = Packet { confidence: Some(confidence), ..packet() };
        prop_assert_eq!(decode(&encode(&packet)), Ok(packet));
    }
}
