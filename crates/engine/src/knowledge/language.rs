//! The languages that knowledge can be written in.

use serde::{Deserialize, Serialize};

/// A language that knowledge can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// All languages, in a fixed order.
    pub const ALL: [Language; 2] = [Language::Zh, Language::En];

    /// The language subtag of BCP 47, as knowledge files name it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 tag such as `zh-CN`, if it is one of these.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let subtag = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| subtag.eq_ignore_ascii_case(language.tag()))
    }

    fn index(self) -> usize {
        match self {
            Self::Zh => 0,
            Self::En => 1,
        }
    }
}

/// A value for each of some languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerLanguage<T>([Option<T>; Language::ALL.len()]);

impl<T> Default for PerLanguage<T> {
    fn default() -> Self {
        Self([const { None }; Language::ALL.len()])
    }
}

impl<T> PerLanguage<T> {
    /// The value for `language`.
    pub fn get(&self, language: Language) -> Option<&T> {
        self.0[language.index()].as_ref()
    }

    /// The value for `language`, else for the first language that has one.
    pub fn get_or_any(&self, language: Language) -> Option<&T> {
        self.get(language).or_else(|| self.iter().next().map(|(_, value)| value))
    }

    /// Sets the value for `language`.
    pub fn set(&mut self, language: Language, value: T) {
        self.0[language.index()] = Some(value);
    }

    /// The languages that have a value, with it, in [`Language::ALL`]'s order.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &T)> {
        Language::ALL.into_iter().zip(&self.0).filter_map(|(language, value)| Some((language, value.as_ref()?)))
    }

    /// Whether no language has a value.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_by_their_language() {
        assert_eq!(Language::from_tag("zh-Hant-TW"), Some(Language::Zh));
        assert_eq!(Language::from_tag("EN_us"), Some(Language::En));
        assert_eq!(Language::from_tag("zhx"), None);
        assert_eq!(Language::from_tag(""), None);
    }

    #[test]
    fn a_missing_language_falls_back_to_one_that_is_there() {
        let mut names = PerLanguage::default();
        assert!(names.is_empty());
        names.set(Language::En, 7);
        assert_eq!(names.get(Language::Zh), None);
        assert_eq!(names.get_or_any(Language::Zh), Some(&7));
    }
}
