//! What the officer keeps beside packs: who reads what and why somebody does not, who the assessors are, and what must be looked at first.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Given, file};
use crate::base::ids::AssessorId;
use crate::papers::lists::{Cell, Table};
use crate::papers::titles;
use crate::rules::Packs;
use crate::select::Selection;
use crate::study::packs::assessors::{Assessor, Assessors};
use crate::study::packs::{Packing, Reading, barred, numbers};

/// Letters around what was found.
const AROUND: usize = 40;

/// The lists, each by its name in the folder.
pub fn lists<'a>(
    selection: &'a Selection<'_>,
    packs: &'a Packs,
    assessors: &'a Assessors,
    (packing, given): (&'a Packing, &'a [Given]),
) -> Vec<Table<'a>> {
    vec![
        assignment(selection, packing),
        officer(packs, assessors, packing),
        look_first(selection, packing, given),
    ]
}

fn table<'a>(name: &str, headings: &[&'static str], rows: Vec<Vec<Cell<'a>>>) -> Table<'a> {
    Table {
        name: name.to_owned(),
        tab: name.to_owned(),
        above: Vec::new(),
        headings: headings.iter().map(|name| titles::column(*name)).collect(),
        unprinted: 0,
        rows: Box::new(rows.into_iter()),
    }
}

fn text<'a>(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    Cell::Text(text.into())
}

fn number<'a>(number: usize) -> Cell<'a> {
    Cell::Count(u64::try_from(number).unwrap_or(u64::MAX))
}

/// Who reads what.
fn assignment<'a>(selection: &'a Selection<'_>, packing: &'a Packing) -> Table<'a> {
    let row = |one: &'a Reading| {
        vec![
            text(selection.applications.id(one.application)),
            text(numbers(&one.readers)),
            text(numbers(&one.rated)),
            text(numbers(one.to_rate.keys())),
            number(one.missing),
            text(barred(one)),
        ]
    };
    let headings = [
        "application",
        "readers",
        "have_rated",
        "to_rate",
        "readers_missing",
        "may_not_read",
    ];
    table(
        "assignment",
        &headings,
        packing.readings.iter().map(row).collect(),
    )
}

/// The assessors with their names, which stand here and nowhere else.
fn officer<'a>(packs: &'a Packs, assessors: &'a Assessors, packing: &'a Packing) -> Table<'a> {
    let row = |(number_of, one): (AssessorId, &'a Assessor)| {
        let to_rate = packing.of(number_of).count();
        let pack = match to_rate {
            0 => String::new(),
            _ => file(packs, assessors, number_of),
        };
        let at_most = one.at_most.or(packs.at_most.map(u64::from));
        vec![
            text(number_of.to_string()),
            text(one.name.as_str()),
            text(one.email.as_str()),
            number(packing.load(number_of)),
            number(to_rate),
            at_most.map_or(Cell::Empty, Cell::Count),
            text(pack),
        ]
    };
    let headings = [
        "assessor", "name", "email", "reads", "to_rate", "at_most", "pack",
    ];
    table(
        "assessors",
        &headings,
        assessors.all.each().map(row).collect(),
    )
}

/// What must be looked at before packs are sent.
fn look_first<'a>(
    selection: &'a Selection<'_>,
    packing: &'a Packing,
    given: &'a [Given],
) -> Table<'a> {
    let mut rows = Vec::new();
    for one in packing.readings.iter().filter(|one| one.missing > 0) {
        rows.push(vec![
            text(selection.applications.id(one.application)),
            text(numbers(&one.readers)),
            text("too few readers"),
            Cell::Empty,
            Cell::Empty,
            text(barred(one)),
            Cell::Empty,
        ]);
    }
    let of = |one: &Reading| (one.application, numbers(one.to_rate.keys()));
    let readers: BTreeMap<_, _> = packing.readings.iter().map(of).collect();
    for one in given {
        let readers = readers.get(&one.application);
        for hit in &one.hits {
            rows.push(vec![
                text(selection.applications.id(one.application)),
                text(readers.cloned().unwrap_or_default()),
                text(hit.gives.words()),
                text(selection.rules.form.fields[one.field].name.as_str()),
                text(one.text.get(hit.at.clone()).unwrap_or_default()),
                text(around(&one.text, hit.at.start, hit.at.end)),
                text(if one.is_covered { "yes" } else { "no" }),
            ]);
        }
    }
    let headings = [
        "application",
        "readers",
        "what",
        "field",
        "found",
        "around",
        "covered",
    ];
    table("look-first", &headings, rows)
}

/// What stands before and behind a place of a text, on one line.
fn around(text: &str, start: usize, end: usize) -> String {
    let before = text.get(..start).unwrap_or_default();
    let before: String = before
        .chars()
        .rev()
        .take(AROUND)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let behind: String = text
        .get(end..)
        .unwrap_or_default()
        .chars()
        .take(AROUND)
        .collect();
    let found = text.get(start..end).unwrap_or_default();
    let words = [before.as_str(), found, behind.as_str()].concat();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
