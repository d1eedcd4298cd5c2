//! `[ranking]`: decimals, rounding and tie-breaks.

use super::checks;
use super::diagnostics::Spot;
use super::field::{ORDERED, type_word};
use super::format::{RANKING, TIE_BREAK};
use super::names::Register;
use super::scope::Scope;
use super::table::Item;
use crate::base::finding::Code;
use crate::rules::{Kind, Measure, MeasureId, Ranking, Subject, TieBreak};
use crate::values::Rounding;

const WAYS: &[&str] = &[
    "highest",
    "lowest",
    "highest_part",
    "lowest_part",
    "earliest",
    "lot",
];
const LOT_HELP: &str = "end with `{ lot = \"a published seed\" }`";

pub(super) fn ranking<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
    measures: &Register<'d, MeasureId, Measure>,
) -> Option<Ranking> {
    let table = item.table(&RANKING)?;
    let cites = scope.cites(&table, "the ranking");
    let decimals = table
        .get("decimals")
        .map_or(Some(4), |item| item.count(0, 6));
    let rounding = table
        .get("rounding")
        .map_or(Some(Rounding::default()), |item| {
            item.word(&[
                ("half-up", Rounding::HalfUp),
                ("half-even", Rounding::HalfEven),
            ])
        });
    let tie_breaks = match table.get("tie_breaks") {
        Some(item) if !item.value.as_array().is_some_and(|array| array.is_empty()) => {
            tie_breaks(item, scope, measures)
        }
        _ => {
            table
                .spot
                .say_help(Code::NoLot, "nothing tells equal scores apart", LOT_HELP);
            None
        }
    };
    let (tie_breaks, lines): (Vec<TieBreak>, _) = tie_breaks?.into_iter().unzip();
    let line = table.spot.line();
    Some(Ranking {
        decimals: decimals?,
        rounding: rounding?,
        tie_breaks: tie_breaks.into(),
        cites,
        lines,
        line,
    })
}

fn tie_breaks<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
    measures: &Register<'d, MeasureId, Measure>,
) -> Option<Vec<(TieBreak, u32)>> {
    let items = item.array()?;
    let whole = items.len();
    if whole > checks::MOST {
        item.spot
            .say_bad(format!("there are more than {} tie-breaks", checks::MOST));
        return None;
    }
    let mut breaks: Vec<(TieBreak, Spot<'d>)> = Vec::new();
    for item in items {
        let Some(made) = tie_break(item, scope, measures) else {
            continue;
        };
        if breaks.iter().any(|(known, _)| *known == made) {
            item.spot.say_bad("this tie-break stands here twice");
        }
        breaks.push((made, item.spot));
    }
    if breaks.len() != whole {
        return None;
    }
    for (index, (made, spot)) in breaks.iter().enumerate() {
        let last = index.saturating_add(1) == whole;
        match made {
            TieBreak::Lot { .. } if !last => {
                spot.say(
                    Code::NoLot,
                    "a lot leaves no tie, so the tie-breaks below it never decide",
                );
                return None;
            }
            TieBreak::Lot { .. } => {}
            _ if last => {
                spot.say_help(
                    Code::NoLot,
                    "the last tie-break is no lot, so that a tie could remain",
                    LOT_HELP,
                );
                return None;
            }
            _ => {}
        }
    }
    Some(
        breaks
            .into_iter()
            .map(|(made, spot)| (made, spot.line()))
            .collect(),
    )
}

fn tie_break<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
    measures: &Register<'d, MeasureId, Measure>,
) -> Option<TieBreak> {
    let table = item.table(&TIE_BREAK)?;
    let way = match table.present(WAYS).as_slice() {
        [one] => *one,
        _ => {
            table.spot.say_bad(format!(
                "a tie-break has exactly one of {}",
                super::diagnostics::ticks(WAYS)
            ));
            return None;
        }
    };
    let of = table
        .get("of")
        .and_then(|item| item.word(&[("field", false), ("level", true)]))
        .unwrap_or(false);
    if !matches!(way, "highest" | "lowest")
        && let Some(spot) = table.key_spot("of")
    {
        spot.say(Code::UnknownKey, "`of` belongs to `highest` and `lowest`");
    }
    let item = table.get(way)?;
    let name = item.text()?;
    match way {
        "highest" => Some(TieBreak::Highest(ordered(name, item, of, scope)?)),
        "lowest" => Some(TieBreak::Lowest(ordered(name, item, of, scope)?)),
        "highest_part" => Some(TieBreak::HighestPart(measures.resolve(name, item.spot)?)),
        "lowest_part" => Some(TieBreak::LowestPart(measures.resolve(name, item.spot)?)),
        "earliest" => {
            let (subject, kind) = scope.field(name, item.spot, "a tie-break")?;
            match (subject, kind) {
                (Subject::Field(field), Kind::Date(_) | Kind::Timestamp(..)) => {
                    Some(TieBreak::Earliest(field))
                }
                (_, kind) => unfit(item, &kind, "`date` or `timestamp`"),
            }
        }
        _ => Some(TieBreak::Lot {
            seed: name.to_owned(),
        }),
    }
}

fn ordered<'d>(name: &str, item: Item<'d>, of_level: bool, scope: &Scope<'d>) -> Option<Subject> {
    if !of_level && scope.fields.find(name).is_none() && scope.levels.find(name).is_some() {
        item.spot.say_help(
            Code::UnknownName,
            format!("there is no field `{name}`"),
            format!(
                "for the level of this name write `{{ {} = \"{name}\", of = \"level\" }}`",
                item.key
            ),
        );
        return None;
    }
    let (subject, kind) = if of_level {
        scope.level(name, item.spot, "a tie-break")?
    } else {
        scope.field(name, item.spot, "a tie-break")?
    };
    if ORDERED.contains(&type_word(&kind)) {
        return Some(subject);
    }
    unfit(item, &kind, "`number`, `rating`, `scale` or `date`")
}

fn unfit<T>(item: Item<'_>, kind: &Kind, wanted: &str) -> Option<T> {
    let word = type_word(kind);
    item.spot.say(
        Code::WrongType,
        format!(
            "`{}` takes a field of type {wanted}, and this is a `{word}`",
            item.key
        ),
    );
    None
}
