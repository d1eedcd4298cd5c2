//! `[[stages]]`: what counts in which stage, who goes on, and whether seats can come of it.

mod packs;
mod together;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::award::sized;
use super::checks;
use super::diagnostics::{Spot, shown, ticks};
use super::format::STAGE;
use super::names::Register;
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::{
    Combination, Measure, MeasureId, Most, OpenPlaces, Packs, Places, Reserves, Shortlist, Stage,
    StageId, Ties,
};
use crate::values::Weight;

pub(super) use together::hold;

/// The seats of a programme.
const SEATS: u32 = 1_000_000;
/// What says who goes on to the next stage.
const OF_SHORTLISTS: [&str; 3] = ["per_group", "in_all", "ties"];

pub(super) fn stages<'d>(
    item: Item<'d>,
    scope: &Scope<'d>,
    measures: &Register<'d, MeasureId, Measure>,
    places: Option<&Places>,
    all_packs: Option<&Packs>,
) -> Register<'d, StageId, Stage> {
    let mut register: Register<'d, StageId, Stage> = Register::new("stage");
    let tables = item.tables(&STAGE);
    if tables.len() > checks::MOST {
        item.spot
            .say_bad(format!("there are more than {} stages", checks::MOST));
    }
    let last = tables.len().saturating_sub(1);
    let mut of_measure: BTreeMap<MeasureId, Spot<'d>> = BTreeMap::new();
    for (at, table) in tables.iter().enumerate() {
        let (id, spot) = checks::id(table).unwrap_or(("", table.spot));
        let owner = format!("the stage `{id}`");
        let title = table.need("title").and_then(Item::text);
        let cites = scope.cites(table, &owner);
        let scoring = scoring(table, measures, &mut of_measure);
        let shortlist = shortlist(table, at == last, places);
        let combine = combine(table, at, id, &register);
        let floor = floor(table, scoring.as_deref(), measures);
        let reserves = reserves(table, at == last);
        let packs = packs::packs(table, scope, all_packs);
        let made = || {
            Some(Stage {
                id: id.to_owned(),
                title: title?.to_owned(),
                cites,
                scoring: scoring?
                    .into_iter()
                    .map(|measure| measures.name(measure).to_owned())
                    .collect(),
                floor: floor?,
                combine: combine?,
                shortlist: shortlist?,
                reserves: reserves?,
                packs: packs?,
                line: table.spot.line(),
            })
        };
        register.push(id, spot, made());
    }
    if let [only] = tables.as_slice() {
        only.spot.say_bad_help(
            "there is only one stage",
            "write a second `[[stages]]`, or take this one out: everything counts at once then",
        );
    }
    for (measure, spot, _) in measures.each() {
        if !of_measure.contains_key(&measure) {
            let name = shown(measures.name(measure));
            spot.say_bad_help(
                format!("the scoring rule `{name}` counts in no stage"),
                "write its id into `scoring` of the stage in which it counts",
            );
        }
    }
    register
}

/// The measures that count in a stage, each in no other.
fn scoring<'d>(
    table: &Table<'d>,
    measures: &Register<'d, MeasureId, Measure>,
    of_measure: &mut BTreeMap<MeasureId, Spot<'d>>,
) -> Option<Vec<MeasureId>> {
    let item = table.need("scoring")?;
    let texts = item.texts()?;
    let whole = texts.len();
    let mut all = Vec::new();
    for (name, spot) in texts {
        let Some(measure) = measures.resolve(name, spot) else {
            continue;
        };
        match of_measure.get(&measure) {
            Some(first) => spot.say_help(
                Code::DuplicateId,
                format!("the scoring rule `{}` counts twice", shown(name)),
                format!(
                    "it stands in line {} already; each counts in one stage",
                    first.line()
                ),
            ),
            None => {
                of_measure.insert(measure, spot);
                all.push(measure);
            }
        }
    }
    (all.len() == whole).then_some(all)
}

#[expect(
    clippy::option_option,
    reason = "outer: whether it is right; inner: whether there is one"
)]
fn shortlist(
    table: &Table<'_>,
    is_last: bool,
    places: Option<&Places>,
) -> Option<Option<Shortlist>> {
    if is_last {
        let written = table.present(&OF_SHORTLISTS);
        for key in &written {
            let spot = table.key_spot(key).unwrap_or(table.spot);
            spot.say_bad_help(
                format!("`{key}` stands in the last stage, which deals the seats"),
                "leave it out, or write another stage below",
            );
        }
        return written.is_empty().then_some(None);
    }
    let help =
        "write `per_group` for so many of every group, or `in_all` for so many of all together";
    let ties = table
        .need("ties")
        .and_then(|item| item.word(&[("kept", Ties::Kept), ("settled", Ties::Settled)]));
    let most = match table.present(&["per_group", "in_all"]).as_slice() {
        [key] => {
            let item = table.get(key)?;
            let people = item.count(1, SEATS)?;
            let most = if *key == "per_group" {
                Most::PerGroup(people)
            } else {
                Most::InAll(people)
            };
            enough(item, most, places);
            Some(most)
        }
        [] if table.strange() => None,
        [] => {
            let message = "a stage that is not the last says how many go on to the next one";
            table.spot.say_help(Code::MissingKey, message, help);
            None
        }
        _ => {
            let spot = table.key_spot("in_all").unwrap_or(table.spot);
            spot.say_bad_help(
                "a stage takes either `per_group` or `in_all`, not both",
                help,
            );
            None
        }
    };
    Some(Some(Shortlist {
        most: most?,
        ties: ties?,
    }))
}

/// Notes a shortlist that is shorter than the seats it is for.
fn enough(item: Item<'_>, most: Most, places: Option<&Places>) {
    let Some(places) = places else { return };
    let sizes = places.groups.iter().map(|group| group.size);
    let (seats, whose) = match most {
        Most::PerGroup(_) => (sizes.max().unwrap_or_default(), "the largest group has"),
        Most::InAll(_) => {
            let together = sizes.fold(0_u32, u32::saturating_add);
            let all = match places.open {
                OpenPlaces::None => together.min(places.cap),
                OpenPlaces::BestRanked => places.cap,
            };
            (all, "there are")
        }
    };
    if most.people() < seats {
        item.spot.say_bad_help(
            format!(
                "{} are shortlisted, and {whose} {seats} seats: some of them could never be filled",
                most.people()
            ),
            "shortlist as many as there are seats, or more",
        );
    }
}

fn combine<'d>(
    table: &Table<'d>,
    at: usize,
    id: &str,
    before: &Register<'d, StageId, Stage>,
) -> Option<Combination> {
    if at == 0 {
        let written = table.present(&["combine", "weights"]);
        for key in &written {
            let spot = table.key_spot(key).unwrap_or(table.spot);
            spot.say_bad_help(
                format!("`{key}` stands in the first stage, before which nothing was earned"),
                "leave it out",
            );
        }
        return written.is_empty().then_some(Combination::Last);
    }
    let way = table
        .need("combine")
        .and_then(|item| item.word(&[("sum", 0_u8), ("weights", 1), ("last", 2)]))?;
    if way != 1 {
        if let Some(spot) = table.key_spot("weights") {
            spot.say_bad_help(
                "`weights` belongs to `combine = \"weights\"`",
                "write `combine = \"weights\"`, or leave `weights` out",
            );
            return None;
        }
        return Some(if way == 0 {
            Combination::Sum
        } else {
            Combination::Last
        });
    }
    let Some(item) = table.get("weights") else {
        let names: Vec<&str> = before.names().chain([id]).collect();
        table.spot.say_help(
            Code::MissingKey,
            "`combine = \"weights\"` needs `weights`",
            format!(
                "write a weight for each of {}, such as `weights = {{ {id} = 0.5, … }}`",
                ticks(&names)
            ),
        );
        return None;
    };
    weights(item, before, id).map(Combination::Weights)
}

/// The weight of every stage so far, in their order.
fn weights<'d>(
    item: Item<'d>,
    before: &Register<'d, StageId, Stage>,
    id: &str,
) -> Option<Vec<Weight>> {
    let names: Vec<&str> = before.names().chain([id]).collect();
    let mut written: BTreeMap<&str, Decimal> = BTreeMap::new();
    let mut good = true;
    for (spot, item) in item.entries()? {
        let Some(known) = names.iter().find(|name| **name == item.key) else {
            let message = format!("there is no stage `{}` so far", shown(item.key));
            let help = "name the stages above, and this one";
            spot.say_unknown(
                Code::UnknownName,
                message,
                item.key,
                names.iter().copied(),
                help,
            );
            good = false;
            continue;
        };
        match item.decimal().filter(|value| sized(*value, item.spot)) {
            Some(value) if value.is_zero() => {
                item.spot.say_bad_help(
                    "a weight of 0 makes the stage count for nothing",
                    "write `combine = \"last\"` where this stage alone counts",
                );
                good = false;
            }
            Some(value) => _ = written.insert(known, value),
            None => good = false,
        }
    }
    let missing: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !written.contains_key(name))
        .collect();
    if good && !missing.is_empty() {
        let message = format!("`weights` leaves out {}", ticks(&missing));
        item.spot.say_help(
            Code::MissingKey,
            message,
            "every stage so far has a weight, this one included",
        );
    }
    let weight = |name: &&str| written.get(name).copied().map(Weight::written);
    names
        .iter()
        .map(weight)
        .collect::<Option<_>>()
        .filter(|_| good)
}

#[expect(
    clippy::option_option,
    reason = "outer: whether it is right; inner: whether there is one"
)]
fn floor(
    table: &Table<'_>,
    scoring: Option<&[MeasureId]>,
    measures: &Register<'_, MeasureId, Measure>,
) -> Option<Option<Decimal>> {
    let Some(item) = table.get("floor") else {
        return Some(None);
    };
    let value = item.decimal().filter(|value| sized(*value, item.spot))?;
    let measures = scoring?.iter().map(|measure| measures.get(*measure));
    let most = measures
        .map(|measure| Some(measure?.worth.most.times(measure?.weight).decimal()))
        .collect::<Option<Vec<Decimal>>>()?;
    let most = most
        .into_iter()
        .fold(Decimal::ZERO, Decimal::saturating_add);
    if value > most {
        item.spot.say_bad_help(
            format!(
                "the floor is {}, and no more than {} can be had in this stage",
                value.normalize(),
                most.normalize()
            ),
            "nobody could go on: write a lower one",
        );
        return None;
    }
    Some(Some(value))
}

fn reserves(table: &Table<'_>, is_last: bool) -> Option<Reserves> {
    let Some(item) = table.get("reserves") else {
        return Some(Reserves::Last);
    };
    if !is_last {
        item.spot.say_bad_help(
            "`reserves` stands in a stage that is not the last",
            "write it into the last stage, which deals the seats",
        );
        return None;
    }
    item.word(&[
        ("last", Reserves::Last),
        ("then-before", Reserves::ThenBefore),
    ])
}
