//! Logging in and out, and the session's cookie.

use std::net::SocketAddr;

use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::error::WebError;
use super::{Hub, origin};
use crate::auth::{SESSION_SECONDS, Session};

#[derive(Deserialize)]
pub(super) struct Credentials {
    name: String,
    password: String,
}

#[derive(Serialize)]
struct Me {
    name: String,
}

pub(super) async fn login(
    State(hub): State<Hub>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Json(credentials): Json<Credentials>,
) -> Result<Response, WebError> {
    own_page_only(&hub, &headers)?;
    let token = hub.auth.login(from.ip(), &credentials.name, &credentials.password).await?;
    Ok(with_cookie(&cookie(hub.is_secure, &token, SESSION_SECONDS)))
}

pub(super) async fn logout(State(hub): State<Hub>, headers: HeaderMap) -> Result<Response, WebError> {
    own_page_only(&hub, &headers)?;
    if let Some(session) = session(&hub, &headers).await? {
        hub.auth.logout(&session).await?;
    }
    Ok(with_cookie(&cookie(hub.is_secure, "", 0)))
}

pub(super) async fn me(State(hub): State<Hub>, headers: HeaderMap) -> Result<Response, WebError> {
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    // Nobody being logged in is an answer, not an error: browsers would write one into the page's console.
    Ok(match session(&hub, &headers).await? {
        Some(session) => (no_store, Json(Me { name: session.agent })).into_response(),
        None => (StatusCode::NO_CONTENT, no_store).into_response(),
    })
}

/// The session that a request's cookie stands for: the one path by which agents are known, for HTTP and sockets alike.
pub(super) async fn session(hub: &Hub, headers: &HeaderMap) -> Result<Option<Session>, WebError> {
    let wanted = cookie_name(hub.is_secure);
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    for (name, token) in pairs {
        if name == wanted && !token.is_empty() {
            return Ok(hub.auth.session(token).await?);
        }
    }
    Ok(None)
}

fn own_page_only(hub: &Hub, headers: &HeaderMap) -> Result<(), WebError> {
    if hub.origins.allows_agent(origin(headers)) { Ok(()) } else { Err(WebError::ForeignOrigin) }
}

/// The `__Host-` prefix makes a browser insist on HTTPS, this host and the whole path. Without HTTPS, which the hub allows on
/// loopback only, browsers would refuse such a cookie.
fn cookie_name(is_secure: bool) -> &'static str {
    if is_secure { "__Host-floorwalker" } else { "floorwalker" }
}

fn cookie(is_secure: bool, token: &str, seconds: u64) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}", cookie_name(is_secure))
}

fn with_cookie(cookie: &str) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}
