//! Texts that name territories one after the other: `Serbia / Germany`, `Bosnia and Herzegovina, Serbia`, `Belgrade (Serbia)`.

use super::{Known, Naming, whole};

/// More parts than this are a sentence.
const MOST: usize = 6;
/// Longer texts are sentences, too, in bytes.
const LONGEST: usize = 300;

/// Words that stand between two countries, in the languages of the region.
const BETWEEN: [&str; 30] = [
    "and", "or", "und", "oder", "et", "ou", "y", "o", "e", "i", "ili", "и", "или", "та", "і", "й",
    "або", "ve", "və", "veya", "en", "og", "och", "ja", "oraz", "és", "și", "dhe", "και", "va",
];

/// The territories a text names when it is nothing but their names; at least two, in the text's order.
pub(super) fn several(text: &str) -> Option<Vec<Known>> {
    if text.len() > LONGEST {
        return None;
    }
    let gaps = gaps(text);
    if gaps.is_empty() || gaps.len() >= MOST {
        return None;
    }
    split(text, 0, &gaps).filter(|found| found.len() > 1)
}

/// More words than a city and its country have.
const WORDS: usize = 8;

/// A country and a city or region, or two names, with nothing but a space between them: `Vienna Austria`, `Serbia Novi Sad`.
pub(super) fn beside(text: &str) -> Option<Vec<Known>> {
    if text.len() > LONGEST || text.split_whitespace().count() > WORDS {
        return None;
    }
    let spaces = text.match_indices(' ');
    spaces
        .filter_map(|(at, _)| Some((text.get(..at)?.trim(), text.get(at..)?.trim())))
        .find_map(|(one, other)| {
            let found = vec![whole(one)?, whole(other)?];
            // What a people is called beside a country may be somebody's citizenship.
            found
                .iter()
                .all(|(_, naming)| *naming != Naming::People)
                .then_some(found)
        })
}

/// Reads the text from a byte on: the longest name that ends at a gap, then the rest.
fn split(text: &str, from: usize, gaps: &[(usize, usize)]) -> Option<Vec<Known>> {
    let rest = text.get(from..)?;
    if rest.trim().is_empty() {
        return Some(Vec::new());
    }
    if let Some(known) = whole(rest.trim()) {
        return Some(vec![known]);
    }
    gaps.iter()
        .enumerate()
        .rev()
        .find_map(|(at, (start, end))| {
            let part = text.get(from..*start)?.trim();
            let known = if part.is_empty() {
                None
            } else {
                Some(whole(part)?)
            };
            let mut found: Vec<Known> = known.into_iter().collect();
            found.extend(split(text, *end, gaps.get(at + 1..)?)?);
            Some(found)
        })
}

/// Where one name can end and the next begin, in bytes.
fn gaps(text: &str) -> Vec<(usize, usize)> {
    let mut gaps: Vec<(usize, usize)> = text
        .match_indices(|c: char| {
            matches!(
                c,
                '/' | '\\'
                    | ','
                    | ';'
                    | '|'
                    | '+'
                    | '&'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '\n'
                    | '،'
                    | '؛'
                    | '、'
                    | '–'
                    | '—'
                    | '-'
                    | ':'
            )
        })
        .map(|(at, gap)| (at, at + gap.len()))
        .collect();
    let mut at = 0;
    for word in text.split(' ') {
        if BETWEEN.contains(&word.to_lowercase().as_str()) {
            gaps.push((at, at + word.len()));
        }
        at += word.len() + 1;
    }
    gaps.sort_unstable();
    gaps
}
