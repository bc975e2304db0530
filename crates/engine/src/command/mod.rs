//! Words that decide whatever else matches: the wish to speak with a person, and what only a person may answer.

use crate::text;

const HUMAN: &str = include_str!("human.txt");
const GRAVE: &str = include_str!("grave.txt");

/// Whether `question` asks for a person.
pub(crate) fn asks_for_person(question: &str) -> bool {
    holds(question, HUMAN)
}

/// Whether `question` speaks of the law, of an injury or of despair.
pub(crate) fn is_grave(question: &str) -> bool {
    holds(question, GRAVE)
}

/// Whether `question` is, or holds, one of the `words`.
fn holds(question: &str, words: &str) -> bool {
    let normal = text::normalise(question);
    if normal.is_empty() {
        return false;
    }
    let padded = format!(" {normal} ");
    words.lines().filter(|line| !line.starts_with('#')).any(|line| match line.split_at_checked(2) {
        Some(("= ", whole)) => normal == whole,
        Some(("~ ", part)) if part.is_ascii() => holds_words(&padded, part),
        Some(("~ ", part)) => normal.contains(part),
        _ => false,
    })
}

/// Whether `part` stands in `padded` as whole words.
fn holds_words(padded: &str, part: &str) -> bool {
    padded.match_indices(part).any(|(start, _)| {
        let end = start + part.len();
        padded[..start].ends_with(' ') && padded[end..].starts_with(' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_for_a_person_is_heard() {
        let wishes = [
            "转人工",
            "人工",
            "我要转人工！！",
            "Agent",
            "can I talk to a HUMAN?",
            "let me speak to someone please",
            "找客服",
        ];
        for wish in wishes {
            assert!(asks_for_person(wish), "{wish}");
        }
    }

    #[test]
    fn questions_that_merely_hold_such_words_are_not_wishes() {
        let questions =
            ["人工费多少", "这是人工皮革吗", "is this human hair", "travel agent discount", "个人信息怎么改", "", "?"];
        for question in questions {
            assert!(!asks_for_person(question), "{question}");
        }
    }

    #[test]
    fn what_only_a_person_may_answer_is_heard() {
        for said in ["再不退款我就打12315", "I will see you in court", "孩子烫伤了", "My lawyer will write to you"]
        {
            assert!(is_grave(said), "{said}");
        }
        for said in ["可以寄到法国吗", "tennis court shoes", "does the fire pit come with a cover", "防烫手套有吗"]
        {
            assert!(!is_grave(said), "{said}");
        }
    }

    #[test]
    fn every_line_of_the_list_is_already_folded() {
        for line in HUMAN.lines().chain(GRAVE.lines()).filter(|line| !line.starts_with('#')) {
            let (_, words) = line.split_at(2);
            assert_eq!(text::normalise(words), words);
        }
    }
}
