//! Words that ask for nothing: greetings, thanks, goodbyes. They are answered in kind and leave the matter where it was.
//!
//! Each language has a file of them. `# situation` begins what such words bring about, every other line is what shoppers say,
//! folded.

use crate::knowledge::Language;
use crate::text;
use crate::voice::{NOD, Situation};

/// Between what of a message each part is looked up for itself.
const MARKS: [char; 13] = [',', '.', '!', '?', ';', '~', '，', '。', '！', '？', '；', '～', '\n'];

/// What `said` does, if all of it, part by part, is such words: the last part tells.
pub(crate) fn heard(said: &str) -> Option<Situation> {
    if said.trim().is_empty() {
        return None;
    }
    let mut heard = NOD;
    for part in said.split(MARKS) {
        let normal = text::normalise(part);
        if !normal.is_empty() {
            heard = situation(&normal)?;
        }
    }
    Some(heard)
}

/// What one part does.
fn situation(normal: &str) -> Option<Situation> {
    Language::ALL.into_iter().find_map(|language| {
        let mut situation = None;
        for line in file(language).lines() {
            match line.strip_prefix("# ") {
                Some(name) => situation = Some(Situation(name)),
                None if line == normal => return situation,
                None => {}
            }
        }
        None
    })
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

    #[test]
    fn words_that_ask_for_nothing_are_heard() {
        let check = |said, wanted: Option<&str>| assert_eq!(heard(said).map(|situation| situation.0), wanted, "{said}");
        check("你好呀", Some("greeting"));
        check("Hello!!", Some("greeting"));
        check("谢谢，再见", Some("goodbye"));
        check("ok, thanks", Some("thanks"));
        check("👍", Some("okay"));
        check("算了", Some("drop"));
        check("are you a robot?", Some("who"));
        check("你好，可以退货吗", None);
        check("hello kitty mug", None);
        check("  ", None);
    }

    #[test]
    fn every_phrase_is_folded_and_stands_once() {
        let of = |language| file(language).lines().filter(|line: &&str| !line.starts_with('#'));
        let phrases: Vec<&str> = Language::ALL.into_iter().flat_map(of).collect();
        for phrase in &phrases {
            assert_eq!(text::normalise(phrase), *phrase);
            assert_eq!(phrases.iter().filter(|other| *other == phrase).count(), 1, "{phrase}");
        }
    }
}
