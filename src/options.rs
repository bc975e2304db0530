//! What a shop may set: one struct for the script tag, for JavaScript and for the component's props.

use serde::{Deserialize, Deserializer};

/// How a widget is set up. Every field has a default, so that `Options::default()` with a `knowledge` is a whole widget.
///
/// From JavaScript the names are in camel case; in the script tag each is a `data-` attribute of the same name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Options {
    /// Where the answers come from. Without it the bot knows what the page says of its product, and passes on all else.
    pub knowledge: Knowledge,
    /// Where the language models lie: an address in which `*` stands for `zh` or `en`. The script tag knows it by
    /// itself. Empty: there are none; questions are compared by their words alone.
    pub models: String,
    /// The hub's address, such as `https://hub.example`, or `/` for the page's own origin. Empty (the default): no
    /// people behind the bot; what it cannot answer goes to `contact`.
    pub hub: String,
    /// The interface's language as a BCP 47 tag. Empty (the default): the page's language, else the browser's.
    pub locale: String,
    /// Light, dark, or as the shopper's system has it (the default).
    pub theme: Theme,
    /// What stands at the top of the panel. Empty (the default): the shop's name from the knowledge.
    pub title: String,
    /// The bot's first words. Empty (the default): the greeting from the knowledge, else a plain one.
    pub greeting: String,
    /// Another way to reach a person, as a `mailto:`, `tel:` or `https:` address. It is offered where no hub is
    /// configured. Empty (the default): none is offered.
    pub contact: String,
    /// Whether the panel is open from the start. Default: it is not.
    pub open: bool,
}

/// Where a pack comes from, or knowledge as the merchant wrote it (`docs/knowledge.md`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Knowledge {
    /// A file to fetch when the panel is first opened. Empty: none.
    Url(String),
    /// A pack that the application carries in itself.
    Bytes(&'static [u8]),
}

impl Knowledge {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Url(url) if url.is_empty())
    }
}

impl Default for Knowledge {
    fn default() -> Self {
        Self::Url(String::new())
    }
}

impl<'de> Deserialize<'de> for Knowledge {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        String::deserialize(source).map(Self::Url)
    }
}

impl From<String> for Knowledge {
    fn from(url: String) -> Self {
        Self::Url(url)
    }
}

impl From<&str> for Knowledge {
    fn from(url: &str) -> Self {
        Self::Url(url.to_owned())
    }
}

impl From<&'static [u8]> for Knowledge {
    fn from(bytes: &'static [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// As the shopper's system has it; also what an unknown name means.
    #[default]
    #[serde(other)]
    Auto,
}

impl Theme {
    /// The name by which the style sheet knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Auto => "auto",
        }
    }
}
