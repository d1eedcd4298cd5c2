//! How a derived level came about: the row of its table that decided, or its sum; and what was found for what it looks at.

use std::borrow::Cow;

use super::{Case, Section};
use crate::base::ids::with_ids;
use crate::papers::titles;
use crate::record::from_selection::header::rows;
use crate::record::{By, Nth, Sum, Summand};
use crate::rules::levels::LevelRow;
use crate::rules::{Band, BandId, Derivation, Level, LevelId, RowId, Subject, Test, Worth};
use crate::words;
use crate::words::would_meet::either;

/// Says it of a level, and of the levels it reads; nothing of a field.
pub(in crate::papers) fn derivation(
    case: Case<'_>,
    section: &mut Section,
    subject: Subject,
    (depth, located): (usize, bool),
) {
    let Subject::Level(id) = subject else { return };
    let (Some(level), Some(evidence)) = (case.rules.levels.find(id), case.evidence(subject)) else {
        return;
    };
    let below = depth.saturating_add(1);
    match (&level.derivation, &evidence.by) {
        (Derivation::Table(of), Some(By::Rows(numbers))) => {
            section.line(depth, decided(case, (id, level), of, (numbers, located)));
            let last = numbers.last().and_then(|last| last.id());
            let reached = with_ids(of).filter(|(row, _)| Some(*row) <= last);
            let mut parts = Vec::new();
            for part in reached
                .filter_map(|(_, row)| row.test.as_ref())
                .flat_map(Test::subjects)
            {
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
            for part in parts {
                looked_at(case, section, part, (below, located), None);
            }
        }
        (Derivation::Points { terms, bands }, Some(By::Sum(sum))) => {
            section.line(depth, summed(case, (id, level), bands, (sum, located)));
            for (term, summand) in terms.iter().zip(&sum.terms) {
                looked_at(
                    case,
                    section,
                    term.subject,
                    (below, located),
                    Some((term, summand)),
                );
            }
        }
        _ => {
            let line = in_line(located, level.line);
            let words = format!(
                "how {} came about is not shown, since an answer behind it is personal{line}",
                titles::subject(case.rules, subject)
            );
            section.line(depth, words);
            for part in case.rules.derived_from(subject) {
                looked_at(case, section, part, (below, located), None);
            }
        }
    }
}

/// One answer that a level looks at, with the points it gives.
fn looked_at(
    case: Case<'_>,
    section: &mut Section,
    part: Subject,
    (depth, located): (usize, bool),
    term: Option<(&Worth, &Summand<'_>)>,
) {
    let points = term.map_or_else(String::new, |(term, summand)| {
        let rows = rows(words::titled(case.rules), term);
        let row = summand.row.and_then(|row| row.of(&rows));
        let line = in_line(located, row.map_or(term.line, |row| row.line));
        match (row, &summand.at_most) {
            (_, Some(most)) => format!(": from {} to {most} points", summand.points),
            (Some(row), None) => format!(": {}: {}{line}", row.answer, summand.points),
            (None, None) if rows.is_empty() => {
                format!(
                    ": {}: {}{line}",
                    words::rule::award(words::titled(case.rules), term),
                    summand.points
                )
            }
            // A table and bands have a row for every answer.
            (None, None) => format!(": a blank: {}{line}", summand.points),
        }
    });
    let words = format!(
        "{}: {}{points}",
        titles::subject(case.rules, part),
        case.found(part, located)
    );
    section.line(depth, words);
    derivation(case, section, part, (depth.saturating_add(1), located));
}

/// `experience: row 2 decided, some if years is at least 1 (line 80)`.
fn decided(
    case: Case<'_>,
    (id, level): (LevelId, &Level),
    rows: &[LevelRow],
    (numbers, located): (&[Nth<RowId>], bool),
) -> String {
    let said = |number: &Nth<RowId>| {
        let row = number.of(rows)?;
        let name = words::level_of_scale(case.rules, level.scale, row.level);
        let when = match (&row.test, located) {
            (Some(test), _) => format!("if {}", case.test(test, located)),
            (None, true) => "since no row above it is met".to_owned(),
            (None, false) => "since no level that is tried before it is met".to_owned(),
        };
        Some(match located {
            true => format!("row {number}, {name} {when} (line {})", row.line),
            false => format!("{name}, {when}"),
        })
    };
    let said: Vec<String> = numbers.iter().filter_map(said).collect();
    let verb = match (said.len(), located) {
        (1, true) => "decided by ",
        (1, false) => "",
        _ => "open between ",
    };
    format!("{} is {verb}{}", title(case, id), either(&said, "and"))
}

/// `experience is the sum 1 + 0 = 1, which is from 1 to below 3: some (line 82)`.
fn summed(
    case: Case<'_>,
    (id, level): (LevelId, &Level),
    bands: &[Band<u8>],
    (sum, located): (&Sum<'_>, bool),
) -> String {
    let band = |number: &Nth<BandId>| {
        let band = number.of(bands)?;
        let line = in_line(located, band.line);
        let name = words::level_of_scale(case.rules, level.scale, band.gives);
        Some(format!(
            "{}: {name}{line}",
            words::rule::range(band.from, band.below)
        ))
    };
    let reached: Vec<String> = sum.bands.iter().filter_map(band).collect();
    let open = |least: &str, most: &Option<_>| match most {
        None => least.to_owned(),
        Some(most) => format!("({least} to {most})"),
    };
    let terms: Vec<String> = sum
        .terms
        .iter()
        .map(|term| open(&term.points, &term.at_most))
        .collect();
    let total = sum.at_most.as_ref().map_or_else(
        || sum.sum.to_string(),
        |most| format!("{} to {most}", sum.sum),
    );
    format!(
        "{} is the sum {} = {total}, which is {}",
        title(case, id),
        terms.join(" + "),
        either(&reached, "or")
    )
}

fn title(case: Case<'_>, id: LevelId) -> Cow<'_, str> {
    titles::subject(case.rules, Subject::Level(id))
}

/// ` (line 80)`, where located are said.
fn in_line(located: bool, line: u32) -> String {
    if located {
        format!(" (line {line})")
    } else {
        String::new()
    }
}
