//! JSON by the browser's own parser: serde's would cost every shopper 23 KB.

mod tree;
mod value;

use floorwalker_engine::Value;
use js_sys::JSON;
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;

pub(super) use value::from_value;

/// Reads JSON. `None` if `text` is no JSON, or not of a `T`.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    from_value(JSON::parse(text).ok()?)
}

/// Reads JSON of any form. `None` if `text` is no JSON.
pub(super) fn tree(text: &str) -> Option<Value> {
    Some(tree::of(&JSON::parse(text).ok()?))
}

/// Writes JSON. `None` if a `T` cannot be written as JSON.
pub(super) fn write<T: Serialize>(value: &T) -> Option<String> {
    let value = value.serialize(&Serializer::json_compatible()).ok()?;
    JSON::stringify(&value).ok()?.as_string()
}
