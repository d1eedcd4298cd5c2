//! When two answers are so alike that they may be one person's: names across alphabets and spellings, e-mail addresses.
//!
//! Each answer gives a key, and answers with one key are alike; so a pile is searched by sorting, never pair by pair. A key only
//! ever makes somebody ask. Answers that fold to the same have the same key.

use super::confusables::{self, Alphabet};
use super::countries::fold::{invisible, quote};
use super::romanise::romanise;
use super::scripts;
use super::spelling::fold;
use super::telephone;

/// Longer texts are no names.
const LONGEST: usize = 200;

/// What stands before or after a name and is none; as [`name`] spells words.
const TITLES: [&str; 20] = [
    "adv", "dipl", "doc", "dr", "fd", "frau", "herr", "inh", "inz", "mah", "mba", "mis", "mr",
    "mrs", "ms", "msc", "pan", "pani", "prov", "sir",
];

/// The key of an e-mail address: without dots and `+tag` before the at sign, and as it looks.
///
/// Dots matter at most providers and not at Gmail; nobody but the provider knows, so that addresses are never taken for one by
/// this, only asked about.
pub fn email(text: &str) -> String {
    let mut seen = confusables::looks(text);
    if !seen.is_ascii() {
        seen.retain(|c| !invisible(c));
    }
    let Some((person, host)) = seen.rsplit_once('@') else {
        return seen;
    };
    let host = if host == "GOOGLEMAIL.COM" {
        "GMAIL.COM"
    } else {
        host
    };
    let person = match person.split_once('+') {
        Some((person, _)) if !person.is_empty() => person,
        _ => person,
    };
    let mut key = String::with_capacity(seen.len());
    key.extend(person.split('.'));
    if key.is_empty() {
        key.push_str(person);
    }
    key.push('@');
    key.push_str(host);
    key
}

/// The key of a text: a telephone number's by its last digits, any other as [`name`].
pub fn text(text: &str) -> String {
    match telephone::digits(text) {
        Some(digits) => telephone::alike(&digits).to_owned(),
        None => name(text),
    }
}

/// The key of a name, of a person or an organisation: its words as they sound in any alphabet, in any order, without titles,
/// initials and a patronymic.
pub fn name(text: &str) -> String {
    let folded = fold(text);
    if folded.len() > LONGEST {
        return folded;
    }
    let plain = seen(&folded);
    if plain.chars().any(scripts::is_unspaced)
        && plain
            .chars()
            .all(|c| scripts::is_unspaced(c) || !c.is_alphanumeric())
    {
        // Some write a space between family and first name, and some write that one first.
        let mut letters: Vec<char> = plain.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.sort_unstable();
        return letters.into_iter().collect();
    }
    let words = words(&plain);
    let last = words.len().saturating_sub(1);
    let counts = |(at, word): &(usize, &Word)| {
        let initial = word.is_initial || ((1..last).contains(at) && word.is_letter);
        !initial && !word.is_title()
    };
    let mut key: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(counts)
        .map(|(_, word)| word.sound.as_str())
        .collect();
    if key.len() < 2 {
        // The `A` of `Forum A` is part of the name, and `M.` is not.
        key = words
            .iter()
            .filter(|word| !word.is_initial)
            .map(|word| word.sound.as_str())
            .collect();
    }
    // Numbers mean something by their order: a telephone's, a street's.
    if !plain.contains(char::is_numeric) {
        key.sort_unstable();
    }
    let key = key.join(" ");
    if key.is_empty() { folded } else { key }
}

/// A word of a name.
pub(super) struct Word {
    /// As it sounds, in small Latin letters.
    pub(super) sound: String,
    /// Whether it is a single letter with a full stop.
    pub(super) is_initial: bool,
    /// Whether it is a single letter.
    pub(super) is_letter: bool,
}

impl Word {
    pub(super) fn is_title(&self) -> bool {
        TITLES.contains(&self.sound.as_str())
    }
}

/// A folded text without what nobody sees, without quotes, and without vowels that are put to letters.
pub(super) fn seen(folded: &str) -> String {
    folded
        .chars()
        .filter(|c| !invisible(*c) && !quote(*c))
        .filter_map(scripts::bare)
        .collect()
}

/// The words of a name, without a patronymic.
pub(super) fn words(plain: &str) -> Vec<Word> {
    let is_word =
        |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut words: Vec<Word> = Vec::new();
    for word in plain.split_inclusive(|c| !is_word(c)) {
        let is_initial = word.ends_with('.') && word.chars().nth(2).is_none();
        let word = word.trim_end_matches(|c| !is_word(c));
        if !word.is_empty() {
            let sound = romanise(&one_alphabet(word));
            words.push(Word {
                sound,
                is_initial,
                is_letter: word.chars().nth(1).is_none(),
            });
        }
    }
    without_patronymic(&mut words);
    words
        .iter_mut()
        .for_each(|word| word.sound = sound(&word.sound));
    words
}

/// How a word sounds, in whatever alphabet and case it is written.
pub(super) fn heard(word: &str) -> String {
    sound(&romanise(&one_alphabet(&seen(&fold(word)))))
}

/// Leaves out the father's name between or after two others, as in `Иван Петрович Сидоров`: people write it or do not.
fn without_patronymic(words: &mut Vec<Word>) {
    const ENDINGS: [&str; 9] = [
        "ovich", "evich", "ovych", "evych", "avich", "ovna", "evna", "ivna", "auna",
    ];
    let is_patronymic = |at: &usize, words: &[Word]| {
        words
            .get(*at)
            .is_some_and(|word| ENDINGS.iter().any(|ending| word.sound.ends_with(ending)))
    };
    // Initials are no words beside which a father's name stands.
    let whole: Vec<usize> = (0..words.len())
        .filter(|at| words.get(*at).is_some_and(|word| !word.is_initial))
        .collect();
    let [_, second, third] = whole.as_slice() else {
        return;
    };
    if let Some(father) = [second, third]
        .into_iter()
        .find(|at| is_patronymic(at, words))
    {
        words.remove(*father);
    }
}

/// A word in one alphabet: letters of another one are those they look like.
fn one_alphabet(word: &str) -> String {
    if confusables::mixed(word).is_none() {
        return word.to_owned();
    }
    let latin: Option<String> = word
        .chars()
        .map(|c| {
            if Alphabet::of(c) == Some(Alphabet::Latin) {
                Some(c)
            } else {
                confusables::latin_lookalike(c)
            }
        })
        .collect();
    let cyrillic = || -> Option<String> {
        let other = |c| {
            if Alphabet::of(c) == Some(Alphabet::Latin) {
                confusables::cyrillic(c)
            } else {
                Some(c)
            }
        };
        word.chars().map(other).collect()
    };
    latin.or_else(cyrillic).unwrap_or_else(|| word.to_owned())
}

/// What several letters, or one, sound like; the first that fits counts.
const SOUNDS: [(&str, &str); 35] = [
    ("shch", "sc"),
    ("szcz", "sc"),
    ("sch", "sc"),
    ("tsch", "c"),
    ("tch", "c"),
    ("chr", "hr"),
    ("ch", "c"),
    ("cz", "c"),
    ("ckh", "ch"),
    ("ck", "k"),
    ("ct", "kt"),
    ("cl", "kl"),
    ("cri", "kri"),
    ("ts", "c"),
    ("tz", "c"),
    ("sh", "s"),
    ("sz", "s"),
    ("dzh", "dz"),
    ("zh", "z"),
    ("kh", "h"),
    ("gh", "h"),
    ("gk", "h"),
    ("gj", "h"),
    ("kj", "k"),
    ("dj", "d"),
    ("ph", "f"),
    ("th", "t"),
    ("ou", "u"),
    ("g", "h"),
    ("q", "k"),
    ("w", "v"),
    ("xe", "kse"),
    ("x", "ks"),
    ("y", "i"),
    ("j", "i"),
];

/// How a word in small Latin letters sounds, coarsely: the usual ways to spell a name of another alphabet sound the same.
pub(super) fn sound(word: &str) -> String {
    let mut sounds = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let (spelt, sound) = match SOUNDS.iter().find(|(spelt, _)| rest.starts_with(spelt)) {
            // `Xəyalə` begins as `Khayala`; inside a word it is `Alexander`.
            Some(("x", _)) if sounds.is_empty() => ("x", "h"),
            Some((spelt, sound)) => (*spelt, *sound),
            None => {
                sounds.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
                continue;
            }
        };
        sounds.push_str(sound);
        rest = rest.get(spelt.len()..).unwrap_or_default();
    }
    // Soft vowels are written with or without their i, and some vowels one for the other.
    let mut sounds = single(&sounds);
    for (written, heard) in [
        ("ie", "e"),
        ("io", "e"),
        ("eo", "e"),
        ("ei", "i"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
    ] {
        sounds = single(&sounds.replace(written, heard));
    }
    let mut sounds = hard_u(&sounds);
    for (end, heard) in [("dr", "der"), ("tr", "ter"), ("of", "ov"), ("ef", "ev")] {
        if let Some(stem) = sounds.strip_suffix(end).filter(|stem| !stem.is_empty()) {
            sounds = format!("{stem}{heard}");
            break;
        }
    }
    sounds
}

/// Every letter once where it stands twice or more.
fn single(word: &str) -> String {
    let mut before = None;
    word.chars()
        .filter(|c| before.replace(*c) != Some(*c))
        .collect()
}

/// `Liudmila` is `Ludmila`; at the beginning and after a vowel the i is heard.
fn hard_u(word: &str) -> String {
    let mut heard = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let after_consonant = heard
            .chars()
            .next_back()
            .is_some_and(|before| !"aeiou".contains(before));
        if !(c == 'i' && after_consonant && letters.peek() == Some(&'u')) {
            heard.push(c);
        }
    }
    heard
}
