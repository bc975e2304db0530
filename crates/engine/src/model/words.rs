//! The vocabulary of a language model: for each word a vector and how rare it is.

/// Longest word that is looked for in Chinese text, in characters.
pub(crate) const LONGEST: usize = 4;

/// What the codes of a vector are shifted by in the file.
const ZERO: i16 = 7;

/// Words, their vectors and rarities, by number.
#[derive(Debug)]
pub(crate) struct Words {
    /// All words, sorted, end to end.
    text: String,
    ends: Vec<u32>,
    rarities: Vec<u8>,
    width: usize,
    units: Vec<f32>,
    codes: Vec<u8>,
}

impl Words {
    /// None if the parts do not fit each other.
    pub(super) fn new(lines: &str, rarities: &[u8], width: usize, scales: &[u8], codes: &[u8]) -> Option<Self> {
        let mut text = String::with_capacity(lines.len());
        let mut ends = Vec::with_capacity(rarities.len());
        let mut before = "";
        for word in lines.lines() {
            if word <= before {
                return None;
            }
            before = word;
            text.push_str(word);
            ends.push(u32::try_from(text.len()).ok()?);
        }
        let count = ends.len();
        let fits = width > 0 && rarities.len() == count && scales.len() == count && codes.len() == count * width;
        fits.then(|| Self {
            text,
            ends,
            rarities: rarities.to_vec(),
            width,
            units: scales.iter().map(|scale| unit(*scale)).collect(),
            codes: codes.to_vec(),
        })
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Numbers in a vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The word of a number.
    pub(crate) fn word(&self, number: usize) -> &str {
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        &self.text[start..self.ends[number] as usize]
    }

    /// The number of a word.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.word(middle).cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// How rare a word is: the natural logarithm of how many words of text hold it once, 0 to 16.
    pub(crate) fn rarity(&self, number: usize) -> f32 {
        f32::from(self.rarities[number]) / 16.0
    }

    /// Adds a word's vector to `sum`.
    pub(crate) fn add_vector(&self, number: usize, sum: &mut [f32]) {
        let unit = self.units[number];
        let codes = &self.codes[number * self.width..(number + 1) * self.width];
        for (value, code) in sum.iter_mut().zip(codes) {
            *value += unit * f32::from(i16::from(*code) - ZERO);
        }
    }
}

/// The unit of a vector from its scale: sixteenth powers of two around 1 at 160.
fn unit(scale: u8) -> f32 {
    libm::exp2f((f32::from(scale) - 160.0) / 16.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::new("a\nbee\nsea\n", &[16, 32, 40], 2, &[160, 160, 176], &[8, 7, 0, 14, 6, 7]).expect("they fit")
    }

    #[test]
    fn words_are_found_by_their_text() {
        let words = words();
        for (number, word) in ["a", "bee", "sea"].into_iter().enumerate() {
            assert_eq!(words.find(word), Some(number));
            assert_eq!(words.word(number), word);
        }
        assert_eq!(words.find("be"), None);
        assert_eq!(words.find("zoo"), None);
        assert!((words.rarity(1) - 2.0).abs() < 1e-6);
    }

    #[test]
    fn vectors_are_codes_times_unit() {
        let mut sum = [0.0; 2];
        words().add_vector(2, &mut sum);
        assert_eq!(sum.map(f32::to_bits), [-2.0_f32, 0.0].map(f32::to_bits));
        words().add_vector(1, &mut sum);
        assert_eq!(sum.map(f32::to_bits), [-9.0_f32, 7.0].map(f32::to_bits));
    }

    #[test]
    fn parts_that_do_not_fit_are_refused() {
        assert!(Words::new("b\na\n", &[1, 1], 1, &[1, 1], &[1, 1]).is_none());
        assert!(Words::new("a\nb\n", &[1], 1, &[1, 1], &[1, 1]).is_none());
        assert!(Words::new("a\nb\n", &[1, 1], 0, &[1, 1], &[]).is_none());
        assert!(Words::new("a\nb\n", &[1, 1], 2, &[1, 1], &[1, 1, 1]).is_none());
    }
}
