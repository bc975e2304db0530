//! From probabilities and what was said before to an outcome: answer, offer a choice, or call a person.

use crate::command;
use crate::model::Manners;
use crate::mood;
use crate::reading::Candidate;
use crate::reply::{Outcome, Reason};

/// Answer when the best candidate is at least this likely. A wrong answer costs as much trust as a right one earns, so
/// below one half, answering loses. Higher: more handoffs. Lower: more wrong answers.
pub(crate) const ANSWER_AT: f32 = 0.5;

/// Offer a choice when the candidates together are at least this likely to hold the right one. A choice that holds nothing
/// right costs the shopper a glance, a needless handoff costs a person's time. Higher: more handoffs. Lower: more choices
/// with nothing right among them.
const OFFER_AT: f32 = 0.4;

/// How many candidates a choice offers at most.
const OFFERED: usize = 3;

/// A candidate less likely than this is not worth a place in a choice.
const WORTH_OFFERING: f32 = 0.05;

/// What is decided upon.
pub(crate) struct Case<'a> {
    pub(crate) said: &'a str,
    /// How it is meant, if a model could tell and it is no phrasing of the merchant's.
    pub(crate) manners: Option<&'a Manners>,
    /// Best first.
    pub(crate) candidates: &'a [Candidate],
    /// How many separate questions there are, each with its answer; 0 if it is one.
    pub(crate) parts: usize,
    /// Whether the knowledge holds any of its words.
    pub(crate) is_known: bool,
    pub(crate) past: Past,
}

/// What the last turn has to say.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Past {
    /// Whether the best candidate has just answered the very same question.
    pub(crate) has_answered: bool,
    /// Whether a choice was just offered.
    pub(crate) has_offered: bool,
    /// Whether the shopper was upset, and is still.
    pub(crate) is_still_upset: bool,
}

/// The outcome of a turn. The first rule that applies decides:
///
/// 1. who asks for a person gets one, and so does who is furious, upset for the second time, or tells of something grave; a merchant
///    cannot switch that off;
/// 2. of several questions that are all understood, each is answered;
/// 3. who asks again what was just answered is offered what else may be meant, or a person: the same words again help nobody;
/// 4. a likely candidate answers;
/// 5. candidates that together are likely are offered, but not twice in a row;
/// 6. else a person.
pub(crate) fn decide(case: &Case<'_>) -> Outcome {
    let answered = case.candidates.first().map_or(0.0, |best| best.probability);
    if let Some(reason) = call(case.said, case.manners, answered) {
        return Outcome::HandOff(reason);
    }
    if case.past.is_still_upset {
        return Outcome::HandOff(Reason::Upset);
    }
    if case.parts > 0 {
        return Outcome::Answer;
    }
    let Some(best) = case.candidates.first() else { return Outcome::HandOff(Reason::Unknown) };
    let count = offered(case.candidates).count();
    let sum: f32 = offered(case.candidates).map(|candidate| candidate.probability).sum();
    if case.past.has_answered {
        return if count > 1 && !case.past.has_offered { Outcome::Clarify } else { Outcome::HandOff(Reason::Repeated) };
    }
    if best.probability >= ANSWER_AT {
        return Outcome::Answer;
    }
    if count > 1 && sum >= OFFER_AT && !case.past.has_offered {
        return Outcome::Clarify;
    }
    Outcome::HandOff(if case.is_known { Reason::LowConfidence } else { Reason::Unknown })
}

/// The reason for which a person is called whatever was asked, and whoever else has an answer: its best one is right with the
/// probability `answered`.
pub(crate) fn call(said: &str, manners: Option<&Manners>, answered: f32) -> Option<Reason> {
    if command::asks_for_person(said) {
        return Some(Reason::Requested);
    }
    if command::is_grave(said) {
        return Some(Reason::Sensitive);
    }
    manners.and_then(|manners| mood::call(manners, answered))
}

/// The candidates that a choice offers.
pub(crate) fn offered(candidates: &[Candidate]) -> impl Iterator<Item = &Candidate> {
    candidates.iter().take(OFFERED).filter(|candidate| candidate.probability >= WORTH_OFFERING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channels::Evidence;
    use crate::rank::Ranked;

    fn candidates(probabilities: &[f32]) -> Vec<Candidate> {
        let ranked = |entry| Ranked { entry, score: 0.5, sober: 0.5, evidence: Evidence::default() };
        probabilities
            .iter()
            .enumerate()
            .map(|(entry, p)| Candidate { ranked: ranked(entry), probability: *p })
            .collect()
    }

    fn case(candidates: &[Candidate]) -> Case<'_> {
        Case { said: "?", manners: None, candidates, parts: 0, is_known: true, past: Past::default() }
    }

    #[test]
    fn outcomes_follow_the_probabilities() {
        let check = |probabilities: &[f32], outcome| {
            assert_eq!(decide(&case(&candidates(probabilities))), outcome, "{probabilities:?}");
        };
        check(&[0.9, 0.02], Outcome::Answer);
        check(&[0.5], Outcome::Answer);
        check(&[0.45, 0.3, 0.1], Outcome::Clarify);
        check(&[0.45], Outcome::HandOff(Reason::LowConfidence));
        check(&[0.2, 0.1, 0.04], Outcome::HandOff(Reason::LowConfidence));
        check(&[], Outcome::HandOff(Reason::Unknown));
    }

    #[test]
    fn nobody_is_led_in_circles() {
        let close = candidates(&[0.45, 0.3, 0.1]);
        let offered = Past { has_offered: true, ..Past::default() };
        let twice = Case { past: offered, ..case(&close) };
        assert_eq!(decide(&twice), Outcome::HandOff(Reason::LowConfidence));
        let answered = Past { has_answered: true, ..Past::default() };
        let sure = candidates(&[0.8, 0.1]);
        assert_eq!(decide(&Case { past: answered, ..case(&sure) }), Outcome::Clarify);
        let alone = candidates(&[0.8, 0.01]);
        assert_eq!(decide(&Case { past: answered, ..case(&alone) }), Outcome::HandOff(Reason::Repeated));
    }

    #[test]
    fn whoever_stays_upset_gets_a_person() {
        let sure = candidates(&[0.9]);
        let upset = Past { is_still_upset: true, ..Past::default() };
        assert_eq!(decide(&Case { past: upset, ..case(&sure) }), Outcome::HandOff(Reason::Upset));
        assert_eq!(decide(&Case { said: "孩子被烫伤了", ..case(&sure) }), Outcome::HandOff(Reason::Sensitive));
    }

    #[test]
    fn who_asks_for_a_person_gets_one_however_sure_an_answer_is() {
        let sure = candidates(&[0.9]);
        assert_eq!(decide(&Case { said: "转人工", ..case(&sure) }), Outcome::HandOff(Reason::Requested));
    }
}
