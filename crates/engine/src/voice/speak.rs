//! Speaking in a voice.

use super::{CLOSING, Emoji, GOODBYE, GREETING, OPENING, Situation, base};
use crate::engine::Engine;
use crate::knowledge::Language;
use crate::value::Value;

/// A line that says nothing.
const SILENT: &str = "-";

impl Engine {
    /// What is said in a situation; a `count` one higher brings other words. A first greeting is the shop's own, if it has one.
    pub(crate) fn say(&self, situation: Situation, language: Language, count: u32) -> String {
        if let Some(own) = self.greeting(language).filter(|_| situation == GREETING && count == 0) {
            return own.to_owned();
        }
        let own = self.voice.lines.iter().find(|(known, _)| known == situation.0);
        let own = own.and_then(|(_, lines)| lines.get(language)).map(Vec::as_slice).unwrap_or_default();
        let put = |line: &str| self.spoken(&self.worded(line, language), language);
        let mut lines: Vec<String> = own.iter().filter_map(|line| put(line)).collect();
        if lines.is_empty() {
            lines = base::plain(situation.0, language).filter_map(put).collect();
        }
        let number = count as usize % lines.len().max(1);
        let mut line = lines.into_iter().nth(number).filter(|line| line != SILENT).unwrap_or_default();
        let is_plain = match self.voice.emoji.unwrap_or_default() {
            Emoji::None => true,
            Emoji::Sparing => count % 2 == 1,
            Emoji::Playful => false,
        };
        if is_plain {
            line.retain(|c| !is_emoji(c));
            line.truncate(line.trim_end().len());
        }
        if let Some(signature) = self.voice.signature.get(language).filter(|_| situation == GOODBYE) {
            line = [&line, "\n", signature].concat();
        }
        line
    }

    /// An answer with what the voice says before and after it.
    pub(crate) fn dressed(&self, answer: &str, language: Language, count: u32) -> String {
        let (opening, closing) = (self.say(OPENING, language, count), self.say(CLOSING, language, count));
        let space = |is_needed: bool| if is_needed && language == Language::En { " " } else { "" };
        let after = if answer.contains('\n') && !closing.is_empty() { "\n" } else { space(!closing.is_empty()) };
        [&opening, space(!opening.is_empty()), answer, after, &closing].concat()
    }

    /// The merchant's `text` with the words that the voice uses, outside of braces.
    pub(crate) fn worded(&self, text: &str, language: Language) -> String {
        let words = self.voice.words.get(language).map(Vec::as_slice).unwrap_or_default();
        let mut parts = text.split("{{");
        let put = |part: &str| words.iter().fold(part.to_owned(), |part, (avoided, used)| part.replace(avoided, used));
        let mut told = put(parts.next().unwrap_or_default());
        for part in parts {
            let (inner, after) = part.split_once("}}").unwrap_or((part, ""));
            let end = if part.contains("}}") { "}}" } else { "" };
            told.extend(["{{", inner, end, &put(after)]);
        }
        told
    }

    /// A line with what it holds in braces. `None` if that is not known.
    fn spoken(&self, line: &str, language: Language) -> Option<String> {
        let mut parts = line.split('{');
        let mut told = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, after) = part.split_once('}')?;
            let known = match (name, self.visitor.get("name")) {
                ("name", Value::Text(name)) => Some(name.clone()),
                ("self", _) => {
                    let own = self.voice.name.get(language).cloned();
                    own.or_else(|| (language == Language::Zh).then(|| "我".to_owned()))
                }
                ("shop", _) => Some(self.shop_name(language).to_owned()),
                ("product", _) => self.page_slot("name", language),
                _ => None,
            };
            told.push_str(&known.filter(|known| !known.trim().is_empty())?);
            told.push_str(after);
        }
        Some(told)
    }
}

/// Whether a character is an emoji, or joins or colours one (by the blocks of Unicode in which they are).
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::super::{NOD, THANKS, UPSET, Voice};
    use super::*;
    use crate::knowledge::{Knowledge, PerLanguage, Shop};
    use crate::model::Models;

    fn engine(voice: Voice) -> Engine {
        let shop = Shop { voice, ..Shop::default() };
        Engine::learn(Knowledge { shop, ..Knowledge::default() }, Models::default())
    }

    fn named(base: &str) -> Engine {
        engine(Voice { base: base.to_owned(), ..Voice::default() })
    }

    fn both(zh: &str, en: &str) -> PerLanguage<String> {
        let mut texts = PerLanguage::default();
        texts.set(Language::Zh, zh.to_owned());
        texts.set(Language::En, en.to_owned());
        texts
    }

    #[test]
    fn voices_differ_and_the_answer_stays() {
        let answer = "三十天内可退。";
        let told = ["plain", "warm", "premium"].map(|base| named(base).dressed(answer, Language::Zh, 0));
        assert_eq!(told, ["三十天内可退。", "亲，三十天内可退。", "您好，三十天内可退。"]);
        let told = ["plain", "warm", "premium"].map(|base| named(base).dressed("Within 30 days.", Language::En, 0));
        assert_eq!(told, ["Within 30 days.", "Sure! Within 30 days.", "Certainly. Within 30 days."]);
        let list = named("warm").dressed("a\nb", Language::En, 1);
        assert_eq!(list, "a\nb\nAnything else I can do for you?");
    }

    #[test]
    fn no_two_in_a_row_are_alike() {
        for base in ["plain", "warm", "premium"] {
            let engine = named(base);
            for language in Language::ALL {
                for situation in [THANKS, GOODBYE, NOD, UPSET, GREETING] {
                    let said: Vec<String> = (0..7).map(|count| engine.say(situation, language, count)).collect();
                    assert!(said.iter().all(|said| !said.is_empty() && !said.contains('{')), "{base} {situation:?}");
                    assert!(said.windows(2).all(|pair| pair[0] != pair[1]), "{base} {situation:?} {said:?}");
                }
                let openings = (0..9).map(|count| engine.say(OPENING, language, count)).collect::<Vec<_>>();
                assert!(openings.windows(2).all(|pair| pair[0] != pair[1] || pair[0].is_empty()), "{openings:?}");
            }
        }
    }

    #[test]
    fn what_is_known_of_the_visitor_is_said() {
        let mut engine = named("warm");
        assert_eq!(
            engine.say(GREETING, Language::En, 0),
            "Hi there! Lovely that you’re here. What would you like to know? 😊"
        );
        engine.meet(Value::Object(vec![("name".to_owned(), Value::Text("Mei".to_owned()))]));
        assert!(engine.say(GREETING, Language::En, 0).starts_with("Welcome back, Mei!"));
        assert!(engine.say(GREETING, Language::Zh, 0).starts_with("亲，Mei，欢迎回来"));
    }

    #[test]
    fn emoji_are_as_many_as_are_wanted() {
        let said = |emoji| {
            let engine = engine(Voice { base: "warm".to_owned(), emoji: Some(emoji), ..Voice::default() });
            [0, 1].map(|count| engine.say(THANKS, Language::Zh, count).contains(['😊', '🌷']))
        };
        assert_eq!(
            [Emoji::None, Emoji::Sparing, Emoji::Playful].map(said),
            [[false, false], [true, false], [true, true]]
        );
    }

    #[test]
    fn a_merchant_has_words_a_name_and_a_signature() {
        let mut words = PerLanguage::default();
        words.set(Language::Zh, vec![("您".to_owned(), "亲".to_owned()), ("name".to_owned(), "x".to_owned())]);
        let engine = engine(Voice {
            base: "warm".to_owned(),
            name: both("小北", "Northie"),
            signature: both("—— 小北", "– Northie"),
            words,
            ..Voice::default()
        });
        assert_eq!(engine.say(GREETING, Language::Zh, 1), "亲，小北一直在呢～有什么可以帮到亲？");
        assert!(engine.say(GOODBYE, Language::En, 0).ends_with("\n– Northie"));
        assert_eq!(engine.worded("您的 {{visitor.name}} 和您 {{a", Language::Zh), "亲的 {{visitor.name}} 和亲 {{a");
    }
}
