//! Whom to ask what: one row a question, those first whose answers could win a seat. No personal column is shown.
//!
//! With room for the answer, who gave it, when and why, it is the form that `--decisions` reads.

use std::borrow::Cow;

use super::room::{self, TO_FILL_IN};
use super::{Cell, Table, headings, reached_by, typed};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::papers::titles;
use crate::rank::StandingId;
use crate::record::Whom;
use crate::record::clarifications::{Clarification, clarifications};
use crate::record::which_stands::may_be;
use crate::rules::{FieldId, Rules};
use crate::rulings::{self, RulingDone};
use crate::select::{Outcome, Selection};
use crate::values::topic::listed;
use crate::values::{Sort, Topic};
use crate::words::outcomes::{self, seats_of};

/// Of the seats that hang on one answer at most so many are named.
const NAMED: usize = 10;

/// What stands in place of seats that may be taken.
const NOT_WORKED_OUT: &str = "not worked out";

/// What the panel does not need on paper, and `--decisions` and whoever looks a cell up do.
const BEHIND: [&str; 3] = ["field", "cell", "decides"];

/// Whom the list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// The file, in columns as they are documented.
    File,
    /// Whoever fills it in: with whom to ask.
    Form,
    /// The panel: with names and addresses, too.
    Panel,
}

/// The questions with room for what comes back, as `--decisions` takes it.
pub(super) fn to_fill_in<'a>(selection: &'a Selection<'_>, whose: For) -> Table<'a> {
    let outcomes = selection.outcomes.each();
    let mut order: Vec<(bool, ApplicationId)> = outcomes
        .filter_map(|(application, outcome)| match outcome {
            Outcome::Clarify { could_sit } => Some((!could_sit, application)),
            _ if selection.is_asked_for_balance(application) => Some((false, application)),
            _ => None,
        })
        .collect();
    order.sort_by_key(|(later, _)| *later);
    let reached = match whose {
        For::Panel => reached_by(selection),
        For::File | For::Form => Vec::new(),
    };
    let mut columns = headings(&["application"]);
    if !reached.is_empty() {
        columns.extend(headings(&["name_and_address"]));
    }
    columns.extend(headings(&[
        "whom_to_ask",
        "could_win_a_seat",
        "seats_that_hang_on_it",
    ]));
    if whose != For::File {
        columns.extend(headings(&["asked_about"]));
    }
    columns.extend(match whose {
        For::File | For::Form => headings(&["field", "cell", "found", "ask", "decides"]),
        For::Panel => headings(&["found", "ask"]),
    });
    columns.extend(match whose {
        For::File => headings(&["total_at_least", "total_at_most"]),
        For::Form | For::Panel => headings(&["total"]),
    });
    columns.extend(headings(&TO_FILL_IN));
    let unprinted = match whose {
        For::File | For::Form => 0,
        For::Panel => {
            columns.extend(headings(&BEHIND));
            BEHIND.len()
        }
    };
    let rows = move |(later, application): (bool, ApplicationId)| {
        rows(selection, (application, !later), whose, &reached)
    };
    Table {
        name: "clarify".to_owned(),
        tab: "clarify".to_owned(),
        above: Vec::new(),
        headings: columns,
        unprinted,
        rows: Box::new(order.into_iter().flat_map(rows)),
    }
}

fn rows<'a>(
    selection: &'a Selection<'_>,
    (application, could_sit): (ApplicationId, bool),
    whose: For,
    reached: &[FieldId],
) -> Vec<Vec<Cell<'a>>> {
    let tally = selection.tally(application);
    let (firm, seats) = selection.firm_seats();
    let unknown = if firm < seats { NOT_WORKED_OUT } else { "" };
    let taken = taken(selection, application, NAMED).unwrap_or_else(|| unknown.to_owned());
    clarifications(selection, application)
        .into_iter()
        .map(|clarification| {
            let found = clarification
                .found
                .clone()
                .unwrap_or_else(|| withheld(selection, application, &clarification, whose));
            let may_be = match clarification.about.sort {
                Sort::Field => may_be(selection, application, clarification.about.name.as_ref()),
                _ => None,
            };
            let asked = match whose {
                For::File => clarification.ask.clone(),
                For::Form | For::Panel => in_words(&clarification),
            };
            let ask = match may_be {
                Some(may_be) => format!("{asked}; {may_be}"),
                None => asked,
            };
            let mut row = vec![Cell::text(selection.applications.id(application))];
            if !reached.is_empty() {
                let own = reached
                    .iter()
                    .map(|field| typed(selection, application, *field));
                let own: Vec<&str> = own.filter(|own| !own.is_empty()).collect();
                row.push(Cell::text(own.join("\n")));
            }
            row.push(Cell::text(clarification.whom.words()));
            row.push(Cell::text(if could_sit { "yes" } else { "no" }));
            row.push(Cell::text(taken.clone()));
            let rules = selection.rules;
            if whose != For::File {
                let about = titles::topic(rules, &clarification.about);
                row.push(Cell::text(about.into_owned()));
            }
            let room: Vec<Cell<'a>> = match whose {
                // A file has no lists to choose from.
                For::File => TO_FILL_IN
                    .map(|column| match column {
                        "decision" => Cell::text(clarification.ruling.word()),
                        _ => Cell::Empty,
                    })
                    .to_vec(),
                For::Form | For::Panel => room::of(selection, application, &clarification)
                    .into_iter()
                    .map(Cell::Room)
                    .collect(),
            };
            let decides = match whose {
                For::File => listed(&clarification.decides),
                For::Form | For::Panel => titled(rules, &clarification.decides),
            };
            let (field, cell) = (
                Cell::text(clarification.about.name),
                Cell::text(clarification.at),
            );
            let (found, ask, decides) = (Cell::text(found), Cell::text(ask), Cell::text(decides));
            let behind = match whose {
                For::File | For::Form => {
                    row.extend([field, cell, found, ask, decides]);
                    None
                }
                For::Panel => {
                    row.extend([found, ask]);
                    Some([field, cell, decides])
                }
            };
            let (least, most) = (tally.least.decimal(), tally.most.decimal());
            match whose {
                For::File => row.extend([Cell::Exact(least), Cell::Exact(most)]),
                For::Form | For::Panel if least == most => row.push(Cell::Exact(least)),
                For::Form | For::Panel => {
                    let (least, most) = (least.normalize(), most.normalize());
                    row.push(Cell::text(format!("{least} to {most}")));
                }
            }
            row.extend(room);
            row.extend(behind.into_iter().flatten());
            row
        })
        .collect()
}

/// What is asked, as a sheet says it: of a blank, for what it is.
fn in_words(clarification: &Clarification) -> String {
    if !clarification.blank || clarification.about.sort != Sort::Field {
        return clarification.ask.clone();
    }
    match clarification.whom {
        Whom::Applicant => "There is no answer in the form: what is it?".to_owned(),
        Whom::Assessor(_) => "What is the rating? There is none yet.".to_owned(),
        Whom::Office => "There is no answer yet.".to_owned(),
    }
}

/// What hangs on an answer, by titles, each once.
fn titled(rules: &Rules, decides: &[Topic]) -> String {
    let mut titles: Vec<Cow<'_, str>> = Vec::new();
    for topic in decides {
        let title = titles::topic(rules, topic);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles.join("; ")
}

/// Whose seats hang on an answer; blank where none does, none where that is not worked out.
fn taken(selection: &Selection<'_>, application: ApplicationId, at_most: usize) -> Option<String> {
    let (named, more) = holders(selection, application, at_most)?;
    Some(seats_of(&named, more))
}

/// What may become of seats by an answer, as a sentence says it; blank and none as above.
pub(in crate::papers) fn could_take(
    selection: &Selection<'_>,
    application: ApplicationId,
    at_most: usize,
) -> Option<String> {
    let (named, more) = holders(selection, application, at_most)?;
    let own = selection.applications.id(application);
    let is_shortlisting = selection.rules.is_shortlisting();
    Some(outcomes::could_take(&own, &named, more, is_shortlisting))
}

/// Whose seats an answer could take, and how many more there are.
fn holders<'a>(
    selection: &'a Selection<'_>,
    application: ApplicationId,
    at_most: usize,
) -> Option<(Vec<Cow<'a, str>>, usize)> {
    let seats = selection.could_take(application)?;
    let id = |standing: &StandingId| {
        let holder = selection.standings[*standing].application;
        selection.applications.id(holder)
    };
    let named = seats.iter().take(at_most).map(id).collect();
    Some((named, seats.len().saturating_sub(at_most)))
}

/// What stands in place of a personal answer.
fn withheld(
    selection: &Selection<'_>,
    application: ApplicationId,
    clarification: &Clarification,
    whose: For,
) -> String {
    let (form, all) = (&selection.rules.form, &selection.applications);
    let field = FieldId(
        form.fields
            .iter()
            .position(|field| field.name == clarification.about.name)
            .unwrap_or(usize::MAX),
    );
    let is_here = |assessor: &AssessorId| {
        let is_rating = form
            .fields
            .find(field)
            .is_some_and(|of| of.kind.is_rating());
        all.cell_location(application, (field, *assessor), is_rating) == clarification.at
    };
    let assessor = all
        .assessors(field)
        .find(is_here)
        .unwrap_or(AssessorId::FIRST);
    let done: Vec<&RulingDone> = selection.rulings.about(application).collect();
    let here = (application, field, assessor);
    let at = all.origin(application, field, assessor);
    let at = at.filter(|_| whose != For::File).map(|at| {
        let sheet = at.source.sheet.iter();
        let sheet: String = sheet.map(|sheet| format!(", sheet {sheet}")).collect();
        let heading = titles::topic(selection.rules, &clarification.about);
        let row = at
            .row
            .map_or_else(String::new, |row| format!(", row {}", row.0));
        let column = at
            .column
            .map_or_else(String::new, |column| format!(", column {column}"));
        format!("{}{sheet}{row}{column} “{heading}”", at.source.file)
    });
    rulings::withheld(form, all, here, &done, at.as_deref())
}
