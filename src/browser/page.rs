//! The page on which the widget lives.

use floorwalker_protocol::Page;
use web_sys::Url;

use super::{document, window};

/// The page as an agent may know it: its address without query and fragment, and its title.
pub(crate) fn page() -> Page {
    let location = window().location();
    let url = [location.origin().unwrap_or_default(), location.pathname().unwrap_or_default()].concat();
    Page { url, title: document().title() }
}

/// The languages that the page and the browser name, best first, as BCP 47 tags.
pub(crate) fn languages() -> Vec<String> {
    let page = document().document_element().and_then(|html| html.get_attribute("lang"));
    let browser = window().navigator().languages();
    page.into_iter().chain(browser.iter().filter_map(|tag| tag.as_string())).collect()
}

/// `address`, relative to the page, as an absolute address. Empty if it is none.
pub(crate) fn absolute(address: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    Url::new_with_base(address, &base).map(|url| url.href()).unwrap_or_default()
}

/// The origin of an absolute address. Empty if it has none.
pub(crate) fn origin(address: &str) -> String {
    Url::new(address).map(|url| url.origin()).unwrap_or_default()
}
