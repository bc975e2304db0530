//! Meeting the loader (`public/floorwalker.js`), which painted the launcher and started the module.
//!
//! The loader leaves a function under `Symbol.for("floorwalker")`. The module calls it with a function of its own, which
//! the loader calls once with everything it has gathered, at a moment when the shopper is not amid composing a word.

use floorwalker_engine::Value;
use js_sys::{Array, Function, JSON, Reflect, Symbol};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::{json, root::Root};
use crate::Options;

/// What the loader has gathered.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Gathered {
    /// The `data-` attributes of the script tag.
    pub options: Options,
    /// Whether the shopper opened the panel.
    pub is_open: bool,
    /// What stands in the composer.
    pub draft: String,
    /// What was sent, oldest first.
    pub sent: Vec<String>,
}

/// The loader's side.
#[derive(Clone)]
pub(crate) struct Loader {
    boot: JsValue,
}

impl Loader {
    /// Has `start` called with the root to mount into and what the loader has gathered. Without a loader nothing happens.
    pub(crate) fn meet(start: impl FnOnce(Self, Root, Gathered) + 'static) {
        let Ok(meet) = Reflect::get(&js_sys::global(), &Symbol::for_("floorwalker")) else { return };
        let Some(meet) = meet.dyn_ref::<Function>() else { return };
        let start = Closure::once_into_js(move |boot: JsValue| {
            if let Some(root) = get(&boot, "root").and_then(Root::from_value) {
                let gathered = json::from_value(boot.clone()).unwrap_or_default();
                start(Self { boot }, root, gathered);
            }
        });
        // What the loader throws is its own to report.
        drop(meet.call1(&JsValue::UNDEFINED, &start));
    }

    /// Tells the loader to take away what it painted, now that the widget stands beside it: the focus goes over.
    pub(crate) fn done(&self) {
        self.call("done", &JsValue::UNDEFINED);
    }

    /// Has `command` called with every `floorwalker(…)` that the page called or will call.
    pub(crate) fn listen(&self, command: impl Fn(Call) + 'static) {
        let listener = Closure::wrap(Box::new(move |words: Array| command(Call(words))) as Box<dyn Fn(Array)>);
        self.call("listen", &listener.into_js_value());
    }

    fn call(&self, name: &str, argument: &JsValue) {
        if let Some(function) = get(&self.boot, name).and_then(|value| value.dyn_into::<Function>().ok()) {
            drop(function.call1(&self.boot, argument));
        }
    }
}

/// A call of `floorwalker(…)`.
pub(crate) struct Call(Array);

impl Call {
    /// The words at its beginning.
    pub(crate) fn words(&self) -> Vec<String> {
        self.0.iter().map_while(|word| word.as_string()).collect()
    }

    /// The function behind its words.
    pub(crate) fn function(&self) -> Option<Function> {
        self.0.iter().find_map(|part| part.dyn_into().ok())
    }

    /// The data behind its words.
    pub(crate) fn data(&self) -> Value {
        let data = self.0.iter().find(JsValue::is_object);
        let written = data.and_then(|data| JSON::stringify(&data).ok()).and_then(|text| text.as_string());
        written.and_then(|text| json::tree(&text)).unwrap_or_default()
    }
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()
}
