//! The columns of a field of choices (a multiple-response question): all choices in one cell, a
//! column for each option, other answers, a second choice.

use std::collections::{BTreeSet, VecDeque};

use super::beside_options;
use super::heading::{Found, fold_heading, plain};
use super::option_columns::{self, Part};
use crate::base::finding::{Code, Finding};
use crate::base::ids::at;
use crate::base::origin::Origin;
use crate::rules::{Field, Kind, Options};
use crate::table::Sheet;
use crate::values::spelling::quoted;

/// Whether a question of choices stands in several columns, each under a heading of its own: a first choice and a second.
pub(super) fn several_choices(
    field: &Field,
    folded: &[String],
    wanted: &[String],
    hits: &[&Found],
) -> bool {
    let once = |name: &String| folded.iter().filter(|heading| *heading == name).count() <= 1;
    let own = |hit: &&Found| wanted.contains(at(folded, hit.id));
    field.kind.is_several() && wanted.iter().all(once) && hits.iter().all(own)
}

/// The columns in the order of the rules' headings, which is that of the choices.
pub(super) fn in_order(folded: &[String], wanted: &[String], hits: &[&Found]) -> VecDeque<Found> {
    let position = |hit: &&Found| wanted.iter().position(|name| at(folded, hit.id) == name);
    let mut ordered: Vec<&Found> = hits.to_vec();
    ordered.sort_by_key(position);
    ordered.into_iter().cloned().collect()
}

/// The columns of a question's single options and of its other answers, each with its position among the field's columns; none
/// where there are none.
pub(super) fn options_of(
    field: &Field,
    headings: &[Found],
    folded: &[String],
    claimed: &BTreeSet<&String>,
    sheet: &Sheet,
) -> Option<Vec<(Found, usize)>> {
    let choices = field.kind.options()?;
    let wanted = headings_of(field);
    let several = field.kind.is_several();
    let bare = several && wanted.len() > 1;
    let position = |(heading, folded): (&Found, &String)| {
        let (part, label) = names_of(heading, sheet).find_map(|name| {
            let plain = plain(name);
            if bare && let Some(part) = option_columns::bare(&plain, &wanted, choices) {
                return Some((part, plain.into_owned()));
            }
            let label = option_columns::named(&plain, &wanted)
                .unwrap_or_default()
                .to_owned();
            Some((option_columns::part(&plain, &wanted, choices)?, label))
        })?;
        // A question of one answer has no columns for options, but it may have one for other answers.
        let is_other =
            !matches!(part, Part::Option(_)) && beside_options::begins_with_other(&label);
        let unclaimed = several || is_other && !claimed.contains(folded);
        unclaimed.then(|| (heading.clone(), option_columns::position(part, choices)))
    };
    let mut found: Vec<(Found, usize)> = headings.iter().zip(folded).filter_map(position).collect();
    let [mark, text] =
        [Part::Other, Part::OtherText].map(|part| option_columns::position(part, choices));
    if let Some(written) = other_answers(choices, &wanted, headings, folded, claimed, &found, sheet)
    {
        // What was typed stands there, so that `Question [Other]` only says whether it was chosen.
        found
            .iter_mut()
            .filter(|(_, position)| *position == text)
            .for_each(|(_, position)| *position = mark);
        found.push((written, text));
    }
    (!found.is_empty()).then_some(found)
}

/// The heading of a column, and the further names a form tool gives it.
fn names_of<'h>(found: &'h Found, sheet: &'h Sheet) -> impl Iterator<Item = &'h str> {
    let also = &sheet.headings[found.id].also;
    std::iter::once(found.heading.as_str()).chain(also.iter().map(String::as_str))
}

/// Whether the column is of a single option of the question, or of what is beside them, so that the question may have no other.
pub(super) fn is_by_option(field: &Field, found: &Found, sheet: &Sheet) -> bool {
    let wanted = headings_of(field);
    let bare = |name: &str| wanted.len() > 1 && wanted.contains(&fold_heading(name));
    field.kind.is_several()
        && names_of(found, sheet)
            .any(|name| option_columns::named(&plain(name), &wanted).is_some() || bare(name))
}

/// The column in which the question's other answers are written out, where its heading is neither the question's nor an option's:
/// `Fields_other`, `Q5_4_TEXT`, `Fields - Other - Text`, or `Specify other.` right behind the question.
fn other_answers(
    choices: &Options,
    wanted: &[String],
    headings: &[Found],
    folded: &[String],
    claimed: &BTreeSet<&String>,
    found: &[(Found, usize)],
    sheet: &Sheet,
) -> Option<Found> {
    let taken = |heading: &&Found| found.iter().any(|(found, _)| found.id == heading.id);
    let free = |(heading, folded): &(&Found, &String)| {
        !taken(heading) && !claimed.contains(*folded) && !folded.is_empty()
    };
    let named = |found: &Found| names_of(found, sheet).any(|name| holds_other(wanted, name));
    let own = headings
        .iter()
        .zip(folded)
        .filter(free)
        .find(|(found, _)| named(found));
    let last = || {
        let asked = headings
            .iter()
            .zip(folded)
            .filter(|(_, folded)| wanted.contains(folded))
            .map(|(found, _)| found.id.0);
        let next = asked
            .chain(found.iter().map(|(found, _)| found.id.0))
            .max()?
            .saturating_add(1);
        let behind = headings
            .iter()
            .zip(folded)
            .find(|(heading, _)| heading.id.0 == next)?;
        (choices.other && free(&behind) && beside_options::heads_other(behind.1)).then_some(behind)
    };
    own.or_else(last).map(|(heading, _)| heading.clone())
}

/// Whether a column with this name holds the other answers of a question, one of `wanted`, folded: `Fields_other`, `Q5_4_TEXT`.
fn holds_other(wanted: &[String], name: &str) -> bool {
    let folded = fold_heading(name);
    let of = |stem: &String| {
        let rest = folded
            .strip_prefix(asks(stem))
            .and_then(|rest| rest.strip_prefix(' '));
        rest.is_some_and(is_of_other)
    };
    wanted.iter().any(of)
}

/// A question's folded heading, as a column of its other answers begins.
pub(crate) fn asks(heading: &str) -> &str {
    heading.strip_suffix(" selected choice").unwrap_or(heading)
}

/// Whether what follows the question in a folded heading says that the column holds its other answers.
pub(crate) fn is_of_other(rest: &str) -> bool {
    let label = rest.strip_suffix(" text").unwrap_or(rest);
    let numbered = rest != label && label.bytes().all(|byte| byte.is_ascii_digit());
    numbered
        || rest == "text"
        || beside_options::heads_other(label)
        || rest != label && beside_options::begins_with_other(label)
}

/// The headings that a field may have, folded.
pub(super) fn headings_of(field: &Field) -> Vec<String> {
    let columns = field.assessors.iter();
    columns
        .flat_map(|names| &names.compiled().0)
        .cloned()
        .collect()
}

/// The columns of a question's options that the rules do not name; one of them may be that of other answers.
pub(super) fn undeclared<'f>(
    field: &Field,
    found: &'f [(Found, usize)],
    sheet: &Sheet,
) -> Vec<&'f Found> {
    let Kind::Choices(choices, _) = &field.kind else {
        return Vec::new();
    };
    let beside = [Part::Other, Part::OtherText].map(|part| option_columns::position(part, choices));
    found
        .iter()
        .filter(|(found, position)| beside.contains(position) && is_by_option(field, found, sheet))
        .map(|(found, _)| found)
        .collect()
}

pub(super) fn options_missing(sheet: &Sheet, field: &Field, others: &[&Found]) -> Finding {
    const MOST: usize = 5;
    let location = others.first().map_or_else(
        || Origin::source(&sheet.source),
        |first| Origin::cell(&sheet.source, sheet.heading_row, first.column),
    );
    let named: Vec<String> = others
        .iter()
        .take(MOST)
        .map(|found| {
            let heading = plain(&found.heading);
            let option = option_columns::named(&heading, &headings_of(field)).unwrap_or(&heading);
            format!("{} {}", found.column, quoted(option.trim()))
        })
        .collect();
    let more = if others.len() > MOST {
        ", and more"
    } else {
        ""
    };
    let name = &field.name;
    let message = format!(
        "columns for options that `[fields.{name}.options]` does not have: {}{more}",
        named.join(", ")
    );
    Finding::new(Code::HeadingTwice, location, message).help(format!(
        "add each of them to `[fields.{name}.options]`; only the one column for other answers may stay out of it"
    ))
}
