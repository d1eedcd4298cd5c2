//! Where an organisation is mentioned: by its name in any alphabet, with the endings of its language, by what stands in brackets in it, and
//! by its initials.

use std::ops::Range;

use super::initials::initials;
use super::{Heard, heard, is_cased};

/// Letters of an abbreviation.
const ABBREVIATED: usize = 3;
/// Letters that a word keeps with every ending: of a name of one word, and of longer ones.
const STEM: [usize; 2] = [4, 3];
/// Letters of an ending: `организациями`.
const ENDING: usize = 4;
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

pub(super) fn found(text: &str, organisation: &str) -> Vec<Range<usize>> {
    let words = heard(text);
    let mut found = Vec::new();
    for wanted in names_of(organisation) {
        let wanted: Vec<String> = heard(&wanted).into_iter().map(|word| word.sound).collect();
        if wanted.is_empty() {
            continue;
        }
        found.extend(runs_of(&words, &wanted));
    }
    let short = abbreviations(organisation);
    let is_short = |word: &&Heard<'_>| short.iter().any(|one| one == word.written);
    found.extend(words.iter().filter(is_short).map(|word| word.at.clone()));
    let dotted = initials(text).into_iter();
    let dotted = dotted.filter(|one| short.contains(&one.letters.iter().collect()));
    found.extend(dotted.map(|one| one.at));
    found
}

/// Where all words of a name stand in their order, each as it is or with an ending, or some of them written as one.
fn runs_of(words: &[Heard<'_>], wanted: &[String]) -> Vec<Range<usize>> {
    let [alone, beside_others] = STEM;
    let least = if wanted.len() > 1 {
        beside_others
    } else {
        alone
    };
    let is_form = |(word, wanted): (&Heard<'_>, &String)| is_form_of(wanted, &word.sound, least);
    let in_full = wanted.concat();
    let mut found = Vec::new();
    let mut add = |run: &[Heard<'_>]| {
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            found.push(first.at.start..last.at.end);
        }
    };
    for run in words.windows(wanted.len()) {
        let is_same = run.iter().map(|word| &word.sound).eq(wanted);
        let is_named = || run.first().is_some_and(begins_as_a_name);
        if is_same || is_named() && run.iter().zip(wanted).all(is_form) {
            add(run);
        }
    }
    for fewer in 1..wanted.len() {
        let is_whole = |run: &&[Heard<'_>]| {
            let sounds: String = run.iter().map(|word| word.sound.as_str()).collect();
            sounds == in_full
        };
        words.windows(fewer).filter(is_whole).for_each(&mut add);
    }
    found
}

/// Whether a word begins with a capital, or has none.
fn begins_as_a_name(word: &Heard<'_>) -> bool {
    let first = word.written.chars().next();
    first.is_some_and(|c| !c.is_lowercase()) || !is_cased(first)
}

/// Whether a word is another one with the ending of a case: it keeps the stem, which loses its last vowel where one comes and goes
/// (`центр` is `центра`, and `centar` is `centra`).
fn is_form_of(wanted: &str, word: &str, least: usize) -> bool {
    if wanted == word {
        return true;
    }
    let stem = wanted
        .strip_suffix('s')
        .unwrap_or(wanted)
        .trim_end_matches(VOWELS);
    let has_stem = |stem: &str| {
        let rest = word.strip_prefix(stem);
        let is_long = stem.chars().count() >= least;
        is_long && rest.is_some_and(|rest| rest.chars().count() <= ENDING)
    };
    has_stem(stem)
        || has_stem(wanted)
        || without_last_vowel(wanted).is_some_and(|one| has_stem(&one))
}

/// A word that ends in a consonant without the vowel before that.
pub(super) fn without_last_vowel(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let last = letters.pop().filter(|last| !VOWELS.contains(last))?;
    letters.pop().filter(|vowel| VOWELS.contains(vowel))?;
    letters.push(last);
    Some(letters.into_iter().collect())
}

/// The whole name of an organisation, without what stands in brackets and without its legal form, and what stands there.
fn names_of(organisation: &str) -> Vec<String> {
    let is_edge = |c: char| matches!(c, '(' | ')' | '[' | ']' | ';' | '\n');
    let pieces = organisation.split(is_edge).map(str::trim);
    let named = |piece: &str| {
        let bare = ["e.V.", "e. V."].iter();
        let mut bare = bare.filter_map(|form| piece.strip_suffix(form));
        bare.next().unwrap_or(piece).trim().to_owned()
    };
    pieces
        .filter(|piece| !piece.is_empty())
        .map(named)
        .collect()
}

/// What an organisation may be called for short: the first letters of all words of a name, and of the longer ones.
fn abbreviations(organisation: &str) -> Vec<String> {
    let initials = |name: &str, least: usize| -> String {
        let words = name.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| word.chars().count() > least);
        let firsts = words.filter_map(|word| word.chars().next());
        firsts.flat_map(char::to_uppercase).collect()
    };
    let names = names_of(organisation);
    let all = names.iter();
    let all = all.flat_map(|name| [initials(name, 0), initials(name, ABBREVIATED)]);
    all.filter(|short| short.chars().count() >= ABBREVIATED)
        .collect()
}
