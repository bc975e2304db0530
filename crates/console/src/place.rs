//! Where in the console one is, as the fragment of its address: so that links, the back button and a reload all work.
//!
//! It owns the form of the fragment, and leaves reading and following addresses to the browser.

use floorwalker_protocol::ConversationId;

/// A place in the console. On a wide screen all panes are there; on a narrow one, the place says which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The list of conversations, none chosen.
    #[default]
    List,
    /// A conversation.
    Thread(ConversationId),
    /// What is known about a conversation.
    Packet(ConversationId),
}

impl Place {
    /// Reads a fragment, with or without its `#`. What is no place leads to the list.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_start_matches('/');
        let mut parts = path.split('/');
        let id = match (parts.next(), parts.next()) {
            (Some("c"), Some(id)) => ConversationId::new(id).ok(),
            _ => None,
        };
        match (id, parts.next()) {
            (Some(id), None) => Self::Thread(id),
            (Some(id), Some("context")) => Self::Packet(id),
            _ => Self::List,
        }
    }

    /// The fragment that leads here, with its `#`.
    pub fn fragment(&self) -> String {
        match self {
            Self::List => "#/".to_owned(),
            Self::Thread(id) => format!("#/c/{id}"),
            Self::Packet(id) => format!("#/c/{id}/context"),
        }
    }

    /// The conversation that is looked at.
    pub fn conversation(&self) -> Option<&ConversationId> {
        match self {
            Self::List => None,
            Self::Thread(id) | Self::Packet(id) => Some(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_lead_back_to_their_places() {
        let id = ConversationId::new("conversation-1").expect("valid");
        for place in [Place::List, Place::Thread(id.clone()), Place::Packet(id)] {
            assert_eq!(Place::parse(&place.fragment()), place);
        }
    }

    #[test]
    fn nonsense_leads_to_the_list() {
        for fragment in ["", "#", "#/", "#/c", "#/c/", "#/c/x", "#/c/conversation-1/other", "#/d/conversation-1"] {
            assert_eq!(Place::parse(fragment), Place::List, "{fragment}");
        }
    }
}
