//! The rules of a conversation: who owns it, who may do what, and what then follows. Pure; the store applies them.
//!
//! ```text
//! (new) -Handoff-> Queue -Accepted-> Agent -Returned-> Queue
//!                    |                 |
//!                    +-----Closed------+--> nobody; a new handoff begins a new conversation
//! ```

use floorwalker_protocol::agent::Owner;
use floorwalker_protocol::{Author, Body, ErrorCode, ErrorMessage};

/// The owner after `author` does `body` while `owner` owns the conversation.
///
/// # Errors
/// [`ErrorCode::Conflict`] or [`ErrorCode::Denied`], with the reason, if that may not be.
pub fn next_owner(owner: &Owner, author: &Author, body: &Body) -> Result<Owner, ErrorMessage> {
    match (body, author, owner) {
        (Body::Handoff { .. }, _, _) => Err(conflict("the conversation is open already")),
        (_, _, Owner::Nobody) => Err(conflict("the conversation is closed")),

        (Body::Message { .. }, Author::Shopper, _) => Ok(owner.clone()),
        (Body::Closed, Author::Shopper | Author::Hub, _) => Ok(Owner::Nobody),

        (Body::Accepted, Author::Agent { name }, Owner::Queue) => Ok(Owner::Agent { name: name.clone() }),
        (Body::Accepted, Author::Agent { .. }, Owner::Agent { name }) => {
            Err(conflict(&format!("{name} has it already")))
        }

        (Body::Message { .. }, Author::Agent { name }, Owner::Agent { name: own }) if name == own => Ok(owner.clone()),
        (Body::Returned, Author::Agent { name }, Owner::Agent { name: own }) if name == own => Ok(Owner::Queue),
        (Body::Returned, Author::Hub, Owner::Agent { .. }) => Ok(Owner::Queue),
        (Body::Closed, Author::Agent { name }, Owner::Agent { name: own }) if name == own => Ok(Owner::Nobody),

        (_, Author::Agent { .. }, Owner::Queue) => {
            Err(conflict("nobody has taken the conversation yet; take it first"))
        }
        (_, Author::Agent { .. }, Owner::Agent { name }) => Err(conflict(&format!("the conversation is {name}'s"))),
        (_, Author::Shopper | Author::Hub, _) => {
            Err(ErrorMessage::new(ErrorCode::Denied, "this is not for a shopper to do"))
        }
    }
}

fn conflict(message: &str) -> ErrorMessage {
    ErrorMessage::new(ErrorCode::Conflict, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(name: &str) -> Author {
        Author::Agent { name: name.to_owned() }
    }

    fn of(name: &str) -> Owner {
        Owner::Agent { name: name.to_owned() }
    }

    fn text() -> Body {
        Body::Message { text: "hello".to_owned() }
    }

    fn check(owner: &Owner, author: &Author, body: &Body, expected: &Result<Owner, ErrorCode>) {
        let found = next_owner(owner, author, body).map_err(|error| error.code);
        assert_eq!(&found, expected, "{author:?} does {body:?} in {owner:?}");
    }

    #[test]
    fn a_conversation_moves_from_queue_to_agent_and_back() {
        check(&Owner::Queue, &agent("ann"), &Body::Accepted, &Ok(of("ann")));
        check(&of("ann"), &agent("ann"), &text(), &Ok(of("ann")));
        check(&of("ann"), &agent("ann"), &Body::Returned, &Ok(Owner::Queue));
        check(&of("ann"), &agent("ann"), &Body::Closed, &Ok(Owner::Nobody));
        check(&of("ann"), &Author::Hub, &Body::Returned, &Ok(Owner::Queue));
    }

    #[test]
    fn a_shopper_may_speak_and_leave_whoever_owns_it() {
        for owner in [Owner::Queue, of("ann")] {
            check(&owner, &Author::Shopper, &text(), &Ok(owner.clone()));
            check(&owner, &Author::Shopper, &Body::Closed, &Ok(Owner::Nobody));
        }
    }

    #[test]
    fn two_agents_never_own_one_conversation() {
        check(&of("ann"), &agent("bob"), &Body::Accepted, &Err(ErrorCode::Conflict));
        check(&of("ann"), &agent("bob"), &text(), &Err(ErrorCode::Conflict));
        check(&of("ann"), &agent("bob"), &Body::Closed, &Err(ErrorCode::Conflict));
        check(&Owner::Queue, &agent("bob"), &text(), &Err(ErrorCode::Conflict));
    }

    #[test]
    fn a_closed_conversation_stays_closed() {
        for (author, body) in
            [(Author::Shopper, text()), (agent("ann"), Body::Accepted), (Author::Shopper, Body::Closed)]
        {
            check(&Owner::Nobody, &author, &body, &Err(ErrorCode::Conflict));
        }
    }

    #[test]
    fn a_shopper_cannot_act_as_an_agent() {
        check(&Owner::Queue, &Author::Shopper, &Body::Accepted, &Err(ErrorCode::Denied));
        check(&of("ann"), &Author::Shopper, &Body::Returned, &Err(ErrorCode::Denied));
    }
}
