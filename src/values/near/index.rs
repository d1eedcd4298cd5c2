//! An inverted index of which values may be near a text, so that not each is looked at: by what a
//! value has in common with every text near it. It may find too many, never too few; `Shape` says
//! of each whether it is near.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::nearness::{ADDRESS, Shape};
use crate::values::letter_counts::Counts;

/// The values of a list as one of their two shapes has them.
#[derive(Debug)]
pub(super) struct Index {
    /// Positions of values by the hash of something about them, sorted. Hashes that meet by chance cost a look.
    postings: Vec<(u64, usize)>,
    /// Where the postings begin whose hashes begin with so many: a look-up reads a few that stand together.
    begin: Vec<usize>,
    /// By number of letters.
    spelt: Vec<Spelt>,
    /// Letters of the longest word.
    longest: usize,
}

#[derive(Debug)]
struct Spelt {
    letters: usize,
    counts: Counts,
    at: usize,
}

/// What a value is found by.
#[derive(Hash)]
enum Found {
    Initials,
    Letters,
    /// By a part of any word.
    Word,
    /// By a part of the word that the fewest values have: a text that holds all words holds that one.
    Rarest,
    /// By the letters it begins with.
    Beginning,
}

impl Index {
    pub(super) fn new<'a>(values: impl Iterator<Item = &'a Shape> + Clone) -> Self {
        let mut common = BTreeMap::<&str, usize>::new();
        for word in values.clone().flat_map(|value| &value.words) {
            let count = common.entry(word).or_default();
            *count = count.saturating_add(1);
        }
        let (mut postings, mut spelt) = (Vec::new(), Vec::new());
        for (at, value) in values.enumerate() {
            let rarest = value
                .words
                .iter()
                .min_by_key(|word| common.get(word.as_str()));
            let by_word = value.words.iter().flat_map(|word| parts(word, Found::Word));
            let by_rarest = rarest
                .into_iter()
                .flat_map(|word| parts(word, Found::Rarest));
            let initials = value
                .initials
                .iter()
                .map(|initials| hash(Found::Initials, initials.chars()));
            let whole = hash(Found::Letters, value.close.chars());
            let beginning = hash(Found::Beginning, value.close.chars().take(ADDRESS));
            let keys = by_word
                .chain(by_rarest)
                .chain(initials)
                .chain([whole, beginning]);
            postings.extend(keys.map(|key| (key, at)));
            spelt.push(Spelt {
                letters: value.letters,
                counts: value.counts.clone(),
                at,
            });
        }
        postings.sort_unstable();
        postings.dedup();
        let begin = begin(&postings);
        spelt.sort_by_key(|value| value.letters);
        let longest = common
            .keys()
            .map(|word| word.chars().count())
            .max()
            .unwrap_or_default();
        Self {
            postings,
            begin,
            spelt,
            longest,
        }
    }

    /// The values that may be near a text, in any order; some more than once.
    pub(super) fn candidates(&self, text: &Shape) -> Vec<usize> {
        let mut found: Vec<usize> = self.spelt_like(text).collect();
        found.extend(self.by(hash(Found::Initials, text.close.chars())));
        found.extend(
            text.initials
                .iter()
                .flat_map(|initials| self.by(hash(Found::Letters, initials.chars()))),
        );
        found.extend(text.words.iter().flat_map(|word| self.begun_in(word)));
        let words = || {
            text.words
                .iter()
                .filter(|word| word.chars().count() <= self.longest.saturating_add(1))
        };
        found.extend(
            words()
                .flat_map(|word| parts(word, Found::Rarest))
                .flat_map(|key| self.by(key)),
        );
        // A value that holds all words of the text holds the one that the fewest have.
        let holding = |word: &String| {
            parts(word, Found::Word)
                .map(|key| self.by(key).len())
                .sum::<usize>()
        };
        let rarest = words().min_by_key(|word| holding(word));
        found.extend(
            rarest
                .into_iter()
                .flat_map(|word| parts(word, Found::Word))
                .flat_map(|key| self.by(key)),
        );
        found
    }

    /// The values with so nearly the same letters, in whatever order, that they may be almost the text.
    fn spelt_like(&self, text: &Shape) -> impl Iterator<Item = usize> {
        // At most one in five of the value's letters differs, and one always may.
        let least = text
            .letters
            .saturating_mul(5)
            .div_euclid(6)
            .saturating_sub(1);
        let most = text.letters.saturating_mul(5).div_ceil(4).saturating_add(1);
        let from = self.spelt.partition_point(|value| value.letters < least);
        let like = self
            .spelt
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |value| value.letters <= most);
        let may_be = |value: &&Spelt| {
            text.counts
                .may_be_within(&value.counts, (value.letters / 5).max(1))
        };
        like.filter(may_be).map(|value| value.at)
    }

    /// The values that begin somewhere in a word.
    fn begun_in(&self, word: &str) -> impl Iterator<Item = usize> {
        let letters: Vec<char> = word.chars().collect();
        let beginnings: Vec<u64> = letters
            .windows(ADDRESS)
            .map(|letters| hash(Found::Beginning, letters.iter().copied()))
            .collect();
        beginnings.into_iter().flat_map(|key| self.by(key))
    }

    fn by(&self, key: u64) -> impl ExactSizeIterator<Item = usize> {
        let bucket = bucket(key, self.begin.len());
        let ends = self
            .begin
            .get(bucket)
            .copied()
            .zip(self.begin.get(bucket.saturating_add(1)).copied());
        let near = ends
            .and_then(|(from, to)| self.postings.get(from..to))
            .unwrap_or_default();
        let from = near.partition_point(|(known, _)| *known < key);
        let found = near.get(from..).unwrap_or_default();
        let end = found.partition_point(|(known, _)| *known == key);
        found
            .get(..end)
            .unwrap_or_default()
            .iter()
            .map(|(_, at)| *at)
    }
}

/// Where the postings of each bucket begin, and at last where they end.
fn begin(postings: &[(u64, usize)]) -> Vec<usize> {
    let buckets = postings.len().next_power_of_two();
    let mut begin = Vec::with_capacity(buckets.saturating_add(1));
    for (at, (key, _)) in postings.iter().enumerate() {
        let bucket = bucket(*key, buckets.saturating_add(1));
        begin.resize(begin.len().max(bucket.saturating_add(1)), at);
    }
    begin.resize(buckets.saturating_add(1), postings.len());
    begin
}

/// The bucket of a hash, by its highest bits; `ends` is one more than there are buckets, which are a power of two.
fn bucket(key: u64, ends: usize) -> usize {
    let bits = ends.saturating_sub(1).trailing_zeros();
    usize::try_from(
        key.checked_shr(u64::BITS.saturating_sub(bits))
            .unwrap_or_default(),
    )
    .unwrap_or_default()
}

/// The word and what is left of it without one of its letters: its deletion neighbourhood. Two words that are one edit apart, a swap
/// of neighbours among them, have one of these in common.
fn parts(word: &str, found: Found) -> impl Iterator<Item = u64> {
    let letters: Vec<char> = word.chars().collect();
    let found = hash(found, [].into_iter());
    (0..=letters.len()).map(move |without| {
        let left = letters
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != without)
            .map(|(_, letter)| *letter);
        hash(found, left)
    })
}

fn hash(found: impl Hash, letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = DefaultHasher::new();
    found.hash(&mut hasher);
    letters.for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}
