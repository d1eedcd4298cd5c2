//! Letter counts: a lower bound on the edit distance of two texts, far quicker than the distance.

/// Counts of letters, by their number in Unicode.
const COUNTS: usize = 32;

/// How often each letter stands in a text; some letters share a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts([u8; COUNTS]);

impl Counts {
    pub(super) fn of(text: &str) -> Self {
        let mut counts = [0_u8; COUNTS];
        for letter in text.chars() {
            if let Some(count) = counts.get_mut(u32::from(letter) as usize % COUNTS) {
                *count = count.saturating_add(1);
            }
        }
        Self(counts)
    }

    /// Whether so few letters may have to be written, left out or replaced, in whatever order they stand.
    pub(super) fn may_be_within(&self, other: &Self, letters: usize) -> bool {
        let (more, fewer) = self.apart(other);
        usize::from(more.max(fewer)) <= letters
    }

    /// Whether one may hold the other.
    pub(super) fn may_be_held(&self, other: &Self) -> bool {
        let (more, fewer) = self.apart(other);
        more == 0 || fewer == 0
    }

    /// How many letters only the one has, and how many only the other.
    fn apart(&self, other: &Self) -> (u16, u16) {
        // 32 counts of 255 at most cannot wrap, and sums that are not checked are taken 16 at a time.
        self.0
            .iter()
            .zip(&other.0)
            .fold((0, 0), |(more, fewer): (u16, u16), (one, other)| {
                let (over, under) = (one.saturating_sub(*other), other.saturating_sub(*one));
                (
                    more.wrapping_add(u16::from(over)),
                    fewer.wrapping_add(u16::from(under)),
                )
            })
    }
}
