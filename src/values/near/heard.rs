//! Texts that sound like one in another alphabet (phonetic matching).

use crate::values::letter_counts::Counts;
use crate::values::phonetic;

#[derive(Debug)]
pub(super) struct Heard {
    sound: String,
    letters: usize,
    counts: Counts,
    foreign: bool,
}

impl Heard {
    pub(super) fn of(folded: &str) -> Self {
        let sound = phonetic::heard(folded);
        let (letters, counts) = (sound.chars().count(), Counts::of(&sound));
        Self {
            sound,
            letters,
            counts,
            foreign: phonetic::is_foreign(folded),
        }
    }

    /// Whether the two may be one, written in two alphabets.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        // Most are far apart, which their letters say at once.
        let allowed = self.letters.max(other.letters) / 5;
        let alike = || {
            self.counts.may_be_within(&other.counts, allowed)
                || self.counts.may_be_held(&other.counts)
        };
        self.foreign != other.foreign && alike() && phonetic::may_be_one(&self.sound, &other.sound)
    }
}
