//! Fusion: from what the channels say to one score and one order.

use crate::sparse::Likeness;

/// The share of the centroid in the score; the rest is the nearest phrasing's. Towards 1, what an entry's phrasings have in
/// common decides; towards 0, one single phrasing does, and with it its accidents.
const CENTROID_SHARE: f32 = 0.7;

/// A candidate in the order of its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) entry: usize,
    pub(crate) score: f32,
    pub(crate) likeness: Likeness,
}

/// The entries that share anything with the question, best first; equal scores in the merchant's order.
pub(crate) fn rank(likeness: &[Likeness]) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = likeness
        .iter()
        .enumerate()
        .map(|(entry, likeness)| Ranked { entry, score: fuse(*likeness), likeness: *likeness })
        .filter(|candidate| candidate.score > 0.0)
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
    ranked
}

fn fuse(likeness: Likeness) -> f32 {
    CENTROID_SHARE * likeness.centroid + (1.0 - CENTROID_SHARE) * likeness.nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(centroid: f32, nearest: f32) -> Likeness {
        Likeness { centroid, nearest }
    }

    #[test]
    fn the_best_comes_first_and_strangers_not_at_all() {
        let ranked = rank(&[like(0.1, 0.1), like(0.0, 0.0), like(0.5, 0.2)]);
        assert_eq!(ranked.iter().map(|r| r.entry).collect::<Vec<_>>(), [2, 0]);
    }

    #[test]
    fn ties_keep_the_merchants_order() {
        let ranked = rank(&[like(0.2, 0.2), like(0.2, 0.2)]);
        assert_eq!(ranked.iter().map(|r| r.entry).collect::<Vec<_>>(), [0, 1]);
    }
}
