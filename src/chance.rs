//! Seeded order and choice. The one file that names `rand`.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A source of chance that repeats exactly for the same seed, in every version.
#[derive(Clone, Debug)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// Makes a source from a seed.
    pub fn seeded(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Puts a list into a random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        list.shuffle(&mut self.0);
    }

    /// Returns a number below `end`; zero when `end` is zero.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.0.random_range(0..end) }
    }

    /// Returns a number from zero up to, but without, one.
    pub fn unit(&mut self) -> f64 {
        self.0.random::<f64>()
    }
}

/// Returns a seed made of a text and a count, the same on every machine (FNV-1a, 64 bits).
pub fn seed_of(text: &str, count: u64) -> u64 {
    let bytes = text.bytes().chain(count.to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_order() {
        let order = |seed| {
            let mut list = [1, 2, 3, 4, 5, 6, 7, 8];
            Chance::seeded(seed).shuffle(&mut list);
            list
        };
        assert_eq!(order(7), order(7));
        assert_ne!(order(7), order(8));
    }

    #[test]
    fn a_seed_depends_on_text_and_count() {
        assert_ne!(seed_of("a", 1), seed_of("a", 2));
        assert_ne!(seed_of("a", 1), seed_of("b", 1));
    }
}
