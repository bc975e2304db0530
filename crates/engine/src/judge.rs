//! From scores to probabilities: how likely each candidate is the right one, calibrated on the knowledge's own phrasings.
//!
//! No question from outside is needed. Each phrasing is asked as if a shopper had worded it anew, once with itself left
//! out (its entry is then the right answer) and once with its whole entry left out (then none is). A logistic model learns
//! from both what a right candidate looks like in *this* knowledge (Platt 1999), and is averaged with a general model.

use serde::{Deserialize, Serialize};

use crate::channels::{Channels, Reach};
use crate::phrasings::{LeftOut, Rehearsal};
use crate::rank::{Ranked, rank};

/// What is looked at to judge a candidate: a constant, its score, its margin over the best other candidate, the share of
/// the question that the knowledge knows, and the share of its topics that the knowledge covers.
const INPUTS: usize = 5;

/// The share of questions that no entry answers, as assumed of shoppers. Higher: more handoffs. Lower: more wrong answers.
const UNANSWERABLE: f64 = 0.25;

/// How many phrasings are asked at most, evenly spread over the knowledge. More cost time when a pack is made and change
/// the third digit.
const REHEARSALS: usize = 1_500;

/// How many candidates of each rehearsal are learned from.
const LEARNED: usize = 3;

/// How much the knowledge's own model counts beside the general one. Towards 1, a merchant's few phrasings decide; they make
/// a pessimist, since an entry of five phrasings loses a fifth of itself when one is left out. Towards 0, all shops are judged
/// alike, however near to each other their entries are.
const OWN_SHARE: f64 = 0.1;

/// What holds for all shops: fitted to first candidates on the validation questions of public sets (`CLINC150` and `HWU64` with
/// 10 phrasings an entry, `Bitext` with 5, `BANKING77` with neighbours out of scope) and on two shops written for it
/// (`models/shops`), each set counting the same.
const GENERAL: [f64; INPUTS] = [-2.6, 5.2, 10.5, 0.8, 0.7];

/// The same where no language model is there: words alone.
const GENERAL_BY_WORDS: [f64; INPUTS] = [-2.0, 9.5, 11.9, 0.0, 0.0];

/// How firmly the fit holds each coefficient at the general one, where the phrasings say nothing.
const CERTAINTY: [f64; INPUTS] = [2.0, 0.4, 0.2, 0.4, 0.4];

/// Steps of Newton's method; it settles in fewer than ten.
const STEPS: usize = 25;

/// A logistic model of being right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Judge {
    coefficients: [f32; INPUTS],
}

/// A candidate's inputs.
type Inputs = [f64; INPUTS];

struct Sample {
    inputs: Inputs,
    is_right: bool,
    weight: f64,
}

impl Judge {
    /// Learns from the knowledge's own phrasings. Without a language model there is nothing to add to the general one.
    pub(crate) fn learn(channels: &Channels) -> Self {
        let written = channels.phrasings.all.iter().enumerate().filter(|(_, phrasing)| phrasing.is_written);
        let written: Vec<usize> = written.map(|(number, _)| number).collect();
        let step = written.len().div_ceil(REHEARSALS).max(1);
        let mut samples = Vec::new();
        for phrasing in written.into_iter().step_by(step) {
            for left_out in [LeftOut::Phrasing, LeftOut::Entry] {
                rehearse(channels, Rehearsal { phrasing, left_out }, &mut samples);
            }
        }
        let general = general(channels.has_meaning());
        let own = fit(&samples, general);
        Self { coefficients: std::array::from_fn(|i| narrow(OWN_SHARE * own[i] + (1.0 - OWN_SHARE) * general[i])) }
    }

    /// What holds for all shops, with language models or by words alone.
    pub(crate) fn general(has_meaning: bool) -> Self {
        Self { coefficients: general(has_meaning).map(narrow) }
    }

    /// The probability, 0 to 1, that the candidate at `place` in `ranked` is right.
    pub(crate) fn probability(&self, ranked: &[Ranked], place: usize, reach: Reach) -> f32 {
        let inputs = inputs(ranked, place, reach);
        narrow(logistic(dot(inputs, self.coefficients.map(f64::from))))
    }

    /// Whether the model can be used: a pack from elsewhere may hold anything.
    pub(crate) fn is_finite(&self) -> bool {
        self.coefficients.iter().all(|factor| factor.is_finite())
    }
}

fn general(has_meaning: bool) -> [f64; INPUTS] {
    if has_meaning { GENERAL } else { GENERAL_BY_WORDS }
}

fn inputs(ranked: &[Ranked], place: usize, reach: Reach) -> Inputs {
    let score = ranked[place].score;
    let rival = usize::from(place == 0);
    let rival = ranked.get(rival).map_or(0.0, |rival| rival.score);
    [1.0, score, score - rival, reach.known, reach.covered].map(f64::from)
}

fn rehearse(channels: &Channels, rehearsal: Rehearsal, samples: &mut Vec<Sample>) {
    let (evidence, reach) = channels.rehearse(rehearsal);
    let ranked = rank(&evidence, channels.has_meaning());
    let weight = match rehearsal.left_out {
        LeftOut::Phrasing => 1.0,
        LeftOut::Entry => UNANSWERABLE / (1.0 - UNANSWERABLE),
    };
    for place in 0..ranked.len().min(LEARNED) {
        // With the whole entry left out it is no candidate, so none is right.
        let is_right = ranked[place].entry == channels.phrasings.entry_of(rehearsal.phrasing);
        samples.push(Sample { inputs: inputs(&ranked, place, reach), is_right, weight });
    }
}

/// Maximum a posteriori by Newton's method: the log-likelihood of the samples, and a Gaussian around `general`.
fn fit(samples: &[Sample], general: [f64; INPUTS]) -> [f64; INPUTS] {
    let mut at = general;
    for _ in 0..STEPS {
        let mut gradient = [0.0; INPUTS];
        let mut curvature = [[0.0; INPUTS]; INPUTS];
        for (i, certainty) in CERTAINTY.into_iter().enumerate() {
            gradient[i] = certainty * (general[i] - at[i]);
            curvature[i][i] = certainty;
        }
        for sample in samples {
            let p = logistic(dot(sample.inputs, at));
            let miss = sample.weight * (f64::from(u8::from(sample.is_right)) - p);
            let slope = sample.weight * p * (1.0 - p);
            for (i, input) in sample.inputs.into_iter().enumerate() {
                gradient[i] += miss * input;
                for (value, other) in curvature[i].iter_mut().zip(sample.inputs) {
                    *value += slope * input * other;
                }
            }
        }
        for (value, step) in at.iter_mut().zip(solve(curvature, gradient)) {
            *value += step.clamp(-2.0, 2.0);
        }
    }
    at
}

/// Solves `matrix * x = right` for a positive definite matrix, by elimination.
fn solve(mut matrix: [[f64; INPUTS]; INPUTS], mut right: [f64; INPUTS]) -> [f64; INPUTS] {
    for pivot in 0..INPUTS {
        let above = matrix[pivot];
        for row in pivot + 1..INPUTS {
            let factor = matrix[row][pivot] / above[pivot];
            for (value, other) in matrix[row].iter_mut().zip(above) {
                *value -= factor * other;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..INPUTS).rev() {
        for column in row + 1..INPUTS {
            right[row] -= matrix[row][column] * right[column];
        }
        right[row] /= matrix[row][row];
    }
    right
}

fn dot(a: Inputs, b: Inputs) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

#[expect(clippy::cast_possible_truncation, reason = "six digits are enough for a probability or a coefficient")]
fn narrow(x: f64) -> f32 {
    x as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elimination_solves() {
        let matrix = [
            [4.0, 1.0, 0.0, 0.0, 0.0],
            [1.0, 3.0, 1.0, 0.0, 0.0],
            [0.0, 1.0, 5.0, 2.0, 1.0],
            [0.0, 0.0, 2.0, 6.0, 0.0],
            [0.0, 0.0, 1.0, 0.0, 4.0],
        ];
        let x = [1.0, -2.0, 3.0, 0.5, 0.25];
        let right = matrix.map(|row| dot(row, x));
        for (found, expected) in solve(matrix, right).into_iter().zip(x) {
            assert!((found - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn without_samples_the_general_model_holds() {
        for (found, expected) in fit(&[], GENERAL).into_iter().zip(GENERAL) {
            assert!((found - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn a_clear_lesson_is_learned() {
        let sample = |margin: f64| Sample { inputs: [1.0, 0.5, margin, 1.0, 1.0], is_right: margin > 0.1, weight: 1.0 };
        let samples: Vec<Sample> = (0..400).map(|n| sample(f64::from(n % 20) / 100.0)).collect();
        let at = fit(&samples, GENERAL);
        assert!(logistic(dot([1.0, 0.5, 0.19, 1.0, 1.0], at)) > 0.9);
        assert!(logistic(dot([1.0, 0.5, 0.0, 1.0, 1.0], at)) < 0.1);
    }
}
