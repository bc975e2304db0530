//! What the assistant says in its own words, beside the answers: a few lines for each situation, one after the other.
//!
//! A file a language: `# situation` begins one, every other line is a way to put it.

use crate::knowledge::Language;

/// What the assistant speaks to, by its name in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Situation(pub(crate) &'static str);

/// What a shop may say in its own words.
pub(crate) const GREETING: Situation = Situation("greeting");
pub(crate) const THANKS: Situation = Situation("thanks");
pub(crate) const GOODBYE: Situation = Situation("goodbye");
/// The shopper has understood, or thinks it over; also signs and pictures without words.
pub(crate) const NOD: Situation = Situation("okay");
/// The shopper wonders who is answering.
pub(crate) const WHO: Situation = Situation("who");
/// The shopper is upset: said before the answer.
pub(crate) const UPSET: Situation = Situation("upset");
/// Something is needed for a look-up.
pub(crate) const ASK: Situation = Situation("ask");
/// What was given for a look-up cannot be right.
pub(crate) const RETRY: Situation = Situation("retry");
/// A look-up found nothing.
pub(crate) const NOT_FOUND: Situation = Situation("not-found");
/// A look-up failed.
pub(crate) const FAILED: Situation = Situation("failed");
/// The shopper does not want what was begun any more.
pub(crate) const CANCEL: Situation = Situation("cancel");

/// The shopper agrees.
pub(crate) const YES: Situation = Situation("yes");
/// The shopper drops the matter, whatever it was.
pub(crate) const DROP: Situation = Situation("drop");
/// The shopper does not have what is asked for. Nothing is said to that: a person may know.
pub(crate) const LOST: Situation = Situation("lost");

/// What is said, in other words each turn. A first greeting is the shop's own, if it has one.
pub(crate) fn say(situation: Situation, language: Language, turn: u32, greeting: Option<&str>) -> String {
    if let Some(own) = greeting.filter(|_| situation == GREETING && turn == 0) {
        return own.to_owned();
    }
    let section = file(language).split("# ").find_map(|section| section.strip_prefix(situation.0)).unwrap_or_default();
    let ways = || section.lines().skip(1);
    let number = turn as usize % ways().count().max(1);
    ways().nth(number).unwrap_or_default().to_owned()
}

fn file(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("voice/plain.en.txt"),
        Language::Zh => include_str!("voice/plain.zh.txt"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITUATIONS: [Situation; 11] =
        [GREETING, THANKS, GOODBYE, NOD, WHO, UPSET, ASK, RETRY, NOT_FOUND, FAILED, CANCEL];

    #[test]
    fn every_situation_has_its_words_in_each_language_and_none_come_twice_in_a_row() {
        for language in Language::ALL {
            let named: Vec<&str> = file(language).lines().filter_map(|line| line.strip_prefix("# ")).collect();
            assert_eq!(named, SITUATIONS.map(|situation| situation.0));
            for situation in SITUATIONS {
                let said = [0, 1, 2].map(|turn| say(situation, language, turn, None));
                assert!(said.iter().all(|said| !said.is_empty()), "{situation:?}");
                assert!(said[0] != said[1] && said[1] != said[2], "{situation:?}");
            }
        }
    }

    #[test]
    fn a_shop_greets_in_its_own_words_once() {
        assert_eq!(say(GREETING, Language::En, 0, Some("Welcome to Lin.")), "Welcome to Lin.");
        assert_ne!(say(GREETING, Language::En, 1, Some("Welcome to Lin.")), "Welcome to Lin.");
        assert_ne!(say(NOD, Language::En, 0, Some("Welcome to Lin.")), "Welcome to Lin.");
    }
}
