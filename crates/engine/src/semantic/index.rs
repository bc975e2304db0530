//! The phrasings' meanings: a vector each, by language, and the topics of each entry.

use super::cut::cut;
use crate::knowledge::Language;
use crate::model::{LanguageModel, Manners, Marks};
use crate::phrasings::{LeftOut, Phrasings, Rehearsal};
use crate::reader::Reader;
use crate::rows::{Likeness, Rows};
use crate::text::Token;
use crate::vector::{add, dot, make_unit};

/// What a text means, as far as the models that are there can tell.
#[derive(Debug, Default)]
pub(crate) struct Meaning {
    /// For each language that it has known words of: the share that they carry, and their direction.
    parts: Vec<(Language, f32, Vec<f32>)>,
    /// The square root of each topic's probability: of unit length, less what is everyday talk.
    pub(crate) topics: Vec<f32>,
}

impl Meaning {
    /// The share, 0 to 1, of what is said that is said in `language`.
    pub(crate) fn share(&self, language: Language) -> f32 {
        self.parts.iter().find(|(of, ..)| *of == language).map_or(0.0, |(_, share, _)| *share)
    }

    /// How a message is meant that means this and consists of these words, if any model knows any of them.
    pub(crate) fn manners(&self, tokens: &[Token], marks: Marks, reader: &Reader) -> Option<Manners> {
        let mut manners = Manners::default();
        for (language, share, direction) in &self.parts {
            let Some(model) = reader.model(*language) else { continue };
            let mut words = Vec::new();
            for word in cut(&model.words, tokens) {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            for (sum, manner) in manners.iter_mut().zip(model.manner.manners(direction, marks, &words)) {
                *sum += share * manner;
            }
        }
        (!self.parts.is_empty()).then_some(manners)
    }

    fn direction(&self, language: Language) -> Option<&[f32]> {
        self.parts.iter().find(|(of, ..)| *of == language).map(|(.., direction)| direction.as_slice())
    }
}

/// How alike a question and an entry are in meaning, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sense {
    pub(crate) words: Likeness,
    pub(crate) topic: f32,
    /// To the entry's answer.
    pub(crate) answer: f32,
}

#[derive(Debug)]
struct Space {
    language: Language,
    rows: Rows,
    /// For each phrasing, its row.
    row_of: Vec<Option<usize>>,
    /// For each group of this language, its answer's direction.
    answers: Vec<Option<Vec<f32>>>,
}

/// The phrasings' meanings.
#[derive(Debug, Default)]
pub(crate) struct Semantic {
    spaces: Vec<Space>,
    topics: usize,
    /// For each entry, the sum of its phrasings' topics.
    sums: Vec<Vec<f32>>,
    /// For each topic, the most and the second most of any entry, and whose the most is.
    covered: Vec<(f32, usize, f32)>,
}

impl Semantic {
    pub(crate) fn new(phrasings: &Phrasings, reader: &Reader) -> Self {
        let mut semantic = Self {
            topics: reader.models().iter().map(|(_, model)| model.topics.len()).max().unwrap_or(0),
            ..Self::default()
        };
        semantic.sums = vec![vec![0.0; semantic.topics]; phrasings.entries];
        for (language, model) in reader.models().iter() {
            let space = semantic.space(language, model, phrasings);
            semantic.spaces.push(space);
        }
        semantic.cover();
        semantic
    }

    /// Whether any model is there.
    pub(crate) fn is_there(&self) -> bool {
        !self.spaces.is_empty()
    }

    fn space(&mut self, language: Language, model: &LanguageModel, phrasings: &Phrasings) -> Space {
        let mut rows = Rows::new(model.words.width(), phrasings.groups.len());
        let mut row_of = vec![None; phrasings.all.len()];
        let mut count = 0;
        for (number, phrasing) in phrasings.all.iter().enumerate() {
            let group = phrasings.groups[phrasing.group];
            if group.language != language {
                continue;
            }
            let mut vector = sum(model, &phrasing.text.plain);
            if make_unit(&mut vector) > 0.0 {
                let topics = self.roots(&model.topics.probabilities(&vector));
                add(&mut self.sums[group.entry], &topics);
                rows.push(phrasing.group, vector);
                row_of[number] = Some(count);
                count += 1;
            }
        }
        let answers = phrasings.groups.iter().zip(&phrasings.answers).map(|(group, answer)| {
            let mut vector = (group.language == language).then(|| sum(model, &answer.plain))?;
            (make_unit(&mut vector) > 0.0).then_some(vector)
        });
        Space { language, rows, row_of, answers: answers.collect() }
    }

    fn roots(&self, probabilities: &[f32]) -> Vec<f32> {
        let mut roots: Vec<f32> = probabilities.iter().map(|p| libm::sqrtf(*p)).collect();
        // Models of different making may name different numbers of topics: what one lacks has no probability.
        roots.resize(self.topics, 0.0);
        roots
    }

    /// What a text means.
    pub(crate) fn meaning(&self, tokens: &[Token], reader: &Reader) -> Meaning {
        let mut meaning = Meaning { topics: vec![0.0; self.topics], ..Meaning::default() };
        let mut mass = 0.0;
        for (language, model) in reader.models().iter() {
            let mut vector = sum(model, tokens);
            let length = make_unit(&mut vector);
            if length > 0.0 {
                // Rare words have long vectors and filler short ones, so the length tells how much is said.
                mass += length * length;
                meaning.parts.push((language, length * length, vector));
            }
        }
        for (language, share, vector) in &mut meaning.parts {
            *share /= mass;
            if let Some(model) = reader.model(*language) {
                let probabilities = model.topics.probabilities(vector);
                for (topic, probability) in meaning.topics.iter_mut().zip(probabilities) {
                    *topic += *share * probability;
                }
            }
        }
        for topic in &mut meaning.topics {
            *topic = libm::sqrtf(*topic);
        }
        meaning
    }

    /// Cosines between a meaning and each text, where both have known words in the text's language.
    pub(crate) fn cosines(&self, meaning: &Meaning, phrasings: &Phrasings) -> Vec<Option<f32>> {
        let mut cosines = vec![None; phrasings.texts()];
        for space in &self.spaces {
            if let Some(direction) = meaning.direction(space.language) {
                let products = space.rows.products(direction);
                let answers = space.answers.iter().map(|answer| answer.as_ref().map(|answer| dot(answer, direction)));
                let texts = space.row_of.iter().map(|row| row.map(|row| products[row])).chain(answers);
                for (cosine, text) in cosines.iter_mut().zip(texts) {
                    *cosine = cosine.or(text);
                }
            }
        }
        cosines
    }

    /// The direction of a text, if it has known words.
    pub(crate) fn direction(&self, text: usize) -> Option<&[f32]> {
        self.spaces.iter().find_map(|space| match space.row_of.get(text) {
            Some(row) => row.map(|row| space.rows.row(row)),
            None => space.answers[text - space.row_of.len()].as_deref(),
        })
    }

    /// How near the middles of two groups are, as a cosine; 0 if they are of different languages or nothing is known of one.
    pub(crate) fn nearness(&self, a: usize, b: usize) -> f32 {
        self.spaces.iter().map(|space| space.rows.nearness(a, b)).sum()
    }

    /// How alike a meaning and every entry are. `cosines` are its own with each text.
    pub(crate) fn senses(
        &self,
        meaning: &Meaning,
        cosines: &[Option<f32>],
        phrasings: &Phrasings,
        rehearsal: Option<Rehearsal>,
    ) -> Vec<Sense> {
        let mut senses = vec![Sense::default(); phrasings.entries];
        for space in &self.spaces {
            let Some((_, share, direction)) = meaning.parts.iter().find(|(language, ..)| *language == space.language)
            else {
                continue;
            };
            let own = rehearsal.and_then(|rehearsal| space.row_of[rehearsal.phrasing]);
            let products: Vec<f32> =
                space.row_of.iter().zip(cosines).filter_map(|(row, cosine)| row.and(*cosine)).collect();
            let likeness = space.rows.likeness(direction, &products, own);
            for (group, likeness) in phrasings.groups.iter().zip(&likeness) {
                let sense = &mut senses[group.entry];
                sense.words.centroid += share * likeness.centroid;
                sense.words.nearest += share * likeness.nearest;
            }
            let answers = &cosines[phrasings.all.len()..];
            for (group, answer) in phrasings.groups.iter().zip(answers) {
                if group.language == space.language {
                    senses[group.entry].answer += share * answer.map_or(0.0, |answer| answer.max(0.0));
                }
            }
        }
        if !meaning.parts.is_empty() {
            let own = rehearsal.map(|rehearsal| phrasings.entry_of(rehearsal.phrasing));
            for (entry, (sense, sum)) in senses.iter_mut().zip(&self.sums).enumerate() {
                sense.topic = nearness(sum, &meaning.topics, own == Some(entry));
            }
        }
        senses
    }

    /// Share, 0 to 1, of the meaning's topics that the entries cover.
    pub(crate) fn coverage(&self, meaning: &Meaning, phrasings: &Phrasings, rehearsal: Option<Rehearsal>) -> f32 {
        let left = rehearsal.filter(|rehearsal| rehearsal.left_out == LeftOut::Entry);
        let left = left.map(|rehearsal| phrasings.entry_of(rehearsal.phrasing));
        let covered = self.covered.iter().zip(&meaning.topics).map(|((most, whose, second), root)| {
            let covered = if left == Some(*whose) { *second } else { *most };
            root * root * covered
        });
        covered.sum()
    }

    /// An entry covers a topic as far as its phrasings speak of it: half of them suffice.
    fn cover(&mut self) {
        self.covered = vec![(0.0, 0, 0.0); self.topics];
        for (entry, sum) in self.sums.iter().enumerate() {
            let squared = dot(sum, sum);
            for ((most, whose, second), value) in self.covered.iter_mut().zip(sum) {
                let share = if squared > 0.0 { (2.0 * value * value / squared).min(1.0) } else { 0.0 };
                if share > *most {
                    (*second, *most, *whose) = (*most, share, entry);
                } else {
                    *second = second.max(share);
                }
            }
        }
    }
}

/// Scalar product of a row with the direction of a sum of such rows; the row is left out of the sum if it is in it.
fn nearness(sum: &[f32], row: &[f32], is_in: bool) -> f32 {
    let (mut product, mut squared) = (dot(sum, row), dot(sum, sum));
    if is_in {
        // |s - x|² = |s|² - 2 s·x + |x|², and x·(s - x) = s·x - |x|².
        let own = dot(row, row);
        squared += own - 2.0 * product;
        product -= own;
    }
    if squared > 1e-4 { (product / libm::sqrtf(squared)).clamp(0.0, 1.0) } else { 0.0 }
}

fn sum(model: &LanguageModel, tokens: &[Token]) -> Vec<f32> {
    let mut vector = vec![0.0; model.words.width()];
    for word in cut(&model.words, tokens) {
        model.words.add_vector(word, &mut vector);
    }
    vector
}
