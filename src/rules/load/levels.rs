//! `[[levels]]`: levels of a scale derived from other answers, by a table or by points cut into
//! bands.

use rust_decimal::Decimal;

use super::award::worth;
use super::bands::{Cut, bands};
use super::criteria::test;
use super::format::{LEVEL, LEVEL_BAND, LEVEL_ROW, TERM};
use super::scope::{Reader, Scope};
use super::table::{Item, Table};
use super::{checks, values};
use crate::base::finding::Code;
use crate::rules::levels::LevelRow;
use crate::rules::{Derivation, Level, Scale};

pub(super) fn levels<'d>(item: Item<'d>, scope: &mut Scope<'d>) {
    let tables = item.tables(&LEVEL);
    let named = |table: &Table<'d>| {
        Some((
            table.get("id")?.value.as_str()?.to_owned(),
            table.spot.line(),
        ))
    };
    scope.level_lines = tables.iter().rev().filter_map(named).collect();
    for table in tables {
        let (id, spot) = checks::id(&table).unwrap_or(("", table.spot));
        let level = scope.reading(Reader::Level, |scope| level(&table, id, scope));
        scope.add_level(id, spot, level);
    }
    if scope.levels.len() > checks::MOST {
        item.spot
            .say_bad(format!("there are more than {} levels", checks::MOST));
    }
}

fn level<'d>(table: &Table<'d>, id: &str, scope: &Scope<'d>) -> Option<Level> {
    let owner = format!("the level `{id}`");
    let title = table.get("title").and_then(Item::text).map(str::to_owned);
    let cites = scope.cites(table, &owner);
    let scale_id = table
        .need("scale")
        .and_then(|item| scope.scales.resolve(item.text()?, item.spot));
    let scale = scale_id.and_then(|index| scope.scales.get(index));
    let derivation = match table.present(&["table", "points"]).as_slice() {
        ["table"] => {
            if let Some(spot) = table.key_spot("bands") {
                spot.say(Code::UnknownKey, "a level with a `table` has no `bands`");
            }
            table
                .get("table")
                .and_then(|item| rows(item, scale, scope, &owner))
        }
        ["points"] => summed(table, scale, scope, &owner),
        [] => {
            table.spot.say(
                Code::MissingKey,
                format!("{} needs a `table`, or `points` and `bands`", LEVEL.table),
            );
            None
        }
        _ => {
            table
                .spot
                .say_bad("a level is derived by a `table` or by `points`, not both");
            None
        }
    };
    Some(Level {
        id: id.to_owned(),
        title,
        cites,
        scale: scale_id?,
        derivation: derivation?,
        line: table.spot.line(),
    })
}

fn named(table: &Table<'_>, scale: Option<&Scale>) -> Option<u8> {
    let item = table.need("level")?;
    values::level(item.text()?, item.spot, scale?)
}

fn rows<'d>(
    item: Item<'d>,
    scale: Option<&Scale>,
    scope: &Scope<'d>,
    owner: &str,
) -> Option<Derivation> {
    let items = item.array()?;
    let last = items.len().saturating_sub(1);
    let mut rows = Vec::new();
    let mut good = true;
    for (index, item) in items.into_iter().enumerate() {
        let Some(table) = item.table(&LEVEL_ROW) else {
            good = false;
            continue;
        };
        let level = named(&table, scale);
        let asked = table.get("test");
        let test = asked.and_then(|item| test(item, scope, owner));
        if index == last && asked.is_some() {
            table.spot.say_help(
                Code::TableGap,
                "an application that meets no row's test gets no level",
                "end with a row without a test, such as `{ level = \"…\" }`",
            );
            good = false;
        } else if index != last && asked.is_none() {
            table.spot.say_bad(
                "only the last row goes without a test; the rows below this are never reached",
            );
            good = false;
        }
        match level {
            Some(level) if asked.is_none() || test.is_some() => {
                rows.push(LevelRow {
                    test,
                    level,
                    line: table.spot.line(),
                });
            }
            _ => good = false,
        }
    }
    good.then_some(Derivation::Table(rows))
}

fn summed<'d>(
    table: &Table<'d>,
    scale: Option<&Scale>,
    scope: &Scope<'d>,
    owner: &str,
) -> Option<Derivation> {
    let (mut least, mut most) = (Decimal::ZERO, Decimal::ZERO);
    let mut terms = Vec::new();
    let items = table.get("points").and_then(Item::array);
    let bands_item = table.need("bands");
    let items = items?;
    let whole = items.len();
    if whole > checks::MOST {
        table.spot.say_bad(format!(
            "there are more than {} answers to add up",
            checks::MOST
        ));
        return None;
    }
    for item in items {
        if let Some(term) = item
            .table(&TERM)
            .and_then(|table| worth(&table, scope, owner))
        {
            least = least.saturating_add(term.least.decimal());
            most = most.saturating_add(term.most.decimal());
            terms.push(term);
        }
    }
    let known = terms.len() == whole;
    if !known {
        return None;
    }
    let gives = |table: &Table<'d>| named(table, scale);
    let cuts = bands(
        bands_item?,
        &LEVEL_BAND,
        gives,
        (Some(least), Some(most)),
        "sums",
    )?;
    let bands = cuts.into_iter().map(Cut::band).collect();
    Some(Derivation::Points { terms, bands })
}
