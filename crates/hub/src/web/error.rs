//! What HTTP requests are told when something is wrong: one enum, one status each, one shape of body.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::auth::LoginError;
use crate::store::StoreError;

/// Why a request failed.
#[derive(Debug)]
pub(super) enum WebError {
    /// There is no valid session, or the credentials are wrong.
    Unauthorised(&'static str),
    /// The page is not allowed to do this.
    ForeignOrigin,
    /// Too many tries.
    TooOften { retry_after_ms: u64 },
    /// The store failed.
    Unavailable,
}

#[derive(Serialize)]
struct Body {
    error: Details,
}

#[derive(Serialize)]
struct Details {
    code: &'static str,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<u64>,
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let (status, code, message, retry_after_ms) = match self {
            Self::Unauthorised(message) => (StatusCode::UNAUTHORIZED, "denied", message, None),
            Self::ForeignOrigin => {
                let message = "this page's origin is not on the hub's list; start the hub with --allow-origin for it";
                (StatusCode::FORBIDDEN, "foreign-origin", message, None)
            }
            Self::TooOften { retry_after_ms } => {
                (StatusCode::TOO_MANY_REQUESTS, "too-fast", "too many tries; wait a little", Some(retry_after_ms))
            }
            Self::Unavailable => {
                (StatusCode::SERVICE_UNAVAILABLE, "unavailable", "the hub cannot reach its store; try again", None)
            }
        };
        let body = Json(Body { error: Details { code, message, retry_after_ms } });
        let mut response = (status, [(header::CACHE_CONTROL, "no-store")], body).into_response();
        if let Some(wait) = retry_after_ms {
            response.headers_mut().insert(header::RETRY_AFTER, wait.div_ceil(1000).into());
        }
        response
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Self::Unavailable
    }
}

impl From<LoginError> for WebError {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::Wrong => Self::Unauthorised("the name or the password is wrong"),
            LoginError::TooOften { wait } => {
                Self::TooOften { retry_after_ms: u64::try_from(wait.as_millis()).unwrap_or(u64::MAX) }
            }
            LoginError::Store(error) => error.into(),
        }
    }
}
