//! Somebody's row: the seat, who it is, answers as they were read, each part with the points it was made of, and the total.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::shape::{Shape, is_rating};
use super::{Entry, Row};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::rank::StandingId;
use crate::rules::{FieldId, MeasureId, Subject};
use crate::score;
use crate::select::{Outcome, Selection};
use crate::values::{Reading, Value, countries};
use crate::words;

pub(super) fn row(
    selection: &Selection<'_>,
    shape: &Shape,
    (id, seat): (StandingId, String),
    is_close: bool,
) -> Row {
    let standing = &selection.standings[id];
    let application = standing.application;
    let is_seated = matches!(selection.outcome(application), Outcome::Selected { .. });
    let is_provisional = is_seated && !selection.is_firm(id);
    let said = |field: &FieldId| said(selection, application, *field);
    let name: Vec<String> = shape.name.iter().map(said).collect();
    let own = selection.applications.id(application).into_owned();
    let mut cells = vec![
        Entry {
            main: seat,
            small: match (is_seated, is_provisional) {
                (true, true) => "provisional",
                (true, false) => "",
                (false, _) => "reserve",
            }
            .to_owned(),
        },
        match name.join(" ").trim() {
            "" => plain(own),
            name => Entry {
                main: name.to_owned(),
                small: own,
            },
        },
    ];
    cells.extend(shape.answers.iter().map(|fields| {
        let answers: Vec<String> = fields.iter().map(said).collect();
        plain(answers.join(" · "))
    }));
    let parts = shape.parts.iter();
    cells.extend(parts.map(|id| part(selection, application, *id)));
    if !shape.rest.is_empty() {
        let parts = shape.rest.iter().map(|id| {
            let part = part(selection, application, *id);
            format!("{}: {}", selection.rules.measures[*id].title, part.main)
        });
        cells.push(Entry {
            main: String::new(),
            small: parts.collect::<Vec<_>>().join("; "),
        });
    }
    cells.push(Entry {
        main: standing.score.to_string(),
        small: id.position().to_string(),
    });
    Row {
        cells,
        is_close,
        is_provisional,
    }
}

/// An application with the name of who sent it, where rosters hold names.
pub(super) fn person(
    selection: &Selection<'_>,
    shape: &Shape,
    application: ApplicationId,
) -> String {
    let said = |field: &FieldId| said(selection, application, *field);
    let own = selection.applications.id(application).into_owned();
    let all: Vec<String> = std::iter::once(own)
        .chain(shape.name.iter().map(said))
        .collect();
    all.join(" ").trim_end().to_owned()
}

fn plain(main: String) -> Entry {
    Entry {
        main,
        small: String::new(),
    }
}

/// An answer as it was read, or as it stands where there is more in it than values; a dash for none.
fn said(selection: &Selection<'_>, application: ApplicationId, field: FieldId) -> String {
    let all = &selection.applications;
    let read = match all.reading(application, field) {
        Reading::Value(Value::Country(country)) => Some(Cow::Borrowed(countries::name(*country))),
        Reading::Blank => Some(Cow::Borrowed("–")),
        reading => words::reading(
            words::titled(selection.rules),
            Subject::Field(field),
            reading,
        ),
    };
    read.map_or_else(
        || {
            all.said(application, field, AssessorId::FIRST)
                .revealed()
                .to_owned()
        },
        Cow::into_owned,
    )
}

/// A part of a total, and the points it was made of: `22`, in small `5, 6 → 5.5`.
fn part(selection: &Selection<'_>, application: ApplicationId, id: MeasureId) -> Entry {
    let measure = &selection.rules.measures[id];
    let contribution = score::contribution(measure, selection.facts(application));
    let points = contribution.points.known();
    let points = points.map_or_else(|| "open".to_owned(), |points| points.to_string());
    let ratings = match measure.worth.subject {
        Subject::Field(field) if is_rating(selection, measure) => {
            let all = &selection.applications;
            let rating = |by| all.said(application, field, by).listed();
            let given = all.assessors(field).map(rating);
            let given: Vec<&str> = given.filter(|rating| !rating.is_empty()).collect();
            // A comma within a rating begins its decimals.
            let between = match given.iter().any(|rating| rating.contains(',')) {
                true => "; ",
                false => ", ",
            };
            let given = given.join(between);
            match evened_out(selection, application, field) {
                Some(counts) => format!("{given} → {} → ", counts.join(between)),
                None => format!("{given} → "),
            }
        }
        _ => String::new(),
    };
    // The weight stands in the heading.
    Entry {
        main: number(contribution.least.decimal()),
        small: format!("{ratings}{points}"),
    }
}

/// What counts in place of an application's ratings, by assessor, where people decided to even them out.
fn evened_out(
    selection: &Selection<'_>,
    application: ApplicationId,
    id: FieldId,
) -> Option<Vec<String>> {
    let mut evened = selection.rulings.evened.iter();
    let evened = evened.find(|evened| evened.field == id)?;
    let form = &selection.rules.form;
    let evening = evened.evening(&form.fields[id]);
    let given = selection.applications.ratings(form, application, id);
    let counts = (0..).map(AssessorId).zip(given).filter_map(|(by, rating)| {
        Some(number(evening.counts_as(Some(evened.method), by, rating?)))
    });
    Some(counts.collect())
}

fn number(number: Decimal) -> String {
    number.normalize().to_string()
}
