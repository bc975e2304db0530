//! What the hub's events mean for the shopper: lines in the log, and who has the conversation.

use floorwalker_engine::Dialogue;
use floorwalker_protocol::{Author, Body, Event as HubEvent, Speaker};

use super::{
    Conversation, Owner, Prompt,
    line::{Content, Delivery, Line, Notice, Place, Voice},
};

impl Conversation {
    /// A durable fact came, each once and in order; but after a reload all of them come again.
    pub(super) fn delivered(&mut self, place: Place, event: &HubEvent) {
        let own = event.client_id.as_ref().filter(|id| event.by == Author::Shopper && self.log.has_own(id));
        if let Some(client_id) = own {
            self.log.revise_own(client_id, |line| {
                line.delivery = Delivery::Sent;
                line.place = Some(place.clone());
            });
        } else if !self.log.has_place(&place) {
            self.add(place, event);
        }
        if !self.is_moving() {
            self.follow(event);
        }
    }

    /// Adds what this device has not seen.
    fn add(&mut self, place: Place, event: &HubEvent) {
        let content = match (&event.body, &event.by) {
            (Body::Handoff { packet }, _) => {
                for line in &packet.transcript {
                    let by = match line.by {
                        Speaker::Shopper => Voice::Shopper,
                        Speaker::Bot => Voice::Bot,
                    };
                    self.log.push_placed(Line::new(line.at, Content::words(by, &line.text)));
                }
                Content::Notice(Notice::PassedOn)
            }
            (Body::Message { text }, Author::Agent { name }) => Content::words(Voice::Agent(name.clone()), text),
            (Body::Message { text }, Author::Shopper) => Content::words(Voice::Shopper, text),
            (Body::Accepted, Author::Agent { name }) => Content::Notice(Notice::Joined(name.clone())),
            (Body::Returned, _) => Content::Notice(Notice::Returned),
            (Body::Closed, Author::Shopper) => Content::Notice(Notice::EndedByShopper),
            (Body::Closed, _) => Content::Notice(Notice::EndedByShop),
            (Body::Message { .. } | Body::Accepted, _) => return,
        };
        let mut line = Line::new(event.at, content);
        if event.by == Author::Shopper {
            line.client_id.clone_from(&event.client_id);
        } else if !self.is_open {
            self.unread += 1;
        }
        line.place = Some(place);
        self.log.push_placed(line);
    }

    /// Turns to whoever has the conversation after `event`.
    fn follow(&mut self, event: &HubEvent) {
        match (&event.body, &event.by) {
            (Body::Handoff { .. } | Body::Returned, _) => {
                self.owner = Owner::Queue { position: None, agents_online: None };
            }
            (Body::Accepted, Author::Agent { name }) => self.owner = Owner::Agent(name.clone()),
            (Body::Closed, _) => self.owner = Owner::Bot,
            (Body::Message { .. }, Author::Agent { .. }) => {}
            (Body::Message { .. } | Body::Accepted, _) => return,
        }
        self.is_agent_typing = false;
        if self.owner == Owner::Bot {
            self.dialogue = Dialogue::default();
            (self.form, self.looking_up) = (None, None);
        }
        if self.owner == Owner::Bot && self.prompt == Some(Prompt::End) {
            self.prompt = None;
        }
    }
}
