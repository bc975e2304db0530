//! How the shopper feels, and whether that calls for a person, whatever was asked.

use crate::model::{Manner, Manners, Marks};
use crate::reply::{Mood, Reason};
use crate::voice::{self, Situation};

/// From this probability on a message calls for a person that has no likely answer. Low: who merely sounds cross is passed on.
/// High: a furious shopper is offered questions to choose from.
const CALLS_AT: f32 = 0.12;

/// How much clearer the call has to be for each unit of probability that the best answer is right.
const ANSWER_WEIGHS: f32 = 0.3;

/// From this probability on a message that cannot be answered is taken for small talk.
const TALK_AT: f32 = 0.6;

/// From this probability on a shopper counts as upset.
const UPSET_AT: f32 = 0.5;

/// From this probability of being plain on, a part of a message is a question of its own.
const ASKS_AT: f32 = 0.5;

/// More letters than these in capitals are shouted; a code or a name is not.
const SHOUTED: usize = 7;

/// What a message looks like.
#[expect(clippy::cast_precision_loss, reason = "a message has at most a few thousand characters")]
pub(crate) fn marks(said: &str) -> Marks {
    let end = |c: char| match c {
        '!' | '！' => Some('!'),
        '?' | '？' => Some('?'),
        _ => None,
    };
    let (mut loud, mut in_a_row, mut before) = (0_usize, false, None);
    let (mut letters, mut capitals) = (0_usize, 0_usize);
    for c in said.chars() {
        let mark = end(c);
        loud += usize::from(mark == Some('!'));
        in_a_row |= mark.is_some() && before.is_some();
        before = mark;
        letters += usize::from(c.is_ascii_alphabetic());
        capitals += usize::from(c.is_ascii_uppercase());
    }
    let is_shouted = letters > SHOUTED && capitals as f32 > 0.6 * letters as f32;
    let as_number = |is_so: bool| if is_so { 1.0 } else { 0.0 };
    [loud.min(3) as f32 / 3.0, as_number(in_a_row), as_number(is_shouted)]
}

/// The reason for which a message that is meant so calls for a person, if it does. `answered` is the probability that its best
/// answer is right: the surer that is, the clearer the call has to be.
pub(crate) fn call(manners: &Manners, answered: f32) -> Option<Reason> {
    let calls =
        [(Manner::Grave, Reason::Sensitive), (Manner::Angry, Reason::Upset), (Manner::Person, Reason::Requested)];
    likeliest(manners, calls, CALLS_AT + ANSWER_WEIGHS * answered)
}

/// The small talk that a message is which cannot be answered.
pub(crate) fn talk(manners: &Manners) -> Option<Situation> {
    let kinds = [
        (Manner::Greeting, voice::GREETING),
        (Manner::Thanks, voice::THANKS),
        (Manner::Goodbye, voice::GOODBYE),
        (Manner::Okay, voice::NOD),
        (Manner::Who, voice::WHO),
    ];
    likeliest(manners, kinds, TALK_AT)
}

/// Whether a part of a message asks for something, rather than telling how the shopper feels or making small talk.
pub(crate) fn asks(manners: &Manners) -> bool {
    probability(manners, Manner::Plain) >= ASKS_AT
}

/// How the shopper feels.
pub(crate) fn mood(manners: Option<&Manners>) -> Mood {
    let Some(manners) = manners else { return Mood::Calm };
    let (upset, angry) = (probability(manners, Manner::Upset), probability(manners, Manner::Angry));
    match upset + angry {
        sum if sum < UPSET_AT => Mood::Calm,
        _ if angry > upset => Mood::Angry,
        _ => Mood::Upset,
    }
}

/// What the likeliest of these manners stands for, if together they are at least as probable as `limit`.
fn likeliest<T, const N: usize>(manners: &Manners, known: [(Manner, T); N], limit: f32) -> Option<T> {
    let known = known.map(|(manner, meaning)| (probability(manners, manner), meaning));
    let sum: f32 = known.iter().map(|(p, _)| p).sum();
    let best = known.into_iter().reduce(|one, other| if other.0 > one.0 { other } else { one });
    best.filter(|_| sum >= limit).map(|(_, meaning)| meaning)
}

fn probability(manners: &Manners, wanted: Manner) -> f32 {
    Manner::ALL.into_iter().zip(manners).find(|(manner, _)| *manner == wanted).map_or(0.0, |(_, p)| *p)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manners(known: &[(Manner, f32)]) -> Manners {
        Manner::ALL.map(|manner| known.iter().find(|(other, _)| *other == manner).map_or(0.0, |(_, p)| *p))
    }

    #[test]
    fn marks_and_capitals_are_seen() {
        let check = |said, wanted: Marks| assert_eq!(marks(said).map(f32::to_bits), wanted.map(f32::to_bits), "{said}");
        check("where is my order", [0.0; 3]);
        check("WHERE IS MY ORDER?!", [1.0 / 3.0, 1.0, 1.0]);
        check("退钱！！！！", [1.0, 1.0, 0.0]);
        check("SAVE30", [0.0; 3]);
    }

    #[test]
    fn a_call_has_to_be_the_clearer_the_surer_the_answer_is() {
        let cross = manners(&[(Manner::Angry, 0.3), (Manner::Plain, 0.7)]);
        assert_eq!((call(&cross, 0.9), call(&cross, 0.1)), (None, Some(Reason::Upset)));
        let grave = manners(&[(Manner::Angry, 0.3), (Manner::Grave, 0.6)]);
        assert_eq!(call(&grave, 0.9), Some(Reason::Sensitive));
        assert_eq!(call(&manners(&[(Manner::Upset, 1.0)]), 0.0), None);
    }

    #[test]
    fn small_talk_and_moods_are_told_apart() {
        let thanks = manners(&[(Manner::Thanks, 0.4), (Manner::Okay, 0.3), (Manner::Plain, 0.3)]);
        assert_eq!(talk(&thanks), Some(voice::THANKS));
        assert_eq!(talk(&manners(&[(Manner::Plain, 0.9)])), None);
        assert_eq!(mood(Some(&manners(&[(Manner::Upset, 0.6)]))), Mood::Upset);
        assert_eq!(mood(Some(&manners(&[(Manner::Angry, 0.6), (Manner::Upset, 0.2)]))), Mood::Angry);
        assert_eq!(mood(None), Mood::Calm);
    }
}
