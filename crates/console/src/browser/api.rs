//! The hub's HTTP API, as far as agents need it: who am I, log in, log out.

use floorwalker_protocol::{ErrorMessage, json};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, Response};

use super::window;
use crate::state::event::Login;
use crate::state::session::{LoginAnswer, LoginTrouble, WhoAnswer};

/// Milliseconds after which a request counts as unanswered. Shorter calls a busy hub dead, longer keeps the agent waiting.
const PATIENCE: u32 = 10_000;

#[derive(Serialize)]
struct LoginBody<'a> {
    name: &'a str,
    password: &'a str,
}

#[derive(Deserialize)]
struct Me {
    name: String,
}

#[derive(Deserialize)]
struct Failure {
    error: ErrorMessage,
}

/// Asks who is logged in.
pub async fn who() -> WhoAnswer {
    let Ok(response) = request("GET", "/v1/me", None).await else { return WhoAnswer::Unreachable };
    match response.status() {
        204 | 401 => WhoAnswer::Nobody,
        200 => body::<Me>(&response).await.map_or(WhoAnswer::Unreachable, |me| WhoAnswer::Agent(me.name)),
        _ => WhoAnswer::Unreachable,
    }
}

/// Logs in. The session is a cookie that no script can read.
pub async fn log_in(login: &Login) -> LoginAnswer {
    let text = json::encode(&LoginBody { name: &login.name, password: &login.password });
    let Ok(response) = request("POST", "/v1/login", Some(&text)).await else {
        return LoginAnswer::Trouble(LoginTrouble::Unreachable);
    };
    match response.status() {
        200..=299 => LoginAnswer::Accepted,
        400 | 401 | 403 => LoginAnswer::Trouble(LoginTrouble::Wrong),
        429 => {
            let retry_after = body::<Failure>(&response).await.and_then(|failure| failure.error.retry_after_ms);
            LoginAnswer::Trouble(LoginTrouble::TooOften(retry_after))
        }
        _ => LoginAnswer::Trouble(LoginTrouble::Unreachable),
    }
}

/// Logs out. True if the session is gone.
pub async fn log_out() -> bool {
    // 401: it was gone before.
    request("POST", "/v1/logout", None).await.is_ok_and(|response| response.ok() || response.status() == 401)
}

async fn request(method: &str, path: &str, body: Option<&str>) -> Result<Response, JsValue> {
    let options = RequestInit::new();
    options.set_method(method);
    options.set_credentials(RequestCredentials::SameOrigin);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    if let Some(body) = body {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        options.set_headers(&headers);
        options.set_body(&JsValue::from_str(body));
    }
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &options)).await?;
    answer.dyn_into()
}

async fn body<T: for<'a> Deserialize<'a>>(response: &Response) -> Option<T> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    json::decode(&text).ok()
}
