//! Meeting the loader (`public/floorwalker.js`), which painted the launcher and started the module.
//!
//! The loader leaves a function under `Symbol.for("floorwalker")`. The module calls it with a function of its own, which
//! the loader calls once with everything it has gathered, at a moment when the shopper is not amid composing a word.

use js_sys::{Array, Function, Reflect, Symbol};
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

    /// Has `command` called with the words of every `floorwalker(…)` that the page called or will call.
    pub(crate) fn listen(&self, command: impl Fn(Vec<String>) + 'static) {
        let listener = Closure::wrap(Box::new(move |words: Array| {
            command(words.iter().filter_map(|word| word.as_string()).collect());
        }) as Box<dyn Fn(Array)>);
        self.call("listen", &listener.into_js_value());
    }

    fn call(&self, name: &str, argument: &JsValue) {
        if let Some(function) = get(&self.boot, name).and_then(|value| value.dyn_into::<Function>().ok()) {
            drop(function.call1(&self.boot, argument));
        }
    }
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()
}
