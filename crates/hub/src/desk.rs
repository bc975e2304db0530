//! What all agents look at: the open conversations and who is there, read once for everybody whenever something changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use floorwalker_protocol::ConversationId;
use floorwalker_protocol::agent::{Owner, Summary};
use tokio::sync::{Notify, watch};

use crate::store::Store;

/// The open conversations at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// All open conversations, the queue first.
    pub open: Vec<Summary>,
    /// How many agents are connected.
    pub agents_online: u32,
}

impl Snapshot {
    /// The place of a conversation in the queue; 1 is next. `None` if it does not wait.
    pub fn position(&self, id: &ConversationId) -> Option<u32> {
        let waiting = self.open.iter().take_while(|summary| summary.owner == Owner::Queue);
        waiting.zip(1..).find(|(summary, _)| summary.conversation == *id).map(|(_, position)| position)
    }

    /// What concerns the agent of this name: the queue, and the agent's own.
    pub fn of_agent(&self, agent: &str) -> Vec<Summary> {
        let concerns = |summary: &&Summary| match &summary.owner {
            Owner::Queue => true,
            Owner::Agent { name } => name == agent,
            Owner::Nobody => false,
        };
        self.open.iter().filter(concerns).cloned().collect()
    }
}

/// The desk; cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    changed: Arc<Notify>,
    snapshot: watch::Receiver<Arc<Snapshot>>,
    /// Connections an agent has open.
    online: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Desk {
    /// A desk over `store`. Its task ends with the last handle.
    pub fn start(store: Store) -> Self {
        let changed = Arc::new(Notify::new());
        let online = Arc::new(Mutex::new(BTreeMap::new()));
        let (publish, snapshot) = watch::channel(Arc::new(Snapshot::default()));
        tokio::spawn(keep_current(store, changed.clone(), online.clone(), publish));
        changed.notify_one();
        Self { changed, snapshot, online }
    }

    /// Something about an open conversation changed. Many calls at once lead to one reading.
    pub fn touch(&self) {
        self.changed.notify_one();
    }

    /// Follows the desk.
    pub fn watch(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshot.clone()
    }

    /// Counts an agent as there for as long as the guard lives.
    pub fn come(&self, agent: &str) -> Presence {
        *lock(&self.online).entry(agent.to_owned()).or_default() += 1;
        self.touch();
        Presence { desk: self.clone(), agent: agent.to_owned() }
    }
}

/// An agent's being there.
#[derive(Debug)]
pub struct Presence {
    desk: Desk,
    agent: String,
}

impl Drop for Presence {
    fn drop(&mut self) {
        let mut online = lock(&self.desk.online);
        if let Some(count) = online.get_mut(&self.agent) {
            *count -= 1;
            if *count == 0 {
                online.remove(&self.agent);
            }
        }
        drop(online);
        self.desk.touch();
    }
}

async fn keep_current(
    store: Store,
    changed: Arc<Notify>,
    online: Arc<Mutex<BTreeMap<String, usize>>>,
    publish: watch::Sender<Arc<Snapshot>>,
) {
    loop {
        tokio::select! {
            () = changed.notified() => {}
            () = publish.closed() => return,
        }
        // On a failure the old list stays until the next change; the store has logged why.
        if let Ok(open) = store.open_conversations().await {
            let agents_online = u32::try_from(lock(&online).len()).unwrap_or(u32::MAX);
            let fresh = Snapshot { open, agents_online };
            publish.send_if_modified(|old| {
                let is_other = **old != fresh;
                if is_other {
                    *old = Arc::new(fresh);
                }
                is_other
            });
        }
    }
}

fn lock(online: &Mutex<BTreeMap<String, usize>>) -> std::sync::MutexGuard<'_, BTreeMap<String, usize>> {
    // The map is whole at every moment, so a panic elsewhere has not spoilt it.
    online.lock().unwrap_or_else(PoisonError::into_inner)
}
