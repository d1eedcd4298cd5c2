//! How two spellings are found to be the same, and which valid one is nearest to a wrong one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;

use super::letter_counts::Counts;
use unicode_normalization::UnicodeNormalization;

/// Folds a value's spelling: compatibility forms (NFKC), lower case, white space collapsed, ends trimmed.
///
/// Punctuation stays, because `C1+` is not `C1`.
pub fn fold(text: &str) -> String {
    // ASCII is its own compatibility form, and most answers are ASCII.
    let lower = if text.is_ascii() {
        let lower = text.to_ascii_lowercase();
        let white = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
        if !lower.bytes().any(white) {
            return lower;
        }
        lower
    } else if text.chars().all(is_own_form) {
        text.to_lowercase()
    } else {
        text.nfkc().collect::<String>().to_lowercase()
    };
    joined(lower.split_whitespace(), lower.len())
}

/// Whether a letter is its own compatibility form beside any other such letter: most of what is written in Latin, Greek and Cyrillic.
/// To decompose and compose these again takes several times as long as all else.
fn is_own_form(letter: char) -> bool {
    letter.is_ascii()
        || matches!(letter,
            '\u{c0}'..='\u{131}' | '\u{134}'..='\u{13e}' | '\u{141}'..='\u{148}' | '\u{14a}'..='\u{17e}'
            | '\u{388}'..='\u{3ce}' | '\u{400}'..='\u{482}')
}

fn joined<'t>(words: impl Iterator<Item = &'t str>, room: usize) -> String {
    let mut joined = String::with_capacity(room);
    for word in words.filter(|word| !word.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// Folds a heading or a country's name: as [`fold`], and everything but letters, marks and digits becomes one space.
pub fn fold_words(text: &str) -> String {
    if text.is_ascii() {
        let lower = text.to_ascii_lowercase();
        return joined(
            lower.split(|c: char| !c.is_ascii_alphanumeric()),
            lower.len(),
        );
    }
    let spaced: String = fold(text)
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || is_mark(c) {
                c
            } else {
                ' '
            }
        })
        .collect();
    fold(&spaced)
}

/// Combining marks belong to their letter in scripts that NFKC does not compose.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The candidate nearest to `wrong`, when it is near enough to be what was meant: at most a third of its letters differ.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(wrong);
    let (length, counts) = (folded.chars().count(), Counts::of(&folded));
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters = candidate.chars().count();
            let allowed = letters.max(3) / 3;
            // The distance is at least the difference in length and in letters, and measuring it takes long.
            let near = length.abs_diff(letters) <= allowed.saturating_add(2);
            let candidate_folded = near.then(|| fold(candidate))?;
            let distance = counts
                .may_be_within(&Counts::of(&candidate_folded), allowed)
                .then(|| strsim::osa_distance(&folded, &candidate_folded))?;
            (distance <= allowed).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// A text of somebody else's in a sentence: in backticks, and cut where it is longer than a sentence bears.
pub fn quoted(text: &str) -> String {
    format!("`{}`", cut(text))
}

/// The same as people quote, in a sentence to them.
pub fn in_marks(text: &str) -> String {
    format!("“{}”", cut(text))
}

/// A long text as far as it shows which it is.
pub fn cut(text: &str) -> Cow<'_, str> {
    const MOST: usize = 120;
    let end = text.char_indices().nth(MOST);
    match end.and_then(|(at, _)| text.get(..at)) {
        Some(beginning) => Cow::Owned(format!("{beginning}…")),
        None => Cow::Borrowed(text),
    }
}

/// A folded text, with what is counted of it once because many others are held against it.
#[derive(Debug)]
pub struct Folded {
    text: String,
    letters: usize,
    counts: Counts,
}

impl Folded {
    pub fn of(text: String) -> Self {
        Self {
            letters: text.chars().count(),
            counts: Counts::of(&text),
            text,
        }
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        self.letters
    }
}

impl Deref for Folded {
    type Target = String;

    fn deref(&self) -> &String {
        &self.text
    }
}

/// The candidate that `folded` is almost, as written: at most one letter in five differs, and one where there are fewer.
///
/// Stricter than [`nearest`], because it decides whether somebody is asked: up to three letters are almost nothing, and
/// `Human rights` is not almost `Roma rights`. Candidates come folded, each with what it was folded from.
pub fn almost<'a>(
    folded: &str,
    candidates: impl IntoIterator<Item = (&'a Folded, &'a str)>,
) -> Option<&'a str> {
    const SHORT: usize = 3;
    let length = folded.chars().count();
    let counts = Counts::of(folded);
    candidates
        .into_iter()
        .filter_map(|(candidate, written)| {
            let letters = candidate.letters;
            let allowed = (letters / 5).max(1);
            // The distance is quadratic in the letters and most are far apart, so letters are counted first.
            let comparable = length > SHORT
                && letters > SHORT
                && length.abs_diff(letters) <= allowed
                && counts.may_be_within(&candidate.counts, allowed);
            let distance = comparable.then(|| strsim::osa_distance(folded, &candidate.text))?;
            (distance <= allowed).then_some((distance, written))
        })
        .min()
        .map(|(_, written)| written)
}

/// Whether one letter too many, too few, other or swapped with its neighbour makes the difference; equal words do not differ.
///
/// The same as a distance of one, without measuring greater distances.
pub fn one_edit_apart(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (left.chars(), right.chars());
    loop {
        let (before, other) = (left.clone(), right.clone());
        let (a, b) = (left.next(), right.next());
        match (a, b) {
            (None, None) => return false,
            _ if a == b => {}
            _ => {
                let swapped = a.is_some() && b.is_some() && {
                    let (mut left, mut right) = (left.clone(), right.clone());
                    left.next() == b && right.next() == a && left.eq(right)
                };
                return swapped
                    || left.clone().eq(right.clone())
                    || left.eq(other)
                    || before.eq(right);
            }
        }
    }
}

/// Of the ways to write one thing the one that occurs most often; of several the first.
pub fn most_often(spellings: &BTreeMap<String, u32>) -> Option<&String> {
    let most = spellings.iter().rev().max_by_key(|(_, times)| **times);
    most.map(|(spelling, _)| spelling)
}
