//! Sorting and looking up, each in one form only: every further form of a sort costs a browser kilobytes.

/// The numbers of `values` from the largest to the smallest; equal values in their order.
pub(crate) fn best_first(values: impl Iterator<Item = f32>) -> Vec<usize> {
    let keyed = values.zip(0_u32..).map(|(value, number)| (descending(value), number));
    let mut keyed: Vec<(u32, u32)> = keyed.collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, number)| number as usize).collect()
}

/// A whole number that is the smaller, the larger the value.
fn descending(value: f32) -> u32 {
    let bits = value.to_bits();
    if value.is_sign_negative() { bits } else { !(bits | 1 << 31) }
}

/// Texts and a number for each, for looking up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lookup {
    pairs: Vec<(String, usize)>,
}

impl Lookup {
    /// Texts may stand in it more than once.
    pub(crate) fn new(mut pairs: Vec<(String, usize)>) -> Self {
        pairs.sort_unstable();
        Self { pairs }
    }

    /// Each different text with the sum of its numbers.
    pub(crate) fn sums(pairs: Vec<(String, usize)>) -> Self {
        let mut summed: Vec<(String, usize)> = Vec::new();
        for (text, number) in Self::new(pairs).pairs {
            match summed.last_mut() {
                Some((last, sum)) if *last == text => *sum += number,
                _ => summed.push((text, number)),
            }
        }
        Self { pairs: summed }
    }

    /// The numbers of a text, smallest first.
    pub(crate) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let start = self.pairs.partition_point(|(other, _)| other.as_str() < text);
        self.pairs[start..].iter().take_while(move |(other, _)| other == text).map(|(_, number)| *number)
    }

    /// The smallest number of a text.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        self.all(text).next()
    }

    /// All pairs, sorted.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.pairs.iter().map(|(text, number)| (text.as_str(), *number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_comes_first_and_ties_keep_their_order() {
        assert_eq!(best_first([0.1, -3.0, 0.5, 0.1, -0.5, 0.0].into_iter()), [2, 0, 3, 5, 4, 1]);
    }

    #[test]
    fn texts_are_found_with_all_their_numbers() {
        let pairs = || ["b", "a", "b", "c"].map(str::to_owned).into_iter().zip([3, 1, 2, 9]).collect();
        let lookup = Lookup::new(pairs());
        assert_eq!(lookup.all("b").collect::<Vec<_>>(), [2, 3]);
        assert_eq!(lookup.find("d"), None);
        assert_eq!(Lookup::sums(pairs()).iter().collect::<Vec<_>>(), [("a", 1), ("b", 5), ("c", 9)]);
    }
}
