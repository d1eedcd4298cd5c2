//! Chance from a seed: the same seed gives the same rules and rows on every machine.

/// SplitMix64, as published by Steele, Lea and Flood.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    /// From `least` to `most`, both included.
    pub(super) fn among(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// In so many of a hundred.
    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    pub(super) fn word<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// In another order.
    pub(super) fn shuffled<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let (mut from, mut to) = (of.to_vec(), Vec::new());
        while !from.is_empty() {
            to.push(from.swap_remove(self.below(from.len())));
        }
        to
    }

    /// Some of them, at least one, in another order.
    pub(super) fn some<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let many = self.among(1, of.len());
        self.shuffled(of).into_iter().take(many).collect()
    }
}
