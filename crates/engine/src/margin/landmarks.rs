//! Meanings as numbers whose scalar product is the kernel's: by their likeness to a few of them, the landmarks.
//!
//! The method of Nyström (Williams and Seeger 2001): with the landmarks' own kernel `C Cᵀ`, a meaning becomes `C⁻¹ k`, where
//! `k` is its kernel with each landmark. Landmarks are met exactly, all else nearly. What was learned for such numbers holds,
//! turned back, for `k` itself.

use super::bend;
use crate::vector::dot;

/// How many landmarks there are at most. Fewer blur meanings into each other; more cost time.
const MOST: usize = 192;

/// What is added to each landmark's kernel with itself, so that two that are alike do no harm.
const RIDGE: f32 = 1e-3;

/// Landmarks among meanings of one language.
pub(super) struct Landmarks<'a> {
    /// The texts that they are the meanings of.
    pub(super) texts: Vec<usize>,
    meanings: Vec<&'a [f32]>,
    /// The rows of `C`, a lower triangle.
    factor: Vec<Vec<f32>>,
}

impl<'a> Landmarks<'a> {
    /// Chooses some of `texts`, which are given with their meanings, evenly.
    pub(super) fn among(texts: &[(usize, &'a [f32])]) -> Self {
        let step = texts.len().div_ceil(MOST).max(1);
        let mut landmarks = Self { texts: Vec::new(), meanings: Vec::new(), factor: Vec::new() };
        for (text, meaning) in texts.iter().step_by(step) {
            // One more row of Cholesky's factor: what the rows above leave of its kernel with itself.
            let mut row = landmarks.numbers(meaning);
            let rest = bend(1.0) + RIDGE - dot(&row, &row);
            row.push(libm::sqrtf(rest.max(RIDGE)));
            landmarks.factor.push(row);
            landmarks.meanings.push(meaning);
            landmarks.texts.push(*text);
        }
        landmarks
    }

    /// How many numbers a meaning becomes.
    pub(super) fn len(&self) -> usize {
        self.meanings.len()
    }

    /// A meaning's numbers.
    pub(super) fn numbers(&self, meaning: &[f32]) -> Vec<f32> {
        let mut numbers: Vec<f32> = Vec::with_capacity(self.len() + 1);
        for (landmark, row) in self.meanings.iter().zip(&self.factor) {
            let at = numbers.len();
            let known = dot(&row[..at], &numbers);
            numbers.push((bend(dot(landmark, meaning)) - known) / row[at]);
        }
        numbers
    }

    /// Turns weights of numbers into weights of the kernel with each landmark: `C⁻ᵀ w`.
    pub(super) fn weights(&self, weights: &[f32]) -> Vec<f32> {
        let mut left = weights.to_vec();
        for at in (0..left.len()).rev() {
            let row = &self.factor[at];
            left[at] /= row[at];
            let weight = left[at];
            for (other, value) in left.iter_mut().zip(&row[..at]) {
                *other -= weight * value;
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANGLES: [f32; 5] = [0.0, 0.4, 1.1, 2.0, 2.2];

    fn meanings() -> Vec<[f32; 2]> {
        ANGLES.iter().map(|angle| [libm::cosf(*angle), libm::sinf(*angle)]).collect()
    }

    fn landmarks(meanings: &[[f32; 2]]) -> Landmarks<'_> {
        let texts: Vec<(usize, &[f32])> = meanings.iter().map(<[f32; 2]>::as_slice).enumerate().collect();
        Landmarks::among(&texts)
    }

    #[test]
    fn products_are_the_kernels() {
        let meanings = meanings();
        let landmarks = landmarks(&meanings);
        for a in &meanings {
            for b in &meanings {
                let product = dot(&landmarks.numbers(a), &landmarks.numbers(b));
                assert!((product - bend(dot(a, b))).abs() < 0.02, "{product} is not {}", bend(dot(a, b)));
            }
        }
    }

    #[test]
    fn weights_turned_back_say_the_same() {
        let meanings = meanings();
        let landmarks = landmarks(&meanings);
        let learned = [0.5, -1.0, 0.25, 2.0, -0.75];
        let turned = landmarks.weights(&learned);
        let asked = [libm::cosf(0.7), libm::sinf(0.7)];
        let kernel: Vec<f32> = meanings.iter().map(|meaning| bend(dot(meaning, &asked))).collect();
        assert!((dot(&turned, &kernel) - dot(&learned, &landmarks.numbers(&asked))).abs() < 1e-3);
    }

    #[test]
    fn without_meanings_there_are_no_numbers() {
        assert_eq!(Landmarks::among(&[]).len(), 0);
    }
}
