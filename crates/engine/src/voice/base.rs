//! The voices that come with the engine. A file a language: `# situation` begins one, every other line is a way to put it.

use std::fmt;

use super::{Emoji, SITUATIONS, Voice};
use crate::knowledge::{Language, PerLanguage};

/// The names of the voices that there are.
pub const BASES: [&str; 3] = ["plain", "warm", "premium"];

/// There is no voice of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownVoice(pub String);

impl fmt::Display for UnknownVoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no voice `{}`; write one of {}", self.0, BASES.join(", "))
    }
}

impl std::error::Error for UnknownVoice {}

impl Voice {
    /// The same with all that its base says and it does not. What the plain voice says every engine knows.
    ///
    /// # Errors
    /// There is no such base.
    pub fn whole(mut self) -> Result<Self, UnknownVoice> {
        let (files, emoji) = match self.base.as_str() {
            "" | "plain" => return Ok(self),
            "warm" => ([include_str!("warm.zh.txt"), include_str!("warm.en.txt")], Emoji::Sparing),
            "premium" => ([include_str!("premium.zh.txt"), include_str!("premium.en.txt")], Emoji::None),
            _ => return Err(UnknownVoice(self.base)),
        };
        self.emoji.get_or_insert(emoji);
        for situation in SITUATIONS {
            let mut lines: PerLanguage<Vec<String>> = PerLanguage::default();
            for (language, file) in Language::ALL.into_iter().zip(files) {
                lines.set(language, section(file, situation).map(str::to_owned).collect());
            }
            match self.lines.iter_mut().find(|(known, _)| known == situation) {
                Some((_, own)) => {
                    for (language, lines) in lines.iter() {
                        if own.get(language).is_none() {
                            own.set(language, lines.clone());
                        }
                    }
                }
                None => self.lines.push((situation.to_owned(), lines)),
            }
        }
        Ok(self)
    }
}

/// The plain voice's lines for a situation.
pub(super) fn plain(situation: &str, language: Language) -> impl Iterator<Item = &'static str> {
    let file = match language {
        Language::En => include_str!("plain.en.txt"),
        Language::Zh => include_str!("plain.zh.txt"),
    };
    section(file, situation)
}

fn section<'f>(file: &'f str, situation: &str) -> impl Iterator<Item = &'f str> {
    let is_it = |section: &&str| section.lines().next() == Some(situation);
    file.split("# ").find(is_it).unwrap_or_default().lines().skip(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_voice_has_words_for_every_situation_in_each_language() {
        for base in BASES {
            let voice = Voice { base: base.to_owned(), ..Voice::default() }.whole().expect("it is one");
            for situation in SITUATIONS {
                for language in Language::ALL {
                    let own = voice.lines.iter().find(|(known, _)| known == situation);
                    let lines: Vec<String> = match own.and_then(|(_, lines)| lines.get(language)) {
                        Some(lines) => lines.clone(),
                        None => plain(situation, language).map(str::to_owned).collect(),
                    };
                    // Something can be said where nothing is known of visitor and shop, and not twice the same.
                    let free = lines
                        .iter()
                        .filter(|line| !["{name}", "{shop}", "{product}"].iter().any(|slot| line.contains(slot)));
                    let free = free.filter(|line| language == Language::Zh || !line.contains("{self}")).count();
                    let least = if matches!(situation, "opening" | "closing") { 1 } else { 2 };
                    assert!(free >= least, "{base} {situation} {language:?}");
                    assert!(lines.iter().all(|line| !line.trim().is_empty()), "{base} {situation}");
                }
            }
        }
    }

    #[test]
    fn what_a_merchant_says_takes_the_place_of_the_base() {
        let mut own = PerLanguage::default();
        own.set(Language::Zh, vec!["在的。".to_owned()]);
        let lines = vec![("greeting".to_owned(), own)];
        let voice = Voice { base: "warm".to_owned(), lines, ..Voice::default() }.whole().expect("it is one");
        let greeting = |language| voice.lines[0].1.get(language).map(Vec::len);
        assert_eq!([greeting(Language::Zh), greeting(Language::En)], [Some(1), Some(3)]);
        assert_eq!(voice.emoji, Some(Emoji::Sparing));
        let unknown = Voice { base: "loud".to_owned(), ..Voice::default() }.whole();
        assert_eq!(unknown, Err(UnknownVoice("loud".to_owned())));
    }
}
