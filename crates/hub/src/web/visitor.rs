//! A shopper's connection: hello, what is kept, and the conversation's events as they come to be.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use floorwalker_protocol::link::{Feed, close_code};
use floorwalker_protocol::visitor::{ToHub, ToVisitor};
use floorwalker_protocol::{Body, ClientId, ConversationId, ErrorCode, ErrorMessage, Packet, SUBPROTOCOL, Seq, limits};
use tokio::sync::watch;

use super::error::WebError;
use super::frames::{Frames, Incoming, Over};
use super::{Hub, check_text, origin, refusal, told_to_stop};
use crate::desk::Snapshot;
use crate::rooms::{Live, Room};
use crate::secret;
use crate::store::{Append, Appended, Sender};

/// Events read at a time.
const PAGE: u32 = 200;

/// A small buffer: shoppers type little, and thousands of them are connected.
const READ_BUFFER: usize = 4 * 1024;

pub(super) async fn connect(State(hub): State<Hub>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    if !hub.origins.allows_shopper(origin(&headers)) {
        return WebError::ForeignOrigin.into_response();
    }
    upgrade
        .protocols([SUBPROTOCOL])
        .read_buffer_size(READ_BUFFER)
        .max_message_size(limits::VISITOR_FRAME_BYTES)
        .max_frame_size(limits::VISITOR_FRAME_BYTES)
        .on_upgrade(move |socket| async move {
            let mut frames = Frames::new(socket);
            let over = match greet(&hub, &mut frames).await {
                Ok(visitor) => visitor.run(&mut frames).await,
                Err(over) => over,
            };
            frames.end(over).await;
        })
}

/// A greeted shopper.
struct Visitor {
    hub: Hub,
    shopper: [u8; 32],
    following: Option<Following>,
    desk: watch::Receiver<Arc<Snapshot>>,
    shown_place: Option<(u32, u32)>,
    shown_typing: bool,
}

/// The conversation that the connection follows.
struct Following {
    id: ConversationId,
    feed: Feed,
    room: Arc<Room>,
    newest: watch::Receiver<Seq>,
    live: watch::Receiver<Live>,
    is_typing: bool,
}

impl Drop for Following {
    fn drop(&mut self) {
        let was_typing = self.is_typing;
        self.room.update(|live| {
            live.shopper_connections = live.shopper_connections.saturating_sub(1);
            live.is_shopper_typing &= !was_typing;
        });
    }
}

async fn greet(hub: &Hub, frames: &mut Frames) -> Result<Visitor, Over> {
    let Incoming::Message(ToHub::Hello { token, conversation, last_seq, epoch }) = frames.first().await? else {
        return Err(Over::LetGo(close_code::NO_HELLO));
    };
    let shopper = secret::digest(token.as_str());
    // Without its store the hub has nothing to say; the browser comes again.
    let current = hub.store.current(shopper).await.map_err(|_| Over::LetGo(close_code::GOING_AWAY))?;
    let mut visitor = Visitor {
        hub: hub.clone(),
        shopper,
        following: None,
        desk: hub.desk.watch(),
        shown_place: None,
        shown_typing: false,
    };
    visitor.desk.mark_changed();
    let epoch_now = hub.store.epoch().to_owned();
    let welcome = ToVisitor::Welcome {
        conversation: current.as_ref().map(|current| current.conversation.clone()),
        last_seq: current.as_ref().map_or(Seq::NONE, |current| current.last_seq),
        epoch: epoch_now.clone(),
    };
    frames.send(&welcome).await?;
    if let Some(current) = current {
        // What the browser has counts only if it is of this conversation, in this store.
        let is_same =
            conversation.as_ref() == Some(&current.conversation) && epoch.is_none_or(|epoch| epoch == epoch_now);
        let has = if is_same { last_seq } else { Seq::NONE };
        visitor.follow(current.conversation, Feed::resume(has, current.last_seq));
    }
    Ok(visitor)
}

impl Visitor {
    async fn run(mut self, frames: &mut Frames) -> Over {
        let mut stopping = self.hub.stopping.clone();
        loop {
            let step = tokio::select! {
                incoming = frames.next() => match incoming {
                    Ok(incoming) => self.incoming(frames, incoming).await,
                    Err(over) => Err(over),
                },
                news = news(&mut self.following) => match news {
                    News::Events => self.send_events(frames).await,
                    News::Live => self.send_typing(frames).await,
                },
                Ok(()) = self.desk.changed(), if self.following.is_some() => self.send_place(frames).await,
                () = told_to_stop(&mut stopping) => {
                    let _ = frames.send(&ToVisitor::Goaway { retry_after_ms: 1_000 }).await;
                    Err(Over::LetGo(close_code::GOING_AWAY))
                }
            };
            if let Err(over) = step {
                return over;
            }
        }
    }

    async fn incoming(&mut self, frames: &mut Frames, incoming: Incoming<ToHub>) -> Result<(), Over> {
        match incoming {
            Incoming::Nothing => Ok(()),
            Incoming::Refused(error) => frames.send(&ToVisitor::Error(error)).await,
            Incoming::Message(ToHub::Hello { .. }) => {
                let error = ErrorMessage::new(ErrorCode::Malformed, "found a second hello on this connection");
                frames.send(&ToVisitor::Error(error)).await
            }
            Incoming::Message(ToHub::Typing { is_typing }) => {
                if let Some(following) = &mut self.following {
                    following.is_typing = is_typing;
                    following.room.update(|live| live.is_shopper_typing = is_typing);
                }
                Ok(())
            }
            Incoming::Message(ToHub::Ping { conversation, last_seq }) => {
                frames.send(&ToVisitor::Pong).await?;
                match &mut self.following {
                    Some(following) if conversation.as_ref() == Some(&following.id) => {
                        following.feed.step_back(last_seq);
                    }
                    Some(following) => following.feed.step_back(Seq::NONE),
                    None => {}
                }
                self.send_events(frames).await
            }
            Incoming::Message(ToHub::Handoff { client_id, packet }) => match check_packet(&packet) {
                Ok(()) => self.keep(frames, client_id, None, Body::Handoff { packet }).await,
                Err(error) => frames.send(&ToVisitor::Error(error.of(client_id))).await,
            },
            Incoming::Message(ToHub::Message { client_id, handoff, text }) => match check_text(&text) {
                Ok(()) => self.keep(frames, client_id, Some(handoff), Body::Message { text }).await,
                Err(error) => frames.send(&ToVisitor::Error(error.of(client_id))).await,
            },
            Incoming::Message(ToHub::Close { client_id, handoff }) => {
                self.keep(frames, client_id, Some(handoff), Body::Closed).await
            }
        }
    }

    /// Keeps an event; acknowledges it after the commit.
    async fn keep(
        &mut self,
        frames: &mut Frames,
        client_id: ClientId,
        handoff: Option<ClientId>,
        body: Body,
    ) -> Result<(), Over> {
        let append = Append {
            sender: Sender::Shopper(self.shopper),
            conversation: None,
            client_id: client_id.clone(),
            handoff,
            body,
            at: self.hub.clock.now(),
        };
        let stored = match self.hub.append(append).await {
            Ok(Appended::Kept(stored)) => stored,
            Ok(Appended::Refused(error)) => return frames.send(&ToVisitor::Error(refusal(error, &client_id))).await,
            Err(error) => return frames.send(&ToVisitor::Error(refusal(error, &client_id))).await,
        };
        let ack = ToVisitor::Ack { client_id, conversation: stored.conversation.clone(), seq: stored.seq };
        frames.send(&ack).await?;
        let is_followed = self.following.as_ref().is_some_and(|following| following.id == stored.conversation);
        // A message sent again may be of an earlier conversation; only a new one is turned to.
        if !is_followed && stored.seq == Seq::NONE.next() {
            self.follow(stored.conversation, Feed::resume(Seq::NONE, stored.seq));
        }
        self.send_events(frames).await
    }

    fn follow(&mut self, id: ConversationId, feed: Feed) {
        let room = self.hub.rooms.enter(&id);
        room.update(|live| live.shopper_connections += 1);
        let (mut newest, live) = (room.newest(), room.live());
        // Whatever came before is read from the store at once.
        newest.mark_changed();
        self.following = Some(Following { id, feed, room, newest, live, is_typing: false });
        self.shown_place = None;
        self.desk.mark_changed();
    }

    async fn send_events(&mut self, frames: &mut Frames) -> Result<(), Over> {
        let Some(following) = &mut self.following else { return Ok(()) };
        loop {
            let after = following.feed.position();
            // If the store fails now, the browser's next ping asks again.
            let Ok(events) = self.hub.store.events_after(&following.id, after, PAGE).await else { return Ok(()) };
            let is_last_page = events.len() < PAGE as usize;
            for event in events {
                if following.feed.advance(&event) {
                    frames.send(&ToVisitor::Event { conversation: following.id.clone(), event }).await?;
                }
            }
            if is_last_page {
                return Ok(());
            }
        }
    }

    async fn send_typing(&mut self, frames: &mut Frames) -> Result<(), Over> {
        let Some(following) = &mut self.following else { return Ok(()) };
        let is_typing = following.live.borrow_and_update().is_agent_typing;
        if is_typing == self.shown_typing {
            return Ok(());
        }
        self.shown_typing = is_typing;
        frames.send(&ToVisitor::Typing { is_typing }).await
    }

    async fn send_place(&mut self, frames: &mut Frames) -> Result<(), Over> {
        let Some(following) = &self.following else { return Ok(()) };
        let snapshot = self.desk.borrow_and_update().clone();
        let place = snapshot.position(&following.id).map(|position| (position, snapshot.agents_online));
        if place == self.shown_place {
            return Ok(());
        }
        self.shown_place = place;
        match place {
            Some((position, agents_online)) => frames.send(&ToVisitor::Queue { position, agents_online }).await,
            None => Ok(()),
        }
    }
}

/// What changed in the conversation that is followed.
enum News {
    Events,
    Live,
}

async fn news(following: &mut Option<Following>) -> News {
    match following {
        // The room is held, so its senders live and the waits do not fail.
        Some(Following { newest, live, .. }) => tokio::select! {
            _ = newest.changed() => News::Events,
            _ = live.changed() => News::Live,
        },
        None => std::future::pending().await,
    }
}

fn check_packet(packet: &Packet) -> Result<(), ErrorMessage> {
    let too_large = |what: &str| Err(ErrorMessage::new(ErrorCode::TooLarge, what));
    if packet.candidates.len() > limits::PACKET_CANDIDATES {
        return too_large("the packet names too many candidates");
    }
    if packet.contact.as_ref().is_some_and(|contact| contact.chars().count() > limits::CONTACT_CHARS) {
        return too_large("the contact is too long");
    }
    if packet.locale.len() > 35 || packet.locale.chars().any(char::is_control) {
        return Err(ErrorMessage::new(ErrorCode::Malformed, "the locale is not a BCP 47 tag"));
    }
    let is_finite = |number: &f32| number.is_finite() && (0.0..=1.0).contains(number);
    if !packet.confidence.iter().chain(packet.candidates.iter().map(|c| &c.confidence)).all(is_finite) {
        return Err(ErrorMessage::new(ErrorCode::Malformed, "a confidence is not between 0 and 1"));
    }
    Ok(())
}
