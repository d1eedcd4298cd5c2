//! Which country a cell names: exact spellings of a table, never a near one.
//!
//! A wrong country is a wrong verdict about a person. So a text is a country only when it is one of its codes or names; what
//! a person must settle (disputed, dissolved, dependent, ambiguous or double), what only points at a country (its people, a
//! city, a misspelling) and what names none are told apart, and asked about.

pub mod fold;
mod near;
mod several;
pub mod table;

pub use table::{Naming, Place};

use crate::domain::Country;

/// Codes that are also `no`, `yes`, `nothing` or `not given` in a language of the region; they count in capitals only.
const ALSO_WORDS: [&str; 7] = ["NA", "NE", "NIC", "NO", "NP", "NR", "SI"];

/// Codes that people of the region also write for something else, each with the place that says so.
const TWO_MEANINGS: [(&str, &str); 8] =
    [("NA", "QR"), ("BH", "QS"), ("CG", "QT"), ("CR", "QU"), ("NI", "QV"), ("SA", "QW"), ("SL", "QX"), ("SR", "QY")];

/// Codes that a cell in capitals would also hold for `no` and for `yes`, and in a form's column perhaps rather.
const YES_OR_NO: [&str; 2] = ["NO", "SI"];

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    Country(Country),
    /// A place of which a person must say what it counts as; `ask` says why.
    Ask(&'static Place),
    /// Several places; their English names, in the text's order.
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
}

/// A place a text names as a whole.
type Known = (&'static Place, Naming);

/// The country that `text` names: an ISO 3166-1 code as the whole text, a flag, or a known spelling in any case, with or
/// without its accents and a leading `the`; or two of them that say the same, as `Србија / Serbia`.
pub fn find(text: &str) -> Named {
    let (flag, words) = fold::split_flag(text);
    let words = fold::plain(&words);
    match (flag.is_empty(), words.is_empty()) {
        (true, false) if YES_OR_NO.contains(&words.as_str()) => {
            table::by_code(&words).map_or(Named::Unknown, |place| Named::Suggest(Hint::YesOrNo, place.name))
        }
        (true, _) => find_words(&words),
        (false, true) => table::by_code(&flag).map_or(Named::Unknown, |place| named((place, Naming::Name))),
        // A flag beside a name counts when both say the same.
        (false, false) => match (table::by_code(&flag), find_words(&words)) {
            (Some(by_flag), by_name) if named((by_flag, Naming::Name)) == by_name => by_name,
            _ => Named::Unknown,
        },
    }
}

/// The English short name, for sentences; blank for two letters that are no place's code.
pub fn name(country: Country) -> &'static str {
    table::place(country).map_or("", |place| place.name)
}

/// Whether the code is one of the 249 of ISO 3166-1, dependent and disputed territories included.
pub fn exists(country: Country) -> bool {
    table::place(country).is_some_and(Place::in_iso)
}

fn find_words(text: &str) -> Named {
    if let Some(known) = whole(text) {
        return named(known);
    }
    if let Some(found) = several::several(text) {
        return all_of(&found);
    }
    near::nearest(&fold::key(text)).map_or(Named::Unknown, |name| Named::Suggest(Hint::Misspelt, name))
}

/// What the whole text, plain and trimmed, is a code or a spelling of.
fn whole(text: &str) -> Option<Known> {
    if let Some(place) = code(text) {
        return Some((place, Naming::Name));
    }
    let key = fold::key(text);
    table::look_up(&key).or_else(|| table::look_up(key.strip_prefix("the ")?))
}

fn named((place, naming): Known) -> Named {
    match naming {
        Naming::Name if place.ask.is_empty() => Named::Country(place.code),
        Naming::Name => Named::Ask(place),
        Naming::People => Named::Suggest(Hint::People, place.name),
        Naming::Inside => Named::Suggest(Hint::Inside, place.name),
    }
}

/// Places named one after the other: one that is named several times, or several.
fn all_of(found: &[Known]) -> Named {
    let mut names: Vec<&'static str> = Vec::new();
    for (place, _) in found {
        if !names.contains(&place.name) {
            names.push(place.name);
        }
    }
    // The weakest naming holds: `Belgrade, Serbia` names a city, whatever else it says.
    let weakest = found.iter().find(|(_, naming)| *naming != Naming::Name).or(found.first());
    match (names.as_slice(), weakest) {
        ([_], Some(known)) => named(*known),
        _ => Named::Several(names),
    }
}

/// The place of an alpha-2 or alpha-3 code. Accents are kept, because `Mön` is not `MON`.
fn code(text: &str) -> Option<&'static Place> {
    if !matches!(text.len(), 2 | 3) {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    if ALSO_WORDS.contains(&upper.as_str()) && upper != text {
        return None;
    }
    if let Some((_, private)) = TWO_MEANINGS.iter().find(|(code, _)| *code == upper) {
        return table::place(Country::new(private)?);
    }
    table::by_code(&upper)
}
