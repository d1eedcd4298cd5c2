//! Where a text mentions somebody: their name in any alphabet and spelling that sounds the same, their address, organisation or telephone
//! number. It finds what is written out; who is only described is not found.
//!
//! It looks in a text as people read it (`clear`); of a name it finds `initials`, too.

mod clear;
mod initials;
mod organisation;

use std::ops::Range;

use self::organisation::without_last_vowel;
use super::countries::fold::quote;
use super::match_key::{self, Word};
use super::scripts;
use super::spelling::fold;
use super::telephone;

/// Letters of a name, as it sounds, from which on an ending may follow it: `Novakova`, `Марией`.
const STEM: usize = 4;
/// Letters of such an ending.
const ENDING: usize = 3;
/// Letters of a name, as it sounds, that is found in small letters too: `An` is a word of many sentences.
const SHORT: usize = 3;
/// Digits by which a telephone number is known.
const DIALLED: usize = 7;

/// A word of a text, as it sounds, and where it stands.
struct Heard<'t> {
    at: Range<usize>,
    written: &'t str,
    sound: String,
}

/// Where a name is mentioned: each of its words, in any alphabet and case; longer ones also with an ending, where they begin with a capital.
/// In scripts without spaces and capitals each part of two letters, wherever it stands; in Arabic and Hebrew with small words before it, too.
/// And initials, each with a full stop: two or more of them, or one beside the name.
pub fn of_name(text: &str, name: &str) -> Vec<Range<usize>> {
    clear::found(text, &|text| named(text, name))
}

/// Where an organisation is mentioned: all of its words in their order, also with endings, what stands in brackets in its name, and its
/// abbreviation.
pub fn of_organisation(text: &str, organisation: &str) -> Vec<Range<usize>> {
    clear::found(text, &|text| organisation::found(text, organisation))
}

/// Where an e-mail address is mentioned: any address, because a stranger's may lead to the applicant too, and the part before the at sign of
/// this one as a word of its own.
pub fn of_email(text: &str, email: &str) -> Vec<Range<usize>> {
    clear::found(text, &|text| addresses(text, email))
}

/// Where a telephone number is mentioned, dialled from inside or outside of its country.
pub fn of_phone(text: &str, phone: &str) -> Vec<Range<usize>> {
    clear::found(text, &|text| numbers(text, phone))
}

fn named(text: &str, name: &str) -> Vec<Range<usize>> {
    let parts = parts(name);
    let joined = parts.iter().flat_map(|one| {
        let others = parts.iter().filter(move |other| *other != one);
        others.map(move |other| match_key::sound(&format!("{one}{other}")))
    });
    let joined: Vec<String> = joined
        .filter(|both| both.chars().count() >= SHORT)
        .collect();
    // In a text of capitals alone a capital says nothing.
    let shouts = !text.chars().any(char::is_lowercase);
    let is_named = |word: &Heard<'_>| {
        let first = word.written.chars().next();
        let is_capital = first.is_some_and(|c| !c.is_lowercase() || scripts::has_no_capitals(c));
        let is_same = |part: &String| {
            let is_long = part.chars().count() >= SHORT;
            // `Ye` sounds as one letter, and one letter is no name.
            let is_word = word.written.chars().nth(1).is_some();
            part == &word.sound
                && is_word
                && (is_long || is_capital && !(shouts && is_cased(first)))
        };
        let is_inflected = |part: &String| is_capital && inflects(part, &word.sound);
        let is_prefixed = |part: &String| {
            let is_long = part.chars().count() >= SHORT;
            is_long && scripts::without_prefix(&word.sound).any(|rest| rest == part)
        };
        let is_it = |part: &String| is_same(part) || is_inflected(part) || is_prefixed(part);
        parts.iter().any(is_it) || joined.contains(&word.sound)
    };
    let heard = heard(text);
    let whole = whole(&heard, &parts);
    let words = heard.into_iter().chain(quoted_within(text));
    let found = words.filter(is_named).map(|word| word.at);
    let found: Vec<Range<usize>> = found.chain(whole).chain(unspaced(text, name)).collect();
    let initials = of_initials(text, name, &found);
    found.into_iter().chain(initials).collect()
}

/// Initials of a name: two or more, or one that stands beside another mention of the name.
fn of_initials(text: &str, name: &str, found: &[Range<usize>]) -> Vec<Range<usize>> {
    let words = initials::beginnings(name);
    let is_beside = |at: &Range<usize>| {
        let is_gap = |from: usize, to: usize| {
            let between = text.get(from..to);
            between.is_some_and(|between| between.chars().all(char::is_whitespace))
        };
        let mut found = found.iter();
        found.any(|one| is_gap(one.end, at.start) || is_gap(at.end, one.start))
    };
    let all = initials::initials(text).into_iter();
    let own = all.filter(|one| {
        (one.letters.len() > 1 || is_beside(&one.at)) && initials::are_of(&one.letters, &words)
    });
    own.map(|one| one.at).collect()
}

/// Whether a letter is of a script that has capitals.
fn is_cased(first: Option<char>) -> bool {
    first.is_some_and(|c| c.is_uppercase() || c.is_lowercase())
}

/// Where all words of a name stand side by side, in any order and however short and small they are: `jo li`.
fn whole(words: &[Heard<'_>], parts: &[String]) -> Vec<Range<usize>> {
    if parts.len() < 2 {
        return Vec::new();
    }
    let is_whole = |run: &&[Heard<'_>]| {
        let mut sounds: Vec<&String> = run.iter().map(|word| &word.sound).collect();
        sounds.sort_unstable();
        sounds.into_iter().eq(parts)
    };
    let runs = words.windows(parts.len()).filter(is_whole);
    runs.filter_map(|run| Some(run.first()?.at.start..run.last()?.at.end))
        .collect()
}

/// Words with an apostrophe in them, of whatever shape, as one word: `O’Brien`.
fn quoted_within(text: &str) -> impl Iterator<Item = Heard<'_>> {
    let is_word = |c: char| is_of_word(c) || quote(c);
    runs(text, is_word).into_iter().filter_map(|at| {
        let run = text.get(at.clone())?;
        let written = run.trim_matches(quote);
        let before = run
            .len()
            .saturating_sub(run.trim_start_matches(quote).len());
        let start = at.start.saturating_add(before);
        written.contains(quote).then(|| Heard {
            at: start..start.saturating_add(written.len()),
            written,
            sound: match_key::heard(written),
        })
    })
}

/// Where parts of a name stand in scripts without spaces: all of it in either order, and each part of two letters; of a Chinese or Korean
/// name that is written together what can be the first name, too.
fn unspaced(text: &str, name: &str) -> Vec<Range<usize>> {
    let folded = fold(name);
    let pieces = runs(&folded, scripts::is_unspaced).into_iter();
    let pieces: Vec<Vec<char>> = pieces
        .filter_map(|at| Some(folded.get(at)?.chars().collect()))
        .collect();
    let mut wanted: Vec<Vec<char>> = vec![pieces.concat()];
    wanted.push(pieces.iter().rev().cloned().collect::<Vec<_>>().concat());
    for piece in &pieces {
        wanted.push(piece.clone());
        if pieces.len() == 1 && piece.iter().all(|c| scripts::is_han(*c)) {
            let ends = [piece.get(1..), piece.get(2..), piece.get(..2)];
            wanted.extend(ends.into_iter().flatten().map(<[char]>::to_vec));
        }
        if pieces.len() == 1 && piece.iter().all(|c| scripts::is_hangul(*c)) {
            wanted.extend(piece.get(1..).map(<[char]>::to_vec));
        }
    }
    wanted.retain(|piece| piece.len() > 1);
    wanted.sort_unstable();
    wanted.dedup();
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .collect();
    let mut found = Vec::new();
    for piece in wanted {
        for run in letters.windows(piece.len()) {
            if run.iter().map(|(_, c)| *c).eq(piece.iter().copied())
                && let (Some((first, _)), Some((last, c))) = (run.first(), run.last())
            {
                found.push(*first..last.saturating_add(c.len_utf8()));
            }
        }
    }
    found
}

fn addresses(text: &str, email: &str) -> Vec<Range<usize>> {
    let own = fold(email);
    let person = own.split('@').next().unwrap_or_default();
    let is_in = |c: char| c.is_alphanumeric() || "@._%+-".contains(c);
    let mut found = Vec::new();
    for at in runs(text, is_in) {
        let word = text.get(at.clone()).unwrap_or_default();
        let bare = word.trim_matches(['.', '-']);
        let is_address = bare
            .split_once('@')
            .is_some_and(|(person, host)| !person.is_empty() && host.contains('.'));
        let handle = fold(bare.trim_start_matches('@'));
        if is_address || person.chars().count() > STEM && handle == person {
            let end = at
                .start
                .saturating_add(word.trim_end_matches(['.', '-']).len());
            found.push(at.start..end);
        }
    }
    found
}

fn numbers(text: &str, phone: &str) -> Vec<Range<usize>> {
    let Some(own) = telephone::digits(phone) else {
        return Vec::new();
    };
    let wanted = telephone::alike(&own);
    if wanted.len() < DIALLED {
        return Vec::new();
    }
    let is_in = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-‐‑–/.()·".contains(c);
    let mut found = Vec::new();
    for at in runs(text, is_in) {
        let run = text.get(at.clone()).unwrap_or_default();
        let places = run.char_indices().filter_map(|(from, c)| {
            let from = at.start.saturating_add(from);
            let digit = Some(c).filter(char::is_ascii_digit)?;
            Some((digit, from..from.saturating_add(c.len_utf8())))
        });
        let (digits, places): (String, Vec<Range<usize>>) = places.unzip();
        for (from, _) in digits.match_indices(wanted) {
            let last = from.saturating_add(wanted.len()).saturating_sub(1);
            // What stands before it, as the code of a country, is of the number; another number before it is covered with it.
            let first = places
                .first()
                .filter(|_| from < DIALLED)
                .or(places.get(from));
            if let (Some(first), Some(last)) = (first, places.get(last)) {
                let before = text.get(..first.start).unwrap_or_default();
                let bare = before.trim_end_matches(['+', '(']);
                found.push(bare.len()..last.end);
            }
        }
    }
    found
}

/// Places in order, those that touch or overlap as one; white space between two of them belongs to both.
pub fn joined(text: &str, mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|at| (at.start, at.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for at in found {
        match joined.last_mut() {
            Some(last) if is_near(text, last.end, at.start) => last.end = last.end.max(at.end),
            _ => joined.push(at),
        }
    }
    joined
}

fn is_near(text: &str, end: usize, start: usize) -> bool {
    let between = text.get(end..start);
    start <= end || between.is_some_and(|between| between.chars().all(char::is_whitespace))
}

/// The words of a name that may be found in a text, as they sound.
fn parts(name: &str) -> Vec<String> {
    let counts = |word: &Word| !word.is_initial && !word.is_letter && !word.is_title();
    let folded = fold(name);
    // An apostrophe is written, left out, or parts a word: `O’Brien`, `OBrien`, `d’Angelo`.
    let whole = match_key::seen(&folded);
    let parted: String = folded
        .chars()
        .map(|c| if quote(c) { ' ' } else { c })
        .collect();
    let parted = match_key::seen(&parted);
    // Of a father's name, too, which the key of a name leaves out.
    let of_whole = whole.split_whitespace().flat_map(match_key::words);
    let of_parts = parted.split_whitespace().flat_map(match_key::words);
    let of_parts = of_parts.filter(|word| word.sound.chars().count() >= SHORT);
    let each = of_whole.chain(of_parts);
    let mut parts: Vec<String> = each.filter(counts).map(|word| word.sound).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// Whether a word is a name with an ending of its language: a few letters more, with or without its last vowel; or other vowels in place of
/// the last ones (`Марию` sounds as `maru`), and of an s behind these (`Γιάννης` is `Γιάννη`, and `Kazlauskas` is `Kazlausko`).
fn inflects(name: &str, word: &str) -> bool {
    const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
    let rest = |stem: &str, least: usize| {
        let is_long = stem.chars().count() >= least;
        word.strip_prefix(stem).filter(|_| is_long)
    };
    let mut longer = [name, name.strip_suffix(VOWELS).unwrap_or(name)].into_iter();
    let without_s = name.strip_suffix('s').unwrap_or(name);
    let stem = without_s.trim_end_matches(VOWELS);
    let ends_so = without_s.ends_with(VOWELS);
    let other = rest(stem, STEM.saturating_sub(1)).filter(|_| ends_so);
    // `Петар` is `Петра`: the last vowel comes and goes.
    let fleeting = without_last_vowel(name);
    let fleeting = fleeting.as_deref().and_then(|stem| rest(stem, STEM));
    longer.any(|stem| rest(stem, STEM).is_some_and(|rest| rest.chars().count() <= ENDING))
        || fleeting.is_some_and(|rest| !rest.is_empty() && rest.chars().count() <= ENDING)
        || other.is_some_and(|rest| {
            let vowels = rest.strip_suffix('s').unwrap_or(rest);
            vowels.len() < ENDING && vowels.chars().all(|c| VOWELS.contains(&c))
        })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// The words of a text as they sound.
fn heard(text: &str) -> Vec<Heard<'_>> {
    let each = runs(text, is_of_word).into_iter().filter_map(|at| {
        let written = text.get(at.clone())?;
        Some(Heard {
            at,
            written,
            sound: match_key::heard(written),
        })
    });
    each.collect()
}

/// Where characters of a kind stand side by side.
fn runs(text: &str, is_in: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (from, c) in text.char_indices().filter(|(_, c)| is_in(*c)) {
        let to = from.saturating_add(c.len_utf8());
        match runs.last_mut() {
            Some(last) if last.end == from => last.end = to,
            _ => runs.push(from..to),
        }
    }
    runs
}
