//! Data from outside as a tree: what a page says of itself, what a shop knows of its visitor, what a look-up found.

/// Deeper than this nothing is read.
pub(crate) const MOST_DEEP: usize = 16;

/// A value out of JSON or of what is alike. Numbers and truths are kept as they are written: none is calculated with before it is
/// known what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or nothing that can be read.
    #[default]
    Nothing,
    /// Words, a number, `true` or `false`.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Named values, in their own order.
    Object(Vec<(String, Value)>),
}

pub(crate) static NOTHING: Value = Value::Nothing;

impl Value {
    /// The value named `name`, [`Value::Nothing`] if there is none.
    pub fn get(&self, name: &str) -> &Value {
        match self {
            Self::Object(fields) => fields.iter().find(|(known, _)| known == name).map_or(&NOTHING, |(_, value)| value),
            // Where one is expected and several are given, the first is as good as any.
            Self::List(items) => items.first().map_or(&NOTHING, |first| first.get(name)),
            Self::Nothing | Self::Text(_) => &NOTHING,
        }
    }

    /// The value at a path of names such as `order.status`, step by step.
    pub fn at(&self, path: &str) -> &Value {
        path.split('.').fold(self, Self::get)
    }

    /// Each of several values, or the one that there is.
    pub fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            Self::Nothing => &[],
            one => std::slice::from_ref(one),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_through_lists_and_ends_where_there_is_nothing() {
        let text = |text: &str| Value::Text(text.to_owned());
        let object = |name: &str, value| Value::Object(vec![(name.to_owned(), value)]);
        let value = object("items", Value::List(vec![object("name", text("Oolong")), object("name", text("Sencha"))]));
        assert_eq!(value.at("items.name"), &text("Oolong"));
        assert_eq!(value.get("items").items().len(), 2);
        assert_eq!([value.at("items.price"), value.at("name.first"), value.at("")], [&Value::Nothing; 3]);
        assert_eq!(Value::Nothing.items(), []);
    }
}
