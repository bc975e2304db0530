//! How long to wait before the next attempt to connect, and the small random numbers that keep a crowd apart.

use super::timing;

/// Exponential backoff with full jitter: a wait drawn evenly from nothing up to a window that doubles with each failure
/// (Brooker, "Exponential Backoff And Jitter", 2015). It never gives up.
#[derive(Clone, Debug)]
pub struct Backoff {
    window: u64,
    state: u64,
}

impl Backoff {
    /// Starts with the shortest window. Two peers given different seeds wait differently.
    pub fn new(seed: u64) -> Self {
        Self { window: timing::BACKOFF_MIN, state: seed | 1 }
    }

    /// The wait before the next attempt, in milliseconds; the window doubles up to [`timing::BACKOFF_MAX`].
    pub fn next_wait(&mut self) -> u64 {
        let window = self.window;
        self.window = (window * 2).min(timing::BACKOFF_MAX);
        self.draw(window)
    }

    /// Back to the shortest window, after a connection has proven itself.
    pub fn reset(&mut self) {
        self.window = timing::BACKOFF_MIN;
    }

    /// A whole number from 0 to `max`, by xorshift64* (Vigna 2016): spread is wanted here, not secrecy.
    pub fn draw(&mut self, max: u64) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let mixed = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        mixed % (max + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_stay_within_a_window_that_doubles_up_to_its_limit() {
        let mut backoff = Backoff::new(7);
        let mut window = timing::BACKOFF_MIN;
        for _ in 0..20 {
            assert!(backoff.next_wait() <= window);
            window = (window * 2).min(timing::BACKOFF_MAX);
        }
        assert_eq!(backoff.window, timing::BACKOFF_MAX);
        backoff.reset();
        assert_eq!(backoff.window, timing::BACKOFF_MIN);
    }

    #[test]
    fn different_seeds_wait_differently() {
        let waits = |seed| (0..8).scan(Backoff::new(seed), |backoff, _| Some(backoff.next_wait())).collect::<Vec<_>>();
        assert_ne!(waits(1), waits(99));
    }

    #[test]
    fn draws_cover_the_whole_range() {
        let mut backoff = Backoff::new(3);
        let mut seen = [false; 5];
        for _ in 0..200 {
            seen[usize::try_from(backoff.draw(4)).expect("at most 4")] = true;
        }
        assert_eq!(seen, [true; 5]);
    }
}
