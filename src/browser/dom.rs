//! The shop's page, as far as reading its facts needs it. Nothing of it is changed.

use floorwalker_engine::page::{Circumstances, Element, Page};
use wasm_bindgen::JsCast;
use web_sys::NodeList;

use super::{clock, document, json};

/// What any page has that says something of a product.
const SIGNS: &str = "script[type='application/ld+json'],[itemscope],meta[property='product:price:amount'],\
                     meta[property='og:price:amount'],meta[property='og:type'][content*='product']";

/// Whether the page may say something of a product: whether it is worth fetching what reads it.
pub(crate) fn has_facts() -> bool {
    document().query_selector(SIGNS).is_ok_and(|found| found.is_some())
}

/// What the page says of its product, alone or with knowledge beside it.
pub(crate) fn facts(is_alone: bool) -> Option<Page> {
    let circumstances = Circumstances { is_alone, today: clock::today() };
    Page::read(&Part(document().document_element()?), &json::tree, &circumstances)
}

/// An element of the page.
struct Part(web_sys::Element);

impl Element for Part {
    fn name(&self) -> String {
        self.0.local_name()
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    fn text(&self) -> String {
        self.0.text_content().unwrap_or_default()
    }

    fn find(&self, selector: &str) -> Vec<Self> {
        self.0.query_selector_all(selector).map(|list| elements(&list)).unwrap_or_default()
    }
}

fn elements(list: &NodeList) -> Vec<Part> {
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok().map(Part)).collect()
}
