//! Real clients for a real hub: a shopper's and an agent's socket, and plain HTTP requests.
#![allow(dead_code, reason = "each test file uses its own part of this")]
#![allow(clippy::panic, reason = "a test fails by panicking")]

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use floorwalker_hub::clock::Clock;
use floorwalker_hub::server::{Config, Running, start};
use floorwalker_protocol::{ClientId, ConversationId, HandoffReason, Packet, SUBPROTOCOL, Seq, agent, json, visitor};
use futures_util::{SinkExt, StreamExt};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// How long anything may take before a test gives up. Generous: it decides nothing but when to stop waiting.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) const PASSWORD: &str = "correct horse battery";

/// A hub on a free port, with its folder.
pub(crate) struct TestHub {
    pub(crate) running: Running,
    pub(crate) data: TempDir,
}

impl TestHub {
    pub(crate) async fn start() -> Self {
        let data = TempDir::new().expect("a temporary folder");
        let running = start(config(&data)).await.expect("the hub starts");
        Self { running, data }
    }

    /// Stops the hub and starts it again on the same folder; the port is another one.
    pub(crate) async fn restart(self) -> Self {
        self.running.stop().await;
        let running = start(config(&self.data)).await.expect("the hub starts again");
        Self { running, data: self.data }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.running.address
    }

    pub(crate) async fn agent(&self, name: &str) -> AgentClient {
        self.running.put_agent(name, PASSWORD).await.expect("the store works");
        AgentClient::log_in(self.address(), name, PASSWORD).await
    }
}

pub(crate) fn config(data: &TempDir) -> Config {
    Config {
        data: data.path().to_owned(),
        listen: "127.0.0.1:0".parse().expect("an address"),
        public: None,
        shops: vec!["https://shop.example".to_owned()],
        is_demo: false,
        clock: Clock::system(),
    }
}

pub(crate) fn client_id() -> ClientId {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    ClientId::new(format!("test-client-{:08}", NEXT.fetch_add(1, Ordering::Relaxed))).expect("valid")
}

pub(crate) fn packet(question: &str) -> Packet {
    Packet {
        reason: HandoffReason::Requested,
        question: question.to_owned(),
        confidence: Some(0.25),
        candidates: Vec::new(),
        transcript: Vec::new(),
        page: None,
        locale: "en".to_owned(),
        contact: None,
    }
}

/// One WebSocket connection that speaks messages.
pub(crate) struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Client {
    pub(crate) async fn open(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Result<Self, Error> {
        let mut request = format!("ws://{address}{path}").into_client_request()?;
        let mut set = |name: &str, value: &str| {
            let name: tokio_tungstenite::tungstenite::http::HeaderName = name.parse().expect("a header's name");
            request.headers_mut().insert(name, value.parse().expect("a header's value"));
        };
        set("sec-websocket-protocol", SUBPROTOCOL);
        for (name, value) in headers {
            set(name, value);
        }
        let (socket, _) = connect_async(request).await?;
        Ok(Self { socket })
    }

    pub(crate) async fn send<M: Serialize>(&mut self, message: &M) {
        self.send_text(&json::encode(message)).await;
    }

    pub(crate) async fn send_text(&mut self, text: &str) {
        self.socket.send(Message::Text(text.into())).await.expect("the connection is open");
    }

    /// The next message, or the close code with which the connection ended.
    pub(crate) async fn next<M: DeserializeOwned>(&mut self) -> Result<M, u16> {
        loop {
            let frame = tokio::time::timeout(PATIENCE, self.socket.next()).await.expect("the hub answers in time");
            match frame {
                Some(Ok(Message::Text(text))) => return Ok(json::decode(&text).expect("the hub speaks the protocol")),
                Some(Ok(Message::Close(Some(close)))) => return Err(close.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                _ => return Err(1006),
            }
        }
    }

    /// The first message that `pick` takes; others are passed over.
    pub(crate) async fn until<M: DeserializeOwned, T>(&mut self, mut pick: impl FnMut(M) -> Option<T>) -> T {
        loop {
            if let Some(found) = pick(self.next().await.expect("the connection stays open")) {
                return found;
            }
        }
    }
}

/// A shopper's connection, greeted.
pub(crate) struct Shopper {
    pub(crate) client: Client,
    pub(crate) handoff: Option<ClientId>,
}

pub(crate) struct Welcome {
    pub(crate) conversation: Option<ConversationId>,
    pub(crate) last_seq: Seq,
    pub(crate) epoch: String,
}

impl Shopper {
    pub(crate) async fn greet(
        address: SocketAddr,
        token: &str,
        has: Option<(&ConversationId, Seq)>,
    ) -> (Self, Welcome) {
        let mut client =
            Client::open(address, "/v1/visitor", &[("origin", "https://shop.example")]).await.expect("open");
        let token = floorwalker_protocol::VisitorToken::new(token).expect("valid");
        let (conversation, last_seq) = has.map_or((None, Seq::NONE), |(id, seq)| (Some(id.clone()), seq));
        client.send(&visitor::ToHub::Hello { token, conversation, last_seq, epoch: None }).await;
        let welcome = client.until(|message| match message {
            visitor::ToVisitor::Welcome { conversation, last_seq, epoch } => {
                Some(Welcome { conversation, last_seq, epoch })
            }
            _ => None,
        });
        let welcome = welcome.await;
        (Self { client, handoff: None }, welcome)
    }

    pub(crate) async fn hand_over(&mut self, question: &str) -> ConversationId {
        let id = client_id();
        self.client.send(&visitor::ToHub::Handoff { client_id: id.clone(), packet: packet(question) }).await;
        self.handoff = Some(id.clone());
        self.acknowledged(&id).await.0
    }

    pub(crate) async fn say(&mut self, text: &str) -> (ConversationId, Seq) {
        let id = client_id();
        self.send_as(&id, text).await;
        self.acknowledged(&id).await
    }

    pub(crate) async fn send_as(&mut self, id: &ClientId, text: &str) {
        let handoff = self.handoff.clone().expect("handed over before");
        self.client.send(&visitor::ToHub::Message { client_id: id.clone(), handoff, text: text.to_owned() }).await;
    }

    pub(crate) async fn acknowledged(&mut self, id: &ClientId) -> (ConversationId, Seq) {
        self.client
            .until(|message| match message {
                visitor::ToVisitor::Ack { client_id, conversation, seq } if client_id == *id => {
                    Some((conversation, seq))
                }
                visitor::ToVisitor::Error(error) if error.client_id.as_ref() == Some(id) => {
                    panic!("refused: {error:?}")
                }
                _ => None,
            })
            .await
    }

    /// All events up to number `last`.
    pub(crate) async fn events_until(&mut self, last: Seq) -> Vec<floorwalker_protocol::Event> {
        let mut events = Vec::new();
        while events.last().is_none_or(|event: &floorwalker_protocol::Event| event.seq < last) {
            let event = self.client.until(|message| match message {
                visitor::ToVisitor::Event { event, .. } => Some(event),
                _ => None,
            });
            events.push(event.await);
        }
        events
    }
}

/// A logged-in agent's connection.
pub(crate) struct AgentClient {
    pub(crate) client: Client,
    pub(crate) cookie: String,
}

impl AgentClient {
    pub(crate) async fn log_in(address: SocketAddr, name: &str, password: &str) -> Self {
        let body = format!(r#"{{"name":"{name}","password":"{password}"}}"#);
        let response = request(address, "POST", "/v1/login", &own_origin(address), None, &body).await;
        assert!(response.starts_with("HTTP/1.1 204"), "{response}");
        let cookie = cookie_of(&response).expect("a cookie");
        Self::connect(address, cookie).await.expect("the agent's socket opens")
    }

    pub(crate) async fn connect(address: SocketAddr, cookie: String) -> Result<Self, Error> {
        let headers = [("origin", own_origin(address)), ("cookie", cookie.clone())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        Ok(Self { client: Client::open(address, "/v1/agent", &headers).await?, cookie })
    }

    /// The refusal or the acknowledgement of a message.
    pub(crate) async fn outcome(&mut self, id: &ClientId) -> Result<Seq, floorwalker_protocol::ErrorCode> {
        self.client
            .until(|message| match message {
                agent::ToAgent::Ack { client_id, seq, .. } if client_id == *id => Some(Ok(seq)),
                agent::ToAgent::Error(error) if error.client_id.as_ref() == Some(id) => Some(Err(error.code)),
                _ => None,
            })
            .await
    }

    pub(crate) async fn claim(
        &mut self,
        conversation: &ConversationId,
    ) -> Result<Seq, floorwalker_protocol::ErrorCode> {
        let id = client_id();
        let claim = agent::ToHub::Claim { conversation: conversation.clone(), client_id: id.clone() };
        self.client.send(&claim).await;
        self.outcome(&id).await
    }

    pub(crate) async fn say(
        &mut self,
        conversation: &ConversationId,
        text: &str,
    ) -> Result<Seq, floorwalker_protocol::ErrorCode> {
        let id = client_id();
        let message =
            agent::ToHub::Message { conversation: conversation.clone(), client_id: id.clone(), text: text.to_owned() };
        self.client.send(&message).await;
        self.outcome(&id).await
    }
}

pub(crate) fn own_origin(address: SocketAddr) -> String {
    format!("http://{address}")
}

/// The name and value of the cookie that a response sets.
pub(crate) fn cookie_of(response: &str) -> Option<String> {
    let line = response.lines().find_map(|line| line.strip_prefix("set-cookie: "))?;
    line.split(';').next().map(str::to_owned)
}

/// A plain HTTP request; the whole response as text.
pub(crate) async fn request(
    address: SocketAddr,
    method: &str,
    path: &str,
    origin: &str,
    cookie: Option<&str>,
    body: &str,
) -> String {
    let mut stream = TcpStream::connect(address).await.expect("the hub listens");
    let cookie = cookie.map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: {origin}\r\ncontent-type: application/json\r\n\
         {cookie}content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.expect("written");
    stream.write_all(body.as_bytes()).await.expect("written");
    let mut response = Vec::new();
    let read = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut response)).await;
    read.expect("the hub answers in time").expect("read");
    String::from_utf8_lossy(&response).into_owned()
}
