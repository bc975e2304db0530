//! Questions that say too little by themselves (“and to Spain?”, 那新疆呢): they are read with the one before.
//!
//! How likely it is that a question goes on where the last one stopped is told by how it begins, what it points at, and how
//! little it says. The candidates of three readings (by itself, behind the one before, and the one before alone) are then
//! mixed in that proportion, so that a question that stands on its own keeps its own.

use crate::order::best_first;
use crate::reading::{CANDIDATES, Candidate, Reading};
use crate::text::Token;

/// The log-odds that a question continues: a constant, and what is added for each sign of it. Fitted to 220 follow-ups of five
/// invented shops, against questions with another one before that has nothing to do with them.
mod sign {
    pub(super) const NONE: f32 = 0.9;
    /// For each unit of probability that its best candidate is right as it stands.
    pub(super) const SURE: f32 = -1.6;
    /// It opens like a continuation.
    pub(super) const OPENING: f32 = 2.9;
    /// It points at something that it does not name.
    pub(super) const POINTING: f32 = 1.7;
    /// It ends in 呢.
    pub(super) const ENDING: f32 = 1.7;
    /// For ten words; two Chinese characters count as one.
    pub(super) const LENGTH: f32 = -3.6;
    /// By itself it asks for what the one before asked for.
    pub(super) const SAME: f32 = 1.8;
}

/// What each reading of a question that continues counts: by itself, behind the one before, and the one before alone. Half of
/// all follow-ups ask for the same entry again.
const BY_ITSELF: f32 = 1.0;
const JOINED: f32 = 1.0;
const BEFORE: f32 = 0.3;

/// Below this probability of going on the question before is not looked at any further: it would change nothing.
pub(crate) const WORTH_READING: f32 = 0.02;

/// From this many words on length says nothing more.
const LONG: f32 = 20.0;

/// First words of a question that goes on.
const OPENINGS: &str = "and but or so then ok okay also even it including for from to in on with if any same which right now \
                        that shame";

/// First two words of a question that goes on.
const OPENING_PAIRS: [&str; 7] = ["what about", "how about", "what if", "does that", "do they", "is it", "is that"];

/// First characters of a question that goes on; traditional ones for when no model has made them simplified.
const OPENINGS_ZH: [&str; 21] = [
    "那", "如果", "要是", "假如", "还有", "還有", "另外", "也", "换成", "換成", "而且", "万一", "萬一", "算了", "以后",
    "以後", "然后", "然後", "这个", "這個", "它",
];

/// Words that point at something.
const POINTERS: &str = "it that this those these they them one ones there her his him same either";

/// Characters that point at something.
const POINTERS_ZH: [&str; 7] = ["这", "這", "那", "它", "其中", "同样", "一样"];

/// The probability, 0 to 1, that a question goes on where the one before stopped. One that is asked word for word as the merchant
/// wrote it stands on its own.
pub(crate) fn follows(question: &Reading, before: &Reading) -> f32 {
    if question.is_exact || before.candidates.is_empty() {
        return 0.0;
    }
    let tokens = &question.asked.tokens;
    let mut odds = sign::NONE + sign::SURE * question.confidence() + sign::LENGTH * length(tokens) / 10.0;
    let signs = [
        (opens(tokens), sign::OPENING),
        (points(tokens), sign::POINTING),
        (matches!(tokens.last(), Some(Token::Han(run)) if run.ends_with(&['呢'])), sign::ENDING),
        (question.best().is_some() && question.best() == before.best(), sign::SAME),
    ];
    odds += signs.into_iter().filter(|(is_there, _)| *is_there).map(|(_, weight)| weight).sum::<f32>();
    1.0 / (1.0 + libm::expf(-odds))
}

/// The candidates of a question that follows with probability `follows`, best first: `joined` is the question behind the one
/// before.
pub(crate) fn mix(question: &Reading, joined: &Reading, before: &Reading, follows: f32) -> Vec<Candidate> {
    let all = BY_ITSELF + JOINED + BEFORE;
    let shares = [
        (question, 1.0 - follows + follows * BY_ITSELF / all),
        (joined, follows * JOINED / all),
        (before, follows * BEFORE / all),
    ];
    let mut mixed: Vec<Candidate> = Vec::new();
    for (reading, share) in shares {
        for candidate in &reading.candidates {
            let probability = share * candidate.probability;
            match mixed.iter_mut().find(|other| other.entry() == candidate.entry()) {
                Some(known) => known.probability += probability,
                None => mixed.push(Candidate { probability, ..*candidate }),
            }
        }
    }
    let order = best_first(mixed.iter().map(|candidate| candidate.probability));
    order.into_iter().take(CANDIDATES).map(|number| mixed[number]).collect()
}

/// In words; two Chinese characters count as one.
#[expect(clippy::cast_precision_loss, reason = "a question has at most a few thousand words")]
fn length(tokens: &[Token]) -> f32 {
    let words = |token: &Token| match token {
        Token::Word { .. } => 1.0,
        Token::Han(run) => run.len() as f32 / 2.0,
    };
    tokens.iter().map(words).sum::<f32>().min(LONG)
}

fn opens(tokens: &[Token]) -> bool {
    match tokens {
        [Token::Han(run), ..] => OPENINGS_ZH.iter().any(|opening| begins(run, opening)),
        [Token::Word { word: first, .. }, rest @ ..] => {
            let pair = |pair: &str| match (pair.split_once(' '), rest.first()) {
                (Some((one, other)), Some(Token::Word { word, .. })) => one == first && other == word,
                _ => false,
            };
            is_among(OPENINGS, first) || OPENING_PAIRS.into_iter().any(pair)
        }
        [] => false,
    }
}

fn points(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| match token {
        Token::Word { word, .. } => is_among(POINTERS, word),
        Token::Han(run) => (0..run.len()).any(|start| POINTERS_ZH.iter().any(|pointer| begins(&run[start..], pointer))),
    })
}

fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

fn begins(run: &[char], opening: &str) -> bool {
    opening.chars().enumerate().all(|(at, c)| run.get(at) == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn continuations_are_known_by_how_they_begin_and_what_they_point_at() {
        let check = |question, wanted| {
            let tokens = text::tokens(question);
            assert_eq!((opens(&tokens), points(&tokens)), wanted, "{question}");
        };
        check("and to Spain?", (true, false));
        check("What about the blue one", (true, true));
        check("how long does that take", (false, true));
        check("how much is shipping", (false, false));
        check("那新疆呢", (true, true));
        check("如果是银行卡付的呢", (true, false));
        check("这个多久", (true, true));
        check("听说这款会缩水", (false, true));
        check("运费多少", (false, false));
        check("", (false, false));
    }

    #[test]
    fn two_characters_are_as_long_as_a_word() {
        assert!((length(&text::tokens("寄到Spain多久")) - 3.0).abs() < 1e-6);
        assert!(length(&text::tokens(&"好".repeat(300))) <= LONG);
    }
}
