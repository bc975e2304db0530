//! Shops' pages, read as a browser would: to try out on the command line what the widget finds in them.

use floorwalker_engine::page::{Circumstances, Element, Node, Page};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// What the page with this HTML says of its product, in these circumstances. `None` if it says nothing that can be asked.
pub fn read(html: &str, circumstances: &Circumstances) -> Option<Page> {
    let json = |text: &str| serde_json::from_str(text).ok().map(node);
    Page::read(&Part(Html::parse_document(html).root_element()), &json, circumstances)
}

/// JSON as the engine reads it.
fn node(value: Value) -> Node {
    match value {
        Value::Null => Node::Nothing,
        Value::Bool(truth) => Node::Text(truth.to_string()),
        // As JavaScript writes it.
        Value::Number(number) => {
            let number = number.to_string();
            Node::Text(number.strip_suffix(".0").unwrap_or(&number).to_owned())
        }
        Value::String(text) => Node::Text(text),
        Value::Array(items) => Node::List(items.into_iter().map(node).collect()),
        Value::Object(fields) => Node::Object(fields.into_iter().map(|(name, value)| (name, node(value))).collect()),
    }
}

/// An element of a parsed page.
struct Part<'a>(ElementRef<'a>);

impl Element for Part<'_> {
    fn name(&self) -> String {
        self.0.value().name().to_owned()
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.0.value().attr(name).map(str::to_owned)
    }

    fn text(&self) -> String {
        self.0.text().collect()
    }

    fn find(&self, selector: &str) -> Vec<Self> {
        Selector::parse(selector).map(|selector| self.0.select(&selector).map(Part).collect()).unwrap_or_default()
    }
}
