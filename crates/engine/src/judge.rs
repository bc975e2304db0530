//! From scores to probabilities: how likely each candidate is the right one, calibrated on the knowledge's own phrasings.
//!
//! A general logistic model says what a right candidate looks like in any shop. It is then fitted to this one, without any
//! question from outside: each phrasing is asked as if a shopper had worded it anew, once with itself left out (its entry is
//! then the right answer) and once with its whole entry left out (then none is), and the general model's log-odds are shifted
//! and scaled to what comes of it (Platt 1999). So confidence changes from shop to shop, and which of two questions is the
//! surer does not.

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
const REHEARSALS: usize = 500;

/// With how many phrasings an entry the knowledge's own model counts as much as the general one. An entry of five phrasings
/// loses a fifth of itself when one is left out, so such a knowledge's model is a pessimist; one of a hundred knows best. Low: a
/// merchant's few phrasings decide. High: all shops are judged alike, however near to each other their entries are.
const EQUAL_AT: f64 = 15.0;

/// What holds for all shops: fitted to first candidates on the validation questions of public sets (`CLINC150` and `HWU64` with
/// 10 phrasings an entry, `Bitext` with 5) and on shops written for it (`models/shops`), each set counting the same, and a quarter
/// of the questions being out of scope where there are any.
const GENERAL: [f64; INPUTS] = [-2.8, 3.4, 6.7, 1.5, 1.9];

/// The same where no language model is there: words alone.
const GENERAL_BY_WORDS: [f64; INPUTS] = [-2.7, 6.0, 7.4, 1.3, 0.0];

/// How firmly the shift is held at 0 and the scale at 1, where the phrasings say little: as by so many phrasings, roughly.
const CERTAINTY: f64 = 2.0;

/// Steps of Newton's method; it settles in fewer than ten.
const STEPS: usize = 25;

/// How this knowledge differs from all others: what is done to the general model's log-odds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Judge {
    shift: f32,
    scale: f32,
}

/// A candidate's inputs.
type Inputs = [f64; INPUTS];

/// What came of one rehearsal.
struct Sample {
    /// The general model's log-odds that the first candidate is right.
    odds: f64,
    is_right: bool,
    weight: f64,
}

impl Default for Judge {
    /// The general model as it is.
    fn default() -> Self {
        Self { shift: 0.0, scale: 1.0 }
    }
}

impl Judge {
    /// Learns from the knowledge's own phrasings. Without a language model there is nothing to add to the general one.
    pub(crate) fn learn(channels: &Channels) -> Self {
        if !channels.has_meaning() {
            return Self::default();
        }
        let written = channels.phrasings.all.iter().enumerate().filter(|(_, phrasing)| phrasing.is_written);
        let written: Vec<usize> = written.map(|(number, _)| number).collect();
        let step = written.len().div_ceil(REHEARSALS).max(1);
        let rehearsals = written
            .into_iter()
            .step_by(step)
            .flat_map(|phrasing| [LeftOut::Phrasing, LeftOut::Entry].map(|left_out| Rehearsal { phrasing, left_out }));
        let samples: Vec<Sample> = rehearsals.filter_map(|rehearsal| rehearse(channels, rehearsal)).collect();
        let (shift, scale) = fit(&samples);
        let lessons = f64::from(channels.voices().lessons);
        let share = lessons / (lessons + EQUAL_AT);
        Self { shift: narrow(share * shift), scale: narrow(1.0 - share + share * scale) }
    }

    /// The probability, 0 to 1, that the candidate at `place` in `ranked` is right. What was learned holds where meaning has
    /// part in the scores.
    pub(crate) fn probability(self, ranked: &[Ranked], place: usize, reach: Reach, has_meaning: bool) -> f32 {
        let odds = odds(ranked, place, reach, has_meaning);
        let odds = if has_meaning { f64::from(self.shift) + f64::from(self.scale) * odds } else { odds };
        narrow(logistic(odds))
    }

    /// Whether it can be used: a pack from elsewhere may hold anything.
    pub(crate) fn is_finite(self) -> bool {
        self.shift.is_finite() && self.scale.is_finite()
    }
}

/// The general model's log-odds of a candidate.
fn odds(ranked: &[Ranked], place: usize, reach: Reach, has_meaning: bool) -> f64 {
    let general = if has_meaning { GENERAL } else { GENERAL_BY_WORDS };
    inputs(ranked, place, reach).iter().zip(general).map(|(input, factor)| input * factor).sum()
}

fn inputs(ranked: &[Ranked], place: usize, reach: Reach) -> Inputs {
    let Ranked { score, sober, .. } = ranked[place];
    let rival = usize::from(place == 0);
    let rival = ranked.get(rival).map_or(0.0, |rival| rival.score);
    [1.0, sober, score - rival, reach.known, reach.covered].map(f64::from)
}

fn rehearse(channels: &Channels, rehearsal: Rehearsal) -> Option<Sample> {
    let (evidence, reach) = channels.rehearse(rehearsal);
    let ranked = rank(&evidence, channels.voices());
    let first = ranked.first()?;
    let weight = match rehearsal.left_out {
        LeftOut::Phrasing => 1.0,
        LeftOut::Entry => UNANSWERABLE / (1.0 - UNANSWERABLE),
    };
    // With the whole entry left out it is no candidate, so none is right.
    let is_right = first.entry == channels.phrasings.entry_of(rehearsal.phrasing);
    Some(Sample { odds: odds(&ranked, 0, reach, channels.has_meaning()), is_right, weight })
}

/// Shift and scale of the log-odds: maximum a posteriori by Newton's method, from the log-likelihood of the samples and
/// Gaussians around 0 and 1.
fn fit(samples: &[Sample]) -> (f64, f64) {
    let (mut shift, mut scale) = (0.0, 1.0);
    for _ in 0..STEPS {
        let (mut by_shift, mut by_scale) = (-CERTAINTY * shift, CERTAINTY * (1.0 - scale));
        let (mut bend_shift, mut bend_both, mut bend_scale) = (CERTAINTY, 0.0, CERTAINTY);
        for sample in samples {
            let p = logistic(shift + scale * sample.odds);
            let miss = sample.weight * (f64::from(u8::from(sample.is_right)) - p);
            let slope = sample.weight * p * (1.0 - p);
            by_shift += miss;
            by_scale += miss * sample.odds;
            bend_shift += slope;
            bend_both += slope * sample.odds;
            bend_scale += slope * sample.odds * sample.odds;
        }
        let area = bend_shift * bend_scale - bend_both * bend_both;
        shift += ((bend_scale * by_shift - bend_both * by_scale) / area).clamp(-1.0, 1.0);
        scale += ((bend_shift * by_scale - bend_both * by_shift) / area).clamp(-0.5, 0.5);
    }
    // Scaled below 0, less likely candidates would become the likelier ones.
    (shift, scale.max(0.1))
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

    fn samples(is_right: impl Fn(f64) -> bool) -> Vec<Sample> {
        let odds = (-300..300).map(|n| f64::from(n) / 100.0);
        odds.map(|odds| Sample { odds, is_right: is_right(odds), weight: 1.0 }).collect()
    }

    #[test]
    fn without_samples_the_general_model_holds() {
        let (shift, scale) = fit(&[]);
        assert!(shift.abs() < 1e-9 && (scale - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_shop_of_close_neighbours_makes_less_sure() {
        // What is right in any other shop from log-odds of 0 on is so here from 1 on.
        let (shift, scale) = fit(&samples(|odds| odds > 1.0));
        assert!(logistic(shift + scale * 0.5) < 0.5 && logistic(shift + scale * 1.5) > 0.5);
    }

    #[test]
    fn odds_that_mean_nothing_are_flattened_but_never_turned_round() {
        let (_, scale) = fit(&samples(|odds| odds < 0.0));
        assert!((scale - 0.1).abs() < 1e-9);
    }
}
