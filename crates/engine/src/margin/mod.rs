//! The discriminative channel: for each entry and language a classifier that has learned what sets its phrasings and its
//! answer apart from those of all other entries.
//!
//! A support vector machine with squared hinge loss (one against the rest) over the kernel
//! `words + MEANING * exp(SHARPNESS * (meaning - 1))`, both cosines. Likeness says what is near; this says what of it makes
//! the difference. It ranks well and knows its limits badly, so it is clamped, and one voice among others.

mod landmarks;
mod samples;

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::knowledge::Language;
use crate::model::{LanguageModel, Models};
use crate::phrasings::{Phrasings, Rehearsal};
use crate::semantic::{Meaning, Semantic};
use crate::sparse::Index;
use samples::Samples;

/// What meaning counts beside words in the kernel. 0: words alone set texts apart; high: only what they mean does.
const MEANING: f32 = 2.0;

/// How fast likeness in meaning fades. Low: all that is related helps; high: only what means nearly the same.
const SHARPNESS: f32 = 2.0;

/// How much of what a machine says of a text that it learned from is due to that text alone: were it not there, others would
/// stand in for the rest (the span of support vectors, Vapnik and Chapelle 2000). Measured so that rehearsals are as often right
/// as real questions to the same knowledge. 0: what was learned by heart counts as known; 1: an entry is judged by its other
/// phrasings as they are, which no machine would have settled for.
const ALONE: f32 = 0.4;

/// Up to how many texts machines are quick enough to learn where they are used, rather than to be carried in the pack.
pub(crate) const LEARNED_ON_LOADING: usize = 2_000;

/// What a unit may be in a pack from elsewhere: with larger ones, sums could leave the numbers that there are.
const UNITS: Range<f32> = 0.0..1e6;

/// One machine for each group of texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Machines {
    parts: Vec<Part>,
    /// For each text, its kernel with itself. Only rehearsals need it, which are held where all this is learned.
    #[serde(skip)]
    own: Vec<f32>,
}

/// The machines of a language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Part {
    language: Language,
    /// The fingerprint of the language model that they learned with: with another, meanings differ.
    model: u32,
    /// The texts whose likeness in meaning counts.
    landmarks: Vec<u32>,
    /// Each with its group.
    machines: Vec<(u32, Machine)>,
}

/// What counts for and against a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Machine {
    /// Texts whose words count, and what each does: above 0 for the group's own, below for others'.
    words: Vec<(u32, i8)>,
    words_unit: f32,
    /// For each landmark, what likeness in meaning counts.
    meanings: Vec<i16>,
    meanings_unit: f32,
}

impl Machines {
    /// Learns from all texts. Without language models there are none.
    pub(crate) fn learn(phrasings: &Phrasings, sparse: &Index, semantic: &Semantic, models: &Models) -> Self {
        let mut learned = Self { parts: Vec::new(), own: vec![0.0; phrasings.texts()] };
        for (language, model) in models.iter() {
            let samples = Samples::new(language, phrasings, sparse, semantic);
            for (text, own) in samples.own() {
                learned.own[text] = own;
            }
            learned.parts.push(Part {
                language,
                model: model.fingerprint(),
                landmarks: samples.landmarks(),
                machines: samples.learn(),
            });
        }
        learned
    }

    /// Whether any has learned.
    pub(crate) fn are_there(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Whether they are for these texts and models: a pack from elsewhere may hold anything.
    pub(crate) fn fit(&self, phrasings: &Phrasings, models: &Models) -> bool {
        let is_known = |(language, model): (Language, &Arc<LanguageModel>)| {
            self.parts.iter().any(|part| part.language == language && part.model == model.fingerprint())
        };
        models.iter().all(is_known) && self.parts.iter().all(|part| part.fits(phrasings))
    }

    /// For each entry how clearly the question is its, 0 to 1, ½ being undecided. `words` and `meanings` are the question's
    /// cosines with each text. A rehearsed phrasing has no say about itself, as far as it alone is heard. Other texts of its entry
    /// keep theirs, even where the entry is left out: shoppers who ask for something else are seldom as near as its phrasings.
    pub(crate) fn margins(
        &self,
        words: &[f32],
        meanings: &[Option<f32>],
        meaning: &Meaning,
        phrasings: &Phrasings,
        rehearsal: Option<Rehearsal>,
    ) -> Vec<f32> {
        let mut words = words.to_vec();
        if let Some(Rehearsal { phrasing, .. }) = rehearsal {
            words[phrasing] -= ALONE * self.own[phrasing];
        }
        let mut margins = vec![0.0_f32; phrasings.entries];
        for part in &self.parts {
            let share = meaning.share(part.language);
            if share > 0.0 {
                let likeness = part.landmarks.iter().map(|text| meanings[*text as usize].map_or(0.0, bend));
                let landmarks: Vec<f32> = likeness.collect();
                for (group, machine) in &part.machines {
                    let margin = machine.margin(&words, &landmarks).clamp(-1.0, 1.0);
                    margins[phrasings.groups[*group as usize].entry] += share * (margin + 1.0) / 2.0;
                }
            }
        }
        margins
    }
}

impl Part {
    fn fits(&self, phrasings: &Phrasings) -> bool {
        let is_text = |text: &u32| (*text as usize) < phrasings.texts();
        let fits = |(group, machine): &(u32, Machine)| {
            (*group as usize) < phrasings.groups.len()
                && UNITS.contains(&machine.words_unit)
                && UNITS.contains(&machine.meanings_unit)
                && machine.words.iter().all(|(text, _)| is_text(text))
        };
        self.landmarks.iter().all(is_text) && self.machines.iter().all(fits)
    }
}

impl Machine {
    /// Weights of texts' words and of landmarks, to the nearest of some steps.
    #[expect(clippy::cast_possible_truncation, reason = "the units are chosen so that all weights fit")]
    fn new(words: &[(u32, f32)], meanings: &[f32]) -> Self {
        let words_unit = unit(words.iter().map(|(_, weight)| *weight), f32::from(i8::MAX));
        let meanings_unit = unit(meanings.iter().copied(), f32::from(i16::MAX));
        let words = words.iter().map(|(text, weight)| (*text, libm::roundf(weight / words_unit) as i8));
        let meanings = meanings.iter().map(|weight| libm::roundf(weight / meanings_unit) as i16);
        Self {
            words: words.filter(|(_, weight)| *weight != 0).collect(),
            words_unit,
            meanings: meanings.collect(),
            meanings_unit,
        }
    }

    /// How clearly a question is the group's: 1 and more if it clearly is, -1 and less if it clearly is not.
    fn margin(&self, words: &[f32], landmarks: &[f32]) -> f32 {
        let by_words = self.words.iter().map(|(text, weight)| f32::from(*weight) * words[*text as usize]);
        let by_meaning = self.meanings.iter().zip(landmarks).map(|(weight, likeness)| f32::from(*weight) * likeness);
        self.words_unit * by_words.sum::<f32>() + self.meanings_unit * by_meaning.sum::<f32>()
    }
}

/// How large one step is, if there are `most` of them up to the largest of `weights`.
fn unit(weights: impl Iterator<Item = f32>, most: f32) -> f32 {
    let largest = weights.fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
    if largest > 0.0 { largest / most } else { 1.0 }
}

/// What a cosine of meanings adds to the kernel.
fn bend(meaning: f32) -> f32 {
    MEANING * libm::expf(SHARPNESS * (meaning - 1.0))
}
