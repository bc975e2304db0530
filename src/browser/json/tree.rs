//! What the browser's JSON parser made, as the tree in which pages are read.

use floorwalker_engine::Value;
use js_sys::{Array, Number, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Deeper than this nothing is read.
const MOST_DEEP: u32 = 32;

/// The tree of a value.
pub(in crate::browser) fn of(value: &JsValue) -> Value {
    node(value, MOST_DEEP)
}

fn node(value: &JsValue, depth: u32) -> Value {
    if depth == 0 || value.is_null() {
        Value::Nothing
    } else if let Some(text) = value.as_string() {
        Value::Text(text)
    } else if let Some(number) = value.as_f64() {
        Number::from(number).to_string_with_radix(10).map_or(Value::Nothing, |text| Value::Text(text.into()))
    } else if let Some(truth) = value.as_bool() {
        Value::Text(if truth { "true" } else { "false" }.to_owned())
    } else if let Some(items) = value.dyn_ref::<Array>() {
        Value::List(items.iter().map(|item| node(&item, depth - 1)).collect())
    } else {
        let entries = value.dyn_ref::<Object>().map(Object::entries).unwrap_or_default();
        let field = |entry: JsValue| {
            let entry: Array = entry.dyn_into().ok()?;
            Some((entry.get(0).as_string()?, node(&entry.get(1), depth - 1)))
        };
        Value::Object(entries.iter().filter_map(field).collect())
    }
}
