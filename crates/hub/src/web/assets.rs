//! The files in the binary: widget, console, demo shop; with types, compression and caching.

use std::borrow::Cow;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use rust_embed::RustEmbed;

use super::Hub;

/// What the build has put into `dist/`. A release carries it inside; a debug build reads the folder.
#[derive(RustEmbed)]
#[folder = "../../dist/"]
#[allow_missing = true]
struct Dist;

/// The console runs nothing but its own script and talks to nobody but its own hub; no page may frame it.
const CONSOLE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) async fn serve(State(hub): State<Hub>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.is_empty() {
        return Redirect::temporary(if hub.is_demo { "/demo/" } else { "/console/" }).into_response();
    }
    if path == "demo" || path == "console" {
        return Redirect::permanent(&format!("/{path}/")).into_response();
    }
    // Browsers ask for it unasked; an error would stand in every shop developer's console.
    if path == "favicon.ico" {
        return StatusCode::NO_CONTENT.into_response();
    }
    let path = if path.ends_with('/') { Cow::Owned(format!("{path}index.html")) } else { Cow::Borrowed(path) };
    let is_hidden = path.starts_with("demo/") && !hub.is_demo;
    let is_compressed_copy = has_extension(&path, "br");
    match Dist::get(&path) {
        Some(file) if !is_hidden && !is_compressed_copy => respond(&path, file.data, &headers),
        _ => (StatusCode::NOT_FOUND, "not found").into_response(),
    }
}

fn respond(path: &str, plain: Cow<'static, [u8]>, request: &HeaderMap) -> Response {
    let accepts = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let compressed = if accepts.contains("br") { Dist::get(&format!("{path}.br")) } else { None };
    let is_compressed = compressed.is_some();
    let mut response = compressed.map_or(plain, |file| file.data).into_response();
    let headers = response.headers_mut();
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_TYPE, content_type(path));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::VARY, "accept-encoding");
    set(
        header::CACHE_CONTROL,
        if is_hashed(path) { "public, max-age=31536000, immutable" } else { "public, max-age=60" },
    );
    if is_compressed {
        set(header::CONTENT_ENCODING, "br");
    }
    if path.starts_with("console/") {
        set(header::CONTENT_SECURITY_POLICY, CONSOLE_POLICY);
        set(header::REFERRER_POLICY, "no-referrer");
    } else {
        // Shops load the widget's files from other origins. They are the same for everybody and hold no secret.
        set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    response
}

/// Whether the file's name holds a hash of its bytes, such as `name-0123456789abcdef.js`: then it never changes.
fn is_hashed(path: &str) -> bool {
    let stem = path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for path in ["floorwalker-0f3a9b2c4d5e6f70.js", "console/app-0f3a9b2c4d5e6f70_bg.wasm"] {
            assert!(is_hashed(path), "{path}");
        }
        for path in ["floorwalker.js", "demo/index.html", "demo/knowledge.pack", "floorwalker-loader.js"] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
