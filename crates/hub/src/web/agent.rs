//! An agent's connection: the desk, opened conversations, and what the agent does in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use floorwalker_protocol::agent::{Owner, Summary, ToAgent, ToHub};
use floorwalker_protocol::link::{Feed, close_code};
use floorwalker_protocol::{Author, Body, ClientId, ConversationId, ErrorCode, ErrorMessage, SUBPROTOCOL, Seq, limits};
use tokio::sync::{mpsc, watch};

use super::error::WebError;
use super::frames::{Frames, Incoming, Over};
use super::login::session;
use super::{Hub, check_text, origin, refusal, told_to_stop};
use crate::auth::Session;
use crate::desk::Snapshot;
use crate::rooms::{Live, Room};
use crate::store::{Append, Appended, Sender};

/// Events read at a time.
const PAGE: u32 = 200;

/// Conversations that one connection may have open at once.
const OPENED: usize = 50;

pub(super) async fn connect(
    State(hub): State<Hub>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response, WebError> {
    if !hub.origins.allows_agent(origin(&headers)) {
        return Err(WebError::ForeignOrigin);
    }
    let session = session(&hub, &headers).await?;
    let upgrade = upgrade
        .protocols([SUBPROTOCOL])
        .max_message_size(limits::AGENT_FRAME_BYTES)
        .max_frame_size(limits::AGENT_FRAME_BYTES);
    Ok(upgrade
        .on_upgrade(move |socket| async move {
            let mut frames = Frames::new(socket);
            // A browser learns nothing from a refused handshake, so the refusal comes as a close code.
            let over = match session {
                Some(session) => Agent::new(hub, session).run(&mut frames).await,
                None => Over::LetGo(close_code::DENIED),
            };
            frames.end(over).await;
        })
        .into_response())
}

struct Agent {
    hub: Hub,
    session: Session,
    desk: watch::Receiver<Arc<Snapshot>>,
    shown_desk: Option<(Vec<Summary>, u32)>,
    opened: BTreeMap<ConversationId, Opened>,
    /// Opened conversations in which something changed.
    stir: mpsc::Sender<ConversationId>,
    stirred: mpsc::Receiver<ConversationId>,
}

/// A conversation whose events the console asked for.
struct Opened {
    feed: Feed,
    room: Arc<Room>,
    live: watch::Receiver<Live>,
    shown_live: Option<(bool, bool)>,
    is_typing: bool,
    watcher: tokio::task::JoinHandle<()>,
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.watcher.abort();
        let was_typing = self.is_typing;
        self.room.update(|live| live.is_agent_typing &= !was_typing);
    }
}

impl Agent {
    fn new(hub: Hub, session: Session) -> Self {
        let mut desk = hub.desk.watch();
        desk.mark_changed();
        let (stir, stirred) = mpsc::channel(OPENED);
        Self { hub, session, desk, shown_desk: None, opened: BTreeMap::new(), stir, stirred }
    }

    async fn run(mut self, frames: &mut Frames) -> Over {
        let _presence = self.hub.desk.come(&self.session.agent);
        let mut stopping = self.hub.stopping.clone();
        let mut ended = self.hub.auth.ended();
        let welcome = ToAgent::Welcome { agent: self.session.agent.clone(), epoch: self.hub.store.epoch().to_owned() };
        if let Err(over) = frames.send(&welcome).await {
            return over;
        }
        loop {
            let step = tokio::select! {
                incoming = frames.next() => match incoming {
                    Ok(incoming) => self.incoming(frames, incoming).await,
                    Err(over) => Err(over),
                },
                Some(id) = self.stirred.recv() => self.send_news(frames, &id).await,
                Ok(()) = self.desk.changed() => self.send_desk(frames).await,
                key = ended.recv() => self.check_session(key.ok()).await,
                () = told_to_stop(&mut stopping) => {
                    let _ = frames.send(&ToAgent::Goaway { retry_after_ms: 1_000 }).await;
                    Err(Over::LetGo(close_code::GOING_AWAY))
                }
            };
            if let Err(over) = step {
                return over;
            }
        }
    }

    /// A session ended: perhaps this one. `None` says that some endings were missed, so the store is asked.
    async fn check_session(&self, ended: Option<[u8; 32]>) -> Result<(), Over> {
        let is_over = match ended {
            Some(key) => key == self.session.key,
            None => !matches!(self.hub.store.session_agent(self.session.key, self.hub.clock.now()).await, Ok(Some(_))),
        };
        if is_over { Err(Over::LetGo(close_code::DENIED)) } else { Ok(()) }
    }

    async fn incoming(&mut self, frames: &mut Frames, incoming: Incoming<ToHub>) -> Result<(), Over> {
        let message = match incoming {
            Incoming::Nothing => return Ok(()),
            Incoming::Refused(error) => return frames.send(&ToAgent::Error(error)).await,
            Incoming::Message(message) => message,
        };
        match message {
            ToHub::Open { conversation, last_seq } => self.open(frames, conversation, last_seq).await,
            ToHub::Leave { conversation } => {
                self.opened.remove(&conversation);
                Ok(())
            }
            ToHub::Claim { conversation, client_id } => {
                self.keep(frames, conversation, client_id, Body::Accepted).await
            }
            ToHub::Message { conversation, client_id, text } => match check_text(&text) {
                Ok(()) => self.keep(frames, conversation, client_id, Body::Message { text }).await,
                Err(error) => self.refuse(frames, error, client_id, conversation).await,
            },
            ToHub::Return { conversation, client_id } => {
                self.keep(frames, conversation, client_id, Body::Returned).await
            }
            ToHub::Close { conversation, client_id } => self.keep(frames, conversation, client_id, Body::Closed).await,
            ToHub::Typing { conversation, is_typing } => {
                if self.owns(&conversation)
                    && let Some(opened) = self.opened.get_mut(&conversation)
                {
                    opened.is_typing = is_typing;
                    opened.room.update(|live| live.is_agent_typing = is_typing);
                }
                Ok(())
            }
            ToHub::Ping { opened } => {
                self.send_ping_answer(frames).await?;
                for position in opened {
                    if let Some(opened) = self.opened.get_mut(&position.conversation) {
                        opened.feed.step_back(position.last_seq);
                        self.send_events(frames, &position.conversation).await?;
                    }
                }
                Ok(())
            }
        }
    }

    /// A connection outlives its session's last hour only until the next ping.
    async fn send_ping_answer(&self, frames: &mut Frames) -> Result<(), Over> {
        self.check_session(None).await?;
        frames.send(&ToAgent::Pong).await
    }

    fn owns(&self, id: &ConversationId) -> bool {
        let is_own = |summary: &Summary| {
            summary.conversation == *id && summary.owner == Owner::Agent { name: self.session.agent.clone() }
        };
        self.desk.borrow().open.iter().any(is_own)
    }

    /// Whether this agent may read the conversation: it waits, or it is or was last the agent's own.
    async fn may_read(&self, id: &ConversationId) -> Result<Seq, ErrorMessage> {
        let found = self.hub.store.look_up(id).await?;
        let not_found = || ErrorMessage::new(ErrorCode::NotFound, "there is no such conversation for this agent");
        let found = found.ok_or_else(not_found)?;
        let is_own = found.agent.as_ref() == Some(&self.session.agent);
        match found.owner {
            Owner::Queue => Ok(found.last_seq),
            Owner::Agent { .. } | Owner::Nobody if is_own => Ok(found.last_seq),
            Owner::Agent { .. } | Owner::Nobody => Err(not_found()),
        }
    }

    async fn open(&mut self, frames: &mut Frames, id: ConversationId, last_seq: Seq) -> Result<(), Over> {
        let newest = match self.may_read(&id).await {
            Ok(newest) => newest,
            Err(error) => return frames.send(&ToAgent::Error(error.in_conversation(id))).await,
        };
        if self.opened.len() >= OPENED && !self.opened.contains_key(&id) {
            let error =
                ErrorMessage::new(ErrorCode::Conflict, "too many conversations are open at once; leave one first");
            return frames.send(&ToAgent::Error(error.in_conversation(id))).await;
        }
        let room = self.hub.rooms.enter(&id);
        let watcher = tokio::spawn(watch_room(id.clone(), room.newest(), room.live(), self.stir.clone()));
        let live = room.live();
        let feed = Feed::resume(last_seq, newest);
        self.opened.insert(id.clone(), Opened { feed, room, live, shown_live: None, is_typing: false, watcher });
        self.send_news(frames, &id).await
    }

    async fn send_news(&mut self, frames: &mut Frames, id: &ConversationId) -> Result<(), Over> {
        self.send_events(frames, id).await?;
        let Some(opened) = self.opened.get_mut(id) else { return Ok(()) };
        let live = *opened.live.borrow_and_update();
        let shown = (live.is_shopper_typing, live.shopper_connections > 0);
        if opened.shown_live == Some(shown) {
            return Ok(());
        }
        opened.shown_live = Some(shown);
        let (is_typing, is_present) = shown;
        frames.send(&ToAgent::Shopper { conversation: id.clone(), is_typing, is_present }).await
    }

    async fn send_events(&mut self, frames: &mut Frames, id: &ConversationId) -> Result<(), Over> {
        let Some(opened) = self.opened.get_mut(id) else { return Ok(()) };
        let mut feed = opened.feed;
        loop {
            // If the store fails now, the console's next ping asks again.
            let Ok(events) = self.hub.store.events_after(id, feed.position(), PAGE).await else { break };
            let is_last_page = events.len() < PAGE as usize;
            for event in events {
                let is_taken_by_other = matches!(event.body, Body::Accepted)
                    && event.by != Author::Agent { name: self.session.agent.clone() };
                if feed.advance(&event) {
                    frames.send(&ToAgent::Event { conversation: id.clone(), event }).await?;
                }
                // From here on it is somebody else's to read, unless it came back since.
                if is_taken_by_other && self.may_read(id).await.is_err() {
                    self.opened.remove(id);
                    return Ok(());
                }
            }
            if is_last_page {
                break;
            }
        }
        if let Some(opened) = self.opened.get_mut(id) {
            opened.feed = feed;
        }
        Ok(())
    }

    async fn send_desk(&mut self, frames: &mut Frames) -> Result<(), Over> {
        let snapshot = self.desk.borrow_and_update().clone();
        let desk = (snapshot.of_agent(&self.session.agent), snapshot.agents_online);
        if self.shown_desk.as_ref() == Some(&desk) {
            return Ok(());
        }
        let (conversations, agents_online) = desk.clone();
        self.shown_desk = Some(desk);
        frames.send(&ToAgent::Desk { conversations, agents_online }).await
    }

    /// Keeps an event; acknowledges it after the commit.
    async fn keep(
        &mut self,
        frames: &mut Frames,
        conversation: ConversationId,
        client_id: ClientId,
        body: Body,
    ) -> Result<(), Over> {
        let append = Append {
            sender: Sender::Agent(self.session.agent.clone()),
            conversation: Some(conversation.clone()),
            client_id: client_id.clone(),
            handoff: None,
            body,
            at: self.hub.clock.now(),
        };
        match self.hub.append(append).await {
            Ok(Appended::Kept(stored)) => {
                let ack = ToAgent::Ack { client_id, conversation: stored.conversation, seq: stored.seq };
                frames.send(&ack).await?;
                self.send_events(frames, &conversation).await
            }
            Ok(Appended::Refused(error)) => self.refuse(frames, error, client_id, conversation).await,
            Err(error) => self.refuse(frames, error, client_id, conversation).await,
        }
    }

    async fn refuse(
        &self,
        frames: &mut Frames,
        error: impl Into<ErrorMessage>,
        client_id: ClientId,
        conversation: ConversationId,
    ) -> Result<(), Over> {
        frames.send(&ToAgent::Error(refusal(error, &client_id).in_conversation(conversation))).await
    }
}

/// Passes on that something changed in a room, until the connection leaves it.
async fn watch_room(
    id: ConversationId,
    mut newest: watch::Receiver<Seq>,
    mut live: watch::Receiver<Live>,
    stir: mpsc::Sender<ConversationId>,
) {
    loop {
        let is_over = tokio::select! {
            changed = newest.changed() => changed.is_err(),
            changed = live.changed() => changed.is_err(),
        };
        if is_over || stir.send(id.clone()).await.is_err() {
            return;
        }
    }
}
