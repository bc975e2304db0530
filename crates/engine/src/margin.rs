//! The discriminative channel: for each entry and language a classifier that has learned what sets its phrasings apart from
//! those that are near them.
//!
//! A support vector machine with squared hinge loss (one against the rest; dual coordinate descent, Hsieh et al. 2008) over
//! the kernel `words + MEANING * exp(SHARPNESS * (meaning - 1))`, both cosines. Likeness says what is near; this says what
//! of it makes the difference. It ranks well and knows its limits badly, so it is clamped, and one voice among others.

use crate::order::best_first;
use crate::phrasings::{Phrasings, Rehearsal};
use crate::semantic::{Meaning, Semantic};
use crate::sparse::Index;

/// What meaning counts beside words in the kernel. 0: words alone set phrasings apart; high: only what they mean does.
const MEANING: f32 = 2.0;

/// How fast likeness in meaning fades. Low: all that is related helps; high: only what means nearly the same.
const SHARPNESS: f32 = 2.0;

/// What a mistake on a phrasing costs. Low: machines that err on their own phrasings; high: machines that learn them by heart.
const COST: f32 = 1.0;

/// How many near phrasings of other entries a machine learns from, as a multiple of its own and at least. More make it
/// better, and cost time by their square.
const OTHERS_SHARE: usize = 3;
const OTHERS: usize = 200;

/// One in so many of the others is not near.
const FAR_PART: usize = 3;

/// Passes over a machine's phrasings; most settle in fewer.
const PASSES: usize = 8;

/// Steps of the weights in a machine: whole numbers of its unit.
const STEPS: f32 = 127.0;

/// Up to how many phrasings the machines learn: all of these are compared with each other. Beyond, entries have so many
/// phrasings, or are so many, that a few hundred others teach a machine too little; the other channels then speak alone.
const MOST_PHRASINGS: usize = 2_000;

/// One machine for each group of phrasings.
#[derive(Debug, Default)]
pub(crate) struct Machines {
    machines: Vec<Machine>,
}

/// Weights of phrasings: above 0 for its own, below for others'.
#[derive(Debug, Default)]
struct Machine {
    unit: f32,
    terms: Vec<(usize, i8)>,
}

impl Machines {
    /// Learns from all phrasings. Without language models there are none.
    pub(crate) fn learn(phrasings: &Phrasings, sparse: &Index, semantic: &Semantic) -> Self {
        let count = phrasings.all.len();
        if !semantic.is_there() || count > MOST_PHRASINGS {
            return Self::default();
        }
        let vectors: Vec<Vec<(usize, f32)>> =
            phrasings.all.iter().map(|phrasing| sparse.query(&phrasing.tokens).into_known()).collect();
        let kernel =
            |a: usize, b: usize| sparse_dot(&vectors[a], &vectors[b]) + semantic.between(a, b).map_or(0.0, bend);
        let table = table(count, kernel);
        let machines = (0..phrasings.groups.len()).map(|group| {
            let (members, own) = members(group, phrasings, semantic);
            Machine::learn(&members, own, |a, b| table[a * count + b])
        });
        Self { machines: machines.collect() }
    }

    /// For each entry how clearly the question is its, 0 to 1, ½ being undecided. `words` and `meanings` are the question's
    /// cosines with each phrasing; a rehearsed phrasing has no say about itself.
    pub(crate) fn margins(
        &self,
        words: &[f32],
        meanings: &[Option<f32>],
        meaning: &Meaning,
        phrasings: &Phrasings,
        rehearsal: Option<Rehearsal>,
    ) -> Vec<f32> {
        let mut margins = vec![0.0_f32; phrasings.entries];
        let own = rehearsal.map(|rehearsal| rehearsal.phrasing);
        for (machine, group) in self.machines.iter().zip(&phrasings.groups) {
            let share = meaning.share(group.language);
            if share <= 0.0 {
                continue;
            }
            let mut sum = 0.0_f32;
            for (phrasing, weight) in &machine.terms {
                if own != Some(*phrasing) {
                    let kernel = words[*phrasing] + meanings[*phrasing].map_or(0.0, bend);
                    sum += f32::from(*weight) * kernel;
                }
            }
            margins[group.entry] += share * ((machine.unit * sum).clamp(-1.0, 1.0) + 1.0) / 2.0;
        }
        margins
    }
}

impl Machine {
    /// Learns to tell the first `own` of `members` from the others.
    fn learn(members: &[usize], own: usize, kernel: impl Fn(usize, usize) -> f32) -> Self {
        let count = members.len();
        let sign = |at: usize| if at < own { 1.0_f32 } else { -1.0 };
        let mut products = vec![0.0_f32; count * count];
        for a in 0..count {
            for b in 0..=a {
                let product = sign(a) * sign(b) * kernel(members[a], members[b]);
                products[a * count + b] = product;
                products[b * count + a] = product;
            }
        }
        let slack = 1.0 / (2.0 * COST);
        let mut weights = vec![0.0_f32; count];
        // slopes[i]: the sum over all j of weights[j] * products[i][j].
        let mut slopes = vec![0.0_f32; count];
        for _ in 0..PASSES {
            for at in 0..count {
                let row = &products[at * count..(at + 1) * count];
                let step = (slopes[at] + slack * weights[at] - 1.0) / (row[at] + slack);
                let weight = (weights[at] - step).max(0.0);
                let change = weight - weights[at];
                if change != 0.0 {
                    weights[at] = weight;
                    for (slope, product) in slopes.iter_mut().zip(row) {
                        *slope += change * product;
                    }
                }
            }
        }
        let most = weights.iter().copied().fold(0.0, f32::max);
        if most <= 0.0 {
            return Self::default();
        }
        let unit = most / STEPS;
        let terms = weights.iter().enumerate().filter_map(|(at, weight)| {
            let weight = round(sign(at) * weight / unit);
            (weight != 0).then(|| (members[at], weight))
        });
        Self { unit, terms: terms.collect() }
    }
}

/// The kernel of every two phrasings: each is needed by many machines.
fn table(count: usize, kernel: impl Fn(usize, usize) -> f32) -> Vec<f32> {
    let mut table = vec![0.0; count * count];
    for a in 0..count {
        for b in 0..=a {
            let value = kernel(a, b);
            table[a * count + b] = value;
            table[b * count + a] = value;
        }
    }
    table
}

/// A group's own phrasings, and then the phrasings of other entries in its language that are nearest to its middle.
fn members(group: usize, phrasings: &Phrasings, semantic: &Semantic) -> (Vec<usize>, usize) {
    let entry = phrasings.groups[group].entry;
    let mut members: Vec<usize> =
        (0..phrasings.all.len()).filter(|number| phrasings.all[*number].group == group).collect();
    let own = members.len();
    let mut others: Vec<(f32, usize)> = semantic.nearness_to_group(group);
    others.retain(|(_, other)| phrasings.entry_of(*other) != entry);
    let most = OTHERS.max(OTHERS_SHARE * own);
    let order = best_first(others.iter().map(|(nearness, _)| *nearness));
    // The nearest teach what makes the difference; some from all over keep what is far from being taken for near.
    let (near, far) = order.split_at((most - most / FAR_PART).min(order.len()));
    let step = far.len().div_ceil((most / FAR_PART).max(1)).max(1);
    members.extend(near.iter().chain(far.iter().step_by(step)).map(|place| others[*place].1));
    (members, own)
}

fn bend(meaning: f32) -> f32 {
    MEANING * libm::expf(SHARPNESS * (meaning - 1.0))
}

#[expect(clippy::cast_possible_truncation, reason = "the number is within ±127")]
fn round(number: f32) -> i8 {
    libm::roundf(number) as i8
}

/// The scalar product of two vectors that are sorted by feature.
fn sparse_dot(a: &[(usize, f32)], b: &[(usize, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_tells_its_own_from_the_others() {
        let points = [[1.0_f32, 0.1], [0.9, 0.0], [0.1, 1.0], [0.0, 0.8], [0.2, 0.9]];
        let kernel = |a: usize, b: usize| points[a][0] * points[b][0] + points[a][1] * points[b][1];
        let machine = Machine::learn(&[0, 1, 2, 3, 4], 2, kernel);
        let margin = |point: usize| {
            let terms = machine.terms.iter().map(|(other, weight)| f32::from(*weight) * kernel(point, *other));
            machine.unit * terms.sum::<f32>()
        };
        assert!((0..2).all(|point| margin(point) > 0.5) && (2..5).all(|point| margin(point) < -0.5));
    }

    #[test]
    fn products_are_over_shared_features() {
        assert!((sparse_dot(&[(1, 2.0), (4, 1.0)], &[(0, 5.0), (1, 3.0), (5, 1.0)]) - 6.0).abs() < 1e-6);
    }
}
