//! Lists of ranked applicants: rosters, reserves, open places, the unplaced, all scores. One shape for all of them.

use std::borrow::Cow;

use super::{Cell, Table};
use crate::explain::build::{group, separated};
use crate::explain::reasons;
use crate::people::Kinship;
use crate::rules::{Field, FieldId, GroupId};
use crate::score;
use crate::select::{Outcome, Selection};

/// One list a group: who is selected, then who is in reserve.
pub(super) fn rosters<'a>(selection: &'a Selection<'_>) -> Vec<Table<'a>> {
    each_group(selection, |group| {
        let mut order = seated(selection, Some(group));
        order.extend(waiting(selection, Some(group)));
        order
    })
}

/// One list a group: who is selected.
pub(super) fn seats<'a>(selection: &'a Selection<'_>) -> Vec<Table<'a>> {
    each_group(selection, |group| seated(selection, Some(group)))
}

fn each_group<'a>(selection: &'a Selection<'_>, members: impl Fn(GroupId) -> Vec<usize>) -> Vec<Table<'a>> {
    let groups = selection.rules.places.groups.iter().enumerate();
    groups
        .map(|(index, group)| {
            table(selection, format!("rosters/{}", group.id), group.id.clone(), members(GroupId(index)))
        })
        .collect()
}

/// The reserves of every group, group by group.
pub(super) fn reserves<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let groups = 0..selection.rules.places.groups.len();
    let order = groups.flat_map(|group| waiting(selection, Some(GroupId(group)))).collect();
    table(selection, "reserve".to_owned(), "reserve".to_owned(), order)
}

/// Who got an open place; none where the rules have none.
pub(super) fn open<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    (selection.filling.open > 0)
        .then(|| table(selection, "open".to_owned(), "open places".to_owned(), seated(selection, None)))
}

/// The eligible without a seat or a reserve's place. Names are for the rosters: this list has none.
pub(super) fn unplaced<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    let order = ranked(selection, |outcome| matches!(outcome, Outcome::Unplaced { .. }));
    named_table(selection, "unplaced".to_owned(), "unplaced".to_owned(), order, Named::WithoutPersonal)
}

/// Everyone who is ranked.
pub(super) fn scores<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    table(selection, "scores".to_owned(), "all scores".to_owned(), ranked(selection, |_| true))
}

/// Standings whose outcome is wanted, best first.
fn ranked(selection: &Selection<'_>, wanted: impl Fn(Outcome) -> bool) -> Vec<usize> {
    let outcome = |standing: &usize| {
        let standing = selection.standings.get(*standing)?;
        selection.outcomes.get(standing.application).copied()
    };
    (0..selection.standings.len()).filter(|standing| outcome(standing).is_some_and(&wanted)).collect()
}

fn seated(selection: &Selection<'_>, in_group: Option<GroupId>) -> Vec<usize> {
    ranked(selection, |outcome| matches!(outcome, Outcome::Selected { group, .. } if group == in_group))
}

fn waiting(selection: &Selection<'_>, in_group: Option<GroupId>) -> Vec<usize> {
    ranked(selection, |outcome| matches!(outcome, Outcome::Reserve { group, .. } if Some(group) == in_group))
}

/// Which of the fields that rosters show a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    All,
    WithoutPersonal,
}

fn table<'a>(selection: &'a Selection<'_>, name: String, tab: String, order: Vec<usize>) -> Table<'a> {
    named_table(selection, name, tab, order, Named::All)
}

fn named_table<'a>(
    selection: &'a Selection<'_>,
    name: String,
    tab: String,
    order: Vec<usize>,
    shows: Named,
) -> Table<'a> {
    let mut headings = super::headings(&["group", "outcome", "reserve", "place", "rank", "application"]);
    headings.extend(named(selection, shows).map(|(_, field)| Cow::Borrowed(field.name.as_str())));
    headings.extend(selection.rules.measures.iter().map(|measure| Cow::Owned(format!("part {}", measure.id))));
    headings.extend(super::headings(&["total", "told_apart_by", "notes"]));
    Table {
        name,
        tab,
        headings,
        rows: Box::new(order.into_iter().map(move |standing| row(selection, standing, shows))),
    }
}

/// The fields that rosters show.
fn named<'a>(selection: &'a Selection<'_>, shows: Named) -> impl Iterator<Item = (FieldId, &'a Field)> {
    let fields = selection.rules.form.fields.iter().enumerate();
    let shown = move |field: &Field| field.roster && (shows == Named::All || !field.personal);
    fields.filter(move |(_, field)| shown(field)).map(|(index, field)| (FieldId(index), field))
}

fn row<'a>(selection: &'a Selection<'_>, index: usize, shows: Named) -> Vec<Cell<'a>> {
    let Some(standing) = selection.standings.get(index) else { return Vec::new() };
    let application = standing.application;
    let outcome = selection.outcomes.get(application).copied().unwrap_or(Outcome::Unplaced { standing: index });
    let mut cells = vec![
        group(selection, outcome).map_or(Cell::Empty, Cell::text),
        Cell::text(outcome.word()),
        match outcome {
            Outcome::Reserve { place, .. } => Cell::Count(u64::from(place)),
            _ => Cell::Empty,
        },
        Cell::count(index.saturating_add(1)),
        Cell::Count(u64::from(standing.rank)),
        Cell::text(selection.applications.id(application)),
    ];
    cells.extend(
        named(selection, shows).map(|(field, _)| Cell::text(selection.applications.found(application, field, 0))),
    );
    let facts = selection.facts(application);
    let parts = selection.rules.measures.iter().map(|measure| score::contribution(measure, facts).least.decimal());
    cells.extend(parts.map(Cell::Exact));
    cells.push(Cell::Exact(standing.score.decimal()));
    cells.push(Cell::text(told_apart(selection, index)));
    cells.push(Cell::text(notes(selection, application, outcome)));
    cells
}

/// Which tie-break settled an equal total, and with whom: `after A-0102 by lot; before A-0110 by earlier submitted`.
fn told_apart(selection: &Selection<'_>, index: usize) -> String {
    let id = |index: Option<usize>| {
        let standing = index.and_then(|index| selection.standings.get(index))?;
        Some(selection.applications.id(standing.application).into_owned())
    };
    let behind =
        |index: Option<usize>| index.and_then(|index| selection.standings.get(index)).and_then(|at| at.behind_by);
    let below = index.checked_add(1);
    let after = behind(Some(index)).zip(id(index.checked_sub(1)));
    let before = behind(below).zip(id(below));
    let after = after.map(|(by, other)| format!("after {other} by {}", separated(selection, Some(by))));
    let before = before.map(|(by, other)| format!("before {other} by {}", separated(selection, Some(by))));
    after.into_iter().chain(before).collect::<Vec<_>>().join("; ")
}

/// What a panel should know about a person beside the numbers.
fn notes(selection: &Selection<'_>, application: usize, outcome: Outcome) -> String {
    let mut notes = Vec::new();
    for relation in selection.people.get(&application).into_iter().flatten() {
        let rule = selection.rules.form.duplicates.get(relation.rule).map_or("", |rule| rule.id.as_str());
        let others: Vec<String> =
            relation.others.iter().map(|other| selection.applications.id(*other).into_owned()).collect();
        let word = match relation.kind {
            Kinship::Stands => "stands for",
            Kinship::Shares => "shared with",
            Kinship::Superseded { .. } | Kinship::Unsettled => continue,
        };
        notes.push(format!("{rule}: {word} {}", others.join(", ")));
    }
    match outcome {
        Outcome::Unplaced { .. } => notes.extend(reasons::why(selection, application, outcome)),
        Outcome::Selected { standing, .. } => notes.extend(reasons::gave_way(selection, standing)),
        _ => {}
    }
    notes.join("; ")
}
