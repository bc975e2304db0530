//! The index over all phrasings: TF-IDF vectors of unit length, their postings, and one centroid for each entry and
//! language.

use super::features::{FeatureId, features};
use crate::phrasings::{LeftOut, Phrasings, Rehearsal};
use crate::rows::Likeness;
use crate::text::Token;

/// How alike a question and an entry are in their words. A question in two languages adds both parts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Wording {
    pub(crate) words: Likeness,
    /// To the entry's answer.
    pub(crate) answer: f32,
}

/// A question as a vector of unit length. Features that no phrasing has count in its length, so that a question full of
/// unknown words is near to nothing.
pub(crate) struct Query {
    /// Index into the vocabulary and weight, for the features that are in it, sorted.
    known: Vec<(usize, f32)>,
    /// Share, 0 to 1, of the squared length that is in the vocabulary.
    pub(crate) known_share: f32,
}

impl Query {
    /// Number and weight of each known feature, sorted by number.
    pub(crate) fn into_known(self) -> Vec<(usize, f32)> {
        self.known
    }
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
    /// For each phrasing, its group; then, for each group, itself: its answer.
    text_group: Vec<usize>,
    /// How many of the texts are phrasings.
    phrasings: usize,
    /// For each group, the squared length of the sum of its phrasings' vectors.
    squared: Vec<f32>,
}

impl Index {
    /// Indexes all phrasings and answers.
    pub(crate) fn new(phrasings: &Phrasings) -> Self {
        let texts: Vec<_> = (0..phrasings.texts()).map(|text| features(&phrasings.text(text).tokens)).collect();
        let groups = phrasings.groups.len();
        let written = phrasings.all.len();
        let (vocabulary, counts, ends) = count(&texts, written);
        let mut index = Self {
            unknown_idf: rarity(0, written),
            idf: counts.iter().map(|n| rarity(*n, written)).collect(),
            postings: Lists::default(),
            sums: Lists::default(),
            text_group: phrasings.all.iter().map(|phrasing| phrasing.group).chain(0..groups).collect(),
            phrasings: written,
            squared: vec![0.0; groups],
            vocabulary,
        };
        index.post(&texts, ends);
        index.sum_up();
        index
    }

    /// How many features there are.
    pub(crate) fn features(&self) -> usize {
        self.vocabulary.len()
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

    /// Cosines between `query` and each phrasing, and after them each answer.
    pub(crate) fn cosines(&self, query: &Query) -> Vec<f32> {
        let mut by_text = vec![0.0_f32; self.text_group.len()];
        for (feature, weight) in &query.known {
            for (text, other) in self.postings.get(*feature) {
                by_text[*text] += weight * other;
            }
        }
        by_text
    }

    /// How alike `query` and every entry are, by entry. `by_text` are its cosines.
    pub(crate) fn wordings(
        &self,
        query: &Query,
        by_text: &[f32],
        phrasings: &Phrasings,
        rehearsal: Option<Rehearsal>,
    ) -> Vec<Wording> {
        let mut by_group = vec![0.0_f32; self.squared.len()];
        for (feature, weight) in &query.known {
            for (group, other) in self.sums.get(*feature) {
                by_group[*group] += weight * other;
            }
        }
        let mut squared = self.squared.clone();
        if let Some(Rehearsal { phrasing, .. }) = rehearsal {
            // The phrasing's own vector leaves its group's sum: |s - x|² = |s|² - 2 s·x + 1, and x·(s - x) = s·x - 1.
            let own = self.text_group[phrasing];
            squared[own] += 1.0 - 2.0 * by_group[own];
            by_group[own] -= 1.0;
        }
        let own = rehearsal.map(|rehearsal| rehearsal.phrasing);
        let (asked, answers) = by_text.split_at(self.phrasings);
        let mut nearest = vec![0.0_f32; squared.len()];
        let others = asked.iter().zip(&self.text_group).enumerate().filter(|(number, _)| own != Some(*number));
        for (_, (cosine, group)) in others {
            nearest[*group] = nearest[*group].max(*cosine);
        }
        let mut all = vec![Wording::default(); phrasings.entries];
        for (number, group) in phrasings.groups.iter().enumerate() {
            let wording = &mut all[group.entry];
            // A sum of nothing but the phrasing that was left out is nothing but rounding.
            if squared[number] > 1e-4 {
                wording.words.centroid += (by_group[number] / libm::sqrtf(squared[number])).clamp(0.0, 1.0);
            }
            wording.words.nearest += nearest[number].min(1.0);
            wording.answer += answers[number].clamp(0.0, 1.0);
        }
        for wording in &mut all {
            wording.words.centroid = wording.words.centroid.min(1.0);
            wording.words.nearest = wording.words.nearest.min(1.0);
            wording.answer = wording.answer.min(1.0);
        }
        all
    }

    /// Share, 0 to 1, of a phrasing that is still known when it or its entry is left out. `query` is the phrasing itself.
    pub(crate) fn known_without(&self, query: &Query, phrasings: &Phrasings, rehearsal: Rehearsal) -> f32 {
        let entry = phrasings.entry_of(rehearsal.phrasing);
        let is_left = |text: usize| match rehearsal.left_out {
            LeftOut::Phrasing => text == rehearsal.phrasing,
            LeftOut::Entry => phrasings.groups[self.text_group[text]].entry == entry,
        };
        let still_known =
            |(feature, _): &&(usize, f32)| self.postings.get(*feature).iter().any(|(text, _)| !is_left(*text));
        query.known.iter().filter(still_known).map(|(_, weight)| weight * weight).sum()
    }

    fn post(&mut self, texts: &[Vec<(FeatureId, f32)>], ends: Vec<usize>) {
        let mut next: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
        self.postings.items = vec![(0, 0.0); ends.last().copied().unwrap_or(0)];
        self.postings.ends = ends;
        for (number, text) in texts.iter().enumerate() {
            for (feature, weight) in self.unit_vector(text) {
                self.postings.items[next[feature]] = (number, weight);
                next[feature] += 1;
            }
        }
    }

    /// Postings are in the order of phrasings, and a group's phrasings stand together, so its sums are runs of them.
    fn sum_up(&mut self) {
        for feature in 0..self.vocabulary.len() {
            let postings = self.postings.get(feature);
            let asked = &postings[..postings.partition_point(|(text, _)| *text < self.phrasings)];
            for run in asked.chunk_by(|a, b| self.text_group[a.0] == self.text_group[b.0]) {
                let group = self.text_group[run[0].0];
                let sum: f32 = run.iter().map(|(_, weight)| weight).sum();
                self.squared[group] += sum * sum;
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

/// All features, sorted; in how many of the first `phrasings` texts each occurs; and where its postings end, of all texts.
fn count(texts: &[Vec<(FeatureId, f32)>], phrasings: usize) -> (Vec<FeatureId>, Vec<usize>, Vec<usize>) {
    let numbered = texts.iter().enumerate();
    let is_answer = |number| u32::from(number >= phrasings);
    let mut all: Vec<(FeatureId, u32)> =
        numbered.flat_map(|(number, text)| text.iter().map(move |(id, _)| (*id, is_answer(number)))).collect();
    all.sort_unstable();
    let (mut vocabulary, mut counts, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    let mut end = 0;
    for run in all.chunk_by(|a, b| a.0 == b.0) {
        vocabulary.push(run[0].0);
        counts.push(run.partition_point(|(_, is_answer)| *is_answer == 0));
        end += run.len();
        ends.push(end);
    }
    (vocabulary, counts, ends)
}

/// Smoothed inverse document frequency, always above 0: ln((1 + texts) / (1 + count)) + 1 (Salton and Buckley 1988).
#[expect(clippy::cast_precision_loss, reason = "counts of phrasings stay far below 2^24")]
fn rarity(count: usize, texts: usize) -> f32 {
    libm::logf((1.0 + texts as f32) / (1.0 + count as f32)) + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Entry, Language, Wording as Written};
    use crate::reader::Reader;
    use crate::text::tokens;

    fn entry(id: &str, phrasings: &[&str]) -> Entry {
        let mut entry = Entry { id: id.to_owned(), ..Entry::default() };
        let phrasings = phrasings.iter().map(|&phrasing| phrasing.to_owned()).collect();
        entry
            .wording
            .set(Language::En, Written { phrasings, answer: "within 3 days".to_owned(), ..Written::default() });
        entry
    }

    fn prepare(entries: &[Entry]) -> (Phrasings, Index) {
        let phrasings = Phrasings::new(entries, &Reader::default());
        let index = Index::new(&phrasings);
        (phrasings, index)
    }

    fn shop() -> (Phrasings, Index) {
        prepare(&[
            entry("1", &["when does it ship", "how long until dispatch", "ship today"]),
            entry("2", &["can i return it", "send it back"]),
        ])
    }

    fn ask(question: &str) -> Vec<Wording> {
        let (phrasings, index) = shop();
        let query = index.query(&tokens(question));
        index.wordings(&query, &index.cosines(&query), &phrasings, None)
    }

    fn rehearse(phrasing: usize, left_out: LeftOut) -> (Vec<Wording>, f32) {
        let (phrasings, index) = shop();
        let query = index.query(&phrasings.all[phrasing].text.tokens);
        let rehearsal = Rehearsal { phrasing, left_out };
        (
            index.wordings(&query, &index.cosines(&query), &phrasings, Some(rehearsal)),
            index.known_without(&query, &phrasings, rehearsal),
        )
    }

    #[test]
    fn a_phrasing_is_nearest_to_itself() {
        let found = ask("ship today");
        assert!((found[0].words.nearest - 1.0).abs() < 1e-4);
        assert!(found[0].words.centroid > found[1].words.centroid);
    }

    #[test]
    fn leaving_a_phrasing_out_is_as_if_it_had_never_been_written() {
        let (phrasings, without) = prepare(&[
            entry("1", &["how long until dispatch", "ship today"]),
            entry("2", &["can i return it", "send it back"]),
        ]);
        let (rehearsed, known) = rehearse(0, LeftOut::Phrasing);
        assert!(rehearsed[0].words.nearest < 0.9 && rehearsed[0].words.nearest > 0.0);
        assert!(known > 0.0 && known < 1.0);
        // The rarity of words differs a little between the two, so the order is compared, not the numbers.
        let query = without.query(&tokens("when does it ship"));
        let fresh = without.wordings(&query, &without.cosines(&query), &phrasings, None);
        let is_first = |all: &[Wording]| all[0].words.centroid > all[1].words.centroid;
        assert_eq!(is_first(&rehearsed), is_first(&fresh));
    }

    #[test]
    fn less_is_known_when_a_whole_entry_is_left_out() {
        assert!(rehearse(0, LeftOut::Entry).1 < rehearse(0, LeftOut::Phrasing).1);
    }

    #[test]
    fn unknown_words_make_a_question_less_alike() {
        let (_, index) = shop();
        let plain = ask("ship today")[0].words.nearest;
        assert!(ask("ship today zyxwv qwfpg")[0].words.nearest < plain);
        assert!(index.query(&tokens("ship today zyxwv qwfpg")).known_share < 1.0);
    }

    #[test]
    fn an_answer_is_evidence_of_its_own() {
        let found = ask("3");
        assert!(found[0].answer > 0.0 && found[0].words.nearest.abs() < f32::MIN_POSITIVE);
    }
}
