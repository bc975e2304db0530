//! Words that ask for nothing: greetings, thanks, goodbyes. They are answered in kind and leave the matter where it was.
//!
//! Each language has a file of them. `# kind` begins a kind, `< words` is what is said to it, every other line is what shoppers
//! say, folded.

use crate::knowledge::Language;
use crate::text;

/// Between what of a message each part is looked up for itself.
const MARKS: [char; 13] = [',', '.', '!', '?', ';', '~', '，', '。', '！', '？', '；', '～', '\n'];

/// What such words do, by its name in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind(&'static str);

/// What a shop may answer in its own words.
pub(crate) const GREETING: Kind = Kind("greeting");
pub(crate) const THANKS: Kind = Kind("thanks");
pub(crate) const GOODBYE: Kind = Kind("goodbye");
/// The shopper has understood, or thinks it over; also signs and pictures without words.
pub(crate) const NOD: Kind = Kind("okay");
/// The shopper wonders who is answering.
pub(crate) const WHO: Kind = Kind("who");
/// The shopper is upset: said before the answer.
pub(crate) const UPSET: Kind = Kind("upset");

/// What `said` does, if all of it, part by part, is such words: the last part tells.
pub(crate) fn heard(said: &str) -> Option<Kind> {
    if said.trim().is_empty() {
        return None;
    }
    let mut heard = NOD;
    for part in said.split(MARKS) {
        let normal = text::normalise(part);
        if !normal.is_empty() {
            heard = kind(&normal)?;
        }
    }
    Some(heard)
}

/// What one part does.
fn kind(normal: &str) -> Option<Kind> {
    Language::ALL.into_iter().find_map(|language| {
        let mut kind = None;
        for line in file(language).lines() {
            match line.strip_prefix("# ") {
                Some(name) => kind = Some(Kind(name)),
                None if line == normal => return kind,
                None => {}
            }
        }
        None
    })
}

/// What is said to it, in other words each turn. A first greeting is the shop's own, if it has one.
pub(crate) fn reply(kind: Kind, language: Language, turn: u32, greeting: Option<&str>) -> String {
    if let Some(own) = greeting.filter(|_| kind == GREETING && turn == 0) {
        return own.to_owned();
    }
    let section = file(language).split("# ").find_map(|section| section.strip_prefix(kind.0)).unwrap_or_default();
    let replies = || section.lines().filter_map(|line| line.strip_prefix("< "));
    let number = turn as usize % replies().count().max(1);
    replies().nth(number).unwrap_or_default().to_owned()
}

fn file(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("en.txt"),
        Language::Zh => include_str!("zh.txt"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [&str; 6] = ["greeting", "thanks", "goodbye", "okay", "who", "upset"];

    #[test]
    fn words_that_ask_for_nothing_are_heard() {
        let check = |said, wanted: Option<&str>| assert_eq!(heard(said).map(|kind| kind.0), wanted, "{said}");
        check("你好呀", Some("greeting"));
        check("Hello!!", Some("greeting"));
        check("谢谢，再见", Some("goodbye"));
        check("ok, thanks", Some("thanks"));
        check("👍", Some("okay"));
        check("are you a robot?", Some("who"));
        check("你好，可以退货吗", None);
        check("hello kitty mug", None);
        check("  ", None);
    }

    #[test]
    fn every_phrase_is_folded_and_stands_once() {
        let of = |language| file(language).lines().filter(|line: &&str| !line.starts_with(['#', '<']));
        let phrases: Vec<&str> = Language::ALL.into_iter().flat_map(of).collect();
        for phrase in &phrases {
            assert_eq!(text::normalise(phrase), *phrase);
            assert_eq!(phrases.iter().filter(|other| *other == phrase).count(), 1, "{phrase}");
        }
    }

    #[test]
    fn every_kind_has_its_replies_in_each_language_and_none_comes_twice_in_a_row() {
        for language in Language::ALL {
            let named: Vec<&str> = file(language).lines().filter_map(|line| line.strip_prefix("# ")).collect();
            assert_eq!(named, KINDS);
            for kind in KINDS.map(Kind) {
                let replies = [0, 1, 2].map(|turn| reply(kind, language, turn, None));
                assert!(replies.iter().all(|reply| !reply.is_empty()), "{kind:?}");
                assert!(replies[0] != replies[1] && replies[1] != replies[2], "{kind:?}");
            }
        }
    }

    #[test]
    fn a_shop_greets_in_its_own_words_once() {
        assert_eq!(reply(GREETING, Language::En, 0, Some("Welcome to Lin.")), "Welcome to Lin.");
        assert_ne!(reply(GREETING, Language::En, 1, Some("Welcome to Lin.")), "Welcome to Lin.");
        assert_ne!(reply(NOD, Language::En, 0, Some("Welcome to Lin.")), "Welcome to Lin.");
    }
}
