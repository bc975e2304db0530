//! A conversation between a shopper and agents through a running hub.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod support;

use floorwalker_protocol::agent::{Owner, ToAgent, ToHub};
use floorwalker_protocol::{Author, Body, ErrorCode, Seq, visitor};
use support::{Shopper, TestHub, client_id};

const TOKEN: &str = "token-of-the-first-shopper";

#[tokio::test]
async fn a_shopper_is_queued_taken_answered_and_let_go() {
    let hub = TestHub::start().await;
    let (mut shopper, welcome) = Shopper::greet(hub.address(), TOKEN, None).await;
    assert_eq!(welcome.conversation, None);
    let conversation = shopper.hand_over("where is my parcel?").await;
    assert!(matches!(shopper.events_until(Seq(1)).await[0].body, Body::Handoff { .. }));
    let position = shopper.client.until(|message| match message {
        visitor::ToVisitor::Queue { position, .. } => Some(position),
        _ => None,
    });
    assert_eq!(position.await, 1);

    let mut agent = hub.agent("ann").await;
    let waiting = agent.client.until(|message| match message {
        ToAgent::Desk { conversations, agents_online: 1 } => conversations.into_iter().next(),
        _ => None,
    });
    let waiting = waiting.await;
    assert_eq!((waiting.owner, waiting.preview.as_str()), (Owner::Queue, "where is my parcel?"));

    agent.client.send(&ToHub::Open { conversation: conversation.clone(), last_seq: Seq::NONE }).await;
    assert_eq!(agent.claim(&conversation).await, Ok(Seq(2)));
    assert_eq!(agent.say(&conversation, "it arrives today").await, Ok(Seq(3)));
    shopper.send_as(&client_id(), "thank you").await;
    let events = shopper.events_until(Seq(4)).await;
    let bodies: Vec<&Body> = events.iter().map(|event| &event.body).collect();
    let said = |text: &str| Body::Message { text: text.to_owned() };
    assert_eq!(bodies, [&Body::Accepted, &said("it arrives today"), &said("thank you")]);
    assert_eq!(events[1].by, Author::Agent { name: "ann".to_owned() });

    let id = client_id();
    agent.client.send(&ToHub::Close { conversation: conversation.clone(), client_id: id.clone() }).await;
    assert_eq!(agent.outcome(&id).await, Ok(Seq(5)));
    assert_eq!(shopper.events_until(Seq(5)).await[0].body, Body::Closed);
    assert_eq!(agent.say(&conversation, "too late").await, Err(ErrorCode::Conflict));
}

#[tokio::test]
async fn after_a_reload_everything_comes_again_once() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    let conversation = shopper.hand_over("a question").await;
    for n in 0..3 {
        shopper.say(&format!("line {n}")).await;
    }
    drop(shopper);
    let (mut again, welcome) = Shopper::greet(hub.address(), TOKEN, None).await;
    assert_eq!((welcome.conversation.as_ref(), welcome.last_seq), (Some(&conversation), Seq(4)));
    let numbers: Vec<u64> = again.events_until(Seq(4)).await.iter().map(|event| event.seq.0).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    // Who has a part is sent the rest only.
    let (mut resumed, _) = Shopper::greet(hub.address(), TOKEN, Some((&conversation, Seq(3)))).await;
    assert_eq!(resumed.events_until(Seq(4)).await.len(), 1);
}

#[tokio::test]
async fn a_message_sent_twice_is_kept_once() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    shopper.hand_over("a question").await;
    let id = client_id();
    shopper.send_as(&id, "only once").await;
    let first = shopper.acknowledged(&id).await;
    shopper.send_as(&id, "only once").await;
    assert_eq!(shopper.acknowledged(&id).await, first);
    assert_eq!(shopper.say("next").await.1, first.1.next());
}

#[tokio::test]
async fn of_two_agents_one_takes_the_conversation() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    let conversation = shopper.hand_over("a question").await;
    let (mut ann, mut bob) = (hub.agent("ann").await, hub.agent("bob").await);
    let (one, other) = tokio::join!(ann.claim(&conversation), bob.claim(&conversation));
    assert!(matches!((one, other), (Ok(_), Err(ErrorCode::Conflict)) | (Err(ErrorCode::Conflict), Ok(_))));
    let loser = if one.is_ok() { &mut bob } else { &mut ann };
    assert_eq!(loser.say(&conversation, "me too").await, Err(ErrorCode::Conflict));
}

#[tokio::test]
async fn an_agent_who_watches_sees_who_was_faster_and_nothing_more() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    let conversation = shopper.hand_over("a question").await;
    let (mut ann, mut bob) = (hub.agent("ann").await, hub.agent("bob").await);
    bob.client.send(&ToHub::Open { conversation: conversation.clone(), last_seq: Seq::NONE }).await;
    let event = |message| match message {
        ToAgent::Event { event, .. } => Some(event),
        _ => None,
    };
    bob.client.until(event).await;
    ann.claim(&conversation).await.expect("free");
    assert_eq!(bob.client.until(event).await.by, Author::Agent { name: "ann".to_owned() });
    shopper.say("for ann only").await;
    // Asking again is refused, and nothing of what was said since has come.
    bob.client.send(&ToHub::Open { conversation: conversation.clone(), last_seq: Seq::NONE }).await;
    let refusal = bob.client.until(|message| match message {
        ToAgent::Error(error) => Some(error.code),
        ToAgent::Event { event, .. } => panic!("leaked to another agent: {event:?}"),
        _ => None,
    });
    assert_eq!(refusal.await, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_returned_conversation_waits_again() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    let conversation = shopper.hand_over("a question").await;
    let (mut ann, mut bob) = (hub.agent("ann").await, hub.agent("bob").await);
    ann.claim(&conversation).await.expect("free");
    let id = client_id();
    ann.client.send(&ToHub::Return { conversation: conversation.clone(), client_id: id.clone() }).await;
    ann.outcome(&id).await.expect("own");
    assert_eq!(bob.claim(&conversation).await, Ok(Seq(4)));
}

#[tokio::test]
async fn typing_is_seen_on_the_other_side() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    let conversation = shopper.hand_over("a question").await;
    let mut agent = hub.agent("ann").await;
    agent.client.send(&ToHub::Open { conversation: conversation.clone(), last_seq: Seq::NONE }).await;
    let claim = ToHub::Claim { conversation: conversation.clone(), client_id: client_id() };
    agent.client.send(&claim).await;
    // The desk's list decides whose typing counts.
    let is_own = |message| match message {
        ToAgent::Desk { conversations, .. } => (conversations.first()?.owner != Owner::Queue).then_some(()),
        _ => None,
    };
    agent.client.until(is_own).await;
    shopper.client.send(&visitor::ToHub::Typing { is_typing: true }).await;
    let typing = |message| match message {
        ToAgent::Shopper { is_typing: true, is_present, .. } => Some(is_present),
        _ => None,
    };
    assert!(agent.client.until(typing).await);
    agent.client.send(&ToHub::Typing { conversation, is_typing: true }).await;
    let typing = |message| match message {
        visitor::ToVisitor::Typing { is_typing } => Some(is_typing),
        _ => None,
    };
    assert!(shopper.client.until(typing).await);
}

#[tokio::test]
async fn a_hub_that_stops_says_so_and_keeps_everything() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    let conversation = shopper.hand_over("a question").await;
    shopper.say("kept").await;
    let stopping = tokio::spawn(hub.restart());
    let goaway = shopper.client.until(|message| match message {
        visitor::ToVisitor::Goaway { retry_after_ms } => Some(retry_after_ms),
        _ => None,
    });
    assert!(goaway.await > 0);
    assert_eq!(shopper.client.next::<visitor::ToVisitor>().await.expect_err("closed"), 4001);
    let hub = stopping.await.expect("restarted");
    let (mut again, welcome) = Shopper::greet(hub.address(), TOKEN, None).await;
    assert_eq!((welcome.conversation, welcome.last_seq), (Some(conversation), Seq(2)));
    assert_eq!(again.events_until(Seq(2)).await.len(), 2);
    assert!(!welcome.epoch.is_empty());
}
