//! What only the shop's own systems know, and what they have to be told to find it.

use serde::{Deserialize, Serialize};

use super::PerLanguage;
use crate::pattern::Pattern;

/// A look-up in the shop's own systems, such as of an order. Entries name it, and their answers tell what it found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookUp {
    /// Its name, unique in the knowledge. What it found fills slots that begin with it: `order` fills `{{order.status}}`.
    pub name: String,
    /// What it has to be given, in the order in which it is asked for.
    pub fields: Vec<Field>,
    /// Where it is asked, unless the page has a function of its own for it.
    pub endpoint: Option<Endpoint>,
    /// What is said when its fields are asked for. Without it the assistant says it in its own words.
    pub ask: PerLanguage<String>,
}

/// Something that a look-up has to be given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name, unique in the look-up.
    pub name: String,
    /// What it is.
    pub kind: FieldKind,
    /// What a right value looks like, beside what the kind says.
    pub pattern: Option<Pattern>,
    /// The values that there are; empty if it can be anything.
    pub options: Vec<String>,
    /// The slot, of page or visitor, that holds it if it is known: then it is not asked for.
    pub from: Option<String>,
    /// Whether it is masked in what is kept and passed on of the conversation.
    pub is_masked: bool,
    /// What it is called, as shoppers read it.
    pub label: PerLanguage<String>,
    /// What is said of a value that cannot be right.
    pub retry: PerLanguage<String>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// A few words.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Digits alone.
    Number,
}

impl FieldKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Text, Self::Email, Self::Phone, Self::Number];

    /// Its name in knowledge files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Number => "number",
        }
    }
}

/// An address of the shop's that answers a look-up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// `https://…`, or a path of the page's own origin.
    pub url: String,
    /// How it is asked.
    pub method: Method,
    /// How long it may take, in milliseconds; 0: as long as is usual.
    pub timeout: u32,
}

impl LookUp {
    /// Whether a masked field of it would stand in an address, where servers write it down.
    pub fn exposes(&self, field: &Field) -> bool {
        field.is_masked && self.endpoint.as_ref().is_some_and(|endpoint| endpoint.method == Method::Get)
    }
}

impl Endpoint {
    /// Whether what is sent there stays between the shopper and the shop: over HTTPS, to the page's own site, or on this machine.
    pub fn is_safe(&self) -> bool {
        let url = &self.url;
        let is_own = url.starts_with('/') && !url.starts_with("//");
        let is_here = ["http://localhost", "http://127.0.0.1"]
            .iter()
            .any(|here| url.strip_prefix(here).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/'])));
        let is_secret = url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty());
        (is_own || is_here || is_secret) && !url.contains(char::is_whitespace)
    }
}

/// How an endpoint is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// With the fields as a JSON object in the body.
    #[default]
    Post,
    /// With the fields in the address, where servers may write them down.
    Get,
}
