//! A page's structured data: how its values are read, whether they come from JSON-LD, microdata or the like.

use super::plain;
use crate::value::{MOST_DEEP, Value};

/// Most references that are followed.
pub(super) const MOST_REFERENCES: usize = 300;

impl Value {
    /// The value in words: as it stands, or what a thing is called. None if that is empty.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(plain::text(text)).filter(|text| !text.is_empty()),
            Self::List(items) => items.first().and_then(Self::text),
            Self::Object(_) => ["name", "@value", "value", "text"].iter().find_map(|name| self.get(name).text()),
            Self::Nothing => None,
        }
    }

    /// All values in words.
    pub(super) fn texts(&self) -> Vec<String> {
        self.items().iter().filter_map(Self::text).collect()
    }

    /// The last word of a name in schema.org's vocabulary: `InStock` of `https://schema.org/InStock`.
    pub(super) fn term(&self) -> Option<String> {
        let text = self.text()?;
        text.rsplit(['/', '#', ':']).next().map(str::to_owned)
    }

    /// Whether it is of a type with one of these names.
    pub(super) fn is_a(&self, types: &[&str]) -> bool {
        self.get("@type").items().iter().filter_map(Self::term).any(|own| types.contains(&own.as_str()))
    }

    /// The same with each reference replaced by the thing of the page that it stands for, as far as `known` has it; at most `left` of
    /// them, so that a page cannot grow without end.
    pub(super) fn expanded(&self, known: &[(String, Value)], depth: usize, left: &mut usize) -> Value {
        match self {
            Self::Object(fields) if depth < MOST_DEEP => {
                if let [(name, Self::Text(id))] = &fields[..]
                    && name == "@id"
                    && let Some((_, thing)) = known.iter().find(|(other, _)| other == id)
                    && let Some(rest) = left.checked_sub(1)
                {
                    *left = rest;
                    // What it refers to is not followed any further: two things may refer to each other.
                    return thing.clone();
                }
                Self::Object(
                    fields.iter().map(|(name, value)| (name.clone(), value.expanded(known, depth + 1, left))).collect(),
                )
            }
            Self::List(items) => Self::List(items.iter().map(|item| item.expanded(known, depth + 1, left)).collect()),
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn object(fields: &[(&str, Value)]) -> Value {
        Value::Object(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    #[test]
    fn one_and_many_read_the_same() {
        let one = object(&[("name", text("Blue"))]);
        assert_eq!(one.texts(), ["Blue"]);
        assert_eq!(Value::List(vec![one.clone(), text("<b>Red</b>")]).texts(), ["Blue", "Red"]);
        assert_eq!(Value::List(vec![one]).get("name").text().as_deref(), Some("Blue"));
        assert_eq!(Value::Nothing.texts(), [""; 0]);
    }

    #[test]
    fn types_are_known_with_and_without_their_vocabulary() {
        let check = |written| assert!(object(&[("@type", text(written))]).is_a(&["Product"]), "{written}");
        check("Product");
        check("https://schema.org/Product");
        check("schema:Product");
        assert!(!object(&[("@type", text("ProductGroup"))]).is_a(&["Product"]));
        assert!(object(&[("@type", Value::List(vec![text("Thing"), text("Product")]))]).is_a(&["Product"]));
    }

    #[test]
    fn references_are_followed_once() {
        let policy = object(&[("@id", text("#p")), ("days", text("15")), ("of", object(&[("@id", text("#p"))]))]);
        let offer = object(&[("policy", object(&[("@id", text("#p"))]))]);
        let known = [("#p".to_owned(), policy)];
        assert_eq!(offer.expanded(&known, 0, &mut 1).get("policy").get("days").text().as_deref(), Some("15"));
        assert_eq!(offer.expanded(&known, 0, &mut 0), offer, "there are too many");
    }
}
