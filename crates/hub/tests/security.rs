//! What strangers try, each as a test: other people's conversations, other sites' pages, giant and senseless frames.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod support;

use floorwalker_protocol::agent::ToHub;
use floorwalker_protocol::link::close_code;
use floorwalker_protocol::{ConversationId, ErrorCode, Seq, agent, limits, visitor};
use support::{AgentClient, Client, PASSWORD, Shopper, TestHub, client_id, cookie_of, own_origin, request};
use tokio_tungstenite::tungstenite::Error;

const TOKEN: &str = "token-of-the-first-shopper";
const OTHER: &str = "token-of-another-shopper";

fn status(error: Error) -> u16 {
    match error {
        Error::Http(response) => response.status().as_u16(),
        other => panic!("expected an HTTP refusal, found {other}"),
    }
}

#[tokio::test]
async fn a_shopper_never_reaches_anothers_conversation() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    let conversation = shopper.hand_over("a secret").await;
    // Naming the other's conversation changes nothing: the token decides.
    let (mut stranger, welcome) = Shopper::greet(hub.address(), OTHER, Some((&conversation, Seq::NONE))).await;
    assert_eq!(welcome.conversation, None);
    stranger.client.send(&visitor::ToHub::Ping { conversation: Some(conversation), last_seq: Seq::NONE }).await;
    let next = stranger.client.next::<visitor::ToVisitor>().await.expect("open");
    assert_eq!(next, visitor::ToVisitor::Pong);
    let id = client_id();
    stranger.handoff = shopper.handoff.clone();
    stranger.send_as(&id, "let me in").await;
    let code = stranger.client.until(|message| match message {
        visitor::ToVisitor::Error(error) => Some(error.code),
        visitor::ToVisitor::Event { event, .. } => panic!("leaked: {event:?}"),
        _ => None,
    });
    assert_eq!(code.await, ErrorCode::NotFound);
}

#[tokio::test]
async fn pages_of_unlisted_origins_are_refused() {
    let hub = TestHub::start().await;
    let refused = [
        "null",
        "https://evil.example",
        "https://shop.example.evil.example",
        "http://shop.example",
        "https://sub.shop.example",
    ];
    for origin in refused {
        let error = Client::open(hub.address(), "/v1/visitor", &[("origin", origin)]).await.err().expect("refused");
        assert_eq!(status(error), 403, "{origin}");
    }
    let error = Client::open(hub.address(), "/v1/visitor", &[]).await.err().expect("refused");
    assert_eq!(status(error), 403, "no origin");
    // A shop's page may speak for shoppers, not for agents.
    let error =
        Client::open(hub.address(), "/v1/agent", &[("origin", "https://shop.example")]).await.err().expect("refused");
    assert_eq!(status(error), 403);
}

#[tokio::test]
async fn an_agents_socket_without_a_session_is_closed_for_good() {
    let hub = TestHub::start().await;
    for cookie in ["", "floorwalker=", "floorwalker=guess", "__Host-floorwalker=guess"] {
        let mut agent =
            AgentClient::connect(hub.address(), cookie.to_owned()).await.expect("the handshake itself is open");
        assert_eq!(agent.client.next::<agent::ToAgent>().await.expect_err("closed"), close_code::DENIED, "{cookie}");
    }
}

#[tokio::test]
async fn logging_out_closes_open_sockets_at_once() {
    let hub = TestHub::start().await;
    let mut agent = hub.agent("ann").await;
    let origin = own_origin(hub.address());
    let response = request(hub.address(), "POST", "/v1/logout", &origin, Some(&agent.cookie), "").await;
    assert!(response.starts_with("HTTP/1.1 204"), "{response}");
    let code = loop {
        if let Err(code) = agent.client.next::<agent::ToAgent>().await {
            break code;
        }
    };
    assert_eq!(code, close_code::DENIED);
    let response = request(hub.address(), "GET", "/v1/me", &origin, Some(&agent.cookie), "").await;
    assert!(response.starts_with("HTTP/1.1 204"), "the cookie still counts: {response}");
}

#[tokio::test]
async fn another_password_ends_the_sessions_of_the_old_one() {
    let hub = TestHub::start().await;
    let agent = hub.agent("ann").await;
    hub.running.put_agent("ann", "another password").await.expect("the store works");
    let mut again = AgentClient::connect(hub.address(), agent.cookie.clone()).await.expect("handshake");
    assert_eq!(again.client.next::<agent::ToAgent>().await.expect_err("closed"), close_code::DENIED);
}

#[tokio::test]
async fn wrong_names_and_wrong_passwords_are_answered_alike() {
    let hub = TestHub::start().await;
    hub.running.put_agent("ann", PASSWORD).await.expect("the store works");
    let origin = own_origin(hub.address());
    let mut answers = Vec::new();
    for (name, password) in [("ann", "wrong password"), ("nobody", PASSWORD)] {
        let body = format!(r#"{{"name":"{name}","password":"{password}"}}"#);
        let response = request(hub.address(), "POST", "/v1/login", &origin, None, &body).await;
        assert!(response.starts_with("HTTP/1.1 401"), "{response}");
        assert_eq!(cookie_of(&response), None);
        answers.push(response.rsplit("\r\n").next().expect("a body").to_owned());
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down() {
    let hub = TestHub::start().await;
    hub.running.put_agent("ann", PASSWORD).await.expect("the store works");
    let origin = own_origin(hub.address());
    // All at once: however slow the machine is, no further try comes free in between.
    let tries = (0..12).map(|_| async {
        let body = r#"{"name":"ann","password":"wrong password"}"#;
        request(hub.address(), "POST", "/v1/login", &origin, None, body).await
    });
    let answers = futures_util::future::join_all(tries).await;
    let refused: Vec<&String> = answers.iter().filter(|answer| answer.starts_with("HTTP/1.1 429")).collect();
    assert!(!refused.is_empty(), "none of twelve tries was refused");
    assert!(refused.iter().all(|answer| answer.contains("retry_after_ms")), "{refused:?}");
}

#[tokio::test]
async fn logging_in_from_another_site_is_refused() {
    let hub = TestHub::start().await;
    hub.running.put_agent("ann", PASSWORD).await.expect("the store works");
    let body = format!(r#"{{"name":"ann","password":"{PASSWORD}"}}"#);
    let response = request(hub.address(), "POST", "/v1/login", "https://shop.example", None, &body).await;
    assert!(response.starts_with("HTTP/1.1 403"), "{response}");
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let hub = TestHub::start().await;
    hub.running.put_agent("ann", PASSWORD).await.expect("the store works");
    let body = format!(r#"{{"name":"ann","password":"{PASSWORD}"}}"#);
    let response = request(hub.address(), "POST", "/v1/login", &own_origin(hub.address()), None, &body).await;
    let cookie = response.lines().find(|line| line.starts_with("set-cookie")).expect("a cookie");
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
}

#[tokio::test]
async fn the_first_frame_must_be_a_hello() {
    let hub = TestHub::start().await;
    for frame in ["", "null", "{}", r#"{"type":"typing","is_typing":true}"#, r#"{"type":"hello","token":"short"}"#] {
        let mut client =
            Client::open(hub.address(), "/v1/visitor", &[("origin", "https://shop.example")]).await.expect("open");
        client.send_text(frame).await;
        assert_eq!(client.next::<visitor::ToVisitor>().await.expect_err("closed"), close_code::NO_HELLO, "{frame}");
    }
}

#[tokio::test]
async fn senseless_frames_are_answered_and_end_the_connection_in_the_end() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    shopper.client.send_text(r#"{"type":"no such thing"}"#).await;
    let error = shopper.client.until(|message| match message {
        visitor::ToVisitor::Error(error) => Some(error),
        _ => None,
    });
    assert_eq!(error.await.code, ErrorCode::Malformed);
    for _ in 0..60 {
        shopper.client.send_text("[]").await;
    }
    let code = loop {
        if let Err(code) = shopper.client.next::<visitor::ToVisitor>().await {
            break code;
        }
    };
    assert_eq!(code, close_code::BAD_FRAMES);
}

#[tokio::test]
async fn a_giant_frame_ends_the_connection() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    shopper.client.send_text(&"x".repeat(limits::VISITOR_FRAME_BYTES + 1)).await;
    let code = shopper.client.next::<visitor::ToVisitor>().await.expect_err("closed");
    assert!([close_code::BAD_FRAMES, 1006].contains(&code), "{code}");
}

#[tokio::test]
async fn too_long_and_empty_messages_are_refused_and_not_kept() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    shopper.hand_over("a question").await;
    for (text, expected) in
        [("x".repeat(limits::MESSAGE_CHARS + 1), ErrorCode::TooLarge), (" \n".to_owned(), ErrorCode::Malformed)]
    {
        let id = client_id();
        shopper.send_as(&id, &text).await;
        let code = shopper.client.until(|message| match message {
            visitor::ToVisitor::Error(error) if error.client_id.as_ref() == Some(&id) => Some(error.code),
            _ => None,
        });
        assert_eq!(code.await, expected);
    }
    assert_eq!(shopper.say("short").await.1, Seq(2));
}

#[tokio::test]
async fn a_flood_is_slowed_down_and_says_when_to_go_on() {
    let hub = TestHub::start().await;
    let (mut shopper, _) = Shopper::greet(hub.address(), TOKEN, None).await;
    for _ in 0..60 {
        shopper.client.send(&visitor::ToHub::Typing { is_typing: true }).await;
    }
    let error = shopper.client.until(|message| match message {
        visitor::ToVisitor::Error(error) => Some(error),
        _ => None,
    });
    let error = error.await;
    assert_eq!(error.code, ErrorCode::TooFast);
    assert!(error.retry_after_ms.is_some());
}

#[tokio::test]
async fn an_agent_cannot_open_what_does_not_exist() {
    let hub = TestHub::start().await;
    let mut agent = hub.agent("ann").await;
    let conversation = ConversationId::new("no-such-conversation").expect("valid");
    agent.client.send(&ToHub::Open { conversation: conversation.clone(), last_seq: Seq::NONE }).await;
    let error = agent.client.until(|message| match message {
        agent::ToAgent::Error(error) => Some(error),
        _ => None,
    });
    let error = error.await;
    assert_eq!((error.code, error.conversation), (ErrorCode::NotFound, Some(conversation.clone())));
    assert_eq!(agent.claim(&conversation).await, Err(ErrorCode::NotFound));
}

#[tokio::test]
async fn a_hub_for_the_network_without_https_does_not_start() {
    let data = tempfile::TempDir::new().expect("a temporary folder");
    let mut config = support::config(&data);
    config.listen = "0.0.0.0:0".parse().expect("an address");
    let error = floorwalker_hub::server::start(config).await.expect_err("refused").to_string();
    assert!(error.contains("--public https://"), "{error}");
}

#[tokio::test]
async fn files_are_served_with_their_type_and_the_console_under_a_strict_policy() {
    let hub = TestHub::start().await;
    let response = request(hub.address(), "GET", "/favicon.ico", "http://x", None, "").await;
    assert!(response.starts_with("HTTP/1.1 204"), "{response}");
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/demo/knowledge.pack", "/nothing", "/floorwalker.js.br"] {
        let response = request(hub.address(), "GET", path, "http://x", None, "").await;
        assert!(response.starts_with("HTTP/1.1 404"), "{path}: {response}");
    }
}
