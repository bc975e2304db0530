//! The index over all phrasings: TF-IDF vectors of unit length, their postings, and one centroid for each entry and
//! language.

use super::features::{FeatureId, features};
use crate::knowledge::Entry;
use crate::text::{Token, tokens};

/// How alike a question and an entry are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Likeness {
    /// Cosine between the question and the mean of the entry's phrasings. A question in two languages adds both parts.
    pub(crate) centroid: f32,
    /// Cosine between the question and the entry's nearest phrasing, parts in two languages added.
    pub(crate) nearest: f32,
}

/// What is left out of the index while one of its own phrasings is asked as a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// Only the phrasing: how a shopper's new wording of a known question looks.
    Phrasing,
    /// Its whole entry: how a question looks that nothing answers.
    Entry,
}

/// A question as a vector of unit length. Features that no phrasing has count in its length, so that a question full of
/// unknown words is near to nothing.
pub(crate) struct Query {
    /// Index into the vocabulary and weight, for the features that are in it.
    known: Vec<(usize, f32)>,
    /// Share, 0 to 1, of the squared length that is in the vocabulary.
    pub(crate) known_share: f32,
}

/// A list of lists, end to end.
#[derive(Debug, Default)]
struct Lists<T> {
    ends: Vec<usize>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    fn get(&self, index: usize) -> &[T] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.items[start..self.ends[index]]
    }
}

/// An entry's phrasings in one language.
#[derive(Debug)]
struct Group {
    entry: usize,
    /// Squared length of the sum of its phrasings' vectors.
    squared: f32,
}

#[derive(Debug)]
pub(crate) struct Index {
    /// The features of all phrasings, sorted.
    vocabulary: Vec<FeatureId>,
    idf: Vec<f32>,
    /// The rarity of a feature that no phrasing has.
    unknown_idf: f32,
    /// For each feature, the phrasings that have it, with its weight there.
    postings: Lists<(usize, f32)>,
    /// For each feature, the groups that have it, with its weight in the sum of their phrasings.
    sums: Lists<(usize, f32)>,
    /// For each phrasing, its group.
    phrasing_group: Vec<usize>,
    groups: Vec<Group>,
    entries: usize,
}

impl Index {
    /// Indexes all phrasings of `entries`. Phrasings are numbered in the order of entries, languages, phrasings.
    pub(crate) fn new(entries: &[Entry]) -> Self {
        let mut groups = Vec::new();
        let mut phrasing_group = Vec::new();
        let mut texts = Vec::new();
        for (entry, written) in entries.iter().enumerate() {
            for (_, wording) in written.wording.iter() {
                for phrasing in &wording.phrasings {
                    phrasing_group.push(groups.len());
                    texts.push(features(&tokens(phrasing)));
                }
                groups.push(Group { entry, squared: 0.0 });
            }
        }
        let (vocabulary, counts) = count(&texts);
        let mut index = Self {
            unknown_idf: rarity(0, texts.len()),
            idf: counts.iter().map(|n| rarity(*n, texts.len())).collect(),
            postings: Lists::default(),
            sums: Lists::default(),
            phrasing_group,
            groups,
            entries: entries.len(),
            vocabulary,
        };
        index.post(&texts, &counts);
        index.sum_up();
        index
    }

    /// The entry of a phrasing.
    pub(crate) fn entry_of(&self, phrasing: usize) -> usize {
        self.groups[self.phrasing_group[phrasing]].entry
    }

    /// Turns tokens into a vector.
    pub(crate) fn query(&self, tokens: &[Token]) -> Query {
        let mut known = Vec::new();
        let (mut known_squared, mut squared) = (0.0, 0.0);
        for (id, weight) in features(tokens) {
            if let Ok(feature) = self.vocabulary.binary_search(&id) {
                let weight = weight * self.idf[feature];
                known_squared += weight * weight;
                known.push((feature, weight));
            } else {
                squared += (weight * self.unknown_idf) * (weight * self.unknown_idf);
            }
        }
        squared += known_squared;
        normalise(&mut known, squared);
        Query { known, known_share: if squared > 0.0 { known_squared / squared } else { 0.0 } }
    }

    /// How alike `query` and every entry are, by entry.
    pub(crate) fn likeness(&self, query: &Query) -> Vec<Likeness> {
        self.likeness_without(query, None)
    }

    /// Asks phrasing number `phrasing`, itself or its whole entry left out: how alike it is to every entry, and what share
    /// of it is known then. `tokens` are its own.
    pub(crate) fn rehearse(&self, phrasing: usize, tokens: &[Token], left_out: LeftOut) -> (Vec<Likeness>, f32) {
        let query = self.query(tokens);
        let likeness = self.likeness_without(&query, Some((phrasing, left_out)));
        let is_left = |other: usize| match left_out {
            LeftOut::Phrasing => other == phrasing,
            LeftOut::Entry => self.entry_of(other) == self.entry_of(phrasing),
        };
        let still_known =
            |(feature, _): &&(usize, f32)| self.postings.get(*feature).iter().any(|(other, _)| !is_left(*other));
        let known = query.known.iter().filter(still_known).map(|(_, weight)| weight * weight).sum();
        (likeness, known)
    }

    fn likeness_without(&self, query: &Query, rehearsed: Option<(usize, LeftOut)>) -> Vec<Likeness> {
        let mut by_phrasing = vec![0.0_f32; self.phrasing_group.len()];
        let mut by_group = vec![0.0_f32; self.groups.len()];
        for (feature, weight) in &query.known {
            for (phrasing, other) in self.postings.get(*feature) {
                by_phrasing[*phrasing] += weight * other;
            }
            for (group, other) in self.sums.get(*feature) {
                by_group[*group] += weight * other;
            }
        }
        let mut squared: Vec<f32> = self.groups.iter().map(|group| group.squared).collect();
        let mut left_entry = None;
        if let Some((phrasing, left_out)) = rehearsed {
            // The phrasing's own vector leaves its group's sum: |s - x|² = |s|² - 2 s·x + 1, and x·(s - x) = s·x - 1.
            let own = self.phrasing_group[phrasing];
            squared[own] += 1.0 - 2.0 * by_group[own];
            by_group[own] -= 1.0;
            by_phrasing[phrasing] = 0.0;
            left_entry = (left_out == LeftOut::Entry).then(|| self.entry_of(phrasing));
        }
        let mut nearest = vec![0.0_f32; self.groups.len()];
        for (phrasing, cosine) in by_phrasing.iter().enumerate() {
            let best = &mut nearest[self.phrasing_group[phrasing]];
            *best = best.max(*cosine);
        }
        let mut all = vec![Likeness::default(); self.entries];
        for (number, group) in self.groups.iter().enumerate().filter(|(_, group)| left_entry != Some(group.entry)) {
            let likeness = &mut all[group.entry];
            // A sum of nothing but the phrasing that was left out is nothing but rounding.
            if squared[number] > 1e-4 {
                likeness.centroid += (by_group[number] / libm::sqrtf(squared[number])).clamp(0.0, 1.0);
            }
            likeness.nearest += nearest[number].min(1.0);
        }
        for likeness in &mut all {
            likeness.centroid = likeness.centroid.min(1.0);
            likeness.nearest = likeness.nearest.min(1.0);
        }
        all
    }

    fn post(&mut self, texts: &[Vec<(FeatureId, f32)>], counts: &[usize]) {
        let mut start = 0;
        let mut next = Vec::with_capacity(counts.len());
        for count in counts {
            next.push(start);
            start += count;
            self.postings.ends.push(start);
        }
        self.postings.items = vec![(0, 0.0); start];
        for (phrasing, text) in texts.iter().enumerate() {
            for (feature, weight) in self.unit_vector(text) {
                self.postings.items[next[feature]] = (phrasing, weight);
                next[feature] += 1;
            }
        }
    }

    /// Postings are in the order of phrasings, and a group's phrasings stand together, so its sums are runs of them.
    fn sum_up(&mut self) {
        for feature in 0..self.vocabulary.len() {
            let postings = self.postings.get(feature);
            for run in postings.chunk_by(|a, b| self.phrasing_group[a.0] == self.phrasing_group[b.0]) {
                let group = self.phrasing_group[run[0].0];
                let sum: f32 = run.iter().map(|(_, weight)| weight).sum();
                self.groups[group].squared += sum * sum;
                self.sums.items.push((group, sum));
            }
            self.sums.ends.push(self.sums.items.len());
        }
    }

    fn unit_vector(&self, text: &[(FeatureId, f32)]) -> Vec<(usize, f32)> {
        let weigh = |(id, weight): &(FeatureId, f32)| {
            let feature = self.vocabulary.binary_search(id).expect("the vocabulary was made from these texts");
            (feature, weight * self.idf[feature])
        };
        let mut vector: Vec<(usize, f32)> = text.iter().map(weigh).collect();
        let squared = vector.iter().map(|(_, weight)| weight * weight).sum();
        normalise(&mut vector, squared);
        vector
    }
}

/// Divides by the length, of which the square is given.
fn normalise(vector: &mut [(usize, f32)], squared: f32) {
    if squared > 0.0 {
        let length = libm::sqrtf(squared);
        for (_, weight) in vector {
            *weight /= length;
        }
    }
}

/// All features, sorted, and in how many texts each occurs.
fn count(texts: &[Vec<(FeatureId, f32)>]) -> (Vec<FeatureId>, Vec<usize>) {
    let mut all: Vec<FeatureId> = texts.iter().flatten().map(|(id, _)| *id).collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).unzip()
}

/// Smoothed inverse document frequency, always above 0: ln((1 + texts) / (1 + count)) + 1 (Salton and Buckley 1988).
#[expect(clippy::cast_precision_loss, reason = "counts of phrasings stay far below 2^24")]
fn rarity(count: usize, texts: usize) -> f32 {
    libm::logf((1.0 + texts as f32) / (1.0 + count as f32)) + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Language, Wording};

    fn entry(id: &str, phrasings: &[&str]) -> Entry {
        let mut entry = Entry { id: id.to_owned(), ..Entry::default() };
        let phrasings = phrasings.iter().map(|&phrasing| phrasing.to_owned()).collect();
        entry.wording.set(Language::En, Wording { phrasings, answer: String::new() });
        entry
    }

    fn index() -> Index {
        Index::new(&[
            entry("ship", &["when does it ship", "how long until dispatch", "ship today"]),
            entry("return", &["can i return it", "send it back"]),
        ])
    }

    fn close(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-4
    }

    #[test]
    fn a_phrasing_is_nearest_to_itself() {
        let index = index();
        let likeness = index.likeness(&index.query(&tokens("ship today")));
        assert!(close(likeness[0].nearest, 1.0));
        assert!(likeness[0].centroid > likeness[1].centroid);
    }

    #[test]
    fn leaving_a_phrasing_out_is_as_if_it_had_never_been_written() {
        let with = index();
        let without = Index::new(&[
            entry("ship", &["how long until dispatch", "ship today"]),
            entry("return", &["can i return it", "send it back"]),
        ]);
        let asked = tokens("when does it ship");
        let (rehearsed, known) = with.rehearse(0, &asked, LeftOut::Phrasing);
        assert!(rehearsed[0].nearest < 0.9 && rehearsed[0].nearest > 0.0);
        assert!(known > 0.0 && known < 1.0);
        // The rarity of words differs a little between the two, so the order is compared, not the numbers.
        let fresh = without.likeness(&without.query(&asked));
        assert_eq!(rehearsed[0].centroid > rehearsed[1].centroid, fresh[0].centroid > fresh[1].centroid);
    }

    #[test]
    fn leaving_an_entry_out_leaves_no_trace_of_it() {
        let (likeness, _) = index().rehearse(3, &tokens("can i return it"), LeftOut::Entry);
        assert_eq!(likeness[1], Likeness::default());
    }

    #[test]
    fn unknown_words_make_a_question_less_alike() {
        let index = index();
        let plain = index.likeness(&index.query(&tokens("ship today")))[0].nearest;
        let query = index.query(&tokens("ship today zyxwv qwfpg"));
        assert!(index.likeness(&query)[0].nearest < plain);
        assert!(query.known_share < 1.0);
    }
}
