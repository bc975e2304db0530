//! How Chinese characters sound: their syllables in pinyin, without tones.

/// The number of a syllable.
pub(crate) type Syllable = u16;

/// Most letters of a syllable ("zhuang").
const LONGEST: usize = 6;

/// Most syllables: pinyin has 410. A bound against hostile input, since all are compared with each other.
const MOST: usize = 1_000;

/// Syllables, and the usual one of each character.
#[derive(Debug, Default)]
pub(crate) struct Pinyin {
    /// Sorted.
    syllables: Vec<String>,
    /// For each syllable, the one that stands for all that are easily taken for it (zh for z, ng for n).
    alike: Vec<Syllable>,
    /// Characters and their syllables, sorted.
    readings: Vec<(char, Syllable)>,
}

impl Pinyin {
    /// None if the parts do not fit each other.
    pub(super) fn new(syllables: &str, readable: &str, readings: &[u16]) -> Option<Self> {
        let syllables: Vec<String> = syllables.split_whitespace().map(str::to_owned).collect();
        if syllables.len() > MOST {
            return None;
        }
        let plain: Vec<String> = syllables.iter().map(|syllable| flatten(syllable)).collect();
        let number = |at: usize| Syllable::try_from(at).ok();
        let alike = plain.iter().map(|one| number(plain.iter().position(|other| other == one)?));
        let alike = alike.collect::<Option<Vec<Syllable>>>()?;
        let is_complete = readable.chars().count() == readings.len();
        let readings: Vec<(char, Syllable)> = readable.chars().zip(readings.iter().copied()).collect();
        let fits = is_complete
            && readings.is_sorted_by(|a, b| a.0 < b.0)
            && readings.iter().all(|(_, syllable)| usize::from(*syllable) < syllables.len())
            && syllables.is_sorted();
        fits.then_some(Self { syllables, alike, readings })
    }

    /// How a character sounds, easily confused syllables taken as one.
    pub(crate) fn sound(&self, c: char) -> Option<Syllable> {
        let at = self.readings.binary_search_by_key(&c, |(readable, _)| *readable).ok()?;
        Some(self.alike[usize::from(self.readings[at].1)])
    }

    /// Cuts a word of Latin letters into as few syllables as possible; none if it is not pinyin throughout.
    pub(crate) fn cut(&self, word: &str) -> Option<Vec<Syllable>> {
        if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        // best[i]: the fewest syllables that make up the first i letters, and where the last of them begins.
        let mut best: Vec<Option<(usize, usize, Syllable)>> = vec![None; word.len() + 1];
        best[0] = Some((0, 0, 0));
        for end in 1..=word.len() {
            for start in end.saturating_sub(LONGEST)..end {
                let Some((count, ..)) = best[start] else { continue };
                let Ok(found) = self.syllables.binary_search_by(|syllable| syllable.as_str().cmp(&word[start..end]))
                else {
                    continue;
                };
                if best[end].is_none_or(|(fewest, ..)| count + 1 < fewest) {
                    best[end] = Some((count + 1, start, self.alike[found]));
                }
            }
        }
        let mut cut = Vec::new();
        let mut end = word.len();
        while end > 0 {
            let (_, start, syllable) = best[end]?;
            cut.push(syllable);
            end = start;
        }
        cut.reverse();
        Some(cut)
    }
}

/// A syllable with what is easily confused made the same: flat and curled initials, front and back nasals.
fn flatten(syllable: &str) -> String {
    let plain = syllable.replacen("zh", "z", 1).replacen("ch", "c", 1).replacen("sh", "s", 1);
    match plain.strip_suffix("ng") {
        Some(base) if base.ends_with(['a', 'e', 'i']) => format!("{base}n"),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pinyin() -> Pinyin {
        Pinyin::new("an fa kuan piao tui xi xian zen zeng", "发增怎款退", &[1, 8, 7, 2, 4]).expect("they fit")
    }

    #[test]
    fn words_are_cut_into_as_few_syllables_as_possible() {
        let pinyin = pinyin();
        assert_eq!(pinyin.cut("tuikuan").map(|cut| cut.len()), Some(2));
        assert_eq!(pinyin.cut("xian").map(|cut| cut.len()), Some(1));
        assert_eq!(pinyin.cut("refund"), None);
        assert_eq!(pinyin.cut(""), None);
        assert_eq!(pinyin.cut("fa票"), None);
    }

    #[test]
    fn what_sounds_alike_is_one() {
        let pinyin = pinyin();
        assert_eq!(pinyin.sound('怎'), pinyin.sound('增'));
        assert_ne!(pinyin.sound('发'), pinyin.sound('退'));
        assert_eq!(pinyin.sound('口'), None);
    }
}
