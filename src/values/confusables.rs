//! Lookalike letters (confusables, after UTS 39): which alphabet a letter is of, words that mix
//! alphabets, and what a text looks like.
//!
//! Full-width and ornamental letters are no matter here: compatibility forms (NFKC) take care of them.

use serde::{Deserialize, Serialize};

use super::countries::fold::invisible;
use super::spelling::fold;

/// The alphabets whose letters are taken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alphabet {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
}

impl Alphabet {
    /// The alphabet of a letter; none for other alphabets and for what is no letter.
    pub fn of(c: char) -> Option<Self> {
        match c {
            'a'..='z' | 'A'..='Z' => Some(Self::Latin),
            _ if c.is_ascii() || !c.is_alphabetic() => None,
            '\u{AA}'..='\u{24F}' | '\u{250}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}' => {
                Some(Self::Latin)
            }
            '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' => Some(Self::Cyrillic),
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Some(Self::Greek),
            '\u{531}'..='\u{58F}' => Some(Self::Armenian),
            _ => None,
        }
    }
}

/// Two alphabets that one word of the text mixes. Words of different alphabets beside each other mix nothing.
pub fn mixed(text: &str) -> Option<(Alphabet, Alphabet)> {
    if text.is_ascii() {
        return None;
    }
    text.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let mut alphabets = word.chars().filter_map(Alphabet::of);
        let first = alphabets.next()?;
        alphabets
            .find(|other| *other != first)
            .map(|other| (first, other))
    })
}

/// What a text looks like: texts that can hardly be told apart give the same, and so do texts that fold to the same.
///
/// Letters count as large ones, since `В` looks like `B` and `в` like nothing else; characters nobody sees and accents go.
pub fn looks(text: &str) -> String {
    let mut folded = fold(text);
    if folded.is_ascii() {
        folded.make_ascii_uppercase();
        return folded;
    }
    let large = folded
        .chars()
        .filter(|c| !invisible(*c))
        .flat_map(char::to_uppercase);
    large
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| latin_lookalike(c).unwrap_or(c))
        .collect()
}

/// The Latin letter that a letter of another alphabet looks like; both large or both small.
pub fn latin_lookalike(c: char) -> Option<char> {
    let large = c.to_uppercase().next().unwrap_or(c);
    let found = pairs()
        .find(|(other, _)| *other == large)
        .map(|(_, latin)| latin)?;
    Some(if large == c {
        found
    } else {
        found.to_ascii_lowercase()
    })
}

/// The Cyrillic letter that a small Latin letter looks like when both are large.
pub fn cyrillic(c: char) -> Option<char> {
    let large = c.to_ascii_uppercase();
    let pair = pairs()
        .find(|(other, latin)| *latin == large && Alphabet::of(*other) == Some(Alphabet::Cyrillic));
    pair.and_then(|(other, _)| other.to_lowercase().next())
}

/// Large letters of an alphabet, and the Latin ones that they, or their small forms, look like: from the Unicode list of
/// confusables (UTS 39), without what looks alike in some typefaces only.
const ALIKE: [(&str, &str); 3] = [
    ("АВЕЅІЈКМНОРСТУХҮҺԀԚԜѴӀԌ", "ABESIJKMHOPCTYXYHDQWVIG"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ABEZHIKMNOPTYXCJ"),
    ("ՕՍՏՀՈԶՑՅ", "OUSHNQGJ"),
];

fn pairs() -> impl Iterator<Item = (char, char)> {
    ALIKE
        .iter()
        .flat_map(|(others, latin)| others.chars().zip(latin.chars()))
}
