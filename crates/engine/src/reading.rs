//! One text, read and judged: which entries it probably asks for.

use crate::channels::{Asked, Channels, Reach};
use crate::exact::Exact;
use crate::judge::Judge;
use crate::parts::Part;
use crate::rank::{Ranked, rank};

/// How many candidates are looked at, best first.
pub const CANDIDATES: usize = 10;

/// The probability given to a candidate one of whose phrasings was asked word for word, such as by tapping a chip.
const EXACT: f32 = 0.99;

/// An entry that may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) ranked: Ranked,
    /// Calibrated probability, 0 to 1, that it is the right one.
    pub(crate) probability: f32,
}

impl Candidate {
    pub(crate) fn entry(&self) -> usize {
        self.ranked.entry
    }
}

/// A text, and which entries it probably asks for.
pub(crate) struct Reading {
    pub(crate) asked: Asked,
    pub(crate) reach: Reach,
    /// Best first, at most [`CANDIDATES`].
    pub(crate) candidates: Vec<Candidate>,
    /// Whether it is one of the best candidate's phrasings, word for word.
    pub(crate) is_exact: bool,
}

impl Reading {
    /// Reads `text` as it stands.
    pub(crate) fn new(text: &str, channels: &Channels, exact: &Exact, judge: Judge) -> Self {
        let asked = channels.ask(text);
        let (evidence, reach) = channels.evidence(&asked);
        let mut ranked = rank(&evidence, channels.voices());
        let found = exact.find(text, &asked).filter(|_| !channels.without().has(Part::Exact));
        let is_exact = put_first(found, &mut ranked);
        let candidates = judged(&ranked, reach, is_exact, judge, channels.has_meaning());
        Self { asked, reach, candidates, is_exact }
    }

    /// The best candidate's entry.
    pub(crate) fn best(&self) -> Option<usize> {
        self.candidates.first().map(Candidate::entry)
    }

    /// The best candidate's probability, 0 if there is none.
    pub(crate) fn confidence(&self) -> f32 {
        self.candidates.first().map_or(0.0, |best| best.probability)
    }
}

/// The candidates with their probabilities, best first.
fn judged(ranked: &[Ranked], reach: Reach, is_exact: bool, judge: Judge, has_meaning: bool) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::with_capacity(CANDIDATES);
    for place in 0..ranked.len().min(CANDIDATES) {
        let probability = judge.probability(ranked, place, reach, has_meaning);
        // Who comes later is not likelier, however alike the two are without the margin.
        let probability = candidates.last().map_or(probability, |before| probability.min(before.probability));
        candidates.push(Candidate { ranked: ranked[place], probability });
    }
    raise_first(&mut candidates, if is_exact { EXACT } else { 0.0 });
    candidates
}

/// Makes the first candidate's probability at least `least`. At most one candidate is right, so together they cannot be more than
/// certain: the first one's probability is what the judge was calibrated for, and the others share what it leaves.
pub(crate) fn raise_first(candidates: &mut [Candidate], least: f32) {
    let Some((first, others)) = candidates.split_first_mut() else { return };
    first.probability = first.probability.max(least);
    let open = 1.0 - first.probability;
    let sum: f32 = others.iter().map(|other| other.probability).sum();
    if sum > open {
        for other in others {
            other.probability *= open / sum;
        }
    }
}

/// Puts the entry that was asked word for word first, whatever the scores: the phrasings of another entry may on the whole
/// be nearer. Says whether there is one.
fn put_first(exact: Option<usize>, ranked: &mut [Ranked]) -> bool {
    let place = ranked.iter().position(|candidate| exact == Some(candidate.entry));
    if let Some(place) = place {
        ranked[..=place].rotate_right(1);
    }
    place.is_some()
}
