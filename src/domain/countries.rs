//! Which country a cell names: exact spellings from `countries.csv`, never a near one.
//!
//! A wrong country is a wrong verdict about a person, so there are three outcomes: a country, a name that a person must
//! settle (disputed, dissolved, dependent or double), and a text that names none, with the nearest name as a suggestion.
//! The table holds names in the languages that applicants in the OSCE region write; no two countries share a spelling.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::domain::Country;
use crate::domain::spelling::fold_words;

/// `alpha2,alpha3,name,names,ask`, with `|` between names. No cell holds a comma or a quote, so that the parts stay static.
const TABLE: &str = include_str!("countries.csv");

/// Codes that are also `no`, `yes`, `nothing` or `not available` in a language of the region; they count in capitals only.
const ALSO_WORDS: [&str; 5] = ["NA", "NE", "NIC", "NO", "SI"];

/// Longer texts are sentences; nothing near them is looked for, which bounds the work an odd cell can cause.
const LONGEST_NAME: usize = 60;

/// What a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Country(Country),
    /// A person must decide; says why, lower case, no full stop.
    Ask(&'static str),
    /// No country; the nearest country's English name where one is near and no other equally so.
    Unknown {
        nearest: Option<&'static str>,
    },
}

#[derive(Debug)]
struct Row {
    alpha2: &'static str,
    alpha3: &'static str,
    name: &'static str,
    names: &'static str,
    ask: &'static str,
}

impl Row {
    fn named(&self) -> Named {
        match Country::new(self.alpha2) {
            Some(country) if self.ask.is_empty() => Named::Country(country),
            _ => Named::Ask(self.ask),
        }
    }
}

struct Table {
    by_code: BTreeMap<&'static str, &'static Row>,
    by_key: BTreeMap<String, &'static Row>,
    /// The spellings as suggestions look at them, in the order of `by_key`.
    near: Vec<Near>,
}

struct Near {
    spelling: String,
    length: usize,
    letters: Letters,
    row: &'static Row,
}

/// Which letters a text has, a bit for each, several letters sharing one.
type Letters = u64;

fn letters(text: &str) -> Letters {
    text.chars().fold(0, |letters, c| letters | 1_u64.checked_shl(u32::from(c) % Letters::BITS).unwrap_or(0))
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut cells = line.split(',');
        let mut cell = || cells.next().unwrap_or_default();
        Row { alpha2: cell(), alpha3: cell(), name: cell(), names: cell(), ask: cell() }
    };
    TABLE.lines().skip(1).map(row).collect()
});

static COUNTRIES: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { by_code: BTreeMap::new(), by_key: BTreeMap::new(), near: Vec::new() };
    for row in ROWS.iter() {
        table
            .by_code
            .extend([row.alpha2, row.alpha3].into_iter().filter(|code| !code.is_empty()).map(|code| (code, row)));
        table.by_key.extend(spellings(row).map(|name| (key(name), row)));
    }
    let near = |(spelling, row): (&String, &&'static Row)| Near {
        spelling: spelling.clone(),
        length: spelling.chars().count(),
        letters: letters(spelling),
        row,
    };
    table.near = table.by_key.iter().map(near).collect();
    table
});

fn spellings(row: &'static Row) -> impl Iterator<Item = &'static str> {
    std::iter::once(row.name).chain(row.names.split('|')).filter(|name| !name.is_empty())
}

/// The country that `text` names: an ISO 3166-1 code as the whole text, a flag, or a known spelling in any case, with or
/// without its accents and a leading `the`.
pub fn find(text: &str) -> Named {
    let (flag, words) = split_flag(text);
    match (flag.is_empty(), words.trim().is_empty()) {
        (true, _) => find_words(&words),
        (false, true) => code(&flag).map_or(Named::Unknown { nearest: None }, Row::named),
        // A flag beside a name counts when both say the same.
        (false, false) => match (code(&flag).map(Row::named), find_words(&words)) {
            (Some(by_flag), by_name) if by_flag == by_name => by_name,
            _ => Named::Unknown { nearest: None },
        },
    }
}

/// The English short name, for sentences; blank for two letters that are no country's code.
pub fn name(country: Country) -> &'static str {
    COUNTRIES.by_code.get(country.to_string().as_str()).map_or("", |row| row.name)
}

/// Whether the code is one of the 249 of ISO 3166-1, dependent and disputed territories included.
pub fn exists(country: Country) -> bool {
    COUNTRIES.by_code.contains_key(country.to_string().as_str())
}

/// Every row of the table as `(alpha-2, alpha-3, English name, all spellings)`; the codes are blank for names without one.
pub fn table() -> impl Iterator<Item = (&'static str, &'static str, &'static str, Vec<&'static str>)> {
    ROWS.iter().map(|row| (row.alpha2, row.alpha3, row.name, spellings(row).collect()))
}

fn find_words(text: &str) -> Named {
    let plain: String = text.nfkc().filter(|c| !invisible(*c)).collect();
    let plain = plain.trim();
    if plain == "NA" {
        return Named::Ask(
            "`NA` is the code of Namibia and also short for not available: a person asks which is meant",
        );
    }
    if let Some(row) = code(plain) {
        return row.named();
    }
    let key = key(plain);
    let without_article = key.strip_prefix("the ").unwrap_or(&key);
    match COUNTRIES.by_key.get(&key).or_else(|| COUNTRIES.by_key.get(without_article)) {
        Some(row) => row.named(),
        None => Named::Unknown { nearest: nearest(without_article) },
    }
}

/// The row of an alpha-2 or alpha-3 code. Accents are kept, because `Mön` is not `MON`.
fn code(text: &str) -> Option<&'static Row> {
    if !matches!(text.len(), 2 | 3) {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let word = ALSO_WORDS.contains(&upper.as_str()) && upper != text;
    if word { None } else { COUNTRIES.by_code.get(upper.as_str()).copied() }
}

/// Splits the letters of flags from the rest: `🇷🇸 Serbia` gives `RS` and ` Serbia`.
fn split_flag(text: &str) -> (String, String) {
    let mut flag = String::new();
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        let letter = u32::from(c).checked_sub(0x1_F1E6).filter(|offset| *offset < 26);
        match letter.and_then(|offset| char::from_u32(u32::from('A').saturating_add(offset))) {
            Some(letter) => flag.push(letter),
            None => words.push(c),
        }
    }
    (flag, words)
}

/// The spelling under which a name is looked up: words folded, `&` as `and`, `st` as `saint`, no invisible characters, and
/// no accents on Latin, Greek and Cyrillic letters (in other scripts marks tell words apart).
fn key(name: &str) -> String {
    let visible: String = name.chars().filter(|c| !invisible(*c)).collect();
    let mut bare = String::with_capacity(visible.len());
    let mut base = ' ';
    for c in fold_words(&visible.replace('&', " and ")).nfd() {
        if unicode_normalization::char::is_combining_mark(c) {
            if !loses_accents(base) {
                bare.push(c);
            }
            continue;
        }
        base = c;
        match c {
            'ı' => bare.push('i'),
            'ø' => bare.push('o'),
            'đ' | 'ð' => bare.push('d'),
            'ł' => bare.push('l'),
            'ß' => bare.push_str("ss"),
            'æ' => bare.push_str("ae"),
            'œ' => bare.push_str("oe"),
            'þ' => bare.push_str("th"),
            _ => bare.push(c),
        }
    }
    let words: Vec<&str> = bare.split(' ').map(|word| if word == "st" { "saint" } else { word }).collect();
    words.join(" ")
}

fn loses_accents(base: char) -> bool {
    matches!(base, '\u{41}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}')
}

/// Soft hyphens, zero-width characters and direction marks, which copied text carries along.
fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The English name of the country with the nearest spelling, unless two countries are equally near.
///
/// An edit changes the length by one at most and brings in one letter at most, so most spellings are passed over without
/// measuring: a column full of odd texts must not take minutes.
fn nearest(wrong: &str) -> Option<&'static str> {
    let length = wrong.chars().count();
    if length > LONGEST_NAME {
        return None;
    }
    let written = letters(wrong);
    let mut best: Option<(usize, &'static str)> = None;
    let mut tied = false;
    for near in &COUNTRIES.near {
        let allowed = near.length.min(12) / 3;
        // Abbreviations are near to everything.
        if near.length < 4 || near.length.abs_diff(length) > allowed {
            continue;
        }
        let foreign = (written & !near.letters).count_ones().max((near.letters & !written).count_ones());
        if foreign as usize > allowed {
            continue;
        }
        let distance = strsim::osa_distance(wrong, &near.spelling);
        if distance > allowed || best.is_some_and(|(least, _)| distance > least) {
            continue;
        }
        tied = best.is_some_and(|(least, name)| distance == least && (tied || name != near.row.name));
        best = Some((distance, near.row.name));
    }
    best.filter(|_| !tied).map(|(_, name)| name)
}
