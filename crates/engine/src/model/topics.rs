//! The topics of retail: what a text is probably about, whatever the shop.

use crate::vector::soften;

/// What the weights are shifted by in the file.
const ZERO: i16 = 128;

/// The topic of all that has nothing to do with shops. It takes its share of the probability and gives it to no entry.
const EVERYDAY: &str = "everyday-talk";

/// A linear classifier over the semantic vector, trained on sentences of known topic (multinomial logistic regression).
#[derive(Debug)]
pub(crate) struct Topics {
    names: Vec<String>,
    width: usize,
    /// For each topic, one weight a number of the vector, then a constant.
    weights: Vec<f32>,
}

impl Topics {
    /// None if the parts do not fit each other.
    pub(super) fn new(names: &str, width: usize, unit: f32, weights: &[u8]) -> Option<Self> {
        let names: Vec<String> = names.lines().map(str::to_owned).collect();
        let weights: Vec<f32> = weights.iter().map(|code| unit * f32::from(i16::from(*code) - ZERO)).collect();
        (weights.len() == names.len() * (width + 1) && unit.is_finite()).then_some(Self { names, width, weights })
    }

    /// How many topics there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The name of a topic.
    pub(crate) fn name(&self, number: usize) -> &str {
        &self.names[number]
    }

    /// The probability of each topic for a text with the semantic vector `direction`, of unit length. They sum to 1 less what
    /// is everyday talk.
    pub(crate) fn probabilities(&self, direction: &[f32]) -> Vec<f32> {
        let mut values: Vec<f32> = self.weights.chunks_exact(self.width + 1).map(|row| logit(row, direction)).collect();
        soften(&mut values);
        for (value, name) in values.iter_mut().zip(&self.names) {
            if name == EVERYDAY {
                *value = 0.0;
            }
        }
        values
    }
}

fn logit(row: &[f32], direction: &[f32]) -> f32 {
    let (constant, weights) = row.split_last().expect("a row has a constant");
    weights.iter().zip(direction).map(|(weight, value)| weight * value).sum::<f32>() + constant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_follow_the_weights_and_sum_to_one() {
        let topics = Topics::new("tea\ncoffee\n", 2, 0.5, &[138, 128, 128, 128, 138, 128]).expect("they fit");
        let found = topics.probabilities(&[1.0, 0.0]);
        assert!(found[0] > 0.9 && (found.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert_eq!((topics.len(), topics.name(1)), (2, "coffee"));
    }

    #[test]
    fn everyday_talk_is_no_topic_of_anything() {
        let topics = Topics::new("everyday-talk\ntea\n", 1, 0.5, &[130, 128, 128, 128]).expect("they fit");
        let found = topics.probabilities(&[1.0]);
        assert!(found[0].abs() < f32::MIN_POSITIVE && found[1] > 0.1 && found[1] < 0.5);
    }

    #[test]
    fn parts_that_do_not_fit_are_refused() {
        assert!(Topics::new("tea\n", 2, 0.5, &[1, 2]).is_none());
        assert!(Topics::new("tea\n", 1, f32::NAN, &[1, 2]).is_none());
    }
}
