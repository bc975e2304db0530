//! The words in which facts are told, in each language. A file a language: `name = words`, with `{slots}`.

use super::mention;
use super::offer::{Span, Unit};
use crate::knowledge::Language;

/// How facts are told in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speech(pub(super) Language);

impl Speech {
    /// The words of `name` with its slots filled.
    pub(super) fn say(self, name: &str, slots: &[(&str, &str)]) -> String {
        let mut words = self.find(name).to_owned();
        for (slot, value) in slots {
            words = words.replace(&["{", slot, "}"].concat(), value);
        }
        words
    }

    fn find(self, name: &str) -> &'static str {
        let file = match self.0 {
            Language::En => include_str!("speak.en.txt"),
            Language::Zh => include_str!("speak.zh.txt"),
        };
        file.lines()
            .filter_map(|line| line.split_once(" = "))
            .find(|(known, _)| *known == name)
            .map_or("", |(_, words)| words)
    }

    /// Several values in a row.
    pub(super) fn list(self, values: &[String]) -> String {
        values.join(&self.parting("list"))
    }

    /// What belongs together in one statement.
    pub(super) fn clause(self, parts: &[String]) -> String {
        parts.join(&self.parting("comma"))
    }

    /// Several statements: two in a row, more below each other.
    pub(super) fn row(self, statements: &[String]) -> String {
        let parting = if statements.len() > 2 { "\n".to_owned() } else { self.parting("and") };
        statements.join(&parting)
    }

    fn parting(self, name: &str) -> String {
        let space = if self.0 == Language::En { " " } else { "" };
        [self.find(name), space].concat()
    }

    /// A stretch of time.
    pub(super) fn span(self, span: &Span) -> String {
        let count = match (span.least, span.most) {
            (Some(least), Some(most)) if least != most => format!("{least}–{most}"),
            (Some(one), _) | (None, Some(one)) => one.to_string(),
            (None, None) => return String::new(),
        };
        let unit = match span.unit {
            Unit::Hours => "hours",
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
        };
        let unit = self.find(unit);
        let is_one = self.0 == Language::En && count == "1";
        let unit = if is_one { unit.trim_end_matches('s') } else { unit };
        self.say("span", &[("count", &count), ("unit", unit)])
    }

    /// The name of a country by its ISO 3166 code; other places as they are written.
    pub(super) fn place(self, code: &str) -> String {
        let country = countries().find(|(known, ..)| *known == code);
        let names = country.map(|(_, zh, en)| if self.0 == Language::Zh { zh } else { en });
        names.and_then(|names| names.split('|').next()).unwrap_or(code).to_owned()
    }
}

/// Countries: the ISO 3166 code, and the names in Chinese and in English, the one to use first, between `|`.
fn countries() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("places.txt").lines().filter_map(|line| {
        let mut parts = line.splitn(3, ' ');
        Some((parts.next()?, parts.next()?, parts.next()?))
    })
}

/// The codes of the countries that `said` names.
pub(super) fn countries_in(said: &str) -> Vec<&'static str> {
    let names = |zh: &'static str, en: &'static str| {
        zh.split('|').chain(en.split('|')).map(|name| name.trim_start_matches("the "))
    };
    let is_named = |name: &str| mention::find(said, name).is_some();
    let all = countries().filter(|(code, zh, en)| {
        // In small letters a code may be a word.
        said.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == *code) || names(zh, en).any(is_named)
    });
    all.map(|(code, ..)| code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Speech = Speech(Language::En);
    const ZH: Speech = Speech(Language::Zh);

    #[test]
    fn both_languages_have_the_same_words() {
        let names = |text: &'static str| -> Vec<&str> {
            text.lines().map(|line| line.split_once(" = ").expect("a name and its words").0).collect()
        };
        assert_eq!(names(include_str!("speak.en.txt")), names(include_str!("speak.zh.txt")));
    }

    #[test]
    fn spans_read_as_people_write_them() {
        let span = |least, most| Span { least: Some(least), most: Some(most), unit: Unit::Days };
        assert_eq!([EN.span(&span(1, 8)), ZH.span(&span(3, 3)), EN.span(&span(1, 1))], ["1–8 days", "3 天", "1 day"]);
    }

    #[test]
    fn countries_have_names_and_other_places_keep_theirs() {
        assert_eq!([EN.place("GB"), ZH.place("GB"), EN.place("Lisbon")], ["the UK", "英国", "Lisbon"]);
        assert_eq!(countries_in("do you ship to Australia or the US?"), ["US", "AU"]);
        assert_eq!(countries_in("国内包邮吗"), ["CN"]);
        assert_eq!(countries_in("is it in stock"), [""; 0]);
    }
}
