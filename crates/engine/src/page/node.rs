//! What a page says of itself, as a tree: the common form of JSON-LD, microdata and the like.

use super::plain;

/// Most references that are followed.
pub(super) const MOST_REFERENCES: usize = 300;

/// Deeper than this nothing is read.
pub(super) const MOST_DEEP: usize = 16;

/// A value in a page's structured data. Numbers and truths are kept as they are written: none is calculated with before it is
/// known what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Node {
    /// Nothing, or nothing that can be read.
    #[default]
    Nothing,
    /// Words, a number, `true` or `false`.
    Text(String),
    /// Several values.
    List(Vec<Node>),
    /// Named values, in the page's order.
    Object(Vec<(String, Node)>),
}

static NOTHING: Node = Node::Nothing;

impl Node {
    /// The value named `name`, [`Node::Nothing`] if there is none.
    pub(super) fn get(&self, name: &str) -> &Node {
        match self {
            Self::Object(fields) => fields.iter().find(|(known, _)| known == name).map_or(&NOTHING, |(_, value)| value),
            // Where one is expected and several are given, the first is as good as any.
            Self::List(items) => items.first().map_or(&NOTHING, |first| first.get(name)),
            Self::Nothing | Self::Text(_) => &NOTHING,
        }
    }

    /// Each of several values, or the one that there is.
    pub(super) fn items(&self) -> &[Node] {
        match self {
            Self::List(items) => items,
            Self::Nothing => &[],
            one => std::slice::from_ref(one),
        }
    }

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
    pub(super) fn expanded(&self, known: &[(String, Node)], depth: usize, left: &mut usize) -> Node {
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

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn object(fields: &[(&str, Node)]) -> Node {
        Node::Object(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    #[test]
    fn one_and_many_read_the_same() {
        let one = object(&[("name", text("Blue"))]);
        assert_eq!(one.texts(), ["Blue"]);
        assert_eq!(Node::List(vec![one.clone(), text("<b>Red</b>")]).texts(), ["Blue", "Red"]);
        assert_eq!(Node::List(vec![one]).get("name").text().as_deref(), Some("Blue"));
        assert_eq!(Node::Nothing.texts(), [""; 0]);
    }

    #[test]
    fn types_are_known_with_and_without_their_vocabulary() {
        let check = |written| assert!(object(&[("@type", text(written))]).is_a(&["Product"]), "{written}");
        check("Product");
        check("https://schema.org/Product");
        check("schema:Product");
        assert!(!object(&[("@type", text("ProductGroup"))]).is_a(&["Product"]));
        assert!(object(&[("@type", Node::List(vec![text("Thing"), text("Product")]))]).is_a(&["Product"]));
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
