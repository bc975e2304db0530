//! Looking things up in the shop's own systems: by a function of the page, or at an address.

use floorwalker_engine::{
    LookedUp,
    knowledge::{Endpoint, Method},
};
use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::{json, window};

/// The status of an answer that there is no such thing.
const GONE: [u16; 3] = [204, 404, 410];

/// Asks a function of the page's: it is given an object with the fields, and returns what it found or a promise of it; nothing, if there
/// is no such thing.
pub(crate) async fn by_function(function: Function, fields: Vec<(String, String)>) -> LookedUp {
    let found = match function.call1(&JsValue::UNDEFINED, &object(&fields)) {
        Ok(returned) => JsFuture::from(Promise::resolve(&returned)).await,
        Err(thrown) => Err(thrown),
    };
    found.map_or(LookedUp::Failed, |found| result(&found))
}

/// Asks an address of the shop's.
pub(crate) async fn at(endpoint: Endpoint, fields: Vec<(String, String)>) -> LookedUp {
    looked_up(&endpoint, &fields).await.unwrap_or(LookedUp::Failed)
}

async fn looked_up(endpoint: &Endpoint, fields: &[(String, String)]) -> Option<LookedUp> {
    let asking = RequestInit::new();
    let mut url = endpoint.url.clone();
    match endpoint.method {
        Method::Get => {
            let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
            for (name, value) in fields {
                let sign = if url.contains('?') { "&" } else { "?" };
                url = [&url, sign, &encoded(name), "=", &encoded(value)].concat();
            }
        }
        Method::Post => {
            let headers = Headers::new().ok()?;
            headers.set("content-type", "application/json").ok()?;
            asking.set_method("POST");
            asking.set_headers(&headers);
            asking.set_body(&JSON::stringify(&object(fields)).ok()?.into());
        }
    }
    let response = JsFuture::from(window().fetch_with_str_and_init(&url, &asking)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if GONE.contains(&response.status()) {
        return Some(LookedUp::NotFound);
    }
    if !response.ok() {
        return None;
    }
    Some(result(&JsFuture::from(response.json().ok()?).await.ok()?))
}

/// What a value that came back says.
fn result(value: &JsValue) -> LookedUp {
    if value.is_null() || value.is_undefined() {
        return LookedUp::NotFound;
    }
    // Written as JSON, so that dates are as JSON has them and what points at itself is refused.
    let written = JSON::stringify(value).ok().and_then(|text| text.as_string());
    written.and_then(|text| json::tree(&text)).map_or(LookedUp::Failed, LookedUp::Found)
}

fn object(fields: &[(String, String)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // It fails for no plain object.
        drop(Reflect::set(&object, &name.into(), &value.into()));
    }
    object.into()
}
