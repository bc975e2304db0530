//! Sums and products of rows of numbers, in one fixed order, so that they are the same everywhere.

/// How many sums run side by side: compilers turn them into one wide instruction without changing any result.
const LANES: usize = 8;

/// The scalar product.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (a, b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a.zip(b) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// Adds `row` to `sum`.
pub(crate) fn add(sum: &mut [f32], row: &[f32]) {
    for (value, other) in sum.iter_mut().zip(row) {
        *value += other;
    }
}

/// Makes a row's length 1, and gives the length that it had. A row of zeros stays one.
pub(crate) fn make_unit(row: &mut [f32]) -> f32 {
    let length = libm::sqrtf(dot(row, row));
    if length > 0.0 {
        for value in row {
            *value /= length;
        }
    }
    length
}

/// Makes log-odds into probabilities that sum to 1 (softmax).
pub(crate) fn soften(values: &mut [f32]) {
    let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for value in values.iter_mut() {
        *value = libm::expf(*value - most);
        sum += *value;
    }
    for value in values {
        *value /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scalar_product_is_that_of_all_numbers() {
        let a: Vec<f32> = (0..19_u8).map(f32::from).collect();
        assert!((dot(&a, &a) - 2109.0).abs() < 1e-3);
    }

    #[test]
    fn a_row_of_zeros_has_no_direction() {
        let mut row = [0.0; 3];
        assert!(make_unit(&mut row) < f32::MIN_POSITIVE);
        let mut row = [3.0, 4.0];
        assert!((make_unit(&mut row) - 5.0).abs() < 1e-6);
        assert!((dot(&row, &row) - 1.0).abs() < 1e-6);
    }
}
