//! Which country a cell names: exact spellings of a table, never a near one.
//!
//! A wrong country is a wrong verdict about a person. So a text is a country only when it is one of its codes or names; what
//! a person must settle (disputed, dissolved, dependent, ambiguous or double), what only points at a country (its people, a
//! city, a misspelling) and what names none are told apart, and asked about.

pub mod fold;
pub mod near;
mod peoples;
mod several;
pub mod table;
pub mod titles;

pub use table::{Naming, Territory};

use std::sync::LazyLock;

use super::Country;

/// Codes that people of the region also write for something else, each with the territory that says so: `KR` is written for the
/// Kyrgyz Republic, `AU` for Austria, `IR` for Ireland, `BS` for Bosnia, `AR` for Armenia, `SZ` for Switzerland, `IS` for Israel.
const TWO_MEANINGS: [(&str, &str); 15] = [
    ("NA", "QR"),
    ("BH", "QS"),
    ("CG", "QT"),
    ("CR", "QU"),
    ("NI", "QV"),
    ("SA", "QW"),
    ("SL", "QX"),
    ("SR", "QY"),
    ("KR", "QZ"),
    ("AU", "QZ"),
    ("IR", "QZ"),
    ("BS", "QZ"),
    ("AR", "QZ"),
    ("SZ", "QZ"),
    ("IS", "QZ"),
];

/// Words for no, yes or nothing in small letters, which point at no country.
const WORDS: [&str; 7] = ["na", "ne", "nic", "no", "np", "nr", "si"];

/// Short names that everybody types in small letters, too; any other text of two or three Latin letters is a name in capitals only.
const SMALL: [&str; 4] = ["uk", "usa", "uae", "bih"];

/// Codes that a cell in capitals would also hold for `no` and for `yes`, and in a form's column perhaps rather.
const YES_OR_NO: [&str; 2] = ["NO", "SI"];

/// Words for a republic before the state's name, folded.
#[rustfmt::skip]
const REPUBLIC: [&str; 20] = [
    "republic of the", "republic of", "republic", "rep of", "rep", "r", "republika e", "republika",
    "republica", "republik", "republique de la", "republique de", "republique d", "республика",
    "република", "республіка", "рэспубліка", "респ", "реп", "р",
];

/// States of the region that are republics, or call themselves so, and share their short name with no other.
const REPUBLICS: [&str; 30] = [
    "AL", "AM", "AT", "AZ", "BG", "BY", "CY", "EE", "FI", "FR", "HR", "HU", "IE", "IT", "KG", "KZ",
    "LT", "LV", "MD", "MK", "MT", "PL", "PT", "RO", "RS", "SI", "SK", "SM", "TJ", "UZ",
];

/// Words for a city before its name, folded.
#[rustfmt::skip]
const CITY: [&str; 9] = [
    "city of", "town of", "г", "гор", "город", "м", "місто", "град", "grad",
];

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    Country(Country),
    /// A territory of which a person must say what it counts as; `ask` says why.
    Ask(&'static Territory),
    /// Several territories; their English names, in the text's order.
    Several(Vec<&'static str>),
    /// No name of a country, and it points at the one whose English name this is.
    Suggest(Hint, &'static str),
    Unknown,
}

/// How a text points at a country without naming it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// `Serbian`
    People,
    /// `Belgrade`
    Inside,
    /// `Sebria`, and no other country is as near.
    Misspelt,
    /// `NO`, which is no answer to which country, or Norway.
    YesOrNo,
    /// `me` or `can`, which are codes in capitals, and words.
    Small,
}

/// Whether a column is known to hold codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Codes {
    /// A code counts in capitals, and not where it means something else as well.
    #[default]
    Perhaps,
    /// The rules say that the column holds codes: each is what ISO 3166-1 says, in capitals or not.
    Declared,
}

/// A territory a text names as a whole.
type Known = (&'static Territory, Naming);

/// The country that `text` names: an ISO 3166-1 code as the whole text, a flag, or a known spelling in any case, with or
/// without its accents and a leading `the`; or two of them that say the same, as `Србија / Serbia`.
pub fn find(text: &str) -> Named {
    find_among(text, Codes::Perhaps)
}

/// As [`find`], in a column of which it may be known that it holds codes.
pub fn find_among(text: &str, codes: Codes) -> Named {
    if codes == Codes::Declared
        && let Some(territory) = table::by_code(&fold::plain(text).to_ascii_uppercase())
    {
        return named((territory, Naming::Name));
    }
    let (flag, words) = fold::split_flag(text);
    let words = fold::plain(&words);
    match (flag.is_empty(), words.is_empty()) {
        (true, false) if YES_OR_NO.contains(&words.as_str()) => table::by_code(&words)
            .map_or(Named::Unknown, |territory| {
                Named::Suggest(Hint::YesOrNo, territory.name)
            }),
        (true, _) => find_words(&words),
        (false, true) => table::by_code(&flag)
            .map_or(Named::Unknown, |territory| named((territory, Naming::Name))),
        // A flag beside a name counts when both say the same.
        (false, false) => match (table::by_code(&flag), find_words(&words)) {
            (Some(by_flag), by_name) if named((by_flag, Naming::Name)) == by_name => by_name,
            _ => Named::Unknown,
        },
    }
}

/// The English short name, for sentences; blank for two letters that are no territory's code.
pub fn name(country: Country) -> &'static str {
    table::territory(country).map_or("", |territory| territory.name)
}

/// Whether the code is one of the 249 of ISO 3166-1, dependent and disputed territories included.
pub fn exists(country: Country) -> bool {
    table::territory(country).is_some_and(Territory::in_iso)
}

/// Every country with the shortest text that [`find`] takes for it: its code, or its name where the code could be another word.
pub fn written() -> &'static [(Country, String)] {
    static WRITTEN: LazyLock<Vec<(Country, String)>> = LazyLock::new(|| {
        let text = |territory: &Territory| match find(&territory.code.to_string()) {
            Named::Suggest(..) => territory.name.to_owned(),
            _ => territory.code.to_string(),
        };
        let country = |text: String| match find(&text) {
            Named::Country(country) => Some((country, text)),
            Named::Ask(_) | Named::Several(_) | Named::Suggest(..) | Named::Unknown => None,
        };
        table::territories().map(text).filter_map(country).collect()
    });
    &WRITTEN
}

fn find_words(text: &str) -> Named {
    if let Some(known) = whole(text) {
        return without_hurt(text, named(known));
    }
    if let Some(territory) = small(text) {
        return Named::Suggest(Hint::Small, territory.name);
    }
    if let Some(found) = several::several(text).or_else(|| several::beside(text)) {
        return all_of(&found);
    }
    let near = near::nearest(&fold::key(text))
        .map_or(Named::Unknown, |name| Named::Suggest(Hint::Misspelt, name));
    without_hurt(text, near)
}

/// What was found, without a suggestion where the text names a people that no state is called after: whoever writes `Kurdish` is not
/// to be asked whether they meant Türkiye.
fn without_hurt(text: &str, found: Named) -> Named {
    if matches!(found, Named::Suggest(Hint::People | Hint::Misspelt, _))
        && peoples::is_stateless(text)
    {
        Named::Unknown
    } else {
        found
    }
}

/// A code in small letters, which is a word as well.
fn small(text: &str) -> Option<&'static Territory> {
    let short = matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let territory = table::by_code(&text.to_ascii_uppercase())
        .or_else(|| table::look_up(&fold::key(text)).map(|(territory, _)| territory));
    territory.filter(|territory| {
        short && territory.ask.is_empty() && !WORDS.contains(&text.to_ascii_lowercase().as_str())
    })
}

/// What the whole text, plain and trimmed, is a code or a spelling of.
fn whole(text: &str) -> Option<Known> {
    if let Some(territory) = code(text) {
        return Some((territory, Naming::Name));
    }
    let key = fold::key(text);
    let letters =
        matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if letters
        && text.bytes().any(|byte| byte.is_ascii_lowercase())
        && !SMALL.contains(&key.as_str())
    {
        return None;
    }
    let long =
        |short: &str, long: &str| key.strip_prefix(short).map(|rest| format!("{long}{rest}"));
    table::look_up(&key)
        .or_else(|| table::look_up(key.strip_prefix("the ")?))
        .or_else(|| table::look_up(key.strip_suffix(" the")?))
        .or_else(|| {
            table::look_up(
                &long("rep of ", "republic of ").or_else(|| long("респ ", "республика "))?,
            )
        })
        .or_else(|| republic(&key))
        .or_else(|| city(&key))
}

/// A state of the region that is a republic, by its short name and a word for that: `R. Moldova`, `Республіка Вірменія`. Elsewhere the
/// word may tell two states apart.
fn republic(key: &str) -> Option<Known> {
    let rest = REPUBLIC
        .iter()
        .find_map(|word| key.strip_prefix(word)?.strip_prefix(' '))?;
    table::look_up(rest).filter(|(territory, naming)| {
        *naming == Naming::Name && REPUBLICS.contains(&territory.code.to_string().as_str())
    })
}

/// A city with a word before it that says so: `г. Минск`.
fn city(key: &str) -> Option<Known> {
    let rest = CITY
        .iter()
        .find_map(|word| key.strip_prefix(word)?.strip_prefix(' '))?;
    table::look_up(rest).filter(|(_, naming)| *naming == Naming::Inside)
}

fn named((territory, naming): Known) -> Named {
    match naming {
        Naming::Name if territory.ask.is_empty() => Named::Country(territory.code),
        Naming::Name => Named::Ask(territory),
        Naming::People => Named::Suggest(Hint::People, territory.name),
        Naming::Inside => Named::Suggest(Hint::Inside, territory.name),
    }
}

/// Territories named one after the other: one that is named several times, or several.
fn all_of(found: &[Known]) -> Named {
    let mut names: Vec<&'static str> = Vec::new();
    for (territory, _) in found {
        if !names.contains(&territory.name) {
            names.push(territory.name);
        }
    }
    // `Belgrade, Serbia` names the country, and a city of it. Without the country's own name the weakest naming holds.
    let country = found.iter().find(|(_, naming)| *naming == Naming::Name);
    let only_territories = found.iter().all(|(_, naming)| *naming != Naming::People);
    let weakest = found
        .iter()
        .find(|(_, naming)| *naming != Naming::Name)
        .or(found.first());
    match (
        names.as_slice(),
        country.filter(|_| only_territories).or(weakest),
    ) {
        ([_], Some(known)) => named(*known),
        _ => Named::Several(names),
    }
}

/// The territory of an alpha-2 or alpha-3 code. Accents are kept, because `Mön` is not `MON`.
fn code(text: &str) -> Option<&'static Territory> {
    if !matches!(text.len(), 2 | 3) {
        return None;
    }
    if !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    if let Some((_, private)) = TWO_MEANINGS.iter().find(|(code, _)| *code == text) {
        return table::territory(Country::new(private)?);
    }
    table::by_code(text)
}
