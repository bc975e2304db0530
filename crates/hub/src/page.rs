//! Shops' pages, read as a browser would: to try out on the command line what the widget finds in them.

use floorwalker_engine::Value;
use floorwalker_engine::page::{Circumstances, Element, Page};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value as Json;

/// What the page with this HTML says of its product, in these circumstances. `None` if it says nothing that can be asked.
pub fn read(html: &str, circumstances: &Circumstances) -> Option<Page> {
    let json = |text: &str| serde_json::from_str(text).ok().map(value);
    Page::read(&Part(Html::parse_document(html).root_element()), &json, circumstances)
}

/// JSON as the engine reads it.
fn value(json: Json) -> Value {
    match json {
        Json::Null => Value::Nothing,
        Json::Bool(truth) => Value::Text(truth.to_string()),
        // As JavaScript writes it.
        Json::Number(number) => {
            let number = number.to_string();
            Value::Text(number.strip_suffix(".0").unwrap_or(&number).to_owned())
        }
        Json::String(text) => Value::Text(text),
        Json::Array(items) => Value::List(items.into_iter().map(value).collect()),
        Json::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, self::value(value))).collect())
        }
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
