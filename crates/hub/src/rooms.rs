//! The live side of a conversation: hints that there is something new on disk, who is typing, who is there. Nothing here
//! is kept; all of it may be lost without losing a message.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use floorwalker_protocol::{ConversationId, Seq};
use tokio::sync::watch;

/// Who is typing and who is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// The agent is typing.
    pub is_agent_typing: bool,
    /// The shopper is typing.
    pub is_shopper_typing: bool,
    /// Connections that the shopper has open.
    pub shopper_connections: u32,
}

/// One conversation's live side.
#[derive(Debug)]
pub struct Room {
    newest: watch::Sender<Seq>,
    live: watch::Sender<Live>,
}

impl Room {
    /// Follows how far the conversation's log goes.
    pub fn newest(&self) -> watch::Receiver<Seq> {
        self.newest.subscribe()
    }

    /// Follows who is typing and who is there.
    pub fn live(&self) -> watch::Receiver<Live> {
        self.live.subscribe()
    }

    /// Changes who is typing or there; those who follow are told only if it is a change.
    pub fn update(&self, change: impl FnOnce(&mut Live)) {
        self.live.send_if_modified(|live| {
            let before = *live;
            change(live);
            *live != before
        });
    }
}

/// All rooms in which somebody is; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Rooms(Arc<Mutex<HashMap<ConversationId, Weak<Room>>>>);

impl Rooms {
    /// The room of a conversation. It lasts as long as somebody holds it.
    pub fn enter(&self, id: &ConversationId) -> Arc<Room> {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = rooms.get(id).and_then(Weak::upgrade) {
            return room;
        }
        rooms.retain(|_, room| room.strong_count() > 0);
        let room = Arc::new(Room { newest: watch::Sender::new(Seq::NONE), live: watch::Sender::new(Live::default()) });
        rooms.insert(id.clone(), Arc::downgrade(&room));
        room
    }

    /// Tells those in the room that event `seq` is on disk. To be called after the commit.
    pub fn hint(&self, id: &ConversationId, seq: Seq) {
        let room = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).and_then(Weak::upgrade);
        if let Some(room) = room {
            room.newest.send_if_modified(|newest| {
                let is_newer = seq > *newest;
                *newest = seq.max(*newest);
                is_newer
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_only_go_forward() {
        let rooms = Rooms::default();
        let id = ConversationId::new("a-conversation").expect("valid");
        let room = rooms.enter(&id);
        let mut newest = room.newest();
        rooms.hint(&id, Seq(2));
        rooms.hint(&id, Seq(1));
        assert!(newest.has_changed().expect("the room is held"));
        assert_eq!(*newest.borrow_and_update(), Seq(2));
    }

    #[test]
    fn a_room_that_nobody_holds_is_forgotten() {
        let rooms = Rooms::default();
        let id = |n: u32| ConversationId::new(format!("conversation-{n}")).expect("valid");
        drop(rooms.enter(&id(1)));
        let _held = rooms.enter(&id(2));
        assert_eq!(rooms.0.lock().expect("not poisoned").len(), 1);
    }
}
