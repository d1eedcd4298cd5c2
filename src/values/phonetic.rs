//! A phonetic key, of consonants alone: a name written down by ear in another alphabet, such as
//! `Хаус` for `House`, keeps little else.
//!
//! Coarser than `match_key`, and only ever held against a text in another alphabet.

use super::countries::fold::key;
use super::match_key;
use super::romanise::romanise;

/// The consonants of a folded text, word by word in order, those that one alphabet writes for another's as one; a vowel at the
/// beginning of a word is `a`.
pub fn heard(folded: &str) -> String {
    let mut heard = String::with_capacity(folded.len());
    for word in key(folded).split(' ').filter(|word| !word.is_empty()) {
        // `Justice` is heard as `Джастис`.
        let word = romanise(word)
            .replace("dzh", "z")
            .replace("dj", "z")
            .replace('j', "z");
        let mut before = None;
        for (at, c) in match_key::sound(&word).chars().enumerate() {
            let heard_as = match c {
                'a' | 'e' | 'i' | 'o' | 'u' => (at == 0).then_some('a'),
                // `Law` is heard as `Лоу`, `Watch` as `Вотч`.
                'v' => (at == 0).then_some('v'),
                'c' | 'k' | 's' | 'z' | 'h' => Some('k'),
                other => Some(other),
            };
            if heard_as.is_some() && heard_as != before {
                heard.extend(heard_as);
            }
            before = heard_as;
        }
    }
    heard
}

/// Whether two of them may be one: one letter in five differs at most and no digit, or the longer holds the other, which is long.
pub fn may_be_one(one: &str, other: &str) -> bool {
    const TELLING: usize = 4;
    const LONG: usize = 6;
    let (letters, others) = (one.chars().count(), other.chars().count());
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
    if letters.min(others) < TELLING || digits(one) != digits(other) {
        return false;
    }
    let holds = |long: &str, short: &str, letters: usize| letters >= LONG && long.contains(short);
    strsim::osa_distance(one, other) <= letters.max(others) / 5
        || holds(one, other, others)
        || holds(other, one, letters)
}

/// Whether a text has letters of another alphabet than the Latin one.
pub fn is_foreign(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_alphabetic()
            && super::confusables::Alphabet::of(c) != Some(super::confusables::Alphabet::Latin)
    })
}
