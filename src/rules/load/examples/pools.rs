//! `[[pools]]`: a few applications, and who must sit where.

use std::collections::{BTreeMap, BTreeSet};

use super::ExampleId;
use super::answers::{self, Bases};
use super::expect::texts;
use super::{find, heading, nothing_expected};
use crate::base::finding::Code;
use crate::rules::examples::{Applicant, Cells, Pool, PoolExpect};
use crate::rules::load::diagnostics::{Spot, shown};
use crate::rules::load::format::{APPLICANTS, POOL_EXPECT};
use crate::rules::load::names::Register;
use crate::rules::load::table::{Item, Table};
use crate::rules::{GroupId, Rules, StageId};

/// The applicants of one pool.
const MOST: usize = 1_000;
/// The roster of the places that belong to no group.
const OPEN: &str = "open";

pub(super) fn pool<'d>(
    table: &Table<'d>,
    bases: &Bases<'d>,
    rules: &Rules,
    ids: &mut Register<'d, ExampleId, ()>,
) -> Option<Pool> {
    let (id, title, cites) = heading(table, rules, ids);
    let base = bases.of(table);
    let applicants = table
        .need("applicants")
        .map(|item| applicants(item, base.as_ref(), bases, rules));
    let stage = stage(table, rules);
    let expect = table.need("expect");
    // Nobody is unknown while it is not known who there is.
    let applicants = applicants?;
    let item = expect?;
    let expect = item
        .table(&POOL_EXPECT)
        .map(|table| expected(&table, applicants.as_deref(), bases, rules));
    nothing_expected(item, expect.as_ref().is_some_and(PoolExpect::is_empty));
    Some(Pool {
        id: id?.to_owned(),
        title: title?.to_owned(),
        cites,
        stage: stage?,
        applicants: applicants?,
        expect: expect?,
        line: table.spot.line(),
    })
}

/// The stage that a pool is of.
#[expect(
    clippy::option_option,
    reason = "outer: whether it is right; inner: whether there is one"
)]
fn stage(table: &Table<'_>, rules: &Rules) -> Option<Option<StageId>> {
    let Some(item) = table.get("stage") else {
        return Some(None);
    };
    let name = item.text()?;
    let found = rules.find_stage(name);
    if found.is_none() {
        item.spot.say_unknown(
            Code::UnknownName,
            format!("there is no stage `{}`", shown(name)),
            name,
            rules.stages.iter().map(|stage| stage.id.as_str()),
            "leave `stage` out where the rules have none",
        );
    }
    found.map(Some)
}

fn applicants<'d>(
    item: Item<'d>,
    base: Option<&Cells>,
    bases: &Bases<'d>,
    rules: &Rules,
) -> Option<Vec<Applicant>> {
    let mut all: Vec<Applicant> = Vec::new();
    let mut good = base.is_some();
    for table in item.tables(&APPLICANTS) {
        let ids = table
            .need("id")
            .and_then(|item| Some((run(item.text()?, item.spot, bases)?, item.spot)));
        let cells = bases.or(&table, base.cloned().unwrap_or_default());
        let given = table
            .get("given")
            .map(|item| answers::given(item, rules))
            .unwrap_or_default();
        let (Some((ids, spot)), Some(mut cells)) = (ids, cells) else {
            good = false;
            continue;
        };
        answers::put(&mut cells, given);
        for id in ids {
            if all.iter().any(|other| other.id == id) {
                spot.say(
                    Code::DuplicateId,
                    format!("`{}` is the id of two applicants of the pool", shown(&id)),
                );
            }
            if all.len() >= MOST {
                spot.say_bad(format!("a pool has at most {MOST} applicants"));
                return None;
            }
            if !bases.room(&cells, spot) {
                return None;
            }
            let mut given = cells.clone();
            answers::put(&mut given, vec![(rules.form.id, vec![id.clone()])]);
            all.push(Applicant { id, given });
        }
    }
    good.then_some(all)
}

/// An id, or several: `R1 to R8` for R1, R2, …, R8.
fn run(text: &str, spot: Spot<'_>, bases: &Bases<'_>) -> Option<Vec<String>> {
    let Some((first, last)) = text.split_once(" to ") else {
        return Some(vec![text.to_owned()]);
    };
    let apart = |id: &str| {
        let name = id
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .to_owned();
        let number = id
            .get(name.len()..)
            .and_then(|digits| digits.parse::<usize>().ok());
        number.map(|number| (name, number))
    };
    let ends = apart(first.trim()).zip(apart(last.trim()));
    match ends {
        Some(((name, from), (same, to)))
            if name == same && from <= to && to.saturating_sub(from) < MOST =>
        {
            let many = to.saturating_sub(from).saturating_add(1);
            let bytes = many.saturating_mul(text.len().saturating_add(size_of::<String>()));
            bases.take(bytes, spot).then(|| {
                (from..=to)
                    .map(|number| format!("{name}{number}"))
                    .collect()
            })
        }
        _ => {
            let message = format!("`{}` is no run of ids", shown(text));
            spot.say_bad_help(
                message,
                "write it as in `R1 to R8`, one name and two numbers",
            );
            None
        }
    }
}

fn expected(
    table: &Table<'_>,
    applicants: Option<&[Applicant]>,
    bases: &Bases<'_>,
    rules: &Rules,
) -> PoolExpect {
    let applicants: Option<BTreeSet<&str>> = applicants.map(|applicants| {
        applicants
            .iter()
            .map(|applicant| applicant.id.as_str())
            .collect()
    });
    let applicants = applicants.as_ref();
    let people = |item: Item<'_>| -> Vec<String> {
        let mut people = Vec::new();
        for (text, spot) in texts(item).unwrap_or_default() {
            for id in run(text, spot, bases).unwrap_or_default() {
                if applicants.is_none_or(|applicants| known(&id, spot, applicants)) {
                    people.push(id);
                }
            }
        }
        people
    };
    let set = |key| {
        table
            .get(key)
            .map(|item| people(item).into_iter().collect::<BTreeSet<String>>())
    };
    let groups = |item: Item<'_>, open: Option<&'static str>| {
        let mut groups: BTreeMap<Option<GroupId>, Vec<String>> = BTreeMap::new();
        for (key, value) in item.entries().unwrap_or_default() {
            let named = rules.places.groups.iter().map(|group| group.id.as_str());
            let Some(index) = find("group", value.key, key, named.chain(open)) else {
                continue;
            };
            let group = (index < rules.places.groups.len()).then_some(GroupId(index));
            groups.insert(group, people(value));
        }
        groups
    };
    let seats = table
        .get("seats")
        .map(|item| groups(item, Some(OPEN)))
        .unwrap_or_default();
    let reserve = table
        .get("reserve")
        .map(|item| groups(item, None))
        .unwrap_or_default();
    let mut told_apart = Vec::new();
    for (key, value) in table
        .get("told_apart")
        .and_then(Item::entries)
        .unwrap_or_default()
    {
        if applicants.is_none_or(|applicants| known(value.key, key, applicants)) {
            told_apart.extend(
                value
                    .text()
                    .map(|words| (value.key.to_owned(), words.to_owned())),
            );
        }
    }
    PoolExpect {
        seats: seats
            .into_iter()
            .map(|(group, people)| (group, people.into_iter().collect()))
            .collect(),
        reserve: reserve
            .into_iter()
            .filter_map(|(group, people)| Some((group?, people)))
            .collect(),
        order: table.get("order").map(people),
        told_apart,
        unplaced: set("unplaced"),
        ineligible: set("ineligible"),
        clarify: set("clarify"),
        could_win: set("could_win"),
        superseded: set("superseded"),
    }
}

fn known(id: &str, spot: Spot<'_>, applicants: &BTreeSet<&str>) -> bool {
    let found = applicants.contains(id);
    if !found {
        let message = format!("the pool has no applicant `{}`", shown(id));
        spot.say_unknown(
            Code::UnknownName,
            message,
            id,
            applicants.iter().copied(),
            "add the applicant to the pool",
        );
    }
    found
}
