//! Fusion: from what the channels say to one score and one order.

use crate::channels::Evidence;
use crate::order::best_first;

/// What each channel counts in the score. Only the proportions matter: the score is their mean, over the channels that are
/// there. A weight of 0 silences a channel; one far above the others lets it decide alone.
mod weight {
    /// The sparse centroid: what an entry's phrasings have in common. Low: rare words of one phrasing decide. High: words that
    /// happen to be shared win over what was meant.
    pub(super) const SPARSE_CENTROID: f32 = 0.25;
    /// The sparse nearest phrasing. High: an entry's accidents decide; low: a rare way to ask is missed.
    pub(super) const SPARSE_NEAREST: f32 = 0.25;
    /// The answer's words. They are as good as a phrasing's where shoppers ask for what the answer tells. High: entries with
    /// long answers attract everything.
    pub(super) const SPARSE_ANSWER: f32 = 2.0;
    /// The semantic centroid. High: what sounds related wins over what says the same words.
    pub(super) const SEMANTIC_CENTROID: f32 = 0.15;
    /// The semantic nearest phrasing.
    pub(super) const SEMANTIC_NEAREST: f32 = 0.25;
    /// The answer's meaning.
    pub(super) const SEMANTIC_ANSWER: f32 = 0.2;
    /// The topics. High: retail questions find their matter in any words, and everything that fits no topic suffers.
    pub(super) const TOPIC: f32 = 0.9;
    /// The margin, what sets an entry apart from its neighbours, for each time that the phrasings grow by the factor e: a
    /// machine that learned from many knows more. High: unknown questions are given to whoever fits best.
    pub(super) const MARGIN: f32 = 0.6;
    /// The margin where limits count and not order, however many phrasings there are.
    pub(super) const SOBER_MARGIN: f32 = 1.0;

    /// The same for words alone, where no machine has weighed them.
    pub(super) mod alone {
        pub(in super::super) const CENTROID: f32 = 0.9;
        pub(in super::super) const NEAREST: f32 = 0.1;
        pub(in super::super) const ANSWER: f32 = 1.2;
    }
}

/// A candidate in the order of its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) entry: usize,
    pub(crate) score: f32,
    /// The score for judging how far it goes: margins rank well and know their limits badly, so they count less here.
    pub(crate) sober: f32,
    pub(crate) evidence: Evidence,
}

/// Which channels there are in a knowledge: those that are not have no part in the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Voices {
    /// Whether there is a language model.
    pub(crate) has_meaning: bool,
    /// Whether any entry has an answer.
    pub(crate) has_answers: bool,
    /// How many phrasings an entry has in a language, on the mean; 0 if no machine has learned from them.
    pub(crate) lessons: f32,
}

/// The entries that share anything with the question, best first; equal scores in the merchant's order.
pub(crate) fn rank(evidence: &[Evidence], voices: Voices) -> Vec<Ranked> {
    let learned = weight::MARGIN * libm::logf(1.0 + voices.lessons);
    let sober = if learned > 0.0 { weight::SOBER_MARGIN } else { 0.0 };
    let candidate = |(entry, evidence): (usize, &Evidence)| Ranked {
        entry,
        score: score(evidence, voices, learned),
        sober: score(evidence, voices, sober),
        evidence: *evidence,
    };
    let ranked = evidence.iter().enumerate().map(candidate);
    let ranked: Vec<Ranked> = ranked.filter(|candidate| candidate.score > 0.0).collect();
    best_first(ranked.iter().map(|candidate| candidate.score)).into_iter().map(|number| ranked[number]).collect()
}

/// The mean of what the channels say, 0 to 1, the margin with the weight that is given.
fn score(Evidence { sparse, semantic, margin }: &Evidence, voices: Voices, margin_weight: f32) -> f32 {
    let answers = if voices.has_answers { 1.0 } else { 0.0 };
    if !voices.has_meaning {
        return mean([
            (weight::alone::CENTROID, sparse.words.centroid),
            (weight::alone::NEAREST, sparse.words.nearest),
            (weight::alone::ANSWER * answers, sparse.answer),
        ]);
    }
    mean([
        (weight::SPARSE_CENTROID, sparse.words.centroid),
        (weight::SPARSE_NEAREST, sparse.words.nearest),
        (weight::SPARSE_ANSWER * answers, sparse.answer),
        (weight::SEMANTIC_CENTROID, semantic.words.centroid),
        (weight::SEMANTIC_NEAREST, semantic.words.nearest),
        (weight::SEMANTIC_ANSWER * answers, semantic.answer),
        (weight::TOPIC, semantic.topic),
        (margin_weight, *margin),
    ])
}

fn mean<const N: usize>(voices: [(f32, f32); N]) -> f32 {
    let (mut sum, mut most) = (0.0, 0.0);
    for (weight, voice) in voices {
        sum += weight * voice;
        most += weight;
    }
    sum / most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Likeness;
    use crate::sparse::Wording;

    const ALL: Voices = Voices { has_meaning: true, has_answers: true, lessons: 5.0 };

    fn like(centroid: f32, nearest: f32) -> Evidence {
        let sparse = Wording { words: Likeness { centroid, nearest }, answer: 0.0 };
        Evidence { sparse, ..Evidence::default() }
    }

    #[test]
    fn the_best_comes_first_and_strangers_not_at_all() {
        let ranked = rank(&[like(0.1, 0.1), like(0.0, 0.0), like(0.5, 0.2)], ALL);
        assert_eq!(ranked.iter().map(|r| r.entry).collect::<Vec<_>>(), [2, 0]);
    }

    #[test]
    fn ties_keep_the_merchants_order() {
        let ranked = rank(&[like(0.2, 0.2), like(0.2, 0.2)], ALL);
        assert_eq!(ranked.iter().map(|r| r.entry).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn a_channel_that_is_not_there_takes_nothing_away() {
        let words_only = Voices { has_meaning: false, has_answers: false, lessons: 0.0 };
        assert!((score(&like(1.0, 1.0), words_only, 0.0) - 1.0).abs() < 1e-6);
        assert!(score(&like(1.0, 1.0), ALL, 1.0) < 0.5);
    }
}
