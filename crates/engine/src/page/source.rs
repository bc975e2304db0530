//! Finding what a page says of itself in its document, whatever reads the document: JSON-LD, microdata, product meta tags, and
//! tables of two columns and more.

use super::plain;
use crate::value::{MOST_DEEP, Value};

/// Most tables, rows of each and cells of a row that are read: a page may be anything.
const MOST_TABLES: usize = 12;
const MOST_ROWS: usize = 60;
const MOST_CELLS: usize = 16;

/// Most characters of a cell that may still be a fact rather than a page's layout.
const MOST_IN_CELL: usize = 300;

/// Most elements with properties that are read.
const MOST_PROPERTIES: usize = 2_000;

/// An element of a document, as far as reading facts needs it.
pub trait Element: Sized {
    /// Its name in lower case.
    fn name(&self) -> String;

    /// The value of an attribute.
    fn attribute(&self, name: &str) -> Option<String>;

    /// All text in it.
    fn text(&self) -> String;

    /// The elements in it, itself not among them, that a CSS selector matches, in the document's order.
    fn find(&self, selector: &str) -> Vec<Self>;
}

/// Rows of cells, as text.
pub(super) type Table = Vec<Vec<String>>;

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    /// Things described by JSON-LD or microdata, in the page's order.
    pub(super) things: Vec<Value>,
    /// What its meta tags say.
    pub(super) meta: Vec<(String, String)>,
    pub(super) tables: Vec<Table>,
    /// Its title and its first heading.
    pub(super) title: String,
}

impl Source {
    /// Reads the document below `root`; `json` reads a text as JSON.
    pub(super) fn read(root: &impl Element, json: &dyn Fn(&str) -> Option<Value>) -> Self {
        let mut source = Self { tables: tables(root), ..Self::default() };
        for script in root.find("script[type='application/ld+json']") {
            let text = script.text();
            source.things.extend(json(&text).or_else(|| json(&mended(&text))));
        }
        for item in root.find("[itemscope]") {
            if item.attribute("itemprop").is_none() {
                source.things.push(item_of(&item, 0));
            }
        }
        for meta in root.find("meta[property], meta[name]") {
            let name = meta.attribute("property").or_else(|| meta.attribute("name"));
            if let (Some(name), Some(content)) = (name, meta.attribute("content")) {
                source.meta.push((name, content));
            }
        }
        let named = ["title", "h1"].map(|name| root.find(name).first().map(Element::text).unwrap_or_default());
        source.title = named.join(" ");
        source
    }

    /// What the first of the meta tags with one of these names says.
    pub(super) fn meta(&self, names: &[&str]) -> Option<String> {
        let find = |name: &&str| self.meta.iter().find(|(known, _)| known == name);
        let text = plain::text(&names.iter().find_map(find)?.1);
        Some(text).filter(|text| !text.is_empty())
    }
}

/// An item of microdata as the same JSON-LD would say it.
fn item_of(item: &impl Element, depth: usize) -> Value {
    let mut fields: Vec<(String, Value)> = Vec::new();
    if let Some(kind) = item.attribute("itemtype") {
        fields.push(("@type".to_owned(), Value::Text(kind)));
    }
    let properties = item.find("[itemprop]");
    let mut next = 0;
    while let Some(property) = properties.get(next).filter(|_| next < MOST_PROPERTIES) {
        next += 1;
        let is_item = property.attribute("itemscope").is_some();
        let value = if is_item && depth < MOST_DEEP {
            item_of(property, depth + 1)
        } else {
            let written = ["content", "href", "src", "datetime"].iter().find_map(|name| property.attribute(name));
            Value::Text(written.unwrap_or_else(|| property.text()))
        };
        if is_item {
            // What stands in it is its own.
            next += property.find("[itemprop]").len();
        }
        for name in property.attribute("itemprop").unwrap_or_default().split_whitespace() {
            add(&mut fields, name, value.clone());
        }
    }
    Value::Object(fields)
}

/// Adds a value to a thing: to those of the same name, if there are any.
fn add(fields: &mut Vec<(String, Value)>, name: &str, value: Value) {
    match fields.iter_mut().find(|(known, _)| known == name) {
        None => fields.push((name.to_owned(), value)),
        Some((_, Value::List(values))) => values.push(value),
        Some((_, one)) => *one = Value::List(vec![std::mem::take(one), value]),
    }
}

/// The tables of facts: those that hold no other, and lists of terms as tables of two columns.
fn tables(root: &impl Element) -> Vec<Table> {
    let cell = |cell: &_| plain::text(&Element::text(cell));
    let mut tables: Vec<Table> = Vec::new();
    for table in root.find("table").iter().filter(|table| table.find("table").is_empty()).take(MOST_TABLES) {
        let rows = table.find("tr");
        let cells = |row: &_| Element::find(row, "th, td").iter().take(MOST_CELLS).map(cell).collect();
        tables.push(rows.iter().take(MOST_ROWS).map(cells).collect());
    }
    for list in root.find("dl").iter().take(MOST_TABLES) {
        let mut rows: Table = Vec::new();
        for part in list.find("dt, dd").iter().take(2 * MOST_ROWS) {
            match rows.last_mut() {
                Some(row) if part.name() == "dd" => row.push(cell(part)),
                _ => rows.push(vec![cell(part)]),
            }
        }
        tables.push(rows);
    }
    let is_short = |row: &Vec<String>| row.iter().all(|cell| cell.chars().count() <= MOST_IN_CELL);
    tables.into_iter().map(|table| table.into_iter().filter(is_short).collect()).collect()
}

/// JSON text with what pages most often do wrong put right: line breaks within texts, commas before a closing bracket, and what
/// hides scripts from browsers of another century.
fn mended(json: &str) -> String {
    let json = json.trim();
    let json = json.trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let json =
        json.trim_end_matches("//]]>").trim_end_matches("-->").trim_end_matches("//").trim().trim_end_matches(';');
    let mut mended = String::with_capacity(json.len());
    let (mut is_text, mut is_escaped) = (false, false);
    for c in json.chars() {
        match c {
            '\n' | '\r' | '\t' if is_text => mended.push(' '),
            '}' | ']' if !is_text => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
                mended.push(c);
            }
            _ => mended.push(c),
        }
        is_text ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && is_text && !is_escaped;
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_mistakes_in_json_are_mended() {
        let check = |broken, wanted: &str| assert_eq!(mended(broken), wanted);
        check("{\"a\": [1, 2,], \"b\": 3,\n}", "{\"a\": [1, 2], \"b\": 3}");
        check("{\"a\": \"one\ntwo,}\"}", "{\"a\": \"one two,}\"}");
        check("{\"a\": \"say \\\"hi\\\",]\"}", "{\"a\": \"say \\\"hi\\\",]\"}");
        check("<!-- {\"a\": 1}; -->", "{\"a\": 1}");
    }
}
