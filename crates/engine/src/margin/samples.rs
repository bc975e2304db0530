//! What machines learn from, and how: all texts of one language as vectors, and for each group the plane between its own
//! texts and those of others.

use super::Machine;
use super::landmarks::Landmarks;
use crate::knowledge::Language;
use crate::order::best_first;
use crate::phrasings::Phrasings;
use crate::semantic::Semantic;
use crate::sparse::Index;
use crate::vector::dot;

/// What a mistake on a text costs. Low: machines that err on their own texts; high: machines that learn them by heart.
const COST: f32 = 2.0;

/// How many texts all machines of a language together learn from, and one of them at least: where there are more, a
/// machine leaves out some of those that are far from its own. More make it better, and cost time in proportion.
const ALL_LESSONS: usize = 2_400_000;
const LESSONS: usize = 300;

/// One in so many of the others that are learned from is far, if not all are.
const FAR_PART: usize = 3;

/// Passes over a machine's texts at most; most machines settle in fewer.
const PASSES: usize = 12;

/// Every so many passes all texts are looked at again, also those that seemed to teach nothing more.
const REVIEW: usize = 4;

/// How far a text must be on its side of its margin to teach nothing more until the next review.
const CLEAR: f32 = 0.2;

/// A machine has settled when no text is this far from where it should be; 1 is the distance between the two margins' middle
/// and one of them.
const SETTLED: f32 = 0.05;

/// All texts of one language.
pub(super) struct Samples<'a> {
    all: Vec<Sample>,
    landmarks: Landmarks<'a>,
    /// How many features words have.
    features: usize,
    semantic: &'a Semantic,
    groups: Vec<usize>,
}

struct Sample {
    text: usize,
    group: usize,
    /// Number and weight of each feature.
    words: Vec<(u32, f32)>,
    meaning: Vec<f32>,
    /// Its kernel with itself.
    own: f32,
}

/// What a machine learns: a weight for each feature and number. Kept from machine to machine, since it is large.
struct Hyperplane {
    words: Vec<f32>,
    meaning: Vec<f32>,
}

/// A sample in a machine's lesson.
struct Lesson<'a> {
    sample: &'a Sample,
    /// 1 if it is of the machine's group, -1 if not.
    side: f32,
    weight: f32,
}

impl<'a> Samples<'a> {
    pub(super) fn new(language: Language, phrasings: &Phrasings, sparse: &Index, semantic: &'a Semantic) -> Self {
        let groups = phrasings.groups.iter().enumerate().filter(|(_, group)| group.language == language);
        let is_of_language = |text: &usize| phrasings.groups[phrasings.group_of(*text)].language == language;
        let texts: Vec<usize> = (0..phrasings.texts()).filter(is_of_language).collect();
        let directions = texts.iter().filter_map(|text| Some((*text, semantic.direction(*text)?)));
        let landmarks = Landmarks::among(&directions.collect::<Vec<_>>());
        let samples = texts.into_iter().map(|text| {
            let words = sparse.query(&phrasings.text(text).tokens).into_known();
            let words: Vec<(u32, f32)> =
                words.into_iter().filter_map(|(feature, weight)| Some((number(feature)?, weight))).collect();
            let direction = semantic.direction(text);
            let meaning =
                direction.map_or_else(|| vec![0.0; landmarks.len()], |direction| landmarks.numbers(direction));
            let own = words.iter().map(|(_, weight)| weight * weight).sum::<f32>() + dot(&meaning, &meaning);
            Sample { text, group: phrasings.group_of(text), words, meaning, own }
        });
        let samples = samples.filter(|sample| sample.own > 0.0).collect();
        Self {
            all: samples,
            groups: groups.map(|(group, _)| group).collect(),
            landmarks,
            features: sparse.features(),
            semantic,
        }
    }

    /// For each group the machine that tells its texts from the others, with the group's number.
    pub(super) fn learn(&self) -> Vec<(u32, Machine)> {
        let mut plane = Hyperplane { words: vec![0.0; self.features], meaning: vec![0.0; self.landmarks.len()] };
        let machine = |group: &usize| Some((number(*group)?, self.machine(*group, &mut plane)));
        self.groups.iter().filter_map(machine).collect()
    }

    fn machine(&self, group: usize, plane: &mut Hyperplane) -> Machine {
        let mut lessons = self.lessons(group);
        plane.fit(&mut lessons);
        let weights = lessons.iter().filter(|lesson| lesson.weight > 0.0);
        let weights: Vec<(u32, f32)> =
            weights.filter_map(|lesson| Some((number(lesson.sample.text)?, lesson.side * lesson.weight))).collect();
        Machine::new(&weights, &self.landmarks.weights(&plane.meaning))
    }

    /// The texts that are landmarks.
    pub(super) fn landmarks(&self) -> Vec<u32> {
        self.landmarks.texts.iter().filter_map(|text| number(*text)).collect()
    }

    /// Each text with its kernel with itself, as the landmarks show it.
    pub(super) fn own(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        self.all.iter().map(|sample| (sample.text, sample.own))
    }

    /// A group's own texts, and those of others: all, or those of the nearest groups and some from all over. The nearest teach
    /// what makes the difference, the far ones keep what is far from being taken for near.
    fn lessons(&self, group: usize) -> Vec<Lesson<'_>> {
        let most = (ALL_LESSONS / self.groups.len()).max(LESSONS);
        let is_own = |sample: &&Sample| sample.group == group;
        let own = self.all.iter().filter(is_own);
        let mut others: Vec<&Sample> = self.all.iter().filter(|sample| !is_own(sample)).collect();
        if others.len() > most {
            let mut place = vec![0; self.groups.iter().max().map_or(0, |last| last + 1)];
            let nearness = self.groups.iter().map(|other| self.semantic.nearness(group, *other));
            for (rank, at) in best_first(nearness).into_iter().enumerate() {
                place[self.groups[at]] = rank;
            }
            others = in_order(&others, |sample| place[sample.group], self.groups.len());
            let far = others.split_off(most - most / FAR_PART);
            let step = far.len().div_ceil(most / FAR_PART);
            others.extend(far.into_iter().step_by(step));
        }
        let lesson = |side: f32| move |sample| Lesson { sample, side, weight: 0.0 };
        own.map(lesson(1.0)).chain(others.into_iter().map(lesson(-1.0))).collect()
    }
}

/// `items` in the order of their keys, which are below `keys`; those of one key as they were. It takes no comparison.
fn in_order<T: Copy>(items: &[T], key: impl Fn(&T) -> usize, keys: usize) -> Vec<T> {
    let mut ends = vec![0; keys + 1];
    for item in items {
        ends[key(item) + 1] += 1;
    }
    for at in 0..keys {
        ends[at + 1] += ends[at];
    }
    let mut ordered = items.to_vec();
    for item in items {
        let next = &mut ends[key(item)];
        ordered[*next] = *item;
        *next += 1;
    }
    ordered
}

impl Hyperplane {
    /// Dual coordinate descent (Hsieh et al. 2008), with their shrinking: a text that clearly teaches nothing more is passed
    /// over until the next review.
    fn fit(&mut self, lessons: &mut [Lesson<'_>]) {
        self.words.fill(0.0);
        self.meaning.fill(0.0);
        let slack = 1.0 / (2.0 * COST);
        let mut looked_at: Vec<usize> = Vec::new();
        for pass in 0..PASSES {
            let is_review = pass % REVIEW == 0;
            if is_review {
                looked_at = shuffled(lessons.len());
            }
            let mut worst = 0.0_f32;
            looked_at.retain(|at| {
                let Lesson { sample, side, weight } = &mut lessons[*at];
                let distance = *side * self.product(sample) + slack * *weight - 1.0;
                if *weight <= 0.0 && distance >= 0.0 {
                    return distance < CLEAR;
                }
                worst = worst.max(distance.abs());
                let better = (*weight - distance / (sample.own + slack)).max(0.0);
                self.add(sample, *side * (better - *weight));
                *weight = better;
                true
            });
            if worst < SETTLED {
                // Settled as far as was looked: the next review tells.
                looked_at.clear();
                if is_review {
                    break;
                }
            }
        }
    }

    fn product(&self, sample: &Sample) -> f32 {
        // Several sums side by side: each addition would wait for the one before.
        let mut lanes = [0.0_f32; 4];
        let (chunks, rest) = sample.words.as_chunks();
        for chunk in chunks {
            for (lane, (feature, weight)) in lanes.iter_mut().zip(chunk as &[(u32, f32); 4]) {
                *lane += weight * self.words[*feature as usize];
            }
        }
        let rest: f32 = rest.iter().map(|(feature, weight)| weight * self.words[*feature as usize]).sum();
        lanes.iter().sum::<f32>() + rest + dot(&sample.meaning, &self.meaning)
    }

    fn add(&mut self, sample: &Sample, factor: f32) {
        for (feature, weight) in &sample.words {
            self.words[*feature as usize] += factor * weight;
        }
        for (value, number) in self.meaning.iter_mut().zip(&sample.meaning) {
            *value += factor * number;
        }
    }
}

/// The numbers below `count`, each once, neighbours far from each other: a plane settles sooner if texts that are alike do
/// not follow on each other.
fn shuffled(count: usize) -> Vec<usize> {
    let is_coprime = |step: &usize| {
        let (mut a, mut b) = (*step, count);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a == 1
    };
    let golden = count / 1_000 * 618 + count % 1_000 * 618 / 1_000;
    let step = (golden..=count).find(is_coprime).unwrap_or(1);
    // Added up: a product could leave the numbers that 32 bits hold.
    std::iter::successors(Some(0), |at| Some((at + step) % count)).take(count).collect()
}

fn number(number: usize) -> Option<u32> {
    u32::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(text: usize, words: [f32; 2]) -> Sample {
        let own = dot(&words, &words);
        Sample { text, group: 0, words: (0..).zip(words).collect(), meaning: Vec::new(), own }
    }

    #[test]
    fn a_plane_tells_its_own_from_the_others() {
        let samples = [[1.0, 0.1], [0.9, 0.0], [0.1, 1.0], [0.0, 0.8], [0.2, 0.9]];
        let samples: Vec<Sample> = samples.into_iter().enumerate().map(|(at, words)| sample(at, words)).collect();
        let side = |at: usize| if at < 2 { 1.0 } else { -1.0 };
        let mut lessons: Vec<Lesson<'_>> =
            samples.iter().enumerate().map(|(at, sample)| Lesson { sample, side: side(at), weight: 0.0 }).collect();
        let mut plane = Hyperplane { words: vec![0.0; 2], meaning: Vec::new() };
        plane.fit(&mut lessons);
        assert!(samples.iter().enumerate().all(|(at, sample)| side(at) * plane.product(sample) > 0.5));
    }

    #[test]
    fn shuffled_numbers_are_all_there() {
        for count in [0, 1, 2, 3, 10, 97, 360] {
            let mut numbers = shuffled(count);
            numbers.sort_unstable();
            assert!(numbers.into_iter().eq(0..count), "of {count}");
        }
    }

    #[test]
    fn items_are_put_in_order_and_equals_stay() {
        let ordered = in_order(&[(2, 'a'), (0, 'b'), (2, 'c'), (1, 'd')], |item| item.0, 3);
        assert_eq!(ordered, [(0, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }

    #[test]
    fn a_plane_is_the_sum_of_its_lessons() {
        let samples = [sample(0, [1.0, 0.2]), sample(1, [0.3, 1.0])];
        let mut lessons = [
            Lesson { sample: &samples[0], side: 1.0, weight: 0.0 },
            Lesson { sample: &samples[1], side: -1.0, weight: 0.0 },
        ];
        let mut plane = Hyperplane { words: vec![0.0; 2], meaning: Vec::new() };
        plane.fit(&mut lessons);
        for feature in 0..2 {
            let sum: f32 = lessons.iter().map(|l| l.side * l.weight * l.sample.words[feature].1).sum();
            assert!((sum - plane.words[feature]).abs() < 1e-5);
        }
    }
}
