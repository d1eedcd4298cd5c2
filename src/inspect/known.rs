//! Which column tells applications apart, and which says when people applied.

use std::collections::BTreeSet;

use super::personal::{is_identifying_heading, is_of_others};
use super::{Column, Guess};
use crate::domain::spelling::fold;
use crate::normalise::headings::fold_heading;

/// What form tools and plain tables call the number of an application, the more telling first; Typeform calls it `#`.
const IDS: &[&str] = &[
    "application id",
    "application number",
    "application no",
    "application",
    "submission id",
    "submissionid",
    "response id",
    "responseid",
    "respondent id",
    "respondentid",
    "contribution id",
    "record id",
    "recordid",
    "entry id",
    "id",
    "#",
    "submission",
    "response",
    "respondent",
    "token",
    "uuid",
    "key",
    "instanceid",
    "instance id",
    "meta instanceid",
    "meta instance id",
    "uid",
];
/// Words of other headings that may be ids.
const WORDS: &[&str] = &[
    "id",
    "no",
    "nr",
    "number",
    "code",
    "token",
    "ref",
    "reference",
    "broj",
    "номер",
    "број",
    "nummer",
    "numéro",
    "número",
];
/// Words of numbers that are not an application's.
const NOT: &[&str] = &[
    "of",
    "many",
    "phone",
    "telephone",
    "mobile",
    "passport",
    "card",
    "tax",
    "vat",
    "bank",
    "account",
    "house",
    "postal",
    "post",
    "zip",
    "national",
    "personal",
    "country",
    "group",
    "collector",
    "years",
    "network",
    "seed",
];

/// Beginnings and parts of headings over the moment of submission, the more telling first.
const MOMENTS: &[&str] = &[
    "submit",
    "submission",
    "timestamp",
    "zeitstempel",
    "horodat",
    "marca temporal",
    "informazioni cronologiche",
    "отметка времени",
    "позначка часу",
    "sygnatura czasowa",
    "zaman damgası",
    "vremenska oznaka",
    "временска ознака",
    "completion time",
    "completed",
    "recorded",
    "date created",
    "created",
    "creation",
    "received",
    "applied",
    "application date",
    "date of application",
    "sent",
    "datestamp",
    "end date",
    "enddate",
    "last update",
    "end",
];

/// So many of them are nothing else, whatever stands below.
const SURE: usize = 12;

/// The column that is the application's id: it says something else for nearly everybody.
pub(super) fn id(columns: &mut [Column]) {
    let twice = |column: &Column| {
        let different: BTreeSet<String> = column.said().map(|(text, _)| fold(text)).collect();
        column.said().map(|(_, times)| times).sum::<usize>().saturating_sub(different.len())
    };
    let could = |column: &Column| {
        let said: usize = column.said().map(|(_, times)| times).sum();
        column.left_out.is_none()
            && column.columns.len() == 1
            && said > column.blank
            // An id may stand twice by mistake, hardly ever more often.
            && twice(column).saturating_mul(20) <= said
            && column.said().all(|(text, _)| !text.contains(char::is_whitespace))
            && matches!(column.guess, Guess::Text | Guess::Number(_) | Guess::Choice { .. })
    };
    let candidates = columns.iter().enumerate().filter(|(_, column)| could(column));
    let best = candidates.filter_map(|(at, column)| Some((twice(column) > 0, rank(&column.heading)?, at))).min();
    if let Some((repeated, _, at)) = best
        && let Some(column) = columns.get_mut(at)
    {
        column.guess = Guess::Id;
        column.doubts.clear();
        if repeated {
            column.doubt("an id stands twice, and every application needs one of its own");
        }
    }
}

fn rank(heading: &str) -> Option<usize> {
    let folded = fold_heading(heading);
    if let Some(known) = IDS.iter().position(|id| *id == folded) {
        return Some(known);
    }
    let words = || folded.split(' ');
    let named = words().any(|word| WORDS.contains(&word)) && !words().any(|word| NOT.contains(&word));
    // `Reference` is a number; `Name of referee, reference` is somebody.
    let alone = WORDS.contains(&folded.as_str());
    (named && (alone || !is_identifying_heading(heading))).then_some(IDS.len())
}

/// The position of the column that says when people applied.
pub(super) fn submitted(columns: &[Column]) -> Option<usize> {
    let moments = |column: &&(usize, &Column)| {
        column.1.left_out.is_none() && !is_identifying_heading(&column.1.heading) && !is_of_others(&column.1.heading)
    };
    let named = |heading: &str| {
        let folded = fold_heading(heading);
        MOMENTS.iter().position(|moment| if *moment == "end" { folded == "end" } else { folded.contains(moment) })
    };
    let all: Vec<(usize, &Column)> = columns.iter().enumerate().collect();
    let ranked = all.iter().filter(moments).filter_map(|(at, column)| match &column.guess {
        Guess::Timestamp(_) => {
            let start = fold_heading(&column.heading).starts_with("start");
            Some((named(&column.heading).unwrap_or(MOMENTS.len()).saturating_add(usize::from(start)), *at))
        }
        // Days alone are worse than any moment.
        Guess::Date(_) => Some((named(&column.heading)?.saturating_add(MOMENTS.len()).saturating_add(2), *at)),
        // Of what cannot be read yet the heading alone speaks; the draft asks.
        Guess::Text | Guess::Choice { .. } => {
            let named = named(&column.heading).filter(|named| *named < SURE)?;
            Some((named.saturating_add(MOMENTS.len().saturating_mul(3)), *at))
        }
        _ => None,
    });
    ranked.min().map(|(_, at)| at)
}
