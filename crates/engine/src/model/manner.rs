//! How a message is meant, beside what it asks: whether the shopper greets, is upset, wants a person, or tells of something grave.

use super::words::Words;
use crate::vector::soften;

/// The ways in which a message may be meant, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// A question, calmly asked.
    Plain,
    /// A question of somebody who is annoyed, worried or disappointed.
    Upset,
    Greeting,
    Thanks,
    Goodbye,
    /// The shopper has understood, or thinks it over.
    Okay,
    /// The shopper wonders who is answering.
    Who,
    /// The shopper wants a person.
    Person,
    /// The shopper is furious, or at the end of all patience.
    Angry,
    /// Somebody was hurt, the law is called upon, money or data were taken, a child is concerned, or somebody is in distress.
    Grave,
}

impl Manner {
    pub(crate) const ALL: [Self; 10] = [
        Self::Plain,
        Self::Upset,
        Self::Greeting,
        Self::Thanks,
        Self::Goodbye,
        Self::Okay,
        Self::Who,
        Self::Person,
        Self::Angry,
        Self::Grave,
    ];

    /// The name by which explanations know it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Upset => "upset",
            Self::Greeting => "greeting",
            Self::Thanks => "thanks",
            Self::Goodbye => "goodbye",
            Self::Okay => "okay",
            Self::Who => "who",
            Self::Person => "person",
            Self::Angry => "angry",
            Self::Grave => "grave",
        }
    }
}

/// The probability of each manner, in the order of [`Manner::ALL`].
pub(crate) type Manners = [f32; Manner::ALL.len()];

/// What a message looks like, each 0 to 1: exclamation marks, up to three, as a share; marks in a row; shouted in capitals.
pub(crate) type Marks = [f32; 3];

/// What codes are shifted by in the file.
const ZERO: i16 = 128;

/// A linear classifier over the semantic vector, the marks and the words (multinomial logistic regression).
#[derive(Debug)]
pub(crate) struct MannerModel {
    /// For each manner, one weight a number of the vector, one a mark, and a constant.
    weights: Vec<f32>,
    /// For each manner, one code a word.
    words: Vec<u8>,
    unit: f32,
}

impl MannerModel {
    /// None if the parts do not fit each other.
    pub(super) fn new(known: &Words, unit: f32, weights: &[u8], word_unit: f32, words: &[u8]) -> Option<Self> {
        let row = known.width() + Marks::default().len() + 1;
        let fits = weights.len() == row * Manner::ALL.len() && words.len() == known.len() * Manner::ALL.len();
        let weights = weights.iter().map(|code| unit * value(*code)).collect();
        (fits && unit.is_finite() && word_unit.is_finite()).then(|| Self {
            weights,
            words: words.to_vec(),
            unit: word_unit,
        })
    }

    /// How a message with the semantic vector `direction`, of unit length, and these different words is meant.
    #[expect(clippy::cast_precision_loss, reason = "a message has at most a few thousand words")]
    pub(crate) fn manners(&self, direction: &[f32], marks: Marks, numbers: &[usize]) -> Manners {
        let row = self.weights.len() / Manner::ALL.len();
        let count = self.words.len() / Manner::ALL.len();
        let share = self.unit / libm::sqrtf(numbers.len().max(1) as f32);
        let mut manners = Manners::default();
        for (number, manner) in manners.iter_mut().enumerate() {
            let weights = &self.weights[number * row..(number + 1) * row];
            let seen = direction.iter().chain(&marks).chain(&[1.0]);
            *manner = weights.iter().zip(seen).map(|(weight, seen)| weight * seen).sum();
            *manner += share * numbers.iter().map(|word| value(self.words[number * count + word])).sum::<f32>();
        }
        soften(&mut manners);
        manners
    }
}

fn value(code: u8) -> f32 {
    f32::from(i16::from(code) - ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::new("hello\nparcel\n", &[16, 16], 1, &[160, 160], &[8, 8]).expect("they fit")
    }

    fn codes(row: usize, manner: Manner, at: usize) -> Vec<u8> {
        let mut codes = vec![128; row * Manner::ALL.len()];
        codes[Manner::ALL.iter().position(|other| *other == manner).expect("it is one") * row + at] = 138;
        codes
    }

    #[test]
    fn words_vectors_and_marks_tell_the_manner() {
        let shouting =
            MannerModel::new(&words(), 0.5, &codes(5, Manner::Angry, 1), 0.5, &codes(2, Manner::Greeting, 0));
        let shouting = shouting.expect("they fit");
        let check = |marks, numbers: &[usize], manner: Manner| {
            let manners = shouting.manners(&[1.0], marks, numbers);
            let best = (0..manners.len()).max_by(|a, b| manners[*a].total_cmp(&manners[*b])).expect("there are ten");
            assert_eq!(Manner::ALL[best], manner);
            assert!((manners.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        };
        check([1.0, 0.0, 0.0], &[1], Manner::Angry);
        check([0.0; 3], &[0], Manner::Greeting);
    }

    #[test]
    fn parts_that_do_not_fit_are_refused() {
        let (weights, of_words) = (codes(5, Manner::Plain, 0), codes(2, Manner::Plain, 0));
        assert!(MannerModel::new(&words(), 0.5, &weights[1..], 0.5, &of_words).is_none());
        assert!(MannerModel::new(&words(), 0.5, &weights, 0.5, &of_words[1..]).is_none());
        assert!(MannerModel::new(&words(), f32::NAN, &weights, 0.5, &of_words).is_none());
        assert!(MannerModel::new(&words(), 0.5, &weights, f32::INFINITY, &of_words).is_none());
    }
}
