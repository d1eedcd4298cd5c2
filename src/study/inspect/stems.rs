//! A list of words and of beginnings of words, sorted once, so that a word is looked up in it and not held against each of them.

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Words, and beginnings of words: those of more letters than the list says may go on.
#[derive(Debug)]
pub(super) struct Stems {
    list: &'static str,
    whole_to: usize,
    sorted: OnceLock<Sorted>,
}

#[derive(Debug)]
struct Sorted {
    words: BTreeSet<&'static str>,
    /// None of these begins another.
    beginnings: BTreeSet<&'static str>,
}

impl Stems {
    /// Whole words alone.
    pub(super) const fn words(list: &'static str) -> Self {
        Self::whole_to(usize::MAX, list)
    }

    /// Beginnings of words.
    pub(super) const fn beginnings(list: &'static str) -> Self {
        Self::whole_to(0, list)
    }

    /// Those of so many letters are whole words, because they begin too many others, and longer ones are beginnings.
    pub(super) const fn whole_to(letters: usize, list: &'static str) -> Self {
        Self {
            list,
            whole_to: letters,
            sorted: OnceLock::new(),
        }
    }

    /// Whether a word is one of them, or begins with one.
    pub(super) fn has(&self, word: &str) -> bool {
        let sorted = self.sorted.get_or_init(|| self.sort());
        // What stands in order between a beginning and the word begins with it, too, so only the last one can be it.
        let last = || sorted.beginnings.range(..=word).next_back();
        sorted.words.contains(word) || last().is_some_and(|stem| word.starts_with(stem))
    }

    /// Whether any of the words of a folded heading is one of them.
    pub(super) fn in_words(&self, words: &str) -> bool {
        words.split(' ').any(|word| self.has(word))
    }

    fn sort(&self) -> Sorted {
        let stems = self.list.split_whitespace();
        let (words, mut beginnings): (BTreeSet<&str>, BTreeSet<&str>) =
            stems.partition(|stem| stem.chars().count() <= self.whole_to);
        let mut last: Option<&str> = None;
        beginnings.retain(|stem| {
            let begun = last.is_some_and(|last| stem.starts_with(last));
            if !begun {
                last = Some(stem);
            }
            !begun
        });
        Sorted { words, beginnings }
    }
}
