//! Rows of numbers in groups: how near a direction is to the middle of each group, and to its nearest row.

use crate::vector::{add, dot, make_unit};

/// How alike a question and a group of phrasings are, each a cosine.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Likeness {
    /// To the mean of the phrasings.
    pub(crate) centroid: f32,
    /// To the nearest phrasing.
    pub(crate) nearest: f32,
}

/// Rows of unit length, or of zeros where a phrasing has no word that the model knows.
#[derive(Debug)]
pub(crate) struct Rows {
    width: usize,
    /// All rows, end to end.
    numbers: Vec<f32>,
    /// For each row, its group.
    groups: Vec<usize>,
    /// For each group, the sum of its rows, and its squared length.
    sums: Vec<f32>,
    squared: Vec<f32>,
}

impl Rows {
    pub(crate) fn new(width: usize, groups: usize) -> Self {
        Self {
            width,
            numbers: Vec::new(),
            groups: Vec::new(),
            sums: vec![0.0; width * groups],
            squared: vec![0.0; groups],
        }
    }

    /// Adds a row, which need not be of unit length, to a group.
    pub(crate) fn push(&mut self, group: usize, mut row: Vec<f32>) {
        make_unit(&mut row);
        let sum = &mut self.sums[group * self.width..(group + 1) * self.width];
        add(sum, &row);
        self.squared[group] = dot(sum, sum);
        self.numbers.extend_from_slice(&row);
        self.groups.push(group);
    }

    /// A row.
    pub(crate) fn row(&self, number: usize) -> &[f32] {
        &self.numbers[number * self.width..(number + 1) * self.width]
    }

    /// The sum of a group's rows.
    pub(crate) fn sum(&self, group: usize) -> &[f32] {
        &self.sums[group * self.width..(group + 1) * self.width]
    }

    /// The cosine between the sums of two groups, 0 if one has no rows.
    pub(crate) fn nearness(&self, a: usize, b: usize) -> f32 {
        let squared = self.squared[a] * self.squared[b];
        if squared > 0.0 { dot(self.sum(a), self.sum(b)) / libm::sqrtf(squared) } else { 0.0 }
    }

    /// The scalar product of `direction` with every row.
    pub(crate) fn products(&self, direction: &[f32]) -> Vec<f32> {
        self.numbers.chunks_exact(self.width).map(|row| dot(row, direction)).collect()
    }

    /// How alike `direction`, of unit length, is to each group; `products` are its own with every row. `own` is a row that
    /// counts as not there, if it is in `rows`; `direction` is then the row itself.
    pub(crate) fn likeness(&self, direction: &[f32], products: &[f32], own: Option<usize>) -> Vec<Likeness> {
        let mut all: Vec<Likeness> = (0..self.squared.len())
            .map(|group| {
                let mut product = dot(self.sum(group), direction);
                let mut squared = self.squared[group];
                if own.is_some_and(|own| self.groups[own] == group) {
                    // |s - x|² = |s|² - 2 s·x + 1, and x·(s - x) = s·x - 1.
                    squared += 1.0 - 2.0 * product;
                    product -= 1.0;
                }
                // A sum of nothing but the row that was left out is nothing but rounding.
                let centroid = if squared > 1e-4 { product / libm::sqrtf(squared) } else { 0.0 };
                Likeness { centroid: centroid.clamp(0.0, 1.0), nearest: 0.0 }
            })
            .collect();
        for (number, (product, group)) in products.iter().zip(&self.groups).enumerate() {
            if own != Some(number) {
                let nearest = &mut all[*group].nearest;
                *nearest = nearest.max(*product).min(1.0);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let mut rows = Rows::new(2, 2);
        rows.push(0, vec![2.0, 0.0]);
        rows.push(0, vec![0.0, 1.0]);
        rows.push(1, vec![1.0, 1.0]);
        rows
    }

    fn likeness(direction: &[f32], own: Option<usize>) -> Vec<Likeness> {
        rows().likeness(direction, &rows().products(direction), own)
    }

    #[test]
    fn the_nearest_row_and_the_middle_count() {
        let found = likeness(&[1.0, 0.0], None);
        assert!((found[0].nearest - 1.0).abs() < 1e-6 && (found[0].centroid - 0.5_f32.sqrt()).abs() < 1e-6);
        assert!((found[1].nearest - 0.5_f32.sqrt()).abs() < 1e-6);
    }

    #[test]
    fn groups_are_as_near_as_their_sums() {
        assert!((rows().nearness(0, 1) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_row_left_out_is_as_if_it_were_not_there() {
        let found = likeness(&[1.0, 0.0], Some(0));
        assert!(found[0].nearest < 1e-6 && found[0].centroid < 1e-6);
        let alone = likeness(&[0.5_f32.sqrt(), 0.5_f32.sqrt()], Some(2));
        assert!(alone[1].centroid.abs() < f32::MIN_POSITIVE);
    }
}
