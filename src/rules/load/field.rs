//! `[fields.NAME]`: one field, its columns and what its answers may be.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::columns::{Made, assessors, made_of};
use super::diagnostics::{Spot, ticks};
use super::format::{self, FIELD, FieldType, TYPES};
use super::options::{options, spelled};
use super::panel::panel;
use super::scope::Scope;
use super::table::{Item, Table};
use super::{anchors, dates, no_answer, times};
use crate::base::finding::Code;
use crate::rules::form::{Agreement, Bounds, Dates};
use crate::rules::{Field, Kind, Protection};
use crate::values::number::{DecimalMark, Marks};

/// The types whose answers have an order that a tie-break can go by.
pub(super) const ORDERED: [&str; 4] = ["number", "rating", "scale", "date"];

/// The types whose answers say who somebody is, or when something was: no applicant could have answered otherwise.
const FIXED: &[&str] = &["text", "id", "email", "country", "date", "timestamp"];

/// The bounds of anything that can become points, and of what it is compared with.
const LARGEST: u32 = 1_000_000_000;

/// The words for what begins the decimals.
pub(super) const MARKS: [(&str, Marks); 3] = [
    ("point", Marks::Only(DecimalMark::Point)),
    ("comma", Marks::Only(DecimalMark::Comma)),
    ("either", Marks::Either),
];

pub(super) fn field_type(kind: &Kind) -> &'static FieldType {
    match kind {
        Kind::Text => &format::TEXT,
        Kind::Id => &format::ID,
        Kind::Email => &format::EMAIL,
        Kind::Country => &format::COUNTRY,
        Kind::Choice(_) => &format::CHOICE,
        Kind::Choices(..) => &format::CHOICES,
        Kind::Scale(_) => &format::SCALE,
        Kind::YesNo { .. } => &format::YES_NO,
        Kind::Number(_) => &format::NUMBER,
        Kind::Rating(_) => &format::RATING,
        Kind::Date(_) => &format::DATE,
        Kind::Timestamp(..) => &format::TIMESTAMP,
    }
}

pub(super) fn type_word(kind: &Kind) -> &'static str {
    field_type(kind).name
}

pub(super) fn field<'d>(
    name: &str,
    key: Spot<'d>,
    item: Item<'d>,
    scope: &Scope<'d>,
    made: &mut Made<'d>,
) -> Option<Field> {
    let mut table = item.table(&FIELD)?;
    table.spot = key;
    let flag = |key| table.get(key).and_then(Item::flag).unwrap_or(false);
    let title = table.get("title").and_then(Item::text).map(str::to_owned);
    let (personal, roster, codes) = (flag("personal"), flag("roster"), flag("codes"));
    let count = table
        .get("count")
        .is_some_and(|item| counted(item, table.get("type").and_then(Item::text), personal));
    let protection = table.get("use").and_then(|item| {
        item.word(&[
            ("any", Protection::None),
            ("balance-only", Protection::BalanceOnly),
            ("never", Protection::Never),
        ])
    });
    let fixed = table
        .get("fixed")
        .and_then(|item| Some((item.flag()?, item.spot)));
    let cites = scope.cites_if_any(&table);
    let of_type = table.need("type").and_then(|item| {
        let words: Vec<_> = TYPES.iter().map(|one| (one.name, *one)).collect();
        item.word(&words)
    });
    let own = of_type?;
    let word = own.name;
    foreign_keys(&table, own);
    let always = FIXED.contains(&word);
    if let Some((false, spot)) = fixed.filter(|_| always) {
        spot.say_bad(format!(
            "a field of type `{word}` is always fixed: it says who somebody is"
        ));
    }
    let kind = kind(&table, word, scope);
    let no_answer = no_answer::words(&table, kind.as_ref(), scope);
    let zones = table.get("zones").map_or(Some(Vec::new()), times::zones);
    let assessors = match table.get("made_of").filter(|_| word == "id") {
        Some(item) => made_of(name, item, &table, made),
        None => assessors(&table, word, scope.assessors),
    };
    let panel = panel(&table, assessors.as_ref().map(Vec::len));
    let agreement = table.get("agreement").and_then(|item| {
        item.word(&[
            ("interval", Agreement::Interval),
            ("ordinal", Agreement::Ordinal),
        ])
    });
    let anchors = table.get("anchors").map_or(Some(Vec::new()), |item| {
        anchors::anchors(item, kind.as_ref().and_then(Kind::bounds))
    });
    let (kind, assessors, panel) = (kind?, assessors?, panel?);
    Some(Field {
        name: name.to_owned(),
        title,
        assessors,
        third: panel.third,
        pool: panel.pool,
        combine: panel.combine,
        abstain: panel.abstain,
        agreement: agreement.unwrap_or_default(),
        anchors: anchors?,
        kind,
        no_answer,
        codes,
        zones: zones?,
        personal,
        roster,
        count,
        protection: protection.unwrap_or_default(),
        fixed: always || fixed.is_some_and(|(fixed, _)| fixed),
        later: false,
        evened_out: false,
        cites,
        line: key.line(),
    })
}

/// Whether the values of a field of this type are counted.
fn counted(item: Item<'_>, word: Option<&str>, personal: bool) -> bool {
    let count = item.flag().unwrap_or(false);
    if count && personal && word == Some(format::TEXT.name) {
        item.spot.say_help(
            Code::BadValue,
            "the texts of a personal field are not counted: the manifest would hold them"
                .to_owned(),
            "take `count` out, or give the field options: `type = \"choice\"`",
        );
    }
    count
}

/// Notes keys that fields have, and fields of this type do not.
fn foreign_keys(table: &Table<'_>, own: &FieldType) {
    let all: Vec<_> = TYPES.iter().flat_map(|one| one.keys).copied().collect();
    let mut present = table.present(&all);
    present.sort_unstable();
    present.dedup();
    for key in present {
        if let Some(spot) = table.key_spot(key)
            && !own.keys.contains(&key)
        {
            let takers = TYPES.iter().filter(|one| one.keys.contains(&key));
            let takers: Vec<_> = takers.map(|one| one.name).collect();
            spot.say_help(
                Code::UnknownKey,
                format!("a field of type `{}` has no key `{key}`", own.name),
                format!("fields of type {} take it", ticks(&takers)),
            );
        }
    }
}

fn kind<'d>(table: &Table<'d>, word: &str, scope: &Scope<'d>) -> Option<Kind> {
    Some(match word {
        "id" => Kind::Id,
        "email" => Kind::Email,
        "country" => Kind::Country,
        "choice" => Kind::Choice(options(table, None)?),
        "choices" => {
            let separator = match table.get("separator") {
                Some(item) => separator(item)?,
                None => ';',
            };
            Kind::Choices(options(table, Some(separator))?, separator)
        }
        "scale" => {
            let item = table.need("scale")?;
            Kind::Scale(scope.scales.resolve(item.text()?, item.spot)?)
        }
        "yes-no" => {
            let words = |key| table.get(key).and_then(Item::texts).unwrap_or_default();
            let (yes, no) = (words("yes"), words("no"));
            let mut seen = BTreeMap::from([
                ("yes".to_owned(), (0, table.spot)),
                ("no".to_owned(), (1, table.spot)),
            ]);
            for (owner, words) in [(0, &yes), (1, &no)] {
                for (text, spot) in words {
                    spelled(&mut seen, text, owner, *spot, |owner| {
                        if owner == 0 { "yes" } else { "no" }.to_owned()
                    });
                }
            }
            let owned = |words: Vec<(&str, Spot<'_>)>| {
                words.into_iter().map(|(text, _)| text.to_owned()).collect()
            };
            Kind::YesNo {
                yes: owned(yes),
                no: owned(no),
            }
        }
        "number" => Kind::Number(bounds(table)?),
        "rating" => {
            // Both are asked for before either is given up, so that both can be reported.
            let (min, max) = (table.need("min"), table.need("max"));
            let bounds = bounds(table)?;
            min.and(max)?;
            Kind::Rating(bounds)
        }
        "date" => {
            let (dates, ends) = (dates::dates(table), dates::ends(table));
            let (min, max) = ends?;
            Kind::Date(Dates { min, max, ..dates? })
        }
        "timestamp" => Kind::Timestamp(dates::dates(table)?, zone(table, scope)?),
        _ => Kind::Text,
    })
}

fn separator(item: Item<'_>) -> Option<char> {
    let text = match item.value.as_str() {
        Some(text) => text,
        None => item.text()?,
    };
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(separator), None) if !separator.is_alphanumeric() => Some(separator),
        _ => {
            item.spot
                .say_bad("a separator is one character, and no letter or digit");
            None
        }
    }
}

fn bounds(table: &Table<'_>) -> Option<Bounds> {
    let bound = |key| match table.get(key) {
        None => Some(None),
        Some(item) => {
            let value = item.decimal()?;
            if value.abs() > Decimal::from(LARGEST) || value.normalize().scale() > 6 {
                item.spot.say_bad(format!(
                    "a bound is at most {LARGEST}, with at most 6 decimals"
                ));
                return None;
            }
            Some(Some(value))
        }
    };
    let marks = match table.get("decimal") {
        None => Some(Marks::Undeclared),
        Some(item) => item.word(&MARKS),
    };
    let (min, max) = (bound("min"), bound("max"));
    if let (Some(Some(min)), Some(Some(max)), Some(item)) = (min, max, table.get("max"))
        && max <= min
    {
        item.spot.say_bad(format!(
            "the greatest value, `{max}`, is not above the least, `{min}`"
        ));
        return None;
    }
    Some(Bounds {
        min: min?,
        max: max?,
        marks: marks?,
    })
}

fn zone(table: &Table<'_>, scope: &Scope<'_>) -> Option<TimeZone> {
    table
        .get("time_zone")
        .map_or_else(|| Some(scope.zone.clone()), zone_named)
}

/// A time zone by its name.
pub(super) fn zone_named(item: Item<'_>) -> Option<TimeZone> {
    let name = item.text()?;
    let zone = TimeZone::get(name).ok();
    if zone.is_none() {
        times::unknown_zone(name, item);
    }
    zone
}
