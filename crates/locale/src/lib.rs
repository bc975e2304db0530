//! Interface texts from locale files: reading them, choosing a language, filling placeholders.
//!
//! This crate owns the format and the choice. The texts themselves lie beside the interface that shows them, one file a
//! language. The format is the simplest part of [Fluent](https://projectfluent.org): one `key = text` a line, `#` for
//! comments, `{ $name }` for what is filled in. So translators' tools can open the files, and reading them costs a
//! browser next to nothing.

use std::fmt;

/// The texts of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// Sorted by key.
    texts: Vec<(&'static str, &'static str)>,
}

/// What is wrong with a locale file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogError {
    /// Line number, from 1.
    line: usize,
    kind: CatalogErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum CatalogErrorKind {
    NoEquals,
    NoKey,
    Duplicate(&'static str),
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.kind {
            CatalogErrorKind::NoEquals => f.write_str("expected `key = text`, found no `=`"),
            CatalogErrorKind::NoKey => f.write_str("expected `key = text`, found nothing before the `=`"),
            CatalogErrorKind::Duplicate(key) => write!(f, "the key `{key}` was defined before"),
        }
    }
}

impl std::error::Error for CatalogError {}

impl Catalog {
    /// Reads a locale file.
    ///
    /// # Errors
    /// The first line that is neither `key = text`, a comment nor empty, or that defines a key again.
    ///
    /// # Example
    /// ```
    /// use floorwalker_locale::Catalog;
    ///
    /// let catalog = Catalog::parse("# what waits\nqueue = You are number { $position }.")?;
    /// assert_eq!(catalog.fill("queue", &[("position", "2")]), "You are number 2.");
    /// # Ok::<(), floorwalker_locale::CatalogError>(())
    /// ```
    pub fn parse(source: &'static str) -> Result<Self, CatalogError> {
        let mut texts: Vec<(&str, &str)> = Vec::new();
        for (index, line) in source.lines().enumerate() {
            let error = |kind| CatalogError { line: index + 1, kind };
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, text) = line.split_once('=').ok_or_else(|| error(CatalogErrorKind::NoEquals))?;
            let key = key.trim();
            if key.is_empty() {
                return Err(error(CatalogErrorKind::NoKey));
            }
            match texts.binary_search_by(|(known, _)| (*known).cmp(key)) {
                Ok(_) => return Err(error(CatalogErrorKind::Duplicate(key))),
                Err(place) => texts.insert(place, (key, text.trim())),
            }
        }
        Ok(Self { texts })
    }

    /// The text for `key`. A key that is not there shows itself: a hole would say nothing, and a test of each interface
    /// checks that every key it uses is in every language.
    pub fn text<'a>(&self, key: &'a str) -> &'a str
    where
        'static: 'a,
    {
        self.find(key).unwrap_or(key)
    }

    /// The text for `key` with its `{ $name }` placeholders filled. Placeholders without a value stay as they are.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.text(key);
        let mut filled = String::with_capacity(rest.len() + 16);
        while let Some((before, name, after)) = next_placeholder(rest) {
            filled.push_str(before);
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// Whether there is a text for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.texts.iter().map(|(key, _)| *key)
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        let place = self.texts.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
        Some(self.texts[place].1)
    }
}

/// Splits at the first `{ $name }`: what stands before it, the name, what stands after it.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, tail) = text.split_once('{')?;
    let (name, after) = tail.split_once('}')?;
    Some((before, name.trim().strip_prefix('$')?, after))
}

/// Chooses among `offered` language tags for a reader who asks for `wanted` tags, best first: the same tag, else the same
/// language (`zh-HK` takes `zh`, `zh` takes `zh-CN`), else the first offered. Case does not matter. The result is an index
/// into `offered`, 0 if nothing fits.
///
/// ```
/// use floorwalker_locale::choose;
///
/// assert_eq!(choose(&["en", "zh"], ["zh-CN"]), 1);
/// assert_eq!(choose(&["en", "zh"], ["sv", "de-AT"]), 0);
/// ```
pub fn choose<'a>(offered: &[&str], wanted: impl IntoIterator<Item = &'a str>) -> usize {
    let language = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    for tag in wanted {
        let exact = offered.iter().position(|known| known.eq_ignore_ascii_case(tag));
        let alike = || offered.iter().position(|known| language(known) == language(tag));
        if let Some(index) = exact.or_else(alike) {
            return index;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_are_skipped() {
        let catalog = Catalog::parse("# a comment\n\n a = one = 1 \nb =\n").expect("valid");
        assert_eq!(catalog.keys().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(catalog.text("a"), "one = 1");
        assert_eq!(catalog.text("b"), "");
    }

    #[test]
    fn errors_name_the_line() {
        let check = |source, message: &str| {
            assert_eq!(Catalog::parse(source).expect_err("invalid").to_string(), message);
        };
        check("a = 1\nb", "line 2: expected `key = text`, found no `=`");
        check("= 1", "line 1: expected `key = text`, found nothing before the `=`");
        check("a = 1\n\na = 2", "line 3: the key `a` was defined before");
    }

    #[test]
    fn a_missing_key_shows_itself() {
        let catalog = Catalog::parse("").expect("valid");
        assert_eq!(catalog.text("send"), "send");
        assert!(!catalog.has("send"));
    }

    #[test]
    fn placeholders_are_filled_and_unknown_ones_stay() {
        let catalog = Catalog::parse("t = { $a } of {$b}, { $c } { open").expect("valid");
        assert_eq!(catalog.fill("t", &[("a", "1"), ("b", "{ $a }")]), "1 of { $a }, { $c } { open");
    }

    #[test]
    fn the_same_tag_beats_the_same_language() {
        assert_eq!(choose(&["zh-CN", "zh-TW", "en"], ["zh-tw"]), 1);
        assert_eq!(choose(&["zh-CN", "zh-TW", "en"], ["zh-HK"]), 0);
        assert_eq!(choose(&["zh", "en"], ["fr", "en-GB"]), 1);
        assert_eq!(choose(&["en", "zh"], []), 0);
    }
}
