//! What each list of the run folder shows: its columns and rows, whatever format they are set down in.

pub(in crate::papers) mod assessors;
mod balance;
pub(crate) mod clarify;
mod cohort;
mod dropped_out;
pub(in crate::papers) mod everybody;
pub(crate) mod rulings;
mod ineligible;
pub mod movers;
pub(in crate::papers) mod notes;
mod ranked;
pub(in crate::papers) mod replacements;
mod own;
pub(in crate::papers) mod room;
mod stages;
mod superseded;

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

pub use self::room::{Admits, Room};
use super::titles::{self, Named};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rules::{FieldId, Rules};
use crate::select::Selection;
use crate::values::{OutcomeKind, SeatIn};

/// A list: headings and rows, made as they are asked for.
pub struct Table<'a> {
    /// Path in the run folder without its ending.
    pub name: String,
    /// What the list is called on a sheet's tab.
    pub tab: String,
    /// Lines above it on a sheet of the workbook: its title, and whether it is provisional or final.
    pub above: Vec<String>,
    pub headings: Vec<Named<'a>>,
    /// So many of the last columns are no part of a print.
    pub unprinted: usize,
    pub rows: Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    Text(Cow<'a, str>),
    Named(Named<'a>),
    Outcome(OutcomeKind),
    Day(Date),
    /// By the clock of the call.
    Moment(DateTime),
    /// To be filled in.
    Room(Room),
    /// Exact, printed without trailing zeros.
    Exact(Decimal),
    Count(u64),
    /// A rank that several share.
    Shared(u64),
    Empty,
}

impl<'a> Cell<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Where somebody sits or waits: a group by its id, on a sheet by its title.
    fn seat(selection: &'a Selection<'_>, seat: Option<SeatIn<'_>>) -> Self {
        seat.map_or(Self::Empty, |seat| {
            Self::Named(titles::seat(selection.rules, &seat))
        })
    }

    fn count(number: usize) -> Self {
        Self::Count(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

/// The lists that are files of their own, in the order they are written.
pub fn files<'a>(selection: &'a Selection<'_>) -> Vec<Table<'a>> {
    let mut tables = ranked::rosters(selection);
    tables.extend(ranked::open(selection, false));
    tables.extend(replacements::list(selection, false));
    if !selection.rules.is_shortlisting() {
        tables.push(ranked::unplaced(selection));
    }
    tables.extend(stages::not_shortlisted(selection, false));
    tables.extend(balance::balance_rules(selection));
    tables.push(clarify::to_fill_in(selection, clarify::For::File));
    tables.extend(assessors::assessors(selection));
    tables.push(ineligible::ineligible(selection, false));
    tables.push(superseded::superseded(selection, false));
    tables.extend(dropped_out::dropped_out(selection, false));
    tables.extend(rulings::rulings(selection));
    tables
}

/// The questions with room for what comes back, as `--decisions` takes it, and with whom to ask.
pub fn to_fill_in<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    clarify::to_fill_in(selection, clarify::For::Form)
}

/// Everybody who applied, with names, for whoever looks for a person.
pub fn everybody<'a>(selection: &'a Selection<'_>) -> Table<'a> {
    everybody::everybody(selection)
}

/// The lists of the workbook, behind the handouts of the groups: what the panel turns to. Where the run `is_final` their titles say so.
pub fn sheets<'a>(selection: &'a Selection<'_>, is_final: bool) -> Vec<Table<'a>> {
    let mut tables = vec![everybody::everybody(selection)];
    tables.extend(replacements::list(selection, true));
    tables.extend(stages::not_shortlisted(selection, true));
    tables.extend(balance::balance_rules(selection));
    tables.extend(cohort::cohort(selection));
    tables.push(clarify::to_fill_in(selection, clarify::For::Panel));
    tables.extend(assessors::assessors(selection));
    tables.push(ineligible::ineligible(selection, true));
    tables.push(superseded::superseded(selection, true));
    tables.extend(dropped_out::dropped_out(selection, true));
    tables.extend(rulings::taken(selection));
    tables.push(ranked::scores(selection, is_final));
    tables
}

/// The fields that say who somebody is and how to reach them, as far as the rules let them stand on lists.
pub(super) fn reached_by(selection: &Selection<'_>) -> Vec<FieldId> {
    let rules = selection.rules;
    let letters = &rules.letters;
    let mut fields: Vec<FieldId> = letters.name.iter().copied().chain(letters.email).collect();
    let roster = rules.form.fields.each();
    let roster = roster.filter(|(_, field)| field.roster && field.personal);
    let said = roster.filter(|(_, field)| field.kind.is_text() || field.kind.is_email());
    for (field, _) in said {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

/// The fields that say who somebody is: those by which letters call them, otherwise the first text of the rosters.
pub(in crate::papers) fn names(rules: &Rules) -> Vec<FieldId> {
    let letters = &rules.letters.name;
    if !letters.is_empty() {
        return letters.clone();
    }
    let mut fields = rules.form.fields.each();
    let first = fields.find(|(_, field)| field.roster && field.kind.is_text());
    first.map(|(id, _)| id).into_iter().collect()
}

/// What stands in a cell, personal or not: only for lists that the rules let names stand on.
pub(super) fn typed<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    field: FieldId,
) -> &'a str {
    let all = &selection.applications;
    all.said(application, field, AssessorId::FIRST).listed()
}

fn headings<'a>(names: &[&'static str]) -> Vec<Named<'a>> {
    names.iter().map(|name| titles::column(*name)).collect()
}
