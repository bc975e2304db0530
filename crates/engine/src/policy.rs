//! From probabilities to an outcome: answer, offer a choice, or call a person.

use crate::reply::{Outcome, Reason};

/// Answer when the best candidate is at least this likely. A wrong answer costs as much trust as a right one earns, so
/// below one half, answering loses. Higher: more handoffs. Lower: more wrong answers.
const ANSWER_AT: f32 = 0.5;

/// Offer a choice when the candidates together are at least this likely to hold the right one. A choice that holds nothing
/// right costs the shopper a glance, a needless handoff costs a person's time. Higher: more handoffs. Lower: more choices
/// with nothing right among them.
const OFFER_AT: f32 = 0.4;

/// How many candidates a choice offers at most.
pub(crate) const OFFERED: usize = 3;

/// A candidate less likely than this is not worth a place in a choice.
pub(crate) const WORTH_OFFERING: f32 = 0.05;

/// The outcome for candidates with these probabilities, best first.
pub(crate) fn decide(probabilities: &[f32]) -> Outcome {
    let Some(best) = probabilities.first() else { return Outcome::HandOff(Reason::Unknown) };
    if *best >= ANSWER_AT {
        return Outcome::Answer;
    }
    let offered = probabilities.iter().take(OFFERED).filter(|p| **p >= WORTH_OFFERING);
    if offered.clone().count() > 1 && offered.sum::<f32>() >= OFFER_AT {
        return Outcome::Clarify;
    }
    Outcome::HandOff(Reason::LowConfidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_follow_the_probabilities() {
        let check = |probabilities: &[f32], outcome| assert_eq!(decide(probabilities), outcome, "{probabilities:?}");
        check(&[0.9, 0.02], Outcome::Answer);
        check(&[0.5], Outcome::Answer);
        check(&[0.45, 0.3, 0.1], Outcome::Clarify);
        check(&[0.45], Outcome::HandOff(Reason::LowConfidence));
        check(&[0.2, 0.1, 0.04], Outcome::HandOff(Reason::LowConfidence));
        check(&[], Outcome::HandOff(Reason::Unknown));
    }
}
