//! Qualtrics: three rows of headings: a short name, the question, and a technical mark for each column.
//!
//! Whoever took the second and third out left the columns that say which responses are previews, tests or unfinished.

use super::responses::Mark;
use super::{ANY, Tool, named};
use crate::values::spelling::fold_words;

#[rustfmt::skip]
const OWN: &[&str] = &[
    "startdate", "enddate", "status", "ipaddress", "progress", "duration in seconds", "finished",
    "recordeddate", "recipientlastname", "recipientfirstname", "recipientemail",
    "externalreference", "locationlatitude", "locationlongitude", "distributionchannel",
    "userlanguage", "responseset", "externaldatareference", "emailaddress",
];

pub(super) static TOOL: Tool = Tool {
    id: "qualtrics",
    name: "Qualtrics",
    recognise: |head| {
        is_named(head)
            && head.get(2).is_some_and(|row| is_technical(row))
            && !head.get(1).is_some_and(|row| is_technical(row))
    },
    shortened: |head| match head {
        // The questions, or the short names, were taken out.
        [_, second, ..] if is_named(head) && is_technical(second) => Some(2),
        // Exports from before 2016 have no technical row.
        [_, second, ..] if is_named(head) && repeats(head, second) => Some(2),
        _ if named(head, &["responseid"]) == 1
            && named(head, &["status"]) == 1
            && named(head, &["finished", "distributionchannel", "responseset"]) > 0 =>
        {
            Some(1)
        }
        _ => None,
    },
    rows: 3,
    also,
    own: OWN,
    // As text, and as the numbers of an export of numeric values.
    marks: &[
        Mark::one_of(
            &["status"],
            &[
                "survey preview",
                "preview",
                "offline survey preview",
                "1",
                "17",
            ],
            "a preview",
        ),
        Mark::one_of(&["distributionchannel"], &["preview"], "a preview"),
        Mark::one_of(&["status"], &["survey test", "test", "2"], "a test"),
        Mark::one_of(&["distributionchannel"], &["test"], "a test"),
        Mark::one_of(
            &["status"],
            &[
                "spam",
                "possible spam",
                "survey preview spam",
                "imported spam",
                "offline spam",
                "8",
                "9",
                "12",
                "40",
                "48",
            ],
            "spam",
        ),
        Mark::one_of(&["finished"], &["false", "0", "no"], "unfinished"),
    ],
    ..ANY
};

/// Whether the first row names the tool's own columns.
fn is_named(head: &[Vec<String>]) -> bool {
    named(head, &["responseid", "response id"]) == 1
}

/// Whether a row holds the technical marks, with whichever quotation marks an export of its year has.
fn is_technical(row: &[String]) -> bool {
    row.iter().any(|cell| {
        ["{\"ImportId\"", "{'ImportId'"]
            .iter()
            .any(|mark| cell.trim().starts_with(mark))
    })
}

/// Whether a row says the same as the first over the tool's own columns, where an application has its answers.
fn repeats(head: &[Vec<String>], row: &[String]) -> bool {
    let id = |cell: &str| matches!(fold_words(cell).as_str(), "responseid" | "response id");
    let first = head.first().into_iter().flatten();
    first.zip(row).any(|(above, below)| id(above) && id(below))
}

/// The question under a short name; of a question that was split into a column an option, both with the option.
fn also(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let [short, wordings, ..] = rows else {
        return Vec::new();
    };
    if is_technical(wordings) {
        return Vec::new();
    }
    let each = short.iter().zip(wordings).map(|(short, wording)| {
        let (short, wording) = (short.trim(), wording.trim());
        let numbered = short.rsplit_once('_').filter(|(_, number)| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        // Before the option stands ` - Selected Choice - `, or, in older exports, a hyphen alone.
        let option = wording
            .split_once(SELECTED)
            .or_else(|| wording.rsplit_once(" - "))
            .or_else(|| wording.rsplit_once('-'));
        let split = numbered.zip(option).map(|((base, _), (asked, option))| {
            [
                format!("{base} [{}]", option.trim()),
                format!("{} [{}]", asked.trim(), option.trim()),
            ]
        });
        let whole = (!wording.is_empty() && wording != short).then(|| wording.to_owned());
        let single = wording
            .strip_suffix(SELECTED.trim_end_matches(" - "))
            .map(|asked| asked.trim().to_owned());
        whole
            .into_iter()
            .chain(single)
            .chain(split.into_iter().flatten())
            .collect()
    });
    each.collect()
}

/// What stands between a question and the option, or behind a question whose other answer has a column of its own.
const SELECTED: &str = " - Selected Choice - ";
