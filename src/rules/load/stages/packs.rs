//! `[stages.packs]`: what the packs of one stage have otherwise than `[packs]` says.

use super::super::format::STAGE_PACKS;
use super::super::packs::{blindness, field_of_readers, is_blind, may_be_shown};
use crate::rules::load::scope::Scope;
use crate::rules::load::table::{Item, Table};
use crate::rules::{FieldId, Packs};

#[expect(
    clippy::option_option,
    reason = "outer: whether it is right; inner: whether there are any"
)]
pub(super) fn packs<'d>(
    stage: &Table<'d>,
    scope: &Scope<'d>,
    of_all: Option<&Packs>,
) -> Option<Option<Packs>> {
    let Some(item) = stage.get("packs") else {
        return Some(None);
    };
    let table = item.table(&STAGE_PACKS)?;
    let Some(of_all) = of_all else {
        let help = "write `[packs]` with `seed`, `shows` and `cites`, which hold for all stages; or take this out";
        item.spot
            .say_bad_help("there is no `[packs]`, or something in it is wrong", help);
        return None;
    };
    let blind = blindness(&table, scope, of_all.blind, &of_all.identity);
    let is_blind = is_blind(&table, of_all.blind);
    let shows: Vec<FieldId> = match table.get("shows") {
        Some(shows) => {
            let each = shows.array()?.into_iter();
            each.filter_map(|item| field_of_readers(item, scope, is_blind))
                .collect()
        }
        None => {
            // What all stages show was held against their own blindness alone.
            let spot = table.key_spot("blind").unwrap_or(table.spot);
            let each = of_all.shows.iter();
            each.for_each(|id| may_be_shown(*id, scope, is_blind, spot));
            of_all.shows.clone()
        }
    };
    let cites = match table.key_spot("cites") {
        Some(_) => scope.cites(&table, "[stages.packs]"),
        None => of_all.cites.clone(),
    };
    let text = |key| table.get(key).and_then(Item::text).map(str::to_owned);
    let most = table.get("at_most").and_then(|item| item.count(0, 100_000));
    Some(Some(Packs {
        cites,
        shows,
        blind,
        at_most: most.or(of_all.at_most),
        instructions: text("instructions").or_else(|| of_all.instructions.clone()),
        ..of_all.clone()
    }))
}
