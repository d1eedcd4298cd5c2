//! Language identification without a dictionary: whether an answer is in the language of the
//! others, by what can be seen.
//!
//! An answer is taken for one in their language only where something shows it: a word it shares with them or, where they are
//! English, a common English word. Another alphabet, a letter they do not have, and a small word of another language speak
//! against it. What nothing speaks for is in doubt: a person looks at it once, which is cheap, and a wrong refusal is not.
//! Detectors of languages (`whatlang`, `lingua`) are made for sentences; of one or two words they are wrong too often to decide
//! anything, and the good one brings a hundred megabytes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::confusables::Alphabet;
use super::spelling::fold_words;

/// English words that forms and answers about people, rights and work are full of. Left out is what many languages of the region
/// write the same or nearly so (`nature`, `forest`, `transport`, `animal`): it shows nothing.
static ENGLISH: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("english.txt").split_whitespace().collect());
/// Small words of other languages written in Latin letters that are no English words.
static FOREIGN: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("foreign.txt").split_whitespace().collect());

/// Letters of a word that shows the language by being shared; shorter ones are shared by many.
const SHARED: usize = 3;

/// Why an answer may not be in the language of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strange {
    /// It has letters of an alphabet in which none of them is written.
    Alphabet,
    /// Nothing shows that it is in their language, or something shows that it is not.
    Language,
}

/// What the language of some texts can be told by.
#[derive(Debug)]
pub struct Speech {
    words: BTreeSet<String>,
    scripts: BTreeSet<u32>,
    letters: BTreeSet<char>,
    english: bool,
}

impl Speech {
    /// The speech of these texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t String>) -> Self {
        let (mut words, mut scripts, mut letters) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for text in texts {
            let folded = fold_words(text);
            let of_text = || folded.chars().filter(|c| c.is_alphabetic());
            scripts.extend(of_text().map(script));
            letters.extend(of_text());
            words.extend(
                folded
                    .split(' ')
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned),
            );
        }
        Self {
            english: words.iter().any(|word| is_english(word)),
            words,
            scripts,
            letters,
        }
    }

    /// Why a text may be in another language than these; none where something shows that it is in theirs.
    pub fn strange(&self, text: &str) -> Option<Strange> {
        let folded = fold_words(text);
        let letters = || folded.chars().filter(|c| c.is_alphabetic());
        if letters().any(|c| !self.scripts.contains(&script(c))) {
            return Some(Strange::Alphabet);
        }
        let words = || folded.split(' ').filter(|word| !word.is_empty());
        let unknown = |c: char| !(c.is_ascii() || self.letters.contains(&c));
        let foreign = |word: &str| FOREIGN.contains(word) && !self.words.contains(word);
        if letters().any(unknown) || words().any(foreign) {
            return Some(Strange::Language);
        }
        let shared = |word: &str| word.chars().count() >= SHARED && self.words.contains(word);
        let english = |word: &str| self.english && is_english(word);
        (!words().any(|word| shared(word) || english(word))).then_some(Strange::Language)
    }
}

/// Whether a word, or what it is the plural of, is among the English ones.
fn is_english(word: &str) -> bool {
    let plural = || {
        let one = word.strip_suffix('s').filter(|one| one.len() >= SHARED)?;
        let y = one.strip_suffix("ie").map(|stem| format!("{stem}y"));
        let es = one.strip_suffix('e');
        Some(
            ENGLISH.contains(one)
                || es.is_some_and(|es| ENGLISH.contains(es))
                || y.is_some_and(|y| ENGLISH.contains(y.as_str())),
        )
    };
    ENGLISH.contains(word) || plural().unwrap_or(false)
}

/// The script of a letter, as a number: alphabets that are known, else the block of Unicode, which is finer.
fn script(c: char) -> u32 {
    match (Alphabet::of(c), u32::from(c)) {
        (Some(Alphabet::Latin), _) => 1,
        (Some(Alphabet::Cyrillic), _) => 2,
        (Some(Alphabet::Greek), _) => 3,
        (Some(Alphabet::Armenian), _) => 4,
        (None, 0x10A0..=0x10FF | 0x1C90..=0x1CBF) => 5,
        (None, 0x0590..=0x05FF) => 6,
        (None, 0x0600..=0x077F | 0x08A0..=0x08FF | 0xFB50..=0xFEFF) => 7,
        (None, 0x3040..=0x30FF | 0x3400..=0x9FFF) => 8,
        (None, 0x1100..=0x11FF | 0xAC00..=0xD7AF) => 9,
        (None, other) => other >> 8,
    }
}
