//! The list of open conversations, in the order in which the hub sends it.

use floorwalker_protocol::ConversationId;
use floorwalker_protocol::agent::{Owner, Summary};

/// What lies on an agent's desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Whether the hub has sent it: an empty list before that says nothing.
    pub is_known: bool,
    /// The conversations that wait for an agent, longest wait first.
    pub queue: Vec<Summary>,
    /// The agent's own, latest activity first.
    pub own: Vec<Summary>,
    /// How many agents are there now.
    pub agents_online: u32,
}

impl Desk {
    /// Sorts what the hub sent into the queue and the conversations of the agent named `me`.
    pub fn new(conversations: Vec<Summary>, agents_online: u32, me: Option<&str>) -> Self {
        let mut desk = Self { is_known: true, agents_online, ..Self::default() };
        for summary in conversations {
            match &summary.owner {
                Owner::Queue => desk.queue.push(summary),
                Owner::Agent { name } if Some(name.as_str()) == me => desk.own.push(summary),
                Owner::Agent { .. } | Owner::Nobody => {}
            }
        }
        desk
    }

    /// What the list says about a conversation.
    pub fn find(&self, conversation: &ConversationId) -> Option<&Summary> {
        self.queue.iter().chain(&self.own).find(|summary| summary.conversation == *conversation)
    }
}
