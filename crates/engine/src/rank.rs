//! Fusion: from what the channels say to one score and one order.

use crate::channels::Evidence;
use crate::order::best_first;

/// What each channel counts in the score. Only the proportions matter: the score is their mean, over the channels that are
/// there. A weight of 0 silences a channel; one far above the others lets it decide alone.
mod weight {
    /// The sparse centroid: what an entry's phrasings have in common. Low: rare words of one phrasing decide.
    pub(super) const SPARSE_CENTROID: f32 = 0.9;
    /// The sparse nearest phrasing. High: an entry's accidents decide; low: a rare way to ask is missed.
    pub(super) const SPARSE_NEAREST: f32 = 0.1;
    /// The semantic centroid. High: what sounds related wins over what says the same words.
    pub(super) const SEMANTIC_CENTROID: f32 = 0.45;
    /// The semantic nearest phrasing.
    pub(super) const SEMANTIC_NEAREST: f32 = 0.45;
    /// The topics. High: retail questions find their matter in any words, and everything that fits no topic suffers.
    pub(super) const TOPIC: f32 = 0.6;
    /// The margin: what sets an entry apart from its neighbours. High: unknown questions are given to whoever fits best.
    pub(super) const MARGIN: f32 = 1.0;
    /// The answer's words.
    pub(super) const SPARSE_ANSWER: f32 = 0.6;
    /// The answer's meaning. High: entries with long answers attract everything.
    pub(super) const SEMANTIC_ANSWER: f32 = 0.2;
}

/// A candidate in the order of its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) entry: usize,
    pub(crate) score: f32,
    pub(crate) evidence: Evidence,
}

/// The entries that share anything with the question, best first; equal scores in the merchant's order.
pub(crate) fn rank(evidence: &[Evidence], has_meaning: bool) -> Vec<Ranked> {
    let score = |evidence| if has_meaning { with_meaning(evidence) } else { by_words(evidence) };
    let ranked = evidence.iter().enumerate();
    let ranked = ranked.map(|(entry, evidence)| Ranked { entry, score: score(evidence), evidence: *evidence });
    let ranked: Vec<Ranked> = ranked.filter(|candidate| candidate.score > 0.0).collect();
    best_first(ranked.iter().map(|candidate| candidate.score)).into_iter().map(|number| ranked[number]).collect()
}

fn by_words(Evidence { sparse, .. }: &Evidence) -> f32 {
    let sum = weight::SPARSE_CENTROID * sparse.words.centroid
        + weight::SPARSE_NEAREST * sparse.words.nearest
        + weight::SPARSE_ANSWER * sparse.answer;
    sum / (weight::SPARSE_CENTROID + weight::SPARSE_NEAREST + weight::SPARSE_ANSWER)
}

fn with_meaning(evidence: &Evidence) -> f32 {
    let Evidence { sparse, semantic, margin } = evidence;
    let sum = weight::SPARSE_CENTROID * sparse.words.centroid
        + weight::SPARSE_NEAREST * sparse.words.nearest
        + weight::SPARSE_ANSWER * sparse.answer
        + weight::SEMANTIC_CENTROID * semantic.words.centroid
        + weight::SEMANTIC_NEAREST * semantic.words.nearest
        + weight::SEMANTIC_ANSWER * semantic.answer
        + weight::TOPIC * semantic.topic
        + weight::MARGIN * margin;
    let most = weight::SPARSE_CENTROID
        + weight::SPARSE_NEAREST
        + weight::SEMANTIC_CENTROID
        + weight::SEMANTIC_NEAREST
        + weight::TOPIC
        + weight::MARGIN
        + weight::SPARSE_ANSWER
        + weight::SEMANTIC_ANSWER;
    sum / most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Likeness;
    use crate::sparse::Wording;

    fn like(centroid: f32, nearest: f32) -> Evidence {
        let sparse = Wording { words: Likeness { centroid, nearest }, answer: 0.0 };
        Evidence { sparse, ..Evidence::default() }
    }

    #[test]
    fn the_best_comes_first_and_strangers_not_at_all() {
        let ranked = rank(&[like(0.1, 0.1), like(0.0, 0.0), like(0.5, 0.2)], false);
        assert_eq!(ranked.iter().map(|r| r.entry).collect::<Vec<_>>(), [2, 0]);
    }

    #[test]
    fn ties_keep_the_merchants_order() {
        let ranked = rank(&[like(0.2, 0.2), like(0.2, 0.2)], true);
        assert_eq!(ranked.iter().map(|r| r.entry).collect::<Vec<_>>(), [0, 1]);
    }
}
