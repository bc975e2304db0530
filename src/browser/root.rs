//! The shadow root in which the widget lives, apart from the page's styles and ids.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use super::document;

/// An open shadow root.
#[derive(Clone, Debug)]
pub(crate) struct Root(ShadowRoot);

impl Root {
    /// Opens a shadow root on `host`. `None` if the element cannot have one, or has one already.
    pub(crate) fn attach(host: &HtmlElement) -> Option<Self> {
        host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok().map(Self)
    }

    /// The shadow root that `value` is, if it is one.
    pub(crate) fn from_value(value: JsValue) -> Option<Self> {
        value.dyn_into().ok().map(Self)
    }

    /// Gives the root `css` and nothing else. Adopted sheets need no `style-src` in the page's policy.
    pub(crate) fn dress(&self, css: &str) {
        let adopted = CssStyleSheet::new().and_then(|sheet| {
            sheet.replace_sync(css)?;
            Reflect::set(&self.0, &JsValue::from_str("adoptedStyleSheets"), &Array::of1(&sheet))
        });
        // Browsers from before 2023 cannot adopt.
        if !adopted.unwrap_or(false)
            && let Ok(style) = document().create_element("style")
        {
            style.set_text_content(Some(css));
            drop(self.0.append_child(&style));
        }
    }

    /// Names the colours to use on the host, where the style sheet and the page can see them.
    pub(crate) fn set_theme(&self, theme: &str) {
        drop(self.0.host().set_attribute("data-theme", theme));
    }

    /// A new element in the root, to mount into.
    pub(crate) fn container(&self) -> Option<HtmlElement> {
        let container = document().create_element("div").ok()?;
        self.0.append_child(&container).ok()?;
        container.dyn_into().ok()
    }
}
