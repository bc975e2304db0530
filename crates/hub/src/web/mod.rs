//! The hub's face to the network: which path leads where. What happens behind each path is in the file of its name.

mod agent;
mod assets;
mod error;
mod frames;
mod login;
mod visitor;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use floorwalker_protocol::{ClientId, ErrorCode, ErrorMessage, limits};
use tokio::sync::watch;

use crate::auth::Auth;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::origin::Origins;
use crate::rooms::Rooms;
use crate::store::{Append, Appended, Store, StoreError};

/// Largest body of an HTTP request.
const BODY_BYTES: usize = 8 * 1024;

/// How long a peer may take to read what it is sent.
const SEND_LIMIT: Duration = Duration::from_secs(15);

/// Everything that requests share; cheap to clone.
#[derive(Clone, Debug)]
pub struct Hub {
    /// What is kept.
    pub store: Store,
    /// What all agents look at.
    pub desk: Desk,
    /// Who is typing and there.
    pub rooms: Rooms,
    /// Who agents are.
    pub auth: Auth,
    /// Which pages may connect.
    pub origins: Arc<Origins>,
    /// What time it is.
    pub clock: Clock,
    /// Whether the hub is about to stop.
    pub stopping: watch::Receiver<bool>,
    /// Whether it is reached over HTTPS, so that cookies can insist on it.
    pub is_secure: bool,
    /// Whether the demo shop is served.
    pub is_demo: bool,
}

impl Hub {
    /// Keeps an event and tells everybody concerned, after the commit.
    async fn append(&self, append: Append) -> Result<Appended, StoreError> {
        let appended = self.store.append(append).await?;
        if let Appended::Kept(stored) = &appended {
            self.rooms.hint(&stored.conversation, stored.seq);
            self.desk.touch();
        }
        Ok(appended)
    }
}

/// All paths.
pub fn router(hub: Hub) -> Router {
    Router::new()
        .route("/v1/visitor", get(visitor::connect))
        .route("/v1/agent", get(agent::connect))
        .route("/v1/login", post(login::login))
        .route("/v1/logout", post(login::logout))
        .route("/v1/me", get(login::me))
        .route("/healthz", get(|| async { "ok" }))
        .fallback(get(assets::serve))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .with_state(hub)
}

fn origin(headers: &HeaderMap) -> Option<&str> {
    headers.get("origin").and_then(|origin| origin.to_str().ok())
}

/// The refusal as the answer to the message that it refuses.
fn refusal(error: impl Into<ErrorMessage>, client_id: &ClientId) -> ErrorMessage {
    error.into().of(client_id.clone())
}

/// Whether a message's text may be kept.
fn check_text(text: &str) -> Result<(), ErrorMessage> {
    if text.trim().is_empty() {
        return Err(ErrorMessage::new(ErrorCode::Malformed, "the message is empty"));
    }
    if text.chars().count() > limits::MESSAGE_CHARS {
        let message = format!("the message has more than {} characters", limits::MESSAGE_CHARS);
        return Err(ErrorMessage::new(ErrorCode::TooLarge, message));
    }
    Ok(())
}

/// Waits until the hub is about to stop.
async fn told_to_stop(stopping: &mut watch::Receiver<bool>) {
    // An error says that the hub is gone altogether.
    drop(stopping.wait_for(|is_stopping| *is_stopping).await);
}
